package web_test

import (
	"context"
	"errors"
	"io"
	"net/url"
	"strings"
	"testing"

	"github.com/a-h/templ"

	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
)

// dialogue is a page with a form, in the shape that every page of the site has.
func dialogue(refusal error) []page.Route {
	form := func(f ui.Form) templ.Component {
		return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
			_, err := io.WriteString(w, "name="+f.Value("name")+" password="+f.Value("password")+" name!"+f.Error("name")+" all!"+f.Error(""))
			return err
		})
	}
	return []page.Route{
		page.Get("/lomake", page.Public, func(c *page.Ctx) error {
			return c.Render(200, templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
				_, err := io.WriteString(w, `<input value="`+c.View().CSRF+`">`)
				for _, f := range c.View().Flash {
					_, err = io.WriteString(w, f.Kind+": "+f.Text)
				}
				return err
			}))
		}),
		page.Post("/lomake", page.Public, func(c *page.Ctx) error {
			var in nameForm
			err := c.Form(&in)
			if err == nil {
				err = refusal
			}
			if err != nil {
				return c.Again(err, form)
			}
			c.Flash("ok", "fault.too_many_attempts", "Minutes", 15)
			return c.Redirect("/lomake")
		}),
	}
}

func TestAFormComesBackAsTyped(t *testing.T) {
	s := newSite(t, options{}, dialogue(nil)...)
	b := s.browser(t)
	a := b.post("/lomake", url.Values{"_csrf": {b.token("/lomake")}, "name": {strings.Repeat("x", 21)}, "password": {"hush"}})
	a.want(t, 422)
	if !strings.Contains(a.body, "name="+strings.Repeat("x", 21)) || !strings.Contains(a.body, "name!Enintään 20 merkkiä.") || strings.Contains(a.body, "hush") {
		t.Errorf("got %s", a.body)
	}
	if !strings.Contains(s.log.String(), `"fault":"fault.invalid"`) {
		t.Error("the log does not say why")
	}
}

func TestARefusalStandsAboveTheForm(t *testing.T) {
	for _, c := range []struct {
		err    error
		status int
		hx     int
		text   string
		wait   string // Retry-After
	}{
		{fault.New(fault.Conflict, "fault.sold_out"), 409, 422, "all!Paikat ehtivät mennä", ""},
		{fault.New(fault.TooMany, "fault.too_many_attempts").With("Minutes", 15), 429, 422, "Odota 15 minuuttia", "900"},
		{fault.New(fault.TooMany, "fault.too_many"), 429, 422, "Odota minuutti", "60"},
		{fault.New(fault.Unavailable, "fault.unavailable"), 503, 422, "ruuhkainen", "5"},
		{fault.OnField("name", "fault.taken"), 422, 422, "name!Tämä on jo käytössä.", ""},
		{fault.New(fault.Gone, "fault.gone"), 410, 410, "Tämä on jo ohi", ""},
		{errors.New("secret: broken"), 500, 500, "Nyt kompastuttiin", ""},
	} {
		s := newSite(t, options{}, dialogue(c.err)...)
		b := s.browser(t)
		form := url.Values{"_csrf": {b.token("/lomake")}, "name": {"Nimi"}}
		plain := b.post("/lomake", form)
		hx := b.post("/lomake", form, "HX-Request", "true")
		plain.want(t, c.status)
		hx.want(t, c.hx)
		for _, a := range []answer{plain, hx} {
			if !strings.Contains(a.body, c.text) || strings.Contains(a.body, "secret:") {
				t.Errorf("%v: got %s", c.err, a.body)
			}
		}
		if want := c.wait; plain.Header.Get("Retry-After") != want || hx.Header.Get("Retry-After") != want {
			t.Errorf("%v: wait %q, want %q", c.err, plain.Header.Get("Retry-After"), want)
		}
		if strings.Contains(s.log.String(), `"level":"ERROR"`) != (c.status >= 500) {
			t.Errorf("%v: the log says %s", c.err, s.log)
		}
		if strings.Contains(hx.body, "<html") {
			t.Errorf("%v: htmx got a whole page", c.err)
		}
	}
}

func TestMessagesAreShownOnce(t *testing.T) {
	s := newSite(t, options{}, dialogue(nil)...)
	b := s.browser(t)
	b.post("/en/lomake", url.Values{"_csrf": {b.token("/lomake")}, "name": {"Nimi"}}).want(t, 303)
	b.get("/lomake", "HX-Request", "true")
	if a := b.get("/en/lomake"); !strings.Contains(a.body, "ok: Too many attempts. Wait 15 minutes") {
		t.Errorf("not shown: %s", a.body)
	} else if a.Header.Get("Cache-Control") != "no-store" {
		t.Errorf("may be kept: %s", a.Header.Get("Cache-Control"))
	}
	if a := b.get("/en/lomake"); strings.Contains(a.body, "ok:") {
		t.Errorf("shown twice: %s", a.body)
	}
	forged := s.browser(t, "__Host-flash", "eyJrIjoib2sifQ.AAAA")
	if a := forged.get("/lomake"); strings.Contains(a.body, "ok:") {
		t.Errorf("believed a forged message: %s", a.body)
	}
}

func TestErrorPagesSpeakThePagesLanguage(t *testing.T) {
	s := newSite(t, options{})
	for path, want := range map[string]string{"/ei-ole": "Eksyit metsään", "/en/nowhere": "Lost in the forest", "/sv/ingenstans": "Du gick vilse i skogen", "/en/rikki": "We tripped"} {
		a := s.browser(t).get(path)
		lang := `<html lang="fi">`
		if path[3] == '/' {
			lang = `<html lang="` + path[1:3] + `">`
		}
		if !strings.Contains(a.body, want) || !strings.Contains(a.body, lang) {
			t.Errorf("%s: %s", path, a.body)
		}
	}
}
