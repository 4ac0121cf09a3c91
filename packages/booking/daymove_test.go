package booking_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/capacity"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/packages/billing"
	"github.com/hubittaako/hubittaako/packages/booking"
	"github.com/hubittaako/hubittaako/packages/packtest"
)

// movers are two hubs with a confirmed stay of named people at each.
type movers struct {
	world
	there      int64        // the second hub
	thereStaff access.Actor // who runs it
	here, away booking.Booking
	tuesday    dates.Date
}

var nobody access.Actor

func newMovers(t *testing.T, desks, guests int) movers {
	t.Helper()
	m := movers{world: newWorldUnsound(t, packtest.Options{})}
	revision := m.secondHub(t, desks)
	if err := m.DB.Get(ctx, &m.there, `/* booking_test.there */ SELECT id FROM hub WHERE slug = 'toinen'`); err != nil {
		t.Fatal(err)
	}
	m.thereStaff = access.Actor{PersonID: m.Staff.PersonID, Name: "Toinen hubi", Grants: []access.Grant{{Role: access.HubStaff, Org: m.there}}}
	m.tuesday = m.Monday.AddDays(1)
	m.here = m.named(t, m.hold(t, 0, 3))
	if guests > 0 {
		b, err := m.bookings.Hold(ctx, m.Companies[1], booking.HoldRequest{
			CompanyID: packtest.Company(m.Companies[1]), RevisionID: revision, Start: m.Monday, People: guests, Lang: "fi", OpKey: uuid.New()})
		mustDo(t, err)
		m.away = m.named(t, b)
	}
	return m
}

// named makes a stay confirmed, with a name for everybody.
func (m movers) named(t *testing.T, b booking.Booking) booking.Booking {
	t.Helper()
	m.exec(t, `UPDATE booking SET state = 'confirmed', confirmed_at = now() WHERE id = $1`, b.ID)
	list := make([]booking.Participant, b.People)
	for i := range list {
		list[i].Name = fmt.Sprintf("Vieras %d", i+1)
	}
	mustDo(t, m.bookings.Named(ctx, m.Admin, b.Ref, list))
	return b
}

func (m movers) person(t *testing.T, b booking.Booking, position int) string {
	t.Helper()
	return m.detail(t, b.Ref).Participants[position-1].Token
}

// ask lets somebody of a stay ask for Tuesday at a hub.
func (m movers) ask(t *testing.T, b booking.Booking, position int, hub int64) int64 {
	t.Helper()
	id, err := m.bookings.AskMove(ctx, nobody, b.Ref, booking.MoveWish{Person: m.person(t, b, position), Day: m.tuesday, HubID: hub})
	mustDo(t, err)
	return id
}

// desks are how many are taken on Tuesday here and there, and whether all rules hold.
func (m movers) desks(t *testing.T) string {
	t.Helper()
	var list []int
	if err := m.DB.Select(ctx, &list, `/* booking_test.desks */ SELECT s.taken FROM slot s JOIN hub h USING (resource_id) WHERE s.day = $1 ORDER BY h.id`, m.tuesday); err != nil {
		t.Fatal(err)
	}
	return fmt.Sprint(list)
}

// held asks the rules about what stays hold; nobody has paid here.
func (m movers) held(t *testing.T) {
	t.Helper()
	for _, rule := range billing.Invariants() {
		if !slices.Contains([]string{"slots", "desks", "seats", "moves", "dead"}, rule.Key) {
			continue
		}
		if rows, err := rule.Broken(ctx, m.DB); err != nil || len(rows) > 0 {
			t.Errorf("%s: %q, %v", rule.Key, rows, err)
		}
	}
}

func wantKey(t *testing.T, what string, err error, key string) {
	t.Helper()
	if err == nil || fault.As(err).Key != key {
		t.Errorf("%s: %v, want %s", what, err, key)
	}
}

