package site

import (
	"context"
	"net/url"
	"slices"
	"strconv"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages"
	"github.com/hubittaako/hubittaako/packages/search"
)

const (
	usualGroup = 6   // people, where nobody has said how many
	soonDays   = 120 // how far "any time" looks
	monthsOpen = 12  // how many months the search offers
	mostPeople = 500
)

// searchForm is the search as its address says it. The address is shared and kept, so the names stay.
type searchForm struct {
	Month  string     `form:"kk"` // "2027-06"; empty: any time soon
	Day    dates.Date `form:"pv"` // an exact start day; it beats the month
	Weeks  int        `form:"kesto" validate:"min=0,max=2"`
	People int        `form:"hlo" validate:"min=1,max=500"`
	Themes []string   `form:"teema"`
	Hub    string     `form:"hubi"`
}

// readSearch reads the search from the address; Invalid with a message for each field that makes no sense.
func readSearch(c *page.Ctx, today dates.Date) (searchForm, error) {
	f := searchForm{People: usualGroup}
	var wrong []fault.Field
	if err := fault.As(c.QueryForm(&f)); err != nil {
		wrong = err.Fields
	}
	month, err := dates.ParseMonth(f.Month)
	switch {
	case !f.Day.IsZero() && !f.Day.After(today):
		wrong = append(wrong, fault.Field{Name: "pv", Key: "site.search.past"})
	case f.Day.IsZero() && f.Month != "" && (err != nil || !month.Last().After(today)):
		wrong = append(wrong, fault.Field{Name: "kk", Key: "site.search.past"})
	}
	f.Themes = slices.DeleteFunc(f.Themes, func(t string) bool { return !slices.Contains(packages.Themes(), t) })
	return f, fault.Check(wrong)
}

// typed is the search as it was typed, with what is wrong with it.
func typed(c *page.Ctx, err error) ui.Form {
	f := ui.NewForm("").Set("teema", c.QueryAll("teema")...)
	for _, name := range []string{"kk", "pv", "kesto", "hlo", "hubi"} {
		f = f.Set(name, c.Query(name))
	}
	return f.WithFault(speaking(c), err)
}

// days are the start days that the search is about.
func (f searchForm) days(today dates.Date) dates.Range {
	if !f.Day.IsZero() {
		return dates.Through(f.Day, f.Day)
	}
	if m, err := dates.ParseMonth(f.Month); err == nil {
		return m.Range().Intersect(dates.Through(today.AddDays(1), m.Last()))
	}
	return dates.Through(today.AddDays(1), today.AddDays(soonDays))
}

// query is the search without the hub, which has a name here and an id there.
func (f searchForm) query(today dates.Date) search.Query {
	return search.Query{Days: f.days(today), People: f.People, Weeks: f.Weeks, Kinds: f.Themes}
}

// form is the search as it stands in its fields.
func (f searchForm) form() ui.Form {
	return ui.NewForm("").Set("kk", f.Month).SetDate("pv", f.Day).SetInt("kesto", f.Weeks).SetInt("hlo", f.People).
		Set("teema", f.Themes...).Set("hubi", f.Hub)
}

// path is the address of the search, without what says nothing.
func (f searchForm) path() string {
	q := url.Values{}
	set := func(name, value string, on bool) {
		if on {
			q.Set(name, value)
		}
	}
	set("kk", f.Month, f.Month != "" && f.Day.IsZero())
	set("pv", f.Day.String(), !f.Day.IsZero())
	set("kesto", strconv.Itoa(f.Weeks), f.Weeks != 0)
	set("hlo", strconv.Itoa(f.People), true)
	set("hubi", f.Hub, f.Hub != "")
	for _, t := range f.Themes {
		q.Add("teema", t)
	}
	return SearchPath + "?" + q.Encode()
}

// speaking is a context that knows the page's language and its visitor.
func speaking(c *page.Ctx) context.Context { return ui.With(c.Context(), c.View()) }

// months are the choices of "when": any time, or one of the months to come.
func months(ctx context.Context, today dates.Date, chosen string) []ui.Option {
	options := []ui.Option{{Value: "", Label: ui.T(ctx, "site.search.any_time")}}
	first := today.MonthOf()
	if today.AddDays(1).MonthOf() != first { // the last day of a month: nothing starts in it any more
		first = first.Next()
	}
	known := chosen == ""
	for i := range monthsOpen {
		m := first.Add(i)
		known = known || m.String() == chosen
		options = append(options, ui.Option{Value: m.String(), Label: ui.Month(ctx, m)})
	}
	if m, err := dates.ParseMonth(chosen); err == nil && !known { // an old or far address still shows what it asks for
		options = append(options, ui.Option{Value: chosen, Label: ui.Month(ctx, m)})
	}
	return options
}

// PackagePath is the address of a package for a start day and a group; zero values leave the choice to the page.
func PackagePath(slug string, start dates.Date, people int) string {
	q := url.Values{}
	if !start.IsZero() {
		q.Set("alku", start.String())
	}
	if people > 0 {
		q.Set("hlo", strconv.Itoa(people))
	}
	if len(q) == 0 {
		return SearchPath + "/" + slug
	}
	return SearchPath + "/" + slug + "?" + q.Encode()
}
