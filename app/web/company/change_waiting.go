package company

import "github.com/hubittaako/hubittaako/app/web/page"

// payDifference leads to the pay page of the change that waits.
func (p pages) payDifference(c *page.Ctx) error {
	path := BookingPath(c.Param("ref"))
	address, err := p.Billing.PayDifference(c.Context(), c.Actor(), c.Param("ref"), c.URL(path+"/maksu")+"?session_id={CHECKOUT_SESSION_ID}", c.URL(path))
	if err != nil {
		return p.refused(c, err, nil)
	}
	return c.RedirectOut(address)
}

// withdrawChange lets go of the change that waits.
func (p pages) withdrawChange(c *page.Ctx) error {
	if err := p.Billing.WithdrawChange(c.Context(), c.Actor(), c.Param("ref")); err != nil {
		return p.refused(c, err, nil)
	}
	c.Flash("ok", "company.change.withdrawn")
	return c.Redirect(BookingPath(c.Param("ref")))
}
