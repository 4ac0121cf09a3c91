package company

import (
	"context"

	"github.com/gofiber/fiber/v2"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/web/desks"
	"github.com/hubittaako/hubittaako/app/web/elsewhere"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages/billing"
	"github.com/hubittaako/hubittaako/packages/booking"
)

// view is everything that a booking's page shows.
type view struct {
	d         booking.Detail
	payments  []billing.Payment
	documents []billing.Document
	refunds   []billing.Refund
	invoicing bool // the company may pay by invoice
	cancel    billing.Cancellation
	today     dates.Date
	lapsed    bool // on hold, its time over: nothing can be paid any more
	admin     bool // a network admin looks
	left      bool // the pay page was left without paying
	problem   string
	people    ui.Form // participants as typed
	meanwhile meanwhile
	rooms     stayRooms
	changing  changing
	survey    surveying
	moves     elsewhere.View // days at other hubs
	desks     desks.View     // who sits where
	cancelled ui.Form        // the cancelling form as typed
}

// show is a booking's page.
func (p pages) show(c *page.Ctx) error {
	v, err := p.view(c)
	if err != nil {
		return err
	}
	v.left = c.Query("maksu") == "kesken"
	return c.Render(fiber.StatusOK, bookingPage(v))
}

// view reads a booking for its page.
func (p pages) view(c *page.Ctx) (view, error) {
	ctx, actor := c.Context(), c.Actor()
	d, err := p.Bookings.ByRef(ctx, actor, c.Param("ref"))
	if err != nil {
		return view{}, err
	}
	v := view{d: d, today: p.today(), admin: actor.IsAdmin(), people: participants(d)}
	v.lapsed = d.State.OnHold() && d.HoldExpiresAt != nil && !p.Now().Before(*d.HoldExpiresAt)
	if v.payments, err = p.Billing.PaymentsOf(ctx, actor, d.Booking); err != nil {
		return view{}, err
	}
	if v.documents, err = p.Billing.DocumentsOf(ctx, actor, d.Booking); err != nil {
		return view{}, err
	}
	if v.refunds, err = p.Billing.RefundsOf(ctx, actor, d.CompanyID, d.ID); err != nil {
		return view{}, err
	}
	if v.invoicing, err = p.Billing.InvoiceAllowed(ctx, actor, d.CompanyID); err != nil {
		return view{}, err
	}
	if v.moves, err = p.movesView(c, d); err != nil {
		return view{}, err
	}
	if v.desks, err = desks.Of(ctx, p.Desks, BookingPath(d.Ref)+"/"+desks.ID, d, false, d.Participants); err != nil {
		return view{}, err
	}
	v.cancel.Percent = nothingPaid
	if d.State == booking.Confirmed {
		if v.cancel, err = p.Billing.CancelPreview(ctx, actor, d); err != nil {
			return view{}, err
		}
	}
	if v.changing, err = p.changingOf(c, v); err != nil {
		return view{}, err
	}
	if v.survey, err = p.surveyingOf(c, v); err != nil {
		return view{}, err
	}
	if v.rooms, err = p.roomsOf(c, v); err != nil {
		return view{}, err
	}
	v.meanwhile, err = p.meanwhileOf(c, v)
	return v, err
}

// nothingPaid is the percentage in the form that lets an option go: no policy gives back so much, so that the form is no good
// any more once the stay is paid.
const nothingPaid = -1

var problemStatus = map[fault.Code]int{
	fault.Invalid: fiber.StatusUnprocessableEntity, fault.Forbidden: fiber.StatusForbidden, fault.Conflict: fiber.StatusConflict,
	fault.Gone: fiber.StatusGone, fault.Unavailable: fiber.StatusServiceUnavailable,
}

