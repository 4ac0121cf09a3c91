package admin

import (
	"strconv"

	"github.com/gofiber/fiber/v2"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/packages/billing"
)

// paidForm is the day on which the money of the ticked invoices came. Marking cannot be taken back, so the form is sent twice: the
// first time it is shown again with what it would do.
type paidForm struct {
	Numbers []int64    `form:"number" validate:"max=100"`
	Day     dates.Date `form:"paid_on"`
	Sure    bool       `form:"sure"`
}

// markPaid records that invoices were paid by bank transfer.
func (p bookingPages) markPaid(c *page.Ctx) error {
	var f paidForm
	err := c.Form(&f)
	switch {
	case err == nil && len(f.Numbers) == 0:
		err = fault.New(fault.Invalid, "fault.invoices_chosen")
	case err == nil && f.Day.IsZero():
		err = fault.OnField("paid_on", "field.required")
	case err == nil && f.Day.After(p.today()):
		err = fault.OnField("paid_on", "field.date_future")
	}
	if err != nil {
		return p.notPaid(c, err)
	}
	if !f.Sure {
		return p.askPaid(c, f)
	}
	n, err := p.Billing.MarkPaidMany(c.Context(), c.Actor(), f.Numbers, f.Day)
	if err != nil {
		return p.notPaid(c, err)
	}
	c.Flash("ok", "adminwork.paid", "Count", n, "Number", strconv.FormatInt(f.Numbers[0], 10))
	return c.Redirect(networkPath("/talous?tila=open"))
}

// paidView is what marking would do.
type paidView struct {
	list []billing.Document
	day  dates.Date
}

func (v paidView) sum() (cents int64) {
	for _, d := range v.list {
		cents += d.Due()
	}
	return cents
}

// askPaid shows the invoices with their sum before they are marked.
func (p bookingPages) askPaid(c *page.Ctx, f paidForm) error {
	v := paidView{day: f.Day}
	for _, number := range f.Numbers {
		d, err := p.Billing.DocumentByNumber(c.Context(), c.Actor(), number)
		if err != nil {
			return err
		}
		if d.Due() > 0 {
			v.list = append(v.list, d)
		}
	}
	if len(v.list) == 0 {
		return p.notPaid(c, fault.New(fault.Conflict, "fault.invoice_not_open"))
	}
	return c.Render(fiber.StatusOK, paidPage(v))
}

// notPaid shows the list again with what was ticked and typed.
func (p bookingPages) notPaid(c *page.Ctx, err error) error {
	status := fiber.StatusUnprocessableEntity
	switch fault.CodeOf(err) {
	case fault.Invalid:
	case fault.Conflict:
		status = fiber.StatusConflict
	default:
		return err
	}
	v, failed := p.moneyView(c)
	if failed != nil {
		return failed
	}
	v.form = c.Typed(paidID, err)
	return c.Render(status, moneyPage(v))
}
