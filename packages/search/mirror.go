package search

import (
	"cmp"
	"context"
	"slices"
	"sync/atomic"

	"github.com/lib/pq"

	"github.com/hubittaako/hubittaako/app/base/capacity"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/money"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/packages"
	"github.com/hubittaako/hubittaako/packages/hub"
	"github.com/hubittaako/hubittaako/partners"
)

// horizon is for how many days from today on there are start days.
const horizon = hub.Horizon

// mirror is what the index knows. One goroutine changes it, under the index's lock; those who read it hold the lock for
// reading, and may only fill in most.
type mirror struct {
	catalog
	first    dates.Date // today, when it was built: most[0]
	desks    map[int64]*strip
	sessions map[int64][]partners.OpenSession // by activity, in order of time
	seats    map[int64]seat                   // by the session's resource
	homes    map[int64]int64                  // activity by session
	spares   map[int64]map[int64]int64        // by the resource of a plan B: the activities of the sessions that have it
	// most is for each day and package the largest group that may start. Without the verified bit it is an upper bound from the
	// counters alone, quick to keep; with it, it is what packages.Places says, itinerary and all, found when somebody asked.
	most [][]atomic.Uint32
}

// catalog is what is sold, whatever is free.
type catalog struct {
	pkgs       []packages.Package
	leads      []int // the longest lead time of each, in days
	bySlug     map[string]int
	byRevision map[int64]int
	atHub      map[int64][]int // packages by the resource of a hub on their way
	with       map[int64][]int // packages by activity
	rates      money.Rates
	words      *vocabulary
}

type seat struct{ activity, session int64 }

// strip is a hub's desks day by day.
type strip struct {
	first dates.Date
	cells []cell
}

type cell struct {
	capacity, taken int32
	known           bool
}

func (s *strip) at(day dates.Date) *cell {
	i := day.Sub(s.first)
	if i < 0 || i >= len(s.cells) {
		return nil
	}
	return &s.cells[i]
}

// set puts a slot into the strip, which grows at its end; days before its first are past.
func (s *strip) set(st capacity.State) {
	i := st.Day.Sub(s.first)
	if i < 0 {
		return
	}
	if missing := i + 1 - len(s.cells); missing > 0 {
		s.cells = append(s.cells, make([]cell, missing)...)
	}
	s.cells[i] = cell{int32(st.Capacity), int32(st.Taken), true}
}

// Desks is for packages.Shelf.
func (m *mirror) Desks(resource int64, day dates.Date) (capacity.State, bool) {
	s, ok := m.desks[resource]
	if !ok {
		return capacity.State{}, false
	}
	c := s.at(day)
	if c == nil || !c.known {
		return capacity.State{}, false
	}
	return capacity.State{Slot: capacity.Slot{Resource: resource, Day: day}, Capacity: int(c.capacity), Taken: int(c.taken)}, true
}

// Sessions is for packages.Shelf.
func (m *mirror) Sessions(activity int64) []partners.OpenSession { return m.sessions[activity] }

func newMirror(today dates.Date) *mirror {
	return &mirror{first: today, desks: map[int64]*strip{}, sessions: map[int64][]partners.OpenSession{}, seats: map[int64]seat{}, homes: map[int64]int64{}, spares: map[int64]map[int64]int64{}}
}

// build reads everything as it is at one moment, and says from which transaction on changes may not be in it.
func build(ctx context.Context, db *postgres.DB, today dates.Date) (m *mirror, unseen string, err error) {
	m = newMirror(today)
	err = db.InSnapshot(ctx, func(r postgres.Reader) error {
		if err := r.Get(ctx, &unseen, `/* search.unseen */ SELECT pg_snapshot_xmin(pg_current_snapshot())::text`); err != nil {
			return err
		}
		var err error
		if m.catalog, err = readCatalog(ctx, r); err != nil {
			return err
		}
		if err := m.readDesks(ctx, r, today); err != nil {
			return err
		}
		list, err := partners.OpenFrom(ctx, r, today)
		for _, s := range list {
			m.put(s)
		}
		return err
	})
	if err == nil {
		m.reckon()
	}
	return m, unseen, err
}

// readDesks reads the hubs' calendars, one row a hub: they are long.
func (m *mirror) readDesks(ctx context.Context, r postgres.Reader, today dates.Date) error {
	var rows []struct {
		Resource   int64         `db:"resource_id"`
		Days       pq.Int64Array `db:"days"` // after today
		Capacities pq.Int64Array `db:"capacities"`
		Taken      pq.Int64Array `db:"taken"`
	}
	err := r.Select(ctx, &rows, `/* search.readDesks */
		SELECT s.resource_id, array_agg(s.day - $1::date) AS days, array_agg(s.capacity) AS capacities, array_agg(s.taken) AS taken
		FROM hub h JOIN slot s ON s.resource_id = h.resource_id AND s.day >= $1 AND s.part = 0
		GROUP BY s.resource_id`, today)
	if err != nil {
		return err
	}
	for _, row := range rows {
		s := &strip{first: today, cells: make([]cell, 0, horizon+packages.MaxDays)}
		for i, after := range row.Days {
			s.set(capacity.State{Slot: capacity.Slot{Day: today.AddDays(int(after))}, Capacity: int(row.Capacities[i]), Taken: int(row.Taken[i])})
		}
		m.desks[row.Resource] = s
	}
	return nil
}

