package company

import (
	"github.com/gofiber/fiber/v2"

	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/packages/booking"
)

// sessionView is one session of a stay, or none for one more, and what may come in its place.
type sessionView struct {
	d    booking.Detail
	a    booking.Alternatives
	loss *booking.Loss
}

// showSession is the page of one session: another time, another activity, or without.
func (p pages) showSession(c *page.Ctx) error {
	id, err := c.ParamInt64("session")
	if err != nil {
		return err
	}
	return p.alternatives(c, id)
}

// showAddable is the page of what a stay may add.
func (p pages) showAddable(c *page.Ctx) error { return p.alternatives(c, 0) }

func (p pages) alternatives(c *page.Ctx, session int64) error {
	d, err := p.Bookings.ByRef(c.Context(), c.Actor(), c.Param("ref"))
	if err != nil {
		return err
	}
	if !d.State.Live() {
		return p.refused(c, fault.New(fault.Conflict, "fault.booking_state").With("State", string(d.State)), nil)
	}
	v := sessionView{d: d}
	if v.a, err = p.Bookings.AlternativesTo(c.Context(), c.Actor(), d, session); err != nil {
		return p.refused(c, err, nil)
	}
	losses, err := p.Bookings.LossesOf(c.Context(), c.Actor(), d.Booking)
	if err != nil {
		return err
	}
	for _, l := range losses {
		if l.SessionID == session {
			v.loss = &l
		}
	}
	return c.Render(fiber.StatusOK, sessionPage(v))
}
