package account_test

import (
	"bytes"
	"context"
	"log/slog"
	"regexp"
	"strings"
	"testing"

	"github.com/hubittaako/hubittaako/app/accounts"
	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/jobs"
	"github.com/hubittaako/hubittaako/app/base/pgtest"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/app/web/account"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/webtest"
)

const (
	goodPassword  = "kuusi kuivaa kuusta"
	otherPassword = "vesi lirisee katolta"
)

// site serves the pages of this package, with real sign-ins, on a database of its own.
type site struct {
	webtest.Site
	t        *testing.T
	accounts *accounts.Service
	db       *postgres.DB
}

type sessions struct{ *accounts.Service }

func (s sessions) Authenticate(ctx context.Context, token string) (page.Session, access.Actor, error) {
	found, actor, err := s.Service.Authenticate(ctx, token)
	return page.Session{ID: found.ID, CSRF: found.CSRF}, actor, err
}

func newSite(t *testing.T) *site {
	t.Helper()
	t.Parallel()
	queue, err := jobs.NewQueue()
	must(t, err)
	s := &site{t: t, db: pgtest.New(t)}
	s.accounts, err = accounts.New(s.db, queue, webtest.Origin, slog.New(slog.DiscardHandler))
	must(t, err)
	log := &bytes.Buffer{}
	s.Site = webtest.Serve(t, account.Routes(s.accounts), sessions{s.accounts}, slog.New(slog.NewTextHandler(log, nil)))
	t.Cleanup(func() {
		for _, secret := range []string{goodPassword, otherPassword, "@example.fi", "/linkki/", "panic"} {
			if strings.Contains(strings.ReplaceAll(log.String(), "/linkki/:token", ""), secret) {
				t.Errorf("%q is in the log:\n%s", secret, log)
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

// browser is a stranger's.
func (s *site) browser() *webtest.Browser { return s.As(s.t, "") }

// in is a browser signed in with an address and goodPassword.
func (s *site) in(email string) *webtest.Browser {
	s.t.Helper()
	b := s.browser()
	b.Get("/kirjaudu").Status(200)
	b.Post("/kirjaudu", "email", email, "password", goodPassword).Status(303)
	return b
}
