package company

import (
	"strconv"

	"github.com/hubittaako/hubittaako/app/web/desks"
	"github.com/hubittaako/hubittaako/app/web/elsewhere"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/packages/booking"
)

// movesView is the days at other hubs, of everybody who comes along.
func (p pages) movesView(c *page.Ctx, d booking.Detail) (elsewhere.View, error) {
	choices, err := p.Bookings.MoveChoices(c.Context(), d)
	return elsewhere.View{Base: BookingPath(d.Ref) + "/" + elsewhere.ID, Moves: d.Moves, Choices: choices, People: d.Participants, Today: p.today()}, err
}

// askMove asks for a day at another hub for one of those who come along.
func (p pages) askMove(c *page.Ctx) error {
	d, err := p.Bookings.ByRef(c.Context(), c.Actor(), c.Param("ref"))
	if err != nil {
		return err
	}
	return elsewhere.Ask(c, p.Bookings, c.Actor(), d.Ref, tokenAt(d, c.FormValue("person")), BookingPath(d.Ref))
}

// actOnMove takes a move back, or agrees to change places for one of those who come along.
func (p pages) actOnMove(c *page.Ctx) error {
	ref := c.Param("ref")
	return elsewhere.Act(c, p.Bookings, c.Actor(), ref, "", BookingPath(ref))
}

// wishDesk stores what one of those who come along wishes for.
func (p pages) wishDesk(c *page.Ctx) error {
	d, err := p.Bookings.ByRef(c.Context(), c.Actor(), c.Param("ref"))
	if err != nil {
		return err
	}
	return desks.Wish(c, p.Desks, c.Actor(), d.Ref, tokenAt(d, c.FormValue("person")), BookingPath(d.Ref))
}

// tokenAt is the token of whoever has the position in the group; none for anything else.
func tokenAt(d booking.Detail, position string) string {
	n, _ := strconv.Atoi(position)
	for _, one := range d.Participants {
		if one.Position == n {
			return one.Token
		}
	}
	return ""
}
