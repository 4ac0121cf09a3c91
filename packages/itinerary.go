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

// Rules of placing. Rest is kept between two sessions. A lunch may fall into the working day.
const (
	rest         = 30 * time.Minute
	lunchMinutes = 60
	searchBudget = 20000 // sessions tried before giving up; real stays need a few hundred
)

// Calendar says on which days of the stay which leg is on, and whether its hub is open: the group works then.
type Calendar struct {
	Start dates.Date
	Days  []CalendarDay
}

// CalendarDay is one day of a stay.
type CalendarDay struct {
	Leg  int // position of the leg
	Open bool
}

// Plan places every item of the package into free time: outside working hours on the hub's open days, where the seats
// hold the whole group and the activity takes it, with rest in between, an activity at most once a day, its lead time kept.
// Sessions that already have people come first, so that they reach their minimum, then days with little on. A night of
// lodging lies under everything else. Plan tries the items with the fewest sessions first and goes back when it is stuck;
// within its budget it finds a plan if there is one.
func Plan(pkg Package, cal Calendar, people int, now time.Time, shelf Shelf) (Itinerary, []Unplaced) {
	p := planner{cal: cal, pkg: pkg, budget: searchBudget, load: make([]int, len(cal.Days))}
	var missing []Unplaced
	for _, it := range pkg.Items {
		fit := p.candidates(it, people, now, shelf.Sessions(it.ActivityID))
		if n := distinctDays(fit); n < it.Times {
			missing = append(missing, Unplaced{Item: it.Position, Wanted: it.Times, Placed: n})
			continue
		}
		p.wishes = append(p.wishes, wish{item: it, fit: fit})
	}
	if len(missing) > 0 {
		return nil, missing
	}
	slices.SortStableFunc(p.wishes, func(a, b wish) int {
		return cmp.Compare(len(a.fit)-a.item.Times, len(b.fit)-b.item.Times)
	})
	if !p.place(0, 0, 0) {
		return nil, p.stuck()
	}
	slices.SortFunc(p.plan, func(a, b Placement) int { return a.Session.StartsAt.Compare(b.Session.StartsAt) })
	return p.plan, nil
}

type wish struct {
	item Item
	fit  []partners.OpenSession
}

type planner struct {
	pkg    Package
	cal    Calendar
	wishes []wish
	plan   Itinerary
	load   []int // sessions placed on each day
	budget int
	best   int // most wishes placed in full
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
		if s.Capacity-s.Taken >= people && !s.StartsAt.Before(earliest) && p.fitsDay(it, s) {
			fit = append(fit, s)
		}
	}
	return fit
}

func (p *planner) fitsDay(it Item, s partners.OpenSession) bool {
	i := s.Day.Sub(p.cal.Start)
	last := dates.Of(s.EndsAt.Add(-time.Minute)).Sub(p.cal.Start)
	if i < 0 || last >= len(p.cal.Days) {
		return false
	}
	day := p.cal.Days[i]
	if it.Leg != 0 && it.Leg != day.Leg {
		return false
	}
	switch {
	case it.Kind == "lodging" || !day.Open:
		return true
	case it.Kind == "transport" && (i == 0 || i == len(p.cal.Days)-1):
		return true
	case it.Kind == "food" && it.Minutes <= lunchMinutes:
		return true
	}
	from, to := dates.At(s.Day, p.pkg.WorkFrom), dates.At(s.Day, p.pkg.WorkTo)
	return !s.StartsAt.Before(to) || !s.EndsAt.After(from)
}

// place fills wish w from its n-th time on, taking sessions from index `from` of its candidates: the times of one
// activity are interchangeable, so only ascending choices are tried.
func (p *planner) place(w, n, from int) bool {
	if w == len(p.wishes) {
		return true
	}
	p.best = max(p.best, w)
	ws := p.wishes[w]
	if n == ws.item.Times {
		return p.place(w+1, 0, 0)
	}
	for _, i := range p.order(ws, n, from) {
		s := ws.fit[i]
		if p.clashes(ws.item, s) {
			continue
		}
		if p.budget--; p.budget < 0 {
			return false
		}
		p.plan = append(p.plan, Placement{Item: ws.item.Position, Session: s})
		p.count(ws.item, s, 1)
		if p.place(w, n+1, i+1) {
			return true
		}
		p.plan = p.plan[:len(p.plan)-1]
		p.count(ws.item, s, -1)
	}
	return false
}

// order ranks the candidates that are left, the cheapest first.
func (p *planner) order(ws wish, n, from int) []int {
	room := len(ws.fit) - (ws.item.Times - n) // the last index that leaves enough for the rest
	idx := make([]int, 0, room-from+1)
	for i := from; i <= room; i++ {
		idx = append(idx, i)
	}
	first, days := p.span(ws.item.Leg)
	ideal := float64(first) + float64(days)*(float64(n)+0.5)/float64(ws.item.Times)
	cost := func(i int) float64 {
		s := ws.fit[i]
		if day := s.Day.Sub(p.cal.Start) - first; ws.item.Kind == "transport" { // brings the group there or home
			return float64(min(day, days-1-day))
		}
		return p.cost(s, ideal)
	}
	slices.SortStableFunc(idx, func(a, b int) int { return cmp.Compare(cost(a), cost(b)) })
	return idx
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

// cost is low near the ideal day, far from what is placed already, and where people are going anyway.
func (p *planner) cost(s partners.OpenSession, ideal float64) float64 {
	day := s.Day.Sub(p.cal.Start)
	c := 0.0
	for other, n := range p.load {
		c += float64(n) * 3 / float64(1+max(other-day, day-other))
	}
	if d := float64(day) + 0.5 - ideal; d < 0 {
		c -= d
	} else {
		c += d
	}
	if s.Taken > 0 {
		c -= 1.5
	}
	return c
}

func (p *planner) count(it Item, s partners.OpenSession, by int) {
	if it.Kind != "lodging" {
		p.load[s.Day.Sub(p.cal.Start)] += by
	}
}

func (p *planner) clashes(it Item, s partners.OpenSession) bool {
	for _, o := range p.plan {
		if o.Session.ID == s.ID || o.Session.ActivityID == s.ActivityID && o.Session.Day == s.Day {
			return true
		}
		if it.Kind == "lodging" || p.kind(o.Item) == "lodging" {
			continue
		}
		if s.StartsAt.Before(o.Session.EndsAt.Add(rest)) && o.Session.StartsAt.Before(s.EndsAt.Add(rest)) {
			return true
		}
	}
	return false
}

func (p *planner) kind(position int) string {
	for _, it := range p.pkg.Items {
		if it.Position == position {
			return it.Kind
		}
	}
	return ""
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