func readCatalog(ctx context.Context, r postgres.Reader) (catalog, error) {
	rates, err := packages.Rates(ctx, r)
	if err != nil {
		return catalog{}, err
	}
	pkgs, err := packages.PublishedAll(ctx, r)
	return catalogOf(pkgs, rates), err
}

func catalogOf(pkgs []packages.Package, rates money.Rates) catalog {
	c := catalog{
		pkgs: pkgs, leads: make([]int, len(pkgs)), bySlug: make(map[string]int, len(pkgs)), byRevision: make(map[int64]int, len(pkgs)),
		atHub: map[int64][]int{}, with: map[int64][]int{}, rates: rates, words: newVocabulary(pkgs),
	}
	for i, p := range c.pkgs {
		c.bySlug[p.Slug], c.byRevision[p.RevisionID] = i, i
		for _, l := range p.Legs {
			if at := c.atHub[l.HubResource]; len(at) == 0 || at[len(at)-1] != i {
				c.atHub[l.HubResource] = append(at, i)
			}
		}
		for _, it := range p.Items {
			c.leads[i] = max(c.leads[i], it.LeadDays)
			if in := c.with[it.ActivityID]; len(in) == 0 || in[len(in)-1] != i {
				c.with[it.ActivityID] = append(in, i)
			}
		}
	}
	return c
}

// withCatalog is the mirror with what is sold now; free places are shared with the old one.
func (m *mirror) withCatalog(ctx context.Context, db *postgres.DB) (*mirror, error) {
	next := *m
	err := db.InSnapshot(ctx, func(r postgres.Reader) (err error) {
		next.catalog, err = readCatalog(ctx, r)
		if err != nil {
			return err
		}
		return next.newHubs(ctx, r)
	})
	if err == nil {
		next.reckon()
	}
	return &next, err
}

// newHubs reads the calendars of hubs that opened after the index was built. It copies the map: readers have the old one.
func (m *mirror) newHubs(ctx context.Context, r postgres.Reader) error {
	for resource := range m.atHub {
		if _, known := m.desks[resource]; !known {
			m.desks = make(map[int64]*strip, len(m.desks)+1)
			return m.readDesks(ctx, r, m.first)
		}
	}
	return nil
}

// put adds a session, or replaces it.
func (m *mirror) put(s partners.OpenSession) {
	if s.Day.Before(m.first) {
		return
	}
	list := m.sessions[s.ActivityID]
	i, _ := slices.BinarySearchFunc(list, s, func(a, b partners.OpenSession) int {
		return cmp.Or(a.StartsAt.Compare(b.StartsAt), cmp.Compare(a.ID, b.ID))
	})
	m.sessions[s.ActivityID] = slices.Insert(list, i, s)
	m.seats[s.ResourceID], m.homes[s.ID] = seat{s.ActivityID, s.ID}, s.ActivityID
	if s.SpareResource != 0 {
		if m.spares[s.SpareResource] == nil {
			m.spares[s.SpareResource] = map[int64]int64{}
		}
		m.spares[s.SpareResource][s.ID] = s.ActivityID
	}
}

// drop takes a session out and says on which day it was.
func (m *mirror) drop(id int64) (s partners.OpenSession, found bool) {
	activity, known := m.homes[id]
	if !known {
		return s, false
	}
	list := m.sessions[activity]
	i := slices.IndexFunc(list, func(s partners.OpenSession) bool { return s.ID == id })
	s = list[i]
	m.sessions[activity] = slices.Delete(list, i, i+1)
	delete(m.homes, id)
	delete(m.seats, s.ResourceID)
	if delete(m.spares[s.SpareResource], id); len(m.spares[s.SpareResource]) == 0 {
		delete(m.spares, s.SpareResource)
	}
	return s, true
}

// apply takes changes in: slots as they are now, sessions that are to be forgotten, and those of them that may be booked.
func (m *mirror) apply(c changes, open []partners.OpenSession) {
	stale := stale{m: m, cells: map[place]bool{}}
	for _, s := range c.slots {
		if strip, ok := m.desks[s.Resource]; ok {
			strip.set(s)
			stale.days(m.atHub[s.Resource], s.Day)
		} else if at, ok := m.seats[s.Resource]; ok {
			m.seat(at, s)
			stale.days(m.with[at.activity], s.Day)
		}
		for session, activity := range m.spares[s.Resource] { // a plan B may be on sale by itself too
			m.spare(seat{activity, session}, s)
			stale.days(m.with[activity], s.Day)
		}
	}
	for _, id := range c.gone {
		if s, was := m.drop(id); was {
			stale.days(m.with[s.ActivityID], s.Day)
		}
	}
	for _, activity := range c.activities {
		for _, s := range slices.Clone(m.sessions[activity]) {
			m.drop(s.ID)
			stale.days(m.with[activity], s.Day)
		}
	}
	for _, s := range open {
		m.put(s)
		stale.days(m.with[s.ActivityID], s.Day)
	}
	stale.reckon()
}

func (m *mirror) spare(at seat, s capacity.State) {
	list := m.sessions[at.activity]
	if i := slices.IndexFunc(list, func(o partners.OpenSession) bool { return o.ID == at.session }); i >= 0 {
		list[i].SpareFree = s.Free()
	}
}

func (m *mirror) seat(at seat, s capacity.State) {
	list := m.sessions[at.activity]
	if i := slices.IndexFunc(list, func(o partners.OpenSession) bool { return o.ID == at.session }); i >= 0 {
		list[i].Capacity, list[i].Taken = s.Capacity, s.Taken
	}
}
