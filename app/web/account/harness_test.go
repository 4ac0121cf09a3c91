package account_test

import (
	"bytes"
	"context"
	"html"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/hubittaako/hubittaako/app/accounts"
	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/i18n"
	"github.com/hubittaako/hubittaako/app/base/jobs"
	"github.com/hubittaako/hubittaako/app/base/pgtest"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/app/web"
	"github.com/hubittaako/hubittaako/app/web/account"
	"github.com/hubittaako/hubittaako/app/web/locales"
	"github.com/hubittaako/hubittaako/app/web/page"
)

const (
	goodPassword  = "kuusi kuivaa kuusta"
	otherPassword = "vesi lirisee katolta"
)

// site serves the pages of this package on a database of its own.
type site struct {
	t        *testing.T
	accounts *accounts.Service
	db       *postgres.DB
	origin   string
	log      *bytes.Buffer
}

type sessions struct{ *accounts.Service }

func (s sessions) Authenticate(ctx context.Context, token string) (page.Session, access.Actor, error) {
	found, actor, err := s.Service.Authenticate(ctx, token)
	return page.Session{ID: found.ID, CSRF: found.CSRF}, actor, err
}

func newSite(t *testing.T) *site {
	t.Helper()
	t.Parallel()
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	must(t, err)
	base := &url.URL{Scheme: "http", Host: ln.Addr().String()}
	queue, err := jobs.NewQueue()
	must(t, err)
	s := &site{t: t, db: pgtest.New(t), origin: base.String(), log: &bytes.Buffer{}}
	s.accounts, err = accounts.New(s.db, queue, s.origin, slog.New(slog.DiscardHandler))
	must(t, err)
	texts, err := i18n.Load(locales.FS)
	must(t, err)
	texts.Report = func(lang, key, problem string) { t.Errorf("text %s %s: %s", lang, key, problem) }
	server, err := web.New(web.Config{BaseURL: base, Secret: bytes.Repeat([]byte("k"), 32)}, web.Deps{
		Routes: account.Routes(s.accounts), Auth: sessions{s.accounts}, Texts: texts,
		Assets: fstest.MapFS{"favicon.svg": {Data: []byte("<svg/>")}, "manifest.json": {Data: []byte("{}")}},
		Ready:  func(context.Context) error { return nil },
		Log:    slog.New(slog.NewTextHandler(s.log, nil)),
	})
	must(t, err)
	served := make(chan error, 1)
	go func() { served <- server.Listen(ln) }()
	t.Cleanup(func() {
		must(t, server.Shutdown(context.Background()))
		must(t, <-served)
		for _, secret := range []string{goodPassword, otherPassword, "@example.fi", "/linkki/", "panic"} {
			if strings.Contains(strings.ReplaceAll(s.log.String(), "/linkki/:token", ""), secret) {
				t.Errorf("%q is in the log:\n%s", secret, s.log)
			}
		}
	})
	return s
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func (s *site) person(email string) int64 {
	s.t.Helper()
	id, err := s.accounts.AddPerson(s.t.Context(), access.System("test"), accounts.NewPerson{Email: email, Name: "Oma Henkilö", Password: goodPassword})
	must(s.t, err)
	return id
}

func (s *site) company(businessID string) int64 {
	s.t.Helper()
	id, err := s.accounts.AddCompany(s.t.Context(), access.System("test"), accounts.CompanyForm{BusinessID: businessID, ProfileForm: accounts.ProfileForm{
		CompanyName: "Tunturi Oy", Street: "Rantatie 1", Postcode: "44800", City: "Pihtipudas", BillingEmail: "laskut@example.fi"}}, false)
	must(s.t, err)
	return id
}

func (s *site) grant(person int64, role access.Role, org int64) {
	s.t.Helper()
	must(s.t, s.accounts.Grant(s.t.Context(), access.System("test"), person, role, org))
}

var linkPattern = regexp.MustCompile(`https?://[^/\s]+((?:/en)?/linkki/[\w-]{43})`)

// linkTo is the path of the link in the latest mail to an address.
func (s *site) linkTo(email string) string {
	s.t.Helper()
	var texts []string
	must(s.t, s.db.Select(s.t.Context(), &texts, `SELECT content ->> 'text' FROM message WHERE to_addr = $1 ORDER BY created_at DESC LIMIT 1`, email))
	m := linkPattern.FindStringSubmatch(strings.Join(texts, ""))
	if m == nil {
		s.t.Fatalf("no link mailed to %s: %q", email, texts)
	}
	return m[1]
}

func (s *site) number(query string) int {
	s.t.Helper()
	var n int
	must(s.t, s.db.Get(s.t.Context(), &n, query))
	return n
}

func (s *site) exec(query string) error {
	return s.db.InTx(s.t.Context(), func(tx *postgres.Tx) error {
		_, err := tx.Exec(s.t.Context(), query)
		return err
	})
}

// browser is a visitor with cookies who follows no redirect by itself.
type browser struct {
	*site
	client http.Client
	last   answer
}

type answer struct {
	status   int
	location string
	body     string
}

func (s *site) browser() *browser {
	jar, err := cookiejar.New(nil)
	must(s.t, err)
	return &browser{site: s, client: http.Client{Jar: jar, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}}
}

// in is a browser signed in with an address and goodPassword.
func (s *site) in(email string) *browser {
	b := s.browser()
	b.get("/kirjaudu").want(s.t, 200)
	b.post("/kirjaudu", "email", email, "password", goodPassword).want(s.t, 303)
	return b
}

func (b *browser) do(req *http.Request) answer {
	b.t.Helper()
	req.Header.Set("User-Agent", "Mozilla/5.0 (Windows NT 10.0; rv:130.0) Gecko/20100101 Firefox/130.0")
	req.Header.Set("Accept", "text/html")
	res, err := b.client.Do(req)
	must(b.t, err)
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	must(b.t, err)
	b.last = answer{res.StatusCode, res.Header.Get("Location"), html.UnescapeString(string(body))}
	return b.last
}

func (b *browser) get(path string) answer {
	b.t.Helper()
	req, err := http.NewRequestWithContext(b.t.Context(), "GET", b.origin+path, nil)
	must(b.t, err)
	return b.do(req)
}

var tokenPattern = regexp.MustCompile(`name="_csrf" value="([^"]+)"`)

// post sends a form with the token of the page seen last; pairs are names and values.
func (b *browser) post(path string, pairs ...string) answer {
	b.t.Helper()
	m := tokenPattern.FindStringSubmatch(b.last.body)
	if m == nil {
		b.get("/kirjaudu")
		if m = tokenPattern.FindStringSubmatch(b.last.body); m == nil {
			b.get("/oma")
			m = tokenPattern.FindStringSubmatch(b.last.body)
		}
	}
	form := url.Values{"_csrf": {m[1]}}
	for i := 0; i+1 < len(pairs); i += 2 {
		form.Set(pairs[i], pairs[i+1])
	}
	req, err := http.NewRequestWithContext(b.t.Context(), "POST", b.origin+path, strings.NewReader(form.Encode()))
	must(b.t, err)
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	a := b.do(req)
	if a.status == 303 { // the token stays good for the next form
		b.last.body = `name="_csrf" value="` + m[1] + `"`
		if strings.Contains(path, "kirjaudu") || strings.Contains(path, "linkki") || path == "/oma/salasana" || path == "/rekisteroidy" {
			b.last.body = "" // but a new sign-in has a new one
		}
	}
	return a
}

func (a answer) want(t *testing.T, status int) answer {
	t.Helper()
	if a.status != status {
		t.Fatalf("status %d, want %d; to %q\n%s", a.status, status, a.location, a.body)
	}
	return a
}

func (a answer) leadsTo(t *testing.T, path string) answer {
	t.Helper()
	a.want(t, 303)
	if a.location != path {
		t.Fatalf("leads to %q, want %q", a.location, path)
	}
	return a
}

func (a answer) has(t *testing.T, texts ...string) answer {
	t.Helper()
	for _, text := range texts {
		if !strings.Contains(a.body, text) {
			t.Fatalf("no %q in\n%s", text, a.body)
		}
	}
	return a
}

func (a answer) lacks(t *testing.T, texts ...string) answer {
	t.Helper()
	for _, text := range texts {
		if strings.Contains(a.body, text) {
			t.Fatalf("%q in\n%s", text, a.body)
		}
	}
	return a
}
