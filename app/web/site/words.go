package site

import (
	"context"
	"strings"
	"unicode"

	"github.com/a-h/templ"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/web/stayview"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages"
	"github.com/hubittaako/hubittaako/packages/booking"
	"github.com/hubittaako/hubittaako/packages/search"
)

func lengths(ctx context.Context) []ui.Option {
	return []ui.Option{
		{Value: "0", Label: ui.T(ctx, "site.search.length_any")}, {Value: "1", Label: ui.T(ctx, "site.search.length_1")},
		{Value: "2", Label: ui.T(ctx, "site.search.length_2")},
	}
}

// plainThemes are the themes without numbers, for the front page.
func plainThemes(ctx context.Context) []ui.Option {
	var options []ui.Option
	for _, c := range allThemes(ctx) {
		options = append(options, ui.Option{Value: c.value, Label: c.label})
	}
	return options
}

// span says when: in a month, on a day, in the months to come.
func (f searchForm) span(ctx context.Context) string {
	if !f.Day.IsZero() {
		return ui.T(ctx, "site.search.on_day", "Day", ui.Date(ctx, f.Day))
	}
	if m, err := dates.ParseMonth(f.Month); err == nil {
		return ui.T(ctx, "site.search.in_month", "Month", dates.MonthName(m.Month, ui.Lang(ctx)), "Year", m.Year)
	}
	return ui.T(ctx, "site.search.coming_months")
}

func foundTitle(ctx context.Context, r results) string {
	return ui.T(ctx, "site.search.found", "Days", r.search.span(ctx), "Count", r.search.People)
}

func nothingTitle(ctx context.Context, r results) string {
	return ui.T(ctx, "site.search.nothing", "Days", r.search.span(ctx), "Count", r.search.People)
}

// nothingText says why, as exactly as is known.
func nothingText(ctx context.Context, r results) string {
	s := r.nothing
	if s.cheapest > 0 {
		return ui.T(ctx, "site.search.why.price", "Price", ui.MoneyShort(ctx, s.cheapest))
	}
	switch s.Why {
	case search.WhyNone:
		return ui.T(ctx, "site.search.why.none")
	case packages.WhyGroup:
		if r.search.People <= s.Most {
			return ui.T(ctx, "site.search.why.small")
		}
		return ui.T(ctx, "site.search.why.group", "Count", s.Most)
	case search.WhyFull:
		return ui.T(ctx, "site.search.why.full", "Count", s.Most, "Name", s.Package.Name(ui.Lang(ctx)))
	case packages.WhyNotSold:
		return ui.T(ctx, "site.search.why.not_sold")
	}
	return s.Package.Name(ui.Lang(ctx)) + ": " + stayview.Refused(ctx, s.Package, s.Refusal, r.search.People)
}

// changeTitle says what a suggestion changes.
func changeTitle(ctx context.Context, r results, s search.Suggestion) string {
	switch s.Change {
	case search.ChangeDays:
		wished := r.search.days(r.today)
		if s.Offer.Start.Before(wished.From) {
			return ui.T(ctx, "site.search.change.earlier", "Count", wished.From.Sub(s.Offer.Start))
		}
		return ui.T(ctx, "site.search.change.later", "Count", s.Offer.Start.Sub(wished.Last()))
	case search.ChangePeople:
		if n := r.search.People - s.Offer.People; n > 0 {
			return ui.T(ctx, "site.search.change.fewer", "Count", n)
		}
		return ui.T(ctx, "site.search.change.more", "Count", s.Offer.People-r.search.People)
	}
	return ui.T(ctx, "site.search.change."+s.Change)
}

// halvesOf are the two parts of a suggestion that divides the group.
func halvesOf(s search.Suggestion) []booking.Part {
	return []booking.Part{{Package: s.Package, Offer: s.Offer}, {Package: s.Other.Package, Offer: s.Other.Offer}}
}

// suggestedSearch is the search that finds the suggestion and its like.
func suggestedSearch(f searchForm, s search.Suggestion) searchForm {
	f.People, f.page = s.Offer.People, 1
	switch s.Change {
	case search.ChangeDays:
		f.Day, f.Month = dates.Date{}, s.Offer.Start.MonthOf().String()
	case search.ChangeWishes:
		f.Weeks, f.narrow, f.chosen = 0, nil, nil
	}
	return f
}

// lower makes the first letter small, unless the word is written in capitals.
func lower(s string) string {
	r := []rune(s)
	if len(r) < 2 || unicode.IsUpper(r[1]) {
		return s
	}
	r[0] = unicode.ToLower(r[0])
	return string(r)
}

func placesOf(ctx context.Context, pkg packages.Package) string { return stayview.Places(ctx, pkg) }

// weekdayNames are the days a stay may start on; nothing when it may on any.
func weekdayNames(ctx context.Context, days packages.Weekdays) string {
	if len(days) == 7 {
		return ui.T(ctx, "site.package.any_day")
	}
	var names []string
	for _, d := range days {
		names = append(names, dates.WeekdayName(d, ui.Lang(ctx)))
	}
	return strings.Join(names, ", ")
}

// told is the choice in a sentence, for those who hear the page.
func told(ctx context.Context, v PackageView) string {
	switch {
	case v.Offer != nil:
		return ui.T(ctx, "site.package.told", "Days", ui.DateRange(ctx, v.Offer.Start, v.Offer.Last), "People", ui.T(ctx, "stay.people", "Count", v.People),
			"Price", ui.Money(ctx, v.Offer.Price.Gross), "Month", ui.Month(ctx, v.Month))
	case v.Refusal != nil:
		return stayview.Refused(ctx, v.Package, *v.Refusal, v.People)
	}
	return ui.T(ctx, "site.package.nothing_free")
}

// told is what came of a search in a sentence, for those who hear the page.
func (r results) told(ctx context.Context) string {
	switch {
	case r.finder.form.Bad():
		return ui.T(ctx, "ui.form.summary", "Count", len(r.finder.form.Errors))
	case r.nothing != nil:
		return nothingTitle(ctx, r) + ". " + nothingText(ctx, r)
	}
	return foundTitle(ctx, r) + ": " + ui.T(ctx, "site.search.count", "Count", r.found)
}

// errors are what is wrong with the fields, with their names, in the order of the page.
func (r results) errors() (list []string) {
	form := r.finder.form
	for _, name := range form.Order {
		if text := form.Error(name); text != "" {
			list = append(list, form.Labels[name]+": "+text)
		}
	}
	return list
}

// joined is things in quotation marks, with commas.
func joined(list []string) string {
	return "”" + strings.Join(list, "”, ”") + "”"
}

func likeName(is bool) string {
	if is {
		return "poista"
	}
	return "lisaa"
}

// likedWords is what became of a like button, for those who hear the page.
func likedWords(ctx context.Context, slug, name string, list liked) string {
	if list.has(slug) {
		return ui.T(ctx, "site.liked.added", "Name", name)
	}
	return ui.T(ctx, "site.liked.dropped", "Name", name)
}

// liveAttrs make the form of the search page answer at once; the front page's leads there.
func liveAttrs(ctx context.Context, f finder) templ.Attributes {
	if f.lead {
		return nil
	}
	return narrowLive(ctx, f.form.Bad())
}

func currentOrder(is bool) templ.Attributes {
	if is {
		return templ.Attributes{"aria-current": "true"}
	}
	return nil
}
