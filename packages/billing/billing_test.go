package billing_test

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/riverqueue/river"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/pgtest"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/packages"
	"github.com/hubittaako/hubittaako/packages/billing"
	"github.com/hubittaako/hubittaako/packages/booking"
	"github.com/hubittaako/hubittaako/packages/packtest"
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
func (n *told) PaymentReturned(context.Context, *postgres.Tx, int64, int64) error {
	return n.add("returned")
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

func newWorld(t *testing.T, o packtest.Options) world {
	t.Helper()
	db := pgtest.New(t)
	n := packtest.New(t, db, o)
	now := n.Now
	w := world{Network: n, told: &told{what: map[string]int{}}, clock: &now, provider: &provider{
		sessions: map[string]*billing.CheckoutSession{}, byKey: map[string]string{}, refunds: map[string]billing.ProviderRefund{}}}
	clock := func() time.Time { return *w.clock }
	w.bookings = booking.NewService(db, packages.NewFinder(db, clock), w.told, clock)
	w.billing = billing.NewService(billing.Deps{
		DB: db, Bookings: w.bookings, Gateway: w.provider, Queue: w.told, Notify: w.told, Now: clock, Log: slog.New(slog.NewTextHandler(io.Discard, nil)),
		Seller: billing.Seller{Name: "Verkosto", BusinessID: "9000002-0", IBAN: "FI2112345600000785"},
	})
	t.Cleanup(func() { w.sound(t) })
	return w
}

func (w world) sound(t *testing.T) {
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

func TestCardPaymentConfirmsOnce(t *testing.T) {
	w := newWorld(t, packtest.Options{})
	b := w.hold(t, 0, 4)
	session := w.page(t, 0, b)
	if w.provider.sessions[session].AmountCents != b.Gross {
		t.Fatalf("the page asks for %d, the booking costs %d", w.provider.sessions[session].AmountCents, b.Gross)
	}
	if got := w.settle(t, session); got != billing.OutcomeOpen {
		t.Fatal(got)
	}
	w.provider.pay(session)
	outcomes := map[string]int{}
	var mu sync.Mutex
	var wg sync.WaitGroup
	for range 10 {
		wg.Go(func() {
			o, err := w.billing.Settle(ctx, session)
			if err != nil {
				t.Error(err)
			}
			mu.Lock()
			outcomes[o]++
			mu.Unlock()
		})
	}
	wg.Wait()
	if outcomes[billing.OutcomeConfirmed] != 1 || outcomes[billing.OutcomeKnown] != 9 {
		t.Fatal(outcomes)
	}
	if w.state(t, b) != booking.Confirmed || w.count(t, `SELECT count(*) FROM invoice WHERE kind = 'receipt'`) != 1 {
		t.Fatal("not confirmed with one receipt")
	}
}

func TestTheSamePageIsShownAgain(t *testing.T) {
	w := newWorld(t, packtest.Options{})
	b := w.hold(t, 0, 2)
	if a, again := w.page(t, 0, b), w.page(t, 0, b); a != again {
		t.Fatalf("%s and %s", a, again)
	}
}

func TestAnAnswerThatWasLostFindsTheSamePage(t *testing.T) {
	w := newWorld(t, packtest.Options{})
	b := w.hold(t, 0, 2)
	w.provider.fail = fault.New(fault.Unavailable, "fault.payment_unavailable")
	if _, err := w.billing.PayByCard(ctx, w.Companies[0], b.Ref, "", ""); fault.CodeOf(err) != fault.Unavailable {
		t.Fatal(err)
	}
	w.page(t, 0, b)
	if len(w.provider.sessions) != 1 {
		t.Fatalf("%d pages", len(w.provider.sessions))
	}
}

func TestNewsThatComesBeforeTheAnswerIsLinked(t *testing.T) {
	w := newWorld(t, packtest.Options{})
	b := w.hold(t, 0, 2)
	w.provider.fail = fault.New(fault.Unavailable, "fault.payment_unavailable")
	_, _ = w.billing.PayByCard(ctx, w.Companies[0], b.Ref, "", "")
	w.provider.pay("cs_1")
	if got := w.settle(t, "cs_1"); got != billing.OutcomeConfirmed {
		t.Fatal(got)
	}
}

func TestMoneyThatComesLate(t *testing.T) {
	for _, c := range []struct {
		name    string
		taken   bool
		outcome string
		state   booking.State
	}{
		{"places still free", false, billing.OutcomeConfirmed, booking.Confirmed},
		{"places gone", true, billing.OutcomeReturned, booking.Expired},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t, packtest.Options{Desks: 4})
			b := w.hold(t, 0, 4)
			session := w.page(t, 0, b)
			// The option lapses although its page is open: the hold of a page outlives it, so only an accident does this.
			w.exec(t, `UPDATE booking SET state = 'held', hold_expires_at = now() - interval '1 second' WHERE id = $1`, b.ID)
			w.exec(t, `INSERT INTO booking_event (booking_id, from_state, to_state, actor) VALUES ($1, 'awaiting_payment', 'held', 'test')`, b.ID)
			if n, err := w.bookings.ExpireLapsed(ctx); err != nil || n != 1 {
				t.Fatal(n, err)
			}
			if c.taken {
				w.hold(t, 1, 4)
			}
			w.provider.pay(session)
			if got := w.settle(t, session); got != c.outcome {
				t.Fatal(got)
			}
			w.work(t)
			if got := w.state(t, b); got != c.state {
				t.Fatal(got)
			}
			if want := map[bool]int64{true: b.Gross}[c.taken]; w.provider.refunded() != want {
				t.Fatalf("%d given back, want %d", w.provider.refunded(), want)
			}
		})
	}
}

