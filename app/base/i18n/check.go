package i18n

import (
	"fmt"
	"io/fs"
	"maps"
	"regexp"
	"slices"
	"strings"
	"text/template"
)

// CheckComplete lists what is wrong with the texts of the languages: files that don't load, languages and keys that are
// missing, plural forms that differ, empty or broken texts, and placeholders that aren't the same everywhere. It is
// meant for tests; no problems, no lines.
func CheckComplete(fsys fs.FS, langs []string) []string {
	all, err := readAll(fsys)
	if err != nil {
		return []string{err.Error()}
	}
	var problems []string
	keys := map[string]bool{}
	for _, lang := range langs {
		if all[lang] == nil {
			problems = append(problems, "no file for language "+lang)
		}
		for key := range all[lang] {
			keys[key] = true
		}
	}
	for _, key := range slices.Sorted(maps.Keys(keys)) {
		problems = append(problems, checkKey(key, all, langs)...)
	}
	return problems
}

func checkKey(key string, all map[string]map[string]text, langs []string) []string {
	var problems []string
	add := func(lang, format string, args ...any) {
		problems = append(problems, fmt.Sprintf("%s: %s: ", key, lang)+fmt.Sprintf(format, args...))
	}
	var model text
	var modelLang string
	for _, lang := range langs {
		t, ok := all[lang][key]
		if !ok {
			add(lang, "missing")
			continue
		}
		for _, p := range checkText(t) {
			add(lang, "%s", p)
		}
		if model == nil {
			model, modelLang = t, lang
			continue
		}
		if t.plural() != model.plural() {
			add(lang, "has plural forms or not, unlike %s", modelLang)
		}
		if got, want := placeholders(t), placeholders(model); !slices.Equal(got, want) {
			add(lang, "placeholders %v, but %v in %s", got, want, modelLang)
		}
	}
	return problems
}

func checkText(t text) []string {
	var problems []string
	for _, form := range slices.Sorted(maps.Keys(t)) {
		if strings.TrimSpace(t[form]) == "" {
			problems = append(problems, form+" is empty")
		}
		if _, err := template.New(form).Parse(t[form]); err != nil {
			problems = append(problems, err.Error())
		}
		if form != "one" && form != "other" {
			problems = append(problems, "the form "+form+" is never chosen") // none of our languages has it
		}
	}
	if _, one := t["one"]; t.plural() && !one {
		problems = append(problems, "no form one") // each of our languages has it
	}
	return problems
}

var names = regexp.MustCompile(`\.([A-Za-z]\w*)`)

// placeholders are the names a text uses in any of its forms: "one" may well spell its number out.
func placeholders(t text) []string {
	var found []string
	for _, s := range t {
		for _, action := range actions.FindAllString(s, -1) {
			for _, m := range names.FindAllStringSubmatch(action, -1) {
				found = append(found, m[1])
			}
		}
	}
	slices.Sort(found)
	return slices.Compact(found)
}
