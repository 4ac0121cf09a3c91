package booking_test

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/packages/booking"
	"github.com/hubittaako/hubittaako/packages/hub/desk"
	"github.com/hubittaako/hubittaako/packages/search"
)

// seats are who sits where on a day, by the name of the desk: "1=2 3=1" is the second of the group at desk 1 and the first at 3.
func (m movers) seats(t *testing.T, day dates.Date) (text string) {
	t.Helper()
	if err := m.DB.Get(ctx, &text, `/* booking_test.seats */
		SELECT coalesce(string_agg(d.name || '=' || s.position, ' ' ORDER BY d.line, d.col), '') FROM desk_seat s JOIN desk d ON d.id = s.desk_id WHERE s.day = $1`, day); err != nil {
		t.Fatal(err)
	}
	rows, err := desk.Violations(ctx, m.DB)
	if err != nil || len(rows) > 0 {
		t.Errorf("%q, %v", rows, err)
	}
	return text
}

// TestDesksByName: given at arrival, wished for before, moved, and given back by everything that gives the desk-day back.
func TestDesksByName(t *testing.T) {
	m := newMovers(t, 2, 0)
	s := desk.New(m.DB, func() time.Time { return m.Now })
	for _, id := range []int64{m.HubID, m.there} {
		if _, err := s.AddRest(ctx, m.Admin, id); err != nil {
			t.Fatal(err)
		}
	}
	desks, err := s.Desks(ctx, m.HubID)
	if err != nil || len(desks) != 10 || desks[6].Line != 2 || desks[6].Col != 1 {
		t.Fatalf("%+v, %v", desks, err)
	}
	wantKey(t, "one more than is let", s.Add(ctx, m.Admin, m.HubID, desk.Form{Name: "11"}), "fault.desk_all_named")
	mustDo(t, s.WishFor(ctx, nobody, m.here.Ref, m.person(t, m.here, 1), m.HubID, desk.Wish{Desk: desks[2].ID}))
	for name, err := range map[string]error{
		"another's link":     s.WishFor(ctx, nobody, m.here.Ref, "x", m.HubID, desk.Wish{Kind: desk.Quiet}),
		"another company":    s.WishFor(ctx, m.Companies[1], m.here.Ref, m.person(t, m.here, 1), m.HubID, desk.Wish{Kind: desk.Quiet}),
		"a hub not of it":    s.WishFor(ctx, nobody, m.here.Ref, m.person(t, m.here, 1), m.there, desk.Wish{Kind: desk.Quiet}),
		"another hub's desk": s.WishFor(ctx, nobody, m.here.Ref, m.person(t, m.here, 1), m.HubID, desk.Wish{Desk: 9999}),
		"no such kind":       s.WishFor(ctx, nobody, m.here.Ref, m.person(t, m.here, 1), m.HubID, desk.Wish{Kind: "sauna"}),
		"another hub":        func() error { _, err := s.GiveAll(ctx, m.thereStaff, m.HubID, m.Monday); return err }(),
	} {
		if fault.CodeOf(err) != fault.NotFound {
			t.Errorf("%s: %v", name, err)
		}
	}

	given, err := s.GiveAll(ctx, m.Staff, m.HubID, m.Monday)
	if got := m.seats(t, m.Monday); err != nil || len(given) != 3 || got != "1=2 2=3 3=1" || m.seats(t, m.Monday.AddDays(4)) != got {
		t.Fatalf("%v, %v, %s", given, err, got)
	}
	if again, err := s.GiveAll(ctx, m.Staff, m.HubID, m.Monday); err != nil || len(again) != 0 {
		t.Errorf("given again: %v, %v", again, err)
	}
	aino := desk.Person{Booking: m.here.ID, Position: 1}
	moved, err := s.MoveTo(ctx, m.Staff, m.HubID, desk.MoveForm{Who: aino, To: desks[0].ID, Day: m.tuesday, Only: true})
	if err != nil || len(moved.Others) != 1 || moved.From != desks[2].ID || moved.Fresh || m.seats(t, m.tuesday) != "1=1 2=3 3=2" || m.seats(t, m.Monday) != "1=2 2=3 3=1" {
		t.Errorf("%+v, %v, %s", moved, err, m.seats(t, m.tuesday))
	}
	f := desk.FormOf(desks[0])
	f.OutFrom, f.OutTo = m.tuesday, m.tuesday
	if without, err := s.Update(ctx, m.Staff, m.HubID, desks[0].ID, f); err != nil || without != 0 || m.seats(t, m.tuesday) != "2=3 3=2 4=1" {
		t.Errorf("out of use: %d, %v, %s", without, err, m.seats(t, m.tuesday))
	}
	if without, err := s.Remove(ctx, m.Staff, m.HubID, desks[1].ID); err != nil || without != 0 || m.seats(t, m.Monday) != "1=2 3=1 5=3" {
		t.Errorf("removed: %d, %v, %s", without, err, m.seats(t, m.Monday))
	}

	move := m.ask(t, m.here, 2, m.there)
	mustDo(t, m.bookings.AcceptMove(ctx, m.thereStaff, m.there, move))
	if got := m.seats(t, m.tuesday); got != "4=1 5=3" {
		t.Errorf("one is elsewhere: %s", got)
	}
	if who, err := s.GiveAll(ctx, m.thereStaff, m.there, m.tuesday); err != nil || !slices.Equal(who, []desk.Person{{Booking: m.here.ID, Position: 2}}) {
		t.Errorf("the visitor: %v, %v", who, err)
	}
	mustDo(t, m.bookings.TakeMoveBack(ctx, nobody, m.here.Ref, m.person(t, m.here, 2), move))
	if got := m.seats(t, m.tuesday); got != "4=1 5=3" {
		t.Errorf("back home without a desk: %s", got)
	}
	if who, err := s.GiveAll(ctx, m.Staff, m.HubID, m.tuesday); err != nil || len(who) != 1 {
		t.Errorf("given at home again: %v, %v", who, err)
	}

	d := m.detail(t, m.here.Ref) // named anew in another order: desks follow their people
	mustDo(t, m.bookings.Named(ctx, m.Admin, m.here.Ref, []booking.Participant{d.Participants[2], d.Participants[0]}))
	if got := m.seats(t, m.Monday); got != "1=3 3=2 5=1" {
		t.Errorf("named anew: %s", got)
	}
	mustDo(t, s.Free(ctx, m.Staff, m.HubID, m.Monday, []desk.Person{{Booking: m.here.ID, Position: 3}}))
	if got := m.seats(t, m.Monday); got != "3=2 5=1" {
		t.Errorf("taken back: %s", got)
	}
	m.end(t, m.here, booking.Cancelled)
	if got := m.seats(t, m.Monday); got != "" {
		t.Errorf("cancelled: %s", got)
	}
}

