package stayview

import (
	"reflect"
	"strings"
	"testing"

	"github.com/hubittaako/hubittaako/packages/booking"
)

// Whatever an address says is a rhythm that may be held and stays the same when it is written and read again, or it is refused.
func FuzzRhythmFrom(f *testing.F) {
	for _, text := range []string{
		"", "t0.420-900", "t1.420-900~t5.480-840", "p4.1080-1140.Viikkopalaveri", "p0.540-600.~zEurope/Berlin", "p2027-06-09.540-600.Asiakas", "p2027-02-31.1-2.x",
		"t0.900-420", "t0.0-99999", "t8.1-2", "p1.1080", "~", "z", "zNowhere~p1.1-2.x", "p0.1-2.a.b.c", "t0.480-960~t1.480-960", "p-1.1-2.x", "p1.-5-2.x", ".1-2", ".1-2.x", strings.Repeat("p1.1-2.x~", 50),
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		r, err := RhythmFrom(text)
		if err != nil {
			if !r.IsZero() {
				t.Fatalf("%q is refused and gives %+v", text, r)
			}
			return
		}
		if err := booking.CheckRhythm(r); err != nil {
			t.Fatalf("%q: %v", text, err)
		}
		again, err := RhythmFrom(RhythmText(r))
		if err != nil || RhythmText(again) != RhythmText(r) || !reflect.DeepEqual(again.Hours, r.Hours) || len(again.Meetings) != len(r.Meetings) {
			t.Fatalf("%q: %+v, written as %q, is read as %+v, %v", text, r, RhythmText(r), again, err)
		}
	})
}
