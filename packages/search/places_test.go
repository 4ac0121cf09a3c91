package search

import (
	"slices"
	"testing"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/packages"
)

// A month's places come from the index for the package that it has, and are what an offer would find, also after a sale; a package that
// differs from it, as one that a company has changed for itself, is looked at by itself.
func TestMonthOfAPackageAndOfItsVariant(t *testing.T) {
	m := stocked(10, 6)
	days := dates.Through(monday, monday.AddDays(27))
	check := func(name string, pkg packages.Package, people int, places ...int) {
		t.Helper()
		for range 2 { // the second time from what the index keeps
			month, err := startDays(pkg, days, people, m.stock(now), m.placesOf(pkg))
			if err != nil || len(month) != len(places) {
				t.Fatalf("%s: %d days, %v", name, len(month), err)
			}
			for i, day := range month {
				offer, refusal, err := packages.OfferFor(pkg, day.Day, people, m.stock(now))
				if day.Places != places[i] || day.Fits != (refusal == nil) || err != nil || day.Price.Gross != offer.Price.Gross {
					t.Errorf("%s, %s: %+v beside %v and %+v, want %d places", name, day.Day, day, refusal, offer.Price, places[i])
				}
			}
		}
	}
	pkg := m.pkgs[0]
	check("eight people", pkg, 8, 6, 10, 10, 10)
	check("one, too few", pkg, 1, 6, 10, 10, 10)
	variant := pkg
	variant.Items = slices.Clone(pkg.Items)
	variant.Items[1].ActivityID = 999 // which has no sessions
	check("another activity", variant, 8, 0, 0, 0, 0)
	check("the package again", pkg, 8, 6, 10, 10, 10)
}

// Where there is far more than the limit, a search that has enough with less stops there, and says that it did.
func TestEnoughOfMany(t *testing.T) {
	m := stocked(10, 10)
	var list []packages.Package
	for i := range 5 {
		pkg := week()
		pkg.ID, pkg.RevisionID = int64(i+1), int64(i+1)
		list = append(list, pkg)
	}
	m.catalog = catalogOf(list, rates)
	m.reckon()
	for _, c := range []struct{ limit, enough, hits int }{{2, 1, 1}, {2, 0, 2}, {2, 3, 2}, {3, 1, 3}, {9, 1, 5}} {
		r, err := m.find(Query{Days: dates.Through(monday, monday.AddDays(20)), People: 4, Limit: c.limit, Enough: c.enough}, now)
		if err != nil || len(r.Hits) != c.hits || r.Total != 5 || r.Roughly != (c.hits < 5) {
			t.Errorf("limit %d, enough %d: %d hits of %d, roughly %v, %v", c.limit, c.enough, len(r.Hits), r.Total, r.Roughly, err)
		}
	}
}
