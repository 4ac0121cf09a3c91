package students

import (
	"github.com/a-h/templ"
	"github.com/gofiber/fiber/v2"

	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/partners/students"
)

// cornerView is the public page.
type cornerView struct {
	corners []students.Corner
	list    []students.Assignment
	company int64 // of the visitor; 0 for none
}

// corner is what the students' corner is, where it is, and what students may ask for.
func (p pages) corner(c *page.Ctx) (err error) {
	var v cornerView
	if v.corners, err = p.Students.Corners(c.Context()); err != nil {
		return err
	}
	if v.list, err = p.Students.Published(c.Context()); err != nil {
		return err
	}
	if own := c.Actor().Orgs("company"); len(own) > 0 {
		v.company = own[0]
	}
	return c.Render(fiber.StatusOK, cornerPage(v))
}

// givenView is what a company has given.
type givenView struct {
	company int64
	list    []students.Assignment
}

// given lists a company's assignments.
func (p pages) given(c *page.Ctx) error {
	id, err := c.ParamInt64("company")
	if err != nil {
		return err
	}
	list, err := p.Students.ForCompany(c.Context(), c.Actor(), id)
	if err != nil {
		return err
	}
	return c.Render(fiber.StatusOK, givenPage(givenView{id, list}))
}

// newView is the form of a new assignment.
type newView struct {
	company int64
	corners []students.Corner
	form    ui.Form
	op      string
}

var order = []string{"corner", "kind", "title", "body", "hours", "people", "reward_sum", "reward", "safety", "wish", "wanted_by"}

func (p pages) newView(c *page.Ctx) (v newView, err error) {
	if v.company, err = c.ParamInt64("company"); err != nil {
		return v, err
	}
	if err := c.Actor().MayCompany(v.company); err != nil {
		return v, err
	}
	v.corners, err = p.Students.Corners(c.Context())
	v.op = opKey(c)
	v.form = ui.NewForm("").SetInt("hours", 4).SetInt("people", 4).SetMoney("reward_sum", 0).SetDate("wanted_by", p.today().AddDays(42))
	if len(v.corners) == 1 {
		v.form = v.form.Set("corner", choice(v.corners[0].PartnerID, v.corners[0].HubID))
	}
	return v, err
}

func choice(partner, hub int64) string { return itoa(partner) + "-" + itoa(hub) }

// showNew is the form of a new assignment.
func (p pages) showNew(c *page.Ctx) error {
	v, err := p.newView(c)
	if err != nil {
		return err
	}
	return c.Render(fiber.StatusOK, newPage(v))
}

// post sends a new assignment to the coordinator.
func (p pages) post(c *page.Ctx) error {
	v, err := p.newView(c)
	if err != nil {
		return err
	}
	op, err := c.OpKey()
	if err != nil {
		return err
	}
	var f students.Form
	var id int64
	if err = c.Decode(&f); err == nil {
		id, err = p.Students.Post(c.Context(), c.Actor(), v.company, f, op)
	}
	if err != nil {
		return c.Again(err, func(form ui.Form) templ.Component {
			v.form = called(speaking(c), form, "", "students.field", order...)
			return newPage(v)
		})
	}
	c.Flash("ok", "students.posted")
	return c.Redirect(GivenPath(v.company) + "/" + itoa(id))
}

// oneView is an assignment as its company sees it.
type oneView struct {
	students.Detail
	company                          int64
	corners                          []students.Corner
	form, reason, time, finish       ui.Form
	editable, withdrawable, feedback bool
}

func (v oneView) path() string { return GivenPath(v.company) + "/" + itoa(v.ID) }

func (p pages) one(c *page.Ctx) (v oneView, err error) {
	if v.company, err = c.ParamInt64("company"); err != nil {
		return v, err
	}
	id, err := c.ParamInt64("assignment")
	if err != nil {
		return v, err
	}
	if v.Detail, err = p.Students.OfCompany(c.Context(), c.Actor(), v.company, id); err != nil {
		return v, err
	}
	v.editable = v.State == students.Sent || v.State == students.Returned
	v.withdrawable = v.State.Open() && v.State != students.Delivered
	v.feedback = v.State == students.Delivered
	if v.editable {
		if v.corners, err = p.Students.Corners(c.Context()); err != nil {
			return v, err
		}
	}
	v.form, v.reason, v.time, v.finish = formOf(v.Assignment), ui.NewForm("peru"), ui.NewForm("aika"), ui.NewForm("palaute")
	return v, nil
}

func formOf(a students.Assignment) ui.Form {
	return ui.NewForm("").Set("corner", choice(a.PartnerID, a.HubID)).Set("kind", string(a.Kind)).Set("title", a.Title).Set("body", a.Body).SetInt("hours", a.Hours).
		SetInt("people", a.People).SetMoney("reward_sum", a.RewardCents).Set("reward", a.Reward).Set("safety", a.Safety).Set("wish", a.Wish).SetDate("wanted_by", a.WantedBy)
}

// showGiven is an assignment as its company sees it.
func (p pages) showGiven(c *page.Ctx) error {
	v, err := p.one(c)
	if err != nil {
		return err
	}
	return c.Render(fiber.StatusOK, onePage(v))
}

// act does something with a company's assignment, and shows it again with what was wrong; put says where the form belongs.
func (p pages) act(c *page.Ctx, form any, done string, do func(v oneView) error, put func(v *oneView, f ui.Form)) error {
	v, err := p.one(c)
	if err != nil {
		return err
	}
	if err = c.Decode(form); err == nil {
		err = do(v)
	}
	if err != nil {
		return c.Again(err, func(f ui.Form) templ.Component {
			put(&v, f)
			return onePage(v)
		})
	}
	c.Flash("ok", done)
	return c.Redirect(v.path())
}

// edit mends an assignment and sends it again.
func (p pages) edit(c *page.Ctx) error {
	var f students.Form
	return p.act(c, &f, "students.posted", func(v oneView) error { return p.Students.Edit(c.Context(), c.Actor(), v.company, v.ID, f) },
		func(v *oneView, f ui.Form) { v.form = called(speaking(c), f, "", "students.field", order...) })
}

// withdraw takes an assignment back.
func (p pages) withdraw(c *page.Ctx) error {
	var f students.Reason
	return p.act(c, &f, "students.taken_back", func(v oneView) error { return p.Students.Withdraw(c.Context(), c.Actor(), v.company, v.ID, f) },
		func(v *oneView, f ui.Form) { v.reason = called(speaking(c), f, "peru", "students.field", "reason") })
}

// answerTime agrees to a time in the corner, or asks for another.
func (p pages) answerTime(c *page.Ctx) error {
	var f students.Reason
	agree := c.FormValue("tee") == "sopii"
	done := map[bool]string{true: "students.time_agreed", false: "students.time_wanted"}[agree]
	return p.act(c, &f, done, func(v oneView) error {
		return p.Students.AnswerMeeting(c.Context(), c.Actor(), v.company, v.ID, agree, f)
	},
		func(v *oneView, f ui.Form) { v.time = called(speaking(c), f, "aika", "students.field", "reason") })
}

// finish gives the students feedback.
func (p pages) finish(c *page.Ctx) error {
	var f students.FeedbackForm
	return p.act(c, &f, "students.finished", func(v oneView) error { return p.Students.Finish(c.Context(), c.Actor(), v.company, v.ID, f) },
		func(v *oneView, f ui.Form) {
			v.finish = called(speaking(c), f, "palaute", "students.field", "feedback")
		})
}
