package booking_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/capacity"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/pgtest"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/packages"
	"github.com/hubittaako/hubittaako/packages/billing"
	"github.com/hubittaako/hubittaako/packages/booking"
	"github.com/hubittaako/hubittaako/packages/packtest"
	"github.com/hubittaako/hubittaako/packages/search"
)

var ctx = context.Background()

// told remembers what people would have been told.
type told struct {
	mu   sync.Mutex
	what []string
}

func (n *told) add(what string, id int64) error {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.what = append(n.what, fmt.Sprintf("%s %d", what, id))
	return nil
}

func (n *told) BookingHeld(_ context.Context, _ *postgres.Tx, id int64) error {
	return n.add("held", id)
}
func (n *told) BookingConfirmed(_ context.Context, _ *postgres.Tx, id int64) error {
	return n.add("confirmed", id)
}
func (n *told) BookingCancelled(_ context.Context, _ *postgres.Tx, id int64) error {
	return n.add("cancelled", id)
}
func (n *told) BookingExpired(_ context.Context, _ *postgres.Tx, id int64) error {
	return n.add("expired", id)
}
func (n *told) PlanBCalled(_ context.Context, _ *postgres.Tx, id, session int64) error {
	return n.add(fmt.Sprintf("plan b of %d", session), id)
}

func (n *told) DayMoved(_ context.Context, _ *postgres.Tx, _, move int64, what booking.MoveNews) error {
	return n.add("move "+string(what), move)
}
func (n *told) PeopleNamed(_ context.Context, _ *postgres.Tx, id int64) error {
	return n.add("named", id)
}
func (n *told) QueueOver(_ context.Context, _ *postgres.Tx, id int64) error {
	return n.add("queue over", id)
}

type world struct {
	packtest.Network
	bookings *booking.Service
	told     *told
}

func newWorld(t *testing.T, o packtest.Options) world {
	t.Helper()
	w := newWorldUnsound(t, o)
	t.Cleanup(func() { w.sound(t) })
	return w
}

// newWorldUnsound is for controls, which break the invariants.
func newWorldUnsound(t *testing.T, o packtest.Options) world {
	t.Helper()
	db := pgtest.New(t)
	n := packtest.New(t, db, o)
	clock := func() time.Time { return n.Now }
	w := world{Network: n, told: &told{}}
	w.bookings = booking.NewService(db, search.NewFinder(db, clock), w.told, clock)
	return w
}

// sound fails the test when the network has broken one of its invariants.
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

func (w world) request(company, people int) booking.HoldRequest {
	return booking.HoldRequest{
		CompanyID: packtest.Company(w.Companies[company]), RevisionID: w.RevisionID, Start: w.Monday, People: people, Lang: "fi", OpKey: uuid.New(),
	}
}

