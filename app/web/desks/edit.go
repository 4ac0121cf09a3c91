package desks

import (
	"slices"

	"github.com/a-h/templ"
	"github.com/gofiber/fiber/v2"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages/hub"
	"github.com/hubittaako/hubittaako/packages/hub/desk"
)

// planView is a hub's plan: its desks, and the form of one.
type planView struct {
	hub   hub.Hub
	today dates.Date
	desks []desk.Desk
	desk  desk.Desk // the one that is changed
	form  ui.Form
}

func (p pages) planView(c *page.Ctx) (v planView, err error) {
	if v.hub, err = p.hub(c); err != nil {
		return v, err
	}
	v.today = p.today()
	v.desks, err = p.Desks.Desks(c.Context(), v.hub.ID)
	return v, err
}

// unnamed is how many desks the hub lets that have no name.
func (v planView) unnamed() int { return v.hub.Desks - len(v.desks) }

func (p pages) showPlan(c *page.Ctx) error {
	v, err := p.planView(c)
	if err != nil {
		return err
	}
	v.form = ui.NewForm("uusi")
	return c.Render(fiber.StatusOK, planPage(v))
}

// add names a desk.
func (p pages) add(c *page.Ctx) error {
	v, err := p.planView(c)
	if err != nil {
		return err
	}
	var f desk.Form
	if err = c.Decode(&f); err == nil {
		err = p.Desks.Add(c.Context(), c.Actor(), v.hub.ID, f)
	}
	if fault.CodeOf(err) == fault.Conflict {
		c.Flash("warn", fault.As(err).Key, "Count", v.hub.Desks)
		return c.Redirect(planPath(v.hub.ID))
	}
	if err != nil {
		return c.Again(err, func(f ui.Form) templ.Component {
			f.ID = "uusi"
			v.form = f
			return planPage(v)
		})
	}
	c.Flash("ok", "deskplan.added", "Name", f.Name)
	return c.Redirect(planPath(v.hub.ID))
}

// addRest names all that have no name yet.
func (p pages) addRest(c *page.Ctx) error {
	h, err := p.hub(c)
	if err != nil {
		return err
	}
	n, err := p.Desks.AddRest(c.Context(), c.Actor(), h.ID)
	if err != nil {
		return err
	}
	c.Flash("ok", "deskplan.added_rest", "Count", n)
	return c.Redirect(planPath(h.ID))
}

// one is the plan with one of its desks chosen.
func (p pages) one(c *page.Ctx) (planView, error) {
	v, err := p.planView(c)
	if err != nil {
		return v, err
	}
	id, err := c.ParamInt64("desk")
	if err != nil {
		return v, err
	}
	i := slices.IndexFunc(v.desks, func(d desk.Desk) bool { return d.ID == id })
	if i < 0 {
		return v, fault.New(fault.NotFound, "fault.not_found")
	}
	v.desk = v.desks[i]
	return v, nil
}

func (p pages) showDesk(c *page.Ctx) error {
	v, err := p.one(c)
	if err != nil {
		return err
	}
	d := v.desk
	v.form = ui.NewForm("tyopiste").Set("name", d.Name).SetInt("col", d.Col).SetInt("line", d.Line).SetBool("quiet", d.Quiet).SetBool("screen", d.Screen).
		SetBool("standing", d.Standing).SetBool("window", d.Window).SetDate("out_from", d.OutFrom).SetDate("out_to", d.OutTo)
	return c.Render(fiber.StatusOK, deskPage(v))
}

// update changes a desk; whoever sits there when it goes out of use gets another.
func (p pages) update(c *page.Ctx) error {
	v, err := p.one(c)
	if err != nil {
		return err
	}
	var f desk.Form
	without := 0
	if err = c.Decode(&f); err == nil {
		without, err = p.Desks.Update(c.Context(), c.Actor(), v.hub.ID, v.desk.ID, f)
	}
	if err != nil {
		return c.Again(err, func(f ui.Form) templ.Component {
			f.ID = "tyopiste"
			v.form = f
			return deskPage(v)
		})
	}
	p.said(c, without, "deskplan.changed", f.Name)
	return c.Redirect(planPath(v.hub.ID))
}

// remove takes a desk off the plan.
func (p pages) remove(c *page.Ctx) error {
	v, err := p.one(c)
	if err != nil {
		return err
	}
	without, err := p.Desks.Remove(c.Context(), c.Actor(), v.hub.ID, v.desk.ID)
	if fault.CodeOf(err) == fault.Conflict {
		c.Flash("warn", fault.As(err).Key)
		return c.Redirect(deskPath(v.desk))
	}
	if err != nil {
		return err
	}
	p.said(c, without, "deskplan.removed", v.desk.Name)
	return c.Redirect(planPath(v.hub.ID))
}

// said says what was done, and how many are without a desk now.
func (p pages) said(c *page.Ctx, without int, key, name string) {
	if without > 0 {
		c.Flash("warn", "deskplan.now_without", "Count", without)
		return
	}
	c.Flash("ok", key, "Name", name)
}
