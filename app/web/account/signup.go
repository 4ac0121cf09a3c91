package account

import (
	"github.com/a-h/templ"

	"github.com/hubittaako/hubittaako/app/accounts"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
)

// showSignUp is the form that brings a company, and its first person unless somebody is signed in.
func (p pages) showSignUp(c *page.Ctx) error {
	return c.Render(200, signUpFor(c)(ui.NewForm("").Set("next", own(c.Query("next")))))
}

// signUp makes the company and goes on to where the visitor came from, or to the company's pages.
func (p pages) signUp(c *page.Ctx) error {
	var f accounts.SignUpForm
	if err := c.Decode(&f); err != nil {
		return err
	}
	f.Lang = c.Lang()
	done, err := p.accounts.SignUpCompany(c.Context(), c.Actor(), f, client(c))
	if err != nil {
		return c.Again(err, signUpFor(c))
	}
	c.Flash("ok", signedUpKey(c), "Company", f.CompanyName)
	next := own(c.FormValue("next"))
	if next == "" {
		next = ui.Nav(ui.AreaCompany, done.CompanyID)[0].Path
	}
	return p.enter(c, done.SignedIn, next)
}

func signedUpKey(c *page.Ctx) string {
	if c.Actor().SignedIn() {
		return "account.company_added"
	}
	return "account.signed_up"
}

func signUpFor(c *page.Ctx) func(ui.Form) templ.Component {
	return func(f ui.Form) templ.Component { return signUpPage(f, c.Actor().SignedIn()) }
}

// signUpNext is where somebody with an account goes who began to sign up: back here, to add a company to it.
func signUpNext(f ui.Form) string { return withNext(SignUpPath, f.Value("next")) }
