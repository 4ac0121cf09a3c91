package ics

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	ical "github.com/arran4/golang-ical"
	"github.com/teambition/rrule-go"

	"github.com/hubittaako/hubittaako/app/base/dates"
)

// ErrNoCalendar is what somebody sent as a calendar and is none.
var ErrNoCalendar = errors.New("ics: not a calendar")

const (
	busyHours = 4 * time.Hour // in all, from which a day counts as taken
	mostSteps = 200_000       // of all repetitions of a file together; a rule that goes on and on ends there
	mostTimes = 20_000        // of one event
)

// BusyDays reads a calendar that somebody else's program wrote, and says on which of the days its owner is taken: those with an event
// for the whole day that is not marked as free, and those with at least four hours of other events. Names, places and people are not
// looked at. What it cannot read of a single event is left out; ErrNoCalendar when nothing of the file makes sense. Times without a
// zone that is known are Finnish.
func BusyDays(file []byte, days dates.Range) (out []dates.Date, err error) {
	defer func() { // a file from anywhere must not end the request, whatever the library makes of it
		if r := recover(); r != nil {
			out, err = nil, fmt.Errorf("%w: %v", ErrNoCalendar, r)
		}
	}()
	if !bytes.Contains(file[:min(len(file), 4096)], []byte("BEGIN:VCALENDAR")) {
		return nil, ErrNoCalendar
	}
	cal, err := ical.ParseCalendar(bytes.NewReader(file))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrNoCalendar, err)
	}
	b := busy{days: days, whole: map[dates.Date]bool{}, spans: map[dates.Date][][2]time.Time{}, steps: mostSteps, moved: map[string]bool{}}
	for _, e := range cal.Events() {
		if p := e.GetProperty(ical.ComponentPropertyRecurrenceId); p != nil { // one time of a series is elsewhere: its own event says where
			b.moved[e.Id()+" "+digits(p.Value)] = true
		}
	}
	for _, e := range cal.Events() {
		b.event(e)
	}
	return b.taken(), nil
}

type busy struct {
	days  dates.Range
	whole map[dates.Date]bool
	spans map[dates.Date][][2]time.Time
	moved map[string]bool
	steps int
}

func (b *busy) event(e *ical.VEvent) {
	if value(e, ical.ComponentPropertyTransp) == "TRANSPARENT" || value(e, ical.ComponentPropertyStatus) == "CANCELLED" {
		return
	}
	start, allDay, ok := instant(e.GetProperty(ical.ComponentPropertyDtStart))
	if !ok {
		return
	}
	end, _, ok := instant(e.GetProperty(ical.ComponentPropertyDtEnd))
	length := end.Sub(start)
	if !ok || length < 0 {
		if length = 0; allDay {
			length = 24 * time.Hour
		}
	}
	for _, at := range b.times(e, start) {
		b.add(at, length, allDay)
	}
}

// add notes one time of an event. Whole days are counted in days, so that a clock change makes none longer.
func (b *busy) add(at time.Time, length time.Duration, allDay bool) {
	first := dates.Of(at)
	last := dates.Of(at.Add(length - time.Second))
	if allDay {
		last = first.AddDays(int((length+12*time.Hour)/(24*time.Hour)) - 1)
	}
	for day := range (dates.Range{From: first, To: last.AddDays(1)}).Intersect(b.days).All() {
		if b.whole[day] = b.whole[day] || allDay; allDay {
			continue
		}
		from, to := dates.At(day, 0), dates.At(day.AddDays(1), 0)
		b.spans[day] = append(b.spans[day], [2]time.Time{later(at, from), earlier(at.Add(length), to)})
	}
}

// times are when an event begins, repetitions with it, as far as the days go.
func (b *busy) times(e *ical.VEvent, start time.Time) []time.Time {
	rule := e.GetProperty(ical.ComponentPropertyRrule)
	if rule == nil || e.GetProperty(ical.ComponentPropertyRecurrenceId) != nil {
		return []time.Time{start}
	}
	option, err := rrule.StrToROptionInLocation(rule.Value, start.Location())
	if err != nil || option.Freq > rrule.DAILY || option.Interval < 0 { // nobody is taken every second
		return []time.Time{start}
	}
	option.Dtstart = start
	r, err := rrule.NewRRule(*option)
	if err != nil {
		return []time.Time{start}
	}
	left := map[string]bool{}
	for _, p := range e.GetProperties(ical.ComponentPropertyExdate) {
		for one := range strings.SplitSeq(p.Value, ",") {
			left[digits(one)] = true
		}
	}
	var out []time.Time
	until, next := dates.At(b.days.To, 0), r.Iterator()
	for range min(mostTimes, b.steps) {
		b.steps--
		at, more := next()
		if !more || !at.Before(until) {
			break
		}
		if !b.left(e.Id(), at, left) {
			out = append(out, at)
		}
	}
	return out
}

// left says whether one time of a series is left out or has moved; both are named by when it was to begin, in one of three ways.
func (b *busy) left(id string, at time.Time, out map[string]bool) bool {
	for _, name := range []string{at.Format("20060102T150405"), at.UTC().Format("20060102T150405"), at.Format("20060102")} {
		if out[name] || b.moved[id+" "+name] {
			return true
		}
	}
	return false
}

// taken are the days with a whole day, or with enough hours.
func (b *busy) taken() (out []dates.Date) {
	for day := range b.days.All() {
		if b.whole[day] || together(b.spans[day]) >= busyHours {
			out = append(out, day)
		}
	}
	return out
}

// together is how long spans last, what they share counted once.
func together(spans [][2]time.Time) (sum time.Duration) {
	slices.SortFunc(spans, func(a, b [2]time.Time) int { return a[0].Compare(b[0]) })
	var until time.Time
	for _, s := range spans {
		if from := later(s[0], until); from.Before(s[1]) {
			sum += s[1].Sub(from)
			until = s[1]
		}
	}
	return sum
}

func value(e *ical.VEvent, name ical.ComponentProperty) string {
	if p := e.GetProperty(name); p != nil {
		return strings.ToUpper(p.Value)
	}
	return ""
}

// instant reads a date or a time. Whole days are Finnish days.
func instant(p *ical.IANAProperty) (at time.Time, allDay, ok bool) {
	if p == nil {
		return time.Time{}, false, false
	}
	if at, err := time.ParseInLocation("20060102", p.Value, dates.Helsinki); err == nil {
		return at, true, near(at)
	}
	if at, err := time.Parse(utcTime, p.Value); err == nil {
		return at.In(dates.Helsinki), false, near(at)
	}
	zoneOf := dates.Helsinki
	if names := p.ICalParameters["TZID"]; len(names) > 0 {
		if known, err := time.LoadLocation(names[0]); err == nil {
			zoneOf = known
		}
	}
	at, err := time.ParseInLocation(localTime, p.Value, zoneOf)
	return at, false, err == nil && near(at)
}

// near: years in which people live.
func near(at time.Time) bool { return at.Year() > 1970 && at.Year() < 2200 }

// digits is a time without what is not one: zone letters and spaces.
func digits(s string) string { return strings.TrimSuffix(strings.TrimSpace(s), "Z") }

func later(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

func earlier(a, b time.Time) time.Time {
	if b.Before(a) {
		return b
	}
	return a
}
