package web_test

import (
	"context"
	"io"
	"strings"
	"testing"

	"github.com/a-h/templ"

	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
)

// TestWorkingPagesInSwedish: pages that have no Swedish are in English from top to bottom, say so in Swedish, and their links
// keep to Swedish addresses.
func TestWorkingPagesInSwedish(t *testing.T) {
	whole := func(c *page.Ctx) error {
		return c.Render(200, around(c.Lang()+" "+c.Href("/hubit")+" "+c.T("ui.menu")))
	}
	s := newSite(t, options{}, page.Get("/hubi/:id/tiedot", page.Member("hub"), whole), page.Get("/yritys/:id/tiedot", page.Member("company"), whole), page.Get("/hubit", page.Public, whole))
	for _, c := range []struct{ who, path, lang, text string }{
		{"hub", "/sv/hubi/3/tiedot", "en", "en /sv/hubit Menu"},
		{"hub", "/hubi/3/tiedot", "fi", "fi /hubit Valikko"},
		{"hub", "/en/hubi/3/tiedot", "en", "en /en/hubit Menu"},
		{"company", "/sv/yritys/1/tiedot", "sv", "sv /sv/hubit Meny"},
		{"company", "/sv/hubit", "sv", "sv /sv/hubit Meny"},
	} {
		a := s.as(t, c.who).get(c.path)
		if !strings.Contains(a.body, `<html lang="`+c.lang+`">`) || !strings.Contains(a.body, "<p>"+c.text+"</p>") {
			t.Errorf("%s: no %q in %s", c.path, c.text, a.body)
		}
		if note := strings.Contains(a.body, `lang="sv">Arbetssidorna finns på finska och engelska.`); note != strings.Contains(c.path, "/sv/hubi/") {
			t.Errorf("%s: the note about the language is there: %t", c.path, note)
		}
		if !strings.Contains(a.body, `aria-current="true" lang="`+asked(c.path)+`"`) {
			t.Errorf("%s: the switch does not mark %s", c.path, asked(c.path))
		}
	}
}

func asked(path string) string {
	if len(path) > 3 && path[3] == '/' {
		return path[1:3]
	}
	return "fi"
}

// around is the whole page with a paragraph in it.
func around(text string) templ.Component {
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		return ui.Page(ui.PageMeta{Title: "T"}).Render(templ.WithChildren(ctx, html("<p>"+text+"</p>")), w)
	})
}

// TestUnknownLanguages: a language that we don't speak, wherever it is asked for, gets an answer and loses nothing.
func TestUnknownLanguages(t *testing.T) {
	s := newSite(t, options{}, dialogue(nil)...)
	for address, want := range map[string]string{
		"/paketit/x?a=1&lang=xx&b=2": "/paketit/x?a=1&b=2",
		"/sv/paketit/x?lang=xx":      "/sv/paketit/x",
		"/en?lang=":                  "",
		"/fi":                        "/",
		"/fi/paketit/x?a=1":          "/paketit/x?a=1",
		"/sv-FI/paketit/x?a=1":       "/sv/paketit/x?a=1",
		"/EN/paketit/x":              "/en/paketit/x",
		"/en-GB?a=1":                 "/en?a=1",
		"/de/paketit/x?a=1":          "/en/paketit/x?a=1",
		"/sv/de/paketit/x":           "",
		"/xx/paketit/x":              "",
	} {
		if got := s.browser(t).get(address).Header.Get("Location"); got != want {
			t.Errorf("%s leads to %q, want %q", address, got, want)
		}
	}
	b := s.browser(t)
	b.get("/de/lomake")
	if a := b.get("/en/lomake"); !strings.Contains(a.body, "info: We do not speak that language yet.") {
		t.Errorf("an unknown language in the path says nothing: %s", a.body)
	}
	b.get("/sv/lomake?lang=xx")
	if a := b.get("/sv/lomake"); !strings.Contains(a.body, "info: Det språket kan vi inte ännu.") {
		t.Errorf("an unknown language in the query says nothing: %s", a.body)
	}
	if a := s.browser(t, "__Host-lang", "xx").get("/"); a.body != "hello fi" {
		t.Errorf("an unknown language in the cookie: %d %q", a.StatusCode, a.body)
	}
	if a := s.browser(t).do("POST", "/de/lomake", nil); a.StatusCode != 404 {
		t.Errorf("a form to an address of nothing: %d", a.StatusCode)
	}
}

// TestTheBrowsersLanguageIsOffered by name in the switch until one is chosen; it leads nobody anywhere by itself.
func TestTheBrowsersLanguageIsOffered(t *testing.T) {
	whole := func(c *page.Ctx) error { return c.Render(200, around("")) }
	s := newSite(t, options{}, page.Get("/hubit", page.Public, whole))
	for _, c := range []struct{ path, accept, cookie, offer string }{
		{"/hubit", "sv-FI,sv;q=0.9,en;q=0.8", "", "På svenska"},
		{"/hubit", "en-US,en;q=0.9", "", "In English"},
		{"/en/hubit", "fi-FI,fi;q=0.9,en;q=0.8", "", "Suomeksi"},
		{"/sv/hubit", "sv", "", ""},
		{"/hubit", "", "", ""},
		{"/hubit", "en-US,en;q=0.9", "fi", ""},
		{"/hubit", "en-US,en;q=0.9", "xx", "In English"},
	} {
		b := s.browser(t)
		if c.cookie != "" {
			b.cookies["__Host-lang"] = c.cookie
		}
		a := b.get(c.path, "Accept-Language", c.accept)
		a.want(t, 200)
		_, after, found := strings.Cut(a.body, `class="lang wished"`)
		if found != (c.offer != "") || found && !strings.Contains(after[:200], ">"+c.offer+"<") {
			t.Errorf("%s %q %q: offered %t, want %q", c.path, c.accept, c.cookie, found, c.offer)
		}
	}
}
