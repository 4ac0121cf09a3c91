package search

import (
	"cmp"
	"container/heap"
	"slices"
	"time"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/packages"
)

// Orders of results.
const (
	ByStart  = "start"  // the earliest first, then the cheapest
	ByPrice  = "price"  // the cheapest first
	ByLength = "length" // the shortest first, then the earliest
	ByPlaces = "places" // where there is most room first
	ByWords  = "words"  // what fits the text best first: the order of a search that has one
)

const (
	usualLimit = 200 // hits of a search that names no limit
	maxStarts  = 31  // start days that a hit lists
)

// Query is what a company looks for. Days is the range of start days.
type Query struct {
	Days       dates.Range
	Weekdays   packages.Weekdays // start days; none: any
	People     int
	Weeks      int      // 1: up to 8 days, 2: longer; 0: either
	HubID      int64    // on the way; 0: any
	Kinds      []string // activity kinds, motifs or themes that the package must have, all of them
	Activities []int64  // that the package must have, all of them
	Languages  []string // each activity is led in one of them, at least; none: any
	StepFree   bool     // every hub and activity is without a step
	MaxCents   int64    // net for a person; 0: any
	Text       string   // words in any of our languages
	Order      string   // ByStart where it says nothing else
	Limit      int      // how many hits are wanted at most; 0: 200
	Enough     int      // how many are wanted where there may be more than twice the limit; 0: the limit

	near  dates.Range     // those that start nearest to these days come first
	group packages.Rhythm // of splits: around which both halves are planned
}

// Hit is a package that can be had: the start days that fit the group, the first of them with its price and places. The
// offer has no itinerary: that is for the package's own page.
type Hit struct {
	Package packages.Package
	First   packages.Offer
	Places  int          // the largest group that could start on the first day
	Starts  []dates.Date // in order, at most 31
}

// Results of a search. Total counts all packages that can be had, also those beyond the limit; where Roughly, some of them may
// turn out not to fit.
type Results struct {
	Hits    []Hit
	Total   int
	Roughly bool
}

func (q Query) order() string {
	switch {
	case slices.Contains([]string{ByPrice, ByLength, ByPlaces}, q.Order):
		return q.Order
	case q.Text != "":
		return ByWords
	}
	return ByStart
}

func (q Query) matches(p packages.Package) bool {
	return q.People >= p.GroupMin && q.People <= p.GroupMax && q.wants(p)
}

// wants is matches for a group of any size. Text and price are looked at elsewhere.
func (q Query) wants(p packages.Package) bool {
	if q.Weeks == 1 && p.Days() > 8 || q.Weeks == 2 && p.Days() <= 8 {
		return false
	}
	if q.StepFree && !p.StepFree() {
		return false
	}
	if q.HubID != 0 && !slices.ContainsFunc(p.Legs, func(l packages.Leg) bool { return l.HubID == q.HubID }) {
		return false
	}
	for _, k := range q.Kinds {
		if !slices.ContainsFunc(p.Items, func(i packages.Item) bool { return i.Is(k) }) {
			return false
		}
	}
	for _, id := range q.Activities {
		if !slices.ContainsFunc(p.Items, func(i packages.Item) bool { return i.ActivityID == id }) {
			return false
		}
	}
	if len(q.Languages) == 0 {
		return true
	}
	return !slices.ContainsFunc(p.Items, func(i packages.Item) bool {
		return !slices.ContainsFunc(i.Languages, func(l string) bool { return slices.Contains(q.Languages, l) })
	})
}

// search is one search over the mirror.
type search struct {
	m     *mirror
	q     Query
	order string
	stock packages.Stock
	days  []int // start days as indexes of m.most, in order
	words map[int]int
	rest  []place // gathered and not queued: .day indexes days
	queue candidates
}

// candidate is a package that may fit from a day on. Its key orders it among the others: the less, the better.
type candidate struct {
	pkg, at int // the day is search.days[at]
	key     [3]int64
}

// find lists the packages that the group can have.
func (m *mirror) find(q Query, now time.Time) (Results, error) {
	s := &search{m: m, q: q, order: q.order(), stock: m.stock(now), days: m.daysOf(q)}
	if q.Text != "" {
		s.words = m.words.find(q.Text)
	}
	s.gather()
	return s.verify()
}

// daysOf are the wished start days, from tomorrow on: in order, or the nearest first.
func (m *mirror) daysOf(q Query) []int {
	days := q.Days.Intersect(dates.Range{From: m.first.AddDays(1), To: m.first.AddDays(len(m.most))})
	var out []int
	for day := range days.All() {
		if len(q.Weekdays) == 0 || slices.Contains(q.Weekdays, day.Weekday()) {
			out = append(out, day.Sub(m.first))
		}
	}
	if !q.near.IsEmpty() {
		slices.SortStableFunc(out, func(a, b int) int {
			return cmp.Compare(outside(m.first.AddDays(a), q.near), outside(m.first.AddDays(b), q.near))
		})
	}
	return out
}

// gather notes for each package the first day on which the counters have room for the group, in order of days.
func (s *search) gather() {
	looked := make([]bool, len(s.m.pkgs))
	people := uint32(s.q.People)
	for at, d := range s.days {
		row := s.m.most[d]
		for i := range row {
			if row[i].Load()&^verified < people || looked[i] {
				continue
			}
			looked[i] = true
			if s.q.matches(s.m.pkgs[i]) && (s.q.Text == "" || s.words[i] != 0) {
				s.rest = append(s.rest, place{at, i})
			}
		}
	}
}

