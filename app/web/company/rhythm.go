package company

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages"
	"github.com/hubittaako/hubittaako/packages/booking"
)

// RhythmPath is the page on which the group of a stay says when it works and which meetings it has.
func RhythmPath(ref string) string { return ChangePath(ref) + "/tyoaika" }

// meetingRows is how many rows for meetings the page has at least; it has always some that are empty.
const (
	meetingRows = 3
	spareRows   = 2
)

// rhythmForm is the group's own hours by weekday, and its meetings.
type rhythmForm struct {
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

// rhythm is what the form says, with the number of the row of each meeting; rows that are empty are left out.
func (f rhythmForm) rhythm() (r packages.Rhythm, rows []int, wrong []fault.Field) {
	r.Zone = f.Zone
	for _, h := range f.Hours {
		switch {
		case h.From == nil && h.To == nil:
		case h.From == nil || h.To == nil:
			wrong = append(wrong, fault.Field{Name: fmt.Sprintf("hours.%d.from", h.Weekday), Key: "field.hours"})
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
			wrong = append(wrong, fault.Field{Name: fmt.Sprintf("meetings.%d.when", row.Row), Key: "field.choice"})
		}
		if row.From == nil || row.To == nil {
			wrong = append(wrong, fault.Field{Name: fmt.Sprintf("meetings.%d.from", row.Row), Key: "field.hours"})
			continue
		}
		m.From, m.To = *row.From, *row.To
		r.Meetings, rows = append(r.Meetings, m), append(rows, row.Row)
	}
	return r, rows, wrong
}

// inRows gives the faults of meetings the numbers of their rows.
func inRows(err error, rows []int) error {
	f := fault.As(err)
	if f == nil || f.Code != fault.Invalid {
		return err
	}
	for i := range f.Fields {
		rest, about := strings.CutPrefix(f.Fields[i].Name, "meetings.")
		number, field, cut := strings.Cut(rest, ".")
		if n, err := strconv.Atoi(number); about && cut && err == nil && n < len(rows) {
			f.Fields[i].Name = fmt.Sprintf("meetings.%d.%s", rows[n], field)
		}
	}
	return f
}

// rhythmView is the form, and what of the programme is in the way of the group's work.
type rhythmView struct {
	d       booking.Detail
	form    ui.Form
	rows    int
	clashes []booking.Session
	movable bool // a better programme can be had
}

// showRhythm asks for the group's hours and meetings, and says what clashes with those that are known.
func (p pages) showRhythm(c *page.Ctx) error {
	v, err := p.rhythmView(c)
	if err != nil {
		return err
	}
	return c.Render(fiber.StatusOK, rhythmPage(v))
}

// setRhythm keeps them.
func (p pages) setRhythm(c *page.Ctx) error {
	var f rhythmForm
	err := c.Form(&f)
	var rows []int
	if err == nil {
		var r packages.Rhythm
		var wrong []fault.Field
		if r, rows, wrong = f.rhythm(); len(wrong) > 0 {
			err = fault.Check(wrong)
		} else {
			err = p.Bookings.SetRhythm(c.Context(), c.Actor(), c.Param("ref"), r)
		}
	}
	if status := problemStatus[fault.CodeOf(err)]; err != nil && status != 0 {
		v, failed := p.rhythmView(c)
		if failed != nil {
			return failed
		}
		v.form = named(speaking(c), c.Typed("tyoaika", inRows(err, rows)), v)
		return c.Render(status, rhythmPage(v))
	} else if err != nil {
		return err
	}
	c.Flash("ok", "rhythm.saved")
	return c.Redirect(RhythmPath(c.Param("ref")) + "#paallekkain")
}

func (p pages) rhythmView(c *page.Ctx) (v rhythmView, err error) {
	if v.d, err = p.Bookings.ByRef(c.Context(), c.Actor(), c.Param("ref")); err != nil {
		return v, err
	}
	if v.clashes, err = p.Bookings.Clashes(c.Context(), c.Actor(), v.d); err != nil {
		return v, err
	}
	if len(v.clashes) > 0 && v.d.State.Live() {
		_, err := p.Bookings.PreviewChange(c.Context(), c.Actor(), v.d, booking.Wish{Replan: true})
		v.movable = err == nil
	}
	v.rows = max(meetingRows, len(v.d.Rhythm.Meetings)+spareRows)
	v.form = named(speaking(c), rhythmOf(v.d), v)
	return v, nil
}

// rhythmOf is the form as the stay has it: the package's hours where the group has said nothing.
func rhythmOf(d booking.Detail) ui.Form {
	f := ui.NewForm("tyoaika").Set("zone", cmp.Or(d.Rhythm.Zone, booking.Zones()[0]))
	for _, day := range workdays(d) {
		from, to := d.WorkFrom, d.WorkTo
		if len(d.Rhythm.Hours) > 0 {
			i := slices.IndexFunc(d.Rhythm.Hours, func(h packages.DayHours) bool { return h.Weekday == day })
			if i < 0 {
				continue
			}
			from, to = d.Rhythm.Hours[i].From, d.Rhythm.Hours[i].To
		}
		f = f.SetClock(fmt.Sprintf("hours.%d.from", day), from).SetClock(fmt.Sprintf("hours.%d.to", day), to)
	}
	for n, m := range d.Rhythm.Meetings {
		when := strconv.Itoa(m.Weekday)
		if !m.Day.IsZero() {
			when = m.Day.String()
		}
		f = f.Set(meetingField(n, "title"), m.Title).Set(meetingField(n, "when"), when).SetClock(meetingField(n, "from"), m.From).SetClock(meetingField(n, "to"), m.To)
	}
	return f
}

// replanPath is where a programme around the group's work is looked at before it is taken.
func (v rhythmView) replanPath() string { return changeHref(v.d.Ref, booking.Wish{Replan: true}) }

// workdays are the weekdays on which the group has desks.
func workdays(d booking.Detail) (days []int) {
	for _, day := range d.OpenDays {
		if !slices.Contains(days, day.Weekday()) {
			days = append(days, day.Weekday())
		}
	}
	slices.Sort(days)
	return days
}

func meetingField(n int, name string) string { return fmt.Sprintf("meetings.%d.%s", n, name) }

// named gives the fields their names for the summary of errors.
func named(ctx context.Context, f ui.Form, v rhythmView) ui.Form {
	f.Labels, f.Order = map[string]string{"zone": ui.T(ctx, "rhythm.zone")}, []string{"zone"}
	label := func(name, text string) { f.Labels[name], f.Order = text, append(f.Order, name) }
	for _, day := range workdays(v.d) {
		label(fmt.Sprintf("hours.%d.from", day), dates.WeekdayName(day, ui.Lang(ctx)))
	}
	for n := range v.rows {
		for _, name := range []string{"title", "when", "from"} {
			label(meetingField(n, name), ui.T(ctx, "rhythm.meeting", "N", n+1))
		}
	}
	return f
}

// whenOptions are the days on which a meeting may be: every working day, a weekday, or a day of the stay.
func whenOptions(ctx context.Context, d booking.Detail) (list []ui.Option) {
	list = append(list, ui.Option{Value: "0", Label: ui.T(ctx, "rhythm.every_workday")})
	for day := 1; day <= 7; day++ {
		list = append(list, ui.Option{Value: strconv.Itoa(day), Label: ui.T(ctx, "rhythm.every.day"+strconv.Itoa(day))})
	}
	for day := range dates.Through(d.StartsOn, d.EndsOn).All() {
		list = append(list, ui.Option{Value: day.String(), Label: ui.DateLong(ctx, day)})
	}
	return list
}

func zoneOptions(ctx context.Context) (list []ui.Option) {
	for _, z := range booking.Zones() {
		list = append(list, ui.Option{Value: z, Label: ui.T(ctx, "rhythm.in."+strings.ToLower(z[strings.LastIndex(z, "/")+1:]))})
	}
	return list
}

// rhythmText says in a sentence when the group works.
func rhythmText(ctx context.Context, d booking.Detail) string {
	if d.Rhythm.IsZero() {
		return ui.T(ctx, "rhythm.usual", "Hours", ui.ClockRange(ctx, d.WorkFrom, d.WorkTo))
	}
	if len(d.Rhythm.Meetings) == 0 {
		return ui.T(ctx, "rhythm.own_hours")
	}
	return ui.T(ctx, "rhythm.own", "Count", len(d.Rhythm.Meetings))
}
