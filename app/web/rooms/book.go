package rooms

import (
	"context"
	"strconv"

	"github.com/a-h/templ"
	"github.com/gofiber/fiber/v2"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages/hub"
	"github.com/hubittaako/hubittaako/packages/hub/room"
)

// formView is the form that books a room.
type formView struct {
	hub       hub.Hub
	room      room.Room
	companies []access.Grant
	stays     []room.Stay
	form      ui.Form
	op        string
	today     dates.Date
}

// order is that of the fields on the page.
func order() []string {
	return []string{"day", "from", "to", "people", "company", "stay", "name", "email", "note"}
}

func (p pages) formView(c *page.Ctx) (v formView, err error) {
	if v.hub, err = p.Hubs.BySlug(c.Context(), c.Param("slug")); err != nil {
		return v, err
	}
	id, err := c.ParamInt64("room")
	if err != nil {
		return v, err
	}
	if v.room, err = p.Rooms.OfHub(c.Context(), v.hub.ID, id); err != nil {
		return v, err
	}
	for _, g := range c.Actor().Grants {
		if g.Role.Kind() == "company" {
			v.companies = append(v.companies, g)
		}
	}
	v.op, v.today = opKey(c), p.today()
	v.stays, err = p.Rooms.Stays(c.Context(), c.Actor(), v.hub.ID)
	return v, err
}

// showForm is the form, at the time that the week's link names. The hub's staff book at their desk.
func (p pages) showForm(c *page.Ctx) error {
	v, err := p.formView(c)
	if err != nil {
		return err
	}
	if len(v.companies) == 0 && c.Actor().MayHub(v.hub.ID) == nil {
		return c.Redirect(roomPath(v.hub.ID, v.room.ID) + "/varaa")
	}
	if v.form, err = p.firstForm(c, v.hub, v.room); err != nil {
		return err
	}
	v.form = v.form.Set("stay", c.Query("jakso"))
	for _, s := range v.stays {
		if s.Ref == c.Query("jakso") {
			v.form = v.form.SetInt("people", min(s.People, v.room.People))
		}
	}
	return c.Render(fiber.StatusOK, formPage(v))
}

// firstForm has the asked time, and an hour from then on.
func (p pages) firstForm(c *page.Ctx, h hub.Hub, r room.Room) (ui.Form, error) {
	f := ui.NewForm("").SetInt("people", 1)
	f.Order = order()
	day, err := dates.Parse(c.Query("paiva"))
	from, wrong := strconv.Atoi(c.Query("alku"))
	if err != nil || wrong != nil || from < 0 || from >= 24*60 {
		return f, nil
	}
	busy, err := p.Rooms.Busy(c.Context(), r.ID, dates.Through(day, day))
	return f.SetDate("day", day).SetClock("from", from).SetClock("to", until(h, day, from, r.Buffer, busy)), err
}

// book books the room for a company; what is wrong stands at its field.
func (p pages) book(c *page.Ctx) error {
	op, err := c.OpKey()
	if err != nil {
		return err
	}
	v, err := p.formView(c)
	if err != nil {
		return err
	}
	q := room.Request{Lang: c.Lang()}
	var b room.Booking
	if err = c.Decode(&q); err == nil {
		q.Name, q.Email = "", ""
		if len(v.companies) == 1 {
			q.Company = v.companies[0].Org
		}
		b, err = p.Rooms.Book(c.Context(), c.Actor(), v.hub.ID, v.room.ID, q, op)
	}
	if err != nil {
		return c.Again(err, func(f ui.Form) templ.Component {
			v.form = f
			v.form.Order = order()
			return formPage(v)
		})
	}
	c.Flash("ok", "room.booked", "Room", b.Room(c.Lang()), "When", b.When(c.Lang()))
	if b.StayRef != "" {
		return c.Redirect("/yritys/varaukset/" + b.StayRef + "#tilat")
	}
	return c.Redirect(MinePath(b.CompanyID))
}

func companyOptions(list []access.Grant) (all []ui.Option) {
	for _, g := range list {
		all = append(all, ui.Option{Value: itoa(g.Org), Label: g.OrgName})
	}
	return all
}

func stayOptions(ctx context.Context, list []room.Stay) (all []ui.Option) {
	for _, s := range list {
		all = append(all, ui.Option{Value: s.Ref, Label: s.Name(ui.Lang(ctx)) + ", " + ui.DateRange(ctx, s.Starts, s.Ends) + " (" + s.Ref + ")"})
	}
	return all
}

// hoursText is when the hub is open; days with the same hours go together: "ma–pe 8.00–16.00".
func hoursText(ctx context.Context, h hub.Hub) (list []string) {
	for first := 1; first <= 7; {
		span, last := h.Hours.On(first), first
		for last < 7 && h.Hours.On(last+1) == span {
			last++
		}
		days := dates.WeekdayShort(first, ui.Lang(ctx))
		if last > first {
			days += "–" + dates.WeekdayShort(last, ui.Lang(ctx))
		}
		if span.Open() {
			list = append(list, days+" "+ui.ClockRange(ctx, span.Opens, span.Closes))
		}
		first = last + 1
	}
	return list
}
