package partner

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/a-h/templ"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/partners"
)

// sessionsView is a month of an activity's sessions with the forms that change them.
type sessionsView struct {
	who      partners.Partner
	activity partners.Activity
	month    dates.Month
	today    dates.Month
	now      time.Time
	list     []partners.Session
	groups   groups // who has booked them
	add      ui.Form
	weekly   ui.Form
	plan     weeklyPlan
	row      int64 // whose form came back, 0 for none
	rowForm  ui.Form
	many     ui.Form             // what is done with those that are chosen
	others   []partners.Activity // that may be its plan B
	planB    ui.Form
	nights   ui.Form // of lodging
	nightsOp string
	removed  []partners.Removed // what can be put back
	addOp    string
	weeklyOp string
}

// sessions lists a month of an activity's sessions.
func (p pages) sessions(c *page.Ctx) error {
	v, err := p.sessionsView(c, dates.Month{})
	if err != nil {
		return err
	}
	return c.Render(200, sessionsPage(v))
}

// sessionsView reads the month of the address, or the given one.
func (p pages) sessionsView(c *page.Ctx, month dates.Month) (v sessionsView, err error) {
	if v.who, v.activity, err = p.activityOf(c); err != nil {
		return v, err
	}
	today := dates.Today(p.now())
	v.today, v.month = today.MonthOf(), month
	if v.month == (dates.Month{}) {
		v.month = v.today
		if m, err := dates.ParseMonth(c.Query("kuukausi")); err == nil {
			v.month = m
		}
	}
	if v.list, err = p.partners.Sessions(c.Context(), c.Actor(), v.activity.ID, v.month.Range()); err != nil {
		return v, err
	}
	if v.groups, err = p.groupsOf(c, v); err != nil {
		return v, err
	}
	if v.removed, err = p.partners.RemovedSessions(c.Context(), c.Actor(), v.activity.ID); err != nil {
		return v, err
	}
	v.now = p.now()
	seats := v.activity.GroupMax
	v.add = withPool(ui.NewForm("kerta").SetDate("day", firstDay(v, today)).SetInt("seats", seats), v.activity.PoolMin, v.activity.PoolHours)
	v.weekly = withPool(ui.NewForm("viikko").SetDate("from", firstDay(v, today)).SetInt("seats", seats), v.activity.PoolMin, v.activity.PoolHours)
	v.many = ui.NewForm(manyID).SetInt("seats", seats)
	mine, err := p.partners.Activities(c.Context(), c.Actor(), v.who.ID)
	if err != nil {
		return v, err
	}
	v.others = standIns(mine, v.activity)
	v.planB = ui.NewForm(planBID).Set("plan_b", itoa(v.activity.PlanB)).SetInt("plan_b_seats", seats)
	if v.activity.PlanBSeats > 0 {
		v.planB = v.planB.SetInt("plan_b_seats", v.activity.PlanBSeats)
	}
	v.nights = ui.NewForm(nightsID).SetDate("from", firstDay(v, today)).SetDate("until", v.month.Last()).SetInt("seats", seats).Set("time", arrival(v.list))
	v.addOp, v.weeklyOp, v.nightsOp = newKey(), newKey(), newKey()
	return v, err
}

// firstDay is tomorrow, or the first day of the month that is looked at.
func firstDay(v sessionsView, today dates.Date) dates.Date {
	if first := v.month.First(); first.After(today) {
		return first
	}
	return today.AddDays(1)
}

func monthPath(partner, activity int64, m dates.Month) string {
	return sessionsPath(partner, activity) + "?kuukausi=" + m.String()
}

func (v sessionsView) path(more string) string { return sessionsPath(v.who.ID, v.activity.ID) + more }

func (v sessionsView) monthHref(m dates.Month) string { return monthPath(v.who.ID, v.activity.ID, m) }

// formOf is the state of a session's own forms.
func (v sessionsView) formOf(s partners.Session) ui.Form {
	if v.row == s.ID {
		return v.rowForm
	}
	return ownForm(s)
}

// ownForm is a session as it is.
func ownForm(s partners.Session) ui.Form {
	return withPool(ui.NewForm("s"+itoa(s.ID)).SetInt("seats", s.Capacity), s.PoolMin, int(s.StartsAt.Sub(s.DecideAt).Hours()))
}

// again shows the month once more with what was wrong with one of its forms.
func (v sessionsView) again(c *page.Ctx, err error, into func(v *sessionsView, f ui.Form)) error {
	return c.Again(inWords(err, c.Lang()), func(f ui.Form) templ.Component {
		into(&v, f)
		return sessionsPage(v)
	})
}

// inWords puts the names of months and days in the place of what the rules count with.
func inWords(err error, lang string) error {
	f := fault.As(err)
	if f == nil {
		return nil
	}
	said := *f
	said.Fields = nil
	for _, field := range f.Fields {
		args := map[string]any{}
		for name, value := range field.Args {
			switch v := value.(type) {
			case dates.Date:
				value = dates.Format(v, lang)
			case []dates.Date:
				value = dayList(v, lang)
			case int:
				if name == "From" || name == "To" {
					value = monthName(lang, v)
				}
			}
			args[name] = value
		}
		field.Args = args
		said.Fields = append(said.Fields, field)
	}
	return &said
}

// daysNamed is how many days a message names before it only says that there are more.
const daysNamed = 5

func dayList(days []dates.Date, lang string) string {
	var all []string
	for _, d := range days[:min(len(days), daysNamed)] {
		all = append(all, dates.FormatShort(d, lang))
	}
	if len(days) > daysNamed {
		all = append(all, "…")
	}
	return strings.Join(all, ", ")
}

// open says whether a session can still be changed.
func (v sessionsView) open(s partners.Session) bool {
	return s.Status == partners.Open && s.StartsAt.After(v.now)
}

// openOnes says whether there is any session to choose.
func (v sessionsView) openOnes() bool { return slices.ContainsFunc(v.list, v.open) }

func sessionState(ctx context.Context, s partners.Session) ui.ChipText {
	switch {
	case s.Status == partners.Cancelled:
		return ui.StateChip("bad", capital(ui.T(ctx, "partner.session.cancelled")))
	case s.PoolMin > 0 && s.Goes:
		return ui.StateChip("ok", capital(ui.T(ctx, "pool.goes")))
	case s.Taken == 0:
		return ui.StateChip("line", capital(ui.T(ctx, "partner.session.empty")))
	case s.Free() == 0:
		return ui.StateChip("ok", capital(ui.T(ctx, "partner.session.full")))
	case s.Missing(s.Taken) > 0:
		return ui.StateChip("warn", ui.T(ctx, "partner.session.short", "Count", s.Missing(s.Taken)))
	case s.Taken < s.GroupMin:
		return ui.StateChip("warn", ui.T(ctx, "partner.session.short", "Count", s.GroupMin-s.Taken))
	}
	return ui.StateChip("ok", capital(ui.T(ctx, "partner.session.on")))
}
