package billing_test

import (
	"context"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/packages/billing"
	"github.com/hubittaako/hubittaako/packages/booking"
	"github.com/hubittaako/hubittaako/packages/packtest"
	"github.com/hubittaako/hubittaako/partners"
)

// losing is what the network does when a session is called off: the stays in it lose it.
type losing struct{}

func (losing) PartnerApplied(context.Context, *postgres.Tx, partners.Partner) error { return nil }
func (losing) PartnerDecided(context.Context, *postgres.Tx, partners.Partner, bool, string) error {
	return nil
}

func (losing) SessionCancelled(ctx context.Context, tx *postgres.Tx, s partners.Session, _ string) error {
	_, err := booking.Lose(ctx, tx, s.ID)
	return err
}

// decider tells of decisions, and may wait in the middle of one.
type decider struct {
	losing
	inside func()
}

func (d *decider) PoolDecided(context.Context, *postgres.Tx, partners.Session) error {
	if d.inside != nil {
		d.inside()
	}
	return nil
}

func (w world) pools(inside func()) *partners.Service {
	return partners.New(w.DB, &decider{losing{}, inside}, func() time.Time { return *w.clock })
}

// gather gives a session a minimum whose decision is due.
func (w world) gather(t *testing.T, session int64, least int, when string) {
	t.Helper()
	w.exec(t, `UPDATE session SET pool_min = $2, decide_at = now() + $3::interval WHERE id = $1`, session, least, when)
}

func (w world) decide(t *testing.T) (going, off int) {
	t.Helper()
	going, off, err := w.pools(nil).DecideSessions(ctx)
	if err != nil {
		t.Fatal(err)
	}
	return going, off
}

func (w world) outcome(t *testing.T, session int64) (s struct{ Status, Outcome string }) {
	t.Helper()
	if err := w.DB.Get(ctx, &s, `/* billing_test.outcome */ SELECT status, coalesce(pool_outcome, '') AS outcome FROM session WHERE id = $1`, session); err != nil {
		t.Fatal(err)
	}
	return s
}

func TestASessionWithEnoughPeopleGoes(t *testing.T) {
	w := newWorld(t, packtest.Options{})
	b := w.paid(t, 4, billing.Card)
	held := w.hold(t, 1, 3)
	sauna := w.session(t, b, "Savusauna")
	w.gather(t, sauna, 5, "1 hour")
	if w.session(t, held, "Savusauna") != sauna {
		t.Fatal("the second group is elsewhere")
	}
	if going, off := w.decide(t); going+off != 0 {
		t.Fatalf("decided with time left, by a hold: %d, %d", going, off)
	}
	w.gather(t, sauna, 4, "1 hour") // the confirmed four are enough now
	if going, off := w.decide(t); going != 1 || off != 0 || w.outcome(t, sauna).Outcome != "goes" {
		t.Fatalf("%d, %d", going, off)
	}
	if err := w.billing.Cancel(ctx, w.Companies[0], b.Ref, "", false); err != nil {
		t.Fatal(err)
	}
	w.work(t)
	w.exec(t, `UPDATE session SET decide_at = now() - interval '1 hour' WHERE id = $1`, sauna)
	if going, off := w.decide(t); going+off != 0 || w.outcome(t, sauna).Status != "open" {
		t.Errorf("what is decided was decided again: %d, %d", going, off)
	}
}

// TestASessionWithTooFewIsCalledOff: holds do not count; every live stay loses it and gets what its booker chose.
func TestASessionWithTooFewIsCalledOff(t *testing.T) {
	w := newWorld(t, packtest.Options{})
	b := w.paid(t, 4, billing.Card)
	held := w.hold(t, 1, 3)
	sauna := w.session(t, b, "Savusauna")
	if err := w.bookings.SetFallback(ctx, w.Companies[0], b.Ref, booking.MoneyBack); err != nil {
		t.Fatal(err)
	}
	w.gather(t, sauna, 5, "-1 second")
	if going, off := w.decide(t); going != 0 || off != 1 {
		t.Fatalf("%d, %d", going, off)
	}
	if o := w.outcome(t, sauna); o.Status != "cancelled" || o.Outcome != "short" {
		t.Fatal(o)
	}
	for i, s := range []booking.Booking{b, held} {
		losses, err := w.bookings.LossesOf(ctx, w.Companies[i], s)
		if err != nil || len(losses) != 1 || !losses[0].Short || losses[0].PoolMin != 5 {
			t.Errorf("%s: %+v, %v", s.Ref, losses, err)
		}
	}
	if n := w.due(t); n != 2 || w.provider.refunded() != 40160 {
		t.Errorf("%d answered, %d back", n, w.provider.refunded())
	}
	if again := w.session(t, held, "Savusauna"); again == sauna {
		t.Error("the option has no other time")
	}
}

// TestTwoProcessesDecideAtOnce: while one is in the middle of it, the other passes the session by, and it is decided once.
func TestTwoProcessesDecideAtOnce(t *testing.T) {
	w := newWorld(t, packtest.Options{})
	sauna := w.session(t, w.paid(t, 4, billing.Card), "Savusauna")
	w.gather(t, sauna, 8, "-1 second")
	var mu sync.Mutex
	decided, told := 0, 0
	inside, both := make(chan struct{}), make(chan struct{})
	first := w.pools(func() {
		told++
		close(inside)
		<-both
	})
	var wg sync.WaitGroup
	wg.Go(func() {
		_, off, err := first.DecideSessions(ctx)
		mu.Lock()
		defer mu.Unlock()
		if decided += off; err != nil {
			t.Error(err)
		}
	})
	<-inside
	if going, off, err := w.pools(func() { t.Error("told twice") }).DecideSessions(ctx); going+off != 0 || err != nil {
		t.Errorf("%d, %d, %v", going, off, err)
	}
	close(both)
	wg.Wait()
	if n := w.count(t, `SELECT count(*) FROM lost_session`); decided != 1 || told != 1 || n != 1 {
		t.Errorf("%d decided, %d told, %d lost", decided, told, n)
	}
}

// TestABookingAtTheInstantOfTheDecision: a hold that comes while the session is being called off waits, and takes another time; it is
// never left with a session that is off.
func TestABookingAtTheInstantOfTheDecision(t *testing.T) {
	w := newWorld(t, packtest.Options{})
	sauna := w.session(t, w.paid(t, 4, billing.Card), "Savusauna")
	w.gather(t, sauna, 8, "-1 second")
	held := make(chan booking.Booking, 1)
	var wg sync.WaitGroup
	inside := func() {
		wg.Go(func() {
			b, err := w.bookings.Hold(ctx, w.Companies[1], booking.HoldRequest{
				CompanyID: packtest.Company(w.Companies[1]), RevisionID: w.RevisionID, Start: w.Monday, People: 3, Lang: "fi", OpKey: uuid.New()})
			if err != nil {
				t.Error(err)
			}
			held <- b
		})
		w.waiting(t)
	}
	if _, off, err := w.pools(inside).DecideSessions(ctx); off != 1 || err != nil {
		t.Fatal(off, err)
	}
	wg.Wait()
	if got := w.session(t, <-held, "Savusauna"); got == sauna {
		t.Error("the hold has the session that is off")
	}
}

// waiting waits until a transaction waits for another one's lock.
func (w world) waiting(t *testing.T) {
	t.Helper()
	for range 200 {
		if w.count(t, `SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`) > 0 {
			return
		}
		w.count(t, `SELECT 1 FROM pg_sleep(0.02)`)
	}
	t.Error("nobody waits")
}
