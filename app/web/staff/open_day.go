package staff

import (
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/web/page"
)

// openDay takes a closed day back.
func (p pages) openDay(c *page.Ctx) error {
	h, err := p.hub(c)
	if err != nil {
		return err
	}
	day, err := dates.Parse(c.FormValue("day"))
	if err != nil {
		return fault.New(fault.Invalid, "fault.invalid")
	}
	if err := p.Hubs.OpenDay(c.Context(), c.Actor(), h.ID, day); err != nil {
		return err
	}
	c.Flash("ok", "staff.closed.opened", "Day", dates.Format(day, c.Lang()))
	return c.Redirect(factsPath(h.ID) + "#suljetut")
}
