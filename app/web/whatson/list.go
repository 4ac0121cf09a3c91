package whatson

import (
	"context"
	"net/url"
	"slices"

	"github.com/gofiber/fiber/v2"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/web/eventview"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages/hub"
	"github.com/hubittaako/hubittaako/packages/hub/event"
)

const (
	listDays   = 56 // how far the list looks
	monthsOpen = 12 // how far the calendar can be turned
	network    = "verkosto"
)

// choice is what the address asks for: a hub or the network, a theme, and a month for the calendar.
type choice struct {
	hub   string
	theme event.Theme
	month dates.Month // zero: the list
}

// listView is what is on, as a list or as a month.
type listView struct {
	choice
	deps   pages
	hubs   []hub.Hub // to choose from
	today  dates.Date
	found  []event.Occasion
	letter ui.Form
}

// list shows what is on, by hub and theme.
func (p pages) list(c *page.Ctx) error {
	v, err := p.read(c)
	if err != nil {
		return err
	}
	f := v.filter()
	f.From, f.Until = p.Now(), dates.At(v.today.AddDays(listDays), 0)
	if v.grid() {
		f.From, f.Until, f.Cancelled = dates.At(v.month.First(), 0), dates.At(v.month.Next().First(), 0), true
	}
	if v.found, err = p.Events.List(c.Context(), f); err != nil {
		return err
	}
	return c.Render(fiber.StatusOK, listPage(v))
}

// read takes the choice from the address. What is not there is not asked for.
func (p pages) read(c *page.Ctx) (v listView, err error) {
	v = listView{deps: p, today: p.today(), letter: ui.NewForm("kirje").Set("email", c.Actor().Email)}
	all, err := p.Hubs.List(c.Context())
	if err != nil {
		return v, err
	}
	v.hubs = slices.DeleteFunc(all, func(h hub.Hub) bool { return h.Status != hub.Working })
	slug := c.Query("hubi")
	if slug == network || slices.ContainsFunc(v.hubs, func(h hub.Hub) bool { return h.Slug == slug }) {
		v.hub = slug
	}
	if t := event.Theme(c.Query("teema")); slices.Contains(event.Themes(), t) {
		v.theme = t
	}
	if c.Query("nakyma") == "kuukausi" {
		v.month = v.today.MonthOf()
		if m, err := dates.ParseMonth(c.Query("kk")); err == nil && v.open(m) {
			v.month = m
		}
	}
	return v, nil
}

// open says whether the calendar can be turned to a month.
func (v listView) open(m dates.Month) bool {
	first := v.today.MonthOf()
	return !m.Before(first) && m.Before(first.Add(monthsOpen+1))
}

func (v listView) grid() bool { return v.month != dates.Month{} }

func (v listView) filter() event.Filter {
	f := event.Filter{Theme: v.theme}
	switch v.hub {
	case "":
	case network:
		f.Hubs = []int64{0}
	default:
		f.Hubs = []int64{0}
		for _, h := range v.hubs {
			if h.Slug == v.hub {
				f.Hubs = []int64{h.ID}
			}
		}
	}
	return f
}

// query is the choice as an address says it, without the month.
func (c choice) query() url.Values {
	q := url.Values{}
	if c.hub != "" {
		q.Set("hubi", c.hub)
	}
	if c.theme != "" {
		q.Set("teema", string(c.theme))
	}
	return q
}

// path is the address of the choice.
func (c choice) path() string {
	q := c.query()
	if c.month != (dates.Month{}) {
		q.Set("nakyma", "kuukausi")
		q.Set("kk", c.month.String())
	}
	return with(eventview.ListPath, q)
}

// feed is the address of a feed of the choice.
func (c choice) feed(path string) string { return with(path, c.query()) }

func with(path string, q url.Values) string {
	if len(q) == 0 {
		return path
	}
	return path + "?" + q.Encode()
}

func (c choice) ofHub(slug string) choice     { c.hub = slug; return c }
func (c choice) ofTheme(t event.Theme) choice { c.theme = t; return c }
func (c choice) inMonth(m dates.Month) choice { c.month = m; return c }
func (v listView) asList() choice             { return v.inMonth(dates.Month{}) }
func (v listView) asMonth() choice            { return v.inMonth(v.today.MonthOf()) }

// count is how many things narrow the list.
func (v listView) count() (n int) {
	for _, is := range []bool{v.hub != "", v.theme != ""} {
		if is {
			n++
		}
	}
	return n
}

func (v listView) narrowed() bool                     { return v.hub != "" || v.theme != "" }
func (v listView) themes() []event.Theme              { return event.Themes() }
func (v listView) state(o event.Occasion) event.State { return o.StateAt(v.deps.Now()) }

// week is a heading of the list with what is on under it.
type week struct {
	title string
	list  []event.Occasion
}

// weeks are the parts of the list. What began on an earlier day belongs to this week.
func (v listView) weeks(ctx context.Context) (all []week) {
	var current dates.Date
	for _, o := range v.found {
		day := o.Day
		if day.Before(v.today) {
			day = v.today
		}
		if monday := day.StartOfWeek(); monday != current || len(all) == 0 {
			current = monday
			all = append(all, week{title: v.weekTitle(ctx, monday)})
		}
		last := &all[len(all)-1]
		last.list = append(last.list, o)
	}
	return all
}

func (v listView) weekTitle(ctx context.Context, monday dates.Date) string {
	_, number := monday.ISOWeek()
	switch monday.Sub(v.today.StartOfWeek()) {
	case 0:
		return ui.T(ctx, "event.list.this_week")
	case 7:
		return ui.T(ctx, "event.list.next_week")
	}
	return ui.T(ctx, "event.list.week", "Week", number, "Days", ui.DateRange(ctx, monday, monday.AddDays(6)))
}

// cell is a day of the calendar; out of the month it is empty.
type cell struct {
	day  dates.Date
	in   bool
	list []event.Occasion
}

// rows are the weeks of the calendar. What lasts for days stands on each of them.
func (v listView) rows() (all [][]cell) {
	for monday := v.month.First().StartOfWeek(); !monday.After(v.month.Last()); monday = monday.AddDays(7) {
		row := make([]cell, 7)
		for i := range row {
			day := monday.AddDays(i)
			row[i] = cell{day: day, in: day.MonthOf() == v.month}
			for _, o := range v.found {
				if row[i].in && !day.Before(o.Day) && !day.After(lastShown(o)) {
					row[i].list = append(row[i].list, o)
				}
			}
		}
		all = append(all, row)
	}
	return all
}

// lastShown is the last day that an occasion stands on in a calendar: an evening that goes past midnight stands on its first.
func lastShown(o event.Occasion) dates.Date {
	if o.Long() {
		return o.LastDay()
	}
	return o.Day
}

// subtitle says what is looked at.
func (v listView) subtitle(ctx context.Context) string {
	name := ui.T(ctx, "event.list.everywhere")
	if v.hub == network {
		name = ui.T(ctx, "event.network")
	}
	for _, h := range v.hubs {
		if h.Slug == v.hub {
			name = h.Name
		}
	}
	if v.theme != "" {
		name += ", " + eventview.Theme(ctx, v.theme)
	}
	return name
}
