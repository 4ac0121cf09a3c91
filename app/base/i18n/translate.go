package i18n

import (
	"fmt"
	"reflect"
	"regexp"
	"strings"

	goi18n "github.com/nicksnyder/go-i18n/v2/i18n"
	"github.com/nicksnyder/go-i18n/v2/i18n/template"
)

// Translator says things in one language. It is safe for concurrent use.
type Translator struct {
	bundle    *Bundle
	lang      string
	localizer *goi18n.Localizer
}

// Lang is the translator's language.
func (t *Translator) Lang() string { return t.lang }

// Has says whether the language, or one that steps in for it, has the text.
func (t *Translator) Has(key string) bool {
	for _, lang := range Order(t.lang) {
		if _, ok := t.bundle.texts[lang][key]; ok {
			return true
		}
	}
	return false
}

// T is the text of a key, filled in with args, which alternate between a name and a value. The value named "Count" also
// chooses the plural form. A key that nobody wrote comes back as it is. The result is plain text: escape it in HTML.
func (t *Translator) T(key string, args ...any) string {
	if len(args) == 0 {
		return t.TMap(key, nil)
	}
	named := make(map[string]any, len(args)/2)
	for i := 0; i+1 < len(args); i += 2 {
		name, ok := args[i].(string)
		if !ok {
			t.bundle.report(t.lang, key, fmt.Sprintf("argument %d is a %T, not a name", i, args[i]))
			continue
		}
		named[name] = args[i+1]
	}
	if len(args)%2 != 0 {
		t.bundle.report(t.lang, key, "a name without a value")
	}
	return t.TMap(key, named)
}

// TMap is T with the arguments in a map, as errors carry them.
func (t *Translator) TMap(key string, args map[string]any) string {
	if own, ok := t.bundle.texts[t.lang][key]; ok {
		return t.fill(key, own, args)
	}
	t.bundle.report(t.lang, key, "missing")
	for _, lang := range Order(t.lang) {
		if text, ok := t.bundle.texts[lang][key]; ok {
			return t.bundle.For(lang).fill(key, text, args)
		}
	}
	return key
}

// strict makes a placeholder without a value an error instead of "<no value>" on the page.
var strict = &template.TextParser{Option: "missingkey=error"}

var actions = regexp.MustCompile(`\{\{[^}]*\}\}`)

func (t *Translator) fill(key string, text text, args map[string]any) string {
	if !text.plural() && !strings.Contains(text["other"], "{{") {
		return text["other"] // most texts are plain, and this is ten times as fast
	}
	config := &goi18n.LocalizeConfig{MessageID: key, TemplateData: args, TemplateParser: strict}
	if args == nil {
		config.TemplateData = map[string]any{}
	}
	if text.plural() {
		config.PluralCount = wholeNumber(args["Count"])
	}
	s, err := t.localizer.Localize(config)
	if err != nil {
		t.bundle.report(t.lang, key, err.Error())
	}
	if s == "" {
		return actions.ReplaceAllString(text["other"], "…")
	}
	return s
}

// wholeNumber makes any integer type one that plural rules understand; nil leaves the form at "other".
func wholeNumber(v any) any {
	r := reflect.ValueOf(v)
	switch {
	case r.IsValid() && r.CanInt():
		return r.Int()
	case r.IsValid() && r.CanUint():
		return int64(r.Uint())
	}
	return nil
}