// TestADayAtAnotherHub: asked by a participant, accepted there, seen in the stay, and taken back.
func TestADayAtAnotherHub(t *testing.T) {
	m := newMovers(t, 2, 0)
	d := m.detail(t, m.here.Ref)
	choices, err := m.bookings.MoveChoices(ctx, d)
	if err != nil || len(choices) != 5 || choices[1].Day != m.tuesday || choices[1].HubID != m.there || choices[1].Free != 2 {
		t.Fatalf("%+v, %v", choices, err)
	}
	wish := booking.MoveWish{Person: m.person(t, m.here, 1), Day: m.tuesday, HubID: m.there}
	saturday, long, stranger := wish, wish, wish
	saturday.Day, long.Note, stranger.Person = m.Monday.AddDays(5), strings.Repeat("ä", booking.MaxMoveText+1), "x"
	wantKey(t, "a closed day", second(m.bookings.AskMove(ctx, nobody, m.here.Ref, saturday)), "fault.move_no_place")
	wantKey(t, "a long note", second(m.bookings.AskMove(ctx, nobody, m.here.Ref, long)), "fault.invalid")
	wantKey(t, "a stranger", second(m.bookings.AskMove(ctx, nobody, m.here.Ref, stranger)), "fault.not_found")
	wantKey(t, "another company", second(m.bookings.AskMove(ctx, m.Companies[1], m.here.Ref, wish)), "fault.not_found")

	id := m.ask(t, m.here, 1, m.there)
	wantKey(t, "twice", second(m.bookings.AskMove(ctx, m.Companies[0], m.here.Ref, wish)), "fault.move_twice")
	wantKey(t, "the wrong hub answers", m.bookings.AcceptMove(ctx, m.Staff, m.HubID, id), "fault.not_found")
	wantKey(t, "a stranger answers", m.bookings.AcceptMove(ctx, m.Staff, m.there, id), "fault.not_found")
	wantKey(t, "declined without a reason", m.bookings.DeclineMove(ctx, m.thereStaff, m.there, id, " "), "fault.invalid")
	if got := m.desks(t); got != "[3 0]" {
		t.Fatalf("a wish holds desks: %s", got)
	}
	for range 2 {
		mustDo(t, m.bookings.AcceptMove(ctx, m.thereStaff, m.there, id))
	}
	if got := m.desks(t); got != "[2 1]" {
		t.Fatalf("accepted: %s", got)
	}
	m.held(t)
	d = m.detail(t, m.here.Ref)
	if len(d.OpenDays) != 5 || len(d.Moves) != 1 || d.Moves[0].State != booking.MoveAccepted || d.Moves[0].Name != "Vieras 1" {
		t.Fatalf("%v, %+v", d.OpenDays, d.Moves)
	}
	for _, at := range []int64{m.HubID, m.there} {
		if list, err := m.bookings.MovesAtHub(ctx, m.Admin, at, dates.Through(m.tuesday, m.tuesday)); err != nil || len(list) != 1 {
			t.Errorf("hub %d sees %+v, %v", at, list, err)
		}
	}
	wantKey(t, "another participant takes it back", m.bookings.TakeMoveBack(ctx, nobody, m.here.Ref, m.person(t, m.here, 2), id), "fault.not_found")
	m.exec(t, `UPDATE slot SET capacity = 2 WHERE resource_id = (SELECT resource_id FROM hub WHERE id = $1) AND day = $2`, m.HubID, m.tuesday)
	wantKey(t, "the own hub is full", m.bookings.TakeMoveBack(ctx, m.Companies[0], m.here.Ref, "", id), "fault.move_home_full")
	m.exec(t, `UPDATE slot SET capacity = 10 WHERE resource_id = (SELECT resource_id FROM hub WHERE id = $1) AND day = $2`, m.HubID, m.tuesday)
	for range 2 {
		mustDo(t, m.bookings.TakeMoveBack(ctx, nobody, m.here.Ref, m.person(t, m.here, 1), id))
	}
	if got := m.desks(t); got != "[3 0]" {
		t.Fatalf("back again: %s", got)
	}
	again := m.ask(t, m.here, 1, m.there)
	mustDo(t, m.bookings.DeclineMove(ctx, m.thereStaff, m.there, again, "Remontti"))
	wantKey(t, "declined already", m.bookings.AcceptMove(ctx, m.thereStaff, m.there, again), "fault.move_over")
	m.held(t)
	m.wantTold(t, fmt.Sprintf("asked %d, answered %d, back %d, asked %d, answered %d", id, id, id, again, again))
}

// wantTold compares who was told of moves.
func (m movers) wantTold(t *testing.T, want string) {
	t.Helper()
	var got []string
	for _, what := range m.told.what {
		if move, is := strings.CutPrefix(what, "move "); is {
			got = append(got, move)
		}
	}
	if s := strings.Join(got, ", "); s != want {
		t.Errorf("told %q, want %q", s, want)
	}
}

