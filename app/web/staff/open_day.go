package staff

import (
	"net/url"
	"slices"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/packages/hub"
)

// openDays takes closed days back.
func (p pages) openDays(c *page.Ctx) error {
	h, err := p.hub(c)
	if err != nil {
		return err
	}
	var f struct {
		Days []dates.Date `form:"day"`
	}
	if err := c.Decode(&f); err != nil {
		return err
	}
	if len(f.Days) == 0 {
		c.Flash("info", "staff.closed.choose")
		return c.Redirect(factsPath(h.ID) + "#suljetut")
	}
	if err := p.Hubs.OpenDays(c.Context(), c.Actor(), h.ID, f.Days); err != nil {
		return err
	}
	again := url.Values{}
	for _, one := range h.Closures {
		if slices.Contains(f.Days, one.Day) {
			again.Add("day", one.Day.String())
			again.Add("reason_fi", one.ReasonFi)
			again.Add("reason_en", one.ReasonEn)
			again.Add("reason_sv", one.ReasonSv)
		}
	}
	c.FlashUndo(page.Undo{Path: homePath(h.ID) + "/suljetut/palauta", Values: again}, "staff.closed.opened",
		"Count", len(f.Days), "Day", dates.Format(f.Days[0], c.Lang()))
	return c.Redirect(factsPath(h.ID) + "#suljetut")
}

// closeAgain closes days that have just been opened, each for its own reason.
func (p pages) closeAgain(c *page.Ctx) error {
	h, err := p.hub(c)
	if err != nil {
		return err
	}
	days, fi, en, sv := c.FormValues("day"), c.FormValues("reason_fi"), c.FormValues("reason_en"), c.FormValues("reason_sv")
	if len(fi) != len(days) || len(en) != len(days) || len(sv) != len(days) {
		return fault.New(fault.Invalid, "fault.invalid")
	}
	var list []hub.Closure
	for i, s := range days {
		day, err := dates.Parse(s)
		if err != nil {
			return fault.New(fault.Invalid, "fault.invalid")
		}
		list = append(list, hub.Closure{Day: day, ReasonFi: fi[i], ReasonEn: en[i], ReasonSv: sv[i]})
	}
	if err := p.Hubs.CloseDays(c.Context(), c.Actor(), h.ID, list); err != nil {
		return err
	}
	c.Flash("ok", "staff.closed.again", "Count", len(list))
	return c.Redirect(factsPath(h.ID) + "#suljetut")
}
