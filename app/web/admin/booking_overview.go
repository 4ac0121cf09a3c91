package admin

import (
	"context"
	"slices"
	"strconv"
	"time"

	"github.com/gofiber/fiber/v2"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages/billing"
	"github.com/hubittaako/hubittaako/packages/booking"
	"github.com/hubittaako/hubittaako/partners"
)

// overview is what waits for a network admin, and what was booked last.
type overview struct {
	applied    []partners.Partner
	mismatches []billing.Mismatch
	refunds    []billing.Refund
	out        billing.Receivables
	week       int // bookings made since Monday that have not lapsed or been cancelled
	latest     []booking.Booking
	months     []booking.MonthSold // from this month on
}

// How much of the bookings the overview shows: the latest, and the coming months until nothing more is sold.
const (
	latestBookings = 8
	soldMonths     = 12
	fewestMonths   = 3
)

// overview is the first page of the administration.
func (p bookingPages) overview(c *page.Ctx) error {
	var v overview
	var err error
	if v.applied, err = p.Partners.Partners(c.Context(), c.Actor(), partners.Applied); err != nil {
		return err
	}
	if v.mismatches, err = p.Billing.Mismatches(c.Context(), c.Actor()); err != nil {
		return err
	}
	if v.refunds, err = p.Billing.BankRefunds(c.Context(), c.Actor()); err != nil {
		return err
	}
	if v.out, err = p.Billing.Receivables(c.Context(), c.Actor()); err != nil {
		return err
	}
	found, err := p.Bookings.Find(c.Context(), c.Actor(), booking.Filter{})
	if err != nil {
		return err
	}
	if v.months, err = p.Bookings.Months(c.Context(), c.Actor(), p.today().MonthOf(), soldMonths); err != nil {
		return err
	}
	for len(v.months) > fewestMonths && v.months[len(v.months)-1].Stays == 0 {
		v.months = v.months[:len(v.months)-1]
	}
	v.week = madeSince(found.List, dates.At(p.today().StartOfWeek(), 0))
	v.latest = found.List[:min(len(found.List), latestBookings)]
	return c.Render(fiber.StatusOK, overviewPage(v))
}

// madeSince counts bookings in a list of the newest. More than one list of them in a week is more than anybody counts.
func madeSince(newest []booking.Booking, since time.Time) int {
	n := 0
	for _, b := range newest {
		if !b.CreatedAt.Before(since) && b.State != booking.Expired && b.State != booking.Cancelled {
			n++
		}
	}
	return n
}

// task is one thing that a network admin has to do.
type task struct {
	chip             ui.ChipText
	text, link, href string
}

// tasks are what waits: other people's money first, then those who wait for an answer, then ours.
func (v overview) tasks(ctx context.Context) (list []task) {
	add := func(kind, what, text, path string) {
		list = append(list, task{
			ui.StateChip(kind, ui.T(ctx, "adminwork.tasks."+what+".chip")), text, ui.T(ctx, "adminwork.tasks."+what+".link"), ui.Href(ctx, networkPath(path)),
		})
	}
	for _, m := range v.mismatches {
		add("bad", "mismatch", ui.T(ctx, "adminwork.tasks.mismatch.text", "Company", m.Company, "Ref", m.Ref), "/talous#tasmaamattomat")
	}
	for _, r := range v.refunds {
		add("warn", "refund", ui.T(ctx, "adminwork.tasks.refund.text", "Company", r.Company, "Ref", r.Ref, "Sum", ui.Money(ctx, r.Amount)), "/talous#palautukset")
	}
	for _, a := range v.applied {
		add("warn", "application", ui.T(ctx, "adminwork.tasks.application.text", "Name", a.Name, "Place", a.Municipality, "Day", ui.Date(ctx, dates.Of(a.CreatedAt))),
			"/kumppanit#hakemus-"+strconv.FormatInt(a.ID, 10))
	}
	if v.out.Late > 0 {
		add("bad", "late", ui.T(ctx, "adminwork.tasks.late.text", "Count", v.out.Late, "Sum", ui.Money(ctx, v.out.LateCents)), "/talous?tila="+billing.Late)
	}
	return list
}

// facts are the network in numbers.
func (v overview) facts(ctx context.Context) []ui.Fact {
	return []ui.Fact{
		{Term: ui.T(ctx, "adminwork.week"), Text: strconv.Itoa(v.week), Big: true},
		{Term: ui.T(ctx, "adminwork.open", "Count", v.out.Open), Text: ui.MoneyShort(ctx, v.out.OpenCents), Big: true},
		{Term: ui.T(ctx, "adminwork.late", "Count", v.out.Late), Text: ui.MoneyShort(ctx, v.out.LateCents), Big: true},
	}
}

// sold is what the coming months bring.
func (v overview) sold(ctx context.Context) ui.Measured {
	m := ui.Measured{
		Caption: ui.T(ctx, "adminwork.sold.title"), Head: ui.T(ctx, "adminwork.sold.month"),
		Columns: []string{ui.T(ctx, "adminwork.sold.stays"), ui.T(ctx, "adminbooking.people"), ui.T(ctx, "adminbooking.sum")},
	}
	for _, one := range v.months {
		m.Rows = append(m.Rows, ui.MeasuredRow{
			Text: ui.MonthCap(ctx, one.Month), Value: one.Gross, Ahead: true, Quiet: one.Stays == 0,
			Cells: ui.Cells(strconv.Itoa(one.Stays), strconv.Itoa(one.People), ui.MoneyShort(ctx, one.Gross)),
		})
	}
	return m
}

func (v overview) anySold() bool {
	return slices.ContainsFunc(v.months, func(m booking.MonthSold) bool { return m.Gross > 0 })
}
