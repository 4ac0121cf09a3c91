package search

import (
	"slices"
	"sync/atomic"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/packages"
	"github.com/hubittaako/hubittaako/partners"
)

// verified marks a number of places that packages.Places has given; the rest of the bits are the number.
const verified = 1 << 31

// reckon bounds every start day of every package.
func (m *mirror) reckon() {
	m.most = make([][]atomic.Uint32, horizon+1)
	for d := range m.most {
		m.most[d] = make([]atomic.Uint32, len(m.pkgs))
	}
	for i := range m.pkgs {
		for d := range m.most {
			m.most[d][i].Store(m.bound(&m.pkgs[i], m.first.AddDays(d)))
		}
	}
}

// starts counts the start days that somebody may have.
func (m *mirror) starts() (n int) {
	for d := range m.most {
		for i := range m.most[d] {
			if m.most[d][i].Load()&^verified > 0 {
				n++
			}
		}
	}
	return n
}

// bound is at least packages.Places: desks on every open day, and for each activity one session with seats. That the
// activities also fit together is only seen when the itinerary is planned.
func (m *mirror) bound(p *packages.Package, start dates.Date) uint32 {
	if !start.After(m.first) || !p.MayStartOn(start) {
		return 0
	}
	most, least := p.GroupMax, p.GroupMin
	day := start
	for _, leg := range p.Legs {
		strip, open := m.desks[leg.HubResource], 0
		for range leg.Days {
			if strip == nil {
				return 0
			}
			c := strip.at(day)
			switch {
			case c == nil || !c.known:
				return 0
			case c.capacity > 0:
				most, open = min(most, int(c.capacity-c.taken)), open+1
			}
			day = day.AddDays(1)
		}
		if open == 0 {
			return 0
		}
	}
	for i := range p.Items {
		it := &p.Items[i]
		most, least = min(most, it.GroupMax, roomiest(m.sessions[it.ActivityID], start, day)), max(least, it.GroupMin)
	}
	if most < least || len(p.Legs) == 0 {
		return 0
	}
	return uint32(most)
}

// roomiest is how many seats are free in the session that has most of them.
func roomiest(sessions []partners.OpenSession, from, until dates.Date) (free int) {
	first, _ := slices.BinarySearchFunc(sessions, from, func(s partners.OpenSession, d dates.Date) int { return s.Day.Compare(d) })
	for _, s := range sessions[first:] {
		if !s.Day.Before(until) {
			break
		}
		free = max(free, s.Free())
	}
	return free
}

// places is the largest group that could start, exactly. What it finds is kept until something near it changes, except on days
// so soon that a partner's lead time may run out any minute.
func (m *mirror) places(i, d int, stock packages.Stock) int {
	n := m.most[d][i].Load()
	if n&verified != 0 || n == 0 {
		return int(n &^ verified)
	}
	exact := packages.PlacesUpTo(m.pkgs[i], m.first.AddDays(d), int(n), stock)
	if d > m.leads[i]+1 {
		m.most[d][i].Store(uint32(exact) | verified)
	}
	return exact
}

// placesOf is packages.Places for a package: what the mirror keeps of it, where it is what the mirror has. Another with the same number
// may have other activities, as a company's own has.
func (m *mirror) placesOf(pkg packages.Package) placer {
	i, known := m.byRevision[pkg.RevisionID]
	if !known || !sameItems(m.pkgs[i].Items, pkg.Items) {
		return packages.Places
	}
	return func(pkg packages.Package, start dates.Date, stock packages.Stock) int {
		if d := start.Sub(m.first); d >= 0 && d < len(m.most) {
			return m.places(i, d, stock)
		}
		return packages.Places(pkg, start, stock)
	}
}

// sameItems says whether two lists are one and the same in memory.
func sameItems(a, b []packages.Item) bool { return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0]) }

type place struct{ day, pkg int }

// stale collects start days that have to be reckoned anew.
type stale struct {
	m     *mirror
	cells map[place]bool
}

// days are all starts of stays that a day may be part of.
func (s stale) days(pkgs []int, day dates.Date) {
	last := day.Sub(s.m.first)
	for _, i := range pkgs {
		for d := max(0, last-s.m.pkgs[i].Days()+1); d <= min(last, len(s.m.most)-1); d++ {
			s.cells[place{d, i}] = true
		}
	}
}

func (s stale) reckon() {
	for c := range s.cells {
		s.m.most[c.day][c.pkg].Store(s.m.bound(&s.m.pkgs[c.pkg], s.m.first.AddDays(c.day)))
	}
}
