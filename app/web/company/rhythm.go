package company

import (
	"context"
	"fmt"
	"slices"

	"github.com/gofiber/fiber/v2"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/stayview"
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
	var f stayview.RhythmForm
	err := c.Form(&f)
	var rows []int
	if err == nil {
		var r packages.Rhythm
		var wrong []fault.Field
		if r, rows, wrong = f.Rhythm(); len(wrong) > 0 {
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
		v.form = named(speaking(c), c.Typed("tyoaika", stayview.InRows(err, rows)), v)
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
	f := stayview.FillMeetings(ui.NewForm("tyoaika"), d.Rhythm)
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

// named gives the fields their names for the summary of errors.
func named(ctx context.Context, f ui.Form, v rhythmView) ui.Form {
	f.Labels = map[string]string{}
	for _, day := range workdays(v.d) {
		name := fmt.Sprintf("hours.%d.from", day)
		f.Labels[name], f.Order = dates.WeekdayName(day, ui.Lang(ctx)), append(f.Order, name)
	}
	return stayview.NameMeetings(ctx, f, v.rows)
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
