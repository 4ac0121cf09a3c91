package company

import (
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/packages/booking"
)

// setFallback keeps what is done where a partner calls a session off and nobody answers.
func (p pages) setFallback(c *page.Ctx) error {
	if err := p.Bookings.SetFallback(c.Context(), c.Actor(), c.Param("ref"), booking.Fallback(c.FormValue("fallback"))); err != nil {
		return p.refused(c, err, nil)
	}
	c.Flash("ok", "company.fallback.saved")
	return c.Redirect(BookingPath(c.Param("ref")) + "#ohjelman-muutokset")
}
