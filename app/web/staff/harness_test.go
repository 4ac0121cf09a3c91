package staff_test

import (
	"bytes"
	"context"
	"fmt"
	"html"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/i18n"
	"github.com/hubittaako/hubittaako/app/base/pgtest"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/app/web"
	"github.com/hubittaako/hubittaako/app/web/locales"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/staff"
	"github.com/hubittaako/hubittaako/packages"
	"github.com/hubittaako/hubittaako/packages/booking"
	"github.com/hubittaako/hubittaako/packages/hub"
	"github.com/hubittaako/hubittaako/packages/packtest"
)

// world is a test network with the staff pages on it, and a second hub with staff of its own.
type world struct {
	packtest.Network
	server *web.Server
	hubs   *hub.Service
	editor *packages.Editor
	finder *packages.Finder
	other  int64 // the second hub
}

func newWorld(t *testing.T) world {
	t.Helper()
	t.Parallel()
	db := pgtest.New(t)
	w := world{Network: packtest.New(t, db, packtest.Options{})}
	now := func() time.Time { return w.Now }
	w.hubs, w.editor, w.finder = hub.New(db, now), packages.NewEditor(db, now), packages.NewFinder(db, now)
	var err error
	w.other, err = w.hubs.Create(t.Context(), w.Admin, hub.Fresh{Name: "Lennätin", Municipality: "Viitasaari", Position: "63.07, 25.86", Email: "l@example.fi"})
	must(t, err)
	texts, err := i18n.Load(locales.FS)
	must(t, err)
	texts.Report = func(lang, key, problem string) { t.Errorf("text %s in %s: %s", key, lang, problem) }
	base, err := url.Parse("https://hubittaako.test")
	must(t, err)
	w.server, err = web.New(web.Config{BaseURL: base, Secret: bytes.Repeat([]byte("k"), 32)}, web.Deps{
		Routes: w.routes(), Auth: w, Texts: texts, Log: slog.New(slog.DiscardHandler), Ready: func(context.Context) error { return nil },
		Assets: fstest.MapFS{"manifest.json": {Data: []byte("{}")}, "favicon.svg": {Data: []byte("<svg/>")}},
	})
	must(t, err)
	return w
}

func (w world) routes() []page.Route {
	return staff.Routes(staff.Deps{Hubs: w.hubs, Editor: w.editor, Finder: w.finder, Reader: w.DB, Now: func() time.Time { return w.Now }})
}

// Authenticate lets a token be the name of a role.
func (w world) Authenticate(_ context.Context, token string) (page.Session, access.Actor, error) {
	a, ok := map[string]access.Actor{
		"admin": w.Admin, "staff": w.Staff, "company": w.Companies[0],
		"stranger": {PersonID: w.Admin.PersonID, Name: "Vieras", Grants: []access.Grant{{Role: access.HubStaff, Org: w.other, OrgName: "Lennätin"}}},
		"both":     {PersonID: w.Admin.PersonID, Name: "Kaksi", Grants: []access.Grant{w.Staff.Grants[0], {Role: access.HubStaff, Org: w.other}}},
	}[token]
	if !ok {
		return page.Session{}, a, fault.New(fault.Unauthenticated, "fault.sign_in")
	}
	return page.Session{ID: 1, CSRF: token}, a, nil
}

// quiet takes the news about bookings.
type quiet struct{}

func (quiet) BookingHeld(context.Context, *postgres.Tx, int64) error      { return nil }
func (quiet) BookingConfirmed(context.Context, *postgres.Tx, int64) error { return nil }
func (quiet) BookingCancelled(context.Context, *postgres.Tx, int64) error { return nil }
func (quiet) BookingExpired(context.Context, *postgres.Tx, int64) error   { return nil }

