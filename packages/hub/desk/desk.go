package desk

import (
	"slices"

	"github.com/hubittaako/hubittaako/app/base/dates"
)

// Kind is what a desk has that people wish for.
type Kind string

const (
	Quiet    Kind = "quiet"
	Screen   Kind = "screen"
	Standing Kind = "standing"
	Window   Kind = "window"
)

// Kinds are all of them, in the order of lists.
func Kinds() []Kind { return []Kind{Quiet, Screen, Standing, Window} }

// Desk is a desk with a name. Col and Line are its place on the plan, counted from the upper left corner; read line by line they are the
// order of desks, and its first is the lowest.
type Desk struct {
	ID       int64      `db:"id"`
	HubID    int64      `db:"hub_id"`
	Name     string     `db:"name"`
	Col      int        `db:"col"`
	Line     int        `db:"line"`
	Quiet    bool       `db:"quiet"`
	Screen   bool       `db:"screen"`
	Standing bool       `db:"standing"`
	Window   bool       `db:"by_window"`
	OutFrom  dates.Date `db:"out_from"` // zero: in use
	OutTo    dates.Date `db:"out_to"`   // the last day out of use; zero: until further notice
}

// Has says whether the desk is of a kind.
func (d Desk) Has(k Kind) bool {
	switch k {
	case Quiet:
		return d.Quiet
	case Screen:
		return d.Screen
	case Standing:
		return d.Standing
	case Window:
		return d.Window
	}
	return false
}

// Kinds are those that the desk has.
func (d Desk) Kinds() []Kind {
	return slices.DeleteFunc(Kinds(), func(k Kind) bool { return !d.Has(k) })
}

// UsableOn says whether somebody may sit here on the day.
func (d Desk) UsableOn(day dates.Date) bool {
	return d.OutFrom.IsZero() || day.Before(d.OutFrom) || !d.OutTo.IsZero() && day.After(d.OutTo)
}

// Person is a place in a group; who it is may be said later.
type Person struct {
	Booking  int64 `db:"booking_id"`
	Position int   `db:"position"`
}

// Wish is a desk, or a kind of desk; zero for none.
type Wish struct {
	Desk int64
	Kind Kind
}

// None says whether nothing is wished for.
func (w Wish) None() bool { return w == Wish{} }

// Met says whether the desk is what is wished for.
func (w Wish) Met(d Desk) bool { return !w.None() && (w.Desk == d.ID || w.Kind != "" && d.Has(w.Kind)) }

// Seat is who sits where on a day.
type Seat struct {
	Desk int64      `db:"desk_id"`
	Day  dates.Date `db:"day"`
	Person
}

// Guest is somebody who needs a desk on days, which are in order.
type Guest struct {
	Person
	Days []dates.Date
	Wish Wish
}
