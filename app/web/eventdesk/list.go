package eventdesk

import (
	"slices"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/packages/hub/event"
)

const (
	daysAhead = 183
	daysBack  = 92
)

// listView is what a hub has coming, event by event, or what it had.
type listView struct {
	desk
	deps pages
	past bool
	list []row
}

// row is an event with its next occasion, and how many more there are; or an occasion that was.
type row struct {
	event.Occasion
	more int
}

// list shows the occasions to come, or those that were.
func (p pages) list(c *page.Ctx) error {
	d, err := p.desk(c)
	if err != nil {
		return err
	}
	v := listView{desk: d, deps: p, past: c.Query("nayta") == "menneet"}
	days := dates.Through(p.today(), p.today().AddDays(daysAhead))
	if v.past {
		days = dates.Through(p.today().AddDays(-daysBack), p.today().AddDays(-1))
	}
	list, err := p.Events.ForStaff(c.Context(), c.Actor(), d.hub.ID, days)
	if err != nil {
		return err
	}
	if v.list = byEvent(list); v.past {
		v.list = newestFirst(list)
	}
	return c.Render(200, listPage(v))
}

// byEvent has each event once, at its next occasion that takes place.
func byEvent(list []event.Occasion) (rows []row) {
	at := map[int64]int{}
	for _, o := range list {
		i, known := at[o.EventID]
		switch {
		case !known:
			at[o.EventID] = len(rows)
			rows = append(rows, row{Occasion: o})
		case rows[i].Cancelled && !o.Cancelled:
			rows[i] = row{o, rows[i].more + 1}
		default:
			rows[i].more++
		}
	}
	return rows
}

func newestFirst(list []event.Occasion) (rows []row) {
	for _, o := range slices.Backward(list) {
		rows = append(rows, row{Occasion: o})
	}
	return rows
}
