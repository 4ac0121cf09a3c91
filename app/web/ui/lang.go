package ui

import (
	"context"
	"slices"

	"github.com/a-h/templ"

	"github.com/hubittaako/hubittaako/app/base/i18n"
)

// OtherLang is the language of a text that the page's language lacks; empty when it has it, or when there is none.
func OtherLang(ctx context.Context, t i18n.Text) string {
	if text, in := t.Find(Lang(ctx)); text != "" && in != Lang(ctx) {
		return in
	}
	return ""
}

// LangAttr marks an element as being in the language of a text that the page's language lacks.
func LangAttr(ctx context.Context, t i18n.Text) templ.Attributes {
	if in := OtherLang(ctx, t); in != "" {
		return templ.Attributes{"lang": in}
	}
	return nil
}

// uses says whether any of the fields has something in it or is wrong.
func (f Form) uses(names []string) bool {
	return slices.ContainsFunc(names, func(name string) bool { return f.Value(name) != "" || f.Error(name) != "" })
}
