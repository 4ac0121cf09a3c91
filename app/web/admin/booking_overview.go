package admin

import (
	"time"

	"github.com/gofiber/fiber/v2"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/packages/billing"
	"github.com/hubittaako/hubittaako/packages/booking"
)

// overview is what waits for a network admin, and what was booked last.
type overview struct {
	applications int
	open         []billing.Document
	late         int
	refunds      []billing.Refund
	week         int // bookings made since Monday that have not lapsed or been cancelled
	latest       []booking.Booking
}

const latestBookings = 8

// overview is the first page of the administration.
func (p bookingPages) overview(c *page.Ctx) error {
	var v overview
	var err error
	if v.applications, err = p.Partners.Applications(c.Context(), c.Actor()); err != nil {
		return err
	}
	if v.open, err = p.Billing.Documents(c.Context(), c.Actor(), "open"); err != nil {
		return err
	}
	for _, d := range v.open {
		if late(d, p.today()) {
			v.late++
		}
	}
	if v.refunds, err = p.Billing.BankRefunds(c.Context(), c.Actor()); err != nil {
		return err
	}
	if v.latest, err = p.Bookings.All(c.Context(), c.Actor(), "", 0); err != nil {
		return err
	}
	v.week = madeSince(v.latest, dates.At(p.today().StartOfWeek(), 0))
	v.latest = v.latest[:min(len(v.latest), latestBookings)]
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

// refundsPath is where refunds are, on a page that has a place for them only when there are some.
func (v overview) refundsPath() string {
	if len(v.refunds) == 0 {
		return networkPath("/talous")
	}
	return networkPath("/talous#palautukset")
}
