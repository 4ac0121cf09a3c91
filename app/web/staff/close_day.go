package staff

import (
	"net/url"
	"slices"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages/hub"
)

// closure is the form that closes the days from one to another, both in, or those of the holidays that are ticked.
type closure struct {
	Day      dates.Date   `form:"day"`
	Until    dates.Date   `form:"until"` // zero: the day alone
	ReasonFi string       `form:"reason_fi"`
	ReasonEn string       `form:"reason_en"`
	ReasonSv string       `form:"reason_sv"`
	Holidays []dates.Date `form:"holiday"`
	Do       string       `form:"do"` // "holidays": only those are meant
}

// longestClosure keeps a slip of the keyboard from closing the hub for years; fewer days are refused with words.
const longestClosure = 366

// days are those of the form on which the hub would be open. A single day is closed whatever its hours are: they may change.
func (f closure) days(h hub.Hub) ([]hub.Closure, error) {
	until := f.Until
	if until.IsZero() {
		until = f.Day
	}
	switch {
	case until.Before(f.Day):
		return nil, fault.OnField("until", "field.until_before_from")
	case until.Sub(f.Day) > longestClosure:
		return nil, fault.OnField("until", "field.day_far")
	}
	var list []hub.Closure
	for day := range dates.Through(f.Day, until).All() {
		if f.Day == until || hub.OpenOn(h.Hours, nil, day) {
			list = append(list, hub.Closure{Day: day, ReasonFi: f.ReasonFi, ReasonEn: f.ReasonEn, ReasonSv: f.ReasonSv})
		}
	}
	if len(list) == 0 {
		return nil, fault.OnField("day", "field.closures_none")
	}
	return list, nil
}

// holidays are the ticked ones with their names as reasons.
func (f closure) holidays() (list []hub.Closure) {
	for _, day := range f.Holidays {
		for _, h := range dates.Holidays(day.Year()) {
			if h.Date == day {
				list = append(list, hub.Closure{Day: day, ReasonFi: h.Name("fi"), ReasonEn: h.Name("en"), ReasonSv: h.Name("sv")})
			}
		}
	}
	return list
}

// closeDays closes the hub on days; those with stays are refused with the bookings in the way, and then none is closed.
func (p pages) closeDays(c *page.Ctx) error {
	v, err := p.factsView(c)
	if err != nil {
		return err
	}
	var f closure
	var list []hub.Closure
	if err = c.Decode(&f); err == nil {
		if list = f.holidays(); len(list) == 0 && f.Do == "holidays" {
			c.Flash("info", "staff.closed.choose")
			return c.Redirect(factsPath(v.hub.ID) + "#suljetut")
		} else if len(list) == 0 {
			list, err = f.days(v.hub)
		}
	}
	if err == nil {
		err = p.Hubs.CloseDays(c.Context(), c.Actor(), v.hub.ID, list)
	}
	if err != nil {
		return v.again(c, err, func(f ui.Form) {
			f.ID = closeID
			v.closing = f
		})
	}
	fresh := url.Values{}
	for _, one := range list {
		if !slices.ContainsFunc(v.hub.Closures, func(c hub.Closure) bool { return c.Day == one.Day }) {
			fresh.Add("day", one.Day.String())
		}
	}
	said := []any{"Count", len(list), "Day", dates.Format(list[0].Day, c.Lang()), "Last", dates.Format(list[len(list)-1].Day, c.Lang())}
	if len(fresh) == 0 { // only the reason is another one now
		c.Flash("ok", "staff.closed.done", said...)
	} else {
		c.FlashUndo(page.Undo{Path: homePath(v.hub.ID) + "/suljetut/avaa", Values: fresh}, "staff.closed.done", said...)
	}
	return c.Redirect(factsPath(v.hub.ID) + "#suljetut")
}

// closeID and openID tell the forms that close and open days from the others of the page.
const (
	closeID = "sulje"
	openID  = "avaa"
)

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
