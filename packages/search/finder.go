package search

import (
	"cmp"
	"context"
	"slices"
	"time"

	"golang.org/x/sync/singleflight"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/packages"
)

// Finder answers what is free and what it costs. Anyone may ask; what it says is a picture of the counters, and only a
// hold makes it true.
type Finder struct {
	db    *postgres.DB
	now   func() time.Time
	index *Index
	reads *singleflight.Group // beside an index
	group packages.Rhythm     // of the group that asks, see For
}

// NewFinder makes a finder that reads the database each time; now is the clock.
func NewFinder(db *postgres.DB, now func() time.Time) *Finder { return &Finder{db: db, now: now} }

// With is the finder that asks an index, and the database only while the index is not young enough to answer.
func (f *Finder) With(x *Index) *Finder {
	return &Finder{db: f.db, now: f.now, index: x, reads: &singleflight.Group{}}
}

// For is the finder for a group with hours and meetings of its own: Month, Offer, Nearest and Split plan around them. Searches of all
// packages and Quick know nothing of them.
func (f *Finder) For(group packages.Rhythm) *Finder {
	c := *f
	c.group = group
	return &c
}

// mirrored lets fn look at everything there is: at the index, or at what is read for this once. Beside an index that is not there yet, or
// cannot keep up, all who ask share one reading, which may have begun before they asked: everybody reading everything would keep the index
// from ever catching up.
func (f *Finder) mirrored(ctx context.Context, fn func(m *mirror)) error {
	if f.index.read(fn) {
		return nil
	}
	read := func(ctx context.Context) (*mirror, error) {
		m, _, err := build(ctx, f.db, dates.Today(f.now()))
		return m, err
	}
	if f.index == nil {
		m, err := read(ctx)
		if err == nil {
			fn(m)
		}
		return err
	}
	m, err, _ := f.reads.Do("", func() (any, error) { return read(context.WithoutCancel(ctx)) }) // whoever leaves first must not end it for the others
	if err == nil {
		fn(m.(*mirror))
	}
	return err
}

// stocked lets fn make offers of one package with a start day in the range.
func (f *Finder) stocked(ctx context.Context, pkg packages.Package, days dates.Range, fn func(stock packages.Stock)) error {
	// A package that is not on sale, a draft, may have hubs and activities that the mirror does not keep.
	if pkg.State == packages.Published && f.index.read(func(m *mirror) { fn(f.around(m.stock(f.now()))) }) {
		return nil
	}
	stock, err := packages.ReadStock(ctx, f.db, []packages.Package{pkg}, days, f.now())
	if err == nil {
		fn(f.around(stock))
	}
	return err
}

// around is what is free as the group that asks may use it.
func (f *Finder) around(stock packages.Stock) packages.Stock {
	stock.Group = f.group
	return stock
}

// Search lists the published packages that the group can have, in the order that is asked for.
func (f *Finder) Search(ctx context.Context, q Query) (r Results, err error) {
	readErr := f.mirrored(ctx, func(m *mirror) { r, err = m.find(q, f.now()) })
	return r, cmp.Or(readErr, err)
}

// Find is the hits of Search.
func (f *Finder) Find(ctx context.Context, q Query) ([]Hit, error) {
	r, err := f.Search(ctx, q)
	return r.Hits, err
}

// StartDay is one start day of a package: Places is the largest group it has room for now, 0 when it is full. Price is
// that of the group that was asked for, where it fits.
type StartDay struct {
	Day    dates.Date
	Places int
	Fits   bool
	Price  packages.Price
}

// Month lists the package's start days in a range with places and, where the group fits, the price.
func (f *Finder) Month(ctx context.Context, pkg packages.Package, days dates.Range, people int) ([]StartDay, error) {
	var out []StartDay
	var err error
	// What the index keeps of places knows nothing of a group's own hours.
	if pkg.State == packages.Published && f.group.IsZero() && f.index.read(func(m *mirror) { out, err = startDays(pkg, days, people, m.stock(f.now()), m.placesOf(pkg)) }) {
		return out, err
	}
	readErr := f.stocked(ctx, pkg, days, func(stock packages.Stock) { out, err = startDays(pkg, days, people, stock, packages.Places) })
	return out, cmp.Or(readErr, err)
}

