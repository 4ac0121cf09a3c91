package site

import (
	"testing"
	"time"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/packages/hub"
)

func TestDoor(t *testing.T) {
	day := dates.MustParse // 2027-01-11 is a Monday
	h := hub.Hub{Hours: hub.OfficeHours(), Closures: []hub.Closure{{Day: day("2027-01-13")}}}
	for _, c := range []struct {
		name, day string
		minute    int
		open      bool
		next      string
	}{
		{"before it opens", "2027-01-11", 7*60 + 59, false, "2027-01-11"},
		{"the minute it opens", "2027-01-11", 8 * 60, true, "2027-01-11"},
		{"the last minute", "2027-01-11", 16*60 - 1, true, "2027-01-11"},
		{"the minute it closes", "2027-01-11", 16 * 60, false, "2027-01-12"},
		{"the evening before a closed day", "2027-01-12", 20 * 60, false, "2027-01-14"},
		{"on a closed day", "2027-01-13", 12 * 60, false, "2027-01-14"},
		{"on a Saturday", "2027-01-16", 12 * 60, false, "2027-01-18"},
		{"in summer time", "2027-07-05", 8 * 60, true, "2027-07-05"},
	} {
		d := doorOf(h, dates.At(day(c.day), c.minute).In(time.UTC))
		if !d.Known || d.Open != c.open || d.Day != day(c.next) || d.Span.Closes != 16*60 {
			t.Errorf("%s: %+v", c.name, d)
		}
	}
	if d := doorOf(hub.Hub{}, dates.At(day("2027-01-11"), 600)); d.Known || d.Open {
		t.Errorf("without hours: %+v", d)
	}
}
