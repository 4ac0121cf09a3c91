package event

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/pgtest"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/packages/packtest"
)

var (
	ctx    = context.Background()
	nobody = access.Actor{}
)

// postbox notes what would be mailed: "in anna@example.fi".
type postbox struct {
	said  []string
	links map[string]string // the token last mailed to an address
	keys  map[string]bool
	t     *testing.T
}

func (p *postbox) note(what, to, token, key string) error {
	if p.keys[key] {
		p.t.Errorf("two mails with the key %s", key)
	}
	p.keys[key], p.links[to] = true, token
	p.said = append(p.said, what+" "+to)
	return nil
}

func (p *postbox) Signup(_ context.Context, _ *postgres.Tx, what News, o Occasion, s Signup) error {
	return p.note(string(what), s.Email, s.Token, fmt.Sprintf("s%d-%d", s.ID, s.Letters))
}

func (p *postbox) ReaderAsked(_ context.Context, _ *postgres.Tx, r Reader) error {
	return p.note("reader", r.Email, r.Token, fmt.Sprintf("r%d-%d", r.ID, r.Letters))
}

func (p *postbox) Letter(_ context.Context, _ *postgres.Tx, r Reader, week string, list []Occasion) error {
	return p.note(fmt.Sprintf("letter %s of %d", week, len(list)), r.Email, r.Token, fmt.Sprintf("l%d-%s", r.ID, week))
}

// news are the mails since it was last asked.
func (p *postbox) news() string {
	said := strings.Join(p.said, "; ")
	p.said = nil
	return said
}

// house is a hub with its staff, and a clock that tests move.
type house struct {
	*Service
	packtest.Network
	post *postbox
	t    *testing.T
	at   time.Time
}

func newHouse(t *testing.T) *house {
	t.Helper()
	t.Parallel()
	db := pgtest.New(t)
	h := &house{Network: packtest.New(t, db, packtest.Options{}), t: t, post: &postbox{links: map[string]string{}, keys: map[string]bool{}, t: t}}
	h.at = h.Now
	h.Service = New(db, h.post, func() time.Time { return h.at })
	return h
}

func (h *house) must(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
}

func (h *house) exec(query string, args ...any) {
	h.t.Helper()
	h.must(h.DB.InTx(ctx, func(tx *postgres.Tx) error {
		_, err := tx.Exec(ctx, query, args...)
		return err
	}))
}

func (h *house) number(query string, args ...any) (n int) {
	h.t.Helper()
	h.must(h.DB.Get(ctx, &n, query, args...))
	return n
}

func at(clock string) *int {
	t, err := time.Parse("15:04", clock)
	if err != nil {
		panic(err)
	}
	m := t.Hour()*60 + t.Minute()
	return &m
}

// coffee is Wednesdays at nine; the network's clock stands at noon on Monday 23 November 2026.
func coffee(change func(f *Form)) Form {
	f := Form{
		Words: Words{TitleFi: "Yhteiskahvit", TitleEn: "Coffee together", TextFi: "Kahvia ja pullaa.", Theme: Meet},
		Times: Times{Day: dates.MustParse("2026-11-25"), From: at("09:00"), To: at("10:00"), Repeat: Once},
	}
	if change != nil {
		change(&f)
	}
	return f
}

func (h *house) event(change func(f *Form)) []Occasion {
	h.t.Helper()
	id, err := h.Create(ctx, h.Staff, h.HubID, coffee(change), uuid.New())
	h.must(err)
	all, err := h.Occasions(ctx, h.Staff, id)
	h.must(err)
	return all
}

// seats makes one occasion with so many seats.
func (h *house) seats(n int) Occasion {
	h.t.Helper()
	return h.event(func(f *Form) { f.Seats = n })[0]
}

func (h *house) occasion(id int64) Occasion {
	h.t.Helper()
	o, err := h.ByID(ctx, id)
	h.must(err)
	return o
}

// ask signs somebody up and gives the token of the mailed link.
func (h *house) ask(o Occasion, name string, seats int) string {
	h.t.Helper()
	email := name + "@example.fi"
	h.must(h.SignUp(ctx, o.ID, SignupForm{Name: name, Email: email, Seats: seats, Lang: "fi"}, name))
	return h.post.links[email]
}

// come signs somebody up and uses the link.
func (h *house) come(o Occasion, name string, seats int) string {
	h.t.Helper()
	token := h.ask(o, name, seats)
	_, err := h.Confirm(ctx, token)
	h.must(err)
	return token
}

func (h *house) state(token string) SignupState {
	h.t.Helper()
	x, err := h.Ticket(ctx, token)
	h.must(err)
	return x.Signup.State
}

func (h *house) sound() {
	h.t.Helper()
	broken, err := Violations(ctx, h.DB)
	h.must(err)
	for _, v := range broken {
		h.t.Error(v)
	}
}

func wantFault(t *testing.T, err error, code fault.Code, key string) {
	t.Helper()
	if f := fault.As(err); f == nil || f.Code != code || f.Key != key {
		t.Errorf("got %v, want %s %s", err, code, key)
	}
}

// wantFields compares the fields that are refused: "day: field.required".
func wantFields(t *testing.T, err error, want ...string) {
	t.Helper()
	got := map[string]bool{}
	if f := fault.As(err); f != nil {
		for _, field := range f.Fields {
			got[field.Name+": "+field.Key] = true
		}
	}
	for _, w := range want {
		if !got[w] {
			t.Errorf("%s is missing in %v", w, got)
		}
	}
	if len(got) != len(want) {
		t.Errorf("got %v, want %v", got, want)
	}
}
