package account

import (
	"strings"

	"github.com/hubittaako/hubittaako/app/accounts"
	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
)

// Addresses that other pages link to.
const (
	SignInPath = "/kirjaudu"
	SignUpPath = "/rekisteroidy"
	MePath     = "/oma"
)

// Entered is told of everybody who has just signed in, before they are sent on: what a browser kept for a stranger becomes theirs.
type Entered func(c *page.Ctx, actor access.Actor) error

// pages has what the actions need.
type pages struct {
	accounts *accounts.Service
	entered  []Entered
}

// Routes are the rows of this family of pages.
func Routes(service *accounts.Service, entered ...Entered) []page.Route {
	p := pages{service, entered}
	link := strings.TrimSuffix(accounts.LinkPath, "/") + "/:token"
	rows := []page.Route{
		page.Get(SignInPath, page.Public, p.showSignIn),
		page.Post(SignInPath, page.Public, p.signIn),
		page.Post(SignInPath+"/linkki", page.Public, p.askSignInLink),
		page.Post("/kirjaudu-ulos", page.Public, p.signOut),
		page.Get("/salasana", page.Public, p.showAskReset),
		page.Post("/salasana", page.Public, p.askReset),
		page.Get(link, page.Public, p.showLink),
		page.Post(link, page.Public, p.useLink),
		page.Get(SignUpPath, page.Public, p.showSignUp),
		page.Post(SignUpPath, page.Public, p.signUp),
		page.Get(MePath, page.SignedIn, p.showMe),
		page.Post(MePath, page.SignedIn, p.updateMe),
		page.Post(MePath+"/salasana", page.SignedIn, p.changePassword),
		page.Post(MePath+"/salasanalinkki", page.SignedIn, p.askOwnReset),
		page.Post(MePath+"/vahvistus", page.SignedIn, p.askConfirm),
		page.Post(MePath+"/kirjautumiset", page.SignedIn, p.signOutEverywhere),
		page.Post(MePath+"/kirjautumiset/:id", page.SignedIn, p.endSignIn),
		page.Get("/yritys/:id/tiedot", page.Member("company"), p.showCompanyProfile),
		page.Post("/yritys/:id/tiedot", page.Member("company"), p.updateCompanyProfile),
	}
	for _, k := range kinds {
		rows = append(rows,
			page.Get(k.path(), k.policy, p.showMembers(k)),
			page.Post(k.path(), k.policy, p.invite(k)),
			page.Post(k.path()+"/:membership/poista", k.policy, p.removeMember(k)),
			page.Post(k.path()+"/kutsut/:invitation/peru", k.policy, p.withdraw(k)),
		)
	}
	return rows
}

// client is what the service is told of the browser.
func client(c *page.Ctx) accounts.Client {
	return accounts.Client{IP: c.IP().String(), UserAgent: c.UserAgent(), Token: c.SessionToken()}
}

// enter gives the browser its fresh sign-in and sends it on: to next, or to where the person starts.
func (p pages) enter(c *page.Ctx, in accounts.SignedIn, next string) error {
	c.SetSession(in.Token, in.MaxAge)
	for _, entered := range p.entered {
		if err := entered(c, access.Actor{PersonID: in.PersonID}); err != nil {
			return err
		}
	}
	if next != "" {
		return c.Redirect(next)
	}
	_, actor, err := p.accounts.Authenticate(c.Context(), in.Token)
	if err != nil {
		return err
	}
	return c.Redirect(start(actor))
}

// start is where somebody begins: the first page of their first organisation.
func start(actor access.Actor) string {
	for _, g := range actor.Grants {
		return home(g)
	}
	return MePath
}

func home(g access.Grant) string {
	area := map[string]string{"company": ui.AreaCompany, "partner": ui.AreaPartner, "hub": ui.AreaStaff, "network": ui.AreaAdmin}[g.Role.Kind()]
	return ui.Nav(area, g.Org)[0].Path
}

// own is next if it is a path of ours, and "" otherwise.
func own(next string) string {
	path, ok := page.OwnPath(next)
	if !ok {
		return ""
	}
	return path
}