func (w world) hold(t *testing.T, company, people int) booking.Booking {
	t.Helper()
	b, err := w.bookings.Hold(ctx, w.Companies[company], w.request(company, people))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func (w world) exec(t *testing.T, query string, args ...any) {
	t.Helper()
	if err := w.DB.InTx(ctx, func(tx *postgres.Tx) error {
		_, err := tx.Exec(ctx, "/* booking_test.exec */ "+query, args...)
		return err
	}); err != nil {
		t.Fatal(err)
	}
}

func (w world) taken(t *testing.T) (n int) {
	t.Helper()
	if err := w.DB.Get(ctx, &n, `/* booking_test.taken */ SELECT coalesce(sum(taken), 0) FROM slot`); err != nil {
		t.Fatal(err)
	}
	return n
}

func TestHoldTakesEverything(t *testing.T) {
	w := newWorld(t, packtest.Options{})
	b := w.hold(t, 0, 8)
	if b.State != booking.Held || b.EndsOn != w.Monday.AddDays(4) || b.Gross != 175200+23460+11232 {
		t.Fatalf("%+v", b)
	}
	if got := w.taken(t); got != 8*(5+3) {
		t.Fatalf("%d taken, want 8 people × (5 days + 3 sessions)", got)
	}
	if d := time.Until(*b.HoldExpiresAt); d < 47*time.Hour || d > 49*time.Hour {
		t.Fatalf("held for %s", d)
	}
	d, err := w.bookings.ByRef(ctx, w.Companies[0], b.Ref)
	if err != nil {
		t.Fatal(err)
	}
	if len(d.Lines) != 3 || len(d.Sessions) != 3 || len(d.Legs) != 1 || len(d.Events) != 1 || len(d.OpenDays) != 5 {
		t.Fatalf("%d lines, %d sessions, %d legs, %d events, %d open days", len(d.Lines), len(d.Sessions), len(d.Legs), len(d.Events), len(d.OpenDays))
	}
	if fmt.Sprint(w.told.what) != fmt.Sprintf("[held %d]", b.ID) {
		t.Fatal(w.told.what)
	}
}

func TestHoldTwiceWithOneKeyIsOneBooking(t *testing.T) {
	w := newWorld(t, packtest.Options{})
	req := w.request(0, 3)
	refs := make([]string, 6)
	var wg sync.WaitGroup
	for i := range refs {
		wg.Go(func() {
			b, err := w.bookings.Hold(ctx, w.Companies[0], req)
			if err != nil {
				t.Error(err)
			}
			refs[i] = b.Ref
		})
	}
	wg.Wait()
	for _, r := range refs {
		if r != refs[0] {
			t.Fatalf("several bookings: %v", refs)
		}
	}
	if got := w.taken(t); got != 3*8 {
		t.Fatalf("%d taken", got)
	}
}

func TestRefusedHoldSaysWhyAndWhatWould(t *testing.T) {
	w := newWorld(t, packtest.Options{Desks: 10})
	w.hold(t, 0, 6)
	_, err := w.bookings.Hold(ctx, w.Companies[1], w.request(1, 5))
	var r *booking.Refused
	if !errors.As(err, &r) {
		t.Fatalf("want a refusal, got %v", err)
	}
	if r.Why != packages.WhyDesks || r.Day != w.Monday || r.Free != 4 {
		t.Fatalf("%+v", r.Refusal)
	}
	if len(r.Nearest) != 1 || r.Nearest[0].Day != w.Monday.AddDays(7) {
		t.Fatalf("nearest: %+v", r.Nearest)
	}
	if fault.CodeOf(err) != fault.Conflict {
		t.Fatalf("a refusal is a conflict, not %s", fault.CodeOf(err))
	}
	req := w.request(1, 5)
	req.Start = r.Nearest[0].Day
	if _, err := w.bookings.Hold(ctx, w.Companies[1], req); err != nil {
		t.Fatalf("what was offered could not be held: %v", err)
	}
}

func TestHoldRefusals(t *testing.T) {
	w := newWorld(t, packtest.Options{})
	for _, c := range []struct {
		name   string
		actor  access.Actor
		change func(*booking.HoldRequest)
		code   fault.Code
	}{
		{"another company's", w.Companies[1], func(*booking.HoldRequest) {}, fault.NotFound},
		{"nobody", access.Actor{}, func(*booking.HoldRequest) {}, fault.Unauthenticated},
		{"no people", w.Companies[0], func(r *booking.HoldRequest) { r.People = 0 }, fault.Invalid},
		{"no day", w.Companies[0], func(r *booking.HoldRequest) { r.Start = dates.Date{} }, fault.Invalid},
		{"too many for the package", w.Companies[0], func(r *booking.HoldRequest) { r.People = 11 }, fault.Conflict},
		{"another price", w.Companies[0], func(r *booking.HoldRequest) { r.Expect = 1 }, fault.Conflict},
		{"no such revision", w.Companies[0], func(r *booking.HoldRequest) { r.RevisionID = 99 }, fault.NotFound},
		{"a Tuesday", w.Companies[0], func(r *booking.HoldRequest) { r.Start = w.Monday.AddDays(1) }, fault.Conflict},
		{"the past", w.Companies[0], func(r *booking.HoldRequest) { r.Start = dates.MustParse("2026-06-01") }, fault.Conflict},
	} {
		t.Run(c.name, func(t *testing.T) {
			req := w.request(0, 4)
			c.change(&req)
			if _, err := w.bookings.Hold(ctx, c.actor, req); fault.CodeOf(err) != c.code {
				t.Fatalf("got %v, want %s", err, c.code)
			}
			if w.taken(t) != 0 {
				t.Fatal("a refused hold holds something")
			}
		})
	}
}

// A partner cancels or deletes a session between the look and the hold: the hold looks again, and takes another one.
func TestASessionThatIsGoneIsNotBooked(t *testing.T) {
	for name, gone := range map[string]string{
		"cancelled": `UPDATE session SET status = 'cancelled', cancel_reason = 'test', cancelled_at = now() WHERE id = $1`,
		"deleted":   `DELETE FROM session WHERE id = $1`,
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, packtest.Options{})
			pkg, err := packages.ByRevision(ctx, w.DB, w.RevisionID)
			if err != nil {
				t.Fatal(err)
			}
			offer, _, err := search.NewFinder(w.DB, func() time.Time { return w.Now }).Offer(ctx, pkg, w.Monday, 2)
			if err != nil {
				t.Fatal(err)
			}
			planned := offer.Itinerary[len(offer.Itinerary)-1].Session.ID
			held := make(chan error, 1)
			var b booking.Booking
			err = w.DB.InTx(ctx, func(tx *postgres.Tx) error {
				if _, err := tx.Exec(ctx, "/* booking_test.gone */ "+gone, planned); err != nil {
					return err
				}
				go func() {
					var err error
					b, err = w.bookings.Hold(ctx, w.Companies[0], w.request(0, 2))
					held <- err
				}()
				return w.someoneWaits() // the hold has looked, and now meets the row that is being changed
			})
			if err := errors.Join(err, <-held); err != nil {
				t.Fatal(err)
			}
			d, err := w.bookings.ByRef(ctx, w.Companies[0], b.Ref)
			if err != nil || len(d.Sessions) != 3 {
				t.Fatalf("%d sessions, %v", len(d.Sessions), err)
			}
			for _, s := range d.Sessions {
				if s.ID == planned {
					t.Fatal("a session that is gone was booked")
				}
			}
		})
	}
}

