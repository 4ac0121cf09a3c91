package billing_test

import (
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/packages/billing"
	"github.com/hubittaako/hubittaako/packages/booking"
	"github.com/hubittaako/hubittaako/packages/packtest"
)

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
	w.settle(t, session) // the job comes by again
	list, err := w.billing.Mismatches(ctx, w.Admin)
	if err != nil || len(list) != 1 || list[0].Ref != b.Ref || list[0].Expected != b.Gross || list[0].Cents != b.Gross-1 || list[0].Session != session {
		t.Fatalf("%+v, %v", list, err)
	}
	if _, err := w.billing.Mismatches(ctx, w.Companies[0]); fault.CodeOf(err) != fault.NotFound {
		t.Errorf("a company reads what the admin has to do: %v", err)
	}
	w.exec(t, `UPDATE booking SET hold_expires_at = now() - interval '1 hour' WHERE id = $1`, b.ID)
	if err := w.billing.Reconcile(ctx, 0); err != nil {
		t.Fatal(err)
	}
	if w.sound(t); w.state(t, b) != booking.AwaitingPayment {
		t.Fatalf("%s, while the money is here", w.state(t, b))
	}

	if err := w.billing.ResolveMismatch(ctx, w.Companies[0], list[0].PaymentID, ""); fault.CodeOf(err) != fault.NotFound {
		t.Errorf("a company says that its money was given back: %v", err)
	}
	for i, want := range []fault.Code{"", fault.Conflict} {
		if err := w.billing.ResolveMismatch(ctx, w.Admin, list[0].PaymentID, "given back by hand"); fault.CodeOf(err) != want {
			t.Errorf("time %d: %v", i+1, err)
		}
	}
	if w.state(t, b) != booking.Held {
		t.Error(w.state(t, b))
	}
	if list, err = w.billing.Mismatches(ctx, w.Admin); err != nil || len(list) != 0 {
		t.Errorf("%+v, %v", list, err)
	}
	w.settle(t, session)
	if n := w.count(t, `SELECT count(*) FROM payment_mismatch WHERE handled_at IS NOT NULL AND note <> ''`); n != 1 || w.state(t, b) != booking.Held {
		t.Errorf("late news undid the decision: %d, %s", n, w.state(t, b))
	}
	if _, err := w.bookings.ExpireLapsed(ctx); err != nil || w.state(t, b) != booking.Expired {
		t.Errorf("%s, %v", w.state(t, b), err)
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
