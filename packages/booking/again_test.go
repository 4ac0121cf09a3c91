package booking_test

import (
	"context"
	"errors"
	"testing"

	"github.com/hubittaako/hubittaako/app/base/capacity"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/packages/booking"
	"github.com/hubittaako/hubittaako/packages/packtest"
)

// One key is one stay: whoever goes back and sends the form again for another one, or after letting the first one go, is told
// so, and not shown the first as if it were the second.
func TestAKeyIsForOneStay(t *testing.T) {
	w := newWorld(t, packtest.Options{})
	req := w.request(0, 3)
	b, err := w.bookings.Hold(ctx, w.Companies[0], req)
	if err != nil {
		t.Fatal(err)
	}
	for name, change := range map[string]func(*booking.HoldRequest){
		"other people": func(r *booking.HoldRequest) { r.People = 4 },
		"another day":  func(r *booking.HoldRequest) { r.Start = w.Monday.AddDays(7) },
	} {
		other := req
		change(&other)
		if _, err := w.bookings.Hold(ctx, w.Companies[0], other); fault.As(err).Key != "fault.form_sent" {
			t.Errorf("%s: %v", name, err)
		}
	}
	w.exec(t, `UPDATE booking SET hold_expires_at = now() - interval '1 second' WHERE id = $1`, b.ID)
	if _, err := w.bookings.ExpireLapsed(ctx); err != nil {
		t.Fatal(err)
	}
	if _, err := w.bookings.Hold(ctx, w.Companies[0], req); fault.As(err).Key != "fault.form_sent" {
		t.Errorf("after it lapsed: %v", err)
	}
}

func TestNobodyHoldsForACompanyThatIsNot(t *testing.T) {
	w := newWorld(t, packtest.Options{})
	req := w.request(0, 3)
	req.CompanyID = 99
	if _, err := w.bookings.Hold(ctx, w.Admin, req); fault.CodeOf(err) != fault.NotFound {
		t.Fatal(err)
	}
}

// When others are faster each time, nobody knows what was short: the answer says no more than that.
func TestWhoIsAlwaysTooSlowIsNotToldOfDesksThatAreFree(t *testing.T) {
	w := newWorld(t, packtest.Options{})
	tries := 0
	slow := w.bookings.Taking(func(context.Context, *postgres.Tx, int64, []capacity.Demand) error {
		tries++
		return &capacity.Short{}
	})
	_, err := slow.Hold(ctx, w.Companies[0], w.request(0, 3))
	var refused *booking.Refused
	if errors.As(err, &refused) || fault.As(err).Key != "fault.sold_out" || tries != 3 {
		t.Fatalf("%d tries: %v", tries, err)
	}
}

// Whether the hold was made may stay unknown: then it is not said to be sold out.
func TestAnUnknownHoldIsNotARefusal(t *testing.T) {
	w := newWorld(t, packtest.Options{})
	lost := w.bookings.Taking(func(context.Context, *postgres.Tx, int64, []capacity.Demand) error { return postgres.ErrCommitUnknown })
	if _, err := lost.Hold(ctx, w.Companies[0], w.request(0, 3)); fault.CodeOf(err) != fault.Unavailable {
		t.Fatal(err)
	}
}
