package search

import (
	"cmp"
	"context"
	"slices"

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

// Suggestion is something near to what was searched for and can be had now. Query finds it.
type Suggestion struct {
	Change  string
	Query   Query
	Package packages.Package
	Offer   packages.Offer
	Places  int
}

// Suggestions say why nothing was found, and what would be.
type Suggestions struct {
	Why     string
	Most    int              // WhyFull: the largest group that there is room for on the wished days; WhyGroup: the largest that any package takes
	Package packages.Package // the package that Refusal is about
	Refusal packages.Refusal // WhyDesks, WhySessions, WhyPlan, WhyClosed: what ran short on the first wished day
	List    []Suggestion
}

// Suggest explains a search that Find answered with nothing, and looks for the nearest thing that works: on other days, for
// a smaller group, without the special wishes. Everything it suggests is free at this moment.
func (f *Finder) Suggest(ctx context.Context, q Query) (Suggestions, error) {
	all, err := packages.PublishedAll(ctx, f.db)
	if err != nil {
		return Suggestions{}, err
	}
	stock, err := f.Stock(ctx, all, around(q.Days))
	if err != nil {
		return Suggestions{}, err
	}
	return suggest(all, q, stock)
}

func around(days dates.Range) dates.Range {
	return dates.Range{From: days.From.AddDays(-tooFar), To: days.To.AddDays(tooFar)}
}

func suggest(all []packages.Package, q Query, stock packages.Stock) (Suggestions, error) {
	wanted := slices.DeleteFunc(slices.Clone(all), func(p packages.Package) bool { return !q.wants(p) })
	s := reason(wanted, q, stock)
	bare := Query{Days: q.Days, People: q.People}
	tries := []Suggestion{
		{Change: ChangeDays, Query: Query{Days: around(q.Days), People: q.People, Weeks: q.Weeks, HubID: q.HubID, Kinds: q.Kinds}},
		{Change: ChangeWishes, Query: bare},
	}
	if n := otherSize(wanted, q, stock); n > 0 {
		fewer := q
		fewer.People = n
		tries = append(tries, Suggestion{Change: ChangePeople, Query: fewer})
	}
	tries = append(tries, Suggestion{Change: ChangeAll, Query: Query{Days: around(q.Days), People: q.People}},
		Suggestion{Change: ChangeAll, Query: Query{Days: around(q.Days), People: anySize(all, q.People)}})
	for _, try := range tries {
		if try.Change == ChangeAll && len(s.List) > 0 {
			break
		}
		found, err := try.fill(all, q.Days, stock)
		if err != nil {
			return Suggestions{}, err
		}
		if found {
			s.List = append(s.List, try)
		}
	}
	return s, nil
}

// anySize is the group size nearest to the wished one that some package takes.
func anySize(all []packages.Package, people int) int {
	best := 0
	for _, p := range all {
		if n := min(max(people, p.GroupMin), p.GroupMax); best == 0 || distance(n, people) < distance(best, people) {
			best = n
		}
	}
	return best
}

// fill looks for the offer nearest to the wished days that answers the suggestion's query.
func (s *Suggestion) fill(all []packages.Package, wished dates.Range, stock packages.Stock) (bool, error) {
	type start struct {
		pkg packages.Package
		day dates.Date
	}
	var starts []start
	for _, pkg := range all {
		if s.Query.matches(pkg) {
			for _, day := range packages.Starts(pkg, s.Query.Days, stock.Today) {
				starts = append(starts, start{pkg, day})
			}
		}
	}
	slices.SortStableFunc(starts, func(a, b start) int { return cmp.Compare(outside(a.day, wished), outside(b.day, wished)) })
	for _, at := range starts {
		offer, refusal, err := packages.OfferFor(at.pkg, at.day, s.Query.People, stock)
		if err != nil {
			return false, err
		}
		if refusal == nil {
			s.Package, s.Offer, s.Places = at.pkg, offer, packages.Places(at.pkg, at.day, stock)
			if !wished.Contains(at.day) {
				s.Query.Days = at.day.MonthOf().Range()
			}
			return true, nil
		}
	}
	return false, nil
}

// outside is how many days a day lies from a range.
func outside(d dates.Date, r dates.Range) int {
	return max(0, r.From.Sub(d), d.Sub(r.Last()))
}

// reason says why none of the packages can be had on the wished days.
func reason(wanted []packages.Package, q Query, stock packages.Stock) Suggestions {
	if len(wanted) == 0 {
		return Suggestions{Why: WhyNone}
	}
	most, least := 0, wanted[0].GroupMin
	for _, p := range wanted {
		most, least = max(most, p.GroupMax), min(least, p.GroupMin)
	}
	if q.People > most || q.People < least {
		return Suggestions{Why: packages.WhyGroup, Most: most}
	}
	s := Suggestions{Why: packages.WhyNotSold}
	for _, pkg := range wanted {
		for _, day := range packages.Starts(pkg, q.Days, stock.Today) {
			if n := packages.Places(pkg, day, stock); n > s.Most {
				s.Why, s.Most, s.Package = WhyFull, n, pkg
			}
			if s.Why != packages.WhyNotSold {
				continue
			}
			if _, refusal, err := packages.OfferFor(pkg, day, max(q.People, pkg.GroupMin), stock); err == nil && refusal != nil {
				s.Why, s.Package, s.Refusal = refusal.Why, pkg, *refusal
			}
		}
	}
	return s
}

// otherSize is the group nearest to the wished one that a wanted package takes on the wished days; 0 when there is none.
func otherSize(wanted []packages.Package, q Query, stock packages.Stock) (people int) {
	for _, pkg := range wanted {
		for _, day := range packages.Starts(pkg, q.Days, stock.Today) {
			n := packages.Places(pkg, day, stock)
			if n > 0 && q.People < pkg.GroupMin {
				n = pkg.GroupMin
			}
			if n > 0 && n != q.People && (people == 0 || distance(n, q.People) < distance(people, q.People)) {
				people = n
			}
		}
	}
	return people
}

func distance(a, b int) int { return max(a-b, b-a) }
