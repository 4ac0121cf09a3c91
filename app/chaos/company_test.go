package chaos

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	mathrand "math/rand/v2"
	"net/http"
	"net/url"
	"path"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/packages/booking"
	"github.com/hubittaako/hubittaako/packages/packtest"
)

// bookings is where holds are made; each booking has its page below.
const bookings = "/yritys/varaukset"

// company books, pays and cancels through the site, and remembers what it was told.
type company struct {
	base     string
	id       int64
	revision int64
	mondays  []dates.Date
	client   *http.Client
	cookie   *http.Cookie
	csrf     page.CSRF
	random   *mathrand.Rand
	told     []told
	held     *atomic.Int64 // of all companies, so that somebody can wait for the next
	asked    int
	repeated int
}

// told is the last thing a company was told about a booking.
type told struct {
	ref   string
	key   uuid.UUID
	state booking.State
}

// newCompany signs the actor in, past the sign-in page.
func newCompany(t *testing.T, h *house, n packtest.Network, actor access.Actor, seed uint64, held *atomic.Int64) *company {
	t.Helper()
	token, secret := rand.Text(), rand.Text()
	hash := sha256.Sum256([]byte(token))
	err := h.db().InTx(context.Background(), func(tx *postgres.Tx) error {
		_, err := tx.Exec(context.Background(), `/* chaos.signIn */ INSERT INTO sign_in (token_hash, person_id, csrf, expires_at) VALUES ($1, $2, $3, now() + interval '1 hour')`,
			hash[:], actor.PersonID, secret)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	c := &company{
		base: h.base, id: packtest.Company(actor), revision: n.RevisionID, held: held, csrf: page.NewCSRF(secret), random: mathrand.New(mathrand.NewPCG(seed, uint64(actor.PersonID))),
		cookie: &http.Cookie{Name: "session", Value: token},
		client: &http.Client{Timeout: 8 * time.Second, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }},
	}
	for week := range 4 {
		c.mondays = append(c.mondays, n.Monday.AddDays(7*week))
	}
	return c
}

// live books until ctx ends.
func (c *company) live(ctx context.Context) {
	for ctx.Err() == nil {
		key := uuid.New()
		people := strconv.Itoa(1 + c.random.IntN(4))
		to, ok := c.post(ctx, bookings, url.Values{
			"company": {strconv.FormatInt(c.id, 10)}, "revision": {strconv.FormatInt(c.revision, 10)}, "slug": {"viikko"},
			"start": {c.mondays[c.random.IntN(len(c.mondays))].String()}, "people": {people}, page.OpField: {key.String()},
		})
		if !ok {
			wait(ctx, 50*time.Millisecond) // full just now
			continue
		}
		c.told = append(c.told, told{path.Base(to), key, booking.Held})
		c.held.Add(1)
		last := &c.told[len(c.told)-1]
		if c.random.IntN(3) > 0 {
			c.move(ctx, last, to+"/lasku", url.Values{}, booking.Confirmed)
		}
		if last.state == booking.Held || c.random.IntN(4) > 0 {
			c.move(ctx, last, to+"/peru", url.Values{"percent": {"100"}}, booking.Cancelled)
		}
	}
}

func (c *company) move(ctx context.Context, t *told, path string, form url.Values, to booking.State) {
	if _, ok := c.post(ctx, path, form); ok {
		t.state = to
	}
}

// post sends a form until it gets a plain answer: where it led, or that it was refused. No answer is none, and it is sent again as
// it was, which must not do anything twice.
func (c *company) post(ctx context.Context, path string, form url.Values) (to string, ok bool) {
	if !strings.HasPrefix(path, "http") {
		path = c.base + path
	}
	form.Set(page.CSRFField, c.csrf.Token())
	c.asked++
	for try := 0; ctx.Err() == nil; try++ {
		if try > 0 {
			c.repeated++
			wait(ctx, 100*time.Millisecond)
		}
		r, err := http.NewRequest(http.MethodPost, path, strings.NewReader(form.Encode()))
		if err != nil {
			return "", false
		}
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		r.Header.Set("Origin", c.base)
		r.AddCookie(c.cookie)
		answer, err := c.client.Do(r)
		if err != nil {
			continue
		}
		answer.Body.Close()
		switch {
		case answer.StatusCode == http.StatusSeeOther || answer.StatusCode == http.StatusFound:
			to := answer.Header.Get("Location")
			return to, strings.Contains(to, bookings+"/")
		case answer.StatusCode < http.StatusInternalServerError && answer.StatusCode != http.StatusTooManyRequests:
			return "", false
		}
	}
	return "", false
}