// TestADeskByNameAtArrival: noting somebody as arrived gives them a desk, from today on; a hub without named desks works as ever.
func TestADeskByNameAtArrival(t *testing.T) {
	m := newMovers(t, 2, 0)
	m.Now = dates.At(m.tuesday, 9*60)
	clock := func() time.Time { return m.Now }
	m.bookings = booking.NewService(m.DB, search.NewFinder(m.DB, clock), m.told, clock)
	mustDo(t, m.bookings.NoteArrivals(ctx, m.Staff, m.HubID, m.here.Ref, []int{2}, nil))
	if got := m.seats(t, m.tuesday); got != "" {
		t.Fatal(got)
	}
	s := desk.New(m.DB, clock)
	if _, err := s.AddRest(ctx, m.Staff, m.HubID); err != nil {
		t.Fatal(err)
	}
	mustDo(t, m.bookings.NoteArrivals(ctx, m.Staff, m.HubID, m.here.Ref, []int{2, 3}, nil))
	if got := fmt.Sprint(m.seats(t, m.Monday), "|", m.seats(t, m.tuesday)); got != "|1=2 2=3" {
		t.Error(got)
	}
	if _, err := s.GiveAll(ctx, m.Staff, m.HubID, m.Monday); fault.As(err).Key != "fault.desk_past" {
		t.Errorf("a day that is over: %v", err)
	}
	if _, err := s.On(ctx, m.thereStaff, m.HubID, m.tuesday); fault.CodeOf(err) != fault.NotFound {
		t.Errorf("another hub reads the floor: %v", err)
	}
	day, err := s.On(ctx, m.Staff, m.HubID, m.tuesday)
	if err != nil || len(day.Here) != 3 || len(day.Without()) != 1 || !day.Here[1].Arrived || day.Here[1].Until != m.Monday.AddDays(4) || len(day.Free()) != 8 {
		t.Errorf("%+v, %v", day, err)
	}
}
