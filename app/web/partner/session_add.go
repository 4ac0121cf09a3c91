package partner

import (
	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/partners"
)

func newKey() string { return uuid.NewString() }

// addSession opens one session.
func (p pages) addSession(c *page.Ctx) error {
	op, err := c.OpKey()
	if err != nil {
		return err
	}
	var f partners.SessionForm
	unread := c.Decode(&f)
	v, err := p.sessionsView(c, shownMonth(f.Day))
	if err != nil {
		return err
	}
	if err = unread; err == nil {
		_, err = p.partners.AddSession(c.Context(), c.Actor(), v.activity.ID, f, op)
	}
	if err != nil {
		return v.again(c, err, func(v *sessionsView, f ui.Form) { v.add, v.addOp = called(c, f, "kerta", sessionOrder), op.String() })
	}
	c.Flash("ok", "partner.session.added", "Day", dates.FormatShort(f.Day, c.Lang()))
	return c.Redirect(v.monthHref(f.Day.MonthOf()))
}

// shownMonth is the month to show after a form: the day's, or what the address says when there is no day.
func shownMonth(d dates.Date) dates.Month {
	if d.IsZero() {
		return dates.Month{}
	}
	return d.MonthOf()
}
