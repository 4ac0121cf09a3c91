package account

import (
	"github.com/a-h/templ"

	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
)

// removeMember takes somebody's membership away, or one's own.
func (p pages) removeMember(k kind) page.Handler {
	return func(c *page.Ctx) error {
		v, err := p.members(c, k)
		if err != nil {
			return err
		}
		id, err := c.ParamInt64("membership")
		if err != nil {
			return err
		}
		if err := p.accounts.RemoveMember(c.Context(), c.Actor(), id); err != nil {
			return c.Again(err, func(typed ui.Form) templ.Component {
				v.form.Errors = typed.Errors
				return membersPage(v)
			})
		}
		c.Flash("ok", "account.members.removed")
		if v.ownOnly(id) {
			return c.Redirect(MePath)
		}
		return c.Redirect(v.path(""))
	}
}

// ownOnly says whether the membership is the actor's one and only in this organisation: without it they cannot come back here.
func (v membersView) ownOnly(membership int64) bool {
	own, other := false, false
	for _, m := range v.members {
		if m.PersonID == v.me {
			own, other = own || m.ID == membership, other || m.ID != membership
		}
	}
	return own && !other
}
