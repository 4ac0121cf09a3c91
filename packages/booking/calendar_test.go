package booking_test

import (
	"errors"
	"testing"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/capacity"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/packages/booking"
	"github.com/hubittaako/hubittaako/packages/packtest"
)

// openOn gives the hub other desks on the stay's third day.
func (w world) openOn(t *testing.T, desks int) {
	t.Helper()
	w.exec(t, `UPDATE slot SET capacity = $1 WHERE resource_id = (SELECT resource_id FROM hub WHERE id = $2) AND day = $3`, desks, w.HubID, w.Monday.AddDays(2))
}

// A hub that takes a closed day back has sold nobody a desk on it.
func TestADayThatOpensLaterIsNotPartOfTheStay(t *testing.T) {
	w := newWorld(t, packtest.Options{})
	w.openOn(t, 0)
	b := w.hold(t, 0, 4)
	w.openOn(t, 10)
	d, err := w.bookings.ByRef(ctx, w.Companies[0], b.Ref)
	if err != nil {
		t.Fatal(err)
	}
	if len(d.OpenDays) != 4 {
		t.Fatalf("the group has desks on 4 days, the stay says %v", d.OpenDays)
	}
	w.sound(t)
}

// An option that lapsed is honoured only as it was sold: not with a desk more or less.
func TestALapsedStayIsTakenAgainAsItWasSold(t *testing.T) {
	for name, c := range map[string]struct {
		before, after int
		short         bool
	}{
		"as it was":            {10, 10, false},
		"a day has closed":     {10, 0, true},
		"a day has opened":     {0, 10, true},
		"a day is short of it": {10, 3, true},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, packtest.Options{})
			w.openOn(t, c.before)
			b := w.hold(t, 0, 4)
			w.exec(t, `UPDATE booking SET hold_expires_at = now() - interval '1 second'`)
			if n, err := w.bookings.ExpireLapsed(ctx); err != nil || n != 1 {
				t.Fatal(n, err)
			}
			w.openOn(t, c.after)
			undone := errors.New("undone")
			err := w.DB.InTx(ctx, func(tx *postgres.Tx) error {
				if _, err := booking.Confirm(ctx, tx, access.System("payment"), b.ID, "card"); err != nil {
					return err
				}
				return undone // a confirmed stay would have to be paid
			})
			var short *capacity.Short
			if got := errors.As(err, &short); got != c.short || !got && !errors.Is(err, undone) {
				t.Fatalf("short: %v, want %v; %v", got, c.short, err)
			}
		})
	}
}