// stay holds a stay for the first company.
func (w world) stay(t *testing.T, start dates.Date, people int) booking.Booking {
	t.Helper()
	bookings := booking.NewService(w.DB, w.finder, quiet{}, func() time.Time { return w.Now })
	b, err := bookings.Hold(t.Context(), w.Companies[0], booking.HoldRequest{
		CompanyID: packtest.Company(w.Companies[0]), RevisionID: w.RevisionID, Start: start, People: people, Lang: "fi", OpKey: uuid.New(),
	})
	must(t, err)
	return b
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// browser keeps cookies.
type browser struct {
	t       *testing.T
	world   world
	cookies map[string]string
}

// as is a browser in which somebody is signed in.
func (w world) as(t *testing.T, who string) *browser {
	return &browser{t, w, map[string]string{"__Host-session": who}}
}

type answer struct {
	t *testing.T
	*http.Response
	body string
}

func (b *browser) do(method, path string, form url.Values, headers ...string) answer {
	b.t.Helper()
	r := httptest.NewRequest(method, path, strings.NewReader(form.Encode()))
	r.Host = "hubittaako.test"
	r.Header.Set("Accept", "text/html")
	if method == "POST" {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	for name, value := range b.cookies {
		r.AddCookie(&http.Cookie{Name: name, Value: value})
	}
	res, err := b.world.server.App().Test(r, -1)
	if err != nil {
		b.t.Fatalf("%s %s: %v", method, path, err)
	}
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	must(b.t, err)
	for _, c := range res.Cookies() {
		b.cookies[c.Name] = c.Value
	}
	return answer{b.t, res, strings.ReplaceAll(html.UnescapeString(string(text)), "\u00a0", " ")}
}

func (b *browser) get(path string) answer {
	b.t.Helper()
	return b.do("GET", path, nil)
}

// post sends a form with a good token; pairs alternate names and values.
func (b *browser) post(path string, pairs ...string) answer {
	b.t.Helper()
	form := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		form.Add(pairs[i], pairs[i+1])
	}
	return b.send(path, form)
}

func (b *browser) send(path string, form url.Values, headers ...string) answer {
	b.t.Helper()
	form.Set("_csrf", b.csrf())
	if form.Get("_op") == "" {
		form.Set("_op", uuid.NewString())
	}
	return b.do("POST", path, form, headers...)
}

// piece sends a form as the script does.
func (b *browser) piece(path string, form url.Values) answer {
	b.t.Helper()
	return b.send(path, form, "HX-Request", "true")
}

func (a answer) status(want int) answer {
	a.t.Helper()
	if a.StatusCode != want {
		a.t.Fatalf("%s %s: %d, want %d: %s", a.Request.Method, a.Request.URL, a.StatusCode, want, a.body)
	}
	return a
}

// to wants a redirect and returns where it leads.
func (a answer) to() string {
	a.t.Helper()
	return a.status(http.StatusSeeOther).Header.Get("Location")
}

func (a answer) says(texts ...string) answer {
	a.t.Helper()
	for _, s := range texts {
		if !strings.Contains(a.body, s) {
			a.t.Errorf("%s %s does not say %q\n%s", a.Request.Method, a.Request.URL, s, a.body)
		}
	}
	return a
}

func (a answer) lacks(texts ...string) answer {
	a.t.Helper()
	for _, s := range texts {
		if strings.Contains(a.body, s) {
			a.t.Errorf("%s %s says %q", a.Request.Method, a.Request.URL, s)
		}
	}
	return a
}

var (
	control = regexp.MustCompile(`(?s)<(input)\b([^>]*)>()|<(select)\b([^>]*)>(.*?)</select>|<(textarea)\b([^>]*)>(.*?)</textarea>`)
	attr    = regexp.MustCompile(`([\w-]+)(?:="([^"]*)")?`)
	chosen  = regexp.MustCompile(`<option value="([^"]*)" selected`)
	first   = regexp.MustCompile(`<option value="([^"]*)"`)
)

// form is what a browser without script would send of the workbench's form.
func (a answer) form() url.Values {
	a.t.Helper()
	_, text, found := strings.Cut(a.body, `id="rakentaja"`)
	if !found {
		a.t.Fatalf("no form on %s", a.Request.URL)
	}
	text, _, _ = strings.Cut(text, "</form>")
	values := url.Values{}
	for _, m := range control.FindAllStringSubmatch(text, -1) {
		at := map[string]string{}
		for _, x := range attr.FindAllStringSubmatch(m[2]+m[5]+m[8], -1) {
			at[x[1]] = x[2]
		}
		_, checked := at["checked"]
		value := at["value"]
		switch inside := m[6] + m[9]; {
		case (at["type"] == "checkbox" || at["type"] == "radio") && !checked:
			continue
		case m[7] != "":
			value = inside
		case m[4] != "":
			option := chosen.FindStringSubmatch(inside)
			if option == nil {
				option = first.FindStringSubmatch(inside)
			}
			value = option[1]
		}
		values.Add(at["name"], value)
	}
	return values
}

func path(format string, args ...any) string { return fmt.Sprintf(format, args...) }

// csrf is a good token for the browser's session.
func (b *browser) csrf() string { return page.NewCSRF(b.cookies["__Host-session"]).Token() }
