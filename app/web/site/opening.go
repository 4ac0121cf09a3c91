package site

import (
	"context"
	"time"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages/hub"
)

// door says whether a hub is open at a moment, and when that changes.
type door struct {
	Open  bool
	Day   dates.Date // on which it next opens; today's when it is open
	Span  hub.Span   // of that day
	Known bool       // false when it does not open within doorDays
}

// doorDays is how far ahead we look for the next open day.
const doorDays = 30

// doorOf looks at a hub's door: at its hours and closed days, on Finnish clocks.
func doorOf(h hub.Hub, now time.Time) door {
	local := now.In(dates.Helsinki)
	today, minute := dates.Today(now), local.Hour()*60+local.Minute()
	for ahead := range doorDays {
		day := today.AddDays(ahead)
		if !hub.OpenOn(h.Hours, h.Closures, day) {
			continue
		}
		span := h.Hours.On(day.Weekday())
		if ahead == 0 && minute >= span.Closes {
			continue
		}
		return door{Open: ahead == 0 && minute >= span.Opens, Day: day, Span: span, Known: true}
	}
	return door{}
}

// doorText is what the door says to somebody who reads it today.
func doorText(ctx context.Context, d door, today dates.Date) string {
	switch {
	case !d.Known:
		return ui.T(ctx, "front.door.unknown")
	case d.Open:
		return ui.T(ctx, "front.door.open", "Until", ui.Clock(ctx, d.Span.Closes))
	case d.Day == today:
		return ui.T(ctx, "front.door.later", "From", ui.Clock(ctx, d.Span.Opens))
	}
	return ui.T(ctx, "front.door.next", "Day", ui.DateShort(ctx, d.Day), "From", ui.Clock(ctx, d.Span.Opens))
}
