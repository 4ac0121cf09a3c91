package company

import (
	"errors"

	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/packages/billing"
	"github.com/hubittaako/hubittaako/packages/booking"
)

// changeForm makes a change. Expect is the difference in cents that the page showed; Method is how it is paid where it is to be.
type changeForm struct {
	wish
	Expect int64  `form:"expect"`
	Method string `form:"method" validate:"omitempty,oneof=card invoice"`
}

// makeChange makes a change, or leads to the pay page of one that costs more.
func (p pages) makeChange(c *page.Ctx) error {
	var f changeForm
	if err := c.Form(&f); err != nil {
		return p.notChanged(c, f.wish, err)
	}
	key, err := c.OpKey()
	if err != nil {
		return err
	}
	path := BookingPath(c.Param("ref"))
	made, err := p.Billing.Change(c.Context(), c.Actor(), c.Param("ref"), billing.ChangeRequest{
		Wish: f.wish.wish(), Expect: f.Expect, Method: f.Method, OpKey: key,
		SuccessURL: c.URL(path+"/maksu") + "?session_id={CHECKOUT_SESSION_ID}", CancelURL: c.URL(path),
	})
	switch {
	case err != nil:
		return p.notChanged(c, f.wish, err)
	case made.State == booking.ChangeWaiting:
		return c.RedirectOut(made.URL)
	}
	c.Flash("ok", "company.change.done")
	return c.Redirect(path)
}

// notChanged shows the choice as it is now, with why it was not made.
func (p pages) notChanged(c *page.Ctx, w wish, err error) error {
	status := problemStatus[fault.CodeOf(err)]
	if status == 0 {
		return err
	}
	v, failed := p.changeView(c, w)
	if failed != nil {
		return failed
	}
	var cannot *booking.CannotChange
	if !errors.As(err, &cannot) || v.cannot == nil {
		f := fault.As(err)
		v.problem = c.T(f.Key, args(f)...)
	}
	return c.Render(status, changePage(v))
}
