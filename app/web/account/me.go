package account

import (
	"github.com/a-h/templ"

	"github.com/hubittaako/hubittaako/app/accounts"
	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
)

// meView is what the account page shows, with its two forms.
type meView struct {
	me       accounts.Me
	details  ui.Form
	password ui.Form
	signIns  []accounts.OwnSignIn
	current  int64 // the sign-in of this browser
	grants   []access.Grant
}

func (p pages) me(c *page.Ctx) (meView, error) {
	me, err := p.accounts.Me(c.Context(), c.Actor())
	if err != nil {
		return meView{}, err
	}
	list, err := p.accounts.SignIns(c.Context(), c.Actor())
	return meView{
		me:       me,
		details:  ui.NewForm("details").Set("name", me.Name).Set("lang", me.Lang),
		password: ui.NewForm("password"),
		signIns:  list,
		current:  c.Session().ID,
		grants:   c.Actor().Grants,
	}, err
}

// showMe is one's own account.
func (p pages) showMe(c *page.Ctx) error {
	v, err := p.me(c)
	if err != nil {
		return err
	}
	return c.Render(200, mePage(v))
}

// updateMe changes one's name and language; the site goes on in the language chosen.
func (p pages) updateMe(c *page.Ctx) error {
	var f accounts.MeForm
	if err := c.Decode(&f); err != nil {
		return err
	}
	if err := p.accounts.UpdateMe(c.Context(), c.Actor(), f); err != nil {
		return p.meAgain(c, err, func(v *meView, typed ui.Form) { v.details = named(typed, "details") })
	}
	c.Flash("ok", "account.saved")
	return c.Redirect(MePath + "?lang=" + f.Lang)
}

// meAgain shows the account page with the form that was refused.
func (p pages) meAgain(c *page.Ctx, refused error, put func(v *meView, typed ui.Form)) error {
	v, err := p.me(c)
	if err != nil {
		return err
	}
	return c.Again(refused, func(f ui.Form) templ.Component {
		put(&v, f)
		return mePage(v)
	})
}

// named tells the typed form's fields from those of the other form on the page.
func named(f ui.Form, id string) ui.Form {
	f.ID = id
	return f
}
