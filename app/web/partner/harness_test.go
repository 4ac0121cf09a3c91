package partner_test

import (
	"bytes"
	"context"
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
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/i18n"
	"github.com/hubittaako/hubittaako/app/base/pgtest"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/app/web"
	"github.com/hubittaako/hubittaako/app/web/admin"
	"github.com/hubittaako/hubittaako/app/web/locales"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/partner"
	"github.com/hubittaako/hubittaako/packages"
	"github.com/hubittaako/hubittaako/packages/booking"
	"github.com/hubittaako/hubittaako/packages/packtest"
	"github.com/hubittaako/hubittaako/partners"
)

// town is a test network with the partner pages on it. Its first partner has a smoke sauna with sessions on Mondays and
// Thursdays, its second one canoes.
type town struct {
	packtest.Network
	server   *web.Server
	partners *partners.Service
	bookings *booking.Service
}

// silent takes the news about partners and sessions.
type silent struct{}

func (silent) PartnerApplied(context.Context, *postgres.Tx, partners.Partner) error { return nil }
func (silent) PartnerDecided(context.Context, *postgres.Tx, partners.Partner, bool, string) error {
	return nil
}

func (silent) SessionCancelled(context.Context, *postgres.Tx, partners.Session, string) error {
	return nil
}

// quiet takes the news about bookings.
type quiet struct{}

func (quiet) BookingHeld(context.Context, *postgres.Tx, int64) error      { return nil }
func (quiet) BookingConfirmed(context.Context, *postgres.Tx, int64) error { return nil }
func (quiet) BookingCancelled(context.Context, *postgres.Tx, int64) error { return nil }
func (quiet) BookingExpired(context.Context, *postgres.Tx, int64) error   { return nil }

func newTown(t *testing.T) town {
	t.Helper()
	t.Parallel()
	db := pgtest.New(t)
	w := town{Network: packtest.New(t, db, packtest.Options{})}
	now := func() time.Time { return w.Now }
	w.partners = partners.New(db, silent{}, now)
	w.bookings = booking.NewService(db, packages.NewFinder(db, now), quiet{}, now)
	texts, err := i18n.Load(locales.FS)
	if err != nil {
		t.Fatal(err)
	}
	texts.Report = func(lang, key, problem string) { t.Errorf("text %s in %s: %s", key, lang, problem) }
	base, _ := url.Parse("https://hubittaako.test")
	w.server, err = web.New(web.Config{BaseURL: base, Secret: bytes.Repeat([]byte("k"), 32)}, web.Deps{
		Routes: append(partner.Routes(partner.Deps{Partners: w.partners, Bookings: w.bookings, Now: now}), admin.PartnerRoutes(w.partners)...),
		Auth:   roles{w.Network}, Texts: texts, Log: slog.New(slog.DiscardHandler), Ready: func(context.Context) error { return nil },
		Assets: fstest.MapFS{"manifest.json": {Data: []byte("{}")}, "favicon.svg": {Data: []byte("<svg/>")}},
	})
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// roles lets a token be the name of a role.
type roles struct{ packtest.Network }

func (r roles) Authenticate(_ context.Context, token string) (page.Session, access.Actor, error) {
	a, ok := map[string]access.Actor{
		"admin": r.Admin, "sauna": r.member(0), "canoe": r.member(1), "company": r.Companies[0],
		"both": {PersonID: r.Admin.PersonID, Name: "Kaksi", Grants: []access.Grant{r.member(0).Grants[0], r.member(1).Grants[0]}},
	}[token]
	if !ok {
		return page.Session{}, a, fault.New(fault.Unauthenticated, "fault.sign_in")
	}
	return page.Session{ID: 1, CSRF: token}, a, nil
}

func (r roles) member(i int) access.Actor {
	name := []string{"Sauna", "Melojat"}[i]
	return access.Actor{PersonID: r.Admin.PersonID, Name: name, Grants: []access.Grant{{Role: access.PartnerMember, Org: r.Partners[i], OrgName: name}}}
}

// browser keeps cookies.
type browser struct {
	t       *testing.T
	town    town
	cookies map[string]string
}

// as is a browser in which somebody is signed in; "" for nobody.
func (w town) as(t *testing.T, who string) *browser {
	b := &browser{t, w, map[string]string{}}
	if who != "" {
		b.cookies["__Host-session"] = who
	}
	return b
}

type answer struct {
	t *testing.T
	*http.Response
	body string
}

func (b *browser) do(method, path string, body io.Reader, kind string) answer {
	b.t.Helper()
	r := httptest.NewRequest(method, path, body)
	r.Host = "hubittaako.test"
	r.Header.Set("Accept", "text/html")
	if kind != "" {
		r.Header.Set("Content-Type", kind)
	}
	for name, value := range b.cookies {
		r.AddCookie(&http.Cookie{Name: name, Value: value})
	}
	res, err := b.town.server.App().Test(r, -1)
	if err != nil {
		b.t.Fatalf("%s %s: %v", method, path, err)
	}
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	if err != nil {
		b.t.Fatal(err)
	}
	for _, c := range res.Cookies() {
		b.cookies[c.Name] = c.Value
	}
	return answer{b.t, res, string(text)}
}

func (b *browser) get(path string) answer {
	b.t.Helper()
	return b.do("GET", path, nil, "")
}

var token = regexp.MustCompile(`name="_csrf" value="([^"]+)"`)

// token is a form token from the page.
func (b *browser) token(from string) string {
	b.t.Helper()
	m := token.FindStringSubmatch(b.get(from).body)
	if m == nil {
		b.t.Fatalf("no form on %s", from)
	}
	return m[1]
}

// post sends a form of the page from to path; pairs alternate names and values.
func (b *browser) post(from, path string, pairs ...string) answer {
	b.t.Helper()
	form := url.Values{"_csrf": {b.token(from)}, "_op": {uuid.NewString()}}
	for i := 0; i+1 < len(pairs); i += 2 {
		form.Add(pairs[i], pairs[i+1])
	}
	return b.do("POST", path, strings.NewReader(form.Encode()), "application/x-www-form-urlencoded")
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

// says wants each text on the page.
func (a answer) says(texts ...string) answer {
	a.t.Helper()
	for _, s := range texts {
		if !strings.Contains(a.body, s) {
			a.t.Errorf("%s %s does not say %q", a.Request.Method, a.Request.URL, s)
		}
	}
	return a
}
