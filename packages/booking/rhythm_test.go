package booking_test

import (
	"slices"
	"testing"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/packages"
	"github.com/hubittaako/hubittaako/packages/booking"
	"github.com/hubittaako/hubittaako/packages/packtest"
)

func (w world) rhythm(t *testing.T, ref string, r packages.Rhythm) {
	t.Helper()
	if err := w.bookings.SetRhythm(ctx, w.Companies[0], ref, r); err != nil {
		t.Fatal(err)
	}
}

// clashes are the weekdays of the sessions that clash, by activity.
func (w world) clashes(t *testing.T, ref string) (out []string) {
	t.Helper()
	list, err := w.bookings.Clashes(ctx, w.Companies[0], w.detail(t, ref))
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range list {
		out = append(out, s.TitleFi+" "+s.StartsAt.Format("Mon"))
	}
	return out
}

// meeting is in the evening of a weekday, when everything happens.
func meeting(weekday int) packages.Meeting {
	return packages.Meeting{Title: "Viikkopalaveri", Weekday: weekday, From: 18 * 60, To: 19 * 60}
}

func TestTheProgrammeIsPlannedAroundMeetings(t *testing.T) {
	w := newWorld(t, packtest.Options{})
	b := w.hold(t, 0, 4)
	before := w.detail(t, b.Ref)
	day := before.Sessions[0].StartsAt
	if w.clashes(t, b.Ref) != nil {
		t.Error("a group without a rhythm clashes")
	}
	w.rhythm(t, b.Ref, packages.Rhythm{Meetings: []packages.Meeting{meeting(int(day.Weekday()))}})
	if got := w.clashes(t, b.Ref); len(got) != 1 || got[0] != before.Sessions[0].TitleFi+" "+day.Format("Mon") {
		t.Fatalf("clashes %v with %+v", got, before.Sessions)
	}
	c, err := w.bookings.PreviewChange(ctx, w.Companies[0], w.detail(t, b.Ref), booking.Wish{Replan: true})
	if err != nil || c.Difference() != 0 || len(c.Gone()) != len(c.New()) || !slices.ContainsFunc(c.Gone(), func(s booking.Seat) bool { return s.SessionID == before.Sessions[0].ID }) {
		t.Fatalf("%+v, %v", c, err)
	}
	if _, err := w.change(w.Companies[0], b.Ref, booking.Wish{Replan: true}); err != nil {
		t.Fatal(err)
	}
	after := w.detail(t, b.Ref)
	if w.clashes(t, b.Ref) != nil || len(after.Sessions) != 3 || after.Gross != b.Gross || w.taken(t) != 4*8 {
		t.Errorf("%v, %d sessions, %d cents, %d taken", w.clashes(t, b.Ref), len(after.Sessions), after.Gross, w.taken(t))
	}
	if _, err := w.change(w.Companies[0], b.Ref, booking.Wish{Replan: true}); !booking.IsNothing(err) {
		t.Errorf("planned again: %v", err)
	}
	if _, err := w.change(w.Companies[0], b.Ref, booking.Wish{People: 3}); err != nil {
		t.Errorf("fewer people afterwards: %v", err)
	}
}

// Sauna is on Monday and Thursday: with meetings on both it cannot move, and the canoes move all the same.
func TestWhatHasNoOtherTimeStaysAndTheRestMoves(t *testing.T) {
	w := newWorld(t, packtest.Options{})
	b := w.hold(t, 0, 4)
	meetings := []packages.Meeting{meeting(1), meeting(4)}
	var canoe int
	for _, s := range w.detail(t, b.Ref).Sessions {
		if s.TitleFi == "Kanootti" {
			canoe = int(s.StartsAt.Weekday())
		}
	}
	w.rhythm(t, b.Ref, packages.Rhythm{Meetings: append(meetings, meeting(canoe))})
	if got := w.clashes(t, b.Ref); len(got) != 2 {
		t.Fatalf("clashes %v", got)
	}
	if _, err := w.change(w.Companies[0], b.Ref, booking.Wish{Replan: true}); err != nil {
		t.Fatal(err)
	}
	if got := w.clashes(t, b.Ref); len(got) != 1 || got[0][:8] != "Savusaun" {
		t.Errorf("left: %v", got)
	}
	if _, err := w.change(w.Companies[0], b.Ref, booking.Wish{Replan: true}); !booking.IsNothing(err) {
		t.Errorf("nothing more can move: %v", err)
	}
	a := w.alternatives(t, b.Ref, sessionOf(t, w.detail(t, b.Ref), "Kanootti"))
	for _, c := range a.Times {
		for _, s := range c.New() {
			if int(s.StartsAt.Weekday()) == canoe {
				t.Error("a time is offered for which the group has a meeting")
			}
		}
	}
}

