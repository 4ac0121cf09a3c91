package booking_test

import (
	"testing"
	"time"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/packages/booking"
	"github.com/hubittaako/hubittaako/packages/packtest"
	"github.com/hubittaako/hubittaako/packages/search"
)

// TestAFreePeriodIsFreeInSearchAndInTheBooking: from Wednesday on the hub costs nothing. What is booked keeps its price when the
// hub thinks again, also when its people change.
func TestAFreePeriodIsFreeInSearchAndInTheBooking(t *testing.T) {
	w := newWorld(t, packtest.Options{})
	w.exec(t, `UPDATE hub SET free_from = $2, free_until = $3 WHERE id = $1`, w.HubID, w.Monday.AddDays(2), w.Monday.AddDays(30))
	found, err := search.NewFinder(w.DB, func() time.Time { return w.Now }).Find(t.Context(), search.Query{Days: dates.Through(w.Monday, w.Monday), People: 4})
	if err != nil || len(found) == 0 {
		t.Fatal(found, err)
	}
	b := w.hold(t, 0, 4)
	// 4 × 2 × 15,00 = 120,00 for Monday and Tuesday; 320,00; 4 × 2 × 52,00 = 416,00
	if b.Net != 85600 || found[0].First.Price.Net != b.Net {
		t.Errorf("booked at %d, search said %d", b.Net, found[0].First.Price.Net)
	}
	w.exec(t, `UPDATE hub SET free_from = NULL, free_until = NULL WHERE id = $1`, w.HubID)
	made, err := w.change(w.Companies[0], b.Ref, booking.Wish{People: 5})
	if err != nil {
		t.Fatal(err)
	}
	if made.After.Net != 85600+3000+10400 { // one more: two days of desks, two canoe trips
		t.Errorf("five cost %d", made.After.Net)
	}
	other, err := w.bookings.Hold(t.Context(), w.Companies[1], w.request(1, 4))
	if err != nil || other.Net != 103600 {
		t.Errorf("later it costs %d, %v", other.Net, err)
	}
}
