package account

import (
	"slices"
	"strconv"

	"github.com/hubittaako/hubittaako/app/accounts"
	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
)

// kind is one kind of organisation: all have the same page of members, each within its own area.
type kind struct {
	name   string // as roles say it
	base   string // of its addresses
	area   string
	policy page.Policy
}

var kinds = []kind{
	{"company", "/yritys/:id", ui.AreaCompany, page.Member("company")},
	{"partner", "/kumppani/:id", ui.AreaPartner, page.Member("partner")},
	{"hub", "/hubi/:id", ui.AreaStaff, page.Member("hub")},
	{"network", "/hallinta", ui.AreaAdmin, page.Admin},
}

func (k kind) path() string { return k.base + "/jasenet" }

// org is the organisation that the address names; the network has no number.
func (k kind) org(c *page.Ctx) (int64, error) {
	if k.name == "network" {
		return 0, nil
	}
	return c.ParamInt64("id")
}

func (k kind) membersPath(org int64) string { return ui.OrgPath(k.name, org) + "/jasenet" }

// membersView is what the members page shows.
type membersView struct {
	kind        kind
	org         int64
	name        string
	members     []accounts.Member
	invitations []accounts.PendingInvitation
	manage      bool // may invite and remove
	me          int64
	form        ui.Form
}

func (v membersView) path(more string) string { return v.kind.membersPath(v.org) + more }

func (v membersView) roles() []access.Role { return accounts.RolesOf(v.kind.name) }

func (p pages) members(c *page.Ctx, k kind) (membersView, error) {
	org, err := k.org(c)
	if err != nil {
		return membersView{}, err
	}
	actor := c.Actor()
	v := membersView{kind: k, org: org, me: actor.PersonID, manage: accounts.MayManageMembers(actor, k.name, org)}
	if v.name, err = p.accounts.OrgName(c.Context(), actor, k.name, org); err != nil {
		return membersView{}, err
	}
	if v.members, err = p.accounts.Members(c.Context(), actor, k.name, org); err != nil {
		return membersView{}, err
	}
	v.invitations, err = p.accounts.Invitations(c.Context(), actor, k.name, org)
	v.form = ui.NewForm("").Set("role", string(v.roles()[0]))
	if wanted := access.Role(c.Query("rooli")); slices.Contains(v.roles(), wanted) { // a link says whom to invite
		v.form = v.form.Set("role", string(wanted))
	}
	return v, err
}

// showMembers lists who belongs to an organisation and who is invited.
func (p pages) showMembers(k kind) page.Handler {
	return func(c *page.Ctx) error {
		v, err := p.members(c, k)
		if err != nil {
			return err
		}
		return c.Render(200, membersPage(v))
	}
}

func itoa(n int64) string { return strconv.FormatInt(n, 10) }
