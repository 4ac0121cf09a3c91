package packages

import (
	"cmp"
	"slices"
	"time"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/partners"
)

// Placement puts one of a package's items into one session.
type Placement struct {
	Item    int // the item's position
	Session partners.OpenSession
}

// Itinerary is the proposed sessions of a stay, in order of time.
type Itinerary []Placement

// Unplaced says which item found no session, and how many of its times did: all of them when they fit by themselves but not
// beside the other items.
type Unplaced struct {
	Item   int
	Wanted int
	Placed int
}

// Rules of placing. Rest is kept between two sessions, and the way from one to the other on top of it. A lunch may fall into the
// working day.
const (
	rest         = 30 * time.Minute
	lunchMinutes = 60
)

// Calendar says on which days of the stay which leg is on, and whether its hub is open: the group works then.
type Calendar struct {
	Start   dates.Date
	Days    []CalendarDay
	Busy    []Span         // what the group has anyway: meetings, calls
	Settled map[int64]bool // sessions that it goes to all the same
}

// Span is a time from (in) until (out).
type Span struct{ From, To time.Time }

// CalendarDay is one day of a stay.
type CalendarDay struct {
	Leg      int // position of the leg
	Open     bool
	Own      bool // the group has hours of its own, else it works when the package says
	From, To int  // of its own hours, in minutes after midnight; equal: no work
}

// Plan places every item of the package into free time: outside working hours on the hub's open days and what the group has
// marked as busy, where the seats hold the whole group and the activity takes it, not overdue for the decision whether it goes, with rest and travel in between, an activity
// at most once a day, its lead time kept. A night of lodging lies under everything else;
// nobody sleeps in two places on one night, and the nights of one house follow each other. A transfer is on the way: see leads. Of all such plans it gives the best by
// the costs in solver.go: days evenly filled, sessions that already have people and those that lack the fewest to their minimum, and partners
// served in turn. It finds a plan if there is one, and the best one, within searchBudget placements tried for each of the two;
// beyond, the best it has seen.
func Plan(pkg Package, cal Calendar, people int, now time.Time, shelf Shelf) (Itinerary, []Unplaced) {
	p, missing := newPlanner(pkg, cal, people, now, shelf)
	if len(missing) > 0 {
		return nil, missing
	}
	if !p.place(0, 0, 0) {
		return nil, p.stuck()
	}
	p.improve()
	slices.SortFunc(p.plan, func(a, b Placement) int { return a.Session.StartsAt.Compare(b.Session.StartsAt) })
	return p.plan, nil
}

// plannable says whether there is any plan.
func plannable(pkg Package, cal Calendar, people int, now time.Time, shelf Shelf) bool {
	p, missing := newPlanner(pkg, cal, people, now, shelf)
	return len(missing) == 0 && p.place(0, 0, 0)
}

func newPlanner(pkg Package, cal Calendar, people int, now time.Time, shelf Shelf) (*planner, []Unplaced) {
	p := &planner{cal: cal, pkg: pkg, budget: searchBudget}
	var missing []Unplaced
	for _, it := range pkg.Items {
		fit := p.candidates(it, people, now, shelf.Sessions(it.ActivityID))
		if n := distinctDays(fit); n < it.Times {
			missing = append(missing, Unplaced{Item: it.Position, Wanted: it.Times, Placed: n})
			continue
		}
		p.wishes = append(p.wishes, p.wish(it, fit, people))
	}
	slices.SortStableFunc(p.wishes, func(a, b wish) int {
		return cmp.Compare(len(a.fit)-a.item.Times, len(b.fit)-b.item.Times)
	})
	return p, missing
}

