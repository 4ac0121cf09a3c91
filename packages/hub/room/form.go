package room

import (
	"slices"
	"unicode/utf8"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/money"
	"github.com/hubittaako/hubittaako/app/base/typed"
)

// Form is what staff say of a room.
type Form struct {
	Kind        Kind           `form:"kind"`
	NameFi      string         `form:"name_fi"`
	NameEn      string         `form:"name_en"`
	NameSv      string         `form:"name_sv"`
	TextFi      string         `form:"text_fi"`
	TextEn      string         `form:"text_en"`
	TextSv      string         `form:"text_sv"`
	EquipmentFi string         `form:"equipment_fi"`
	EquipmentEn string         `form:"equipment_en"`
	EquipmentSv string         `form:"equipment_sv"`
	People      int            `form:"people"`
	HourCents   int64          `form:"hour,money"`
	VATClass    money.VATClass `form:"vat_class"`
	Buffer      int            `form:"buffer"`
	CancelHours int            `form:"cancel_hours"`
	StepFree    bool           `form:"step_free"`
	Active      bool           `form:"active"`
}

// Request is what somebody wants of a room. Company and Stay are for members of a company; staff may leave Company empty and say
// whom it is for by Name.
type Request struct {
	Day     dates.Date `form:"day"`
	From    *int       `form:"from,clock"`
	To      *int       `form:"to,clock"`
	People  int        `form:"people"`
	Company int64      `form:"company"`
	Stay    string     `form:"stay"`
	Name    string     `form:"name"`
	Email   string     `form:"email"`
	Note    string     `form:"note"`
	Lang    string     // of who books
}

const (
	maxPeople = 500
	maxCents  = 1_000_000
	maxBuffer = 120
	maxCancel = 336 // hours: two weeks
	// Ahead is for how many days from today on rooms can be booked.
	Ahead = 365
)

// checker collects what is wrong with the fields of a form: the first thing of each is enough.
type checker struct{ fields []fault.Field }

func (c *checker) add(wrong bool, name, key string, args ...any) {
	if !wrong || slices.ContainsFunc(c.fields, func(f fault.Field) bool { return f.Name == name }) {
		return
	}
	f := fault.Field{Name: name, Key: key}
	for i := 0; i+1 < len(args); i += 2 {
		if f.Args == nil {
			f.Args = map[string]any{}
		}
		f.Args[args[i].(string)] = args[i+1]
	}
	c.fields = append(c.fields, f)
}

func (c *checker) long(most int, name, value string) {
	c.add(utf8.RuneCountInString(value) > most, name, "field.max_chars", "Max", most)
}

func (f *Form) clean() {
	for _, s := range []*string{&f.NameFi, &f.NameEn, &f.NameSv} {
		*s = typed.Line(*s)
	}
	for _, s := range []*string{&f.TextFi, &f.TextEn, &f.TextSv, &f.EquipmentFi, &f.EquipmentEn, &f.EquipmentSv} {
		*s = typed.Text(*s)
	}
}

func (f Form) faults() []fault.Field {
	c := &checker{}
	c.add(!slices.Contains(Kinds(), f.Kind), "kind", "field.choice")
	c.add(f.NameFi == "", "name_fi", "field.required")
	for name, s := range map[string]string{"name_fi": f.NameFi, "name_en": f.NameEn, "name_sv": f.NameSv} {
		c.long(80, name, s)
	}
	for name, s := range map[string]string{
		"text_fi": f.TextFi, "text_en": f.TextEn, "text_sv": f.TextSv, "equipment_fi": f.EquipmentFi, "equipment_en": f.EquipmentEn, "equipment_sv": f.EquipmentSv,
	} {
		c.long(1000, name, s)
	}
	c.add(f.People < 1 || f.People > maxPeople, "people", "field.range", "Min", 1, "Max", maxPeople)
	c.add(f.HourCents < 0 || f.HourCents > maxCents, "hour", "field.price_range")
	c.add(!f.VATClass.Valid(), "vat_class", "field.choice")
	c.add(f.Buffer < 0 || f.Buffer > maxBuffer, "buffer", "field.range", "Min", 0, "Max", maxBuffer)
	c.add(f.Buffer%Quarter != 0, "buffer", "field.room_quarter")
	c.add(f.CancelHours < 0 || f.CancelHours > maxCancel, "cancel_hours", "field.range", "Min", 0, "Max", maxCancel)
	return c.fields
}

// FormOf is the form as a room is now.
func FormOf(r Room) Form {
	return Form{
		Kind: r.Kind, NameFi: r.NameFi, NameEn: r.NameEn, NameSv: r.NameSv, TextFi: r.TextFi, TextEn: r.TextEn, TextSv: r.TextSv,
		EquipmentFi: r.EquipmentFi, EquipmentEn: r.EquipmentEn, EquipmentSv: r.EquipmentSv, People: r.People, HourCents: r.HourCents, VATClass: r.VATClass,
		Buffer: r.Buffer, CancelHours: r.CancelHours, StepFree: r.StepFree, Active: r.Active,
	}
}