// someoneWaits returns when a transaction waits for another's lock.
func (w world) someoneWaits() error {
	for end := time.Now().Add(10 * time.Second); ; {
		if time.Now().After(end) {
			return errors.New("nobody waits")
		}
		var waiting bool
		if err := w.DB.Get(ctx, &waiting, `/* booking_test.someoneWaits */ SELECT EXISTS (SELECT FROM pg_locks l JOIN pg_database d ON d.oid = l.database WHERE NOT l.granted AND d.datname = current_database())
			OR EXISTS (SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock')`); err != nil || waiting {
			return err
		}
	}
}

func TestACompanyMayHaveThreeOptions(t *testing.T) {
	w := newWorld(t, packtest.Options{})
	var wg sync.WaitGroup
	var mu sync.Mutex
	ok := 0
	for range 8 {
		wg.Go(func() {
			_, err := w.bookings.Hold(ctx, w.Companies[0], w.request(0, 1))
			if err == nil {
				mu.Lock()
				ok++
				mu.Unlock()
			} else if !errors.Is(err, fault.New(fault.Conflict, "fault.too_many_holds")) {
				t.Errorf("got %v", err)
			}
		})
	}
	wg.Wait()
	if ok != booking.MaxHolds {
		t.Fatalf("%d options", ok)
	}
}

