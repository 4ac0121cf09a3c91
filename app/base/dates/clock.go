package dates

import (
	"time"
	_ "time/tzdata" // the zone must be there on machines without zone files
)

// Helsinki is the time zone of every hub. Read it, never assign it.
var Helsinki = mustLoad("Europe/Helsinki")

func mustLoad(name string) *time.Location {
	loc, err := time.LoadLocation(name)
	if err != nil {
		panic(err) // the zone is compiled in, so this is a broken build
	}
	return loc
}

// Today is the day it is in Finland at the instant now.
func Today(now time.Time) Date { return Of(now) }

// Of is the day in Finland on which the instant falls.
func Of(t time.Time) Date { return New(t.In(Helsinki).Date()) }

// MinutesOf is the clock reading in Finland at the instant, in minutes since midnight: 990 at half past four.
func MinutesOf(t time.Time) int {
	h, m, _ := t.In(Helsinki).Clock()
	return h*60 + m
}

// At is the instant at which clocks in Finland show this many minutes past midnight on day d. 24 hours or more reach
// into the days after. A reading that the spring change skips becomes the one an hour later; one that the autumn change
// repeats means its first time.
func At(d Date, minutes int) time.Time {
	y, m, day := d.YMD()
	t := time.Date(y, m, day, minutes/60, minutes%60, 0, 0, Helsinki)
	if first := t.Add(-time.Hour); MinutesOf(first) == MinutesOf(t) {
		return first
	}
	return t
}
