package learning

import (
	"context"
	"strconv"

	"github.com/a-h/templ"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages/hub"
	"github.com/hubittaako/hubittaako/partners"
	"github.com/hubittaako/hubittaako/partners/learning"
)

// coursesView is what an institution has.
type coursesView struct {
	who  partners.Partner
	list []learning.Course
}

func (p pages) partner(c *page.Ctx) (partners.Partner, error) {
	id, err := c.ParamInt64("id")
	if err != nil {
		return partners.Partner{}, err
	}
	return p.Partners.Partner(c.Context(), c.Actor(), id)
}

// courses lists an institution's courses.
func (p pages) courses(c *page.Ctx) error {
	who, err := p.partner(c)
	if err != nil {
		return err
	}
	list, err := p.Learning.Courses(c.Context(), c.Actor(), who.ID)
	if err != nil {
		return err
	}
	return c.Render(200, coursesPage(coursesView{who, list}))
}

// entryView is the form of one course: a new one has no ID.
type entryView struct {
	who     partners.Partner
	c       learning.Course
	form    ui.Form
	op      string
	hubs    []hub.Hub
	modules []learning.Course
	seats   []learning.Seat
}

func (v entryView) isNew() bool { return v.c.ID == 0 }

// entry is what the pages of one course need; course 0 is a new one.
func (p pages) entry(c *page.Ctx, course int64) (v entryView, err error) {
	if v.who, err = p.partner(c); err != nil {
		return v, err
	}
	if v.hubs, err = p.Hubs.List(c.Context()); err != nil {
		return v, err
	}
	all, err := p.Learning.Courses(c.Context(), c.Actor(), v.who.ID)
	if err != nil {
		return v, err
	}
	for _, m := range all {
		if m.Unit == learning.Module && m.ID != course {
			v.modules = append(v.modules, m)
		}
	}
	v.op, v.form = opKey(c), newForm(p, v)
	if course == 0 {
		return v, nil
	}
	if v.c, err = p.Learning.Course(c.Context(), c.Actor(), v.who.ID, course); err != nil {
		return v, err
	}
	v.form = formOf(v.c)
	v.seats, err = p.Learning.Seats(c.Context(), c.Actor(), course)
	return v, err
}

// newForm starts with what is most common.
func newForm(p pages, v entryView) ui.Form {
	return ui.NewForm("").Set("unit", string(learning.Single)).Set("delivery", string(learning.Mixed)).Set("languages", "fi").Set("ects", "5").SetMoney("fee", 0).
		SetMoney("price", 0).SetInt("seats", 10).Set("duration", "2 h").SetDate("starts_on", p.today().AddDays(30)).SetDate("ends_on", p.today().AddDays(90))
}

func formOf(c learning.Course) ui.Form {
	f := ui.NewForm("").Set("languages", c.Languages...).SetMoney("fee", c.FeeCents).SetMoney("price", c.PriceCents).SetInt("seats", c.Seats).
		SetDate("starts_on", c.StartsOn).SetDate("ends_on", c.EndsOn).SetBool("schools", c.Schools)
	if c.EnrolUntil != nil {
		f = f.SetDate("enrol_until", *c.EnrolUntil)
	}
	for name, value := range map[string]string{
		"unit": string(c.Unit), "module": itoa(c.ModuleID), "theme": string(c.Theme), "title_fi": c.TitleFi, "title_en": c.TitleEn, "title_sv": c.TitleSv,
		"summary_fi": c.SummaryFi, "summary_en": c.SummaryEn, "summary_sv": c.SummarySv, "ects": learning.FormatECTS(c.ECTSTenths, "fi"), "delivery": string(c.Delivery),
		"hub": itoa(c.HubID), "schedule_fi": c.ScheduleFi, "schedule_en": c.ScheduleEn, "schedule_sv": c.ScheduleSv, "enrol_url": c.EnrolURL,
		"duration": partners.FormatDuration(c.Minutes),
	} {
		f = f.Set(name, value)
	}
	return f
}

var order = []string{
	"unit", "module", "theme", "title_fi", "title_en", "summary_fi", "summary_en", "title_sv", "summary_sv", "ects", "languages", "starts_on", "ends_on", "delivery", "hub",
	"schedule_fi", "schedule_en", "schedule_sv", "fee", "enrol_url", "enrol_until", "schools", "seats", "duration", "price",
}

