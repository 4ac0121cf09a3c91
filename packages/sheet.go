package packages

import (
	"context"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/dates"
)

// Sheet is what staff see beside a package while they build it: its figures for a group, and what it lacks.
type Sheet struct {
	People   int
	Start    dates.Date // the start day that the figures are for: the first that is free for the group, else for the smallest, else the first there is
	Free     bool       // the group can have it then
	Price    Price
	Curve    []SizePrice
	Problems []Problem
}

// SizePrice is what one person pays, net, in a group of a size, and what stays with the hubs.
type SizePrice struct {
	People   int
	Cents    int64
	MarginBP int
}

// sheetDays is how far the sheet looks for a free start.
const sheetDays = 400

// curvePoints is how many group sizes the sheet prices at most.
const curvePoints = 24

// Sheet reckons a package for a group; people outside the package's own limits are moved to the nearest of them. Staff of the
// owner hub may.
func (e *Editor) Sheet(ctx context.Context, actor access.Actor, pkg Package, people int) (Sheet, error) {
	if err := actor.MayHub(pkg.HubID); err != nil {
		return Sheet{}, err
	}
	today := e.today()
	days := dates.Range{From: today.AddDays(1), To: today.AddDays(1 + sheetDays)}
	if window := days.Intersect(dates.Through(pkg.SaleFrom, pkg.SaleUntil)); !pkg.SaleFrom.IsZero() && !pkg.SaleUntil.IsZero() && !window.IsEmpty() {
		days = window
	}
	stock, err := ReadStock(ctx, e.db, []Package{pkg}, days, e.now())
	if err != nil {
		return Sheet{}, err
	}
	return sheet(pkg, people, days, stock)
}

func sheet(pkg Package, people int, days dates.Range, stock Stock) (s Sheet, err error) {
	s = Sheet{People: min(max(people, pkg.GroupMin), pkg.GroupMax), Problems: Missing(pkg, stock.Today)}
	if s.Start, s.Free = firstStart(pkg, s.People, days, stock); !s.Free {
		anybody := false
		s.Start, anybody = firstStart(pkg, pkg.GroupMin, days, stock)
		if !anybody && !Blocked(s.Problems) {
			s.Problems = append(s.Problems, advice("no_free_start", "sale_from"))
		}
	}
	stay := Stay{Start: s.Start, BookedOn: stock.Today}
	stay.DeskDays, stay.FreeDays = deskDays(pkg, s.Start, stock)
	price := func(people int) (Price, error) {
		stay.People = people
		return Quote(pkg, stay, stock.Rates)
	}
	if s.Price, err = price(s.People); err != nil {
		return Sheet{}, err
	}
	for _, n := range sizes(pkg.GroupMin, pkg.GroupMax, s.People) {
		p, err := price(n)
		if err != nil {
			return Sheet{}, err
		}
		s.Curve = append(s.Curve, SizePrice{People: n, Cents: p.PerPerson(), MarginBP: p.MarginBP()})
	}
	return s, nil
}

// MarginBP is the hubs' part of the net price in basis points.
func (p Price) MarginBP() int {
	if p.Net == 0 {
		return 0
	}
	return int(p.Margin() * 10000 / p.Net)
}

// firstStart is the first day that a group could start on, else the first on sale, else the next Monday.
func firstStart(pkg Package, people int, days dates.Range, stock Stock) (day dates.Date, free bool) {
	starts := Starts(pkg, days, stock.Today)
	for _, day := range starts {
		if _, refusal, err := OfferFor(pkg, day, people, stock); err == nil && refusal == nil {
			return day, true
		}
	}
	if len(starts) > 0 {
		return starts[0], false
	}
	return stock.Today.StartOfWeek().AddDays(7), false
}

// deskDays counts the days that each leg's hub is open in a stay from a day on; where its calendar doesn't reach, Monday to
// Friday count. free are those of them on which the hub is free of charge.
func deskDays(pkg Package, start dates.Date, stock Stock) (counts, free []int) {
	counts, free = make([]int, len(pkg.Legs)), make([]int, len(pkg.Legs))
	day := start
	for i, leg := range pkg.Legs {
		for range leg.Days {
			s, known := stock.Desks(leg.HubResource, day)
			if known && s.Capacity > 0 || !known && !day.IsWeekend() {
				counts[i]++
				if leg.FreeOn(day) {
					free[i]++
				}
			}
			day = day.AddDays(1)
		}
	}
	return counts, free
}

// sizes are group sizes from least to most, all of them or evenly chosen, the shown one among them.
func sizes(least, most, shown int) (list []int) {
	step := max(1, (most-least+curvePoints-1)/curvePoints)
	for n := least; n <= most; n++ {
		if (n-least)%step == 0 || n == most || n == shown {
			list = append(list, n)
		}
	}
	return list
}
