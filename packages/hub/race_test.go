package hub_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/packages/booking"
	"github.com/hubittaako/hubittaako/packages/hub"
	"github.com/hubittaako/hubittaako/packages/packtest"
	"github.com/hubittaako/hubittaako/packages/search"
)

// silent tells nobody.
type silent struct{}

func (silent) BookingHeld(context.Context, *postgres.Tx, int64) error        { return nil }
func (silent) BookingConfirmed(context.Context, *postgres.Tx, int64) error   { return nil }
func (silent) BookingCancelled(context.Context, *postgres.Tx, int64) error   { return nil }
func (silent) BookingExpired(context.Context, *postgres.Tx, int64) error     { return nil }
func (silent) PeopleNamed(context.Context, *postgres.Tx, int64) error        { return nil }
func (silent) QueueOver(context.Context, *postgres.Tx, int64) error          { return nil }
func (silent) PlanBCalled(context.Context, *postgres.Tx, int64, int64) error { return nil }
func (silent) DayMoved(context.Context, *postgres.Tx, int64, int64, booking.MoveNews) error {
	return nil
}

// TestDesksChangeWhileCompaniesBook lets companies hold stays while staff change the number of desks and close a day: each
// either happens or is refused for a reason, nobody waits for somebody who waits for them, and no desk is sold twice.
func TestDesksChangeWhileCompaniesBook(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	clock := func() time.Time { return w.Now }
	bookings := booking.NewService(w.DB, search.NewFinder(w.DB, clock), silent{}, clock)
	ctx := t.Context()
	var wg sync.WaitGroup
	wrong := make(chan error, 100)
	try := func(what string, do func() error) {
		wg.Go(func() {
			err := do()
			stays, refused := (*hub.StaysInTheWay)(nil), (*booking.Refused)(nil)
			if err != nil && !errors.As(err, &stays) && !errors.As(err, &refused) && fault.CodeOf(err) != fault.Conflict {
				wrong <- fmt.Errorf("%s: %w", what, err)
			}
		})
	}
	for i := range 6 {
		desks := w.facts(t)
		desks.Desks = 4 + i
		try("desks", func() error { return w.hubs.Update(ctx, w.Staff, w.HubID, desks) })
		try("close", func() error {
			return w.hubs.CloseDays(ctx, w.Staff, w.HubID, []hub.Closure{{Day: w.Monday.AddDays(i % 5)}})
		})
		try("horizon", func() error { return w.hubs.ExtendHorizon(ctx) })
		company := w.Companies[i%2]
		try("hold", func() error {
			_, err := bookings.Hold(ctx, company, booking.HoldRequest{
				CompanyID: packtest.Company(company), RevisionID: w.RevisionID, Start: w.Monday, People: 2, Lang: "fi", OpKey: uuid.New(),
			})
			return err
		})
	}
	wg.Wait()
	close(wrong)
	for err := range wrong {
		t.Error(err)
	}
	h, err := w.hubs.ByID(ctx, w.HubID)
	if err != nil {
		t.Fatal(err)
	}
	days, err := w.hubs.Occupancy(ctx, w.Staff, w.HubID, dates.Through(w.Monday, w.Monday.AddDays(6)))
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range days {
		want := 0
		if hub.OpenOn(h.Hours, h.Closures, d.Day) {
			want = h.Desks
		}
		if d.Capacity != want || d.Taken > d.Capacity {
			t.Errorf("%s: %d of %d taken, the hub says %d", d.Day, d.Taken, d.Capacity, want)
		}
	}
}
