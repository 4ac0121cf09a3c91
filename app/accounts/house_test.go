package accounts

import (
	"log/slog"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/jobs"
	"github.com/hubittaako/hubittaako/app/base/pgtest"
	"github.com/hubittaako/hubittaako/app/base/postgres"
)

const (
	goodPassword  = "kuusi kuivaa kuusta"
	otherPassword = "vesi lirisee katolta"
)

var browser = Client{IP: "192.0.2.7", UserAgent: "Firefox"}

// house is the service on a database of its own, with what tests need around it.
type house struct {
	*Service
	t   *testing.T
	log *strings.Builder
}

func newHouse(t *testing.T) *house {
	t.Helper()
	t.Parallel()
	queue, err := jobs.NewQueue()
	if err != nil {
		t.Fatal(err)
	}
	log := &syncBuilder{}
	s, err := New(pgtest.New(t), queue, "https://hub.example/", slog.New(slog.NewTextHandler(log, nil)))
	if err != nil {
		t.Fatal(err)
	}
	s.hasher = newHasher(argonCost{kib: 64, passes: 1, threads: 1}) // its price is tested where it matters
	h := &house{Service: s, t: t, log: &log.Builder}
	t.Cleanup(h.nothingSecretWasLogged)
	return h
}

type syncBuilder struct {
	mu sync.Mutex
	strings.Builder
}

func (b *syncBuilder) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.Builder.Write(p)
}

func (h *house) nothingSecretWasLogged() {
	for _, secret := range []string{goodPassword, otherPassword, "@", LinkPath} {
		if strings.Contains(h.log.String(), secret) {
			h.t.Errorf("%q is in the log:\n%s", secret, h.log)
		}
	}
}

func (h *house) must(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
}

func (h *house) exec(query string, args ...any) {
	h.t.Helper()
	h.must(h.db.InTx(h.t.Context(), func(tx *postgres.Tx) error {
		_, err := tx.Exec(h.t.Context(), query, args...)
		return err
	}))
}

func (h *house) number(query string, args ...any) int64 {
	h.t.Helper()
	var n int64
	h.must(h.db.Get(h.t.Context(), &n, query, args...))
	return n
}

// person adds somebody with goodPassword.
func (h *house) person(email string) int64 {
	h.t.Helper()
	id, err := h.AddPerson(h.t.Context(), access.System("test"), NewPerson{Email: email, Name: "Oma Henkilö", Password: goodPassword})
	h.must(err)
	return id
}

func (h *house) signIn(email string) SignedIn {
	h.t.Helper()
	in, err := h.SignIn(h.t.Context(), SignInForm{Email: email, Password: goodPassword}, browser)
	h.must(err)
	return in
}

// actor is who a token belongs to.
func (h *house) actor(token string) access.Actor {
	h.t.Helper()
	_, a, err := h.Authenticate(h.t.Context(), token)
	h.must(err)
	return a
}

// as adds a person with a role and signs them in.
func (h *house) as(email string, role access.Role, org int64) access.Actor {
	h.t.Helper()
	h.must(h.Grant(h.t.Context(), access.System("test"), h.person(email), role, org))
	return h.actor(h.signIn(email).Token)
}

var businessIDs = []string{"9000001-1", "9000003-8", "9000004-6", "9000005-4"}

func (h *house) company(n int) int64 {
	h.t.Helper()
	id, err := h.AddCompany(h.t.Context(), access.System("test"), companyForm(businessIDs[n]), false)
	h.must(err)
	return id
}

func companyForm(businessID string) CompanyForm {
	return CompanyForm{BusinessID: businessID, ProfileForm: ProfileForm{CompanyName: "Tunturi Oy", Street: "Rantatie 1", Postcode: "44800", City: "Pihtipudas", BillingEmail: "laskut@tunturi.example"}}
}

func (h *house) hub() int64 {
	h.t.Helper()
	resource := int64(0)
	h.must(h.db.InTx(h.t.Context(), func(tx *postgres.Tx) error {
		return tx.Get(h.t.Context(), &resource, `INSERT INTO resource (kind) VALUES ('desk_day') RETURNING id`)
	}))
	h.exec(`INSERT INTO hub (slug, name, municipality, lat, lon, resource_id) VALUES ('hub-' || $1::bigint, 'Hubi', 'Pihtipudas', 63.3, 25.5, $1)`, resource)
	return h.number(`SELECT id FROM hub WHERE resource_id = $1`, resource)
}

func (h *house) partner(n int) int64 {
	h.t.Helper()
	h.exec(`INSERT INTO partner (slug, name, business_id, vat_registered, municipality, email, feed_token) VALUES ($1, 'Savusauna', $1, true, 'Pihtipudas', 'p@example.fi', $1)`, businessIDs[n])
	return h.number(`SELECT id FROM partner WHERE slug = $1`, businessIDs[n])
}

var linkPattern = regexp.MustCompile(`https://hub\.example(?:/en)?/linkki/([\w-]{43})`)

// mailTo is the text of the latest mail to an address that waits to be sent, "" if there is none.
func (h *house) mailTo(email string) string {
	h.t.Helper()
	var texts []string
	h.must(h.db.Select(h.t.Context(), &texts, `SELECT content ->> 'text' FROM message WHERE to_addr = $1 ORDER BY created_at DESC LIMIT 1`, email))
	return strings.Join(texts, "")
}

// linkTo is the token in the latest mail to an address.
func (h *house) linkTo(email string) string {
	h.t.Helper()
	return tokenIn(h.t, h.mailTo(email))
}

func tokenIn(t *testing.T, text string) string {
	t.Helper()
	m := linkPattern.FindStringSubmatch(text)
	if m == nil {
		t.Fatalf("no link in %q", text)
	}
	return m[1]
}

// wantFault checks the code and key of an error.
func wantFault(t *testing.T, err error, code fault.Code, key string) {
	t.Helper()
	if f := fault.As(err); f == nil || f.Code != code || f.Key != key {
		t.Fatalf("got %v, want %s %s", err, code, key)
	}
}

// wantField checks that an error is about one field.
func wantField(t *testing.T, err error, name, key string) {
	t.Helper()
	f := fault.As(err)
	if f == nil || f.Code != fault.Invalid || len(f.Fields) != 1 || f.Fields[0].Name != name || f.Fields[0].Key != key {
		t.Fatalf("got %v, want %s: %s", err, name, key)
	}
}

// parallel runs fn n times at once and returns the errors.
func parallel(n int, fn func(i int) error) []error {
	errs := make([]error, n)
	var wait sync.WaitGroup
	for i := range n {
		wait.Go(func() { errs[i] = fn(i) })
	}
	wait.Wait()
	return errs
}

func successes(errs []error) int {
	n := 0
	for _, err := range errs {
		if err == nil {
			n++
		}
	}
	return n
}
