package company

import "github.com/hubittaako/hubittaako/app/web/page"

// payByInvoice confirms the booking against an invoice.
func (p pages) payByInvoice(c *page.Ctx) error {
	if err := p.Billing.PayByInvoice(c.Context(), c.Actor(), c.Param("ref")); err != nil {
		return p.refused(c, err, nil)
	}
	c.Flash("ok", "company.invoiced")
	return c.Redirect(BookingPath(c.Param("ref")))
}
