package event

import (
	"time"

	"github.com/teambition/rrule-go"

	"github.com/hubittaako/hubittaako/app/base/dates"
)

// MaxOccasions is the most that one rule may add: two years of weeks.
const MaxOccasions = 104

// days lists the days of a rule from the first to the last, both in, at most limit of them. Once gives the first day alone.
func days(repeat Repeat, first, last dates.Date, limit int) ([]dates.Date, error) {
	if repeat == Once {
		return []dates.Date{first}, nil
	}
	option := rrule.ROption{Freq: rrule.WEEKLY, Interval: 1, Dtstart: utc(first), Until: utc(last), Wkst: rrule.MO}
	switch repeat {
	case Fortnightly:
		option.Interval = 2
	case Monthly:
		weekday := isoWeekdays[first.Weekday()-1]
		option.Freq, option.Byweekday = rrule.MONTHLY, []rrule.Weekday{weekday.Nth(NthOfMonth(first))}
	}
	rule, err := rrule.NewRRule(option)
	if err != nil {
		return nil, err
	}
	var all []dates.Date
	next := rule.Iterator()
	for t, ok := next(); ok && len(all) < limit; t, ok = next() {
		all = append(all, dates.New(t.Date()))
	}
	return all, nil
}

// NthOfMonth says which of its weekdays a day is within the month, 1 to 4; a fifth is -1, the last, since not every month has
// five.
func NthOfMonth(d dates.Date) int {
	if d.Day() > 28 {
		return -1
	}
	return (d.Day()-1)/7 + 1
}

var isoWeekdays = [7]rrule.Weekday{rrule.MO, rrule.TU, rrule.WE, rrule.TH, rrule.FR, rrule.SA, rrule.SU}

// utc is a day for the recurrence library, which counts in instants: only the day is used of what it gives back, so that the
// change of clocks plays no part in it.
func utc(d dates.Date) time.Time {
	y, m, day := d.YMD()
	return time.Date(y, m, day, 0, 0, 0, 0, time.UTC)
}

// span is when an occasion that begins at one reading of the clock and ends at another, some days later, begins and ends.
// Both are readings, so that an event from nine to five stays one when clocks change.
func span(day dates.Date, from, to, nights int) (start, end time.Time) {
	start, end = dates.At(day, from), dates.At(day.AddDays(nights), to)
	if !end.After(start) { // a short one in the hour that is skipped or comes twice
		end = start.Add(time.Duration(to-from) * time.Minute)
	}
	return start, end
}
