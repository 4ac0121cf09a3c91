package room

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
	"github.com/hubittaako/hubittaako/packages/billing"
	"github.com/hubittaako/hubittaako/packages/hub"
	"github.com/hubittaako/hubittaako/packages/packtest"
)

var ctx = context.Background()

// postbox notes what would be mailed.
type postbox struct{ said []string }

func (p *postbox) RoomBooked(_ context.Context, _ *postgres.Tx, b Booking) error {
	p.said = append(p.said, fmt.Sprintf("booked %s %s", b.Email, dates.FormatClock(b.Starts, "fi")))
	return nil
}

func (p *postbox) RoomCancelled(_ context.Context, _ *postgres.Tx, b Booking) error {
	p.said = append(p.said, fmt.Sprintf("cancelled %s %s", b.Email, dates.FormatClock(b.Starts, "fi")))
	return nil
}

// silent tells nobody; for many at a time.
type silent struct{}

func (silent) RoomBooked(context.Context, *postgres.Tx, Booking) error    { return nil }
func (silent) RoomCancelled(context.Context, *postgres.Tx, Booking) error { return nil }

// house is a hub with a meeting room for 8 at 20 € an hour with a buffer of a quarter; its clock stands at Monday noon and tests
// move it.
type house struct {
	*Service
	packtest.Network
	hubs *hub.Service
	post *postbox
	room Room
	t    *testing.T
	at   time.Time
	day  dates.Date // a Wednesday ahead
}

func newHouse(t *testing.T) *house {
	t.Helper()
	t.Parallel()
	db := pgtest.New(t)
	h := &house{Network: packtest.New(t, db, packtest.Options{}), t: t, post: &postbox{}, day: dates.MustParse("2026-11-25")}
	h.at = h.Now
	clock := func() time.Time { return h.at }
	h.hubs = hub.New(db, clock)
	h.Service = New(db, h.hubs, h.post, clock)
	id, err := h.Create(ctx, h.Staff, h.HubID, meeting(nil))
	h.must(err)
	h.room, err = h.OfHub(ctx, h.HubID, id)
	h.must(err)
	return h
}

func meeting(change func(f *Form)) Form {
	f := Form{Kind: Meeting, NameFi: "Tervahauta", NameEn: "Tar pit", People: 8, HourCents: 2000, VATClass: "standard", Buffer: 15, CancelHours: 24, Active: true}
	if change != nil {
		change(&f)
	}
	return f
}

func (h *house) must(err error) {
	h.t.Helper()
	if err != nil {
		h.t.Fatal(err)
	}
}

// ask is a request of the first company on the house's day: "9:00-10:30".
func (h *house) ask(times string, change func(q *Request)) Request {
	from, to, _ := strings.Cut(times, "-")
	q := Request{Day: h.day, From: at(from), To: at(to), People: 4, Company: packtest.Company(h.Companies[0]), Lang: "fi"}
	if change != nil {
		change(&q)
	}
	return q
}

func at(clock string) *int {
	t, err := time.Parse("15:04", clock)
	if err != nil {
		panic(err)
	}
	m := t.Hour()*60 + t.Minute()
	return &m
}

func (h *house) book(actor access.Actor, q Request) (Booking, error) {
	return h.Book(ctx, actor, h.HubID, h.room.ID, q, uuid.New())
}

// sound asks what must hold.
func (h *house) sound() {
	h.t.Helper()
	broken, err := Violations(ctx, h.DB)
	h.must(err)
	rules, err := billing.Violations(ctx, h.DB)
	h.must(err)
	for _, v := range rules {
		broken = append(broken, v.String())
	}
	for _, v := range broken {
		h.t.Error(v)
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
			t.Errorf("%s is missing in %v (%v)", w, got, err)
		}
	}
	if len(got) != len(want) {
		t.Errorf("got %v, want %v", got, want)
	}
}
