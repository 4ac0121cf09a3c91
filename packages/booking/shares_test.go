package booking_test

import (
	"testing"
	"time"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/packages/booking"
	"github.com/hubittaako/hubittaako/packages/packtest"
)

// TestSharesCountASeason: partners of one kind stand beside each other with what was held of them around today, and what they offer.
func TestSharesCountASeason(t *testing.T) {
	w := newWorld(t, packtest.Options{Weeks: 1})
	w.exec(t, `UPDATE activity SET kind = 'wellbeing' WHERE slug = 'kanootti'`)
	w.hold(t, 0, 4)
	at := func(days int) *booking.Service {
		return booking.NewService(w.DB, nil, w.told, func() time.Time { return dates.At(w.Monday.AddDays(days), 9*60) })
	}
	list, err := at(0).Shares(ctx, w.Admin)
	if err != nil || len(list) != 2 {
		t.Fatalf("%+v, %v", list, err)
	}
	// Canoes: 2 × 4 × 52 € of 36 seats; the sauna: 320 € of 24.
	if canoe := list[0]; canoe.Name != "Melojat" && list[1].Name != "Melojat" {
		t.Errorf("%+v", list)
	}
	for _, p := range list {
		if p.Name == "Melojat" && (p.Net != 41600 || p.Seats != 36) || p.Name == "Sauna" && (p.Net != 32000 || p.Seats != 24 || p.PartBP != 4000) {
			t.Errorf("%+v", p)
		}
	}
	if list, err := at(-booking.FairDays-10).Shares(ctx, w.Admin); err != nil || len(list) != 0 {
		t.Errorf("another season: %+v, %v", list, err)
	}
	if _, err := at(0).Shares(ctx, w.Staff); fault.CodeOf(err) == "" {
		t.Error("staff see how partners stand")
	}
}
