package site

import (
	"context"
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"
	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/stayview"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages"
	"github.com/hubittaako/hubittaako/packages/search"
)

// PackageView is a package for a start day and a group, as PackageBody shows it.
type PackageView struct {
	Package packages.Package
	Self    string // the page's own path, without language and query
	People  int
	Asked   int // as many as the address asks for; 0 where it does not say
	Today   dates.Date
	Start   dates.Date        // the chosen start day; zero when none is free
	Offer   *packages.Offer   // nil when the stay cannot start then
	Refusal *packages.Refusal // why not
	Nearest []search.StartDay // when not: the nearest days that fit
	Month   dates.Month
	Months  []SaleMonth       // that stays can start in, where there are several
	Days    []search.StartDay // start days of the month
	Form    ui.Form           // the group's size as it was typed, with what is wrong with it
	Around  Around            // what else is on in the free hours of the offer
	Instead Instead           // what works on the same days
	Hold    Hold
	Liked   liked
	Rhythm  packages.Rhythm // the group's own hours and meetings, around which everything on the page is planned
	Team    team
}

// SaleMonth is a month in which stays can start: on how many days for the group, and the lowest price for one person.
type SaleMonth struct {
	Month dates.Month
	Free  int
	From  int64 // cents
}

// Hold is what the booking panel offers to whoever looks.
type Hold struct {
	Preview   bool // a draft: nothing can be booked
	SignedIn  bool
	Companies []access.Grant // whom the visitor may book for
	OpKey     string
}

// choice is what the address asks for.
type choice struct {
	Start  dates.Date `form:"alku"`
	People int        `form:"hlo"`
	Month  string     `form:"kk"`
}

// showPackage shows a package: what it holds, its days, its start days with prices, and the way to book it.
func (p pages) showPackage(c *page.Ctx) error {
	pkg, err := p.Finder.Published(c.Context(), c.Param("slug"))
	if err != nil {
		return err
	}
	v := PackageView{Package: pkg, Self: PackagePath(pkg.Slug, dates.Date{}, 0), Today: p.today(), Hold: holdFor(c.Actor())}
	status, err := v.read(c)
	if err != nil {
		return err
	}
	switch wrong := v.readTeam(c); {
	case wrong != nil && fault.CodeOf(wrong) != fault.Invalid:
		return wrong
	case wrong != nil:
		status = fiber.StatusUnprocessableEntity
		c.KeepURL()
	case v.Team.Said && !c.HX():
		return c.Redirect(v.rightPath() + "#tyoaika")
	case v.Team.Said:
		c.PushURL(v.rightPath())
	}
	if v.Liked, err = p.liked(c); err != nil {
		return err
	}
	if err := v.Fill(c.Context(), p.Finder.For(v.Rhythm)); err != nil {
		return err
	}
	if err := p.instead(c.Context(), &v); err != nil {
		return err
	}
	if err := p.around(c.Context(), &v); err != nil {
		return err
	}
	return c.Render(status, packagePage(v))
}

// read takes the choice from the address. A group that the package does not take is said so at its field, and a day that is
// none above the days; the rest of the page shows the nearest group that the package takes, and the first day that is free.
func (v *PackageView) read(c *page.Ctx) (status int, err error) {
	var in choice
	wrong := c.QueryForm(&in)
	if fault.CodeOf(wrong) != fault.Invalid && wrong != nil {
		return 0, wrong
	}
	asked := c.Query("hlo")
	v.Form = ui.NewForm("panel").Set("hlo", asked)
	v.Start, v.Asked = in.Start, min(in.People, mostPeople)
	v.People = min(max(in.People, v.Package.GroupMin), v.Package.GroupMax)
	if in.People == 0 {
		v.People = min(max(usualGroup, v.Package.GroupMin), v.Package.GroupMax)
	}
	if asked == "" {
		v.Form = v.Form.SetInt("hlo", v.People)
	}
	if m, err := dates.ParseMonth(in.Month); err == nil {
		v.Month = m
	}
	if wrong == nil && asked != "" && in.People != v.People {
		f := fault.OnField("hlo", "stay.why.group")
		f.Fields[0].Args = map[string]any{"Min": v.Package.GroupMin, "Max": v.Package.GroupMax}
		wrong = f
	}
	v.Form = v.Form.WithFault(speaking(c), wrong)
	if wrong != nil {
		return fiber.StatusUnprocessableEntity, nil
	}
	return fiber.StatusOK, nil
}

// mostMonths is how many months of start days a page offers.
const mostMonths = 12

