package students

import (
	"strings"

	"github.com/a-h/templ"
	"github.com/gofiber/fiber/v2"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/pdf"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages/hub"
	"github.com/hubittaako/hubittaako/partners"
	"github.com/hubittaako/hubittaako/partners/students"
)

// deskView is what a coordinator has to do.
type deskView struct {
	who     partners.Partner
	list    []students.Assignment
	corners []students.Corner
	hubs    []hub.Hub
	form    ui.Form
}

func (p pages) deskView(c *page.Ctx) (v deskView, err error) {
	id, err := c.ParamInt64("id")
	if err != nil {
		return v, err
	}
	if v.list, err = p.Students.ForSchool(c.Context(), c.Actor(), id); err != nil {
		return v, err
	}
	if v.corners, err = p.Students.OwnCorners(c.Context(), c.Actor(), id); err != nil {
		return v, err
	}
	if v.hubs, err = p.Hubs.List(c.Context()); err != nil {
		return v, err
	}
	v.form = ui.NewForm("nurkka").SetBool("open", true)
	if len(v.corners) > 0 {
		k := v.corners[0]
		v.form = v.form.Set("hub", itoa(k.HubID)).Set("about_fi", k.AboutFi).Set("about_en", k.AboutEn).Set("about_sv", k.AboutSv).SetBool("open", k.Open)
	}
	v.who, err = p.Partners.Partner(c.Context(), c.Actor(), id)
	return v, err
}

// desk is what a coordinator has to do, and the corner itself.
func (p pages) desk(c *page.Ctx) error {
	v, err := p.deskView(c)
	if err != nil {
		return err
	}
	return c.Render(fiber.StatusOK, deskPage(v))
}

// saveCorner opens a corner at a hub, or describes it anew.
func (p pages) saveCorner(c *page.Ctx) error {
	v, err := p.deskView(c)
	if err != nil {
		return err
	}
	var f students.CornerForm
	if err = c.Decode(&f); err == nil {
		err = p.Students.SaveCorner(c.Context(), c.Actor(), v.who.ID, f)
	}
	if err != nil {
		return c.Again(err, func(form ui.Form) templ.Component {
			v.form = called(speaking(c), form, "nurkka", "studentsdesk.field", "hub", "about_fi", "about_en", "about_sv", "open")
			return deskPage(v)
		})
	}
	c.Flash("ok", "studentsdesk.corner_saved")
	return c.Redirect(DeskPath(v.who.ID))
}

// entryView is an assignment as its coordinator sees it.
type entryView struct {
	students.Detail
	who                                partners.Partner
	back, decline, match, time, result ui.Form
}

func (v entryView) path() string { return DeskPath(v.who.ID) + "/" + itoa(v.ID) }

func (p pages) entry(c *page.Ctx) (v entryView, err error) {
	of, err := c.ParamInt64("id")
	if err != nil {
		return v, err
	}
	id, err := c.ParamInt64("assignment")
	if err != nil {
		return v, err
	}
	if v.Detail, err = p.Students.OfSchool(c.Context(), c.Actor(), of, id); err != nil {
		return v, err
	}
	var names []string
	for _, s := range v.Students {
		names = append(names, s.Alias)
	}
	v.back, v.decline, v.result = ui.NewForm("palauta"), ui.NewForm("hylkaa"), ui.NewForm("tulos")
	v.match = ui.NewForm("tekijat").Set("aliases", strings.Join(names, "\n"))
	v.time = ui.NewForm("aika").SetDate("day", p.today().AddDays(7)).SetClock("from", 14*60).SetClock("to", 15*60)
	v.who, err = p.Partners.Partner(c.Context(), c.Actor(), of)
	return v, err
}

// showDesk is an assignment as its coordinator sees it.
func (p pages) showDesk(c *page.Ctx) error {
	v, err := p.entry(c)
	if err != nil {
		return err
	}
	return c.Render(fiber.StatusOK, entryPage(v))
}

// run does something with an assignment of the school, and shows it again with what was wrong; put says where the form belongs.
func (p pages) run(c *page.Ctx, form any, done string, do func(of, id int64) error, put func(v *entryView, f ui.Form)) error {
	v, err := p.entry(c)
	if err != nil {
		return err
	}
	if err = c.Decode(form); err == nil {
		err = do(v.who.ID, v.ID)
	}
	if err != nil {
		return c.Again(err, func(f ui.Form) templ.Component {
			put(&v, f)
			return entryPage(v)
		})
	}
	c.Flash("ok", done)
	return c.Redirect(v.path())
}

