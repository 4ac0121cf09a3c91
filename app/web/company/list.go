package company

import (
	"context"
	"slices"

	"github.com/gofiber/fiber/v2"

	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/stayview"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages/booking"
)

// bookingList is a company's bookings: what waits for it, what comes, what has been.
type bookingList struct {
	company              int64
	name                 string
	waiting, coming, old []booking.Booking
}

// list shows a company's bookings.
func (p pages) list(c *page.Ctx) error {
	id, err := c.ParamInt64("company")
	if err != nil {
		return err
	}
	all, err := p.Bookings.ForCompany(c.Context(), c.Actor(), id)
	if err != nil {
		return err
	}
	l := bookingList{company: id}
	for _, b := range all {
		l.name = b.CompanyName
		switch {
		case b.State.OnHold():
			l.waiting = append(l.waiting, b)
		case b.State == booking.Confirmed:
			l.coming = append(l.coming, b)
		default:
			l.old = append(l.old, b)
		}
	}
	slices.SortStableFunc(l.coming, func(a, b booking.Booking) int { return a.StartsOn.Compare(b.StartsOn) })
	return c.Render(fiber.StatusOK, listPage(l))
}

// row is a booking as a line of the list.
func row(ctx context.Context, b booking.Booking) ui.Hit {
	h := ui.Hit{Card: ui.Card{
		Picture: ui.Picture{Poster: stayview.BookingPoster(b, false)}, Title: b.Name(ui.Lang(ctx)), Href: ui.Href(ctx, BookingPath(b.Ref)),
		Place: ui.DateRange(ctx, b.StartsOn, b.EndsOn), Text: b.Hubs + ", " + ui.T(ctx, "stay.people", "Count", b.People),
		Chips: []ui.ChipText{stayview.State(ctx, b.State)}, Price: ui.Money(ctx, b.Gross), PerWhat: ui.T(ctx, "company.incl_vat"),
		Aside: b.Ref, Level: 3,
	}}
	if b.State.OnHold() && b.HoldExpiresAt != nil {
		h.AsideSub = ui.T(ctx, "company.list.until", "Time", ui.Moment(ctx, *b.HoldExpiresAt))
	} else if b.State.Live() {
		h.AsideSub = ui.T(ctx, "company.list.named", "Named", b.Named, "People", b.People)
	}
	return h
}
