package site

import (
	"context"
	"maps"
	"net/url"
	"slices"
	"strconv"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
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
	Weeks  int        `form:"kesto" validate:"oneof=0 1 2"`
	People int        `form:"hlo" validate:"min=1,max=500"`

	narrow  map[string][]string // what was chosen of each narrowing, by its name
	chosen  map[string][]wish   // the same with its words, see settle
	unknown []string            // what was asked for and is not to be had at all, as it was written
	order   string              // see orders
	page    int                 // from 1
}

// fieldNames are the fields of the form above the results, in their order.
func fieldNames() []string { return []string{"kk", "pv", "kesto", "hlo"} }

// readSearch reads the search from the address; Invalid with a message for each field that makes no sense.
func readSearch(c *page.Ctx, today dates.Date) (searchForm, error) {
	f := searchForm{People: usualGroup, narrow: map[string][]string{}, order: c.Query(orderName), page: min(max(1, c.QueryInt(pageName, 1)), mostPages)}
	var wrong []fault.Field
	if err := fault.As(c.QueryForm(&f)); err != nil {
		wrong = err.Fields
	}
	month, err := dates.ParseMonth(f.Month)
	switch {
	case !f.Day.IsZero() && !f.Day.After(today):
		wrong = append(wrong, fault.Field{Name: "pv", Key: "site.search.past"})
	case !f.Day.IsZero() || f.Month == "":
	case err != nil:
		wrong = append(wrong, fault.Field{Name: "kk", Key: "site.search.no_month"})
	case !month.Last().After(today):
		wrong = append(wrong, fault.Field{Name: "kk", Key: "site.search.past"})
	}
	if !slices.Contains(orders(), f.order) {
		f.order = ""
	}
	for _, n := range narrowings() {
		if n.when != nil && !n.when(f) {
			continue
		}
		values, bad := n.read(c.QueryAll(n.name))
		f.narrow[n.name] = values
		if bad != "" {
			wrong = append(wrong, fault.Field{Name: n.name, Key: bad})
		}
	}
	return f, fault.Check(wrong)
}

// typed is the search as it was typed, with what is wrong with it.
func typed(c *page.Ctx, err error) ui.Form {
	ctx := speaking(c)
	f := ui.NewForm("")
	f.Labels = map[string]string{
		"kk": ui.T(ctx, "site.search.when"), "pv": ui.T(ctx, "site.search.day"), "kesto": ui.T(ctx, "site.search.length"), "hlo": ui.T(ctx, "site.search.people"),
	}
	f.Order = fieldNames()
	for _, name := range f.Order {
		f = f.Set(name, c.Query(name))
	}
	for _, n := range narrowings() {
		f = f.Set(n.name, c.QueryAll(n.name)...)
		f.Labels[n.name], f.Order = ui.T(ctx, n.label), append(f.Order, n.name)
	}
	return f.WithFault(ctx, err)
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

// query is the search without what narrows it.
func (f searchForm) query(today dates.Date) search.Query {
	return search.Query{Days: f.days(today), People: f.People, Weeks: f.Weeks, Order: askOrder(f.order)}
}

// narrowed is a query with what was chosen of the narrowings that are meant.
func (f searchForm) narrowed(q search.Query, meant func(n narrowing) bool) search.Query {
	for _, n := range narrowings() {
		if chosen := f.chosen[n.name]; len(chosen) > 0 && meant(n) {
			n.ask(&q, chosen)
		}
	}
	return q
}

// form is the search as it stands in its fields.
func (f searchForm) form() ui.Form {
	form := ui.NewForm("").Set("kk", f.Month).SetDate("pv", f.Day).SetInt("kesto", f.Weeks).SetInt("hlo", f.People)
	for name, values := range f.narrow {
		form = form.Set(name, values...)
	}
	return form
}

// path is the address of the search, without what says nothing.
func (f searchForm) path() string { return SearchPath + "?" + f.values().Encode() }

func (f searchForm) values() url.Values {
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
	set(orderName, f.order, f.order != "")
	set(pageName, strconv.Itoa(f.page), f.page > 1)
	for name, values := range f.narrow {
		if len(values) > 0 {
			q[name] = values
		}
	}
	return q
}

// without is the search without one of the things chosen, from its first page on.
func (f searchForm) without(name string, i int) searchForm {
	f.narrow, f.chosen, f.page = maps.Clone(f.narrow), maps.Clone(f.chosen), 1
	f.narrow[name] = slices.Delete(slices.Clone(f.narrow[name]), i, i+1)
	f.chosen[name] = slices.Delete(slices.Clone(f.chosen[name]), i, i+1)
	return f
}

// plain is the search without anything that narrows it.
func (f searchForm) plain() searchForm {
	f.narrow, f.chosen, f.page = nil, nil, 1
	return f
}

// ordered is the search in another order.
func (f searchForm) ordered(by string) searchForm {
	f.order, f.page = by, 1
	return f
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

// searchWith is the address of a search that one thing narrows: a hub, a theme.
func searchWith(name, value string) string {
	return searchForm{People: usualGroup, narrow: map[string][]string{name: {value}}}.path()
}
