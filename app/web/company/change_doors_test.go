package company

import (
	"testing"
	"time"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/packages/booking"
)

// Nights that follow each other are one row; a night apart, another house and everything else have rows of their own.
func TestNightsInARowAreOneDoor(t *testing.T) {
	day := dates.New(2027, time.June, 7)
	var all []booking.Session
	add := func(activity int64, kind string, on, from, hours int) {
		at := dates.At(day.AddDays(on), from*60)
		all = append(all, booking.Session{ID: int64(len(all) + 1), ActivityID: activity, Kind: kind, StartsAt: at, EndsAt: at.Add(time.Duration(hours) * time.Hour)})
	}
	add(1, "lodging", 0, 17, 16)
	add(2, "wellbeing", 0, 18, 3)
	add(1, "lodging", 1, 17, 16)
	add(2, "wellbeing", 1, 18, 3)
	add(1, "lodging", 2, 17, 16)
	add(3, "lodging", 3, 17, 16)
	add(1, "lodging", 5, 17, 16)
	want := [][]int64{{1, 3, 5}, {2}, {4}, {6}, {7}}
	got := doors(all)
	if len(got) != len(want) {
		t.Fatalf("%d rows, want %d: %v", len(got), len(want), got)
	}
	for i, run := range got {
		if len(run) != len(want[i]) || run[0].ID != want[i][0] || run[len(run)-1].ID != want[i][len(want[i])-1] {
			t.Errorf("row %d: %v, want %v", i, run, want[i])
		}
	}
}
