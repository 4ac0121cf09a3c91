package admin

import (
	"strconv"

	"github.com/gofiber/fiber/v2"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/web/page"
)

// paidOn is the day on which the money came.
type paidOn struct {
	Day dates.Date `form:"paid_on"`
}

// markPaid records that an invoice was paid by bank transfer.
func (p bookingPages) markPaid(c *page.Ctx) error {
	number, err := c.ParamInt64("number")
	if err != nil {
		return err
	}
	var f paidOn
	err = c.Form(&f)
	if err == nil && f.Day.IsZero() {
		err = fault.OnField("paid_on", "field.required")
	}
	if err == nil {
		err = p.Billing.MarkPaid(c.Context(), c.Actor(), number, f.Day)
	}
	if err != nil {
		return p.notPaid(c, number, err)
	}
	c.Flash("ok", "adminbooking.paid", "Number", strconv.FormatInt(number, 10))
	return c.Redirect(networkPath("/talous?tila=open"))
}

// notPaid shows the list again with the day as it was typed.
func (p bookingPages) notPaid(c *page.Ctx, number int64, err error) error {
	status := fiber.StatusUnprocessableEntity
	switch fault.CodeOf(err) {
	case fault.Invalid:
	case fault.Conflict:
		status = fiber.StatusConflict
	default:
		return err
	}
	v, failed := p.moneyView(c, "open")
	if failed != nil {
		return failed
	}
	v.row, v.form = number, c.Typed(paidForm(number), err)
	return c.Render(status, moneyPage(v))
}

func paidForm(number int64) string { return "maksettu-" + strconv.FormatInt(number, 10) }
