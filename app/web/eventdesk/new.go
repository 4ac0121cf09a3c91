package eventdesk

import (
	"cmp"
	"context"
	"strconv"

	"github.com/a-h/templ"
	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages/hub/event"
	"github.com/hubittaako/hubittaako/packages/practice"
)

// newView is the form of a new event.
type newView struct {
	desk
	form  ui.Form
	op    string
	plan  planView
	today dates.Date

	practice practice.Practice // whose format it begins with; the zero one for none
}

// planView is what the times of a form give, or why they give nothing. The zero value says nothing: the form isn't complete yet.
type planView struct {
	known bool
	plan  event.Plan
	wrong string
}

func (p pages) newView(c *page.Ctx) (newView, error) {
	d, err := p.desk(c)
	form := ui.NewForm("").Set("repeat", string(event.Once)).Set("theme", string(event.Meet)).SetInt("seats", 0).SetInt("closes_hours", 0).
		SetMoney("price", 0).SetBool("skip_closed", true).SetDate("day", p.today().AddDays(7))
	v := newView{desk: d, form: form, op: opKey(c), today: p.today()}
	if err == nil {
		err = p.fromPractice(c, &v)
	}
	return v, err
}

// fromPractice lets a hub's event begin with the format of a practice that the address or the form names.
func (p pages) fromPractice(c *page.Ctx, v *newView) error {
	id, err := strconv.ParseInt(cmp.Or(c.Query("kaytanto"), c.FormValue("practice")), 10, 64)
	if err != nil || v.hub.ID == 0 || p.Practices == nil {
		return nil
	}
	x, f, err := p.Practices.Format(c.Context(), c.Actor(), id)
	if fault.CodeOf(err) == fault.NotFound && c.Method() != "GET" {
		return nil // it was withdrawn meanwhile: what was typed becomes an event all the same
	}
	if err != nil {
		return err
	}
	v.practice = x
	v.form = wordsForm(event.Event{
		TitleFi: f.TitleFi, TitleEn: f.TitleEn, TitleSv: f.TitleSv, TextFi: f.TextFi, TextEn: f.TextEn, TextSv: f.TextSv, Theme: f.Theme, Motif: f.Motif,
		PriceCents: f.PriceCents, ClosesHours: f.ClosesHours,
	}).SetClock("from", *f.From).SetClock("to", *f.To).SetInt("seats", f.Seats).Set("repeat", string(f.Repeat)).SetBool("skip_closed", true)
	return nil
}

// make makes the event, by a practice's format where the form began with one.
func (p pages) make(c *page.Ctx, v newView, f event.Form, op uuid.UUID) (int64, error) {
	if v.practice.ID != 0 {
		return p.Practices.AdoptEvent(c.Context(), c.Actor(), v.practice.ID, v.hub.ID, f, op)
	}
	return p.Events.Create(c.Context(), c.Actor(), v.hub.ID, f, op)
}

// showNew is the form of a new event.
func (p pages) showNew(c *page.Ctx) error {
	v, err := p.newView(c)
	if err != nil {
		return err
	}
	return c.Render(200, newPage(v))
}

// create makes the event; it is public at once.
func (p pages) create(c *page.Ctx) error {
	op, err := c.OpKey()
	if err != nil {
		return err
	}
	v, err := p.newView(c)
	if err != nil {
		return err
	}
	var f event.Form
	var id int64
	if err = c.Decode(&f); err == nil {
		id, err = p.make(c, v, f, op)
	}
	if err != nil {
		return c.Again(err, func(form ui.Form) templ.Component {
			v.form = called(speaking(c), form)
			return newPage(v)
		})
	}
	c.Flash("ok", "eventdesk.created")
	return c.Redirect(v.path(id))
}

// preview says on which days the times of a form would be, before anything is made: the piece of the page that follows what is
// typed, or the whole page for those without script.
func (p pages) preview(c *page.Ctx) error {
	v, err := p.newView(c)
	if err != nil {
		return err
	}
	var f event.Form
	err = c.Decode(&f)
	if err == nil {
		v.plan.plan, err = p.Events.PlanOf(c.Context(), c.Actor(), v.hub.ID, f.Times)
	}
	v.form = c.Typed("", nil)
	switch {
	case err == nil:
		v.plan.known = true
	case fault.CodeOf(err) != fault.Invalid:
		return err
	case !c.HX():
		return c.Again(err, func(form ui.Form) templ.Component {
			v.form = called(speaking(c), form)
			return newPage(v)
		})
	case !f.Day.IsZero() && f.From != nil && f.To != nil:
		v.plan.wrong = first(c.Typed("", err))
	}
	if c.HX() {
		return c.Render(200, planBox(v.base+"/katso", v.plan))
	}
	return c.Render(200, newPage(v))
}

// first is the first thing that is wrong with the times.
func first(f ui.Form) string {
	for _, name := range []string{"day", "from", "to", "last_day", "until", "repeat", "seats"} {
		if f.Error(name) != "" {
			return f.Error(name)
		}
	}
	return ""
}

// planText is "12 kertaa, 2.12.2026 – 17.2.2027".
func planText(ctx context.Context, p event.Plan) string {
	if len(p.Days) == 1 {
		return ui.DateLong(ctx, p.Days[0])
	}
	return ui.T(ctx, "eventdesk.plan.days", "Count", len(p.Days), "First", ui.Date(ctx, p.Days[0]), "Last", ui.Date(ctx, p.Days[len(p.Days)-1]))
}

func speaking(c *page.Ctx) context.Context { return ui.With(c.Context(), c.View()) }

// order is that of the fields on the page.
var order = []string{
	"title_fi", "title_en", "title_sv", "text_fi", "text_en", "text_sv", "theme", "motif", "place", "link", "price", "day", "from", "to", "last_day", "repeat", "until",
	"skip_closed", "seats", "closes_hours", "reason",
}

// called gives a form's summary the names that the page gives its fields.
func called(ctx context.Context, f ui.Form) ui.Form {
	f.Order, f.Labels = order, map[string]string{}
	for _, name := range order {
		f.Labels[name] = ui.T(ctx, "eventdesk.field."+name)
	}
	return f
}
