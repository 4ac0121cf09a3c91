package partner

import (
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/partners"
)

// sessionOf is the session that the address names, within its partner and activity, and the month around it.
func (p pages) sessionOf(c *page.Ctx) (sessionsView, partners.Session, error) {
	id, err := c.ParamInt64("sid")
	if err != nil {
		return sessionsView{}, partners.Session{}, err
	}
	s, err := p.partners.Session(c.Context(), c.Actor(), id)
	if err != nil {
		return sessionsView{}, s, err
	}
	v, err := p.sessionsView(c, s.Day.MonthOf())
	if err == nil && s.ActivityID != v.activity.ID {
		err = fault.New(fault.NotFound, "fault.not_found")
	}
	return v, s, err
}

// answer goes back to the month after a change of one session, or shows what was wrong at the session itself.
func (v sessionsView) answer(c *page.Ctx, s partners.Session, err error, done string) error {
	if err != nil {
		return v.again(c, err, func(v *sessionsView, f ui.Form) {
			for name, value := range ownForm(s).Values { // another form of the session came back
				if len(f.Values[name]) == 0 && f.Error(name) == "" {
					f = f.Set(name, value...)
				}
			}
			v.row, v.rowForm = s.ID, called(c, f, "s"+itoa(s.ID), sessionOrder)
		})
	}
	c.Flash("ok", done, "Day", dates.FormatShort(s.Day, c.Lang()), "Time", dates.FormatTime(s.StartsAt, c.Lang()))
	return c.Redirect(v.monthHref(v.month))
}

// seatsForm is the number of seats of one session.
type seatsForm struct {
	Seats *int `form:"seats" validate:"required"`
}

// changeSeats changes how many seats a session has.
func (p pages) changeSeats(c *page.Ctx) error {
	v, s, err := p.sessionOf(c)
	if err != nil {
		return err
	}
	var f seatsForm
	if err = c.Form(&f); err == nil {
		err = p.partners.ChangeSeats(c.Context(), c.Actor(), s.ID, *f.Seats)
	}
	return v.answer(c, s, err, "partner.session.seats_changed")
}

// cancelSession calls a session off; those who hold seats in it are told why. One that is called off already is what was asked for.
func (p pages) cancelSession(c *page.Ctx) error {
	v, s, err := p.sessionOf(c)
	if err != nil {
		return err
	}
	if s.Status == partners.Cancelled {
		c.Flash("info", "fault.session_cancelled")
		return c.Redirect(v.monthHref(v.month))
	}
	return v.answer(c, s, p.partners.CancelSession(c.Context(), c.Actor(), s.ID, c.FormValue("reason")), "partner.session.cancel_done")
}
