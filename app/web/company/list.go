package company

import (
	"cmp"
	"context"
	"slices"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/stayview"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages/billing"
	"github.com/hubittaako/hubittaako/packages/booking"
)

// bookingList is a company's bookings: what waits for it, who is away now, what comes, what has been.
type bookingList struct {
	company                   int64
	name                      string
	today                     dates.Date
	waiting, now, coming, old []booking.Booking
	open                      []billing.Document // invoices that wait to be paid
	queue                     []booking.QueueEntry
	older                     int64 // the booking to go on before; 0 when this is the end
}

// nameWithin is how many days before a stay its participants should be named.
const nameWithin = 30

// list shows a company's bookings, from the newest on or before one.
func (p pages) list(c *page.Ctx) error {
	id, err := c.ParamInt64("company")
	if err != nil {
		return err
	}
	before, _ := strconv.ParseInt(c.Query("ennen"), 10, 64)
	found, err := p.Bookings.Find(c.Context(), c.Actor(), booking.Filter{Company: id, Before: before})
	if err != nil {
		return err
	}
	l := bookingList{company: id, today: p.today(), older: found.Older}
	for _, b := range found.List {
		l.name = b.CompanyName
		switch {
		case b.State.OnHold():
			l.waiting = append(l.waiting, b)
		case b.State == booking.Confirmed && !b.StartsOn.After(l.today) && !b.EndsOn.Before(l.today):
			l.now = append(l.now, b)
		case b.State == booking.Confirmed && b.StartsOn.After(l.today):
			l.coming = append(l.coming, b)
		default:
			l.old = append(l.old, b)
		}
	}
	slices.SortStableFunc(l.coming, func(a, b booking.Booking) int { return a.StartsOn.Compare(b.StartsOn) })
	open, err := p.Billing.FindDocuments(c.Context(), c.Actor(), billing.DocumentFilter{Company: id, State: "open"})
	if err != nil {
		return err
	}
	l.open = open.List
	if l.queue, err = p.Bookings.QueueOf(c.Context(), c.Actor(), id); err != nil {
		return err
	}
	slices.SortFunc(l.open, func(a, b billing.Document) int {
		return cmp.Or(a.DueOn.Compare(b.DueOn), cmp.Compare(a.Number, b.Number))
	})
	return c.Render(fiber.StatusOK, listPage(l))
}

// unnamed are the coming stays whose participants should be named by now.
func (l bookingList) unnamed() (list []booking.Booking) {
	for _, b := range append(slices.Clone(l.now), l.coming...) {
		if b.Named < b.People && b.StartsOn.Sub(l.today) <= nameWithin {
			list = append(list, b)
		}
	}
	return list
}

// todo says whether anything waits for the company.
func (l bookingList) todo() bool { return len(l.waiting)+len(l.open)+len(l.unnamed()) > 0 }

func (l bookingList) empty() bool {
	return len(l.waiting)+len(l.now)+len(l.coming)+len(l.old)+len(l.queue) == 0
}

// row is a booking as a line of the list.
func row(ctx context.Context, b booking.Booking) ui.Hit {
	h := ui.Hit{Card: ui.Card{
		Picture: ui.Picture{Poster: stayview.BookingPoster(b, false)}, Title: b.Name(ui.Lang(ctx)), Lang: ui.OtherLang(ctx, b.NameText()), Href: ui.Href(ctx, BookingPath(b.Ref)),
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
