package search

import (
	"cmp"
	"context"
	"time"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/packages"
)

// Reasons why a search finds nothing, besides those of a Refusal.
const (
	WhyNone = "none" // no package on sale is what was asked for, whatever the days and the group
	WhyFull = "full" // there is room, but not for so many
)

// What a suggestion changes in the query.
const (
	ChangeDays   = "days"   // other days, all else as it was
	ChangePeople = "people" // a smaller group, or the smallest that a package takes
	ChangeWishes = "wishes" // the same days and group, without the wishes for length, hub and activities
	ChangeAll    = "all"    // nothing nearer works: what is to be had at all
)

// tooFar is how many days beyond the wished ones a suggestion may lie.
const tooFar = 120

// mostLooks is at how many start days a reason is looked for: enough to name one.
const mostLooks = 500

// Suggestion is something near to what was searched for and can be had now. Query finds it.
type Suggestion struct {
	Change  string
	Query   Query
	Package packages.Package
	Offer   packages.Offer
	Places  int
	Other   *Half // ChangeSplit: the other part of the group
}

// Suggestions say why nothing was found, and what would be.
type Suggestions struct {
	Why     string
	Most    int              // WhyFull: the largest group that there is room for on the wished days; packages.WhyGroup: the largest that any package takes
	Package packages.Package // the package that Refusal is about
	Refusal packages.Refusal // WhyDesks, WhySessions, WhyPlan, WhyClosed: what ran short on the first wished day
	List    []Suggestion
}

// Suggest explains a search that Find answered with nothing, and looks for the nearest thing that works: on other days, for
// a smaller group, without the special wishes. Everything it suggests is free at this moment.
func (f *Finder) Suggest(ctx context.Context, q Query) (s Suggestions, err error) {
	readErr := f.mirrored(ctx, func(m *mirror) { s, err = m.suggest(q, f.now()) })
	return s, cmp.Or(readErr, err)
}

func around(days dates.Range) dates.Range {
	return dates.Range{From: days.From.AddDays(-tooFar), To: days.To.AddDays(tooFar)}
}

func (m *mirror) suggest(q Query, now time.Time) (Suggestions, error) {
	var wanted []int
	for i, p := range m.pkgs {
		if q.wants(p) {
			wanted = append(wanted, i)
		}
	}
	s, fewer := m.reason(wanted, q, now)
	other := q
	other.Days = around(q.Days)
	tries := []Suggestion{
		{Change: ChangeDays, Query: other},
		{Change: ChangeWishes, Query: Query{Days: q.Days, People: q.People}},
	}
	if fewer > 0 {
		smaller := q
		smaller.People = fewer
		tries = append(tries, Suggestion{Change: ChangePeople, Query: smaller})
	}
	tries = append(tries, Suggestion{Change: ChangeAll, Query: Query{Days: other.Days, People: q.People}},
		Suggestion{Change: ChangeAll, Query: Query{Days: other.Days, People: m.anySize(q.People)}})
	split, err := m.firstSplit(q, now)
	if err != nil {
		return Suggestions{}, err
	}
	for _, try := range tries {
		if try.Change == ChangeAll && (len(s.List) > 0 || split != nil) {
			break
		}
		found, err := m.fill(&try, q.Days, now)
		if err != nil {
			return Suggestions{}, err
		}
		if found {
			s.List = append(s.List, try)
		}
	}
	if split != nil {
		a, b := split[0], split[1]
		s.List = append(s.List, Suggestion{Change: ChangeSplit, Query: q, Package: a.Package, Offer: a.Offer, Places: a.Places, Other: &b})
	}
	return s, nil
}

// anySize is the group size nearest to the wished one that some package takes.
func (m *mirror) anySize(people int) int {
	best := 0
	for _, p := range m.pkgs {
		if n := min(max(people, p.GroupMin), p.GroupMax); best == 0 || distance(n, people) < distance(best, people) {
			best = n
		}
	}
	return best
}

// fill looks for the offer nearest to the wished days that answers the suggestion's query.
func (m *mirror) fill(s *Suggestion, wished dates.Range, now time.Time) (bool, error) {
	nearest := s.Query
	nearest.near, nearest.Limit = wished, 1
	r, err := m.find(nearest, now)
	if err != nil || len(r.Hits) == 0 {
		return false, err
	}
	h := r.Hits[0]
	s.Package, s.Offer, s.Places = h.Package, h.First, h.Places
	if !wished.Contains(h.First.Start) {
		s.Query.Days = h.First.Start.MonthOf().Range()
	}
	return true, nil
}

// outside is how many days a day lies from a range.
func outside(d dates.Date, r dates.Range) int {
	return max(0, r.From.Sub(d), d.Sub(r.Last()))
}

// reason says why none of the packages can be had on the wished days, and which group nearest to the wished one could; 0 when
// none.
func (m *mirror) reason(wanted []int, q Query, now time.Time) (s Suggestions, people int) {
	if len(wanted) == 0 {
		return Suggestions{Why: WhyNone}, 0
	}
	most, least := 0, m.pkgs[wanted[0]].GroupMin
	for _, i := range wanted {
		most, least = max(most, m.pkgs[i].GroupMax), min(least, m.pkgs[i].GroupMin)
	}
	s = Suggestions{Why: packages.WhyNotSold}
	stock, looked := m.stock(now), 0
	for _, i := range wanted {
		pkg := m.pkgs[i]
		for _, d := range m.daysOf(q) {
			day := m.first.AddDays(d)
			if !pkg.MayStartOn(day) {
				continue
			}
			if looked++; looked > mostLooks {
				break
			}
			n := m.places(i, d, stock)
			if n > s.Most {
				s.Why, s.Most, s.Package = WhyFull, n, pkg
			}
			if n > 0 {
				fits := max(n, pkg.GroupMin)
				if q.People < pkg.GroupMin {
					fits = pkg.GroupMin
				}
				if fits != q.People && (people == 0 || distance(fits, q.People) < distance(people, q.People)) {
					people = fits
				}
			}
			if s.Why != packages.WhyNotSold {
				continue
			}
			if _, refusal, err := packages.OfferFor(pkg, day, max(q.People, pkg.GroupMin), stock); err == nil && refusal != nil {
				s.Why, s.Package, s.Refusal = refusal.Why, pkg, *refusal
			}
		}
	}
	if q.People > most || q.People < least {
		return Suggestions{Why: packages.WhyGroup, Most: most}, people
	}
	return s, people
}

func distance(a, b int) int { return max(a-b, b-a) }
