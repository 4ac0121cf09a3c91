package booking_test

import (
	"testing"
	"time"

	"github.com/hubittaako/hubittaako/packages/booking"
	"github.com/hubittaako/hubittaako/partners"
)

// TestAFallBackPrefersWhatIsCertain: of other times the nearest that cannot be lost again for want of people, if there is one that costs no more.
func TestAFallBackPrefersWhatIsCertain(t *testing.T) {
	at := func(session, more int64, pool partners.Pool) booking.Change {
		return booking.Change{Before: booking.Shape{Gross: 100}, After: booking.Shape{Gross: 100 + more, Sessions: []booking.Seat{{SessionID: session, Pool: pool}}}}
	}
	gathers := partners.Pool{PoolMin: 8, DecideAt: time.Unix(0, 0)}
	goes := partners.Pool{PoolMin: 8, Goes: true}
	for _, test := range []struct {
		name  string
		times []booking.Change
		want  int64 // 0: the money
	}{
		{"the nearest", []booking.Change{at(1, 0, partners.Pool{}), at(2, 0, partners.Pool{})}, 1},
		{"one that is certain, further away", []booking.Change{at(1, 0, gathers), at(2, 0, partners.Pool{})}, 2},
		{"one that goes", []booking.Change{at(1, 0, gathers), at(2, 0, goes)}, 2},
		{"a dearer one is none", []booking.Change{at(1, 0, gathers), at(2, 1, goes)}, 1},
		{"better than nothing", []booking.Change{at(1, 0, gathers)}, 1},
		{"nothing", nil, 0},
	} {
		got := booking.AnotherTime.Choose(booking.Alternatives{Times: test.times, Out: &booking.Change{}})
		if come := got.New(); test.want == 0 && len(come) > 0 || test.want > 0 && (len(come) != 1 || come[0].SessionID != test.want) {
			t.Errorf("%s: %+v", test.name, come)
		}
	}
}
