package account

import (
	"net/url"

	"github.com/hubittaako/hubittaako/app/accounts"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
)

// showSignIn is the sign-in page. Who is in already goes on.
func (p pages) showSignIn(c *page.Ctx) error {
	next := own(c.Query("next"))
	if c.Actor().SignedIn() {
		if next == "" {
			next = start(c.Actor())
		}
		return c.Redirect(next)
	}
	return c.Render(200, signInPage(ui.NewForm("").Set("next", next)))
}

// signIn takes an address and a password.
func (p pages) signIn(c *page.Ctx) error {
	var f accounts.SignInForm
	if err := c.Decode(&f); err != nil {
		return err
	}
	in, err := p.accounts.SignIn(c.Context(), f, client(c))
	if err != nil {
		return c.Again(err, signInPage)
	}
	return p.enter(c, in, in.Next)
}

// askSignInLink mails a link to whoever would rather not type a password.
func (p pages) askSignInLink(c *page.Ctx) error {
	f := accounts.AskLinkForm{Lang: c.Lang()}
	if err := c.Decode(&f); err != nil {
		return err
	}
	if err := p.accounts.AskSignInLink(c.Context(), f, client(c)); err != nil {
		return c.Again(err, signInPage)
	}
	return c.Render(200, mailedPage(f.Email, "account.mailed.sign_in"))
}

// signOut ends the sign-in of this browser, whoever's it is. next leads back to a page that needs somebody else.
func (p pages) signOut(c *page.Ctx) error {
	if err := p.accounts.SignOut(c.Context(), c.SessionToken()); err != nil {
		return err
	}
	c.ClearSession()
	if next := own(c.FormValue("next")); next != "" {
		return c.Redirect(next)
	}
	c.Flash("ok", "account.signed_out")
	return c.Redirect("/")
}

// withNext is a path that remembers where to go on to.
func withNext(path, next string) string {
	if next == "" {
		return path
	}
	return path + "?next=" + url.QueryEscape(next)
}
