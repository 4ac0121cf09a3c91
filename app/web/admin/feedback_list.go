package admin

import (
	"context"
	"net/url"
	"strconv"
	"time"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/feedback"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
)

type feedbackPages struct {
	feedback *feedback.Service
	now      func() time.Time
}

// FeedbackRoutes are the rows about what people tell us of the site.
func FeedbackRoutes(service *feedback.Service, now func() time.Time) []page.Route {
	p := feedbackPages{service, now}
	return []page.Route{
		page.Get(feedbackPath(), page.Admin, p.list),
		page.Post(feedbackPath()+"/:id/hoidettu", page.Admin, p.done),
		page.Post(feedbackPath()+"/:id/avaa", page.Admin, p.reopen),
	}
}

func feedbackPath() string { return ui.OrgPath("network", 0) + "/palaute" }

func feedbackAction(id int64, action string) string {
	return feedbackPath() + "/" + strconv.FormatInt(id, 10) + "/" + action
}

type feedbackView struct {
	open, done []feedback.Message
	today      dates.Date
}

func (p feedbackPages) list(c *page.Ctx) (err error) {
	v := feedbackView{today: dates.Today(p.now())}
	if v.open, v.done, err = p.feedback.List(c.Context(), c.Actor()); err != nil {
		return err
	}
	return c.Render(200, feedbackPage(v))
}

func (p feedbackPages) done(c *page.Ctx) error {
	return p.mark(c, p.feedback.Done, "feedback.admin.marked")
}

func (p feedbackPages) reopen(c *page.Ctx) error {
	return p.mark(c, p.feedback.Reopen, "feedback.admin.reopened")
}

func (p feedbackPages) mark(c *page.Ctx, mark func(context.Context, access.Actor, int64) (string, error), said string) error {
	id, err := c.ParamInt64("id")
	if err != nil {
		return err
	}
	ref, err := mark(c.Context(), c.Actor(), id)
	if err != nil {
		return err
	}
	c.Flash("ok", said, "Ref", ref)
	return c.Redirect(feedbackPath())
}

// waiting counts what waits for a person.
func (v feedbackView) waiting() (n int) {
	for _, m := range v.open {
		if !m.Suspect {
			n++
		}
	}
	return n
}

func (v feedbackView) sub(ctx context.Context) string {
	if n := v.waiting(); n > 0 {
		return ui.T(ctx, "feedback.admin.sub", "Count", n)
	}
	if len(v.open) == 0 {
		return "" // the empty list says it
	}
	return ui.T(ctx, "feedback.admin.open_none")
}

// chips say what it is about and how much time is left.
func (v feedbackView) chips(ctx context.Context, m feedback.Message) []ui.ChipText {
	chips := []ui.ChipText{{Text: ui.T(ctx, "feedback.topic."+string(m.Topic))}}
	by := m.AnswerBy()
	switch {
	case m.Suspect:
		return append(chips, ui.StateChip("bad", ui.T(ctx, "feedback.admin.suspect")))
	case m.Email == "":
		return append(chips, ui.ChipText{Kind: "line", Text: ui.T(ctx, "feedback.admin.no_answer")})
	case by.Before(v.today):
		return append(chips, ui.StateChip("bad", ui.T(ctx, "feedback.admin.late", "Date", ui.Date(ctx, by))))
	}
	return append(chips, ui.StateChip("warn", ui.T(ctx, "feedback.admin.answer_by", "Date", ui.Date(ctx, by))))
}

func feedbackFacts(ctx context.Context, m feedback.Message) []ui.Fact {
	facts := []ui.Fact{{Term: ui.T(ctx, "feedback.admin.given"), Text: ui.Moment(ctx, m.CreatedAt)}, {Term: ui.T(ctx, "feedback.admin.ref"), Text: m.Ref}}
	if m.Page != "" {
		facts = append(facts, ui.Fact{Term: ui.T(ctx, "feedback.admin.page"), Text: m.Page})
	}
	if m.Email != "" {
		facts = append(facts, ui.Fact{Term: ui.T(ctx, "feedback.email_label"), Text: m.Email})
	}
	return append(facts, ui.Fact{Term: ui.T(ctx, "feedback.admin.lang"), Text: ui.T(ctx, "ui.lang."+m.Lang)})
}

// answerTo opens the admin's own mail program, with the reference in the subject.
func answerTo(ctx context.Context, m feedback.Message) string {
	subject := url.PathEscape(ui.T(ctx, "feedback.admin.answer_subject", "Ref", m.Ref))
	return "mailto:" + m.Email + "?subject=" + subject
}
