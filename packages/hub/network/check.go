package network

import (
	"slices"
	"unicode/utf8"

	"github.com/hubittaako/hubittaako/app/base/fault"
)

// checker collects what is wrong with the fields of a form: the first thing of each is enough.
type checker struct{ fields []fault.Field }

func (c *checker) add(wrong bool, name, key string, args ...any) {
	if !wrong || slices.ContainsFunc(c.fields, func(f fault.Field) bool { return f.Name == name }) {
		return
	}
	f := fault.Field{Name: name, Key: key, Args: map[string]any{}}
	for i := 0; i+1 < len(args); i += 2 {
		f.Args[args[i].(string)] = args[i+1]
	}
	c.fields = append(c.fields, f)
}

func (c *checker) text(name, text string, most int, needed bool) {
	c.add(needed && text == "", name, "field.required")
	c.add(utf8.RuneCountInString(text) > most, name, "field.max_chars", "Max", most)
}
