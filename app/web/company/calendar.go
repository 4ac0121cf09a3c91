package company

import "github.com/hubittaako/hubittaako/app/web/page"

// calendar is the stay as a file for people's own calendars.
func (p pages) calendar(c *page.Ctx) error {
	d, err := p.Bookings.ByRef(c.Context(), c.Actor(), c.Param("ref"))
	if err != nil {
		return err
	}
	more, err := p.entries(c, d)
	if err != nil {
		return err
	}
	return c.Download("hubittaako-"+d.Ref+".ics", "text/calendar; charset=utf-8", p.Calendar(d, c.Lang(), more...))
}
