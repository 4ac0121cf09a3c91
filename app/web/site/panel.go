package site

import (
	"context"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/a-h/templ"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/web/account"
	"github.com/hubittaako/hubittaako/app/web/stayview"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages"
)

// HoldPath is where the booking panel sends its form; the company's pages answer.
const HoldPath = "/yritys/varaukset"

// HoldChoice is what somebody is about to hold.
type HoldChoice struct {
	RevisionID int64
	Start      dates.Date
	People     int
	Gross      int64 // what the page said it costs, in cents with VAT
	Slug       string
	Drop       int   // an item that is left out; 0: none
	Take       int64 // the activity in its place; 0: none
	Rhythm     packages.Rhythm
}

type companyOf = access.Grant

func companyOptions(companies []companyOf) []ui.Option {
	var options []ui.Option
	for _, g := range companies {
		options = append(options, ui.Option{Value: strconv.FormatInt(g.Org, 10), Label: g.OrgName})
	}
	return options
}

// back is where the visitor comes back to, to go on booking what was chosen.
func back(v PackageView) string {
	return url.QueryEscape(v.rightPath() + "#varaa")
}

func signInPath(v PackageView) string { return account.SignInPath + "?next=" + back(v) }

func signUpPath(v PackageView) string { return account.SignUpPath + "?next=" + back(v) }

// places is how large a group could start on the chosen day.
func places(v PackageView) int {
	for _, d := range v.Days {
		if d.Day == v.Start {
			return d.Places
		}
	}
	return v.People // the calendar shows another month
}

// pictured are the activities worth a picture: those with a photo first, then no motif twice, beds and buses last.
func pictured(pkg packages.Package, most int) []packages.Item {
	var list []packages.Item
	for _, it := range pkg.Items {
		if it.PhotoID != 0 && len(list) < most {
			list = append(list, it)
		}
	}
	for _, plain := range []bool{false, true} {
		for _, it := range pkg.Items {
			known := slices.ContainsFunc(list, func(o packages.Item) bool { return o.Motif == it.Motif })
			if (it.Kind == "lodging" || it.Kind == "transport") == plain && !known && it.PhotoID == 0 && it.Motif != pkg.Motif && len(list) < most {
				list = append(list, it)
			}
		}
	}
	return list
}

func facts(ctx context.Context, v PackageView) []ui.Fact {
	pkg := v.Package
	list := []ui.Fact{
		{Term: ui.T(ctx, "site.package.fact.hub"), Text: placesOf(ctx, pkg)},
		{Term: ui.T(ctx, "site.package.fact.length"), Text: lengthOf(ctx, pkg)},
		{Term: ui.T(ctx, "site.package.fact.group"), Text: ui.T(ctx, "site.package.group", "Min", pkg.GroupMin, "Max", pkg.GroupMax)},
		{Term: ui.T(ctx, "site.package.fact.work"), Text: workText(ctx, v)},
	}
	if pkg.StepFree() {
		list = append(list, ui.Fact{Term: ui.T(ctx, "site.narrow.access"), Text: ui.T(ctx, "site.narrow.step_free")})
	}
	if starts := weekdayNames(ctx, pkg.StartWeekdays); starts != "" {
		list = append(list, ui.Fact{Term: ui.T(ctx, "site.package.fact.starts"), Text: starts})
	}
	return list
}

// lengthOf is the days, with the nights where lodging is included.
func lengthOf(ctx context.Context, pkg packages.Package) string {
	text, nights := ui.T(ctx, "stay.days", "Count", pkg.Days()), 0
	for _, it := range pkg.Items {
		if it.Kind == "lodging" {
			nights += it.Times
		}
	}
	if nights > 0 {
		text += ", " + ui.T(ctx, "site.package.nights", "Count", nights)
	}
	return text
}

// included says in words what the price covers.
func desksIncluded(ctx context.Context, v PackageView) []string {
	var list []string
	for i, l := range v.Package.Legs {
		if v.Offer == nil { // how many of the days the hub is open depends on the start
			list = append(list, ui.T(ctx, "site.package.desk.plain", "Hub", l.HubName))
			continue
		}
		list = append(list, ui.T(ctx, "site.package.desk_days", "Count", v.Offer.Calendar.DeskDays(v.Package)[i], "Hub", l.HubName))
	}
	return list
}

// howOften follows an activity's name: how many times it is, or how many nights; nothing where it is once.
func howOften(ctx context.Context, it packages.Item) string {
	switch {
	case it.Kind == "lodging":
		return ", " + ui.T(ctx, "site.package.nights", "Count", it.Times)
	case it.Times > 1:
		return ", " + ui.T(ctx, "site.package.times", "Count", it.Times)
	}
	return ""
}

// chosenPath is the address of the package with the choice that is shown.
func (v PackageView) chosenPath() string {
	if v.Offer == nil {
		return PackagePath(v.Package.Slug, dates.Date{}, v.People)
	}
	return WithRhythm(PackagePath(v.Package.Slug, v.Offer.Start, v.Offer.People), v.Rhythm)
}

// mailTo opens the visitor's own mail program with the choice in a letter.
func mailTo(ctx context.Context, v PackageView) string {
	body := told(ctx, v) + "\n\n" + ui.Abs(ctx, v.chosenPath()) + "\n"
	q := url.Values{"subject": {v.Package.Name(ui.Lang(ctx))}, "body": {body}}
	return "mailto:?" + strings.ReplaceAll(q.Encode(), "+", "%20")
}

// terms are the cancellation policy for the start day that is shown, with the sums of the offer.
func terms(v PackageView) ui.CancelTerms {
	t := stayview.Terms(v.Package.FreeUntilDays, v.Package.HalfUntilDays, v.Start, v.Today)
	if v.Offer != nil {
		t.Gross = v.Offer.Price.Gross
	}
	return t
}

// sums are a plan in numbers.
func sums(ctx context.Context, plan stayview.Plan) []ui.Fact {
	s := plan.Sums(ctx)
	list := []ui.Fact{
		{Term: ui.T(ctx, "site.sums.work"), Text: ui.T(ctx, "site.sums.work_hours", "Count", s.WorkDays, "Hours", s.WorkMinutes/60)},
		{Term: ui.T(ctx, "site.sums.activities"), Text: strconv.Itoa(s.Activities)},
	}
	if s.FreeDays > 0 {
		list = append(list, ui.Fact{Term: ui.T(ctx, "site.sums.free"), Text: strconv.Itoa(s.FreeDays)})
	}
	if s.Nights > 0 {
		list = append(list, ui.Fact{Term: ui.T(ctx, "site.sums.nights"), Text: strconv.Itoa(s.Nights)})
	}
	return list
}

func currentMonth(is bool) templ.Attributes {
	if is {
		return templ.Attributes{"aria-current": "true"}
	}
	return nil
}
