package partner

import (
	"context"
	"slices"

	"github.com/a-h/templ"

	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/partners"
)

// showApply is the form for those who want to become partners.
func (p pages) showApply(c *page.Ctx) error {
	f := ui.NewForm("").Set("line", string(partners.Services))
	if line := partners.Line(c.Query("ala")); slices.Contains(partners.Lines(), line) {
		f = f.Set("line", string(line))
	}
	if a := c.Actor(); a.SignedIn() {
		f = f.Set("contact_name", a.Name).Set("email", a.Email)
	}
	return c.Render(200, applyFor(c)(f))
}

// apply takes an application.
func (p pages) apply(c *page.Ctx) error {
	var f partners.Application
	if err := c.Decode(&f); err != nil {
		return c.Again(err, applyFor(c))
	}
	op, err := c.OpKey()
	if err != nil {
		return err
	}
	f.Lang = c.Lang()
	if _, err := p.partners.Apply(c.Context(), f, op); err != nil {
		return c.Again(err, applyFor(c))
	}
	return c.Redirect(ApplyPath + "/kiitos")
}

// thanks says what happens next.
func (p pages) thanks(c *page.Ctx) error { return c.Render(200, thanksPage()) }

func applyFor(c *page.Ctx) func(ui.Form) templ.Component {
	return func(f ui.Form) templ.Component {
		return applyPage(called(c, f, "", applyOrder), opKey(c))
	}
}

func lineOptions(ctx context.Context) (all []ui.Option) {
	for _, l := range partners.Lines() {
		all = append(all, ui.Option{Value: string(l), Label: ui.T(ctx, "partner.line."+string(l)), Help: ui.T(ctx, "partner.line_help."+string(l))})
	}
	return all
}
