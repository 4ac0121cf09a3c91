package partner

import (
	"net/url"

	"github.com/a-h/templ"

	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/photo"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/partners"
)

// showActivity is one activity with its form, its photo and its state.
func (p pages) showActivity(c *page.Ctx) error {
	v, err := p.activityView(c)
	if err != nil {
		return err
	}
	return c.Render(200, activityPage(v))
}

// updateActivity describes it anew.
func (p pages) updateActivity(c *page.Ctx) error {
	v, err := p.activityView(c)
	if err != nil {
		return err
	}
	form, err := p.decodeActivity(c, v.who.ID)
	if err == nil {
		err = p.partners.UpdateActivity(c.Context(), c.Actor(), v.activity.ID, form)
	}
	if err != nil {
		return c.Again(err, func(f ui.Form) templ.Component {
			v.form = withSuggestion(called(c, f, "", activityOrder))
			return activityPage(v)
		})
	}
	c.Flash("ok", "partner.activity.saved")
	return c.Redirect(activityPath(v.who.ID, v.activity.ID))
}

// setActivityStatus lists the activity or takes it off sale.
func (p pages) setActivityStatus(c *page.Ctx) error {
	who, a, err := p.activityOf(c)
	if err != nil {
		return err
	}
	status := partners.ActivityStatus(c.FormValue("status"))
	switch status {
	case partners.Listed:
		err = p.partners.ListActivity(c.Context(), c.Actor(), a.ID)
	case partners.Archived:
		err = p.partners.ArchiveActivity(c.Context(), c.Actor(), a.ID)
	default:
		err = fault.New(fault.Invalid, "fault.invalid")
	}
	if err != nil {
		return err
	}
	if done := "partner.activity." + string(status); a.Status == partners.Draft || a.Status == status { // no way back to a draft
		c.Flash("ok", done, "Title", a.Title(c.Lang()))
	} else {
		c.FlashUndo(page.Undo{Path: activityPath(who.ID, a.ID) + "/tila", Values: url.Values{"status": {string(a.Status)}}}, done, "Title", a.Title(c.Lang()))
	}
	return c.Redirect(activityPath(who.ID, a.ID))
}

// activityOf is the partner and the activity that the address names; an activity of another partner is not found.
func (p pages) activityOf(c *page.Ctx) (partners.Partner, partners.Activity, error) {
	who, err := p.partner(c)
	if err != nil {
		return who, partners.Activity{}, err
	}
	id, err := c.ParamInt64("aid")
	if err != nil {
		return who, partners.Activity{}, err
	}
	a, err := p.partners.Activity(c.Context(), c.Actor(), id)
	if err == nil && a.PartnerID != who.ID {
		err = fault.New(fault.NotFound, "fault.not_found")
	}
	return who, a, err
}

func (p pages) activityView(c *page.Ctx) (activityView, error) {
	who, a, err := p.activityOf(c)
	if err != nil {
		return activityView{}, err
	}
	picture := ui.NewForm("photo").Set("alt_fi", a.PhotoAltFi).Set("alt_en", a.PhotoAltEn).Set("alt_sv", a.PhotoAltSv).
		Set("focus", photo.Focus{X: a.PhotoFocusX, Y: a.PhotoFocusY}.String())
	return activityView{who: who, activity: a, form: activityForm(a), photo: picture}, nil
}
