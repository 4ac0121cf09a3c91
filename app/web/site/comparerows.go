package site

import (
	"context"
	"slices"

	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages"
)

// compareRow is one thing that packages are compared by.
type compareRow struct {
	label string
	cells []cell
}

// cell is what one package has of it: a text with a smaller one under it, or a list.
type cell struct {
	text, sub string
	list      []string
	best      string // says that this is the best of the row, and in what
	strong    bool
}

// rows are what the packages of a comparison are compared by.
func (v comparison) rows(ctx context.Context) []compareRow {
	row := func(key string, of func(c column) cell) compareRow {
		r := compareRow{label: ui.T(ctx, "site.compare.row."+key)}
		for _, c := range v.columns {
			r.cells = append(r.cells, of(c))
		}
		return r
	}
	items := func(kinds ...string) func(c column) cell {
		return func(c column) cell { return listCell(ctx, titles(ctx, c.pkg, kinds...)) }
	}
	price := row("price", func(c column) cell {
		return c.ifFree(func() string { return ui.MoneyShort(ctx, c.hit.First.Price.PerPerson()) })
	})
	for i := range price.cells {
		price.cells[i].strong = true
	}
	v.mark(price.cells, ui.T(ctx, "site.compare.cheapest"), func(c column) int64 { return -c.hit.First.Price.Net })
	places := row("places", func(c column) cell {
		return c.ifFree(func() string { return ui.T(ctx, "stay.places", "Count", c.hit.Places) })
	})
	v.mark(places.cells, ui.T(ctx, "site.compare.roomiest"), func(c column) int64 { return int64(c.hit.Places) })
	return []compareRow{
		price,
		row("total", func(c column) cell { return c.ifFree(func() string { return ui.Money(ctx, c.hit.First.Price.Gross) }) }),
		places,
		row("length", func(c column) cell { return cell{text: lengthOf(ctx, c.pkg)} }),
		row("work", func(c column) cell { return c.work(ctx) }),
		row("hub", func(c column) cell { return cell{text: placesOf(ctx, c.pkg)} }),
		row("group", func(c column) cell {
			return cell{text: ui.T(ctx, "site.package.group", "Min", c.pkg.GroupMin, "Max", c.pkg.GroupMax)}
		}),
		row("activities", items("wellbeing", "recreation", "learning", "students")),
		row("food", items("food")),
		row("lodging", items("lodging")),
		row("ride", items("transport")),
		row("cancel", func(c column) cell { return c.freeUntil(ctx, v) }),
		row("starts", func(c column) cell {
			n := 0
			if c.hit != nil {
				n = len(c.hit.Starts)
			}
			return cell{text: weekdayNames(ctx, c.pkg.StartWeekdays), sub: ui.T(ctx, "site.compare.starts", "Count", n)}
		}),
	}
}

// ifFree is a cell of a package that can be had.
func (c column) ifFree(text func() string) cell {
	if c.hit == nil {
		return cell{text: "–"}
	}
	return cell{text: text()}
}

// work is the working days and hours.
func (c column) work(ctx context.Context) cell {
	hours := ui.ClockRange(ctx, c.pkg.WorkFrom, c.pkg.WorkTo)
	if c.hit == nil {
		return cell{text: hours}
	}
	days := 0
	for _, n := range c.hit.First.Calendar.DeskDays(c.pkg) {
		days += n
	}
	return cell{text: ui.T(ctx, "site.compare.work_days", "Count", days), sub: hours}
}

// freeUntil is how long cancelling costs nothing.
func (c column) freeUntil(ctx context.Context, v comparison) cell {
	if c.hit == nil {
		return cell{text: ui.T(ctx, "ui.cancel.days", "Count", c.pkg.FreeUntilDays)}
	}
	last := c.hit.First.Start.AddDays(-c.pkg.FreeUntilDays)
	if last.Before(v.today) {
		return cell{text: ui.T(ctx, "site.compare.no_longer_free")}
	}
	return cell{text: ui.T(ctx, "ui.cancel.until", "Date", ui.Date(ctx, last))}
}

// mark says which cells are the best, unless all are alike.
func (v comparison) mark(cells []cell, word string, worth func(c column) int64) {
	var values []int64
	for _, c := range v.columns {
		if c.hit != nil {
			values = append(values, worth(c))
		}
	}
	if len(values) < 2 || slices.Min(values) == slices.Max(values) {
		return
	}
	for i, c := range v.columns {
		if c.hit != nil && worth(c) == slices.Max(values) {
			cells[i].best = word
		}
	}
}

// titles are the activities of some kinds, with how often each is.
func titles(ctx context.Context, pkg packages.Package, kinds ...string) (list []string) {
	for _, it := range pkg.Items {
		if slices.Contains(kinds, it.Kind) {
			list = append(list, it.Title(ui.Lang(ctx))+howOften(ctx, it))
		}
	}
	return list
}

func listCell(ctx context.Context, list []string) cell {
	if len(list) == 0 {
		return cell{text: ui.T(ctx, "site.compare.none")}
	}
	return cell{list: list}
}
