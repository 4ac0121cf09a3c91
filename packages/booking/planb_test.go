package booking_test

import (
	"slices"
	"testing"
	"time"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/packages"
	"github.com/hubittaako/hubittaako/packages/booking"
	"github.com/hubittaako/hubittaako/packages/packtest"
)

// sparesTaken is how many seats are taken in the plans B that somebody holds.
func (w world) sparesTaken(t *testing.T) (list []int) {
	t.Helper()
	for _, id := range w.Spares {
		var n int
		if err := w.DB.Get(ctx, &n, `/* test.spares */ SELECT sl.taken FROM session s JOIN slot sl ON sl.resource_id = s.resource_id AND sl.day = s.day WHERE s.id = $1`, id); err != nil {
			t.Fatal(err)
		}
		if n > 0 {
			list = append(list, n)
		}
	}
	return list
}

// TestPlanBIsHeldAndCalled: a stay takes plan B with the session, nobody gets more than it has room for, and on the day everybody
// sees where it is.
func TestPlanBIsHeldAndCalled(t *testing.T) {
	w := newWorld(t, packtest.Options{Spare: 7, Weeks: 1})
	b := w.hold(t, 0, 4)
	d := w.detail(t, b.Ref)
	trips := slices.DeleteFunc(slices.Clone(d.Sessions), func(s booking.Session) bool { return !s.HasPlanB() })
	if len(trips) != 2 || trips[0].PlanB().In("fi") != "Kota" || trips[0].PlanBPlace != "Kotaranta" || trips[0].Called {
		t.Fatalf("%+v", trips)
	}
	if got := w.sparesTaken(t); !slices.Equal(got, []int{4, 4}) {
		t.Errorf("plans B hold %v", got)
	}
	_, err := w.bookings.Hold(ctx, w.Companies[1], w.request(1, 4))
	if r := refusal(t, err); r.Why != packages.WhySessions {
		t.Errorf("four more, where plan B has three: %s", r.Why)
	}
	if _, err := w.change(w.Companies[0], b.Ref, booking.Wish{People: 6}); err != nil {
		t.Fatal(err)
	}
	if got := w.sparesTaken(t); !slices.Equal(got, []int{6, 6}) {
		t.Errorf("plans B of a larger group hold %v", got)
	}
	if _, err := w.change(w.Companies[0], b.Ref, booking.Wish{Drop: trips[0].ID}); err != nil {
		t.Fatal(err)
	}
	if got := w.sparesTaken(t); !slices.Equal(got, []int{6}) {
		t.Errorf("without one of the trips they hold %v", got)
	}
	trip, d := trips[1], w.detail(t, b.Ref)

	partner := access.Actor{PersonID: w.Staff.PersonID, Grants: []access.Grant{{Role: access.PartnerMember, Org: w.Partners[1]}}}
	other := access.Actor{PersonID: w.Staff.PersonID, Grants: []access.Grant{{Role: access.PartnerMember, Org: w.Partners[0]}}}
	at := func(moment time.Time) *booking.Service {
		return booking.NewService(w.DB, nil, w.told, func() time.Time { return moment })
	}
	day := at(trip.StartsAt.Add(-5 * time.Hour))
	for name, c := range map[string]struct {
		s    *booking.Service
		by   access.Actor
		id   int64
		code fault.Code
	}{
		"another partner":  {day, other, trip.ID, fault.NotFound},
		"a company":        {day, w.Companies[0], trip.ID, fault.NotFound},
		"without a plan B": {day, w.Admin, w.Sessions[0], fault.NotFound},
		"days before":      {at(trip.StartsAt.Add(-72 * time.Hour)), partner, trip.ID, fault.Conflict},
		"when it is over":  {at(trip.EndsAt), partner, trip.ID, fault.Conflict},
	} {
		if _, _, err := c.s.CallPlanB(ctx, c.by, c.id); fault.CodeOf(err) != c.code {
			t.Errorf("%s: %v", name, err)
		}
	}
	if told, without, err := day.CallPlanB(ctx, w.Staff, trip.ID); err != nil || told != 1 || without != 0 {
		t.Fatalf("%d told, %d without, %v", told, without, err)
	}
	if told, _, err := day.CallPlanB(ctx, partner, trip.ID); err != nil || told != 0 {
		t.Errorf("called twice: %d told, %v", told, err)
	}
	after := w.detail(t, b.Ref)
	s := after.Sessions[slices.IndexFunc(after.Sessions, func(s booking.Session) bool { return s.ID == trip.ID })]
	if !s.Called || s.TitleFi != "Kota" || s.PlanB().In("fi") != "Kanootti" || s.Place != "Kotaranta" || !s.EndsAt.Equal(s.StartsAt.Add(2*time.Hour)) || after.Version != d.Version+1 {
		t.Errorf("%+v, version %d", s, after.Version)
	}
}

// TestPlanBIsGivenBack: what was not needed is free again when the session is over, once.
func TestPlanBIsGivenBack(t *testing.T) {
	w := newWorld(t, packtest.Options{Spare: 7, Weeks: 1})
	b := w.hold(t, 0, 4)
	w.exec(t, `UPDATE booking SET state = 'confirmed' WHERE id = $1`, b.ID)
	w.exec(t, `INSERT INTO booking_event (booking_id, from_state, to_state, actor) VALUES ($1, 'held', 'confirmed', 'x')`, b.ID)
	trips := slices.DeleteFunc(w.detail(t, b.Ref).Sessions, func(s booking.Session) bool { return !s.HasPlanB() })
	release := func(moment time.Time) int {
		n, err := booking.NewService(w.DB, nil, w.told, func() time.Time { return moment }).ReleasePlanB(ctx)
		if err != nil {
			t.Fatal(err)
		}
		return n
	}
	w.exec(t, `UPDATE session SET plan_b_called_at = now() WHERE id = $1`, trips[0].ID)
	if n := release(trips[1].EndsAt.Add(-time.Minute)); n != 0 {
		t.Errorf("%d released early", n)
	}
	if n := release(trips[1].EndsAt); n != 1 || !slices.Equal(w.sparesTaken(t), []int{4}) {
		t.Errorf("%d released, %v left: that of the trip which was moved", n, w.sparesTaken(t))
	}
	if n := release(trips[1].EndsAt.AddDate(0, 1, 0)); n != 0 {
		t.Errorf("%d released again", n)
	}
	w.exec(t, `DELETE FROM booking_event WHERE booking_id = $1 AND to_state = 'confirmed'`, b.ID)
	w.exec(t, `UPDATE booking SET state = 'held' WHERE id = $1`, b.ID)
}

func refusal(t *testing.T, err error) *booking.Refused {
	t.Helper()
	r, ok := err.(*booking.Refused)
	if !ok {
		t.Fatalf("%v", err)
	}
	return r
}