func TestAnOptionLapsesAndFreesEverything(t *testing.T) {
	w := newWorld(t, packtest.Options{Desks: 4})
	b := w.hold(t, 0, 4)
	if n, err := w.bookings.ExpireLapsed(ctx); err != nil || n != 0 {
		t.Fatalf("%d lapsed before their time, %v", n, err)
	}
	w.exec(t, `UPDATE booking SET hold_expires_at = now() - interval '1 second' WHERE id = $1`, b.ID)
	if n, err := w.bookings.ExpireLapsed(ctx); err != nil || n != 1 {
		t.Fatalf("%d lapsed, %v", n, err)
	}
	if w.taken(t) != 0 {
		t.Fatal("a lapsed option holds something")
	}
	if _, err := w.bookings.Hold(ctx, w.Companies[1], w.request(1, 4)); err != nil {
		t.Fatal(err)
	}
}

func TestAHoldFreesWhatLapsedAndWasNotSweptYet(t *testing.T) {
	w := newWorld(t, packtest.Options{Desks: 4})
	b := w.hold(t, 0, 4)
	w.exec(t, `UPDATE booking SET hold_expires_at = now() - interval '1 second' WHERE id = $1`, b.ID)
	if _, err := w.bookings.Hold(ctx, w.Companies[1], w.request(1, 4)); err != nil {
		t.Fatal(err)
	}
}

func TestTheLastDeskGoesToOneCompanyOfTwenty(t *testing.T) {
	w := newWorld(t, packtest.Options{Desks: 1, Companies: 20, Weeks: 1})
	if won := w.rush(t, w.bookings); won != 1 {
		t.Fatalf("%d companies have the last desk", won)
	}
}

// The control: the same rush with a taker that looks first and counts later, without lock or check. It must oversell, and
// the invariants must notice, or the test above proves nothing.
func TestWithoutTheLockTheLastDeskIsOversold(t *testing.T) {
	db := pgtest.New(t)
	n := packtest.New(t, db, packtest.Options{Desks: 1, Companies: 8, Weeks: 1}) // fewer companies than connections: all look before one counts
	clock := func() time.Time { return n.Now }
	w := world{Network: n, told: &told{}}
	w.exec(t, `ALTER TABLE slot DROP CONSTRAINT slot_taken_within_capacity`)
	var looked sync.WaitGroup
	looked.Add(len(n.Companies))
	careless := booking.NewService(db, search.NewFinder(db, clock), w.told, clock).Taking(func(ctx context.Context, tx *postgres.Tx, id int64, demands []capacity.Demand) error {
		looked.Done()
		looked.Wait()
		for _, d := range capacity.Sum(demands) {
			if _, err := tx.Exec(ctx, `/* booking_test.careless */
				WITH s AS (UPDATE slot SET taken = taken + $4 WHERE resource_id = $1 AND day = $2 AND part = $3 RETURNING resource_id, day, part)
				INSERT INTO allocation (booking_id, resource_id, day, part, quantity) SELECT $5, resource_id, day, part, $4 FROM s`,
				d.Resource, d.Day, d.Part, d.Quantity, id); err != nil {
				return err
			}
		}
		return nil
	})
	if won := w.rush(t, careless); won < 2 {
		t.Fatalf("the control sold the last desk %d times: the rush is no race", won)
	}
	broken, err := billing.Violations(ctx, db)
	if err != nil || len(broken) == 0 {
		t.Fatalf("oversold, and no invariant noticed: %v", err)
	}
}

// rush lets every company of the world want one desk at once and says how many got it.
func (w world) rush(t *testing.T, bookings *booking.Service) (won int) {
	t.Helper()
	var wg sync.WaitGroup
	var mu sync.Mutex
	for i := range w.Companies {
		wg.Go(func() {
			_, err := bookings.Hold(ctx, w.Companies[i], w.request(i, 1))
			var r *booking.Refused
			switch {
			case err == nil:
				mu.Lock()
				won++
				mu.Unlock()
			case !errors.As(err, &r):
				t.Errorf("neither held nor refused: %v", err)
			}
		})
	}
	wg.Wait()
	return won
}

