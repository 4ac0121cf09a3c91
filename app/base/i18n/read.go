package i18n

import (
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"

	"github.com/BurntSushi/toml"
	goi18n "github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
)

// text is one message: a plain one has only the form "other".
type text map[string]string

var pluralForms = []string{"zero", "one", "two", "few", "many", "other"}

func (t text) plural() bool { return len(t) > 1 }

func (t text) message(key string) *goi18n.Message {
	return &goi18n.Message{
		ID: key, Zero: t["zero"], One: t["one"], Two: t["two"], Few: t["few"], Many: t["many"], Other: t["other"],
	}
}

// readAll gives the texts by language and key.
func readAll(fsys fs.FS) (map[string]map[string]text, error) {
	files, err := fs.Glob(fsys, "*.toml")
	if err != nil {
		return nil, err
	}
	all := map[string]map[string]text{}
	for _, file := range files {
		lang, err := languageOf(file)
		if err != nil {
			return nil, err
		}
		if all[lang] == nil {
			all[lang] = map[string]text{}
		}
		if err := readFile(fsys, file, all[lang]); err != nil {
			return nil, fmt.Errorf("i18n: %s: %w", file, err)
		}
	}
	if all[First] == nil {
		return nil, fmt.Errorf("i18n: no *.%s.toml", First)
	}
	return all, nil
}

func languageOf(file string) (string, error) {
	parts := strings.Split(file, ".")
	if len(parts) != 3 {
		return "", fmt.Errorf("i18n: %s is not named area.language.toml", file)
	}
	if _, err := language.Parse(parts[1]); err != nil {
		return "", fmt.Errorf("i18n: %s: %w", file, err)
	}
	return parts[1], nil
}

func readFile(fsys fs.FS, file string, into map[string]text) error {
	b, err := fs.ReadFile(fsys, file)
	if err != nil {
		return err
	}
	var tree map[string]any
	if err := toml.Unmarshal(b, &tree); err != nil {
		return err
	}
	return flatten("", tree, into)
}

// flatten is our own, because go-i18n's reader takes any table with a "description" or an "id" in it for one message,
// and those are everyday names of fields here.
func flatten(path string, tree map[string]any, into map[string]text) error {
	for _, name := range slices.Sorted(maps.Keys(tree)) {
		key := strings.TrimPrefix(path+"."+name, ".")
		var t text
		switch v := tree[name].(type) {
		case string:
			t = text{"other": v}
		case map[string]any:
			if t = asPlural(v); t == nil {
				if err := flatten(key, v, into); err != nil {
					return err
				}
				continue
			}
		default:
			return fmt.Errorf("%s is neither a text nor a table", key)
		}
		if _, twice := into[key]; twice {
			return fmt.Errorf("%s is written twice", key)
		}
		into[key] = t
	}
	return nil
}

// asPlural reads a table of plural forms; nil for any other table.
func asPlural(table map[string]any) text {
	if _, ok := table["other"].(string); !ok || len(table) < 2 {
		return nil
	}
	t := text{}
	for form, v := range table {
		s, ok := v.(string)
		if !ok || !slices.Contains(pluralForms, form) {
			return nil
		}
		t[form] = s
	}
	return t
}
