package partner

import (
	"context"

	"github.com/a-h/templ"

	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/partners"
)

// showProfile is what a partner says about itself, and the address of its calendar.
func (p pages) showProfile(c *page.Ctx) error {
	who, form, err := p.profileFor(c)
	if err != nil {
		return err
	}
	return c.Render(200, form(profileForm(who)))
}

// updateProfile changes it.
func (p pages) updateProfile(c *page.Ctx) error {
	who, form, err := p.profileFor(c)
	if err != nil {
		return err
	}
	var f partners.ProfileForm
	if err := c.Decode(&f); err != nil {
		return c.Again(err, form)
	}
	reclassed, err := p.partners.UpdateProfile(c.Context(), c.Actor(), who.ID, f)
	if err != nil {
		return c.Again(err, form)
	}
	c.Flash("ok", "partner.profile.saved")
	if reclassed > 0 {
		c.Flash("info", "partner.profile.reclassed", "Count", reclassed)
	}
	return c.Redirect(profilePath(who.ID))
}

// newFeed gives the calendar a new address; the old one is dead at once.
func (p pages) newFeed(c *page.Ctx) error {
	who, err := p.partner(c)
	if err != nil {
		return err
	}
	if _, err := p.partners.NewFeedToken(c.Context(), c.Actor(), who.ID); err != nil {
		return err
	}
	c.Flash("ok", "partner.profile.feed_renewed")
	return c.Redirect(profilePath(who.ID))
}

// partner is the one that the address names.
func (p pages) partner(c *page.Ctx) (partners.Partner, error) {
	id, err := c.ParamInt64("id")
	if err != nil {
		return partners.Partner{}, err
	}
	return p.partners.Partner(c.Context(), c.Actor(), id)
}

func (p pages) profileFor(c *page.Ctx) (partners.Partner, func(ui.Form) templ.Component, error) {
	who, err := p.partner(c)
	if err != nil {
		return who, nil, err
	}
	token, err := p.partners.FeedToken(c.Context(), c.Actor(), who.ID)
	if err != nil {
		return who, nil, err
	}
	feed := c.View().BaseURL + feedPath(token)
	return who, func(f ui.Form) templ.Component {
		return profilePage(who, called(c, f, "", profileOrder), feed)
	}, nil
}

func mailLanguages(ctx context.Context) []ui.Option {
	var all []ui.Option
	for _, lang := range ui.Langs() {
		all = append(all, ui.Option{Value: lang, Label: ui.T(ctx, "account.lang."+lang)})
	}
	return all
}

func profileForm(w partners.Partner) ui.Form {
	registered := "no"
	if w.VATRegistered {
		registered = "yes"
	}
	f := ui.NewForm("").Set("vat_registered", registered)
	for name, value := range map[string]string{
		"name": w.Name, "municipality": w.Municipality, "contact_name": w.ContactName, "email": w.Email, "phone": w.Phone, "website": w.Website,
		"about_fi": w.AboutFi, "about_en": w.AboutEn, "about_sv": w.AboutSv, "lang": w.Lang,
	} {
		f = f.Set(name, value)
	}
	return f
}