// showNew is the form of a new course.
func (p pages) showNew(c *page.Ctx) error {
	v, err := p.entry(c, 0)
	if err != nil {
		return err
	}
	return c.Render(200, entryPage(v))
}

// create makes a draft.
func (p pages) create(c *page.Ctx) error {
	v, err := p.entry(c, 0)
	if err != nil {
		return err
	}
	op, err := c.OpKey()
	if err != nil {
		return err
	}
	var f learning.Form
	var id int64
	if err = c.Decode(&f); err == nil {
		id, err = p.Learning.Create(c.Context(), c.Actor(), v.who.ID, f, op)
	}
	if err != nil {
		return p.again(c, v, err)
	}
	c.Flash("ok", "learningdesk.created")
	return c.Redirect(entryPath(v.who.ID, id))
}

func (p pages) again(c *page.Ctx, v entryView, err error) error {
	return c.Again(err, func(form ui.Form) templ.Component {
		v.form = called(speaking(c), form, "learningdesk.field", order...)
		return entryPage(v)
	})
}

// named is the course that the address names.
func (p pages) named(c *page.Ctx) (entryView, error) {
	id, err := c.ParamInt64("course")
	if err != nil {
		return entryView{}, err
	}
	return p.entry(c, id)
}

// edit is the form of a course, with who has a seat.
func (p pages) edit(c *page.Ctx) error {
	v, err := p.named(c)
	if err != nil {
		return err
	}
	return c.Render(200, entryPage(v))
}

// update describes a course anew.
func (p pages) update(c *page.Ctx) error {
	v, err := p.named(c)
	if err != nil {
		return err
	}
	var f learning.Form
	if err = c.Decode(&f); err == nil {
		err = p.Learning.Update(c.Context(), c.Actor(), v.who.ID, v.c.ID, f)
	}
	if err != nil {
		return p.again(c, v, err)
	}
	c.Flash("ok", "learningdesk.saved")
	return c.Redirect(entryPath(v.who.ID, v.c.ID))
}

func (p pages) publish(c *page.Ctx) error {
	return p.move(c, "learningdesk.published", p.Learning.Publish)
}

func (p pages) archive(c *page.Ctx) error {
	return p.move(c, "learningdesk.archived", p.Learning.Archive)
}

func (p pages) move(c *page.Ctx, done string, do func(ctx context.Context, actor access.Actor, partner, id int64) error) error {
	v, err := p.named(c)
	if err != nil {
		return err
	}
	if err := do(c.Context(), c.Actor(), v.who.ID, v.c.ID); err != nil {
		return err
	}
	c.Flash("ok", done)
	return c.Redirect(entryPath(v.who.ID, v.c.ID))
}

func hubOptions(hubs []hub.Hub) (all []ui.Option) {
	for _, h := range hubs {
		if h.Status == hub.Working {
			all = append(all, ui.Option{Value: itoa(h.ID), Label: h.Name})
		}
	}
	return all
}

func moduleOptions(ctx context.Context, modules []learning.Course) (all []ui.Option) {
	for _, m := range modules {
		all = append(all, ui.Option{Value: itoa(m.ID), Label: m.Title(ui.Lang(ctx))})
	}
	return all
}

func languageOptions(ctx context.Context) (all []ui.Option) {
	for _, l := range partners.Languages() {
		all = append(all, ui.Option{Value: l, Label: ui.T(ctx, "learning.language."+l)})
	}
	return all
}

func deliveryOptions(ctx context.Context) (all []ui.Option) {
	for _, d := range learning.Deliveries() {
		all = append(all, ui.Option{Value: string(d), Label: ui.T(ctx, "learning.delivery."+string(d))})
	}
	return all
}

func unitOptions(ctx context.Context) (all []ui.Option) {
	for _, u := range []learning.Unit{learning.Single, learning.Module} {
		all = append(all, ui.Option{Value: string(u), Label: ui.T(ctx, "learning.unit."+string(u))})
	}
	return all
}

func stateChip(ctx context.Context, s partners.ActivityStatus) ui.ChipText {
	kind := map[partners.ActivityStatus]string{partners.Listed: "ok", partners.Draft: "warn"}[s]
	return ui.StateChip(kind, ui.T(ctx, "learningdesk.state."+string(s)))
}

// seatsTaken is how many of a course's seats at the hub are taken. A course that has none there has nothing to count.
func seatsTaken(c learning.Course) string {
	if c.Seats == 0 {
		return "–"
	}
	return strconv.Itoa(c.Taken) + "/" + strconv.Itoa(c.Seats)
}
