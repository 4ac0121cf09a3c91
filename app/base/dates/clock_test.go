package dates

import (
	"testing"
	"time"
)

func TestAtFollowsFinnishClocksAcrossChanges(t *testing.T) {
	for _, c := range []struct {
		day     string
		minutes int
		want    string // UTC
		why     string
	}{
		{"2027-01-15", 7*60 + 30, "2027-01-15T05:30:00Z", "winter time"},
		{"2027-06-07", 7*60 + 30, "2027-06-07T04:30:00Z", "summer time"},
		{"2027-06-07", 0, "2027-06-06T21:00:00Z", "midnight is still yesterday in UTC"},
		{"2027-06-07", 24 * 60, "2027-06-07T21:00:00Z", "24 hours is the next midnight"},
		{"2027-03-28", 2*60 + 59, "2027-03-28T00:59:00Z", "last minute before the spring change"},
		{"2027-03-28", 3*60 + 30, "2027-03-28T01:30:00Z", "skipped in spring: 4.30 instead"},
		{"2027-03-28", 4 * 60, "2027-03-28T01:00:00Z", "after the spring change"},
		{"2027-10-31", 2*60 + 59, "2027-10-30T23:59:00Z", "before the autumn change"},
		{"2027-10-31", 3*60 + 30, "2027-10-31T00:30:00Z", "twice in autumn: the first"},
		{"2027-10-31", 4 * 60, "2027-10-31T02:00:00Z", "after the autumn change"},
		{"2026-03-29", 4 * 60, "2026-03-29T01:00:00Z", "2026"},
		{"2026-10-25", 4 * 60, "2026-10-25T02:00:00Z", "2026"},
		{"2028-03-26", 4 * 60, "2028-03-26T01:00:00Z", "2028"},
		{"2028-10-29", 4 * 60, "2028-10-29T02:00:00Z", "2028"},
	} {
		if got := At(MustParse(c.day), c.minutes).UTC().Format(time.RFC3339); got != c.want {
			t.Errorf("%s at %d min is %s, want %s (%s)", c.day, c.minutes, got, c.want, c.why)
		}
	}
}

func TestTodayIsTheDayInFinland(t *testing.T) {
	late := time.Date(2027, 6, 6, 21, 30, 0, 0, time.UTC)
	if got := Today(late); got != MustParse("2027-06-07") {
		t.Errorf("today is %s", got)
	}
	if got := MinutesOf(late); got != 30 {
		t.Errorf("minutes %d", got)
	}
}

func TestEveryMinuteOfAStayComesBack(t *testing.T) {
	for d := range Through(MustParse("2027-10-25"), MustParse("2027-11-07")).All() {
		for m := range 24 * 60 {
			if at := At(d, m); Of(at) != d || MinutesOf(at) != m {
				t.Fatalf("%s %d came back as %s %d", d, m, Of(at), MinutesOf(at))
			}
		}
	}
}
