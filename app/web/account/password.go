package account

import (
	"github.com/hubittaako/hubittaako/app/accounts"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
)

// changePassword sets a new password for who knows the old one. All other sign-ins end.
func (p pages) changePassword(c *page.Ctx) error {
	var f accounts.PasswordForm
	if err := c.Decode(&f); err != nil {
		return err
	}
	in, err := p.accounts.ChangePassword(c.Context(), c.Actor(), f, client(c))
	if err != nil {
		return p.meAgain(c, err, func(v *meView, typed ui.Form) { v.password = named(typed, "password") })
	}
	c.Flash("ok", "account.password_changed")
	return p.enter(c, in, MePath)
}

// askOwnReset mails a link to who has no password, or forgot it.
func (p pages) askOwnReset(c *page.Ctx) error {
	f := accounts.AskLinkForm{Email: c.Actor().Email, Lang: c.Lang()}
	if err := p.accounts.AskReset(c.Context(), f, client(c)); err != nil {
		return p.meAgain(c, err, func(v *meView, typed ui.Form) { v.password = named(typed, "password") })
	}
	c.Flash("ok", "account.mailed_to", "Email", f.Email)
	return c.Redirect(MePath)
}

// askConfirm mails the link that proves one's address once more.
func (p pages) askConfirm(c *page.Ctx) error {
	if err := p.accounts.AskConfirm(c.Context(), c.Actor(), client(c)); err != nil {
		return p.meAgain(c, err, func(v *meView, typed ui.Form) { v.details.Errors = typed.Errors })
	}
	c.Flash("ok", "account.mailed_to", "Email", c.Actor().Email)
	return c.Redirect(MePath)
}