// refused shows the booking as it is now with the reason why an action was not done; what else went wrong goes to the error
// page. with may put the typed form back.
func (p pages) refused(c *page.Ctx, err error, with func(v *view)) error {
	status := problemStatus[fault.CodeOf(err)]
	if status == 0 {
		return err
	}
	v, failed := p.view(c)
	if failed != nil {
		return failed
	}
	f := fault.As(err)
	v.problem = c.T(f.Key, args(f)...)
	if with != nil {
		with(&v)
	}
	return c.Render(status, bookingPage(v))
}

// mayCancel: anything that is still ahead; network admins also what has begun.
func (v view) mayCancel() bool {
	switch {
	case v.d.State.OnHold():
		return true
	case v.d.State == booking.Confirmed:
		return v.admin || v.today.Before(v.d.StartsOn)
	}
	return false
}

// mayPay says whether the booking waits for its payment and can still have it.
func (v view) mayPay() bool { return v.d.State.OnHold() && !v.lapsed }

// alive says whether the stay is still ahead, going on, or was held: everything but called off.
func (v view) alive() bool { return v.d.State.Live() || v.d.State == booking.Completed }

// paidAndBack are what came in for the booking and what went back, in cents.
func (v view) paidAndBack() (paid, back int64) {
	for _, p := range v.payments {
		if p.State == billing.PaymentPaid {
			paid, back = paid+p.Amount, back+p.Refunded
		}
	}
	return paid, back
}

// openInvoice is the invoice that waits to be paid.
func (v view) openInvoice() (billing.Document, bool) {
	for _, d := range v.documents {
		if d.Due() > 0 {
			return d, true
		}
	}
	return billing.Document{}, false
}

// steps are the states that the booking went through and those ahead.
func (v view) steps(ctx context.Context) []ui.Step {
	held := ui.Step{Text: ui.T(ctx, "company.step.held"), Sub: v.when(ctx, booking.Held), State: "done"}
	confirmed := ui.Step{Text: ui.T(ctx, "company.step.confirmed"), Sub: v.when(ctx, booking.Confirmed), State: "done"}
	starts := ui.Step{Text: ui.T(ctx, "company.step.starts"), Sub: ui.Date(ctx, v.d.StartsOn)}
	switch v.d.State {
	case booking.Expired:
		return []ui.Step{held, {Text: ui.T(ctx, "company.step.expired"), Sub: v.when(ctx, booking.Expired), State: "now"}}
	case booking.Cancelled:
		gone := ui.Step{Text: ui.T(ctx, "company.step.cancelled"), Sub: v.when(ctx, booking.Cancelled), State: "now"}
		if confirmed.Sub == "" {
			return []ui.Step{held, gone}
		}
		return []ui.Step{held, confirmed, gone}
	case booking.Completed:
		starts.State = "done"
		return []ui.Step{held, confirmed, starts, {Text: ui.T(ctx, "company.step.completed"), Sub: ui.Date(ctx, v.d.EndsOn), State: "done"}}
	case booking.Confirmed:
		steps := []ui.Step{held, confirmed}
		if inv, open := v.openInvoice(); open {
			steps = append(steps, ui.Step{Text: ui.T(ctx, "company.step.invoice"), Sub: ui.T(ctx, "company.due", "Day", ui.Date(ctx, inv.DueOn)), State: "now"})
		} else {
			starts.State = "now"
		}
		return append(steps, starts)
	}
	confirmed.State = ""
	return []ui.Step{held, {Text: ui.T(ctx, "company.step.waiting."+string(v.d.State)), Sub: v.until(ctx), State: "now"}, confirmed, starts}
}

// when the booking last came into a state, in words; "" when it never did.
func (v view) when(ctx context.Context, s booking.State) (text string) {
	for _, e := range v.d.Events {
		if e.To == s {
			text = ui.Moment(ctx, e.At)
		}
	}
	return text
}

func (v view) until(ctx context.Context) string {
	if v.d.HoldExpiresAt == nil {
		return ""
	}
	return ui.T(ctx, "company.until", "Time", ui.Moment(ctx, *v.d.HoldExpiresAt))
}
