package learning

import (
	"context"

	"github.com/a-h/templ"
	"github.com/gofiber/fiber/v2"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/schema"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/partners"
	"github.com/hubittaako/hubittaako/partners/learning"
)

// showView is a course with its meetings, and the courses of a module.
type showView struct {
	c        learning.Course
	meetings []partners.OpenSession
	parts    []learning.Course
	today    dates.Date
	form     ui.Form
}

// show is the page of a course.
func (p pages) show(c *page.Ctx) error {
	v, err := p.course(c)
	if err != nil {
		return err
	}
	return c.Render(fiber.StatusOK, showPage(v))
}

func (p pages) course(c *page.Ctx) (v showView, err error) {
	v.today = p.today()
	if v.c, err = p.Learning.BySlug(c.Context(), c.Param("slug")); err != nil {
		return v, err
	}
	if v.meetings, err = p.Learning.Meetings(c.Context(), v.c.ID); err != nil {
		return v, err
	}
	if v.c.Unit == learning.Module {
		if v.parts, err = p.Learning.Parts(c.Context(), v.c.ID); err != nil {
			return v, err
		}
	}
	v.form = ui.NewForm("").Set("name", c.Actor().Name).Set("email", c.Actor().Email)
	return v, nil
}

func (v showView) data(ctx context.Context) []any {
	return []any{schema.Crumbs(ctx, ui.T(ctx, "learning.title"), ListPath, v.c.Title(ui.Lang(ctx)), CoursePath(v.c.Slug))}
}

// askSeat asks for a seat at the hub: the answer is that a mail is on its way.
func (p pages) askSeat(c *page.Ctx) error {
	v, err := p.course(c)
	if err != nil {
		return err
	}
	f := learning.SeatForm{Lang: c.Lang()}
	if err = c.Decode(&f); err == nil {
		err = p.Learning.AskSeat(c.Context(), v.c.ID, f, c.IP().String())
	}
	if err != nil {
		return c.Again(err, func(f ui.Form) templ.Component {
			v.form = called(speaking(c), f, "learning.field", "name", "email")
			return showPage(v)
		})
	}
	return c.Redirect(CoursePath(v.c.Slug) + "/posti")
}

// mailed says that a mail is on its way.
func (p pages) mailed(c *page.Ctx) error {
	v, err := p.course(c)
	if err != nil {
		return err
	}
	return c.Render(fiber.StatusOK, mailedPage(v.c))
}

const (
	doConfirm = "vahvista"
	doLeave   = "peru"
)

type ticketView struct {
	learning.Ticket
	today dates.Date
	form  ui.Form
}

// stage is what the page of a link says.
func (v ticketView) stage() string {
	switch {
	case v.Over(v.today):
		return "over"
	case v.Seat.State == learning.SeatAsked && v.Free() == 0:
		return "full"
	}
	return string(v.Seat.State)
}

// ticket is the page that the mailed link leads to. Looking changes nothing: mail programs look.
func (p pages) ticket(c *page.Ctx) error {
	t, err := p.Learning.Ticket(c.Context(), c.Param("token"))
	if err != nil {
		return deadLink(c, err)
	}
	return c.Render(fiber.StatusOK, ticketPage(ticketView{Ticket: t, today: p.today()}))
}

func (p pages) useTicket(c *page.Ctx) (err error) {
	token := c.Param("token")
	switch c.FormValue("tee") {
	case doConfirm:
		err = p.Learning.TakeSeat(c.Context(), token)
	case doLeave:
		err = p.Learning.LeaveSeat(c.Context(), token)
	default:
		err = fault.New(fault.Invalid, "fault.form_stale")
	}
	if err == nil {
		return c.Redirect(seatPath + "/" + token)
	}
	t, gone := p.Learning.Ticket(c.Context(), token)
	if gone != nil {
		return deadLink(c, gone)
	}
	return c.Again(err, func(f ui.Form) templ.Component {
		return ticketPage(ticketView{Ticket: t, today: p.today(), form: f})
	})
}

func deadLink(c *page.Ctx, err error) error {
	if fault.CodeOf(err) != fault.Gone {
		return err
	}
	return c.Render(fiber.StatusGone, deadLinkPage())
}
