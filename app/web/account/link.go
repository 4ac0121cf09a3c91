package account

import (
	"github.com/a-h/templ"

	"github.com/hubittaako/hubittaako/app/accounts"
	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
)

// showLink says what a mailed link is for and has the button that uses it. Looking changes nothing: mail programs look.
func (p pages) showLink(c *page.Ctx) error {
	token := c.Param("token")
	v, err := p.accounts.PeekLink(c.Context(), token)
	if err != nil {
		return deadLink(c, err)
	}
	return c.Render(200, linkPage(token, v, c.Actor())(ui.NewForm("")))
}

// deadLink says why a link does nothing. Somebody who pressed the button twice is in already and goes on.
func deadLink(c *page.Ctx, err error) error {
	f := fault.As(err)
	if f.Code != fault.Gone {
		return err
	}
	if f.Key == "fault.link_used" && c.Actor().SignedIn() {
		return c.Redirect(start(c.Actor()))
	}
	return c.Render(410, deadLinkPage(c.T(f.Key)))
}

// useLink is the button of showLink, for every purpose.
func (p pages) useLink(c *page.Ctx) error {
	token := c.Param("token")
	v, err := p.accounts.PeekLink(c.Context(), token)
	if err != nil {
		return deadLink(c, err)
	}
	in, err := p.use(c, token, v)
	switch fault.CodeOf(err) {
	case "":
	case fault.Gone:
		return deadLink(c, err)
	case fault.Unauthenticated:
		return c.Redirect(withNext(SignInPath, accounts.LinkPath+token))
	default:
		return c.Again(err, linkPage(token, v, c.Actor()))
	}
	if v.Purpose == accounts.PurposeConfirm {
		c.Flash("ok", "account.confirmed")
		return c.Redirect(start(c.Actor()))
	}
	if in.PasswordEnded {
		c.Flash("info", "account.password_ended")
		in.Next = MePath
	}
	return p.enter(c, in, in.Next)
}

func (p pages) use(c *page.Ctx, token string, v accounts.LinkView) (accounts.SignedIn, error) {
	switch v.Purpose {
	case accounts.PurposeSignIn:
		return p.accounts.SignInByLink(c.Context(), token, client(c))
	case accounts.PurposeReset:
		f := accounts.ResetForm{Token: token}
		if err := c.Decode(&f); err != nil {
			return accounts.SignedIn{}, err
		}
		return p.accounts.ResetPassword(c.Context(), f, client(c))
	case accounts.PurposeInvite:
		f := accounts.AcceptForm{Token: token, Lang: c.Lang()}
		if err := c.Decode(&f); err != nil {
			return accounts.SignedIn{}, err
		}
		return p.accounts.AcceptInvitation(c.Context(), c.Actor(), f, client(c))
	}
	return accounts.SignedIn{}, p.accounts.ConfirmEmail(c.Context(), c.Actor(), token)
}

// linkPage is the page of a link's purpose, as a function of its form.
func linkPage(token string, v accounts.LinkView, actor access.Actor) func(ui.Form) templ.Component {
	path := accounts.LinkPath + token
	return func(f ui.Form) templ.Component {
		switch {
		case v.Purpose == accounts.PurposeSignIn:
			return signInLinkPage(path, v, f)
		case v.Purpose == accounts.PurposeReset:
			return newPasswordPage(path, v, f)
		case actor.SignedIn() && actor.Email != v.Email:
			return otherPersonPage(path, v, actor.Email)
		case !actor.SignedIn() && v.HasAccount:
			return signInFirstPage(path, v)
		case v.Purpose == accounts.PurposeConfirm:
			return confirmPage(path, v, f)
		}
		return invitationPage(path, v, f)
	}
}