func TestLongerDaysClashAndShorterOnesDoNot(t *testing.T) {
	w := newWorld(t, packtest.Options{})
	b := w.hold(t, 0, 4)
	var long, short []packages.DayHours
	for d := 1; d <= 5; d++ {
		long, short = append(long, packages.DayHours{Weekday: d, From: 9 * 60, To: 18 * 60}), append(short, packages.DayHours{Weekday: d, From: 7 * 60, To: 15 * 60})
	}
	w.rhythm(t, b.Ref, packages.Rhythm{Hours: long})
	if got := w.clashes(t, b.Ref); len(got) != 3 {
		t.Errorf("%v", got)
	}
	if _, err := w.change(w.Companies[0], b.Ref, booking.Wish{Replan: true}); !booking.IsNothing(err) {
		t.Errorf("all sessions begin at five: %v", err)
	}
	if _, err := w.change(w.Companies[0], b.Ref, booking.Wish{People: 3}); err != nil {
		t.Errorf("what the group has already, it keeps: %v", err)
	}
	w.rhythm(t, b.Ref, packages.Rhythm{Hours: short})
	if got := w.clashes(t, b.Ref); got != nil {
		t.Errorf("%v", got)
	}
}

func TestARhythmThatMakesNoSense(t *testing.T) {
	w := newWorldUnsound(t, packtest.Options{})
	b := w.hold(t, 0, 4)
	for name, c := range map[string]struct {
		actor  access.Actor
		rhythm packages.Rhythm
		code   fault.Code
		field  string
	}{
		"ends before it begins": {w.Companies[0], packages.Rhythm{Hours: []packages.DayHours{{Weekday: 1, From: 600, To: 500}}}, fault.Invalid, "hours.1.from"},
		"no weekday":            {w.Companies[0], packages.Rhythm{Meetings: []packages.Meeting{{Weekday: 8, From: 1, To: 2}}}, fault.Invalid, "meetings.0.when"},
		"over midnight":         {w.Companies[0], packages.Rhythm{Meetings: []packages.Meeting{{Weekday: 1, From: 23 * 60, To: 60}}}, fault.Invalid, "meetings.0.from"},
		"no such zone":          {w.Companies[0], packages.Rhythm{Zone: "Kuu/Meri"}, fault.Invalid, "zone"},
		"too many":              {w.Companies[0], packages.Rhythm{Meetings: slices.Repeat([]packages.Meeting{meeting(1)}, booking.MaxMeetings+1)}, fault.Invalid, "meetings"},
		"a weekday twice":       {w.Companies[0], packages.Rhythm{Hours: []packages.DayHours{{Weekday: 1, From: 500, To: 600}, {Weekday: 1, From: 700, To: 800}}}, fault.Invalid, "hours.1.from"},
		"two meetings at once":  {w.Companies[0], packages.Rhythm{Meetings: []packages.Meeting{meeting(1), {From: 18*60 + 30, To: 20 * 60}}}, fault.Invalid, "meetings.1.from"},
		"somebody else's":       {w.Companies[1], packages.Rhythm{}, fault.NotFound, ""},
	} {
		err := w.bookings.SetRhythm(ctx, c.actor, b.Ref, c.rhythm)
		if f := fault.As(err); f == nil || f.Code != c.code || c.field != "" && (len(f.Fields) != 1 || f.Fields[0].Name != c.field) {
			t.Errorf("%s: %v", name, err)
		}
	}
	w.exec(t, `UPDATE booking SET state = 'cancelled', hold_expires_at = NULL`)
	w.exec(t, `DELETE FROM allocation`)
	w.exec(t, `UPDATE slot SET taken = 0`)
	if err := w.bookings.SetRhythm(ctx, w.Companies[0], b.Ref, packages.Rhythm{}); fault.CodeOf(err) != fault.Conflict {
		t.Errorf("of a stay that is over: %v", err)
	}
}

// What clashes with nothing makes room where nothing else helps: yoga moves to Friday so that the sauna fits on Tuesday.
func TestOthersMakeRoom(t *testing.T) {
	w := newWorld(t, packtest.Options{})
	w.exec(t, `DELETE FROM item WHERE position = 2`)
	tuesday, friday := w.more(t, "Jooga", 1, 2000, 20), w.more(t, "Jooga", 4, 2000, 20)
	w.exec(t, `INSERT INTO item (revision_id, position, activity_id, times, price_cents, price_per, vat_class)
		SELECT $1, 2, id, 1, 2000, 'person', 'reduced' FROM activity WHERE slug = 'jooga'`, w.RevisionID)
	w.exec(t, `UPDATE session SET day = day + 1, starts_at = starts_at + interval '1 day', ends_at = ends_at + interval '1 day' WHERE id = $1`, w.Sessions[0]) // sauna on Tuesday too
	w.exec(t, `UPDATE slot SET day = day + 1 WHERE resource_id = (SELECT resource_id FROM session WHERE id = $1)`, w.Sessions[0])
	b := w.hold(t, 0, 4)
	if got := seats(w.detail(t, b.Ref)); !slices.Equal(got, []int64{tuesday, w.Sessions[1]}) {
		t.Fatalf("held %v, want yoga on Tuesday (%d) and the sauna on Thursday (%d)", got, tuesday, w.Sessions[1])
	}
	w.rhythm(t, b.Ref, packages.Rhythm{Meetings: []packages.Meeting{meeting(4)}})
	if _, err := w.change(w.Companies[0], b.Ref, booking.Wish{Replan: true}); err != nil {
		t.Fatal(err)
	}
	if got := seats(w.detail(t, b.Ref)); !slices.Equal(got, []int64{w.Sessions[0], friday}) || w.clashes(t, b.Ref) != nil {
		t.Errorf("now %v", got)
	}
}
