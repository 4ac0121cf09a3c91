package staff

import (
	"context"
	"fmt"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages/booking"
	"github.com/hubittaako/hubittaako/packages/hub"
)

// shownWeeks is how far the occupancy looks at once.
const shownWeeks = 6

// arrivalsShown is how many groups the page lists; the others are a page further.
const arrivalsShown = 6

// occupancyView is what the first page of a hub shows: six weeks from a Monday on.
type occupancyView struct {
	hub    hub.Hub
	monday dates.Date
	today  dates.Date
	now    hub.Day // how full it is today
	days   []hub.Day
	stays  []hub.Arrival
	coming []hub.Arrival                 // from today on, whatever weeks are shown
	queue  map[int64]booking.QueueLength // by package: who waits for stays that are full
	visits []booking.DayMove             // days that people work here or elsewhere
	going  []handOverView                // groups that change hubs here
}

// occupancy shows how full the hub is, day by day, and who arrives when.
func (p pages) occupancy(c *page.Ctx) error {
	h, err := p.hub(c)
	if err != nil {
		return err
	}
	v := occupancyView{hub: h, today: p.today()}
	v.monday = v.today.StartOfWeek()
	if d, err := dates.ParseInput(c.Query("alku")); err == nil {
		v.monday = d.StartOfWeek()
	}
	if v.days, err = p.Hubs.Occupancy(c.Context(), c.Actor(), h.ID, v.shown()); err != nil {
		return err
	}
	if v.stays, err = p.Hubs.Arrivals(c.Context(), c.Actor(), h.ID, v.shown()); err != nil {
		return err
	}
	ahead := dates.Through(v.today, v.today.AddDays(7*shownWeeks))
	if v.coming, err = p.Hubs.Arrivals(c.Context(), c.Actor(), h.ID, ahead); err != nil {
		return err
	}
	today, err := p.Hubs.Occupancy(c.Context(), c.Actor(), h.ID, dates.Through(v.today, v.today))
	if err != nil {
		return err
	}
	v.now = today[0]
	if v.queue, err = p.Bookings.QueueLengths(c.Context(), c.Actor(), h.ID); err != nil {
		return err
	}
	going, err := p.comingHandOvers(c, h)
	if err != nil {
		return err
	}
	if v.visits, err = p.movesAhead(c, h); err != nil {
		return err
	}
	v.going = handOverViews(going, h, v.today)
	return c.Render(200, occupancyPage(v))
}

func (v occupancyView) shown() dates.Range {
	return dates.Through(v.monday, v.monday.AddDays(7*shownWeeks-1))
}

func (v occupancyView) path(monday dates.Date) string {
	return occupancyPath(v.hub.ID) + "?alku=" + monday.String()
}

// facts are the numbers above the chart.
func (v occupancyView) facts(ctx context.Context) []ui.Fact {
	desks := ui.T(ctx, "staff.occupancy.closed_today")
	if v.now.Capacity > 0 {
		desks = fmt.Sprintf("%d / %d", v.now.Taken, v.now.Capacity)
	}
	taken, capacity, full := v.sums()
	share := "–"
	if capacity > 0 {
		share = ui.Percent(ctx, taken*100/capacity*100)
	}
	return []ui.Fact{
		{Term: ui.T(ctx, "staff.occupancy.desks_today"), Text: desks, Big: true},
		{Term: ui.T(ctx, "staff.occupancy.arrives_week"), Text: ui.T(ctx, "stay.people", "Count", v.arrivingThisWeek()), Big: true},
		{Term: ui.T(ctx, "staff.occupancy.share", "Count", shownWeeks), Text: share, Big: true},
		{Term: ui.T(ctx, "staff.occupancy.full_days"), Text: ui.T(ctx, "stay.days", "Count", full), Big: true},
	}
}

func (v occupancyView) sums() (taken, capacity, full int) {
	for _, d := range v.days {
		taken, capacity = taken+d.Taken, capacity+d.Capacity
		if d.Capacity > 0 && d.Taken >= d.Capacity {
			full++
		}
	}
	return taken, capacity, full
}

func (v occupancyView) arrivingThisWeek() (people int) {
	week := dates.Through(v.today.StartOfWeek(), v.today.StartOfWeek().AddDays(6))
	for _, a := range v.coming {
		if week.Contains(a.Starts) {
			people += a.People
		}
	}
	return people
}

// chart has a bar for each day of the week on which the hub is ever open.
func (v occupancyView) chart(ctx context.Context) ui.Occupancy {
	open := map[int]bool{}
	for _, d := range v.days {
		if d.Capacity > 0 {
			open[d.Day.Weekday()] = true
		}
	}
	o := ui.Occupancy{Title: ui.T(ctx, "staff.occupancy.chart", "Hub", v.hub.Name)}
	for _, d := range v.days {
		if open[d.Day.Weekday()] {
			o.Days = append(o.Days, ui.OccupancyDay{
				Date: d.Day, Taken: d.Taken, Capacity: d.Capacity, Closed: d.Capacity == 0, Today: d.Day == v.today,
				Href: ui.Href(ctx, staysPath(v.hub.ID)+"?alku="+d.Day.String()),
			})
		}
	}
	return o
}

func (v occupancyView) gantt(ctx context.Context) ui.Gantt {
	g := ui.Gantt{Title: ui.T(ctx, "staff.occupancy.groups"), From: v.monday, Days: 7 * shownWeeks, Today: v.today}
	for _, a := range v.stays {
		g.Bars = append(g.Bars, ui.GanttBar{Text: a.Company, People: a.People, First: a.Starts, Last: a.Ends, Href: ui.Href(ctx, stayPath(v.hub.ID, a.Ref))})
	}
	return g
}

// quiet is the emptiest of the weeks that are wholly ahead; false when none has room worth speaking of.
func (v occupancyView) quiet() (monday dates.Date, free int, ok bool) {
	for i := 0; i+7 <= len(v.days); i += 7 {
		if !v.days[i].Day.After(v.today) {
			continue
		}
		least := -1 // desks free on every open day of the week
		for _, d := range v.days[i : i+7] {
			if n := d.Capacity - d.Taken; d.Capacity > 0 && (least < 0 || n < least) {
				least = n
			}
		}
		if least > free {
			monday, free, ok = v.days[i].Day, least, true
		}
	}
	return monday, free, ok
}

func weeksTitle(ctx context.Context, v occupancyView) string {
	_, first := v.monday.ISOWeek()
	_, last := v.shown().Last().ISOWeek()
	return ui.T(ctx, "staff.occupancy.title", "Hub", v.hub.Name, "First", first, "Last", last)
}

// hereToday are the groups at the hub today, those who arrive today among them.
func (v occupancyView) hereToday() (list []hub.Arrival) {
	for _, a := range v.coming {
		if !a.Starts.After(v.today) && !a.Ends.Before(v.today) {
			list = append(list, a)
		}
	}
	return list
}

// nextArrivals are the first groups after today.
func (v occupancyView) nextArrivals() (list []hub.Arrival) {
	for _, a := range v.coming {
		if a.Starts.After(v.today) && len(list) < arrivalsShown {
			list = append(list, a)
		}
	}
	return list
}

func (v occupancyView) rows(ctx context.Context, list []hub.Arrival) (rows []ui.Row) {
	for _, a := range list {
		rows = append(rows, arrivalRow(ctx, v.hub.ID, a, v.today))
	}
	return rows
}
