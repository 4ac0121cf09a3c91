package ui

import (
	"context"
	"strconv"
	"strings"
	"unicode"

	"github.com/a-h/templ"

	"github.com/hubittaako/hubittaako/app/base/dates"
)

// MonthGrid is one month of the days that a stay may start on. Days that are not listed are shown without a link.
type MonthGrid struct {
	Month              dates.Month
	PrevHref, NextHref string // already with their language; empty where there is nothing
	Days               []StartDay
}

// StartDay is one day that a stay may start on, or cannot because it is full.
type StartDay struct {
	Date       dates.Date
	PriceCents int64 // for one person
	Places     int
	Href       string // empty when it cannot be chosen
	Current    bool
	Full       bool // for the group; Places says how many there are all the same
}

type monthOf = dates.Month

func (m MonthGrid) any() bool {
	for _, d := range m.Days {
		if d.Href != "" || d.Full {
			return true
		}
	}
	return false
}

// weeks are the rows of the calendar from Monday to Sunday; places outside the month are zero.
func (m MonthGrid) weeks() [][]StartDay {
	known := map[dates.Date]StartDay{}
	for _, d := range m.Days {
		known[d.Date] = d
	}
	var rows [][]StartDay
	for monday := m.Month.First().StartOfWeek(); !monday.After(m.Month.Last()); monday = monday.AddDays(7) {
		row := make([]StartDay, 7)
		for i := range row {
			d := monday.AddDays(i)
			if d.MonthOf() != m.Month {
				continue
			}
			row[i] = known[d]
			row[i].Date = d
		}
		rows = append(rows, row)
	}
	return rows
}

// shade is 1 for the lowest prices of the month, 3 for the highest.
func (m MonthGrid) shade(d StartDay) int {
	low, high := d.PriceCents, d.PriceCents
	for _, o := range m.Days {
		if o.Href != "" {
			low, high = min(low, o.PriceCents), max(high, o.PriceCents)
		}
	}
	if high == low {
		return 1
	}
	return 1 + int((d.PriceCents-low)*2/(high-low))
}

func dayNumber(ctx context.Context, d dates.Date) string {
	if Lang(ctx) == "fi" {
		return strconv.Itoa(d.Day()) + "."
	}
	return strconv.Itoa(d.Day())
}

// euroParts is a price in whole euros, rounded up, with what stands before and after its digits.
func euroParts(ctx context.Context, cents int64) (before, digits, after string) {
	text := MoneyShort(ctx, (cents+99)/100*100)
	first := strings.IndexFunc(text, unicode.IsDigit)
	last := strings.LastIndexFunc(text, unicode.IsDigit) + 1
	return text[:first], text[first:last], text[last:]
}

func dateAttr(is bool) templ.Attributes {
	if is {
		return templ.Attributes{"aria-current": "date"}
	}
	return nil
}
