package ui

import (
	"context"
	"fmt"

	"github.com/hubittaako/hubittaako/app/base/dates"
)

// CancelTerms are what cancelling costs over time, the earliest step first.
type CancelTerms struct {
	Start dates.Date // the first day of the stay; zero speaks of days before
	Today dates.Date // where the drawing begins; zero begins somewhat before the first limit
	Gross int64      // what was or will be paid, in cents; zero speaks of no sums
	Steps []CancelStep
}

// CancelStep holds until DaysBefore days before the start, that day included; the next one follows.
type CancelStep struct {
	DaysBefore int // 0 for the last step
	PercentBP  int // of the price: 0, 5000, 10000
}

// The drawing, in its own units. A part is never narrower than its words.
const (
	cancelWidth = 300
	cancelLow   = 84 // where the price is all gone
	cancelHigh  = 22 // where all of it comes back
	cancelLeast = 72
)

// cancelPart is a step as it is drawn: as wide as it is long, as high as what comes back.
type cancelPart struct {
	CancelStep
	x, w, y float64
	mark    string // the day on which it ends
}

// parts are the steps from left to right.
func (c CancelTerms) parts(ctx context.Context) []cancelPart {
	from := c.Steps[0].DaysBefore * 4 / 3
	if !c.Start.IsZero() && !c.Today.IsZero() {
		from = c.Start.Sub(c.Today)
	}
	list := make([]cancelPart, len(c.Steps))
	days, total := make([]int, len(c.Steps)), 0
	for i, s := range c.Steps {
		days[i] = max(1, from-s.DaysBefore)
		from, total = s.DaysBefore, total+days[i]
	}
	x, spare := 0.0, float64(cancelWidth-cancelLeast*len(list))
	for i, s := range c.Steps {
		w := cancelLeast + spare*float64(days[i])/float64(total)
		list[i] = cancelPart{CancelStep: s, x: x, w: w, y: cancelLow - float64(cancelLow-cancelHigh)*float64(10000-s.PercentBP)/10000, mark: c.mark(ctx, s)}
		x += w
	}
	return list
}

// mark is the day on which a step ends, in short.
func (c CancelTerms) mark(ctx context.Context, s CancelStep) string {
	if c.Start.IsZero() {
		return T(ctx, "ui.cancel.before", "Count", s.DaysBefore)
	}
	return dayMonth(ctx, c.Start.AddDays(-s.DaysBefore))
}

// back is how much of the price a step gives back, in percent.
func (s CancelStep) back() string { return fmt.Sprintf("%d %%", (10000-s.PercentBP)/100) }

// returned is what a step gives back in words, with the sum where it is known. Parts are rounded line by line when it comes to
// that, so they are given in whole euros.
func (c CancelTerms) returned(ctx context.Context, s CancelStep) string {
	text := T(ctx, fmt.Sprintf("ui.cancel.back%d", (10000-s.PercentBP)/100))
	switch {
	case c.Gross == 0 || s.PercentBP == 10000:
		return text
	case s.PercentBP == 0:
		return text + ", " + Money(ctx, c.Gross)
	}
	return text + ", " + T(ctx, "ui.cancel.about", "Price", MoneyShort(ctx, c.Gross*int64(10000-s.PercentBP)/10000/100*100))
}

// when says until which day a step holds, the last one from which day on.
func (c CancelTerms) when(ctx context.Context, i int) string {
	s := c.Steps[i]
	last := i == len(c.Steps)-1
	if last && i > 0 {
		s = c.Steps[i-1]
	}
	switch on := c.Start.AddDays(-s.DaysBefore); {
	case last && i == 0:
		return T(ctx, "ui.cancel.from_now")
	case c.Start.IsZero() && last:
		return T(ctx, "ui.cancel.less_days", "Count", s.DaysBefore)
	case c.Start.IsZero():
		return T(ctx, "ui.cancel.days", "Count", s.DaysBefore)
	case last:
		return T(ctx, "ui.cancel.since", "Date", Date(ctx, on.AddDays(1)))
	default:
		return T(ctx, "ui.cancel.until", "Date", Date(ctx, on))
	}
}

func (s CancelStep) tone() string { return fmt.Sprintf("c%d", min(s.PercentBP, 10000)/2500) }

// startMark is the day of the start under the drawing.
func (c CancelTerms) startMark(ctx context.Context) string {
	if c.Start.IsZero() {
		return T(ctx, "ui.cancel.starts")
	}
	return T(ctx, "ui.cancel.starts_on", "Day", dayMonth(ctx, c.Start))
}
