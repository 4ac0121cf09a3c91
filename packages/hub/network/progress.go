package network

import (
	"cmp"
	"context"
	"slices"
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

// ModuleProgress is who has done what of a module. People are those of Walkers, each once, with what they have done of it.
type ModuleProgress struct {
	Module
	People []Walker
	Done   []StepDone
}

// StepDone is who has done a step, by name.
type StepDone struct {
	Step
	Who []string
}

// Complete is how many have nothing left of the module.
func (m ModuleProgress) Complete() (n int) {
	for _, p := range m.People {
		if p.Progress().Complete() {
			n++
		}
	}
	return n
}

// ByModule is how far the walkers are with each module on the path. Network admins may.
func (s *Service) ByModule(ctx context.Context, actor access.Actor, walkers []Walker) ([]ModuleProgress, error) {
	if err := actor.MayAdmin(); err != nil {
		return nil, err
	}
	live, err := modules(ctx, s.db, actor, `WHERE retired_at IS NULL`)
	if err != nil {
		return nil, err
	}
	var ticks []struct {
		PersonID int64     `db:"person_id"`
		StepID   int64     `db:"step_id"`
		At       time.Time `db:"ticked_at"`
	}
	if err := s.db.Select(ctx, &ticks, `/* network.ByModule */ SELECT person_id, step_id, ticked_at FROM network_tick`); err != nil {
		return nil, err
	}
	type tick struct{ person, step int64 }
	at := map[tick]time.Time{}
	for _, t := range ticks {
		at[tick{t.PersonID, t.StepID}] = t.At
	}
	people := slices.Clone(walkers)
	slices.SortStableFunc(people, func(a, b Walker) int { return cmp.Compare(a.PersonID, b.PersonID) })
	people = slices.CompactFunc(people, func(a, b Walker) bool { return a.PersonID == b.PersonID })
	list := make([]ModuleProgress, len(live))
	for i, m := range live {
		list[i] = ModuleProgress{Module: m, Done: make([]StepDone, len(m.Steps))}
		for k, step := range m.Steps {
			list[i].Done[k].Step = step
		}
		for _, p := range people {
			p.Done, p.Of, p.Last = 0, len(m.Steps), nil
			for k, step := range m.Steps {
				if when, done := at[tick{p.PersonID, step.ID}]; done {
					p.Done++
					list[i].Done[k].Who = append(list[i].Done[k].Who, p.Name)
					if p.Last == nil || when.After(*p.Last) {
						p.Last = &when
					}
				}
			}
			list[i].People = append(list[i].People, p)
		}
	}
	return list, nil
}

// HubProgress is how far the walkers of a hub are with the whole path, together.
type HubProgress struct {
	HubName string
	People  int
	Progress
}

// ByHub sums the walkers of each hub, in their order.
func ByHub(walkers []Walker) (list []HubProgress) {
	for i, w := range walkers {
		if i == 0 || walkers[i-1].HubID != w.HubID {
			list = append(list, HubProgress{HubName: w.HubName})
		}
		h := &list[len(list)-1]
		h.People, h.Done, h.Of = h.People+1, h.Done+w.Done, h.Of+w.Of
	}
	return list
}
