package partner

import (
	"context"
	"strings"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/partners"
)

// weeklyPlan is what a weekly rule would add, or why it would not. The zero value says nothing: the rule isn't complete yet.
type weeklyPlan struct {
	known bool
	plan  partners.WeeklyPlan
	wrong string
}

// previewWeekly says what a weekly rule would add before it does: the piece of the page that follows what is typed, or the whole
// page for those without script.
func (p pages) previewWeekly(c *page.Ctx) error {
	var f partners.WeeklyForm
	unread := c.Decode(&f)
	v, err := p.sessionsView(c, shownMonth(f.From))
	if err != nil {
		return err
	}
	v.weeklyOp = opKey(c)
	if err = unread; err == nil {
		v.plan.plan, err = p.partners.PlanWeekly(c.Context(), c.Actor(), v.activity.ID, f)
	}
	switch {
	case err == nil:
		v.plan.known = true
		v.weekly = c.Typed("viikko", nil)
	case fault.CodeOf(err) != fault.Invalid:
		return err
	case !c.HX():
		return v.again(c, err, func(v *sessionsView, f ui.Form) { v.weekly = called(c, f, "viikko", sessionOrder) })
	case complete(f):
		v.plan.wrong = firstError(c.Typed("viikko", inWords(err, c.Lang())))
	}
	if c.HX() {
		return c.Render(200, weeklyPlanBox(v))
	}
	return c.Render(200, sessionsPage(v))
}

// complete says whether the rule can be judged: before that, an error would only be in the way of the next field.
func complete(f partners.WeeklyForm) bool {
	return len(f.Weekdays) > 0 && f.Time != nil && !f.From.IsZero() && !f.Until.IsZero() && f.Seats > 0
}

func firstError(f ui.Form) string {
	for _, name := range []string{"weekdays", "time", "seats", "from", "until", ""} {
		if f.Error(name) != "" {
			return f.Error(name)
		}
	}
	return ""
}

// planText is "6 kertaa, ti 1.6. – to 17.6.".
func planText(ctx context.Context, p partners.WeeklyPlan) string {
	if len(p.New) == 0 {
		return ui.T(ctx, "partner.session.plan_none")
	}
	first, last := p.New[0], p.New[len(p.New)-1]
	return ui.T(ctx, "partner.session.plan_count", "Count", len(p.New), "First", ui.Date(ctx, first), "Last", ui.Date(ctx, last))
}

// planMonths are the days of a plan, month by month.
func planMonths(days []dates.Date) (months [][]dates.Date) {
	for i, d := range days {
		if i == 0 || days[i-1].MonthOf() != d.MonthOf() {
			months = append(months, nil)
		}
		months[len(months)-1] = append(months[len(months)-1], d)
	}
	return months
}

// planDays is "ti 1.6., to 3.6.".
func planDays(ctx context.Context, days []dates.Date) string {
	var all []string
	for _, d := range days {
		all = append(all, ui.DateShort(ctx, d))
	}
	return strings.Join(all, ", ")
}