func TestNobodySeesAnothersBooking(t *testing.T) {
	w := newWorld(t, packtest.Options{})
	b := w.hold(t, 0, 2)
	for name, a := range map[string]access.Actor{"another company": w.Companies[1], "staff": w.Staff} {
		if _, err := w.bookings.ByRef(ctx, a, b.Ref); fault.CodeOf(err) != fault.NotFound {
			t.Errorf("%s: %v", name, err)
		}
		if err := w.bookings.Named(ctx, a, b.Ref, nil); fault.CodeOf(err) != fault.NotFound {
			t.Errorf("%s names: %v", name, err)
		}
		if _, err := w.bookings.Find(ctx, a, booking.Filter{Company: b.CompanyID}); fault.CodeOf(err) != fault.NotFound {
			t.Errorf("%s lists: %v", name, err)
		}
	}
	if _, err := w.bookings.ByRef(ctx, w.Admin, b.Ref); err != nil {
		t.Errorf("admin: %v", err)
	}
	if _, err := w.bookings.GroupsOf(ctx, w.Companies[0], w.Partners[0], dates.Through(w.Monday, w.Monday)); fault.CodeOf(err) != fault.NotFound {
		t.Errorf("a company reads a partner's groups: %v", err)
	}
}

func TestParticipantsMayBeNamedNowOrLater(t *testing.T) {
	w := newWorld(t, packtest.Options{})
	b := w.hold(t, 0, 2)
	people := []booking.Participant{{Name: "Osallistuja 1", Email: "yksi@example.fi"}, {}}
	for range 2 {
		if err := w.bookings.Named(ctx, w.Companies[0], b.Ref, people); err != nil {
			t.Fatal(err)
		}
	}
	d, err := w.bookings.ByRef(ctx, w.Companies[0], b.Ref)
	if err != nil || d.Named != 1 || len(d.Participants) != 1 || d.Participants[0].Name != "Osallistuja 1" {
		t.Fatalf("%+v %v", d.Participants, err)
	}
	if err := w.bookings.Named(ctx, w.Companies[0], b.Ref, make([]booking.Participant, 3)); fault.CodeOf(err) != fault.Invalid {
		t.Fatalf("three of two: %v", err)
	}
}

func TestMovesAreTheSameInCodeAndTable(t *testing.T) {
	w := newWorld(t, packtest.Options{})
	var rows []struct {
		From booking.State `db:"from_state"`
		To   booking.State `db:"to_state"`
	}
	if err := w.DB.Select(ctx, &rows, `/* booking_test.moves */ SELECT from_state, to_state FROM booking_move`); err != nil {
		t.Fatal(err)
	}
	inTable := map[string]bool{}
	for _, r := range rows {
		inTable[string(r.From+">"+r.To)] = true
	}
	states := []booking.State{booking.New, booking.Held, booking.AwaitingPayment, booking.Confirmed, booking.Completed, booking.Cancelled, booking.Expired}
	for _, from := range states {
		for _, to := range states {
			if booking.MayMove(from, to) != inTable[string(from+">"+to)] {
				t.Errorf("%s > %s: code %v, table %v", from, to, booking.MayMove(from, to), inTable[string(from+">"+to)])
			}
		}
	}
}

func TestRefundPercent(t *testing.T) {
	for _, c := range []struct{ before, want int }{{100, 100}, {30, 100}, {29, 50}, {7, 50}, {6, 0}, {1, 0}, {0, 0}, {-3, 0}} {
		if got := booking.RefundPercent(30, 7, c.before); got != c.want {
			t.Errorf("%d days before: %d %%, want %d %%", c.before, got, c.want)
		}
	}
	if got := booking.RefundPercent(0, 0, 0); got != 0 {
		t.Errorf("on the first day nothing comes back, got %d", got)
	}
}
