package booking_test

import (
	"errors"
	"testing"

	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/packages"
	"github.com/hubittaako/hubittaako/packages/booking"
	"github.com/hubittaako/hubittaako/packages/packtest"
)

// around is a request with meetings on evenings.
func (w world) around(people int, weekdays ...int) booking.HoldRequest {
	req := w.request(0, people)
	for _, d := range weekdays {
		req.Rhythm.Meetings = append(req.Rhythm.Meetings, meeting(d))
	}
	return req
}

// Sauna is on Monday and Thursday: with a meeting on the day that it would be on, it is held on the other.
func TestAStayIsHeldAroundMeetings(t *testing.T) {
	w := newWorld(t, packtest.Options{Desks: 20, Seats: 30})
	plain := w.hold(t, 1, 4)
	day := sessionDay(w.detail(t, plain.Ref), "Savusauna")
	req := w.around(4, day)
	b, err := w.bookings.Hold(ctx, w.Companies[0], req)
	if err != nil {
		t.Fatal(err)
	}
	d := w.detail(t, b.Ref)
	if got := sessionDay(d, "Savusauna"); got == day || got == 0 || b.Gross != plain.Gross || len(d.Sessions) != 3 {
		t.Errorf("sauna on weekday %d again, %d cents, %d sessions", got, b.Gross, len(d.Sessions))
	}
	if len(d.Rhythm.Meetings) != 1 || d.Rhythm.Meetings[0] != req.Rhythm.Meetings[0] || w.clashes(t, b.Ref) != nil {
		t.Errorf("kept %+v, clashes %v", d.Rhythm, w.clashes(t, b.Ref))
	}
	if again, err := w.bookings.Hold(ctx, w.Companies[0], req); err != nil || again.ID != b.ID {
		t.Errorf("the same key again: %d, %v", again.ID, err)
	}
	for name, rhythm := range map[string]packages.Rhythm{"none": {}, "other hours": {Hours: []packages.DayHours{{Weekday: 1, From: 9 * 60, To: 15 * 60}}}} {
		other := req
		other.Rhythm = rhythm
		if _, err := w.bookings.Hold(ctx, w.Companies[0], other); fault.CodeOf(err) != fault.Conflict || fault.As(err).Key != "fault.form_sent" {
			t.Errorf("the same key with %s: %v", name, err)
		}
	}
}

func TestARefusalNamesTheMeeting(t *testing.T) {
	w := newWorld(t, packtest.Options{})
	evenings := packages.Rhythm{Hours: []packages.DayHours{}}
	for d := 1; d <= 5; d++ {
		evenings.Hours = append(evenings.Hours, packages.DayHours{Weekday: d, From: 8 * 60, To: 22 * 60})
	}
	all := w.around(4, 1, 4).Rhythm
	all.Hours = evenings.Hours
	daily := packages.Meeting{Title: "Asiakas", From: 18 * 60, To: 19 * 60}
	for name, c := range map[string]struct {
		rhythm  packages.Rhythm
		clash   string
		meeting packages.Meeting
	}{
		"one every day":             {packages.Rhythm{Meetings: []packages.Meeting{daily}}, packages.ClashMeeting, daily},
		"two, either would do":      {w.around(4, 1, 4).Rhythm, packages.ClashMeeting, meeting(1)},
		"three, none by itself":     {w.around(4, 1, 4, 2, 3, 5).Rhythm, packages.ClashMeetings, packages.Meeting{}},
		"work until ten":            {evenings, packages.ClashHours, packages.Meeting{}},
		"both work and meetings":    {all, packages.ClashBoth, packages.Meeting{}},
		"a meeting in nobody's way": {packages.Rhythm{Meetings: []packages.Meeting{{Weekday: 1, From: 60, To: 120}}}, "", packages.Meeting{}},
	} {
		req := w.request(1, 4)
		req.Rhythm = c.rhythm
		var r *booking.Refused
		_, err := w.bookings.Hold(ctx, w.Companies[1], req)
		if refused := errors.As(err, &r); refused != (c.clash != "") || refused && (r.Clash != c.clash || r.Meeting != c.meeting) {
			t.Errorf("%s: %v, %+v", name, err, r)
		}
		if r != nil && len(r.Nearest) > 0 {
			t.Errorf("%s: the same rhythm fits on %v", name, r.Nearest)
		}
	}
	req := w.request(0, 4)
	req.Rhythm.Meetings = []packages.Meeting{{Weekday: 9, From: 1, To: 2}}
	if _, err := w.bookings.Hold(ctx, w.Companies[0], req); fault.CodeOf(err) != fault.Invalid {
		t.Errorf("a rhythm without sense: %v", err)
	}
}

