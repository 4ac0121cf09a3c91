package practice

import (
	"slices"
	"unicode/utf8"

	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/typed"
)

// Form is what is said of a practice. Only what belongs to its Kind is kept of the things to be taken along.
type Form struct {
	Theme     string `form:"theme"`
	TitleFi   string `form:"title_fi"`
	TitleEn   string `form:"title_en"`
	TextFi    string `form:"text_fi"`
	TextEn    string `form:"text_en"`
	Kind      Kind   `form:"kind"`
	PackageID int64  `form:"package"`
	EventID   int64  `form:"event"`
	RuleFi    string `form:"rule_fi"`
	RuleEn    string `form:"rule_en"`
	RuleSv    string `form:"rule_sv"`
}

const (
	maxTitle = 120
	maxText  = 5000
	maxRule  = 500
	maxNote  = 500
)

func (f *Form) clean() {
	f.TitleFi, f.TitleEn = typed.Line(f.TitleFi), typed.Line(f.TitleEn)
	for _, s := range []*string{&f.TextFi, &f.TextEn, &f.RuleFi, &f.RuleEn, &f.RuleSv} {
		*s = typed.Text(*s)
	}
	if f.Kind != Package {
		f.PackageID = 0
	}
	if f.Kind != Event {
		f.EventID = 0
	}
	if f.Kind != Rule {
		f.RuleFi, f.RuleEn, f.RuleSv = "", "", ""
	}
}

// faults are the field errors of a cleaned form.
func (f Form) faults() (fields []fault.Field) {
	add := func(wrong bool, name, key string) {
		if wrong {
			fields = append(fields, fault.Field{Name: name, Key: key})
		}
	}
	long := func(name, value string, most int) {
		if utf8.RuneCountInString(value) > most {
			fields = append(fields, fault.Field{Name: name, Key: "field.max_chars", Args: map[string]any{"Max": most}})
		}
	}
	add(f.TitleFi == "", "title_fi", "field.required")
	add(f.TextFi == "", "text_fi", "field.required")
	add(!slices.Contains(Themes(), f.Theme), "theme", "field.choice")
	add(!slices.Contains(Kinds(), f.Kind), "kind", "field.choice")
	add(f.Kind == Package && f.PackageID <= 0, "package", "field.choice")
	add(f.Kind == Event && f.EventID <= 0, "event", "field.choice")
	add(f.Kind == Rule && f.RuleFi == "", "rule_fi", "field.required")
	long("title_fi", f.TitleFi, maxTitle)
	long("title_en", f.TitleEn, maxTitle)
	long("text_fi", f.TextFi, maxText)
	long("text_en", f.TextEn, maxText)
	long("rule_fi", f.RuleFi, maxRule)
	long("rule_en", f.RuleEn, maxRule)
	long("rule_sv", f.RuleSv, maxRule)
	return fields
}
