package stayview

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages"
	"github.com/hubittaako/hubittaako/packages/booking"
)

// RhythmForm is a group's own hours by weekday, and its meetings, as forms send them.
type RhythmForm struct {
	Zone  string `form:"zone"`
	Hours []struct {
		Weekday int  `form:"weekday"`
		From    *int `form:"from,clock"`
		To      *int `form:"to,clock"`
	} `form:"hours"`
	Meetings []struct {
		Row   int    `form:"row"`
		Title string `form:"title"`
		When  string `form:"when"` // a day, or a weekday; "0": Monday to Friday
		From  *int   `form:"from,clock"`
		To    *int   `form:"to,clock"`
	} `form:"meetings"`
}

// Rhythm is what the form says, with the number of the row of each meeting; rows that are empty are left out.
func (f RhythmForm) Rhythm() (r packages.Rhythm, rows []int, wrong []fault.Field) {
	r.Zone = f.Zone
	for _, h := range f.Hours {
		switch {
		case h.From == nil && h.To == nil:
		case h.From == nil || h.To == nil:
			wrong = append(wrong, fault.Field{Name: fmt.Sprintf("hours.%d.from", h.Weekday), Key: "field.from_to"})
		default:
			r.Hours = append(r.Hours, packages.DayHours{Weekday: h.Weekday, From: *h.From, To: *h.To})
		}
	}
	for _, row := range f.Meetings {
		if row.From == nil && row.To == nil && row.Title == "" {
			continue
		}
		m := packages.Meeting{Title: oneLine(row.Title)}
		if day, err := dates.Parse(row.When); err == nil {
			m.Day = day
		} else if m.Weekday, err = strconv.Atoi(cmp.Or(row.When, "0")); err != nil {
			wrong = append(wrong, fault.Field{Name: MeetingField(row.Row, "when"), Key: "field.choice"})
		}
		if row.From == nil || row.To == nil {
			wrong = append(wrong, fault.Field{Name: MeetingField(row.Row, "from"), Key: "field.from_to"})
			continue
		}
		m.From, m.To = *row.From, *row.To
		r.Meetings, rows = append(r.Meetings, m), append(rows, row.Row)
	}
	return r, rows, wrong
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// InRows gives the faults of meetings the numbers of their rows.
func InRows(err error, rows []int) error {
	f := fault.As(err)
	if f == nil || f.Code != fault.Invalid {
		return err
	}
	for i := range f.Fields {
		rest, about := strings.CutPrefix(f.Fields[i].Name, "meetings.")
		number, field, cut := strings.Cut(rest, ".")
		if n, err := strconv.Atoi(number); about && cut && err == nil && n < len(rows) {
			f.Fields[i].Name = MeetingField(rows[n], field)
		}
	}
	return f
}

// MeetingField names a field of the n-th row of meetings.
func MeetingField(n int, name string) string { return fmt.Sprintf("meetings.%d.%s", n, name) }

// FillMeetings puts the meetings of a rhythm and their zone into a form.
func FillMeetings(f ui.Form, r packages.Rhythm) ui.Form {
	f = f.Set("zone", cmp.Or(r.Zone, booking.Zones()[0]))
	for n, m := range r.Meetings {
		f = f.Set(MeetingField(n, "title"), m.Title).Set(MeetingField(n, "when"), when(m)).SetClock(MeetingField(n, "from"), m.From).SetClock(MeetingField(n, "to"), m.To)
	}
	return f
}

func when(m packages.Meeting) string {
	if !m.Day.IsZero() {
		return m.Day.String()
	}
	return strconv.Itoa(m.Weekday)
}

// NameMeetings gives the fields of so many rows, and their zone, their names for the summary of errors.
func NameMeetings(ctx context.Context, f ui.Form, rows int) ui.Form {
	if f.Labels == nil {
		f.Labels = map[string]string{}
	}
	f.Labels["zone"], f.Order = ui.T(ctx, "rhythm.zone"), append(f.Order, "zone")
	for n := range rows {
		for _, name := range []string{"title", "when", "from", "to"} {
			field := MeetingField(n, name)
			f.Labels[field], f.Order = ui.T(ctx, "rhythm.meeting", "N", n+1), append(f.Order, field)
		}
	}
	return f
}

// WhenOptions are the days on which a meeting may be: every working day, a weekday, or a day of a stay. A day that was chosen for
// another stay remains in the list, so that it does not turn into another without a word.
func WhenOptions(ctx context.Context, first, last dates.Date, chosen ...packages.Meeting) (list []ui.Option) {
	list = append(list, ui.Option{Value: "0", Label: whenText(ctx, packages.Meeting{})})
	for day := 1; day <= 7; day++ {
		list = append(list, ui.Option{Value: strconv.Itoa(day), Label: whenText(ctx, packages.Meeting{Weekday: day})})
	}
	days := slices.Collect(dates.Through(first, last).All())
	for _, m := range chosen {
		if !m.Day.IsZero() && !slices.Contains(days, m.Day) {
			days = append(days, m.Day)
		}
	}
	for _, day := range days {
		list = append(list, ui.Option{Value: day.String(), Label: whenText(ctx, packages.Meeting{Day: day})})
	}
	return list
}

// whenText is "joka maanantai", or a day.
func whenText(ctx context.Context, m packages.Meeting) string {
	switch {
	case !m.Day.IsZero():
		return ui.DateLong(ctx, m.Day)
	case m.Weekday == 0:
		return ui.T(ctx, "rhythm.every_workday")
	}
	return ui.T(ctx, "rhythm.every.day"+strconv.Itoa(m.Weekday))
}

// ZoneOptions are the places on whose clocks meetings may be.
func ZoneOptions(ctx context.Context) (list []ui.Option) {
	for _, z := range booking.Zones() {
		list = append(list, ui.Option{Value: z, Label: ui.T(ctx, "rhythm.in."+strings.ToLower(z[strings.LastIndex(z, "/")+1:]))})
	}
	return list
}

// meetingText is "Viikkopalaveri (joka maanantai klo 18.00–19.00)".
func meetingText(ctx context.Context, m packages.Meeting) string {
	return cmp.Or(m.Title, ui.T(ctx, "rhythm.a_meeting")) + " (" + whenText(ctx, m) + " " + ui.ClockRange(ctx, m.From, m.To) + ")"
}
