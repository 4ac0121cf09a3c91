package rooms

import (
	"github.com/a-h/templ"
	"github.com/gofiber/fiber/v2"

	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/ics"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages/hub/room"
	"time"
)

// mineView is a company's room bookings: those to come, or those that were.
type mineView struct {
	company int64
	past    bool
	list    []room.Booking
	now     time.Time
	form    ui.Form
}

// mine lists a company's room bookings.
func (p pages) mine(c *page.Ctx) error {
	v, err := p.mineView(c)
	if err != nil {
		return err
	}
	return c.Render(fiber.StatusOK, minePage(v))
}

func (p pages) mineView(c *page.Ctx) (v mineView, err error) {
	if v.company, err = c.ParamInt64("company"); err != nil {
		return v, err
	}
	v.past, v.now = c.Query("nayta") == "menneet", p.Now()
	v.list, err = p.Rooms.OfCompany(c.Context(), c.Actor(), v.company, v.past)
	return v, err
}

// cancelMine gives a room back while that is still free to do.
func (p pages) cancelMine(c *page.Ctx) error {
	v, err := p.mineView(c)
	if err != nil {
		return err
	}
	b, err := p.Rooms.ByRef(c.Context(), c.Actor(), c.FormValue("ref"))
	if err == nil && b.CompanyID != v.company {
		err = fault.New(fault.NotFound, "fault.not_found")
	}
	if err != nil {
		return err
	}
	if b, err = p.Rooms.Cancel(c.Context(), c.Actor(), b.Ref, c.FormValue("reason")); err != nil {
		return c.Again(err, func(f ui.Form) templ.Component {
			v.form = f
			return minePage(v)
		})
	}
	c.Flash("ok", "room.cancelled", "Room", b.Room(c.Lang()), "When", b.When(c.Lang()))
	return c.Redirect(MinePath(v.company))
}

// calendar is one booking as a file for calendars.
func (p pages) calendar(c *page.Ctx) error {
	id, err := c.ParamInt64("company")
	if err != nil {
		return err
	}
	b, err := p.Rooms.ByRef(c.Context(), c.Actor(), c.Param("booking"))
	if err == nil && b.CompanyID != id {
		err = fault.New(fault.NotFound, "fault.not_found")
	}
	if err != nil {
		return err
	}
	return c.Download(b.Ref+".ics", ics.ContentType("PUBLISH"), p.Entry(b, c.Lang(), c.URL(MinePath(id))))
}
