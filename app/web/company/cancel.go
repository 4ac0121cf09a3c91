package company

import (
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/packages/booking"
)

// cancelForm cancels a booking. Percent is what the page said would come back: if the day has turned meanwhile and it is
// another, the page is shown again instead.
type cancelForm struct {
	Reason  string `form:"reason" validate:"max=500"`
	Percent int    `form:"percent"`
	Full    bool   `form:"full"` // everything back whatever the policy says: network admins only
}

// cancel ends a booking before the stay.
func (p pages) cancel(c *page.Ctx) error {
	var f cancelForm
	err := c.Form(&f)
	if err == nil {
		err = p.unchanged(c, f)
	}
	if err == nil {
		err = p.Billing.Cancel(c.Context(), c.Actor(), c.Param("ref"), f.Reason, f.Full)
	}
	if err != nil && !p.isNow(c, err, booking.Cancelled) {
		return p.refused(c, err, func(v *view) { v.cancelled = c.Typed("cancel", err) })
	}
	c.Flash("ok", "company.cancelled")
	return c.Redirect(BookingPath(c.Param("ref")))
}

// isNow says whether a conflict only means that what was asked for has been done already: by the same button pressed twice, or
// by a colleague. The answer is then the same as that to the first press.
func (p pages) isNow(c *page.Ctx, err error, wanted booking.State) bool {
	if fault.CodeOf(err) != fault.Conflict {
		return false
	}
	d, failed := p.Bookings.ByRef(c.Context(), c.Actor(), c.Param("ref"))
	return failed == nil && d.State == wanted
}

// unchanged compares what the form promised with what the policy says now.
func (p pages) unchanged(c *page.Ctx, f cancelForm) error {
	d, err := p.Bookings.ByRef(c.Context(), c.Actor(), c.Param("ref"))
	if err != nil || f.Full || d.State != booking.Confirmed {
		return err
	}
	now, err := p.Billing.CancelPreview(c.Context(), c.Actor(), d)
	if err == nil && now.Percent != f.Percent {
		err = fault.New(fault.Conflict, "company.cancel.changed")
	}
	return err
}