// Fill looks up what is free: the start days of all months on sale, and the offer for the chosen start day, or for the next free
// one where none was chosen.
func (v *PackageView) Fill(ctx context.Context, finder *search.Finder) error {
	first := later(v.Today.AddDays(1), v.Package.SaleFrom)
	last := first.MonthOf().Add(mostMonths - 1).Last()
	if v.Package.SaleUntil.Before(last) {
		last = v.Package.SaleUntil
	}
	all, err := finder.Month(ctx, v.Package, dates.Through(first, last), v.People)
	if err != nil {
		return err
	}
	if v.Start.IsZero() {
		v.Start = v.nextFree(all)
	}
	if v.Month == (dates.Month{}) {
		v.Month = v.shownMonth()
	}
	v.Months = saleMonthsOf(first, last, all)
	v.Days = slices.DeleteFunc(all, func(d search.StartDay) bool { return d.Day.MonthOf() != v.Month })
	if v.Start.IsZero() {
		return nil
	}
	offer, refusal, err := finder.Offer(ctx, v.Package, v.Start, v.People)
	if err != nil {
		return err
	}
	if refusal == nil {
		v.Offer = &offer
		return nil
	}
	v.Refusal = refusal
	v.Nearest, err = finder.Nearest(ctx, v.Package, v.Start, v.People, 3)
	return err
}

// nextFree is the first start day that fits the group, in the month that was asked for if there is one or after it.
func (v *PackageView) nextFree(days []search.StartDay) dates.Date {
	for _, d := range days {
		if d.Fits && (v.Month == dates.Month{} || !d.Day.MonthOf().Before(v.Month)) {
			return d.Day
		}
	}
	return dates.Date{}
}

// saleMonthsOf are the months from a first to a last day with their free start days.
func saleMonthsOf(first, last dates.Date, days []search.StartDay) (list []SaleMonth) {
	for m := first.MonthOf(); !last.MonthOf().Before(m); m = m.Next() {
		month := SaleMonth{Month: m}
		for _, d := range days {
			if d.Day.MonthOf() != m || !d.Fits {
				continue
			}
			if price := d.Price.PerPerson(); month.Free == 0 || price < month.From {
				month.From = price
			}
			month.Free++
		}
		list = append(list, month)
	}
	return list
}

func (v *PackageView) shownMonth() dates.Month {
	switch {
	case !v.Start.IsZero():
		return v.Start.MonthOf()
	case v.Package.SaleFrom.After(v.Today):
		return v.Package.SaleFrom.MonthOf()
	}
	return v.Today.MonthOf()
}

// holdFor is what the panel offers to the visitor.
func holdFor(a access.Actor) Hold {
	h := Hold{SignedIn: a.SignedIn(), OpKey: uuid.NewString()}
	seen := map[int64]bool{}
	for _, g := range a.Grants {
		if g.Role.Kind() == "company" && !seen[g.Org] {
			seen[g.Org] = true
			h.Companies = append(h.Companies, g)
		}
	}
	return h
}

// at is the address of the same package with another start day, group or month.
func (v PackageView) at(ctx context.Context, start dates.Date, people int, month dates.Month) string {
	path := v.Self + strings.TrimPrefix(PackagePath("", start, people), SearchPath+"/")
	if month != (dates.Month{}) {
		sep := "?"
		if strings.Contains(path, "?") {
			sep = "&"
		}
		path += sep + "kk=" + month.String()
	}
	return ui.Href(ctx, WithRhythm(path, v.Rhythm))
}

// rightPath is the page's own address for what was chosen.
func (v PackageView) rightPath() string {
	return WithRhythm(PackagePath(v.Package.Slug, v.Start, v.People), v.Rhythm)
}

// grid is the month of start days. A day with room for a smaller group only cannot be chosen for this one.
func (v PackageView) grid(ctx context.Context) ui.MonthGrid {
	g := ui.MonthGrid{Month: v.Month}
	if n := len(v.Months); n > 0 {
		if prev := v.Month.Prev(); !prev.Before(v.Months[0].Month) {
			g.PrevHref = v.at(ctx, v.Start, v.People, prev)
		}
		if next := v.Month.Next(); !v.Months[n-1].Month.Before(next) {
			g.NextHref = v.at(ctx, v.Start, v.People, next)
		}
	}
	for _, d := range v.Days {
		day := ui.StartDay{Date: d.Day, Places: d.Places, Current: d.Day == v.Start, Full: !d.Fits}
		if d.Fits {
			day.PriceCents, day.Href = d.Price.PerPerson(), v.at(ctx, d.Day, v.People, dates.Month{})
		}
		g.Days = append(g.Days, day)
	}
	return g
}

func later(a, b dates.Date) dates.Date {
	if b.After(a) {
		return b
	}
	return a
}

// legKinds are the colours of all legs: one key above them serves them all.
func legKinds(legs []stayview.Leg) []string {
	var weeks []ui.Week
	for _, leg := range legs {
		weeks = append(weeks, leg.Weeks...)
	}
	return ui.Kinds(weeks)
}
