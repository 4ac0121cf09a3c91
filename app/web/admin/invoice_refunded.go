package admin

import (
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/web/page"
)

// markRefunded records that a refund was paid by bank transfer.
func (p bookingPages) markRefunded(c *page.Ctx) error {
	id, err := c.ParamInt64("id")
	if err != nil {
		return err
	}
	switch err := p.Billing.MarkRefunded(c.Context(), c.Actor(), id); {
	case fault.CodeOf(err) == fault.Conflict: // somebody else did it, or the button was pressed twice
		c.Flash("info", fault.As(err).Key)
	case err != nil:
		return err
	default:
		c.Flash("ok", "adminbooking.refunded")
	}
	return c.Redirect(networkPath("/talous"))
}
