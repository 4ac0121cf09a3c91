package account

import (
	"github.com/a-h/templ"

	"github.com/hubittaako/hubittaako/app/accounts"
	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
)

// inviteForm is what the members page sends.
type inviteForm struct {
	Email string `form:"email"`
	Role  string `form:"role"`
}

// invite mails an invitation.
func (p pages) invite(k kind) page.Handler {
	return func(c *page.Ctx) error {
		v, err := p.members(c, k)
		if err != nil {
			return err
		}
		var f inviteForm
		if err := c.Decode(&f); err != nil {
			return err
		}
		role := access.Role(f.Role)
		if role.Kind() != k.name {
			role = v.roles()[0]
		}
		err = p.accounts.Invite(c.Context(), c.Actor(), accounts.Invitation{Role: role, Org: v.org, Email: f.Email, Lang: c.AskedLang()})
		if err != nil {
			return c.Again(err, func(typed ui.Form) templ.Component {
				v.form = typed
				return membersPage(v)
			})
		}
		c.Flash("ok", "account.members.invited", "Email", f.Email)
		return c.Redirect(v.path(""))
	}
}

// withdraw makes an open invitation useless.
func (p pages) withdraw(k kind) page.Handler {
	return func(c *page.Ctx) error {
		org, err := k.org(c)
		if err != nil {
			return err
		}
		id, err := c.ParamInt64("invitation")
		if err != nil {
			return err
		}
		if err := p.accounts.WithdrawInvitation(c.Context(), c.Actor(), id); err != nil {
			return err
		}
		c.Flash("ok", "account.members.withdrawn")
		return c.Redirect(k.membersPath(org))
	}
}
