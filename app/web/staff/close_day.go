package staff

import (
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages/hub"
)

// closure is the form that closes a day.
type closure struct {
	Day      dates.Date `form:"day"`
	ReasonFi string     `form:"reason_fi"`
	ReasonEn string     `form:"reason_en"`
	ReasonSv string     `form:"reason_sv"`
}

// closeDay closes the hub on a day; one with stays is refused with the bookings in the way.
func (p pages) closeDay(c *page.Ctx) error {
	v, err := p.factsView(c)
	if err != nil {
		return err
	}
	var f closure
	if err = c.Decode(&f); err == nil {
		err = p.Hubs.CloseDay(c.Context(), c.Actor(), v.hub.ID, hub.Closure(f))
	}
	if err != nil {
		return v.again(c, err, func(f ui.Form) {
			f.ID = "sulje"
			v.closing = f
		})
	}
	c.Flash("ok", "staff.closed.done", "Day", dates.Format(f.Day, c.Lang()))
	return c.Redirect(factsPath(v.hub.ID) + "#suljetut")
}

// holidaysShown is how many coming holidays are offered to be closed.
const holidaysShown = 6

// openHolidays are the next public holidays on which the hub's hours would have it open and that it is not closed on yet.
func (v factsView) openHolidays() (list []dates.Holiday) {
	for year := v.today.Year(); year <= v.today.Year()+1; year++ {
		for _, h := range dates.Holidays(year) {
			if len(list) < holidaysShown && !h.Date.Before(v.today) && hub.OpenOn(v.hub.Hours, v.hub.Closures, h.Date) {
				list = append(list, h)
			}
		}
	}
	return list
}