// admit queues what was gathered for as long as it may be better than the best in the queue. Days decide first, unless another
// order is asked for; then all are queued at once.
func (s *search) admit() {
	lazy := s.order == ByStart && s.q.near.IsEmpty()
	for len(s.rest) > 0 && (!lazy || len(s.queue) == 0 || s.rest[0].day <= s.queue[0].at) {
		next := s.rest[0]
		s.rest = s.rest[1:]
		if c, ok := s.candidate(next.pkg, next.day); ok {
			heap.Push(&s.queue, c)
		}
	}
}

// candidate is a package on the first day, from the given one on, on which it may fit and is within the price.
func (s *search) candidate(pkg, at int) (candidate, bool) {
	for ; at < len(s.days); at++ {
		d := s.days[at]
		if s.m.most[d][pkg].Load()&^verified < uint32(s.q.People) {
			continue
		}
		p := &s.m.pkgs[pkg]
		open, free := s.m.deskDays(p, s.m.first.AddDays(d))
		net := packages.NetOf(p, open, free, s.q.People)
		if s.q.MaxCents == 0 || net <= s.q.MaxCents*int64(s.q.People) {
			return candidate{pkg: pkg, at: at, key: s.key(pkg, d, net)}, true
		}
	}
	return candidate{}, false
}

func (s *search) key(pkg, d int, net int64) [3]int64 {
	day := int64(d)
	if !s.q.near.IsEmpty() {
		return [3]int64{int64(outside(s.m.first.AddDays(d), s.q.near)), day, net}
	}
	switch s.order {
	case ByPrice:
		return [3]int64{net, day, int64(pkg)}
	case ByLength:
		return [3]int64{int64(s.m.pkgs[pkg].Days()), day, net}
	case ByPlaces:
		return [3]int64{-int64(s.m.most[d][pkg].Load() &^ verified), day, net}
	case ByWords:
		return [3]int64{-int64(s.words[pkg]), day, net}
	}
	return [3]int64{day, net, int64(pkg)}
}

// deskDays is packages.Calendar.DeskDays and FreeDays, straight from the strips.
func (m *mirror) deskDays(p *packages.Package, start dates.Date) (open, free [packages.MaxDays]int) {
	for i := range p.Legs {
		strip := m.desks[p.Legs[i].HubResource]
		for range p.Legs[i].Days {
			if c := strip.at(start); c != nil && c.capacity > 0 {
				open[i]++
				if p.Legs[i].FreeOn(start) {
					free[i]++
				}
			}
			start = start.AddDays(1)
		}
	}
	return open, free
}

// verify takes the best candidates one by one and keeps those that can really be had; one that cannot on its first day is
// queued again with its next.
func (s *search) verify() (Results, error) {
	limit := cmp.Or(s.q.Limit, usualLimit)
	if s.q.Enough > 0 && len(s.rest) > 2*limit {
		limit = min(limit, s.q.Enough)
	}
	var r Results
	for len(r.Hits) < limit {
		if s.admit(); len(s.queue) == 0 {
			break
		}
		c := s.queue[0]
		d := s.days[c.at]
		places := s.m.places(c.pkg, d, s.stock)
		if s.order == ByPlaces && places >= s.q.People && int64(-places) != c.key[0] { // the bound was too good
			s.queue[0].key[0] = int64(-places)
			heap.Fix(&s.queue, 0)
			continue
		}
		if places < s.q.People {
			if next, ok := s.candidate(c.pkg, c.at+1); ok {
				s.queue[0] = next
				heap.Fix(&s.queue, 0)
			} else {
				heap.Pop(&s.queue)
			}
			continue
		}
		heap.Pop(&s.queue)
		h, err := s.hit(c, places)
		if err != nil {
			return Results{}, err
		}
		r.Hits = append(r.Hits, h)
	}
	left := len(s.queue) + len(s.rest)
	r.Total, r.Roughly = len(r.Hits)+left, left > 0
	return r, nil
}

func (s *search) hit(c candidate, places int) (Hit, error) {
	p := s.m.pkgs[c.pkg]
	day := s.m.first.AddDays(s.days[c.at])
	offer, err := packages.Unplanned(p, day, s.q.People, s.stock)
	if err != nil {
		return Hit{}, err
	}
	h := Hit{Package: p, First: offer, Places: places}
	for _, d := range s.days[c.at:] {
		if s.m.most[d][c.pkg].Load()&^verified >= uint32(s.q.People) && s.m.places(c.pkg, d, s.stock) >= s.q.People {
			if h.Starts = append(h.Starts, s.m.first.AddDays(d)); len(h.Starts) == maxStarts {
				break
			}
		}
	}
	return h, nil
}

// candidates is a heap, the best on top.
type candidates []candidate

func (c candidates) Len() int           { return len(c) }
func (c candidates) Less(i, j int) bool { return slices.Compare(c[i].key[:], c[j].key[:]) < 0 }
func (c candidates) Swap(i, j int)      { c[i], c[j] = c[j], c[i] }
func (c *candidates) Push(x any)        { *c = append(*c, x.(candidate)) }
func (c *candidates) Pop() any {
	last := len(*c) - 1
	x := (*c)[last]
	*c = (*c)[:last]
	return x
}