func TestTwoTabsPayTwiceAndOneComesBack(t *testing.T) {
	w := newWorld(t, packtest.Options{})
	b := w.hold(t, 0, 2)
	first := w.page(t, 0, b)
	w.exec(t, `UPDATE payment SET expires_at = now() + interval '1 minute'`)
	second := w.page(t, 0, b)
	if first == second {
		t.Fatal("a page that is about to close was shown again")
	}
	w.provider.pay(first)
	w.provider.pay(second)
	if a, b := w.settle(t, first), w.settle(t, second); a != billing.OutcomeConfirmed || b != billing.OutcomeReturned {
		t.Fatal(a, b)
	}
	w.work(t)
	w.work(t)
	if w.provider.refunded() != b.Gross {
		t.Fatalf("%d given back", w.provider.refunded())
	}
}

func TestASumThatIsNotOursConfirmsNothing(t *testing.T) {
	w := newWorld(t, packtest.Options{})
	b := w.hold(t, 0, 2)
	session := w.page(t, 0, b)
	w.provider.sessions[session].AmountCents--
	w.provider.pay(session)
	if got := w.settle(t, session); got != billing.OutcomeMismatch {
		t.Fatal(got)
	}
	if w.state(t, b) != booking.AwaitingPayment {
		t.Fatal(w.state(t, b))
	}
}

func TestTheSweepClosesThePageBeforeItFreesAnything(t *testing.T) {
	w := newWorld(t, packtest.Options{Desks: 2})
	b := w.hold(t, 0, 2)
	session := w.page(t, 0, b)
	w.exec(t, `UPDATE booking SET hold_expires_at = now() - interval '1 second'`)
	if n, err := w.bookings.ExpireLapsed(ctx); err != nil || n != 0 {
		t.Fatalf("%d ended while the page is open, %v", n, err)
	}
	w.provider.fail = fault.New(fault.Unavailable, "fault.payment_unavailable")
	if err := w.billing.Reconcile(ctx, time.Hour); err == nil || w.state(t, b) != booking.AwaitingPayment {
		t.Fatalf("freed without the provider's word: %v", err)
	}
	if err := w.billing.Reconcile(ctx, time.Hour); err != nil {
		t.Fatal(err)
	}
	if n, err := w.bookings.ExpireLapsed(ctx); err != nil || n != 1 {
		t.Fatal(n, err)
	}
	if w.provider.sessions[session].Status != "expired" {
		t.Fatal("the page is still open")
	}
}

func TestPaymentThatRacesTheSweepWins(t *testing.T) {
	w := newWorld(t, packtest.Options{})
	b := w.hold(t, 0, 2)
	w.provider.pay(w.page(t, 0, b))
	w.exec(t, `UPDATE booking SET hold_expires_at = now() - interval '1 second'`)
	if err := w.billing.Reconcile(ctx, time.Hour); err != nil {
		t.Fatal(err)
	}
	if w.state(t, b) != booking.Confirmed {
		t.Fatal(w.state(t, b))
	}
}