// TestAWishEndsWithItsDay: by the database's clock, unanswered ones only; the receiving hub still reads of it.
func TestAWishEndsWithItsDay(t *testing.T) {
	m := newMovers(t, 3, 0)
	wish, agreed := m.ask(t, m.here, 1, m.there), m.ask(t, m.here, 2, m.there)
	mustDo(t, m.bookings.AcceptMove(ctx, m.thereStaff, m.there, agreed))
	expired := func(want int64) {
		t.Helper()
		if n, err := m.bookings.ExpireMoves(ctx); err != nil || n != want {
			t.Errorf("%d ended, %v, want %d", n, err, want)
		}
	}
	m.exec(t, `UPDATE day_move SET day = (now() AT TIME ZONE 'Europe/Helsinki')::date`)
	expired(0)
	m.exec(t, `UPDATE day_move SET day = day - 1`)
	expired(1)
	expired(0)
	v, err := m.bookings.VisitAtHub(ctx, m.thereStaff, m.there, wish)
	if err != nil || v.State != booking.MoveExpired || v.AnsweredAt == nil || len(v.Days) != 1 {
		t.Errorf("%+v, %v", v, err)
	}
	wantKey(t, "accepted too late", m.bookings.AcceptMove(ctx, m.thereStaff, m.there, wish), "fault.move_over")
	_, err = m.bookings.VisitAtHub(ctx, m.Staff, m.HubID, agreed) // the hub that sends has the stay itself
	wantKey(t, "the sending hub", err, "fault.not_found")
	_, err = m.bookings.VisitAtHub(ctx, m.Companies[0], m.there, agreed)
	wantKey(t, "a company", err, "fault.not_found")
}

// TestTwoChangePlaces: hubs that are full exchange guests, by two wishes or by a proposal that the guest agrees to.
func TestTwoChangePlaces(t *testing.T) {
	m := newMovers(t, 2, 2)
	m.exec(t, `UPDATE slot SET capacity = 3 WHERE resource_id = (SELECT resource_id FROM hub WHERE id = $1)`, m.HubID)
	m.exec(t, `UPDATE slot SET capacity = 3 WHERE resource_id = (SELECT resource_id FROM hub WHERE id = $1)`, m.there)
	out := m.ask(t, m.here, 1, m.there)
	m.exec(t, `UPDATE slot SET capacity = 2 WHERE resource_id = (SELECT resource_id FROM hub WHERE id = $1)`, m.there)
	wantKey(t, "full", m.bookings.AcceptMove(ctx, m.thereStaff, m.there, out), "fault.move_full")
	// Hub here is full, and so nobody is offered a day here but in exchange: which the first wish makes possible.
	choices, err := m.bookings.MoveChoices(ctx, m.detail(t, m.away.Ref))
	if err != nil || len(choices) != 1 || choices[0].Free != 0 || choices[0].Day != m.tuesday {
		t.Fatalf("%+v, %v", choices, err)
	}
	in := m.ask(t, m.away, 1, m.HubID)
	wantKey(t, "the wrong staff", m.bookings.SwapMoves(ctx, m.Staff, m.HubID, out, in), "fault.not_found")
	mustDo(t, m.bookings.SwapMoves(ctx, m.thereStaff, m.there, out, in))
	if got := m.desks(t); got != "[3 2]" {
		t.Fatal(got)
	}
	m.held(t)
	wantKey(t, "again", m.bookings.SwapMoves(ctx, m.thereStaff, m.there, out, in), "fault.move_over")

	m.exec(t, `UPDATE slot SET capacity = 3 WHERE resource_id = (SELECT resource_id FROM hub WHERE id = $1)`, m.there)
	more := m.ask(t, m.here, 2, m.there)
	m.exec(t, `UPDATE slot SET capacity = 2 WHERE resource_id = (SELECT resource_id FROM hub WHERE id = $1)`, m.there)
	guests, err := m.bookings.MoveGuests(ctx, m.thereStaff, m.there, m.tuesday)
	if err != nil || len(guests) != 1 || guests[0].Name != "Vieras 2" || guests[0].Ref != m.away.Ref {
		t.Fatalf("%+v, %v", guests, err)
	}
	mustDo(t, m.bookings.ProposeSwap(ctx, m.thereStaff, m.there, more, guests[0].ID))
	moves := m.detail(t, m.away.Ref).Moves
	proposed := moves[len(moves)-1]
	if proposed.State != booking.MoveProposed || proposed.PairID != more {
		t.Fatalf("%+v", moves)
	}
	wantKey(t, "another's yes", m.bookings.AgreeSwap(ctx, nobody, m.away.Ref, m.person(t, m.away, 1), proposed.ID), "fault.not_found")
	wantKey(t, "another company's yes", m.bookings.AgreeSwap(ctx, m.Companies[0], m.away.Ref, "", proposed.ID), "fault.not_found")
	for range 2 {
		mustDo(t, m.bookings.AgreeSwap(ctx, nobody, m.away.Ref, m.person(t, m.away, 2), proposed.ID))
	}
	m.held(t)
	m.wantTold(t, fmt.Sprintf("asked %d, asked %d, answered %d, answered %d, asked %d, proposed %d, waits %d, answered %d, answered %d, agreed %d",
		out, in, out, in, more, proposed.ID, more, proposed.ID, more, proposed.ID))
	// Who is away keeps the desk when the other's stay ends.
	m.end(t, m.away, booking.Cancelled)
	if got := m.desks(t); got != "[1 2]" {
		t.Fatalf("after the other stay was cancelled: %s", got)
	}
	m.held(t)
}

