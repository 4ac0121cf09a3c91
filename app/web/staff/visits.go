package staff

import (
	"context"
	"slices"
	"strconv"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/web/elsewhere"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages/booking"
	"github.com/hubittaako/hubittaako/packages/hub"
)

// visitsView is who comes to the hub for a day, who goes elsewhere for one, and who has asked.
type visitsView struct {
	hub    hub.Hub
	list   []booking.DayMove // from today on
	past   []booking.DayMove // of the last weeks, for what was answered or not
	free   map[dates.Date]int
	guests map[dates.Date][]booking.MoveGuest // who may be asked to change places, on days that are full
}

func visitsPath(hubID int64) string { return homePath(hubID) + "/paivavieraat" }

func visitPath(v visitsView, m booking.DayMove) string {
	return visitsPath(v.hub.ID) + "/" + itoa(m.ID)
}

// visits lists the moves from today on.
func (p pages) visits(c *page.Ctx) error {
	h, err := p.hub(c)
	if err != nil {
		return err
	}
	v := visitsView{hub: h}
	if v.list, err = p.movesAhead(c, h); err != nil {
		return err
	}
	if err := p.weigh(c, &v, v.asked()); err != nil {
		return err
	}
	if v.past, err = p.Bookings.MovesAtHub(c.Context(), c.Actor(), h.ID, dates.Through(p.today().AddDays(-movesPastDays), p.today().AddDays(-1))); err != nil {
		return err
	}
	return c.Render(200, visitsPage(v))
}

// weigh finds out what the hub may answer to wishes: what is free on their days, and who may be asked to change places.
func (p pages) weigh(c *page.Ctx, v *visitsView, asked []booking.DayMove) error {
	v.free, v.guests = map[dates.Date]int{}, map[dates.Date][]booking.MoveGuest{}
	for _, m := range asked {
		if _, known := v.free[m.Day]; known {
			continue
		}
		days, err := p.Hubs.Occupancy(c.Context(), c.Actor(), v.hub.ID, dates.Through(m.Day, m.Day))
		if err != nil {
			return err
		}
		v.free[m.Day] = days[0].Capacity - days[0].Taken
		if v.free[m.Day] > 0 {
			continue
		}
		if v.guests[m.Day], err = p.Bookings.MoveGuests(c.Context(), c.Actor(), v.hub.ID, m.Day); err != nil {
			return err
		}
	}
	return nil
}

// movesAheadDays is how far ahead the page lists who comes and goes for a day.
const movesAheadDays = 366

// movesPastDays is for how long the page still lists wishes whose day is over.
const movesPastDays = 30

// visit is one visitor for the hub that receives them: what it needs, and no more of the stay.
func (p pages) visit(c *page.Ctx) error {
	h, err := p.hub(c)
	if err != nil {
		return err
	}
	id, err := c.ParamInt64("move")
	if err != nil {
		return err
	}
	x, err := p.Bookings.VisitAtHub(c.Context(), c.Actor(), h.ID, id)
	if err != nil {
		return err
	}
	v := visitsView{hub: h}
	if x.State == booking.MoveAsked {
		if v.list, err = p.movesAhead(c, h); err != nil {
			return err
		}
	}
	if v.mayAnswer(x.DayMove) {
		if err := p.weigh(c, &v, []booking.DayMove{x.DayMove}); err != nil {
			return err
		}
	}
	return c.Render(200, visitPage(v, x))
}

// movesAhead are the moves from and to the hub from today on.
func (p pages) movesAhead(c *page.Ctx, h hub.Hub) ([]booking.DayMove, error) {
	return p.Bookings.MovesAtHub(c.Context(), c.Actor(), h.ID, dates.Through(p.today(), p.today().AddDays(movesAheadDays)))
}

