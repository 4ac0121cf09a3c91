package company

import (
	"context"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages/booking"
)

// doors are a stay's sessions in order, the nights that follow each other in the same house together: a fortnight has thirteen of them.
func doors(sessions []booking.Session) (runs [][]booking.Session) {
	at := map[int64]int{} // the last run of a house
	for _, s := range sessions {
		i, known := at[s.ActivityID]
		if known && s.Kind == "lodging" && dates.Of(runs[i][len(runs[i])-1].EndsAt) == dates.Of(s.StartsAt) {
			runs[i] = append(runs[i], s)
			continue
		}
		at[s.ActivityID] = len(runs)
		runs = append(runs, []booking.Session{s})
	}
	return runs
}

// nightsWhen is "7 yötä, ma 14.12.–ma 21.12.".
func nightsWhen(ctx context.Context, run []booking.Session) string {
	return ui.T(ctx, "company.change.nights", "Count", len(run), "From", ui.DateShort(ctx, dates.Of(run[0].StartsAt)), "Until", ui.DateShort(ctx, dates.Of(run[len(run)-1].EndsAt)))
}
