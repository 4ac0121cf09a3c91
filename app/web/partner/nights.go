package partner

import (
	"context"
	"strconv"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/partners"
)

const nightsPath = "/yot"

// setNights gives lodging its beds on the nights of a form.
func (p pages) setNights(c *page.Ctx) error {
	op, err := c.OpKey()
	if err != nil {
		return err
	}
	var f partners.NightsForm
	unread := c.Decode(&f)
	v, err := p.sessionsView(c, shownMonth(f.From))
	if err != nil {
		return err
	}
	var did partners.Nights
	if err = unread; err == nil {
		did, err = p.partners.SetNights(c.Context(), c.Actor(), v.activity.ID, f, op)
	}
	if err != nil {
		return v.again(c, err, func(v *sessionsView, f ui.Form) {
			v.nights, v.nightsOp = called(c, f, nightsID, sessionOrder), op.String()
		})
	}
	switch {
	case did.Opened+did.Changed == 0:
		c.Flash("info", "nights.same")
	default:
		c.Flash("ok", "nights.done", "Count", did.Opened+did.Changed)
	}
	return c.Redirect(v.monthHref(f.From.MonthOf()))
}

const nightsID = "yot"

// arrival is from when people come to the nights of a month, for the field of a form; at four where there are none yet.
func arrival(nights []partners.Session) string {
	for _, n := range nights {
		if n.Status == partners.Open {
			return n.StartsAt.In(dates.Helsinki).Format("15:04")
		}
	}
	return "16:00"
}

// night is a day of the month with its night, where there is one.
type night struct {
	Day dates.Date
	partners.Session
}

func (n night) shade() int {
	switch {
	case n.Capacity == 0 || n.Status == partners.Cancelled:
		return 0
	case n.Free() == 0:
		return 3
	case n.Taken > 0:
		return 2
	}
	return 1
}

// nightWeeks are the weeks of the month from Monday on; days of other months are empty.
func (v sessionsView) nightWeeks() (weeks [][]night) {
	at := map[dates.Date]partners.Session{}
	for _, s := range v.list {
		if old, known := at[s.Day]; !known || old.Status == partners.Cancelled {
			at[s.Day] = s
		}
	}
	week := make([]night, v.month.First().Weekday()-1)
	for day := range v.month.Range().All() {
		if week = append(week, night{Day: day, Session: at[day]}); len(week) == 7 {
			weeks, week = append(weeks, week), nil
		}
	}
	if len(week) > 0 {
		weeks = append(weeks, append(week, make([]night, 7-len(week))...))
	}
	return weeks
}

func dayNumber(n night) string {
	_, _, d := n.Day.YMD()
	return strconv.Itoa(d)
}

func weekdayHeads(ctx context.Context) (heads []string) {
	for d := range 7 {
		heads = append(heads, ui.T(ctx, "nights.weekday."+strconv.Itoa(d+1)))
	}
	return heads
}

// sessionsWord is what the times of an activity are called: sessions, or nights.
func sessionsWord(ctx context.Context, v sessionsView) string {
	if v.activity.Kind == partners.Lodging {
		return ui.T(ctx, "nights.link")
	}
	return ui.T(ctx, "partner.sessions.link")
}

func sessionsTitle(ctx context.Context, v sessionsView) string {
	if v.activity.Kind == partners.Lodging {
		return ui.T(ctx, "nights.page", "Title", v.activity.Title(ui.Lang(ctx)))
	}
	return ui.T(ctx, "partner.sessions.title", "Title", v.activity.Title(ui.Lang(ctx)))
}
