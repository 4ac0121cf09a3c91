package photo

import (
	"strings"
	"unicode/utf8"

	"github.com/hubittaako/hubittaako/app/base/fault"
)

// Form is a photo with its descriptions for those who don't see it and the point that stays in sight. Without a file only the
// words and the point change.
type Form struct {
	AltFi string `form:"alt_fi"`
	AltEn string `form:"alt_en"`
	AltSv string `form:"alt_sv"`
	Focus string `form:"focus"` // as Focus writes itself; empty is the middle
	Data  []byte // the file as it was uploaded
}

const maxAlt = 300

// Clean puts each description on one line and the focus where it was chosen, in the middle when it was not.
func (f *Form) Clean() {
	for _, s := range []*string{&f.AltFi, &f.AltEn, &f.AltSv} {
		*s = strings.Join(strings.Fields(*s), " ")
	}
	if f.Focus == "" {
		f.Focus = Middle.String()
	}
}

// Faults are the field errors of a cleaned form: a photo must be described in Finnish. there says that there is a photo already,
// so that no file is needed.
func (f Form) Faults(there bool) (fields []fault.Field) {
	if len(f.Data) == 0 && !there {
		fields = append(fields, fault.Field{Name: "photo", Key: "field.photo_missing"})
	}
	if f.AltFi == "" {
		fields = append(fields, fault.Field{Name: "alt_fi", Key: "field.required"})
	}
	for name, alt := range map[string]string{"alt_fi": f.AltFi, "alt_en": f.AltEn, "alt_sv": f.AltSv} {
		if utf8.RuneCountInString(alt) > maxAlt {
			fields = append(fields, fault.Field{Name: name, Key: "field.max_chars", Args: map[string]any{"Max": maxAlt}})
		}
	}
	if _, ok := ParseFocus(f.Focus); !ok {
		fields = append(fields, fault.Field{Name: "focus", Key: "field.choice"})
	}
	return fields
}
