package accounts

import (
	"context"
	"database/sql"
	"errors"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
)

// orgColumns spreads an organisation over the three columns that memberships and invitations have, so that foreign keys
// keep them true; at most one is set.
func orgColumns(role access.Role, id int64) (hub, partner, company sql.NullInt64) {
	set := sql.NullInt64{Int64: id, Valid: true}
	switch role.Kind() {
	case "hub":
		hub = set
	case "partner":
		partner = set
	case "company":
		company = set
	}
	return hub, partner, company
}

// orgName is the name of the organisation that a role is in, "" for the network. Error: NotFound.
func orgName(ctx context.Context, r postgres.Reader, role access.Role, id int64) (string, error) {
	queries := map[string]string{
		"hub":     `/* accounts.orgName */ SELECT name FROM hub WHERE id = $1`,
		"partner": `/* accounts.orgName */ SELECT name FROM partner WHERE id = $1`,
		"company": `/* accounts.orgName */ SELECT name FROM company WHERE id = $1`,
	}
	query, ok := queries[role.Kind()]
	if !ok {
		return "", nil
	}
	var name string
	err := r.Get(ctx, &name, query, id)
	if errors.Is(err, sql.ErrNoRows) {
		return "", fault.New(fault.NotFound, "fault.not_found")
	}
	return name, err
}

// mayManage says who may give and take a role in an organisation. Who has no part in the organisation gets NotFound, who
// has but not this right gets Forbidden.
//
//	network admin      any role anywhere
//	company admin      admins and bookers of their company
//	hub staff          staff and managers of their hub
//	partner member     members and school coordinators of their own organisation
func mayManage(actor access.Actor, role access.Role, id int64) error {
	if actor.IsAdmin() {
		return nil
	}
	need := map[string]access.Role{"company": access.CompanyAdmin, "hub": access.HubStaff, "partner": access.PartnerMember}
	if r, ok := need[role.Kind()]; ok && actor.Has(r, id) {
		return nil
	}
	if err := maySee(actor, role.Kind(), id); err != nil {
		return err
	}
	return fault.New(fault.Forbidden, "fault.members_by_admin")
}

// maySee says who may list an organisation's members: its members and network admins.
func maySee(actor access.Actor, kind string, id int64) error {
	switch kind {
	case "hub":
		return actor.MayHub(id)
	case "partner":
		return actor.MayPartner(id)
	case "company":
		return actor.MayCompany(id)
	}
	return actor.MayAdmin()
}

// OrgName is the name of an organisation, for its members and network admins; "" for the network. Error: NotFound.
func (s *Service) OrgName(ctx context.Context, actor access.Actor, kind string, id int64) (string, error) {
	if err := maySee(actor, kind, id); err != nil {
		return "", err
	}
	roles := RolesOf(kind)
	if len(roles) == 0 {
		return "", fault.New(fault.NotFound, "fault.not_found")
	}
	return orgName(ctx, s.db, roles[0], id)
}

// MayManageMembers says whether the actor may invite to and remove from the organisation; pages show their buttons by it.
func MayManageMembers(actor access.Actor, kind string, id int64) bool {
	roles := RolesOf(kind)
	return len(roles) > 0 && mayManage(actor, roles[0], id) == nil
}

// RolesOf are the roles there are in a kind of organisation, the first one the usual.
func RolesOf(kind string) []access.Role {
	switch kind {
	case "hub":
		return []access.Role{access.HubStaff, access.CommunityManager}
	case "partner":
		return []access.Role{access.PartnerMember, access.SchoolCoordinator}
	case "company":
		return []access.Role{access.Booker, access.CompanyAdmin}
	case "network":
		return []access.Role{access.NetworkAdmin}
	}
	return nil
}
