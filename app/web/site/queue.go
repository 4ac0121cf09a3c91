package site

import (
	"context"
	"slices"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages/booking"
)

// QueuePath is where a form asks for a place in the queue for a stay that is full; the company's pages answer.
const QueuePath = "/yritys/jono"

// mayQueue says whether the chosen stay is one to wait for: full, and not merely a draft's preview.
func (v PackageView) mayQueue() bool {
	return v.Refusal != nil && !v.Hold.Preview && !v.Form.Bad() && booking.MayQueue(*v.Refusal)
}

// alsoFull are the other full start days of the month that is shown, the nearest to the chosen one.
func (v PackageView) alsoFull() (days []dates.Date) {
	for _, d := range v.Days {
		if d.Day != v.Start && !d.Fits {
			days = append(days, d.Day)
		}
	}
	slices.SortStableFunc(days, func(a, b dates.Date) int {
		return max(a.Sub(v.Start), v.Start.Sub(a)) - max(b.Sub(v.Start), v.Start.Sub(b))
	})
	days = days[:min(len(days), booking.MaxQueueStarts-1)]
	slices.SortFunc(days, dates.Date.Compare)
	return days
}

func dayOptions(ctx context.Context, days []dates.Date) (all []ui.Option) {
	for _, d := range days {
		all = append(all, ui.Option{Value: d.String(), Label: ui.DateShort(ctx, d)})
	}
	return all
}