// giveBack returns an assignment to be mended.
func (p pages) giveBack(c *page.Ctx) error {
	var f students.Reason
	return p.run(c, &f, "studentsdesk.returned", func(of, id int64) error { return p.Students.Return(c.Context(), c.Actor(), of, id, f) },
		func(v *entryView, f ui.Form) { v.back = called(speaking(c), f, "palauta", "students.field", "reason") })
}

// decline turns an assignment down.
func (p pages) decline(c *page.Ctx) error {
	var f students.Reason
	return p.run(c, &f, "studentsdesk.declined", func(of, id int64) error { return p.Students.Decline(c.Context(), c.Actor(), of, id, f) },
		func(v *entryView, f ui.Form) {
			v.decline = called(speaking(c), f, "hylkaa", "students.field", "reason")
		})
}

// publish shows an assignment to students.
func (p pages) publish(c *page.Ctx) error {
	var none struct{}
	return p.run(c, &none, "studentsdesk.published", func(of, id int64) error { return p.Students.Publish(c.Context(), c.Actor(), of, id) },
		func(v *entryView, f ui.Form) { v.back = called(speaking(c), f, "palauta", "students.field") })
}

// match says which students take part.
func (p pages) match(c *page.Ctx) error {
	var f students.MatchForm
	return p.run(c, &f, "studentsdesk.matched", func(of, id int64) error { return p.Students.Match(c.Context(), c.Actor(), of, id, f) },
		func(v *entryView, f ui.Form) {
			v.match = called(speaking(c), f, "tekijat", "studentsdesk.field", "aliases")
		})
}

// propose keeps a time in the corner.
func (p pages) propose(c *page.Ctx) error {
	var f students.MeetingForm
	return p.run(c, &f, "studentsdesk.proposed", func(of, id int64) error { return p.Students.ProposeMeeting(c.Context(), c.Actor(), of, id, f) },
		func(v *entryView, f ui.Form) {
			v.time = called(speaking(c), f, "aika", "studentsdesk.field", "day", "from", "to")
		})
}

// deliver hands the result to the company.
func (p pages) deliver(c *page.Ctx) error {
	var f students.ResultForm
	return p.run(c, &f, "studentsdesk.delivered", func(of, id int64) error { return p.Students.Deliver(c.Context(), c.Actor(), of, id, f) },
		func(v *entryView, f ui.Form) {
			v.result = called(speaking(c), f, "tulos", "studentsdesk.field", "result", "result_link")
		})
}

// certificate is a student's paper, for the coordinator to hand out.
func (p pages) certificate(c *page.Ctx) error {
	of, err := c.ParamInt64("id")
	if err != nil {
		return err
	}
	id, err := c.ParamInt64("assignment")
	if err != nil {
		return err
	}
	student, err := c.ParamInt64("student")
	if err != nil {
		return err
	}
	x, err := p.Students.Certificate(c.Context(), c.Actor(), of, id, student)
	if err != nil {
		return err
	}
	file, err := pdf.RenderCertificate(pdf.Certificate{
		Issuer: x.SchoolName, Title: c.T("studentsdesk.certificate.title"), Name: x.Alias, Made: x.DoneOn,
		Text: c.T("studentsdesk.certificate.text", "Company", x.CompanyName, "Hub", x.HubName),
		Facts: [][2]string{
			{c.T("studentsdesk.certificate.what"), x.Title}, {c.T("students.fact.kind"), c.T("students.kind." + string(x.Kind))},
			{c.T("studentsdesk.certificate.hours"), c.T("students.hours", "Count", x.Hours)}, {c.T("studentsdesk.certificate.result"), x.Result},
		},
		Quote: x.Feedback, Quoted: x.CompanyName, Place: x.HubName + ", " + dates.Format(dates.Of(x.DoneOn), c.Lang()),
	})
	if err != nil {
		return err
	}
	return c.Download(c.T("studentsdesk.certificate.file")+"-"+itoa(x.Assignment.ID)+"-"+itoa(student)+".pdf", "application/pdf", file)
}
