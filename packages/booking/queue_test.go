package booking_test

import (
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/packages"
	"github.com/hubittaako/hubittaako/packages/booking"
	"github.com/hubittaako/hubittaako/packages/packtest"
)

func (w world) queueRequest(company, people int, starts ...dates.Date) booking.QueueRequest {
	return booking.QueueRequest{CompanyID: packtest.Company(w.Companies[company]), PackageID: w.PackageID, Starts: starts, People: people, Lang: "fi", OpKey: uuid.New()}
}

// queue lets a company wait for the first week.
func (w world) queue(t *testing.T, company, people int) int64 {
	t.Helper()
	id, err := w.bookings.JoinQueue(ctx, w.Companies[company], w.queueRequest(company, people, w.Monday))
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func (w world) end(t *testing.T, b booking.Booking, to booking.State) {
	t.Helper()
	if err := w.DB.InTx(ctx, func(tx *postgres.Tx) error { return booking.End(ctx, tx, w.Admin, b.ID, to, "") }); err != nil {
		t.Fatal(err)
	}
}

func (w world) serve(t *testing.T) int {
	t.Helper()
	n, err := w.bookings.ServeQueue(ctx)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// places is what has become of each place in the queue, in order: its state, and its stay's.
func (w world) places(t *testing.T) string {
	t.Helper()
	var list []string
	if err := w.DB.Select(ctx, &list, `/* booking_test.places */
		SELECT q.state || coalesce(' ' || b.state || ' ' || b.starts_on || ' ' || b.people, '') FROM stay_queue q LEFT JOIN booking b ON b.id = q.booking_id ORDER BY q.id`); err != nil {
		t.Fatal(err)
	}
	return fmt.Sprint(list)
}

func TestQueueRules(t *testing.T) {
	w := newWorld(t, packtest.Options{Desks: 8, Seats: 8, Companies: 2})
	next := w.Monday.AddDays(7)
	for _, test := range []struct {
		name   string
		change func(q *booking.QueueRequest)
		want   string
	}{
		{"it is free", nil, "fault.queue_free"},
		{"nobody", func(q *booking.QueueRequest) { q.People = 0 }, "fault.invalid"},
		{"no day", func(q *booking.QueueRequest) { q.Starts = nil }, "fault.invalid"},
		{"too many days", func(q *booking.QueueRequest) {
			q.Starts = []dates.Date{next, next.AddDays(7), next.AddDays(14), next.AddDays(21), next.AddDays(28), next.AddDays(35)}
		}, "fault.queue_days"},
		{"larger than the package takes", func(q *booking.QueueRequest) { q.People = 11 }, "fault.queue_never"},
		{"a Tuesday", func(q *booking.QueueRequest) { q.Starts = []dates.Date{w.Monday.AddDays(1)} }, "fault.queue_never"},
		{"no such package", func(q *booking.QueueRequest) { q.PackageID = 999 }, "fault.package_changed"},
		{"another's company", func(q *booking.QueueRequest) { q.CompanyID = packtest.Company(w.Companies[1]) }, "fault.not_found"},
	} {
		req := w.queueRequest(0, 4, w.Monday)
		if test.change != nil {
			test.change(&req)
		}
		if _, err := w.bookings.JoinQueue(ctx, w.Companies[0], req); err == nil || fault.As(err).Key != test.want {
			t.Errorf("%s: %v", test.name, err)
		}
	}
	for why, may := range map[string]bool{packages.WhyDesks: true, packages.WhySessions: true, packages.WhyNights: true, packages.WhyPlan: true, packages.WhyGroup: false, packages.WhyPast: false, packages.WhyClosed: false} {
		if booking.MayQueue(packages.Refusal{Why: why}) != may {
			t.Errorf("%s: %t", why, !may)
		}
	}

	w.hold(t, 1, 8)
	req := w.queueRequest(0, 4, w.Monday, w.Monday)
	id, err := w.bookings.JoinQueue(ctx, w.Companies[0], req)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := w.bookings.JoinQueue(ctx, w.Companies[0], req); again != id || err != nil {
		t.Errorf("the same form: %d, %v", again, err)
	}
	if _, err := w.bookings.JoinQueue(ctx, w.Companies[0], w.queueRequest(0, 4, w.Monday)); fault.As(err).Key != "fault.queue_twice" {
		t.Errorf("the same wait: %v", err)
	}
	for people := 5; people <= 8; people++ {
		w.queue(t, 0, people)
	}
	if _, err := w.bookings.JoinQueue(ctx, w.Companies[0], w.queueRequest(0, 3, w.Monday)); fault.As(err).Key != "fault.queue_many" {
		t.Errorf("one too many: %v", err)
	}

	list, err := w.bookings.QueueOf(ctx, w.Companies[0], packtest.Company(w.Companies[0]))
	if err != nil || len(list) != 5 || list[4].Place != 5 || !slices.Equal(list[0].Days(), []dates.Date{w.Monday}) || list[0].Name("fi") != "Viikko" {
		t.Errorf("%+v, %v", list, err)
	}
	lengths, err := w.bookings.QueueLengths(ctx, w.Staff, w.HubID)
	if err != nil || lengths[w.PackageID] != (booking.QueueLength{PackageID: w.PackageID, Entries: 5, People: 30}) {
		t.Errorf("%+v, %v", lengths, err)
	}
	if _, err := w.bookings.QueueLengths(ctx, w.Companies[0], w.HubID); fault.CodeOf(err) != fault.NotFound {
		t.Errorf("a company sees the hub's queue: %v", err)
	}
	if err := w.bookings.LeaveQueue(ctx, w.Companies[1], w.Companies[0].Orgs("company")[0], id); fault.CodeOf(err) != fault.NotFound {
		t.Errorf("leaving for another: %v", err)
	}
	if err := w.bookings.LeaveQueue(ctx, w.Companies[1], w.Companies[1].Orgs("company")[0], id); fault.CodeOf(err) != fault.NotFound {
		t.Errorf("leaving another's place as one's own: %v", err)
	}
	for range 2 {
		if err := w.bookings.LeaveQueue(ctx, w.Companies[0], w.Companies[0].Orgs("company")[0], id); err != nil {
			t.Errorf("leaving: %v", err)
		}
	}
	if list, err := w.bookings.QueueOf(ctx, w.Companies[0], packtest.Company(w.Companies[0])); err != nil || len(list) != 4 || list[0].Place != 1 {
		t.Errorf("%+v, %v", list, err)
	}
}

// TestTheQueueInOrder: an offer is a hold of a day, made only when all of the stay is free; whoever needs more is passed by and stays;
// a hold that lapses goes on to the next.
func TestTheQueueInOrder(t *testing.T) {
	w := newWorld(t, packtest.Options{Desks: 8, Seats: 8, Companies: 4})
	five, three := w.hold(t, 0, 5), w.hold(t, 0, 3)
	w.queue(t, 1, 6)
	w.queue(t, 2, 4)
	w.queue(t, 3, 2)
	if n := w.serve(t); n != 0 {
		t.Fatalf("%d offers of nothing", n)
	}
	w.end(t, five, booking.Cancelled)
	if n := w.serve(t); n != 1 { // five places: too few for six, enough for four; one is left, too few for two
		t.Fatalf("%d offers, %s", n, w.places(t))
	}
	if got, want := w.places(t), fmt.Sprintf("[waiting offered held %s 4 waiting]", w.Monday); got != want {
		t.Fatalf("%s, want %s", got, want)
	}
	offer := w.offer(t)
	if left := time.Until(*offer.HoldExpiresAt); left > booking.OfferTime || left < booking.OfferTime-time.Hour {
		t.Errorf("offered for %s", left)
	}
	if yes, err := w.bookings.FromQueue(ctx, offer.ID); !yes || err != nil {
		t.Error(yes, err)
	}
	if err := w.bookings.LeaveQueue(ctx, w.Companies[2], w.Companies[2].Orgs("company")[0], 2); fault.As(err).Key != "fault.queue_offered" {
		t.Errorf("leaving what is offered: %v", err)
	}

	w.exec(t, `UPDATE booking SET hold_expires_at = now() - interval '1 second' WHERE id = $1`, offer.ID)
	if n, err := w.bookings.ExpireLapsed(ctx); n != 1 || err != nil {
		t.Fatal(n, err)
	}
	if n := w.serve(t); n != 1 {
		t.Fatalf("%d offers, %s", n, w.places(t))
	}
	if got, want := w.places(t), fmt.Sprintf("[waiting offered expired %s 4 offered held %s 2]", w.Monday, w.Monday); got != want {
		t.Fatalf("%s, want %s", got, want)
	}
	w.end(t, three, booking.Cancelled)
	if n := w.serve(t); n != 1 {
		t.Fatalf("%d offers to the first, %s", n, w.places(t))
	}
}

// offer is the stay that the queue holds.
func (w world) offer(t *testing.T) booking.Booking {
	t.Helper()
	var ref string
	if err := w.DB.Get(ctx, &ref, `/* booking_test.offer */ SELECT b.ref FROM stay_queue q JOIN booking b ON b.id = q.booking_id WHERE b.state = 'held' ORDER BY q.id DESC LIMIT 1`); err != nil {
		t.Fatal(err)
	}
	d, err := w.bookings.ByRef(ctx, w.Admin, ref)
	if err != nil {
		t.Fatal(err)
	}
	return d.Booking
}

// TestAPayPageKeepsAnOfferNoLonger: an offer is not stretched to the time of other options by opening pay pages.
func TestAPayPageKeepsAnOfferNoLonger(t *testing.T) {
	w := newWorld(t, packtest.Options{Desks: 8, Seats: 8})
	b := w.hold(t, 0, 8)
	w.queue(t, 1, 4)
	w.end(t, b, booking.Cancelled)
	w.serve(t)
	offer := w.offer(t)
	await := func(minutes int) error {
		return w.DB.InTx(ctx, func(tx *postgres.Tx) error { return booking.AwaitPayment(ctx, tx, w.Companies[1], offer.ID, minutes) })
	}
	if err := await(26 * 60); fault.CodeOf(err) != fault.Gone {
		t.Errorf("an hour more than an offer may be kept: %v", err)
	}
	if err := await(30); err != nil {
		t.Error(err)
	}
}

// TestNobodyIsServedBeforeTheQueue: what has become free goes to whoever waits, also when somebody else asks before any job runs; and
// whoever waits and asks gets the offer.
func TestNobodyIsServedBeforeTheQueue(t *testing.T) {
	w := newWorld(t, packtest.Options{Desks: 8, Seats: 8, Companies: 3})
	b := w.hold(t, 0, 8)
	w.queue(t, 1, 6)
	w.end(t, b, booking.Cancelled)
	if _, err := w.bookings.Hold(ctx, w.Companies[2], w.request(2, 6)); fault.CodeOf(err) != fault.Conflict {
		t.Fatalf("a stranger was served first: %v", err)
	}
	held, err := w.bookings.Hold(ctx, w.Companies[1], w.request(1, 6))
	if err != nil || held.ID != w.offer(t).ID {
		t.Fatalf("%+v, %v", held, err)
	}
	if small := w.hold(t, 2, 2); small.People != 2 { // what the queue has no use for is anybody's
		t.Error(small)
	}
}

// TestALapsedHoldGoesToTheQueue: a hold whose time is over is nobody's until it is swept up; whoever finds it so does not get it.
func TestALapsedHoldGoesToTheQueue(t *testing.T) {
	w := newWorld(t, packtest.Options{Desks: 8, Seats: 8, Companies: 3})
	b := w.hold(t, 0, 8)
	w.queue(t, 1, 6)
	w.exec(t, `UPDATE booking SET hold_expires_at = now() - interval '1 second' WHERE id = $1`, b.ID)
	if _, err := w.bookings.Hold(ctx, w.Companies[2], w.request(2, 6)); fault.CodeOf(err) != fault.Conflict {
		t.Fatalf("a stranger was served first: %v", err)
	}
	if got, want := w.places(t), fmt.Sprintf("[offered held %s 6]", w.Monday); got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// TestTwoProcessesServeTheQueue: several serve at once while strangers ask: nobody is offered two, and nobody is passed by for a stranger.
func TestTwoProcessesServeTheQueue(t *testing.T) {
	w := newWorld(t, packtest.Options{Desks: 8, Seats: 8, Companies: 4})
	b := w.hold(t, 0, 8)
	w.queue(t, 1, 4)
	w.queue(t, 2, 4)
	w.end(t, b, booking.Cancelled)
	var wg sync.WaitGroup
	var mu sync.Mutex
	offers := 0
	for range 3 {
		wg.Go(func() {
			n, err := w.bookings.ServeQueue(ctx)
			mu.Lock()
			defer mu.Unlock()
			if offers += n; err != nil {
				t.Error(err)
			}
		})
		wg.Go(func() {
			if b, err := w.bookings.Hold(ctx, w.Companies[3], w.request(3, 4)); err == nil {
				t.Errorf("a stranger has %s", b.Ref)
			}
		})
	}
	wg.Wait()
	want := fmt.Sprintf("[offered held %s 4 offered held %s 4]", w.Monday, w.Monday)
	if got := w.places(t); got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// TestWhatTheQueueEnds: days that have come, somebody who is no member any more, a company with all of its options.
func TestWhatTheQueueEnds(t *testing.T) {
	w := newWorld(t, packtest.Options{Desks: 8, Seats: 8, Companies: 3, Weeks: 3})
	b := w.hold(t, 0, 8)
	w.queue(t, 1, 4)
	w.queue(t, 2, 4)
	w.exec(t, `DELETE FROM membership WHERE person_id = $1`, w.Companies[1].PersonID)
	for range booking.MaxHolds {
		req := w.request(2, 2)
		req.Start = w.Monday.AddDays(7)
		if _, err := w.bookings.Hold(ctx, w.Companies[2], req); err != nil {
			t.Fatal(err)
		}
	}
	w.end(t, b, booking.Cancelled)
	if n := w.serve(t); n != 0 || w.places(t) != "[over waiting]" {
		t.Fatalf("%d offers, %s", n, w.places(t))
	}
	if _, err := w.bookings.JoinQueue(ctx, access.Actor{}, w.queueRequest(0, 4, w.Monday)); err == nil {
		t.Error("nobody waits")
	}
	w.exec(t, `UPDATE stay_queue SET starts = '{2026-11-23}'`)
	if n := w.serve(t); n != 0 || w.places(t) != "[over over]" {
		t.Errorf("%d offers, %s", n, w.places(t))
	}
	for i, want := range []string{"", w.Companies[2].Email} { // who has left the company is not written to
		e, _, email, err := w.bookings.QueueEnded(ctx, int64(i+1))
		if err != nil || email != want || !slices.Contains(w.told.what, fmt.Sprintf("queue over %d", e.ID)) {
			t.Errorf("place %d: to %q, %v, told %v", i+1, email, err, w.told.what)
		}
	}
}
