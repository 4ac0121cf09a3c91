package boot

import (
	"context"

	"github.com/hubittaako/hubittaako/packages/billing"
	"github.com/hubittaako/hubittaako/packages/hub/event"
	"github.com/hubittaako/hubittaako/packages/hub/room"
	"github.com/hubittaako/hubittaako/partners/learning"
)

// watch runs what must always hold and counts what does not. A broken rule is for a person to look at: nothing is mended
// behind anybody's back.
func (a *App) watch(ctx context.Context) error {
	broken, err := billing.Violations(ctx, a.db)
	if err != nil {
		return err
	}
	for _, v := range broken {
		a.log.ErrorContext(ctx, "a rule is broken", "rule", v.Invariant, "rows", v.Rows)
	}
	miscounted, err := event.Violations(ctx, a.db)
	if err != nil {
		return err
	}
	for _, v := range miscounted {
		a.log.ErrorContext(ctx, "a rule is broken", "rule", "an event's taken seats are those of who comes", "rows", v)
	}
	overlapping, err := room.Violations(ctx, a.db)
	if err != nil {
		return err
	}
	for _, v := range overlapping {
		a.log.ErrorContext(ctx, "a rule is broken", "rule", "a room's booking has its quarters, and no two overlap", "rows", v)
	}
	seats, err := learning.Violations(ctx, a.db)
	if err != nil {
		return err
	}
	for _, v := range seats {
		a.log.ErrorContext(ctx, "a rule is broken", "rule", "a course's taken seats are those of who comes", "rows", v)
	}
	a.broken.Store(int64(len(broken) + len(miscounted) + len(overlapping) + len(seats)))
	return nil
}
