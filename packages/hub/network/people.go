package network

import (
	"context"
	"slices"

	"github.com/hubittaako/hubittaako/app/base/access"
)

// Person is somebody who runs a hub, and how to ask them.
type Person struct {
	ID    int64       `db:"id"`
	HubID int64       `db:"hub_id"`
	Name  string      `db:"name"`
	Email string      `db:"email"`
	Role  access.Role `db:"role"`
}

// Hub is a hub with those who run it, community managers first.
type Hub struct {
	ID           int64    `db:"id"`
	Slug         string   `db:"slug"`
	Name         string   `db:"name"`
	Municipality string   `db:"municipality"`
	Status       string   `db:"status"`
	People       []Person `db:"-"`
}

// Unmanaged says that a hub which works or will work has no community manager.
func (h Hub) Unmanaged() bool {
	return h.Status != "closed" && !slices.ContainsFunc(h.People, func(p Person) bool { return p.Role == access.CommunityManager })
}

// Hubs are all hubs with those who run them: working ones, then planned, then those that have ended, if they were ever described.
// Members of any hub and network admins may.
func (s *Service) Hubs(ctx context.Context, actor access.Actor) (list []Hub, err error) {
	if err := mayEnter(actor); err != nil {
		return nil, err
	}
	if err = s.db.Select(ctx, &list, `/* network.Hubs */
		SELECT id, slug, name, municipality, status FROM hub WHERE status <> 'closed' OR intro_fi <> ''
		ORDER BY status = 'closed', status = 'planned', demo, name COLLATE "fi-x-icu"`); err != nil {
		return nil, err
	}
	var people []Person
	err = s.db.Select(ctx, &people, `/* network.people */
		SELECT p.id, m.hub_id, p.name, p.email, min(m.role) AS role FROM membership m JOIN person p ON p.id = m.person_id
		WHERE m.hub_id IS NOT NULL AND p.disabled_at IS NULL GROUP BY m.hub_id, p.id ORDER BY min(m.role), p.name COLLATE "fi-x-icu", p.id`)
	for _, p := range people {
		if i := slices.IndexFunc(list, func(h Hub) bool { return h.ID == p.HubID }); i >= 0 {
			list[i].People = append(list[i].People, p)
		}
	}
	return list, err
}