// A meeting on a day of the first week moves the group to the second, with its rhythm.
func TestTheNearestDayFitsTheGroupsOwnHours(t *testing.T) {
	w := newWorld(t, packtest.Options{})
	req := w.request(0, 4)
	for _, d := range []int{0, 3} {
		req.Rhythm.Meetings = append(req.Rhythm.Meetings, packages.Meeting{Title: "Hallitus", Day: w.Monday.AddDays(d), From: 18 * 60, To: 19 * 60})
	}
	var r *booking.Refused
	if _, err := w.bookings.Hold(ctx, w.Companies[0], req); !errors.As(err, &r) || len(r.Nearest) != 1 || r.Nearest[0].Day != w.Monday.AddDays(7) {
		t.Fatalf("%v, %+v", err, r)
	}
	ways, err := w.bookings.Ways(ctx, r.Package, r.Start, r.People, r.Rhythm, r.Refusal)
	if err != nil || len(ways) == 0 || ways[0].Kind != booking.WayWithout {
		t.Fatalf("%+v, %v", ways, err)
	}
	reqs := w.all(ways[0])
	reqs[0].Rhythm = r.Rhythm
	held, err := w.bookings.HoldAll(ctx, w.Companies[0], reqs)
	if err != nil || len(w.detail(t, held[0].Ref).Rhythm.Meetings) != 2 || w.clashes(t, held[0].Ref) != nil {
		t.Errorf("%v, %v", held, err)
	}
}

// Whoever waits with a meeting gets the stay around it, or none.
func TestTheQueueKnowsTheGroupsOwnHours(t *testing.T) {
	w := newWorld(t, packtest.Options{Desks: 8, Seats: 8})
	b := w.hold(t, 1, 8)
	day := sessionDay(w.detail(t, b.Ref), "Savusauna")
	q := w.queueRequest(0, 4, w.Monday)
	q.Rhythm.Meetings = []packages.Meeting{meeting(day)}
	if _, err := w.bookings.JoinQueue(ctx, w.Companies[0], q); err != nil {
		t.Fatal(err)
	}
	list, err := w.bookings.QueueOf(ctx, w.Companies[0], q.CompanyID)
	if err != nil || len(list) != 1 || len(list[0].Rhythm.Meetings) != 1 {
		t.Fatalf("%+v, %v", list, err)
	}
	w.end(t, b, booking.Cancelled)
	if n := w.serve(t); n != 1 {
		t.Fatalf("%d offers", n)
	}
	same := w.request(0, 4)
	same.Rhythm, same.OpKey = q.Rhythm, uuid.New()
	w.exec(t, `UPDATE slot SET capacity = taken FROM hub h WHERE slot.resource_id = h.resource_id`)
	held, err := w.bookings.Hold(ctx, w.Companies[0], same)
	if err != nil || sessionDay(w.detail(t, held.Ref), "Savusauna") == day || len(w.detail(t, held.Ref).Rhythm.Meetings) != 1 {
		t.Fatalf("the offer is not the one that was waited for: %+v, %v", held, err)
	}
	same.Rhythm, same.OpKey = packages.Rhythm{}, uuid.New()
	if _, err := w.bookings.Hold(ctx, w.Companies[0], same); err == nil {
		t.Error("who asks for the package's hours gets the offer around a meeting")
	}
}

// sessionDay is the weekday of the first session of an activity, 0 for none.
func sessionDay(d booking.Detail, title string) int {
	for _, s := range d.Sessions {
		if s.TitleFi == title {
			return int(s.StartsAt.Weekday())
		}
	}
	return 0
}
