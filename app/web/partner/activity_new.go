package partner

import (
	"github.com/a-h/templ"

	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/partners"
)

// showNewActivity is the empty form.
func (p pages) showNewActivity(c *page.Ctx) error {
	who, err := p.partner(c)
	if err != nil {
		return err
	}
	return c.Render(200, newActivityFor(c, who)(newActivityForm(who)))
}

// createActivity describes a new activity; it stays a draft until it is listed.
func (p pages) createActivity(c *page.Ctx) error {
	who, err := p.partner(c)
	if err != nil {
		return err
	}
	op, err := c.OpKey()
	if err != nil {
		return err
	}
	form, err := p.decodeActivity(c, who.ID)
	if err != nil {
		return c.Again(err, newActivityFor(c, who))
	}
	id, err := p.partners.CreateActivity(c.Context(), c.Actor(), who.ID, form, op)
	if err != nil {
		return c.Again(err, newActivityFor(c, who))
	}
	c.Flash("ok", "partner.activity.created", "Title", form.TitleFi)
	return c.Redirect(activityPath(who.ID, id))
}

// decodeActivity reads the form and says everything at once that is wrong with it.
func (p pages) decodeActivity(c *page.Ctx, partner int64) (f partners.ActivityForm, err error) {
	unread := fault.As(c.Decode(&f))
	if unread == nil {
		return f, nil
	}
	if unread.Code != fault.Invalid {
		return f, unread
	}
	fields := unread.Fields
	if wrong := fault.As(p.partners.CheckActivity(c.Context(), c.Actor(), partner, f)); wrong != nil {
		if wrong.Code != fault.Invalid {
			return f, wrong
		}
		fields = append(fields, wrong.Fields...) // the first message of a field is the one that is shown
	}
	return f, fault.Check(fields)
}

func newActivityFor(c *page.Ctx, who partners.Partner) func(ui.Form) templ.Component {
	return func(f ui.Form) templ.Component {
		return activityPage(activityView{who: who, form: withSuggestion(called(c, f, "", activityOrder)), op: opKey(c)})
	}
}
