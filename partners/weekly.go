package partners

import (
	"slices"
	"time"

	"github.com/teambition/rrule-go"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
)

// MaxWeekly is the most sessions that one weekly rule may ask for.
const MaxWeekly = 400

// SessionForm is one new session.
type SessionForm struct {
	Day   dates.Date `form:"day" validate:"required"`
	Time  *int       `form:"time,clock" validate:"required"` // minutes past midnight on Finnish clocks
	Seats int        `form:"seats" validate:"min=1,max=1000"`

	PoolMin   int `form:"pool_min"`   // see Pool; 0 for none
	PoolHours int `form:"pool_hours"` // before the start
}

// WeeklyForm is a rule that repeats every week: at the same time of the clock on the weekdays, from the first day to the last,
// both in. Summer and winter time do not move it.
type WeeklyForm struct {
	Weekdays []int      `form:"weekdays" validate:"min=1,max=7,dive,min=1,max=7"` // ISO: 1 is Monday
	Time     *int       `form:"time,clock" validate:"required"`
	From     dates.Date `form:"from" validate:"required"`
	Until    dates.Date `form:"until" validate:"required"`
	Seats    int        `form:"seats" validate:"min=1,max=1000"`

	PoolMin   int `form:"pool_min"`   // see Pool; 0 for none
	PoolHours int `form:"pool_hours"` // before the start
}

func (f SessionForm) pool() poolWish { return poolWish{f.PoolMin, f.PoolHours} }

func (f WeeklyForm) pool() poolWish { return poolWish{f.PoolMin, f.PoolHours} }

// days lists the days of the rule, at most limit of them.
func (f WeeklyForm) days(limit int) ([]dates.Date, error) {
	var weekdays []rrule.Weekday
	for _, d := range f.Weekdays {
		weekdays = append(weekdays, isoWeekdays[d-1])
	}
	rule, err := rrule.NewRRule(rrule.ROption{
		Freq: rrule.WEEKLY, Dtstart: utc(f.From), Until: utc(f.Until), Byweekday: weekdays, Wkst: rrule.MO,
	})
	if err != nil {
		return nil, err
	}
	var days []dates.Date
	next := rule.Iterator()
	for t, ok := next(); ok && len(days) < limit; t, ok = next() {
		days = append(days, dates.New(t.Date()))
	}
	return days, nil
}

var isoWeekdays = [7]rrule.Weekday{rrule.MO, rrule.TU, rrule.WE, rrule.TH, rrule.FR, rrule.SA, rrule.SU}

// utc is a day for the recurrence library, which counts in instants: only the day is used of what it gives back, so that the
// change of clocks plays no part in it.
func utc(d dates.Date) time.Time {
	y, m, day := d.YMD()
	return time.Date(y, m, day, 0, 0, 0, 0, time.UTC)
}

// span is when a session that starts at this reading of the clock begins and ends. The end is a reading too, so that a night is
// over at the same time in the morning when clocks change.
func span(day dates.Date, minute, length int) (start, end time.Time) {
	start, end = dates.At(day, minute), dates.At(day, minute+length)
	if !end.After(start) { // a short one in the hour that is skipped or comes twice
		end = start.Add(time.Duration(length) * time.Minute)
	}
	return start, end
}

// faults are what is wrong with a session for this activity at this moment.
func (f SessionForm) faults(c *formChecker, a Activity, now time.Time) []fault.Field {
	fields := c.faults(f)
	if f.Time == nil || f.Day.IsZero() {
		return fields
	}
	var more []fault.Field
	start, _ := span(f.Day, *f.Time, a.Minutes)
	if !start.After(now) {
		more = append(more, wrong(pastField(f.Day, now, "day", "time"), "field.session_past"))
	} else {
		more = append(more, f.pool().sessionFaults(f.Seats, start, now)...)
	}
	if f.Day.Sub(dates.Today(now)) > horizonDays {
		more = append(more, wrong("day", "field.session_far"))
	}
	if !a.InSeason(f.Day) {
		more = append(more, fault.Field{Name: "day", Key: "field.session_season", Args: seasonArgs(a)})
	}
	return merge(merge(fields, more), seatFaults(a, f.Seats))
}

// horizonDays is how far ahead sessions can be opened: two years, beyond which a day is a slip of the keyboard.
const horizonDays = 731

// pastField is the field that explains why a time is past: the clock today, the day otherwise.
func pastField(day dates.Date, now time.Time, dayField, timeField string) string {
	if day == dates.Today(now) {
		return timeField
	}
	return dayField
}

// seasonArgs are the first and the last month by number; a page says their names.
func seasonArgs(a Activity) map[string]any {
	return map[string]any{"From": a.SeasonFrom, "To": a.SeasonTo}
}

// seatFaults refuses fewer seats than the smallest group, since nobody could ever book them.
func seatFaults(a Activity, seats int) []fault.Field {
	if seats >= a.GroupMin {
		return nil
	}
	return []fault.Field{{Name: "seats", Key: "field.seats_group", Args: map[string]any{"Min": a.GroupMin}}}
}

// plan checks a rule for this activity at this moment and lists its days.
func (f WeeklyForm) plan(c *formChecker, a Activity, now time.Time) ([]dates.Date, error) {
	fields := c.faults(f)
	if !f.From.IsZero() && !f.Until.IsZero() {
		fields = merge(fields, f.rangeFaults(dates.Today(now)))
	}
	if err := fault.Check(merge(fields, seatFaults(a, f.Seats))); err != nil {
		return nil, err
	}
	days, err := f.days(MaxWeekly + 1)
	if err != nil {
		return nil, err
	}
	days = slices.DeleteFunc(days, func(d dates.Date) bool { // this morning is over
		start, _ := span(d, *f.Time, a.Minutes)
		return !start.After(now)
	})
	if bad := f.dayFaults(a, days); len(bad) > 0 {
		return days, fault.Check(bad)
	}
	first, _ := span(days[0], *f.Time, a.Minutes)
	return days, fault.Check(f.pool().sessionFaults(f.Seats, first, now))
}

func (f WeeklyForm) rangeFaults(today dates.Date) []fault.Field {
	switch {
	case f.From.Before(today):
		return []fault.Field{wrong("from", "field.session_past")}
	case f.Until.Before(f.From):
		return []fault.Field{wrong("until", "field.until_before_from")}
	case f.Until.Sub(today) > horizonDays:
		return []fault.Field{wrong("until", "field.session_far")}
	}
	return nil
}

func (f WeeklyForm) dayFaults(a Activity, days []dates.Date) []fault.Field {
	if len(days) == 0 {
		return []fault.Field{wrong("weekdays", "field.weekly_empty")}
	}
	if len(days) > MaxWeekly {
		return []fault.Field{{Name: "until", Key: "field.weekly_many", Args: map[string]any{"Max": MaxWeekly}}}
	}
	for i, d := range days {
		if !a.InSeason(d) {
			name := "until"
			if i == 0 {
				name = "from"
			}
			args := seasonArgs(a)
			args["Day"] = d
			return []fault.Field{{Name: name, Key: "field.weekly_season", Args: args}}
		}
	}
	return nil
}
