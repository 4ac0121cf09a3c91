package partner

import (
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/partners"
)

// addWeekly opens the sessions of a weekly rule; those that are there already stay as they are.
func (p pages) addWeekly(c *page.Ctx) error {
	op, err := c.OpKey()
	if err != nil {
		return err
	}
	var f partners.WeeklyForm
	unread := c.Decode(&f)
	v, err := p.sessionsView(c, shownMonth(f.From))
	if err != nil {
		return err
	}
	n := 0
	if err = unread; err == nil {
		n, err = p.partners.AddWeekly(c.Context(), c.Actor(), v.activity.ID, f, op)
	}
	if err != nil {
		return v.again(c, err, func(v *sessionsView, f ui.Form) {
			v.weekly, v.weeklyOp = called(c, f, "viikko", sessionOrder), op.String()
		})
	}
	if n == 0 {
		c.Flash("info", "partner.session.none_new")
	} else {
		c.Flash("ok", "partner.session.added_many", "Count", n)
	}
	return c.Redirect(v.monthHref(f.From.MonthOf()))
}