func TestReconcileFindsAPaymentWhoseNewsWasLost(t *testing.T) {
	w := newWorld(t, packtest.Options{})
	b := w.hold(t, 0, 2)
	w.provider.pay(w.page(t, 0, b))
	if err := w.billing.Reconcile(ctx, 0); err != nil {
		t.Fatal(err)
	}
	if w.state(t, b) != booking.Confirmed {
		t.Fatal(w.state(t, b))
	}
}

func TestAMessageIsStoredOnceAndHandledInAnyOrder(t *testing.T) {
	w := newWorld(t, packtest.Options{})
	b := w.hold(t, 0, 2)
	session := w.page(t, 0, b)
	w.provider.pay(session)
	var wg sync.WaitGroup
	for range 10 {
		wg.Go(func() {
			if err := w.billing.ReceiveEvent(ctx, []byte(session), ""); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if n := w.count(t, `SELECT count(*) FROM stripe_event`); n != 1 || len(w.told.jobs) != 1 {
		t.Fatalf("%d stored, %d jobs", n, len(w.told.jobs))
	}
	w.work(t)
	if w.state(t, b) != booking.Confirmed {
		t.Fatal(w.state(t, b))
	}
}

func TestInvoice(t *testing.T) {
	w := newWorld(t, packtest.Options{})
	b := w.hold(t, 0, 4)
	if err := w.billing.PayByInvoice(ctx, w.Companies[0], b.Ref); err != nil {
		t.Fatal(err)
	}
	if err := w.billing.PayByInvoice(ctx, w.Companies[0], b.Ref); !errors.Is(err, fault.New(fault.Conflict, "fault.already_paid")) {
		t.Fatalf("twice: %v", err)
	}
	docs, err := w.billing.DocumentsOf(ctx, w.Companies[0], b)
	if err != nil || len(docs) != 1 {
		t.Fatal(docs, err)
	}
	d := docs[0]
	if d.Number != 2026000001 || d.Reference != "20260000011" || d.DueOn != dates.MustParse("2026-12-07") || d.Due() != b.Gross {
		t.Fatalf("%+v", d)
	}
	if _, err := w.billing.DocumentByNumber(ctx, w.Companies[1], d.Number); fault.CodeOf(err) != fault.NotFound {
		t.Fatalf("another company reads the invoice: %v", err)
	}
	if err := w.billing.MarkPaid(ctx, w.Companies[0], d.Number, dates.MustParse("2026-11-23")); fault.CodeOf(err) != fault.NotFound {
		t.Fatalf("a company marks its own invoice paid: %v", err)
	}
	if err := w.billing.MarkPaid(ctx, w.Admin, d.Number, dates.MustParse("2026-11-24")); fault.CodeOf(err) != fault.Invalid {
		t.Fatalf("paid tomorrow: %v", err)
	}
	for i, want := range []fault.Code{"", fault.Conflict} {
		if err := w.billing.MarkPaid(ctx, w.Admin, d.Number, dates.MustParse("2026-11-23")); fault.CodeOf(err) != want {
			t.Fatalf("try %d: %v", i, err)
		}
	}
}

func TestInvoiceOnlyWhereAllowed(t *testing.T) {
	w := newWorld(t, packtest.Options{})
	w.exec(t, `UPDATE company SET invoice_allowed = false`)
	b := w.hold(t, 0, 4)
	if err := w.billing.PayByInvoice(ctx, w.Companies[0], b.Ref); fault.CodeOf(err) != fault.Forbidden {
		t.Fatal(err)
	}
	if w.state(t, b) != booking.Held {
		t.Fatal(w.state(t, b))
	}
}

func TestInvoiceAfterAnOpenPayPageClosesThePage(t *testing.T) {
	w := newWorld(t, packtest.Options{})
	b := w.hold(t, 0, 4)
	session := w.page(t, 0, b)
	if err := w.billing.PayByInvoice(ctx, w.Companies[0], b.Ref); err != nil {
		t.Fatal(err)
	}
	if w.provider.sessions[session].Status != "expired" {
		t.Fatal("the page can still be paid")
	}
}

// While the provider makes a page, the same stay is paid by invoice in another tab: nobody is sent to the page, and it is closed.
func TestAPageThatComesTooLateIsClosed(t *testing.T) {
	w := newWorld(t, packtest.Options{})
	b := w.hold(t, 0, 4)
	w.provider.during = func() {
		if err := w.billing.PayByInvoice(ctx, w.Companies[0], b.Ref); err != nil {
			t.Error(err)
		}
	}
	url, err := w.billing.PayByCard(ctx, w.Companies[0], b.Ref, "", "")
	if url != "" || fault.CodeOf(err) != fault.Conflict {
		t.Errorf("sent to %q, %v", url, err)
	}
	if got := w.provider.sessions["cs_1"].Status; got != "expired" {
		t.Errorf("the page is %s", got)
	}
}

func TestLapsedHoldCannotBePaid(t *testing.T) {
	w := newWorld(t, packtest.Options{})
	b := w.hold(t, 0, 4)
	w.exec(t, `UPDATE booking SET hold_expires_at = now() - interval '1 second'`)
	if _, err := w.billing.PayByCard(ctx, w.Companies[0], b.Ref, "", ""); fault.CodeOf(err) != fault.Gone {
		t.Fatal(err)
	}
	if err := w.billing.PayByInvoice(ctx, w.Companies[0], b.Ref); fault.CodeOf(err) != fault.Gone {
		t.Fatal(err)
	}
}

// Opening page after page keeps the places for an hour beyond the option's own time, and no longer.
func TestPayPagesDoNotKeepAHoldForEver(t *testing.T) {
	w := newWorld(t, packtest.Options{})
	b := w.hold(t, 0, 2)
	w.exec(t, `UPDATE booking SET created_at = now() - interval '48 hours 10 minutes', hold_expires_at = now() + interval '1 minute' WHERE id = $1`, b.ID)
	w.page(t, 0, b)
	w.exec(t, `UPDATE booking SET created_at = now() - interval '48 hours 30 minutes' WHERE id = $1`, b.ID)
	w.exec(t, `UPDATE payment SET expires_at = now() + interval '1 minute'`)
	if _, err := w.billing.PayByCard(ctx, w.Companies[0], b.Ref, "", ""); fault.CodeOf(err) != fault.Gone {
		t.Fatalf("another page: %v", err)
	}
}

func TestAFreeStayIsConfirmedWithoutAPage(t *testing.T) {
	w := newWorld(t, packtest.Options{})
	w.exec(t, `UPDATE leg SET desk_day_cents = 0`)
	w.exec(t, `UPDATE item SET price_cents = 0`)
	b := w.hold(t, 0, 2)
	url, err := w.billing.PayByCard(ctx, w.Companies[0], b.Ref, "", "")
	if err != nil || url != "" {
		t.Fatal(url, err)
	}
	if w.state(t, b) != booking.Confirmed {
		t.Fatal(w.state(t, b))
	}
}

// An invoice for nothing would wait for its money for good.
func TestAFreeStayLeavesNoOpenInvoice(t *testing.T) {
	w := newWorld(t, packtest.Options{})
	w.exec(t, `UPDATE revision SET pricing = 'fixed', fixed_cents = 0`)
	w.exec(t, `UPDATE leg SET vat_class = 'none'`)
	w.exec(t, `UPDATE item SET vat_class = 'none'`)
	b := w.hold(t, 0, 2)
	if err := w.billing.PayByInvoice(ctx, w.Companies[0], b.Ref); err != nil {
		t.Fatal(err)
	}
	if open := w.count(t, `SELECT count(*) FROM invoice WHERE state = 'open'`); open != 0 || w.state(t, b) != booking.Confirmed {
		t.Fatal(open, w.state(t, b))
	}
}

// A stay may cost nothing because its first hub gives away what the others charge: each still has its share in the books.
func TestAFreeStayIsDividedAmongItsSellers(t *testing.T) {
	w := newWorld(t, packtest.Options{})
	w.exec(t, `UPDATE revision SET pricing = 'fixed', fixed_cents = 0`)
	w.exec(t, `UPDATE leg SET vat_class = 'none'`)
	w.exec(t, `UPDATE item SET vat_class = 'none'`)
	b := w.hold(t, 0, 2)
	if _, err := w.billing.PayByCard(ctx, w.Companies[0], b.Ref, "", ""); err != nil {
		t.Fatal(err)
	}
	if got := w.count(t, `SELECT coalesce(sum(cents), 0) FROM ledger_entry WHERE account = $1`, fmt.Sprintf("partner:%d", w.Partners[0])); got != -32000 {
		t.Fatalf("the sauna's share is %d", got)
	}
	if err := w.billing.Cancel(ctx, w.Companies[0], b.Ref, "", false); err != nil {
		t.Fatal(err)
	}
	if got := w.count(t, `SELECT count(*) FROM (SELECT account FROM ledger_entry GROUP BY account HAVING sum(cents) <> 0) a`); got != 0 {
		t.Fatalf("after the cancelling %d accounts are not even", got)
	}
}

func TestCancelling(t *testing.T) {
	for _, c := range []struct {
		name     string
		method   string
		marked   bool
		daysLeft int
		full     bool
		percent  int64
		card     bool // money goes back to the card
		bank     bool // a network admin has to give it back
		invoice  string
	}{
		{"card, in time", billing.Card, false, 30, false, 100, true, false, ""},
		{"card, half", billing.Card, false, 10, false, 50, true, false, ""},
		{"card, too late", billing.Card, false, 2, false, 0, false, false, ""},
		{"card, too late but an admin is kind", billing.Card, false, 2, true, 100, true, false, ""},
		{"unpaid invoice, in time", billing.Invoice, false, 30, false, 100, false, false, "credited"},
		{"unpaid invoice, half", billing.Invoice, false, 10, false, 50, false, false, "open"},
		{"paid invoice, in time", billing.Invoice, true, 30, false, 100, false, true, "paid"},
		{"paid invoice, half", billing.Invoice, true, 10, false, 50, false, true, "paid"},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := newWorld(t, packtest.Options{})
			b := w.hold(t, 0, 4)
			if c.method == billing.Card {
				session := w.page(t, 0, b)
				w.provider.pay(session)
				w.settle(t, session)
			} else if err := w.billing.PayByInvoice(ctx, w.Companies[0], b.Ref); err != nil {
				t.Fatal(err)
			}
			if c.marked {
				if err := w.billing.MarkPaid(ctx, w.Admin, 2026000001, dates.MustParse("2026-11-23")); err != nil {
					t.Fatal(err)
				}
			}
			*w.clock = dates.At(w.Monday.AddDays(-c.daysLeft), 12*60)
			actor := w.Companies[0]
			if c.full {
				actor = w.Admin
			}
			if err := w.billing.Cancel(ctx, w.Companies[1], b.Ref, "", false); fault.CodeOf(err) != fault.NotFound {
				t.Fatalf("another company cancels: %v", err)
			}
			if err := w.billing.Cancel(ctx, actor, b.Ref, "plans changed", c.full); err != nil {
				t.Fatal(err)
			}
			if err := w.billing.Cancel(ctx, actor, b.Ref, "again", c.full); fault.CodeOf(err) != fault.Conflict {
				t.Fatalf("twice: %v", err)
			}
			w.work(t)
			want := b.Gross * c.percent / 100
			near := func(got int64) bool { return got-want <= 2 && want-got <= 2 } // halves of cents, in the company's favour
			if got := w.provider.refunded(); c.card != (got != 0) || c.card && !near(got) {
				t.Errorf("%d back to the card, want about %d", got, want)
			}
			bank, err := w.billing.BankRefunds(ctx, w.Admin)
			if err != nil || c.bank != (len(bank) == 1) || c.bank && !near(bank[0].Amount) {
				t.Errorf("bank: %+v %v", bank, err)
			}
			if c.bank {
				if err := w.billing.MarkRefunded(ctx, w.Admin, bank[0].ID); err != nil {
					t.Error(err)
				}
			}
			if c.invoice != "" && w.count(t, `SELECT count(*) FROM invoice WHERE kind = 'invoice' AND state = $1`, c.invoice) != 1 {
				t.Errorf("the invoice is not %s", c.invoice)
			}
			if n := w.count(t, `SELECT count(*) FROM invoice WHERE kind = 'credit_note'`); (c.percent > 0) != (n == 1) {
				t.Errorf("%d credit notes", n)
			}
			if n := w.count(t, `SELECT count(*) FROM allocation`); n != 0 {
				t.Errorf("a cancelled stay holds %d slots", n)
			}
		})
	}
}

func TestAStayThatHasBegunIsNotCancelledByItsCompany(t *testing.T) {
	w := newWorld(t, packtest.Options{})
	b := w.hold(t, 0, 4)
	if err := w.billing.PayByInvoice(ctx, w.Companies[0], b.Ref); err != nil {
		t.Fatal(err)
	}
	*w.clock = dates.At(w.Monday, 12*60)
	if err := w.billing.Cancel(ctx, w.Companies[0], b.Ref, "", false); fault.CodeOf(err) != fault.Conflict {
		t.Fatal(err)
	}
}

func TestCancellingAnOptionCostsNothing(t *testing.T) {
	w := newWorld(t, packtest.Options{})
	b := w.hold(t, 0, 4)
	session := w.page(t, 0, b)
	if err := w.billing.Cancel(ctx, w.Companies[0], b.Ref, "", false); err != nil {
		t.Fatal(err)
	}
	if w.provider.sessions[session].Status != "expired" || w.count(t, `SELECT count(*) FROM allocation`) != 0 || w.count(t, `SELECT count(*) FROM invoice`) != 0 {
		t.Fatal("something is left")
	}
}

func TestARefundIsMadeOnceHoweverOftenTheJobRuns(t *testing.T) {
	w := newWorld(t, packtest.Options{})
	b := w.hold(t, 0, 2)
	session := w.page(t, 0, b)
	w.provider.pay(session)
	w.settle(t, session)
	if err := w.billing.Cancel(ctx, w.Companies[0], b.Ref, "", false); err != nil {
		t.Fatal(err)
	}
	id := w.count(t, `SELECT id FROM refund`)
	w.provider.fail = errors.New("the answer was lost")
	if err := w.billing.MakeRefund(ctx, int64(id)); err == nil {
		t.Fatal("a lost answer is not success")
	}
	if err := w.billing.Reconcile(ctx, 0); err != nil {
		t.Fatal(err)
	}
	if len(w.provider.refunds) != 1 || w.provider.refunded() != b.Gross {
		t.Fatalf("%+v", w.provider.refunds)
	}
	refunds, err := w.billing.RefundsOf(ctx, w.Companies[0], b.CompanyID, b.ID)
	if err != nil || len(refunds) != 1 || refunds[0].State != billing.RefundSucceeded {
		t.Fatal(refunds, err)
	}
}

func TestInvoiceNumbersHaveNoGaps(t *testing.T) {
	w := newWorld(t, packtest.Options{Desks: 10, Seats: 40, Companies: 10})
	var wg sync.WaitGroup
	for i := range w.Companies {
		wg.Go(func() {
			b, err := w.bookings.Hold(ctx, w.Companies[i], booking.HoldRequest{
				CompanyID: packtest.Company(w.Companies[i]), RevisionID: w.RevisionID, Start: w.Monday, People: 1, Lang: "fi", OpKey: uuid.New()})
			if err != nil {
				t.Error(err)
				return
			}
			if i%3 == 0 {
				w.billing.Cancel(ctx, access.Actor{}, b.Ref, "", false) //nolint:errcheck // refused, on purpose
			}
			if err := w.billing.PayByInvoice(ctx, w.Companies[i], b.Ref); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if n := w.count(t, `SELECT count(*) FROM invoice`); n != 10 {
		t.Fatal(n)
	}
}

// Whatever the order in which a booking's news comes, the end is the same.
func TestNewsInAnyOrder(t *testing.T) {
	w := newWorld(t, packtest.Options{Weeks: 2})
	r := rand.New(rand.NewPCG(1, 2))
	for range 20 {
		b := w.hold(t, 0, 1)
		session := w.page(t, 0, b)
		w.provider.pay(session)
		steps := []func() error{
			func() error { _, err := w.billing.Settle(ctx, session); return err },
			func() error { return w.billing.ReceiveEvent(ctx, []byte(session), "") },
			func() error { return w.billing.Reconcile(ctx, 0) },
			func() error { return w.billing.LeavePage(ctx, w.Companies[0], b.Ref) },
		}
		r.Shuffle(len(steps), func(i, j int) { steps[i], steps[j] = steps[j], steps[i] })
		for _, s := range steps {
			if err := s(); err != nil {
				t.Fatal(err)
			}
		}
		w.work(t)
		if w.state(t, b) != booking.Confirmed {
			t.Fatal(w.state(t, b))
		}
		if err := w.billing.Cancel(ctx, w.Companies[0], b.Ref, "", false); err != nil {
			t.Fatal(err)
		}
		w.work(t)
	}
}
