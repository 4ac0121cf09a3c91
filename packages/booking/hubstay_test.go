package booking_test

import (
	"maps"
	"slices"
	"testing"
	"time"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/packages/booking"
	"github.com/hubittaako/hubittaako/packages/packtest"
)

// TestAStayAsItsHubSeesIt: who comes, without what it costs, and who has arrived.
func TestAStayAsItsHubSeesIt(t *testing.T) {
	w := newWorld(t, packtest.Options{})
	b := w.hold(t, 0, 4)
	elsewhere := access.Actor{PersonID: w.Admin.PersonID, Grants: []access.Grant{{Role: access.HubStaff, Org: w.HubID + 1000}}}
	stay, err := w.bookings.ForHub(ctx, w.Staff, w.HubID, b.Ref)
	if err != nil || stay.CompanyName == "" || len(stay.Sessions) == 0 || len(stay.Legs) == 0 {
		t.Fatalf("%+v, %v", stay, err)
	}
	if stay.Gross != 0 || stay.Net != 0 || stay.VAT != 0 || len(stay.Lines) != 0 {
		t.Errorf("the hub sees what the stay costs: %+v", stay.Booking)
	}
	if first, last := stay.AtHub(w.HubID); first != b.StartsOn || last != b.EndsOn {
		t.Errorf("%s to %s", first, last)
	}
	for name, err := range map[string]error{
		"staff of another hub": second(w.bookings.ForHub(ctx, elsewhere, w.HubID, b.Ref)),
		"a company":            second(w.bookings.ForHub(ctx, w.Companies[0], w.HubID, b.Ref)),
		"a stay elsewhere":     second(w.bookings.ForHub(ctx, elsewhere, w.HubID+1000, b.Ref)),
		"another's arrivals":   w.bookings.NoteArrivals(ctx, elsewhere, w.HubID, b.Ref, []int{1}, nil),
		"no such stay":         second(w.bookings.ForHub(ctx, w.Staff, w.HubID, "HT-XXXXXXX")),
	} {
		if fault.CodeOf(err) != fault.NotFound {
			t.Errorf("%s: %v", name, err)
		}
	}

	note := func(today dates.Date, arrived, not []int) error {
		later := booking.NewService(w.DB, nil, nil, func() time.Time { return dates.At(today, 9*60) })
		return later.NoteArrivals(ctx, w.Staff, w.HubID, b.Ref, arrived, not)
	}
	if err := note(b.StartsOn, []int{1}, nil); fault.CodeOf(err) != fault.Conflict {
		t.Errorf("on hold: %v", err)
	}
	w.exec(t, `UPDATE booking SET state = 'confirmed' WHERE id = $1`, b.ID)
	if err := note(b.StartsOn.AddDays(-2), []int{1}, nil); fault.CodeOf(err) != fault.Conflict {
		t.Errorf("two days early: %v", err)
	}
	for _, step := range []struct {
		arrived, not, want []int
	}{
		{[]int{1, 2, 99, 0}, nil, []int{1, 2}}, // places that the group does not have are nobody
		{[]int{2, 4}, nil, []int{1, 2, 4}},     // another door adds to it
		{[]int{1}, []int{2, 3}, []int{1, 4}},   // taken back
	} {
		if err := note(b.StartsOn, step.arrived, step.not); err != nil {
			t.Fatal(err)
		}
		stay, err := w.bookings.ForHub(ctx, w.Staff, w.HubID, b.Ref)
		if got := slices.Sorted(maps.Keys(stay.Arrived)); err != nil || !slices.Equal(got, step.want) {
			t.Errorf("arrived %v, want %v; %v", got, step.want, err)
		}
	}
	w.exec(t, `UPDATE booking SET state = 'held' WHERE id = $1`, b.ID)
}

func second[T any](_ T, err error) error { return err }
