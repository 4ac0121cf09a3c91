package partner

import (
	"context"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/partners"
)

const (
	planBPath = "/varalla"
	planBID   = "varalla"
)

// setPlanB gives an activity what is done in bad weather.
func (p pages) setPlanB(c *page.Ctx) error {
	v, err := p.sessionsView(c, dates.Month{})
	if err != nil {
		return err
	}
	var f partners.PlanBForm
	if err = c.Decode(&f); err == nil {
		_, err = p.partners.SetPlanB(c.Context(), c.Actor(), v.activity.ID, f)
	}
	if err != nil {
		return v.again(c, err, func(v *sessionsView, f ui.Form) { v.planB = called(c, f, planBID, planBOrder) })
	}
	c.Flash("ok", map[bool]string{true: "planb.saved", false: "planb.removed"}[f.Activity != 0])
	return c.Redirect(v.path(""))
}

// callPlanB moves a session to its plan B and tells everybody.
func (p pages) callPlanB(c *page.Ctx) error {
	v, s, err := p.sessionOf(c)
	if err != nil {
		return err
	}
	if s.Called {
		c.Flash("info", "planb.already")
		return c.Redirect(v.monthHref(v.month))
	}
	told, without, err := p.bookings.CallPlanB(c.Context(), c.Actor(), s.ID)
	if err != nil {
		return err
	}
	c.Flash("ok", "planb.called", "Count", told)
	if without > 0 {
		c.Flash("warn", "planb.without", "Count", without)
	}
	return c.Redirect(v.monthHref(v.month))
}

// planBOptions are the partner's other activities that may stand in.
func (v sessionsView) planBOptions(ctx context.Context) []ui.Option {
	all := []ui.Option{{Value: "0", Label: ui.T(ctx, "planb.none")}}
	for _, a := range v.others {
		all = append(all, ui.Option{Value: itoa(a.ID), Label: a.Title(ui.Lang(ctx))})
	}
	return all
}

// standIns are those of a partner's activities that may be the plan B of one.
func standIns(list []partners.Offered, a partners.Activity) (others []partners.Activity) {
	for _, o := range list {
		if o.MayStandIn(a) {
			others = append(others, o.Activity)
		}
	}
	return others
}
