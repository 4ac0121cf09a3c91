package search

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/packages"
)

// ChangeSplit suggests two packages at different hubs on the same days, each for a part of the group.
const ChangeSplit = "split"

const (
	splitWidth = 24 // packages of one day that are tried with each other: those with most room
	splitLooks = 200
)

// Half is one part of a divided group.
type Half struct {
	Package packages.Package
	Offer   packages.Offer
	Places  int
}

// Split is a group divided over two hubs: the same days, so that they travel together.
type Split [2]Half

// Gross is what both cost, in cents with VAT.
func (s Split) Gross() int64 { return s[0].Offer.Price.Gross + s[1].Offer.Price.Gross }

// Split divides a group that wanted one package on a day over it and a package at another hub, as evenly as both take it; the
// cheapest first, at most n.
func (f *Finder) Split(ctx context.Context, slug string, start dates.Date, people, n int) (list []Split, err error) {
	readErr := f.mirrored(ctx, func(m *mirror) {
		if i, known := m.bySlug[slug]; known {
			list, err = m.splits(Query{People: people, group: f.group}, start, i, n, f.now())
		}
	})
	return list, cmp.Or(readErr, err)
}

// firstSplit is the cheapest division on the first of the wished days that has one, and that answers to the query; nil for none.
func (m *mirror) firstSplit(q Query, now time.Time) (*Split, error) {
	for at, d := range m.daysOf(q) {
		if at == splitLooks {
			break
		}
		list, err := m.splits(q, m.first.AddDays(d), -1, 1, now)
		if err != nil || len(list) > 0 {
			return first(list), err
		}
	}
	return nil, nil
}

func first(list []Split) *Split {
	if len(list) == 0 {
		return nil
	}
	return &list[0]
}

// splits are the divisions on one day; must is a package that has to be one of the halves, or -1.
func (m *mirror) splits(q Query, start dates.Date, must, n int, now time.Time) (list []Split, err error) {
	d := start.Sub(m.first)
	if d < 1 || d >= len(m.most) || q.People < 2 {
		return nil, nil
	}
	stock := m.stock(now)
	able := m.roomiestOn(q, d, must)
	for x, i := range able {
		for _, j := range able[x+1:] {
			if must >= 0 && i != must && j != must || !m.apart(i, j) || q.HubID != 0 && !m.passes(i, q.HubID) && !m.passes(j, q.HubID) {
				continue
			}
			if m.roughly(i, d)+m.roughly(j, d) < q.People {
				continue
			}
			s, ok, err := m.divided(i, j, d, q, stock)
			if err != nil {
				return nil, err
			}
			if ok {
				list = append(list, s)
			}
		}
	}
	slices.SortStableFunc(list, func(a, b Split) int { return cmp.Compare(a.Gross(), b.Gross()) })
	return list[:min(n, len(list))], nil
}

// roomiestOn are packages that answer to the query and may have room on a day, those with most first; must is always the first.
func (m *mirror) roomiestOn(q Query, d, must int) (able []int) {
	q.HubID = 0 // one of the two is enough
	var words map[int]int
	if q.Text != "" {
		words = m.words.find(q.Text)
	}
	for i := range m.pkgs {
		if i != must && m.roughly(i, d) > 0 && q.wants(m.pkgs[i]) && (q.Text == "" || words[i] != 0) {
			able = append(able, i)
		}
	}
	slices.SortStableFunc(able, func(a, b int) int { return cmp.Compare(m.roughly(b, d), m.roughly(a, d)) })
	able = able[:min(splitWidth, len(able))]
	if must >= 0 {
		able = slices.Insert(able, 0, must)
	}
	return able
}

// roughly is an upper bound of the group that may start.
func (m *mirror) roughly(i, d int) int { return int(m.most[d][i].Load() &^ verified) }

func (m *mirror) passes(i int, hub int64) bool {
	return slices.ContainsFunc(m.pkgs[i].Legs, func(l packages.Leg) bool { return l.HubID == hub })
}

// apart says whether two packages last as long as each other and have no hub in common.
func (m *mirror) apart(i, j int) bool {
	return m.pkgs[i].Days() == m.pkgs[j].Days() && !slices.ContainsFunc(m.pkgs[i].Legs, func(l packages.Leg) bool { return m.passes(j, l.HubID) })
}

// divided makes the two offers of a division, if both packages have room for their part. How much room there is does not ask for the
// group's own rhythm, because it is kept for everybody; the offers do.
func (m *mirror) divided(i, j, d int, q Query, stock packages.Stock) (s Split, ok bool, err error) {
	a, ok := divide(q.People, m.pkgs[i].Smallest(), m.places(i, d, stock), m.pkgs[j].Smallest(), m.places(j, d, stock))
	if !ok {
		return Split{}, false, nil
	}
	own := stock
	own.Group = q.group
	for n, half := range []struct{ pkg, people int }{{i, a}, {j, q.People - a}} {
		offer, refusal, err := packages.OfferFor(m.pkgs[half.pkg], m.first.AddDays(d), half.people, own)
		if err != nil || refusal != nil || q.MaxCents != 0 && offer.Price.Net > q.MaxCents*int64(half.people) {
			return Split{}, false, err
		}
		s[n] = Half{Package: m.pkgs[half.pkg], Offer: offer, Places: m.places(half.pkg, d, stock)}
	}
	return s, true, nil
}

// divide is how many of a group go to the first of two places, as evenly as their least and most allow.
func divide(people, leastA, mostA, leastB, mostB int) (a int, ok bool) {
	low, high := max(leastA, people-mostB), min(mostA, people-leastB)
	return min(max((people+1)/2, low), high), low <= high
}
