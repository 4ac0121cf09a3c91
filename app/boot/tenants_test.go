package boot_test

import (
	"bytes"
	"context"
	"log/slog"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/hubittaako/hubittaako/app/boot"
	"github.com/hubittaako/hubittaako/app/seed"
	"github.com/hubittaako/hubittaako/app/web/page"
)

// town is the demo network with somebody signed in for each role.
type town struct {
	app     *boot.App
	log     *record
	cookies map[string]string // by e-mail
}

// record keeps the log to look at.
type record struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (r *record) Write(p []byte) (int, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.b.Write(p)
}

func (r *record) String() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.b.String()
}

func newTown(t *testing.T) town {
	t.Helper()
	cfg := development(t)
	cfg.RequestsPerMinute = 0
	log := &record{}
	app, err := boot.New(context.Background(), cfg, slog.New(slog.NewTextHandler(log, nil)))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := app.Close(); err != nil {
			t.Error(err)
		}
	})
	if err := app.SeedIfEmpty(context.Background()); err != nil {
		t.Fatal(err)
	}
	w := town{app, log, map[string]string{}}
	for _, p := range seed.People() {
		w.cookies[p.Email] = w.signIn(t, p.Email)
	}
	return w
}

var formToken = regexp.MustCompile(`name="_csrf" value="([^"]+)"`)

func (w town) signIn(t *testing.T, email string) string {
	t.Helper()
	res, body := ask(t, w.app, "GET", "/kirjaudu", nil)
	token := formToken.FindStringSubmatch(body)
	if token == nil || len(res.Cookies()) != 1 {
		t.Fatalf("no form on the sign-in page: %.300s", body)
	}
	form := url.Values{"email": {email}, "password": {seed.Password}, "_csrf": {token[1]}}
	res, body = ask(t, w.app, "POST", "/kirjaudu", strings.NewReader(form.Encode()), "Content-Type", "application/x-www-form-urlencoded",
		"Cookie", res.Cookies()[0].Name+"="+res.Cookies()[0].Value)
	for _, c := range res.Cookies() {
		if c.Name == "session" {
			return "session=" + c.Value
		}
	}
	t.Fatalf("%s could not sign in: %d %.300s", email, res.StatusCode, body)
	return ""
}

// names are what stands in addresses: ids, slugs, references and numbers that exist.
func (w town) names(t *testing.T) []string {
	t.Helper()
	var all []string
	if err := w.app.DB().Select(context.Background(), &all, `/* boot.names */
		(SELECT slug FROM hub ORDER BY id LIMIT 2) UNION ALL (SELECT slug FROM package ORDER BY id LIMIT 2)
		UNION ALL (SELECT ref FROM booking ORDER BY id LIMIT 3) UNION ALL (SELECT number::text FROM invoice ORDER BY id LIMIT 2)
		UNION ALL (SELECT max(id)::text FROM session) UNION ALL (SELECT slug FROM event ORDER BY id LIMIT 1)`); err != nil {
		t.Fatal(err)
	}
	return append(all, "1", "2", "3")
}

// enough addresses of a route, counting languages, are opened by everybody; the admin opens all.
const enough = 6

// TestEveryPageOpensForEveryRole opens everything as everybody: no page may break, and none may lack a word.
func TestEveryPageOpensForEveryRole(t *testing.T) {
	t.Parallel()
	w := newTown(t)
	names := w.names(t)
	opened := map[string]int{}
	for _, r := range w.app.Web().Table() {
		if r.Method != http.MethodGet {
			continue
		}
		fill := names
		if !strings.Contains(r.Path, ":") {
			fill = names[:1]
		}
		known := 0
		for _, name := range fill {
			for _, path := range addresses(r, name) {
				// What the admin does not find nobody finds, but for the first name, which everybody tries.
				everybody := append([]string{w.cookies[seed.AdminEmail]}, append(values(w.cookies), "")...)
				for i, cookie := range everybody {
					res, body := ask(t, w.app, "GET", path, nil, "Cookie", cookie)
					if res.StatusCode >= 500 {
						t.Errorf("GET %s: %d\n%.300s", path, res.StatusCode, body)
					}
					if res.StatusCode == http.StatusOK {
						opened[r.Path]++
					}
					if i > 0 {
						continue
					}
					if res.StatusCode == http.StatusNotFound && name != fill[0] || known >= enough {
						break
					}
					known++
				}
			}
		}
	}
	for _, line := range strings.Split(w.log.String(), "\n") {
		if strings.Contains(line, "msg=text") {
			t.Error(line)
		}
	}
	if len(opened) < 20 {
		t.Errorf("only %d pages opened: %v", len(opened), opened)
	}
}

