package staff

import (
	"context"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/stayview"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages/booking"
	"github.com/hubittaako/hubittaako/packages/hub"
)

// staysSpan is how many days the list of stays covers.
const staysSpan = 12 * 7

// staysView is who is at the hub from a day on.
type staysView struct {
	hub   hub.Hub
	from  dates.Date
	today dates.Date
	list  []hub.Arrival
}

// stays lists the groups: who, how many, when, and how certain it is.
func (p pages) stays(c *page.Ctx) error {
	h, err := p.hub(c)
	if err != nil {
		return err
	}
	v := staysView{hub: h, today: p.today(), from: p.today()}
	if d, err := dates.ParseInput(c.Query("alku")); err == nil {
		v.from = d
	}
	if v.list, err = p.Hubs.Arrivals(c.Context(), c.Actor(), h.ID, v.days()); err != nil {
		return err
	}
	return c.Render(200, staysPage(v))
}

func (v staysView) days() dates.Range { return dates.Through(v.from, v.from.AddDays(staysSpan-1)) }

func (v staysView) path(from dates.Date) string {
	return staysPath(v.hub.ID) + "?alku=" + from.String()
}

// people is how many come, all groups together.
func (v staysView) people() (n int) {
	for _, a := range v.list {
		n += a.People
	}
	return n
}

// when says how a stay lies to today.
func when(ctx context.Context, a hub.Arrival, today dates.Date) string {
	switch {
	case a.Starts == today:
		return ui.T(ctx, "staff.stay.today")
	case a.Starts.After(today):
		return ui.T(ctx, "staff.stay.in_days", "Count", a.Starts.Sub(today))
	case a.Ends.Before(today):
		return ui.T(ctx, "staff.stay.over")
	}
	return ui.T(ctx, "staff.stay.here")
}

// arrivalRow leads to the stay. Once a group is due, it says how many of it have come.
func arrivalRow(ctx context.Context, hubID int64, a hub.Arrival, today dates.Date) ui.Row {
	r := ui.Row{
		Avatar: a.Company, Title: a.Company, Href: ui.Href(ctx, stayPath(hubID, a.Ref)), Chips: []ui.ChipText{stateChip(ctx, a)},
		Sub: ui.DateRange(ctx, a.Starts, a.Ends) + " · " + ui.T(ctx, "stay.people", "Count", a.People) + " · " + when(ctx, a, today),
	}
	if due(a, today) {
		r.Sub += " · " + ui.T(ctx, "staff.stay.arrived_of", "Arrived", a.Arrived, "People", a.People)
	}
	return r
}

// due says whether a confirmed group should be here by now.
func due(a hub.Arrival, today dates.Date) bool {
	state := booking.State(a.State)
	return !a.Starts.After(today) && (state == booking.Confirmed || state == booking.Completed)
}

func stateChip(ctx context.Context, a hub.Arrival) ui.ChipText {
	return stayview.State(ctx, booking.State(a.State))
}