// answerVisit accepts or declines a wish to come, exchanges it for another, or proposes an exchange.
func (p pages) answerVisit(c *page.Ctx) error {
	h, err := p.hub(c)
	if err != nil {
		return err
	}
	id, err := c.ParamInt64("move")
	if err != nil {
		return err
	}
	number := func(name string) int64 {
		n, _ := strconv.ParseInt(c.FormValue(name), 10, 64)
		return n
	}
	done := "visits.done." + c.FormValue("do")
	switch c.FormValue("do") {
	case "accept":
		err = p.Bookings.AcceptMove(c.Context(), c.Actor(), h.ID, id)
	case "swap":
		err = p.Bookings.SwapMoves(c.Context(), c.Actor(), h.ID, id, number("with"))
	case "propose":
		err = p.Bookings.ProposeSwap(c.Context(), c.Actor(), h.ID, id, number("guest"))
	case "decline":
		err = p.Bookings.DeclineMove(c.Context(), c.Actor(), h.ID, id, c.FormValue("reason"))
	default:
		err = fault.New(fault.Invalid, "fault.invalid")
	}
	switch fault.CodeOf(err) {
	case "":
		c.Flash("ok", done)
	case fault.Conflict:
		c.Flash("warn", fault.As(err).Key)
	case fault.Invalid:
		c.Flash("warn", "visits.reason_needed")
	default:
		return err
	}
	return c.Redirect(visitsPath(h.ID))
}

// asked are the wishes to come here that wait for an answer.
func (v visitsView) asked() []booking.DayMove {
	return chosen(v.list, func(m booking.DayMove) bool { return m.ToID == v.hub.ID && m.State == booking.MoveAsked })
}

// mayAnswer says whether a wish still waits for the hub's answer.
func (v visitsView) mayAnswer(m booking.DayMove) bool {
	return slices.ContainsFunc(v.asked(), func(a booking.DayMove) bool { return a.ID == m.ID })
}

// coming are those who come here for a day, leaving those who are elsewhere for one.
func (v visitsView) coming() []booking.DayMove {
	return chosen(v.list, func(m booking.DayMove) bool { return m.ToID == v.hub.ID && m.State == booking.MoveAccepted })
}

func (v visitsView) leaving() []booking.DayMove {
	return chosen(v.list, func(m booking.DayMove) bool { return m.FromID == v.hub.ID && m.State.Open() })
}

// answered are the wishes to come here that the hub has declined, or that nobody answered in time.
func (v visitsView) answered() []booking.DayMove {
	ended := func(m booking.DayMove) bool {
		return m.ToID == v.hub.ID && (m.State == booking.MoveDeclined || m.State == booking.MoveExpired)
	}
	return append(chosen(v.list, ended), chosen(v.past, ended)...)
}

func chosen(list []booking.DayMove, which func(booking.DayMove) bool) (some []booking.DayMove) {
	for _, m := range list {
		if which(m) {
			some = append(some, m)
		}
	}
	return some
}

func (v visitsView) guestOptions(day dates.Date) []ui.Option {
	var list []ui.Option
	for _, g := range v.guests[day] {
		list = append(list, ui.Option{Value: itoa(g.ID), Label: g.Name + ", " + g.Company})
	}
	return list
}

func (v visitsView) rows(ctx context.Context, list []booking.DayMove) []ui.Row {
	rows := make([]ui.Row, len(list))
	for i, m := range list {
		rows[i] = moveRow(ctx, m)
		if m.FromID == v.hub.ID {
			rows[i].Href = ui.Href(ctx, stayPath(v.hub.ID, m.Ref))
		} else {
			rows[i].Href = ui.Href(ctx, visitPath(v, m))
		}
	}
	return rows
}

func moveRow(ctx context.Context, m booking.DayMove) ui.Row {
	return ui.Row{
		Avatar: m.Company, Title: elsewhere.Who(ctx, m), Chips: []ui.ChipText{elsewhere.State(ctx, m)},
		Sub: ui.DateLong(ctx, m.Day) + " · " + m.Company + " · " + m.FromName + " → " + m.ToName,
	}
}

// visitors are those who are at the hub today for the day, or are expected to be elsewhere.
func (v occupancyView) visitors() []booking.DayMove {
	return chosen(v.visits, func(m booking.DayMove) bool { return m.Day == v.today && m.State == booking.MoveAccepted })
}

// wishes is how many wait for the hub's answer.
func (v occupancyView) wishes() int {
	return len(visitsView{hub: v.hub, list: v.visits}.asked())
}

func (v occupancyView) visitorRows(ctx context.Context) (rows []ui.Row) {
	for _, m := range v.visitors() {
		rows = append(rows, moveRow(ctx, m))
	}
	return rows
}