func values(m map[string]string) (all []string) {
	for _, v := range m {
		all = append(all, v)
	}
	return all
}

// TestNobodyReachesAnothersOrganisation takes each member to the organisations and bookings of others, with every method and
// a good token.
func TestNobodyReachesAnothersOrganisation(t *testing.T) {
	t.Parallel()
	w := newTown(t)
	tried := 0
	for _, p := range seed.People() {
		cookie := w.cookies[p.Email]
		_, body := ask(t, w.app, "GET", "/oma", nil, "Cookie", cookie)
		token := formToken.FindStringSubmatch(body)
		if token == nil {
			t.Fatalf("%s has no form on the own page", p.Email)
		}
		foreign := w.strangers(t, p.Email)
		for _, r := range w.app.Web().Table() {
			for _, path := range foreignAddresses(r, foreign) {
				tried++
				res, body := ask(t, w.app, r.Method, path, strings.NewReader(""), "Cookie", cookie, "X-CSRF-Token", token[1],
					"Content-Type", "application/x-www-form-urlencoded")
				if res.StatusCode != http.StatusNotFound && (r.Method == http.MethodGet || res.StatusCode < 400 || res.StatusCode >= 500) {
					t.Errorf("%s: %s %s: %d\n%.200s", p.Email, r.Method, path, res.StatusCode, body)
				}
			}
		}
	}
	if tried < 50 {
		t.Errorf("only %d addresses tried", tried)
	}
}

var orgParam = regexp.MustCompile(`^/(?:yritys|kumppani|hubi)/(:\w+)`)

// foreignAddresses are a row's addresses with another's organisation, booking or document in them.
func foreignAddresses(r page.Route, foreign map[string][]string) (all []string) {
	name, kind := "", r.Policy.Kind()
	if m := orgParam.FindStringSubmatch(r.Path); m != nil {
		name = m[1]
	} else if strings.Contains(r.Path, ":ref") {
		name, kind = ":ref", "booking"
	} else if strings.Contains(r.Path, ":number") {
		name, kind = ":number", "document"
	}
	if r.Policy.Kind() == "" || name == "" {
		return nil
	}
	for _, id := range foreign[kind] {
		all = append(all, param.ReplaceAllLiteralString(strings.Replace(r.Path, name, id, 1), "1"))
	}
	return all
}

// strangers are what a person has nothing to do with, by kind: organisations, bookings, documents. None for network admins.
func (w town) strangers(t *testing.T, email string) map[string][]string {
	t.Helper()
	found := map[string][]string{}
	for kind, query := range map[string]string{
		"hub": `/* boot.strangers */ SELECT id::text FROM hub o WHERE NOT EXISTS (
			SELECT FROM membership m JOIN person p ON p.id = m.person_id WHERE p.email = $1 AND (m.hub_id = o.id OR m.role = 'network_admin')) ORDER BY id LIMIT 2`,
		"partner": `/* boot.strangers */ SELECT id::text FROM partner o WHERE NOT EXISTS (
			SELECT FROM membership m JOIN person p ON p.id = m.person_id WHERE p.email = $1 AND (m.partner_id = o.id OR m.role = 'network_admin')) ORDER BY id LIMIT 2`,
		"company": `/* boot.strangers */ SELECT id::text FROM company o WHERE NOT EXISTS (
			SELECT FROM membership m JOIN person p ON p.id = m.person_id WHERE p.email = $1 AND (m.company_id = o.id OR m.role = 'network_admin')) ORDER BY id LIMIT 2`,
		"booking": `/* boot.strangers */ SELECT ref FROM booking o WHERE NOT EXISTS (
			SELECT FROM membership m JOIN person p ON p.id = m.person_id WHERE p.email = $1 AND (m.company_id = o.company_id OR m.role = 'network_admin')) ORDER BY id LIMIT 2`,
		"document": `/* boot.strangers */ SELECT i.number::text FROM invoice i JOIN booking o ON o.id = i.booking_id WHERE NOT EXISTS (
			SELECT FROM membership m JOIN person p ON p.id = m.person_id WHERE p.email = $1 AND (m.company_id = o.company_id OR m.role = 'network_admin')) ORDER BY i.id LIMIT 2`,
	} {
		var ids []string
		if err := w.app.DB().Select(context.Background(), &ids, query, email); err != nil {
			t.Fatal(err)
		}
		found[kind] = ids
	}
	return found
}
