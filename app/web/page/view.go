package page

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/a-h/templ"
	"github.com/gofiber/fiber/v2"

	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/web/ui"
)

// View is what the page's components know about the request; made once a request, when it is first asked for.
func (c *Ctx) View() *ui.View {
	if c.view != nil {
		return c.view
	}
	path, query, _ := strings.Cut(c.path, "?")
	t := c.site.Texts.For(c.spoken)
	c.view = &ui.View{
		Lang: c.spoken, Asked: c.lang, Wished: c.wishedLang(), Path: path, Query: query, Actor: c.actor, CSRF: c.Token(), RequestID: c.id,
		DevBanner: c.site.Simulated, Translate: t.T, BaseURL: c.site.Origin(), Now: time.Now(),
	}
	if !c.HX() { // a piece of a page has no place for messages
		for _, f := range c.TakeFlashes() {
			flash := ui.Flash{Kind: f.Kind, Text: t.TMap(f.Key, f.Args)}
			if f.Undo != nil {
				flash.Undo, flash.Values = c.Href(f.Undo.Path), f.Undo.Values
			}
			c.view.Flash = append(c.view.Flash, flash)
		}
	}
	return c.view
}

// wishedLang is the language that the browser asks for, where it is another than the page's and nothing was chosen yet: the
// page then offers it by name. Nobody is led anywhere by a header.
func (c *Ctx) wishedLang() string {
	header := c.Header(fiber.HeaderAcceptLanguage)
	if header == "" || slices.Contains(c.site.Langs, c.Remembered(LangName)) {
		return ""
	}
	if lang := c.site.Texts.Match(header); lang != c.lang {
		return lang
	}
	return ""
}

// T is a text in the page's language; args alternate names and values.
func (c *Ctx) T(key string, args ...any) string { return c.site.Texts.For(c.spoken).T(key, args...) }

// Typed is the posted form as it was typed, with what is wrong with it: for showing it again. Passwords and tokens are left
// out. id tells two forms on a page apart.
func (c *Ctx) Typed(id string, err error) ui.Form {
	f := ui.NewForm(id)
	for name, values := range c.posted().values {
		if !strings.HasPrefix(name, "_") && !strings.Contains(name, "password") {
			f = f.Set(name, values...)
		}
	}
	return f.WithFault(c.dressed(), err)
}

// Again shows a form once more when a service refused it (422, or 409, 429 and 503 with the reason above it), with everything that
// was typed. Any other error comes back as it is, for the error page.
func (c *Ctx) Again(err error, form func(f ui.Form) templ.Component) error {
	status := 0
	switch fault.CodeOf(err) {
	case fault.Invalid:
		status = fiber.StatusUnprocessableEntity
	case fault.Conflict:
		status = fiber.StatusConflict
	case fault.TooMany:
		status = fiber.StatusTooManyRequests
	case fault.Unavailable:
		status = fiber.StatusServiceUnavailable
	default:
		return err
	}
	if c.HX() {
		status = fiber.StatusUnprocessableEntity // the one failure that htmx puts where the form was
	}
	c.note = err
	c.RetryAfter(fault.As(err))
	return c.Render(status, form(c.Typed("", err)))
}

// Noted is the error that Again answered with, for the log; nil otherwise.
func (c *Ctx) Noted() error { return c.note }

func (c *Ctx) dressed() context.Context { return ui.With(c.Context(), c.View()) }
