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
	find  string
	list  []booking.Booking
	first bool  // the newest are here
	older int64 // the id to go on before; 0 when this is the end
}

var bookingStates = []booking.State{
	"", booking.Held, booking.AwaitingPayment, booking.Confirmed, booking.Completed, booking.Cancelled, booking.Expired,
}

// bookings lists the network's bookings, the newest first.
func (p bookingPages) bookings(c *page.Ctx) error {
	v := bookingList{state: booking.State(c.Query("tila")), find: c.Query("haku")}
	if !slices.Contains(bookingStates, v.state) {
		v.state = ""
	}
	before := before(c)
	found, err := p.Bookings.Find(c.Context(), c.Actor(), booking.Filter{State: v.state, Text: v.find, Before: before})
	if err != nil {
		return err
	}
	v.list, v.older, v.first = found.List, found.Older, before == 0
	return c.Render(fiber.StatusOK, bookingsPage(v))
}

// before is the row that a page of a list goes on before, 0 for the first page.
func before(c *page.Ctx) int64 {
	n, err := strconv.ParseInt(c.Query("ennen"), 10, 64)
	if err != nil || n < 0 {
		return 0
	}
	return n
}

// listPath is a list's address with what narrows it; empty values are left out.
func listPath(path string, pairs ...string) string {
	q := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i+1] != "" && pairs[i+1] != "0" {
			q.Set(pairs[i], pairs[i+1])
		}
	}
	if len(q) == 0 {
		return networkPath(path)
	}
	return networkPath(path + "?" + q.Encode())
}

// path is the list in a state, from a booking on.
func (v bookingList) path(state booking.State, before int64) string {
	return listPath("/varaukset", "tila", string(state), "haku", v.find, "ennen", strconv.FormatInt(before, 10))
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

// next is the older part of the list, "" when there is none.
func (v bookingList) next() string {
	if v.older == 0 {
		return ""
	}
	return v.path(v.state, v.older)
}
