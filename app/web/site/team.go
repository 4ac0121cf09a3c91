package site

import (
	"context"
	"net/url"
	"slices"
	"strings"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/stayview"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages"
	"github.com/hubittaako/hubittaako/packages/booking"
)

// leastMeetingRows is how many rows for meetings the fold has at least.
const leastMeetingRows = 3

// Fields of the fold: saidName marks an address that the fold itself has sent.
const (
	saidName = "oma"
	fromName = "alkaa"
	toName   = "paattyy"
)

// teamForm is a group's own hours and meetings as the fold sends them: one pair of hours for all days.
type teamForm struct {
	From *int `form:"alkaa,clock"`
	To   *int `form:"paattyy,clock"`
	stayview.RhythmForm
}

// team is what the fold about the group's own hours and meetings shows.
type team struct {
	Form ui.Form
	Rows int
	Said bool // the fold has been sent just now
}

// WithRhythm is an own address with a group's hours and meetings.
func WithRhythm(path string, r packages.Rhythm) string {
	if r.IsZero() {
		return path
	}
	path, anchor, cut := strings.Cut(path, "#")
	sep := "?"
	if strings.Contains(path, "?") {
		sep = "&"
	}
	path += sep + stayview.RhythmName + "=" + url.QueryEscape(stayview.RhythmText(r))
	if cut {
		path += "#" + anchor
	}
	return path
}

// plainly is the page as it is without the group's own hours and meetings.
func (v PackageView) plainly() PackageView {
	v.Rhythm = packages.Rhythm{}
	return v
}

// readTeam takes the group's hours and meetings from the address: in one value as links carry them, or in fields as the fold sends them.
// What is wrong with them is said in the fold, and the page is shown without them.
func (v *PackageView) readTeam(c *page.Ctx) (wrong error) {
	v.Team.Said = c.Query(saidName) != ""
	if !v.Team.Said {
		v.Rhythm, wrong = stayview.RhythmFrom(c.Query(stayview.RhythmName))
		v.Team.fill(speaking(c), v.Package, v.Rhythm)
		v.Team.Form = v.Team.Form.WithFault(speaking(c), wrong)
		return wrong
	}
	var in teamForm
	var rows []int
	if wrong = c.QueryForm(&in); wrong == nil {
		v.Rhythm, rows, wrong = in.rhythm(v.Package)
		if wrong == nil {
			wrong = overHours(stayview.InRows(booking.CheckRhythm(v.Rhythm), rows))
		}
	}
	if wrong != nil {
		v.Rhythm = packages.Rhythm{}
	}
	v.Team.fill(speaking(c), v.Package, v.Rhythm)
	if wrong != nil {
		v.Team.typed(c, wrong)
	}
	return wrong
}

// rhythm is what the fold says; hours that are the package's are none of the group's own.
func (f teamForm) rhythm(pkg packages.Package) (packages.Rhythm, []int, error) {
	r, rows, wrong := f.Rhythm()
	switch {
	case f.From == nil && f.To == nil:
	case f.From == nil || f.To == nil:
		wrong = append(wrong, fault.Field{Name: fromName, Key: "field.from_to"})
	case *f.From != pkg.WorkFrom || *f.To != pkg.WorkTo:
		r.Hours = stayview.EveryDay(*f.From, *f.To)
	}
	return r, rows, fault.Check(wrong)
}

// overHours gives what is wrong with the hours of any day to the one pair there is.
func overHours(err error) error {
	if err == nil {
		return nil
	}
	f := fault.As(err)
	for i := range f.Fields {
		if strings.HasPrefix(f.Fields[i].Name, "hours.") {
			f.Fields[i].Name = fromName
		}
	}
	return f
}

func (t *team) fill(ctx context.Context, pkg packages.Package, r packages.Rhythm) {
	t.Rows = max(leastMeetingRows, min(len(r.Meetings)+1, booking.MaxMeetings))
	from, to := pkg.WorkFrom, pkg.WorkTo
	if h, all := stayview.OneHours(r); all {
		from, to = h.From, h.To
	}
	t.Form = stayview.FillMeetings(ui.NewForm("tyoaika").SetClock(fromName, from).SetClock(toName, to), r)
	t.Form.Labels, t.Form.Order = map[string]string{fromName: ui.T(ctx, "rhythm.hours")}, []string{fromName}
	t.Form = stayview.NameMeetings(ctx, t.Form, t.Rows)
}

// typed puts back what was typed, with what is wrong with it.
func (t *team) typed(c *page.Ctx, wrong error) {
	for _, name := range slices.Concat([]string{fromName, toName}, t.Form.Order) {
		t.Form = t.Form.Set(name, c.Query(name))
	}
	t.Form = t.Form.WithFault(speaking(c), wrong)
}

// open says whether the fold stands open: when it was sent just now, so that whoever uses a keyboard stays in it, or is wrong.
func (t team) open() bool { return t.Said || t.Form.Bad() }

// teamText says in a line when the group works and how many meetings it has.
func teamText(ctx context.Context, v PackageView) string {
	text := workText(ctx, v)
	if n := len(v.Rhythm.Meetings); n > 0 {
		text += ", " + ui.T(ctx, "rhythm.meetings_count", "Count", n)
	}
	return text
}

// workText is the working hours: the group's own where it has one pair.
func workText(ctx context.Context, v PackageView) string {
	if h, all := stayview.OneHours(v.Rhythm); all {
		return ui.ClockRange(ctx, h.From, h.To)
	}
	if len(v.Rhythm.Hours) > 0 {
		return ui.T(ctx, "rhythm.own_days")
	}
	return ui.ClockRange(ctx, v.Package.WorkFrom, v.Package.WorkTo)
}

// whenOptions are the days of meetings in the chosen stay.
func (v PackageView) whenOptions(ctx context.Context) []ui.Option {
	if v.Start.IsZero() {
		return stayview.WhenOptions(ctx, dates.Date{}, dates.Date{}.AddDays(-1), v.Rhythm.Meetings...)
	}
	return stayview.WhenOptions(ctx, v.Start, v.Package.LastDay(v.Start), v.Rhythm.Meetings...)
}