// TestAStayThatBecomesAnotherIsWholeAgain: other days or another head count bring everybody home; another session does not.
func TestAStayThatBecomesAnotherIsWholeAgain(t *testing.T) {
	m := newMovers(t, 3, 0)
	mustDo(t, m.bookings.AcceptMove(ctx, m.thereStaff, m.there, m.ask(t, m.here, 1, m.there)))
	waiting := m.ask(t, m.here, 2, m.there)
	d := m.detail(t, m.here.Ref)
	if _, err := m.change(m.Companies[0], m.here.Ref, booking.Wish{Drop: d.Sessions[0].ID}); err != nil {
		t.Fatal(err)
	}
	if got := m.desks(t); got != "[2 1]" {
		t.Fatalf("without a session: %s", got)
	}
	m.held(t)
	if _, err := m.change(m.Companies[0], m.here.Ref, booking.Wish{People: 4}); err != nil {
		t.Fatal(err)
	}
	if got := m.desks(t); got != "[4 0]" {
		t.Fatalf("with four: %s", got)
	}
	m.held(t)
	wantKey(t, "a wish of before", m.bookings.AcceptMove(ctx, m.thereStaff, m.there, waiting), "fault.move_over")
	mustDo(t, m.bookings.AcceptMove(ctx, m.thereStaff, m.there, m.ask(t, m.here, 1, m.there)))
	m.end(t, m.here, booking.Cancelled)
	if got := m.desks(t); got != "[0 0]" {
		t.Fatalf("cancelled: %s", got)
	}
	m.held(t)
}

// rushForTheDay lets two stays be accepted at once for the last desk and says how many were.
func (m movers) rushForTheDay(t *testing.T, service *booking.Service) (won int) {
	t.Helper()
	other := m.named(t, m.hold(t, 1, 2))
	ids := []int64{m.ask(t, m.here, 1, m.there), m.ask(t, other, 1, m.there)}
	var wg sync.WaitGroup
	errs := make([]error, len(ids))
	for i, id := range ids {
		wg.Go(func() { errs[i] = service.AcceptMove(ctx, m.thereStaff, m.there, id) })
	}
	wg.Wait()
	for _, err := range errs {
		switch {
		case err == nil:
			won++
		case fault.As(err).Key != "fault.move_full":
			t.Errorf("neither accepted nor full: %v", err)
		}
	}
	return won
}

func TestTheLastDeskOfADayGoesToOne(t *testing.T) {
	m := newMovers(t, 1, 0)
	if n := m.rushForTheDay(t, m.bookings); n != 1 {
		t.Fatalf("the last desk went to %d", n)
	}
	m.held(t)
}

// The control: look first, count later, without lock or check. It must oversell, or the test above proves nothing.
func TestWithoutTheLockTheDayOversells(t *testing.T) {
	m := newMovers(t, 1, 0)
	m.exec(t, `ALTER TABLE slot DROP CONSTRAINT slot_taken_within_capacity`)
	looked := sync.WaitGroup{}
	looked.Add(2)
	n := m.rushForTheDay(t, m.bookings.Trading(func(ctx context.Context, tx *postgres.Tx, shifts []capacity.Shift) error {
		to, free := shifts[1].Slot, 0
		err := tx.Get(ctx, &free, `/* booking_test.look */ SELECT capacity - taken FROM slot WHERE resource_id = $1 AND day = $2`, to.Resource, to.Day)
		looked.Done()
		looked.Wait()
		if err = errors.Join(err, ctx.Err()); err != nil || free < 1 {
			return errors.Join(err, &capacity.Short{})
		}
		_, err = tx.Exec(ctx, `/* booking_test.count */ UPDATE slot SET taken = taken + 1 WHERE resource_id = $1 AND day = $2`, to.Resource, to.Day)
		return err
	}))
	if n != 2 {
		t.Fatalf("the control accepted %d: the race does not happen in this set-up", n)
	}
}
