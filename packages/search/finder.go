package search

import (
	"cmp"
	"context"
	"slices"
	"time"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/packages"
)

// Finder answers what is free and what it costs. Anyone may ask; what it says is a picture of the counters, and only a
// hold makes it true.
type Finder struct {
	db  *postgres.DB
	now func() time.Time
}

// NewFinder makes a finder; now is the clock.
func NewFinder(db *postgres.DB, now func() time.Time) *Finder { return &Finder{db: db, now: now} }

// Query is what a company looks for. Days is the range of start days.
type Query struct {
	Days   dates.Range
	People int
	Weeks  int      // 1: up to 8 days, 2: longer; 0: either
	HubID  int64    // 0: any
	Kinds  []string // activity kinds, motifs or themes that the package must have, all of them
}

// Hit is a package that can be had: the start days that fit the group, the first of them with its price and places.
type Hit struct {
	Package packages.Package
	First   packages.Offer
	Places  int // the largest group that could start on the first day
	Starts  []dates.Date
}

// StartDay is one start day of a package: Places is the largest group it has room for now, 0 when it is full. Price is
// that of the group that was asked for, where it fits.
type StartDay struct {
	Day    dates.Date
	Places int
	Fits   bool
	Price  packages.Price
}

// Find lists the published packages that the group can have, the earliest start first.
func (f *Finder) Find(ctx context.Context, q Query) ([]Hit, error) {
	pkgs, err := packages.PublishedAll(ctx, f.db)
	if err != nil {
		return nil, err
	}
	pkgs = slices.DeleteFunc(pkgs, func(p packages.Package) bool { return !q.matches(p) })
	stock, err := f.Stock(ctx, pkgs, q.Days)
	if err != nil {
		return nil, err
	}
	var hits []Hit
	for _, pkg := range pkgs {
		h := Hit{Package: pkg}
		for _, day := range packages.Starts(pkg, q.Days, stock.Today) {
			offer, refusal, err := packages.OfferFor(pkg, day, q.People, stock)
			if err != nil {
				return nil, err
			}
			if refusal != nil {
				continue
			}
			if len(h.Starts) == 0 {
				h.First, h.Places = offer, packages.Places(pkg, day, stock)
			}
			h.Starts = append(h.Starts, day)
		}
		if len(h.Starts) > 0 {
			hits = append(hits, h)
		}
	}
	slices.SortStableFunc(hits, func(a, b Hit) int {
		return cmp.Or(a.First.Start.Compare(b.First.Start), cmp.Compare(a.First.Price.Net, b.First.Price.Net))
	})
	return hits, nil
}

func (q Query) matches(p packages.Package) bool {
	return q.People >= p.GroupMin && q.People <= p.GroupMax && q.wants(p)
}

// wants is matches for a group of any size.
func (q Query) wants(p packages.Package) bool {
	if q.Weeks == 1 && p.Days() > 8 || q.Weeks == 2 && p.Days() <= 8 {
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
	return true
}

// Month lists the package's start days in a range with places and, where the group fits, the price.
func (f *Finder) Month(ctx context.Context, pkg packages.Package, days dates.Range, people int) ([]StartDay, error) {
	stock, err := f.Stock(ctx, []packages.Package{pkg}, days)
	if err != nil {
		return nil, err
	}
	return startDays(pkg, days, people, stock)
}

func startDays(pkg packages.Package, days dates.Range, people int, stock packages.Stock) ([]StartDay, error) {
	var out []StartDay
	for _, day := range packages.Starts(pkg, days, stock.Today) {
		s := StartDay{Day: day, Places: packages.Places(pkg, day, stock)}
		if offer, refusal, err := packages.OfferFor(pkg, day, people, stock); err != nil {
			return nil, err
		} else if refusal == nil {
			s.Fits, s.Price = true, offer.Price
		}
		out = append(out, s)
	}
	return out, nil
}

// Offer makes an offer for one start day, or says why not.
func (f *Finder) Offer(ctx context.Context, pkg packages.Package, start dates.Date, people int) (packages.Offer, *packages.Refusal, error) {
	stock, err := f.Stock(ctx, []packages.Package{pkg}, dates.Through(start, start))
	if err != nil {
		return packages.Offer{}, nil, err
	}
	return packages.OfferFor(pkg, start, people, stock)
}

// Nearest lists up to n start days that fit the group, those nearest to the wished day first, at most 90 days away.
func (f *Finder) Nearest(ctx context.Context, pkg packages.Package, wished dates.Date, people, n int) ([]StartDay, error) {
	days := dates.Through(wished.AddDays(-90), wished.AddDays(90))
	stock, err := f.Stock(ctx, []packages.Package{pkg}, days)
	if err != nil {
		return nil, err
	}
	starts := packages.Starts(pkg, days, stock.Today)
	distance := func(d dates.Date) int { return max(d.Sub(wished), wished.Sub(d)) }
	slices.SortStableFunc(starts, func(a, b dates.Date) int { return cmp.Compare(distance(a), distance(b)) })
	var out []StartDay
	for _, day := range starts {
		offer, refusal, err := packages.OfferFor(pkg, day, people, stock)
		if err != nil {
			return nil, err
		}
		if refusal == nil {
			out = append(out, StartDay{Day: day, Places: packages.Places(pkg, day, stock), Fits: true, Price: offer.Price})
		}
		if len(out) == n {
			break
		}
	}
	return out, nil
}

// Stock reads everything that offers of the packages with a start day in the range may need: three queries, however many
// packages there are.
func (f *Finder) Stock(ctx context.Context, pkgs []packages.Package, days dates.Range) (packages.Stock, error) {
	return packages.ReadStock(ctx, f.db, pkgs, days, f.now())
}

// PublishedAll are the packages on sale. Anyone may.
func (f *Finder) PublishedAll(ctx context.Context) ([]packages.Package, error) {
	return packages.PublishedAll(ctx, f.db)
}

// Published finds what a company sees under a slug; NotFound when it is not on sale.
func (f *Finder) Published(ctx context.Context, slug string) (packages.Package, error) {
	pkg, err := packages.PublishedBySlug(ctx, f.db, slug)
	if err != nil {
		return packages.Package{}, err
	}
	if pkg.Archived {
		return packages.Package{}, fault.New(fault.NotFound, "fault.not_found")
	}
	return pkg, nil
}
