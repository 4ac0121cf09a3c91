package ui

import (
	"context"
	"fmt"

	"github.com/hubittaako/hubittaako/app/base/dates"
)

// weekLabel is "vk 23".
func weekLabel(ctx context.Context, d dates.Date) string {
	_, week := d.ISOWeek()
	return T(ctx, "ui.chart.week_short", "Week", week)
}

// dayMonth is "7.6.", in English "7/6", in Swedish "7.6".
func dayMonth(ctx context.Context, d dates.Date) string {
	switch Lang(ctx) {
	case "en":
		return fmt.Sprintf("%d/%d", d.Day(), int(d.Month()))
	case "sv":
		return fmt.Sprintf("%d.%d", d.Day(), int(d.Month()))
	}
	return fmt.Sprintf("%d.%d.", d.Day(), int(d.Month()))
}

func dayWords(ctx context.Context, o Occupancy, d OccupancyDay) string {
	switch {
	case d.Closed:
		return T(ctx, o.word("closed"))
	case d.Unknown:
		return T(ctx, o.word("unknown"))
	}
	return T(ctx, o.word("of"), "Taken", d.Taken, "Capacity", d.Capacity)
}

func barText(b GanttBar) string { return fmt.Sprintf("%s, %d", Apart(b.Text), b.People) }

func ganttWords(ctx context.Context, b GanttBar) string {
	return barText(b) + ", " + DateRange(ctx, b.First, b.Last)
}
