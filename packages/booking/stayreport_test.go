package booking_test

import (
	"testing"
	"time"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/packages/booking"
	"github.com/hubittaako/hubittaako/packages/packtest"
)

func TestAPriceDividesToTheCent(t *testing.T) {
	for _, c := range []struct {
		cents     int64
		n         int
		low, high int64
	}{
		{100000, 4, 25000, 25000}, {100000, 3, 33333, 33334}, {1, 5, 0, 1}, {-100, 3, -34, -33}, {0, 7, 0, 0}, {99, 0, 99, 99},
	} {
		if got := booking.ShareOf(c.cents, c.n); got != (booking.Share{Low: c.low, High: c.high}) {
			t.Errorf("%d in %d parts: %+v", c.cents, c.n, got)
		}
	}
	b := booking.Booking{StartsOn: dates.MustParse("2027-06-07"), EndsOn: dates.MustParse("2027-06-11"), People: 4, Gross: 100001}
	if b.Days() != 5 || b.PerDay().Low != 20000 || b.PerDay().High != 20001 || b.PerPerson().Low != 25000 || b.PerPersonDay().High != 5001 {
		t.Errorf("%d days, %+v a day, %+v a person, %+v a day of one", b.Days(), b.PerDay(), b.PerPerson(), b.PerPersonDay())
	}
}

// TestAttendanceCountsAndNamesNobody: who was noted by the end of a day counts from that day on; only the company may ask.
func TestAttendanceCountsAndNamesNobody(t *testing.T) {
	w := newWorld(t, packtest.Options{})
	b := w.hold(t, 0, 4)
	if _, err := w.bookings.AttendanceOf(ctx, w.Companies[0], b.Ref); fault.CodeOf(err) != fault.Conflict {
		t.Errorf("of a stay on hold: %v", err)
	}
	w.exec(t, `UPDATE booking SET state = 'confirmed' WHERE id = $1`, b.ID)
	for day, arrived := range map[int][]int{0: {1, 2}, 2: {4}} {
		later := booking.NewService(w.DB, nil, nil, func() time.Time { return dates.At(b.StartsOn.AddDays(day), 9*60) })
		if err := later.NoteArrivals(ctx, w.Staff, w.HubID, b.Ref, arrived, nil); err != nil {
			t.Fatal(err)
		}
	}
	list, err := w.bookings.AttendanceOf(ctx, w.Companies[0], b.Ref)
	if err != nil || len(list) != b.Days() {
		t.Fatalf("%d days, %v", len(list), err)
	}
	for i, want := range []int{2, 2, 3, 3, 3} {
		if a := list[i]; a.Arrived != want || a.Expected != 4 || !a.Noted || a.HubID != w.HubID || a.Day != b.StartsOn.AddDays(i) {
			t.Errorf("%+v, want %d arrived of 4", a, want)
		}
	}
	if _, err := w.bookings.AttendanceOf(ctx, w.Companies[1], b.Ref); fault.CodeOf(err) != fault.NotFound {
		t.Errorf("another company: %v", err)
	}
	if _, err := w.bookings.AttendanceOf(ctx, w.Staff, b.Ref); fault.CodeOf(err) != fault.NotFound {
		t.Errorf("hub staff, who have a report of their own: %v", err)
	}
	w.exec(t, `UPDATE booking SET state = 'held' WHERE id = $1`, b.ID)
}
