package admin

import (
	"context"
	"net/url"
	"slices"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages/booking"
)

// bookingList is a page of the network's bookings.
type bookingList struct {
	state booking.State // "": all
	list  []booking.Booking
	older int64 // the id to go on before; 0 when this is the end
}

// bookingsPerPage is how many the service gives at a time.
const bookingsPerPage = 100

var bookingStates = []booking.State{
	"", booking.Held, booking.AwaitingPayment, booking.Confirmed, booking.Completed, booking.Cancelled, booking.Expired,
}

// bookings lists the network's bookings, the newest first.
func (p bookingPages) bookings(c *page.Ctx) error {
	v := bookingList{state: booking.State(c.Query("tila"))}
	if !slices.Contains(bookingStates, v.state) {
		v.state = ""
	}
	before, err := strconv.ParseInt(c.Query("ennen"), 10, 64)
	if err != nil || before < 0 {
		before = 0
	}
	if v.list, err = p.Bookings.All(c.Context(), c.Actor(), v.state, before); err != nil {
		return err
	}
	if n := len(v.list); n == bookingsPerPage {
		v.older = v.list[n-1].ID
	}
	return c.Render(fiber.StatusOK, bookingsPage(v))
}

// path is the list in a state, from a booking on.
func (v bookingList) path(state booking.State, before int64) string {
	q := url.Values{}
	if state != "" {
		q.Set("tila", string(state))
	}
	if before > 0 {
		q.Set("ennen", strconv.FormatInt(before, 10))
	}
	if len(q) == 0 {
		return networkPath("/varaukset")
	}
	return networkPath("/varaukset?" + q.Encode())
}

func (v bookingList) tabs(ctx context.Context) []ui.Tab {
	var tabs []ui.Tab
	for _, s := range bookingStates {
		text := ui.T(ctx, "adminbooking.all")
		if s != "" {
			text = ui.T(ctx, "stay.state."+string(s))
		}
		tabs = append(tabs, ui.Tab{Text: text, Href: ui.Href(ctx, v.path(s, 0)), Current: s == v.state})
	}
	return tabs
}
