package access

import (
	"slices"

	"github.com/hubittaako/hubittaako/app/base/fault"
)

// Role is what a person is in an organisation.
type Role string

const (
	NetworkAdmin      Role = "network_admin"
	HubStaff          Role = "hub_staff"
	CommunityManager  Role = "community_manager"
	PartnerMember     Role = "partner_member"
	SchoolCoordinator Role = "school_coordinator"
	CompanyAdmin      Role = "company_admin"
	Booker            Role = "booker"
)

// Kind of organisation that a role belongs to: "network", "hub", "partner" or "company".
func (r Role) Kind() string {
	switch r {
	case NetworkAdmin:
		return "network"
	case HubStaff, CommunityManager:
		return "hub"
	case PartnerMember, SchoolCoordinator:
		return "partner"
	case CompanyAdmin, Booker:
		return "company"
	}
	return ""
}

// Grant is one membership: a role in one hub, partner or company. Org is 0 for the network. Line is what a partner is to the
// network where it is more than a seller of services: "learning" or "students".
type Grant struct {
	Role    Role
	Org     int64
	OrgName string
	Line    string
}

// Actor is who asks: a signed-in person, the system itself, or (the zero value) nobody.
type Actor struct {
	PersonID int64
	Name     string
	Email    string
	Lang     string
	Grants   []Grant
	system   string
}

// System is the actor of jobs and of Stripe's messages; it passes every check and is recorded by its name.
func System(name string) Actor { return Actor{Name: name, system: name} }

// IsSystem says whether a job acts, not a person.
func (a Actor) IsSystem() bool { return a.system != "" }

// SignedIn says whether a person is known.
func (a Actor) SignedIn() bool { return a.PersonID != 0 }

// Has says whether the actor has the role in the organisation.
func (a Actor) Has(role Role, org int64) bool {
	return slices.ContainsFunc(a.Grants, func(g Grant) bool { return g.Role == role && g.Org == org })
}

// HasKind says whether the actor has any role in any organisation of the kind.
func (a Actor) HasKind(kind string) bool {
	return slices.ContainsFunc(a.Grants, func(g Grant) bool { return g.Role.Kind() == kind })
}

// IsAdmin says whether the actor is a network admin or the system.
func (a Actor) IsAdmin() bool { return a.system != "" || a.Has(NetworkAdmin, 0) }

// Orgs are the ids of the organisations of a kind ("hub", "partner", "company") that the actor belongs to.
func (a Actor) Orgs(kind string) []int64 {
	var ids []int64
	for _, g := range a.Grants {
		if g.Role.Kind() == kind && !slices.Contains(ids, g.Org) {
			ids = append(ids, g.Org)
		}
	}
	return ids
}

func (a Actor) may(kind string, id int64) error {
	if a.IsAdmin() || slices.Contains(a.Orgs(kind), id) {
		return nil
	}
	if !a.SignedIn() {
		return fault.New(fault.Unauthenticated, "fault.sign_in")
	}
	return fault.New(fault.NotFound, "fault.not_found")
}

// MayPartner is nil for members of the partner and for network admins; anyone else gets NotFound.
func (a Actor) MayPartner(id int64) error { return a.may("partner", id) }

// MayHub is nil for staff and managers of the hub and for network admins.
func (a Actor) MayHub(id int64) error { return a.may("hub", id) }

// MayCompany is nil for members of the company and for network admins.
func (a Actor) MayCompany(id int64) error { return a.may("company", id) }

// MayAdmin is nil for network admins and the system; others get NotFound.
func (a Actor) MayAdmin() error { return a.may("network", -1) }
