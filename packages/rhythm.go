package packages

import (
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"sync"
	"time"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/partners"
)

// Rhythm is what a group does anyway on its stay: when it works, and the meetings that cannot be moved. Zero is the working hours
// of the package, and no meetings. Working hours are on Finnish clocks, meetings on those of Zone.
type Rhythm struct {
	Zone     string     `json:"zone,omitempty"`  // IANA name; empty: Finland
	Hours    []DayHours `json:"hours,omitempty"` // none: those of the package; a weekday that is not among them is free of work
	Meetings []Meeting  `json:"meetings,omitempty"`

	settled map[int64]bool // sessions that the group goes to all the same
}

// DayHours is when a group works on an ISO weekday, in minutes after midnight.
type DayHours struct {
	Weekday int `json:"weekday"`
	From    int `json:"from"`
	To      int `json:"to"`
}

// Meeting is on one day, on a weekday, or on all days from Monday to Friday; in minutes after midnight.
type Meeting struct {
	Title   string     `json:"title,omitempty"`
	Day     dates.Date `json:"day"`     // zero: every week
	Weekday int        `json:"weekday"` // with no Day; 0: Monday to Friday
	From    int        `json:"from"`
	To      int        `json:"to"`
}

// Overlaps says whether two meetings may fall on the same day at the same time.
func (m Meeting) Overlaps(o Meeting) bool {
	if m.From >= o.To || o.From >= m.To {
		return false
	}
	switch {
	case !m.Day.IsZero():
		return o.on(m.Day)
	case !o.Day.IsZero():
		return m.on(o.Day)
	case m.Weekday == 0 || o.Weekday == 0:
		return max(m.Weekday, o.Weekday) <= 5
	}
	return m.Weekday == o.Weekday
}

// MeetingAt is a meeting at its time.
type MeetingAt struct {
	Title string
	Span
}

// IsZero says whether the group has said nothing of its own.
func (r Rhythm) IsZero() bool { return len(r.Hours) == 0 && len(r.Meetings) == 0 }

// Settled is the rhythm of a group that goes to the sessions whatever its rhythm says: it has them already.
func (r Rhythm) Settled(sessions ...int64) Rhythm {
	settled := maps.Clone(r.settled)
	if settled == nil {
		settled = map[int64]bool{}
	}
	for _, id := range sessions {
		settled[id] = true
	}
	r.settled = settled
	return r
}

// Work is when the group works on a day on which its hub is open, given the package's hours. From and To are equal on a day
// without work.
func (r Rhythm) Work(day dates.Date, from, to int) (int, int) {
	if len(r.Hours) == 0 {
		return from, to
	}
	for _, h := range r.Hours {
		if h.Weekday == day.Weekday() {
			return h.From, h.To
		}
	}
	return from, from
}

// MeetingsIn are the meetings that fall on days of a stay, in order. A day elsewhere may begin the evening before or end the
// morning after, so that the days around are looked at too.
func (r Rhythm) MeetingsIn(first, last dates.Date) (list []MeetingAt) {
	zone := r.location()
	from, to := dates.At(first, 0), dates.At(last.AddDays(1), 0)
	for day := range dates.Through(first.AddDays(-1), last.AddDays(1)).All() {
		for _, m := range r.Meetings {
			if !m.on(day) {
				continue
			}
			at := MeetingAt{m.Title, Span{clockIn(zone, day, m.From), clockIn(zone, day, m.To)}}
			if at.From.Before(to) && from.Before(at.To) {
				list = append(list, at)
			}
		}
	}
	slices.SortStableFunc(list, func(a, b MeetingAt) int { return a.From.Compare(b.From) })
	return list
}

func (m Meeting) on(day dates.Date) bool {
	switch {
	case !m.Day.IsZero():
		return m.Day == day
	case m.Weekday == 0:
		return !day.IsWeekend()
	}
	return m.Weekday == day.Weekday()
}

// zones are the places that rhythms have named, by name: each plan asks, and to find one is to read a file.
var zones sync.Map

func (r Rhythm) location() *time.Location {
	if r.Zone == "" {
		return dates.Helsinki
	}
	if zone, known := zones.Load(r.Zone); known {
		return zone.(*time.Location)
	}
	zone, err := time.LoadLocation(r.Zone)
	if err != nil {
		return dates.Helsinki
	}
	zones.Store(r.Zone, zone)
	return zone
}

// clockIn is an instant on the clocks of a place: nine is nine on both sides of a clock change.
func clockIn(zone *time.Location, day dates.Date, minutes int) time.Time {
	y, m, d := day.YMD()
	return time.Date(y, m, d, minutes/60, minutes%60, 0, 0, zone)
}

// With is the calendar of a group with a rhythm.
func (c Calendar) With(r Rhythm, pkg Package) Calendar {
	if r.IsZero() && r.settled == nil {
		return c
	}
	c.Days = slices.Clone(c.Days)
	for i := range c.Days {
		c.Days[i].Own = true
		c.Days[i].From, c.Days[i].To = r.Work(c.Start.AddDays(i), pkg.WorkFrom, pkg.WorkTo)
	}
	for _, m := range r.MeetingsIn(c.Start, c.Start.AddDays(len(c.Days)-1)) {
		c.Busy = append(c.Busy, m.Span)
	}
	c.Settled = r.settled
	return c
}

// Suits says whether a session of an item is in the group's free time; all else about it is left aside.
func (c Calendar) Suits(pkg Package, it Item, s partners.OpenSession) bool {
	p := planner{pkg: pkg, cal: c}
	return p.within(it, s) && p.free(it, s)
}

// Value is the rhythm as a column has it: nothing where nothing was said.
func (r Rhythm) Value() (driver.Value, error) {
	if r.IsZero() {
		return nil, nil
	}
	text, err := json.Marshal(r)
	return string(text), err
}

// Scan reads a column.
func (r *Rhythm) Scan(src any) error {
	*r = Rhythm{}
	switch v := src.(type) {
	case nil:
		return nil
	case []byte:
		return json.Unmarshal(v, r)
	case string:
		return json.Unmarshal([]byte(v), r)
	}
	return fmt.Errorf("packages: a rhythm cannot be a %T", src)
}