// placer is packages.Places, or gives the same.
type placer func(pkg packages.Package, start dates.Date, stock packages.Stock) int

func startDays(pkg packages.Package, days dates.Range, people int, stock packages.Stock, places placer) ([]StartDay, error) {
	var out []StartDay
	for _, day := range packages.Starts(pkg, days, stock.Today) {
		s := StartDay{Day: day, Places: places(pkg, day, stock)}
		if s.Fits = pkg.Smallest() <= people && people <= s.Places; s.Fits {
			offer, err := packages.Unplanned(pkg, day, people, stock)
			if err != nil {
				return nil, err
			}
			s.Price = offer.Price
		}
		out = append(out, s)
	}
	return out, nil
}

// Offer makes an offer for one start day, or says why not: of the group's own rhythm too, see packages.Explain.
func (f *Finder) Offer(ctx context.Context, pkg packages.Package, start dates.Date, people int) (offer packages.Offer, refusal *packages.Refusal, err error) {
	readErr := f.stocked(ctx, pkg, dates.Through(start, start), func(stock packages.Stock) {
		offer, refusal, err = packages.OfferFor(pkg, start, people, stock)
		refusal = packages.Explain(pkg, start, people, stock, refusal)
	})
	return offer, refusal, cmp.Or(readErr, err)
}

// Quick is an offer of a revision on sale from the index alone; false when the index is not there, does not know it, or has no
// room. Whoever holds what it offers finds out whether it is still free.
func (f *Finder) Quick(revision int64, start dates.Date, people int) (pkg packages.Package, offer packages.Offer, known bool) {
	f.index.read(func(m *mirror) {
		i, onSale := m.byRevision[revision]
		if !onSale {
			return
		}
		var refusal *packages.Refusal
		var err error
		pkg = m.pkgs[i]
		offer, refusal, err = packages.OfferFor(pkg, start, people, m.stock(f.now()))
		known = refusal == nil && err == nil
	})
	return pkg, offer, known
}

// Nearest lists up to n start days that fit the group, those nearest to the wished day first, at most 90 days away.
func (f *Finder) Nearest(ctx context.Context, pkg packages.Package, wished dates.Date, people, n int) (out []StartDay, err error) {
	days := dates.Through(wished.AddDays(-90), wished.AddDays(90))
	readErr := f.stocked(ctx, pkg, days, func(stock packages.Stock) { out, err = nearest(pkg, wished, days, people, n, stock) })
	return out, cmp.Or(readErr, err)
}

func nearest(pkg packages.Package, wished dates.Date, days dates.Range, people, n int, stock packages.Stock) ([]StartDay, error) {
	starts := packages.Starts(pkg, days, stock.Today)
	slices.SortStableFunc(starts, func(a, b dates.Date) int { return cmp.Compare(distance(a.Sub(wished), 0), distance(b.Sub(wished), 0)) })
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

// PublishedAll are the packages on sale. Anyone may.
func (f *Finder) PublishedAll(ctx context.Context) (all []packages.Package, err error) {
	if f.index.read(func(m *mirror) { all = slices.Clone(m.pkgs) }) {
		return all, nil
	}
	return packages.PublishedAll(ctx, f.db)
}

// Published finds what a company sees under a slug; NotFound when it is not on sale. What is on sale may change any moment, so
// the hold looks again.
func (f *Finder) Published(ctx context.Context, slug string) (packages.Package, error) {
	var pkg packages.Package
	var known bool
	f.index.read(func(m *mirror) {
		var i int
		if i, known = m.bySlug[slug]; known {
			pkg = m.pkgs[i]
		}
	})
	if known {
		return pkg, nil
	}
	pkg, err := packages.PublishedBySlug(ctx, f.db, slug)
	if err != nil {
		return packages.Package{}, err
	}
	if pkg.Archived {
		return packages.Package{}, fault.New(fault.NotFound, "fault.not_found")
	}
	return pkg, nil
}
