package company

import (
	"github.com/gofiber/fiber/v2"

	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/packages/billing"
	"github.com/hubittaako/hubittaako/packages/booking"
)

// payByCard sends the booker to the pay page.
func (p pages) payByCard(c *page.Ctx) error {
	path := BookingPath(c.Param("ref"))
	address, err := p.Billing.PayByCard(c.Context(), c.Actor(), c.Param("ref"), c.URL(path+"/maksu")+"?session_id={CHECKOUT_SESSION_ID}", c.URL(path)+"?maksu=kesken")
	switch {
	case p.isNow(c, err, booking.Confirmed):
		return p.alreadyPaid(c)
	case err != nil:
		return p.refused(c, err, nil)
	case address == "":
		c.Flash("ok", "company.confirmed")
		return c.Redirect(path)
	}
	return c.RedirectOut(address)
}

// paid is where the booker comes back from the pay page. The news may have been here before; asking again does no harm.
func (p pages) paid(c *page.Ctx) error {
	v, err := p.view(c)
	if err != nil {
		return err
	}
	session := c.Query("session_id")
	if !ownSession(v.payments, session) {
		return c.Redirect(BookingPath(v.d.Ref))
	}
	outcome, err := p.Billing.Settle(c.Context(), session)
	if fault.CodeOf(err) == fault.Unavailable {
		return p.refused(c, err, nil)
	} else if err != nil {
		return err
	}
	if v, err = p.view(c); err != nil {
		return err
	}
	return c.Render(fiber.StatusOK, outcomePage(v, shownOutcome(outcome, v, session)))
}

// ownSession says whether the pay page is one of the booking's.
func ownSession(payments []billing.Payment, session string) bool {
	for _, p := range payments {
		if session != "" && p.Session == session {
			return true
		}
	}
	return false
}

// shownOutcome is what the booker is told: what happened to this payment, however often the page is opened.
func shownOutcome(outcome string, v view, session string) string {
	for _, p := range v.payments {
		if p.Session == session && p.ChangeID != 0 {
			return shownDifference(outcome, p)
		}
	}
	if outcome != billing.OutcomeKnown {
		return outcome
	}
	for _, p := range v.payments {
		if p.Session == session && p.Refunded > 0 && p.Refunded == p.Amount && v.d.State != booking.Cancelled {
			return billing.OutcomeReturned
		}
	}
	return billing.OutcomeConfirmed
}

// shownDifference is shownOutcome for what a change costs.
func shownDifference(outcome string, p billing.Payment) string {
	switch outcome {
	case billing.OutcomeConfirmed:
		return "change_confirmed"
	case billing.OutcomeReturned:
		return "change_returned"
	case billing.OutcomeExpired:
		return "change_expired"
	case billing.OutcomeKnown:
		if p.Refunded > 0 && p.Refunded == p.Amount {
			return "change_returned"
		}
		return "change_confirmed"
	}
	return outcome
}
