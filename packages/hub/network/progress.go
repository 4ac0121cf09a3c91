package network

import (
	"context"
	"time"

	"github.com/hubittaako/hubittaako/app/base/access"
)

// Walker is somebody on the path, at one of their hubs.
type Walker struct {
	HubID    int64       `db:"hub_id"`
	HubName  string      `db:"hub_name"`
	PersonID int64       `db:"person_id"`
	Name     string      `db:"name"`
	Role     access.Role `db:"role"`
	Done     int         `db:"done"`
	Of       int         `db:"of"`
	Last     *time.Time  `db:"last"` // when they ticked something last
}

// Progress is how far they are with the whole path.
func (w Walker) Progress() Progress { return Progress{w.Done, w.Of} }

// Walkers are all community managers and, of the other people of hubs, those who have begun; by hub and name. Network admins may.
func (s *Service) Walkers(ctx context.Context, actor access.Actor) (list []Walker, err error) {
	if err := actor.MayAdmin(); err != nil {
		return nil, err
	}
	err = s.db.Select(ctx, &list, `/* network.Walkers */
		WITH step AS (SELECT s.id FROM network_step s JOIN network_module m ON m.id = s.module_id WHERE m.retired_at IS NULL),
		done AS (SELECT t.person_id, count(*) AS done, max(t.ticked_at) AS last FROM network_tick t JOIN step ON step.id = t.step_id GROUP BY t.person_id)
		SELECT h.id AS hub_id, h.name AS hub_name, p.id AS person_id, p.name, min(m.role) AS role, coalesce(d.done, 0) AS done, (SELECT count(*) FROM step) AS of, d.last
		FROM membership m JOIN hub h ON h.id = m.hub_id JOIN person p ON p.id = m.person_id LEFT JOIN done d ON d.person_id = p.id
		WHERE p.disabled_at IS NULL
		GROUP BY h.id, p.id, d.done, d.last
		HAVING min(m.role) = $1 OR d.done > 0
		ORDER BY h.name COLLATE "fi-x-icu", p.name COLLATE "fi-x-icu", p.id`, string(access.CommunityManager))
	return list, err
}