// candidates are the sessions that fit the stay whatever else is placed. Its partner may take other groups by now than when
// the package was published.
func (p *planner) candidates(it Item, people int, now time.Time, sessions []partners.OpenSession) []partners.OpenSession {
	if people < it.GroupMin || people > it.GroupMax {
		return nil
	}
	var fit []partners.OpenSession
	earliest := now.Add(time.Duration(it.LeadDays) * 24 * time.Hour)
	after := p.cal.Start.AddDays(len(p.cal.Days))
	first, _ := slices.BinarySearchFunc(sessions, p.cal.Start, func(s partners.OpenSession, d dates.Date) int { return s.Day.Compare(d) })
	for _, s := range sessions[first:] {
		if !s.Day.Before(after) {
			break
		}
		if s.Free() >= people && !s.StartsAt.Before(earliest) && !s.Overdue(now) && p.within(it, s) && (p.cal.Settled[s.ID] || p.leads(it, s) && p.free(it, s)) {
			fit = append(fit, s)
		}
	}
	return fit
}

// within says whether a session is on a day of the stay, and of the item's leg.
func (p *planner) within(it Item, s partners.OpenSession) bool {
	i := s.Day.Sub(p.cal.Start)
	last := dates.Of(s.EndsAt.Add(-time.Minute)).Sub(p.cal.Start)
	return i >= 0 && last < len(p.cal.Days) && (it.Leg == 0 || it.Leg == p.cal.Days[i].Leg)
}

// free says whether a session within the stay is outside the group's work and meetings.
func (p *planner) free(it Item, s partners.OpenSession) bool {
	i := s.Day.Sub(p.cal.Start)
	day := p.cal.Days[i]
	switch {
	case it.Kind == "lodging":
		return true
	case p.busy(s):
		return false
	case !day.Open || day.Own && day.From == day.To:
		return true
	case it.Kind == "transport" && (i == 0 || i == len(p.cal.Days)-1 || p.moves(it, i)):
		return true
	case it.Kind == "food" && it.Minutes <= lunchMinutes:
		return true
	}
	from, to := dates.At(s.Day, p.pkg.WorkFrom), dates.At(s.Day, p.pkg.WorkTo)
	if day.Own {
		from, to = dates.At(s.Day, day.From), dates.At(s.Day, day.To)
	}
	way := TravelTime(p.hubTown(day.Leg), it.Municipality)
	return !s.StartsAt.Before(to.Add(way)) || !s.EndsAt.After(from.Add(-way))
}

// busy says whether the group has something else then.
func (p *planner) busy(s partners.OpenSession) bool {
	return slices.ContainsFunc(p.cal.Busy, func(b Span) bool { return s.StartsAt.Before(b.To) && b.From.Before(s.EndsAt) })
}

func (p *planner) hubTown(leg int) string {
	for _, l := range p.pkg.Legs {
		if l.Position == leg {
			return l.Municipality
		}
	}
	return ""
}

// span is where the leg lies in the stay, 0 for the whole of it: the index of its first day, and its length.
func (p *planner) span(leg int) (first, days int) {
	for i, d := range p.cal.Days {
		if leg == 0 || d.Leg == leg {
			if days == 0 {
				first = i
			}
			days++
		}
	}
	return first, days
}

func (p *planner) clashes(it Item, s partners.OpenSession) bool {
	for i, o := range p.plan {
		if o.Session.ID == s.ID || o.Session.ActivityID == s.ActivityID && o.Session.Day == s.Day {
			return true
		}
		other := p.item(o.Item)
		if it.Kind == "lodging" || other.Kind == "lodging" {
			if it.Kind == other.Kind && p.nightsClash(it, s, i) {
				return true
			}
			continue
		}
		if s.StartsAt.Before(o.Session.EndsAt.Add(rest+TravelTime(other.end(), it.Municipality))) &&
			o.Session.StartsAt.Before(s.EndsAt.Add(rest+TravelTime(it.end(), other.Municipality))) {
			return true
		}
	}
	return false
}

func (p *planner) item(position int) *Item {
	for i := range p.wishes {
		if p.wishes[i].item.Position == position {
			return &p.wishes[i].item
		}
	}
	return &Item{}
}

// stuck names the item that could not be placed beside the others.
func (p *planner) stuck() []Unplaced {
	it := p.wishes[p.best].item
	return []Unplaced{{Item: it.Position, Wanted: it.Times, Placed: it.Times}}
}

func distinctDays(sessions []partners.OpenSession) int {
	days := map[dates.Date]bool{}
	for _, s := range sessions {
		days[s.Day] = true
	}
	return len(days)
}
