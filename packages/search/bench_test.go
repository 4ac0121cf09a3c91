package search

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/hubittaako/hubittaako/app/base/capacity"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/packages"
)

// country is a mirror of 1,000 hubs, 5,000 packages and 20,000 sessions, six desks in ten taken.
func country() *mirror {
	const hubs, pkgs, activities = 1000, 5000, 1000
	random := rand.New(rand.NewPCG(1, 2))
	m := newMirror(booked)
	for h := range hubs {
		s := &strip{first: booked}
		for d := range horizon + packages.MaxDays {
			day := booked.AddDays(d)
			c := 20
			if day.IsWeekend() {
				c = 0
			}
			s.set(capacity.State{Slot: capacity.Slot{Day: day}, Capacity: c, Taken: min(c, random.IntN(18))})
		}
		m.desks[int64(h)] = s
	}
	for a := range activities {
		for n := range 20 {
			s := session(int64(a*20+n), int64(a), booked.Sub(monday)+7*n+random.IntN(7), evening, 120, 12)
			s.Taken = random.IntN(8)
			m.put(s)
		}
	}
	list := make([]packages.Package, pkgs)
	for i := range list {
		h := int64(random.IntN(hubs))
		list[i] = packages.Package{ID: int64(i + 1), Slug: fmt.Sprint("p", i), Revision: packages.Revision{
			RevisionID: int64(i + 1), State: packages.Published, NameFi: fmt.Sprintf("Paketti %d", i), StartWeekdays: packages.Weekdays{1, 2, 3, 4, 5, 6, 7}, SaleFrom: booked, SaleUntil: booked.AddDays(500),
			GroupMin: 1, GroupMax: 12, WorkFrom: 8 * 60, WorkTo: 16 * 60, Pricing: packages.Sum},
			Legs: []packages.Leg{{Position: 1, HubID: h, HubResource: h, Days: []int{7, 10, 14}[i%3], DeskDayCents: int64(1000 + random.IntN(3000)), VATClass: "standard"}},
		}
		for n := range 2 {
			list[i].Items = append(list[i].Items, packages.Item{Position: n + 1, ActivityID: int64((i*7 + n*501) % activities), PartnerID: 1, Kind: "wellbeing", GroupMin: 1, GroupMax: 12,
				Times: 1, PriceCents: int64(random.IntN(9000)), PricePer: "person", VATClass: "reduced"})
		}
	}
	m.catalog = catalogOf(list, rates)
	m.reckon()
	return m
}

// BenchmarkFind reports the median and the 99th percentile beside the mean, for one start day and for any of ninety, with the
// answers of a search before it kept, and with a booking between two searches.
func BenchmarkFind(b *testing.B) {
	m := country()
	random := rand.New(rand.NewPCG(3, 4))
	for _, days := range []int{1, 90} {
		for _, sold := range []bool{false, true} {
			b.Run(fmt.Sprintf("days=%d/booked-between=%v", days, sold), func(b *testing.B) {
				var took []time.Duration
				for b.Loop() {
					if sold {
						day := booked.AddDays(1 + random.IntN(90))
						m.apply(changes{slots: []capacity.State{{Slot: capacity.Slot{Resource: int64(random.IntN(1000)), Day: day}, Capacity: 20, Taken: random.IntN(18)}}}, nil)
					}
					from := booked.AddDays(1 + random.IntN(90))
					begun := time.Now()
					r, err := m.find(Query{Days: dates.Through(from, from.AddDays(days-1)), People: 8, Limit: 20}, now)
					took = append(took, time.Since(begun))
					if err != nil || days == 90 && len(r.Hits) == 0 {
						b.Fatal(len(r.Hits), err)
					}
				}
				slices.Sort(took)
				b.ReportMetric(float64(took[len(took)/2].Microseconds()), "p50-µs")
				b.ReportMetric(float64(took[len(took)*99/100].Microseconds()), "p99-µs")
			})
		}
	}
}

// BenchmarkReckon is the part of building the index that is not the database's.
func BenchmarkReckon(b *testing.B) {
	m := country()
	for b.Loop() {
		m.reckon()
	}
}
