package billing_test

import (
	"testing"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/packages/booking"
	"github.com/hubittaako/hubittaako/packages/packtest"
)

// Who lets an option go gives away nothing: when its payment has gone through a moment ago, the paid stay stands.
func TestLettingAnOptionGoNeverCancelsAPaidStay(t *testing.T) {
	w := newWorld(t, packtest.Options{})
	*w.clock = dates.At(w.Monday.AddDays(-2), 12*60) // too late for any money to come back
	b := w.hold(t, 0, 4)
	w.provider.pay(w.page(t, 0, b))
	if err := w.billing.Cancel(ctx, w.Companies[0], b.Ref, "", false); fault.CodeOf(err) != fault.Conflict {
		t.Fatalf("want a conflict, got %v", err)
	}
	if got := w.state(t, b); got != booking.Confirmed {
		t.Fatal(got)
	}
}
