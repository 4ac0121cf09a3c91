package eventdesk

import (
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/packages/hub/event"
)

const (
	daysAhead = 183
	daysBack  = 92
)

// listView is what a hub has coming, or what it had.
type listView struct {
	desk
	deps pages
	past bool
	list []event.Occasion
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
	if v.list, err = p.Events.ForStaff(c.Context(), c.Actor(), d.hub.ID, days); err != nil {
		return err
	}
	return c.Render(200, listPage(v))
}
