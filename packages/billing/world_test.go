package billing_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/riverqueue/river"

	"github.com/hubittaako/hubittaako/app/base/pgtest"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/packages/billing"
	"github.com/hubittaako/hubittaako/packages/booking"
	"github.com/hubittaako/hubittaako/packages/packtest"
	"github.com/hubittaako/hubittaako/packages/search"
)

var ctx = context.Background()

// provider is a card payment provider in memory, with the one property that matters: a key gives one object.
type provider struct {
	mu       sync.Mutex
	sessions map[string]*billing.CheckoutSession
	byKey    map[string]string
	refunds  map[string]billing.ProviderRefund
	fail     error  // the next call does its work and then loses its answer
	during   func() // happens once, while the next page is being made
}

func (p *provider) lose() error {
	err := p.fail
	p.fail = nil
	return err
}

func (p *provider) CreateCheckout(_ context.Context, r billing.CheckoutRequest) (billing.CheckoutSession, error) {
	if happens := p.during; happens != nil {
		p.during = nil
		happens()
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	id, ok := p.byKey[r.Key]
	if !ok {
		id = fmt.Sprintf("cs_%d", len(p.sessions)+1)
		sum := int64(0)
		for _, l := range r.Lines {
			sum += l.Quantity * l.UnitCents
		}
		p.byKey[r.Key] = id
		p.sessions[id] = &billing.CheckoutSession{ID: id, URL: "https://pay.example/" + id, Status: "open", AmountCents: sum, Currency: "eur", PaymentID: r.PaymentID, BookingRef: r.BookingRef}
	}
	return *p.sessions[id], p.lose()
}

func (p *provider) Checkout(_ context.Context, id string) (billing.CheckoutSession, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return *p.sessions[id], p.lose()
}

func (p *provider) ExpireCheckout(_ context.Context, id string) (billing.CheckoutSession, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if s := p.sessions[id]; s.Status == "open" {
		s.Status = "expired"
	}
	return *p.sessions[id], p.lose()
}

func (p *provider) Refund(_ context.Context, r billing.RefundRequest) (billing.ProviderRefund, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if _, ok := p.refunds[r.Key]; !ok {
		p.refunds[r.Key] = billing.ProviderRefund{ID: "re_" + r.Key, Status: "succeeded", AmountCents: r.AmountCents}
	}
	return p.refunds[r.Key], p.lose()
}

func (p *provider) RefundByID(_ context.Context, id string) (billing.ProviderRefund, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, r := range p.refunds {
		if r.ID == id {
			return r, nil
		}
	}
	return billing.ProviderRefund{}, errors.New("no such refund")
}

func (p *provider) ParseEvent(body []byte, _ string) (billing.Event, error) {
	id := string(body)
	return billing.Event{ID: "evt_" + id, Type: "checkout.session.completed", SessionID: id, Payload: []byte(`{}`)}, nil
}

func (p *provider) pay(id string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	s := p.sessions[id]
	s.Status, s.Paid, s.PaymentIntent = "complete", true, "pi_"+id
}

func (p *provider) refunded() (cents int64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, r := range p.refunds {
		cents += r.AmountCents
	}
	return cents
}

// told counts what people would have been told, and the jobs that were queued. A rolled-back transaction counts too, so
// the tests look at rows where it matters.
type told struct {
	mu   sync.Mutex
	what map[string]int
	jobs []river.JobArgs
	fail error // of the next change, once
}

func (n *told) add(what string) error {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.what[what]++
	return nil
}

func (n *told) BookingHeld(context.Context, *postgres.Tx, int64) error { return n.add("held") }

func (n *told) BookingConfirmed(context.Context, *postgres.Tx, int64) error {
	return n.add("confirmed")
}

func (n *told) BookingCancelled(context.Context, *postgres.Tx, int64) error {
	return n.add("cancelled")
}

func (n *told) BookingExpired(context.Context, *postgres.Tx, int64) error { return n.add("expired") }

func (n *told) PeopleNamed(context.Context, *postgres.Tx, int64) error { return n.add("named") }

func (n *told) QueueOver(context.Context, *postgres.Tx, int64) error { return n.add("queue over") }

func (n *told) PlanBCalled(context.Context, *postgres.Tx, int64, int64) error { return nil }
func (n *told) DayMoved(context.Context, *postgres.Tx, int64, int64, booking.MoveNews) error {
	return n.add("moved")
}

func (n *told) PaymentReturned(context.Context, *postgres.Tx, int64, int64) error {
	return n.add("returned")
}

func (n *told) StayChanged(context.Context, *postgres.Tx, int64) error {
	if err := n.fail; err != nil {
		n.fail = nil
		return err
	}
	return n.add("changed")
}

func (n *told) DifferenceReturned(context.Context, *postgres.Tx, int64, int64) error {
	return n.add("difference returned")
}

func (n *told) Insert(_ context.Context, _ *postgres.Tx, args river.JobArgs, _ *river.InsertOpts) error {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.jobs = append(n.jobs, args)
	return nil
}

type world struct {
	packtest.Network
	bookings *booking.Service
	billing  *billing.Service
	provider *provider
	told     *told
	clock    *time.Time
}

func newWorld(t testing.TB, o packtest.Options) world {
	t.Helper()
	db := pgtest.New(t)
	n := packtest.New(t, db, o)
	now := n.Now
	w := world{Network: n, told: &told{what: map[string]int{}}, clock: &now, provider: &provider{
		sessions: map[string]*billing.CheckoutSession{}, byKey: map[string]string{}, refunds: map[string]billing.ProviderRefund{}}}
	clock := func() time.Time { return *w.clock }
	w.bookings = booking.NewService(db, search.NewFinder(db, clock), w.told, clock)
	w.billing = billing.NewService(billing.Deps{
		DB: db, Bookings: w.bookings, Gateway: w.provider, Queue: w.told, Notify: w.told, Now: clock, Log: slog.New(slog.NewTextHandler(io.Discard, nil)),
		Seller: billing.Seller{Name: "Verkosto", BusinessID: "9000002-0", IBAN: "FI2112345600000785"},
	})
	t.Cleanup(func() { w.sound(t) })
	return w
}

func (w world) sound(t testing.TB) {
	t.Helper()
	broken, err := billing.Violations(ctx, w.DB)
	if err != nil {
		t.Error(err)
	}
	for _, v := range broken {
		t.Error(v)
	}
}

func (w world) hold(t *testing.T, company, people int) booking.Booking {
	t.Helper()
	b, err := w.bookings.Hold(ctx, w.Companies[company], booking.HoldRequest{
		CompanyID: packtest.Company(w.Companies[company]), RevisionID: w.RevisionID, Start: w.Monday, People: people, Lang: "fi", OpKey: uuid.New()})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// page opens the pay page of a booking and returns its session.
func (w world) page(t *testing.T, company int, b booking.Booking) string {
	t.Helper()
	url, err := w.billing.PayByCard(ctx, w.Companies[company], b.Ref, "https://x/ok", "https://x/no")
	if err != nil {
		t.Fatal(err)
	}
	return url[len("https://pay.example/"):]
}

func (w world) settle(t *testing.T, session string) string {
	t.Helper()
	outcome, err := w.billing.Settle(ctx, session)
	if err != nil {
		t.Fatal(err)
	}
	return outcome
}

func (w world) state(t *testing.T, b booking.Booking) booking.State {
	t.Helper()
	d, err := w.bookings.ByRef(ctx, w.Admin, b.Ref)
	if err != nil {
		t.Fatal(err)
	}
	return d.State
}

func (w world) work(t *testing.T) {
	t.Helper()
	w.told.mu.Lock()
	jobs := w.told.jobs
	w.told.jobs = nil
	w.told.mu.Unlock()
	for _, j := range jobs {
		var err error
		switch a := j.(type) {
		case billing.RefundArgs:
			err = w.billing.MakeRefund(ctx, a.RefundID)
		case billing.EventArgs:
			err = w.billing.HandleEvent(ctx, a.EventID)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

func (w world) exec(t *testing.T, query string, args ...any) {
	t.Helper()
	if err := w.DB.InTx(ctx, func(tx *postgres.Tx) error {
		_, err := tx.Exec(ctx, "/* billing_test.exec */ "+query, args...)
		return err
	}); err != nil {
		t.Fatal(err)
	}
}

func (w world) count(t *testing.T, query string, args ...any) (n int) {
	t.Helper()
	if err := w.DB.Get(ctx, &n, "/* billing_test.count */ "+query, args...); err != nil {
		t.Fatal(err)
	}
	return n
}
