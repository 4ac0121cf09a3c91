package company

import (
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/packages/billing"
	"github.com/hubittaako/hubittaako/packages/booking"
)

// payByInvoice confirms the booking against an invoice.
func (p pages) payByInvoice(c *page.Ctx) error {
	err := p.Billing.PayByInvoice(c.Context(), c.Actor(), c.Param("ref"))
	switch {
	case err == nil:
		c.Flash("ok", "company.invoiced")
	case p.isNow(c, err, booking.Confirmed):
		return p.alreadyPaid(c)
	default:
		return p.refused(c, err, nil)
	}
	return c.Redirect(BookingPath(c.Param("ref")))
}

// alreadyPaid answers a payment of what is confirmed already: the button was pressed twice, or a colleague was faster.
func (p pages) alreadyPaid(c *page.Ctx) error {
	v, err := p.view(c)
	if err != nil {
		return err
	}
	kind, message := "info", "fault.already_paid"
	for _, paid := range v.payments {
		if paid.Method == billing.Invoice && paid.State == billing.PaymentOpen {
			kind, message = "ok", "company.invoiced"
		}
	}
	c.Flash(kind, message)
	return c.Redirect(BookingPath(v.d.Ref))
}
