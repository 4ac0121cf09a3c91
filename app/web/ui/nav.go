package ui

import (
	"context"
	"strconv"
	"strings"
	"unicode"

	"github.com/hubittaako/hubittaako/app/base/access"
)

// Areas of the site: each has its navigation.
const (
	AreaPublic  = "public"
	AreaCompany = "company"
	AreaPartner = "partner"
	AreaStaff   = "staff"
	AreaAdmin   = "admin"
	AreaNetwork = "network" // the room of those who run hubs
)

// NavItem is one entry of a navigation. Path has no language.
type NavItem struct{ Key, Path string }

// NetworkPath is where the room of those who run hubs begins.
const NetworkPath = "/verkosto"

// OrgPath is where the pages of an organisation begin: "/yritys/12", "/kumppani/7", "/hubi/1". Kind is a role's kind.
func OrgPath(kind string, org int64) string {
	id := "/" + strconv.FormatInt(org, 10)
	switch kind {
	case "company":
		return "/yritys" + id
	case "partner":
		return "/kumppani" + id
	case "hub":
		return "/hubi" + id
	}
	return "/hallinta"
}

// Nav is the navigation of an area, for one organisation where the area belongs to one. Label keys are "ui.nav.<Key>".
func Nav(area string, org int64) []NavItem {
	switch area {
	case AreaCompany:
		return under(OrgPath("company", org), "bookings", "/varaukset", "rooms", "/tilat", "assignments", "/toimeksiannot", "invoices", "/laskut", "people", "/jasenet", "details", "/tiedot").
			and(NavItem{"search", "/paketit"})
	case AreaPartner:
		return under(OrgPath("partner", org), "week", "", "activities", "/aktiviteetit", "earnings", "/tulot", "people", "/jasenet", "details", "/tiedot")
	case AreaStaff:
		return under(OrgPath("hub", org), "occupancy", "/kayttoaste", "packages", "/paketit", "bookings", "/varaukset",
			"rooms", "/tilat", "events", "/tapahtumat", "learning", "/oppiminen", "hub", "/tiedot", "people", "/jasenet").
			and(NavItem{"network", NetworkPath})
	case AreaNetwork:
		return under(NetworkPath, "network_home", "", "network_hubs", "/hubit", "coaching", "/polku", "meetings", "/tapaamiset", "practices", "/kaytannot", "threads", "/keskustelut")
	case AreaAdmin:
		return under(OrgPath("network", 0), "overview", "", "bookings", "/varaukset", "money", "/talous", "companies", "/yritykset",
			"partners", "/kumppanit", "hubs", "/hubit", "events", "/tapahtumat", "feedback", "/palaute", "rules", "/saannot", "people", "/jasenet").
			and(NavItem{"network", NetworkPath})
	}
	return under("", "packages", "/paketit", "hubs", "/hubit", "events", "/tapahtumat", "learning", "/opi", "for_partners", "/kumppaneille")
}

// navOf is Nav with what only some have: institutions their courses, schools their corner, and those in the network's room the way
// back to where they work.
func navOf(ctx context.Context, m PageMeta) []NavItem {
	all := Nav(m.Area, m.Org)
	if m.Area == AreaNetwork {
		return append(all, wayBack(From(ctx).Actor.Grants)...)
	}
	if m.Area != AreaPartner {
		return all
	}
	for _, g := range From(ctx).Actor.Grants {
		if g.Line == "students" && g.Role != access.SchoolCoordinator { // others of a school do not run its corner
			continue
		}
		if item, has := lines[g.Line]; has && g.Role.Kind() == "partner" && g.Org == m.Org {
			return append([]NavItem{all[0], {item.Key, OrgPath("partner", m.Org) + item.Path}}, all[1:]...)
		}
	}
	return all
}

// wayBack leads from the network's room to the first hub that somebody runs, or to what network admins see.
func wayBack(grants []access.Grant) []NavItem {
	for _, g := range grants {
		if g.Role.Kind() == "hub" {
			return []NavItem{{"to_hub", home(g)}}
		}
	}
	return []NavItem{{"to_admin", OrgPath("network", 0)}}
}

// lines are the pages that a partner of some line has besides those of all partners.
var lines = map[string]NavItem{"learning": {"courses", "/kurssit"}, "students": {"corner", "/opiskelijat"}}

type items []NavItem

func under(base string, pairs ...string) items {
	var all items
	for i := 0; i+1 < len(pairs); i += 2 {
		all = append(all, NavItem{pairs[i], base + pairs[i+1]})
	}
	return all
}

func (n items) and(more ...NavItem) items { return append(n, more...) }

// home is where a member of an organisation starts.
func home(g access.Grant) string {
	switch kind := g.Role.Kind(); kind {
	case "company":
		return OrgPath(kind, g.Org) + "/varaukset"
	case "partner":
		return OrgPath(kind, g.Org)
	case "hub":
		return OrgPath(kind, g.Org) + "/kayttoaste"
	}
	return OrgPath("network", 0)
}

// place is one row of the account menu.
type place struct{ Name, Role, Path string }

// places are the actor's organisations, one row for each with its first role.
func places(ctx context.Context) []place {
	var all []place
	seen := map[string]bool{}
	for _, g := range From(ctx).Actor.Grants {
		path := home(g)
		if seen[path] {
			continue
		}
		seen[path] = true
		name := g.OrgName
		if g.Role == access.NetworkAdmin {
			name = T(ctx, "ui.brand")
		}
		all = append(all, place{name, T(ctx, "ui.role."+string(g.Role)), path})
	}
	return all
}

// orgName is the name of the organisation that a page's area is about, if the actor belongs to it.
func orgName(ctx context.Context, m PageMeta) string {
	if m.OrgName != "" {
		return m.OrgName
	}
	kind := map[string]string{AreaCompany: "company", AreaPartner: "partner", AreaStaff: "hub"}[m.Area]
	for _, g := range From(ctx).Actor.Grants {
		if kind != "" && g.Role.Kind() == kind && g.Org == m.Org {
			return g.OrgName
		}
	}
	return ""
}

// Place is where a person works: an organisation's pages, or the network's.
type Place struct{ Name, Href string }

// Places are where the visitor works, in the page's language: what leads back from where nothing is.
func Places(ctx context.Context) (all []Place) {
	for _, p := range places(ctx) {
		all = append(all, Place{p.Name, Href(ctx, p.Path)})
	}
	return all
}

// initials are the letters of an avatar: "Kolimanrannan Sauna" is "KS". What is no letter or number, such as a picture in a name,
// is passed over, unless there is nothing else.
func initials(name string) string {
	var out []rune
	start := true
	for _, r := range name {
		if !unicode.IsLetter(r) && !unicode.IsNumber(r) {
			start = start || !unicode.IsMark(r) && r != '\'' && r != '’'
			continue
		}
		if start && len(out) < 2 {
			out = append(out, r)
		}
		start = false
	}
	if len(out) == 0 {
		out = []rune(strings.TrimSpace(name))
		out = out[:min(len(out), 1)]
	}
	return string(out)
}
