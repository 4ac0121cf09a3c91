package rooms

import (
	"time"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/packages/hub"
	"github.com/hubittaako/hubittaako/packages/hub/room"
)

// step is how many minutes a row of the week has: two quarters.
const step = 2 * room.Quarter

// week is a room's week as a table: a row a half-hour, a column a day on which the hub has hours.
type week struct {
	first dates.Date // Monday
	days  []weekDay
	rows  []weekRow
}

type weekDay struct {
	dates.Date
	closed, today bool
}

type weekRow struct {
	at    int // minutes after midnight
	cells []cell
}

// cell is a half-hour of a day. Kind is free (From is its first quarter that can be had), busy or shut.
type cell struct {
	Day  dates.Date
	Kind string
	From int
	Busy *room.Busy // the booking that begins here
}

// weekOf draws a room's week at a moment.
func weekOf(h hub.Hub, first dates.Date, busy []room.Busy, now time.Time) week {
	w := week{first: first}
	opens, closes := 24*60, 0
	for day := range dates.Through(first, first.AddDays(6)).All() {
		span := h.Hours.On(day.Weekday())
		if !span.Open() {
			continue
		}
		opens, closes = min(opens, span.Opens), max(closes, span.Closes)
		w.days = append(w.days, weekDay{day, !hub.OpenOn(h.Hours, h.Closures, day), day == dates.Today(now)})
	}
	for at := opens - opens%step; at < closes; at += step {
		row := weekRow{at: at}
		for _, day := range w.days {
			row.cells = append(row.cells, cellOf(h, day, at, busy, now))
		}
		w.rows = append(w.rows, row)
	}
	return w
}

func cellOf(h hub.Hub, day weekDay, at int, busy []room.Busy, now time.Time) cell {
	c := cell{Day: day.Date, Kind: "shut"}
	span := h.Hours.On(day.Weekday())
	for q := at; q < at+step; q += room.Quarter {
		if day.closed || q < span.Opens || q >= span.Closes {
			continue
		}
		taken := false
		for i := range busy {
			b := &busy[i]
			if b.Day != day.Date || q < b.Starts || q >= b.Free {
				continue
			}
			taken, c.Kind = true, "busy"
			if q == b.Starts {
				c.Busy = b
			}
		}
		if !taken && dates.At(day.Date, q).After(now) {
			c.Kind, c.From = "free", q
			return c
		}
	}
	return c
}

// until is when a booking that begins at a time would end at first: an hour later, or sooner where something is in the way.
func until(h hub.Hub, day dates.Date, from, buffer int, busy []room.Busy) int {
	to := min(from+60, h.Hours.On(day.Weekday()).Closes)
	for _, b := range busy {
		if b.Day == day && b.Starts > from {
			to = min(to, b.Starts-buffer)
		}
	}
	return max(to, from+room.Quarter)
}

// mondayOf is the week to show: the asked one, between this one and the last that can be booked; at a weekend when the hub has no
// hours any more, the next.
func mondayOf(asked string, h hub.Hub, now time.Time) dates.Date {
	today := dates.Today(now)
	this, last := today.StartOfWeek(), today.AddDays(room.Ahead).StartOfWeek()
	if day, err := dates.Parse(asked); err == nil {
		switch first := day.StartOfWeek(); {
		case first.Before(this):
			return this
		case first.After(last):
			return last
		default:
			return first
		}
	}
	for day := range dates.Through(today, this.AddDays(6)).All() {
		if dates.At(day, h.Hours.On(day.Weekday()).Closes).After(now) && h.Hours.On(day.Weekday()).Open() {
			return this
		}
	}
	return this.AddDays(7)
}
