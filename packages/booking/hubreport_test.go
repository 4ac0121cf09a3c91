package booking_test

import (
	"testing"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/packages/packtest"
)

func TestAHubsPeriod(t *testing.T) {
	w := newWorld(t, packtest.Options{})
	first, second := w.hold(t, 0, 4), w.hold(t, 0, 2)
	w.hold(t, 1, 3) // only held: not sold
	w.exec(t, `UPDATE booking SET state = 'confirmed' WHERE id = ANY (ARRAY[$1, $2]::bigint[])`, first.ID, second.ID)
	month := w.Monday.MonthOf()
	year := dates.Through(dates.New(month.Year, 1, 1), dates.New(month.Year, 12, 31))
	r, err := w.bookings.HubReport(ctx, w.Staff, w.HubID, year)
	if err != nil {
		t.Fatal(err)
	}
	summer := month.Month >= 6 && month.Month <= 8
	off := 30
	if summer {
		off = 0
	}
	tot := r.Totals
	if tot.Stays != 2 || tot.People != 6 || tot.Companies != 1 || tot.Again != 1 || tot.PersonDays != 30 || tot.OffSeason != off || tot.Capacity < 30 {
		t.Errorf("%+v", tot)
	}
	if len(r.Months) != 12 || r.Months[int(month.Month)-1].PersonDays != 30 || r.Months[int(month.Month)-1].Stays != 2 || r.Months[0].First != year.From {
		t.Errorf("%+v", r.Months)
	}
	heads := 0
	for _, k := range r.Kinds {
		heads += k.Heads
	}
	if heads != 3*6 { // a sauna evening and two canoe trips
		t.Errorf("%+v", r.Kinds)
	}
	day := w.Monday.AddDays(1)
	one, err := w.bookings.HubReport(ctx, w.Staff, w.HubID, dates.Through(day, day))
	if err != nil || one.Totals.PersonDays != 6 || one.Totals.Stays != 2 || len(one.Months) != 1 || one.Months[0].PersonDays != 6 || one.Months[0].Stays != 0 {
		t.Errorf("one day: %+v, %v", one, err)
	}
	before, err := w.bookings.HubReport(ctx, w.Staff, w.HubID, dates.Through(w.Monday.AddDays(-7), w.Monday.AddDays(-1)))
	if err != nil || before.Totals.Stays != 0 || before.Totals.PersonDays != 0 || before.Totals.OccupancyBP() != 0 || len(before.Kinds) != 0 {
		t.Errorf("the week before: %+v, %v", before, err)
	}
	elsewhere := access.Actor{PersonID: w.Admin.PersonID, Grants: []access.Grant{{Role: access.HubStaff, Org: w.HubID + 1000}}}
	for name, who := range map[string]access.Actor{"another hub": elsewhere, "a company": w.Companies[0]} {
		if _, err := w.bookings.HubReport(ctx, who, w.HubID, year); fault.CodeOf(err) != fault.NotFound {
			t.Errorf("%s: %v", name, err)
		}
	}
	for name, days := range map[string]dates.Range{"backwards": {From: day, To: day.AddDays(-1)}, "a century": {From: day, To: day.AddDays(36500)}} {
		if _, err := w.bookings.HubReport(ctx, w.Staff, w.HubID, days); fault.CodeOf(err) != fault.Invalid {
			t.Errorf("%s: %v", name, err)
		}
	}
	w.exec(t, `UPDATE booking SET state = 'held' WHERE state = 'confirmed'`)
}
