package rooms

import (
	"net/url"
	"strconv"
	"time"

	"github.com/a-h/templ"
	"github.com/gofiber/fiber/v2"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages/hub"
	"github.com/hubittaako/hubittaako/packages/hub/room"
)

// deskView is a hub's rooms as its staff see them: all of them, the week of one with who has it, and all bookings of the week.
type deskView struct {
	hub      hub.Hub
	rooms    []room.Room
	room     room.Room
	week     week
	bookings []room.Booking
	now      time.Time
	form     ui.Form
}

// hub is the one that the address names; to those who do not run it, it does not exist.
func (p pages) hub(c *page.Ctx) (hub.Hub, error) {
	id, err := c.ParamInt64("id")
	if err != nil {
		return hub.Hub{}, err
	}
	return p.Hubs.ForStaff(c.Context(), c.Actor(), id)
}

func (p pages) deskView(c *page.Ctx) (v deskView, err error) {
	if v.hub, err = p.hub(c); err != nil {
		return v, err
	}
	v.now = p.Now()
	if v.rooms, err = p.Rooms.ForStaff(c.Context(), c.Actor(), v.hub.ID); err != nil || len(v.rooms) == 0 {
		return v, err
	}
	v.room = chosen(v.rooms, c.QueryInt("tila", 0))
	if v.week, err = p.week(c, v.hub, v.room); err != nil {
		return v, err
	}
	v.bookings, err = p.Rooms.Bookings(c.Context(), c.Actor(), v.hub.ID, dates.Through(v.week.first, v.week.first.AddDays(6)))
	return v, err
}

// desk is the staff's page of rooms.
func (p pages) desk(c *page.Ctx) error {
	v, err := p.deskView(c)
	if err != nil {
		return err
	}
	return c.Render(fiber.StatusOK, deskPage(v))
}

func (v deskView) path(r int64, first dates.Date) string {
	return deskPath(v.hub.ID) + "?" + url.Values{"tila": {itoa(r)}, "viikko": {first.String()}}.Encode()
}

func (v deskView) walkInPath(day dates.Date, from int) string {
	path := roomPath(v.hub.ID, v.room.ID) + "/varaa"
	if day.IsZero() {
		return path
	}
	return path + "?" + url.Values{"paiva": {day.String()}, "alku": {strconv.Itoa(from)}}.Encode()
}

// who has the shown room at a time.
func (v deskView) who(b room.Busy) string {
	for _, x := range v.bookings {
		if x.RoomID == v.room.ID && x.Day == b.Day && x.Starts == b.Starts {
			return x.For()
		}
	}
	return ""
}

// cancel cancels any booking at the hub, while it is not over.
func (p pages) cancel(c *page.Ctx) error {
	v, err := p.deskView(c)
	if err != nil {
		return err
	}
	b, err := p.Rooms.ByRef(c.Context(), c.Actor(), c.FormValue("ref"))
	if err == nil && b.HubID != v.hub.ID {
		err = fault.New(fault.NotFound, "fault.not_found")
	}
	if err != nil {
		return err
	}
	if b, err = p.Rooms.Cancel(c.Context(), c.Actor(), b.Ref, c.FormValue("reason")); err != nil {
		return c.Again(err, func(f ui.Form) templ.Component {
			v.form = f
			return deskPage(v)
		})
	}
	c.Flash("ok", "room.cancelled", "Room", b.Room(c.Lang()), "When", b.When(c.Lang()))
	return c.Redirect(v.path(b.RoomID, b.Day.StartOfWeek()))
}

// walkInView is the staff's form that books a room for anybody.
type walkInView struct {
	hub  hub.Hub
	room room.Room
	form ui.Form
	op   string
}

func (p pages) walkInView(c *page.Ctx) (v walkInView, err error) {
	if v.hub, err = p.hub(c); err != nil {
		return v, err
	}
	id, err := c.ParamInt64("room")
	if err != nil {
		return v, err
	}
	v.op = opKey(c)
	v.room, err = p.Rooms.OfHub(c.Context(), v.hub.ID, id)
	return v, err
}

func (p pages) showWalkIn(c *page.Ctx) error {
	v, err := p.walkInView(c)
	if err != nil {
		return err
	}
	if v.form, err = p.firstForm(c, v.hub, v.room); err != nil {
		return err
	}
	return c.Render(fiber.StatusOK, walkInPage(v))
}

// walkIn books for somebody at the door or on the phone.
func (p pages) walkIn(c *page.Ctx) error {
	op, err := c.OpKey()
	if err != nil {
		return err
	}
	v, err := p.walkInView(c)
	if err != nil {
		return err
	}
	var q room.Request
	var b room.Booking
	if err = c.Decode(&q); err == nil {
		q.Company, q.Stay = 0, ""
		b, err = p.Rooms.Book(c.Context(), c.Actor(), v.hub.ID, v.room.ID, q, op)
	}
	if err != nil {
		return c.Again(err, func(f ui.Form) templ.Component {
			v.form = f
			v.form.Order = order()
			return walkInPage(v)
		})
	}
	c.Flash("ok", "room.booked", "Room", b.Room(c.Lang()), "When", b.When(c.Lang()))
	return c.Redirect(deskView{hub: v.hub}.path(v.room.ID, b.Day.StartOfWeek()))
}
