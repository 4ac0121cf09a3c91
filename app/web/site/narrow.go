package site

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/money"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages"
	"github.com/hubittaako/hubittaako/packages/search"
)

// narrowing is one way to narrow a search. A row of the table below is all it takes: the page shows it, reads it from the
// address, counts what each of its choices would leave, and says what to leave out when nothing is left.
type narrowing struct {
	name  string // in the address
	label string // of the question: a message key
	kind  string
	any   string // choice of none of them, for kindOne: a message key

	// when says for which searches there is this narrowing; nil for all.
	when func(f searchForm) bool
	// widens: the choices add to what is found, and no package answers to one of them alone, so they have no numbers.
	widens bool
	// choices are what a package answers to, for kindMany and kindOne.
	choices func(ctx context.Context, pkg packages.Package) []wish
	// always are choices that are shown also where nothing answers to them; otherwise they stand by their words.
	always func(ctx context.Context) []wish
	// named finds a choice that no package on sale answers to; NotFound when there is no such thing at all.
	named func(ctx context.Context, p pages, value string) (wish, error)
	// check says what is wrong with what was typed: a message key.
	check func(value string) string
	// words are what the page calls something chosen or typed.
	words func(ctx context.Context, value string) string
	// ask puts what was chosen into the query.
	ask func(q *search.Query, chosen []wish)
}

// Kinds of narrowings.
const (
	kindMany   = "many" // check boxes, which must all hold
	kindOne    = "one"  // radio buttons
	kindText   = "text"
	kindAmount = "amount"
)

// wish is something that can be chosen, or that was typed.
type wish struct {
	value, label string
	id           int64
}

func narrowings() []narrowing {
	return []narrowing{
		{name: "jousto", label: "site.narrow.around", kind: kindOne, any: "site.narrow.that_day", choices: daysAround, always: allAround, widens: true,
			when: func(f searchForm) bool { return !f.Day.IsZero() },
			ask:  func(q *search.Query, c []wish) { q.Days = widened(q.Days, int(c[0].id)) }},
		{name: "haku", label: "site.narrow.text", kind: kindText, words: quoted, check: searchable,
			ask: func(q *search.Query, c []wish) { q.Text = c[0].value }},
		{name: "teema", label: "site.search.themes", kind: kindMany, choices: themesOf, always: allThemes,
			ask: func(q *search.Query, c []wish) { q.Kinds = valuesOf(c) }},
		{name: "hubi", label: "site.search.hub", kind: kindOne, any: "site.search.any_hub", choices: hubsOf, named: hubNamed,
			ask: func(q *search.Query, c []wish) { q.HubID = c[0].id }},
		{name: "esteeton", label: "site.narrow.access", kind: kindMany, choices: stepFree, always: allStepFree,
			ask: func(q *search.Query, _ []wish) { q.StepFree = true }},
		{name: "hinta", label: "site.narrow.price", kind: kindAmount, words: atMost, check: priced,
			ask: func(q *search.Query, c []wish) { q.MaxCents, _ = money.Parse(c[0].value) }},
		{name: "vkp", label: "site.narrow.weekday", kind: kindOne, any: "site.search.any_hub", choices: weekdaysOf, always: allWeekdays,
			ask: func(q *search.Query, c []wish) { q.Weekdays = packages.Weekdays{int(c[0].id)} }},
		{name: "kieli", label: "site.narrow.language", kind: kindOne, any: "site.search.any_hub", choices: languagesOf,
			ask: func(q *search.Query, c []wish) { q.Languages = valuesOf(c) }},
	}
}

// allAround are how many days around an exact day a search may look at.
func allAround(ctx context.Context) (list []wish) {
	for _, n := range []int{1, 3, 7} {
		list = append(list, wish{value: strconv.Itoa(n), label: ui.T(ctx, "site.narrow.days_around", "Count", n), id: int64(n)})
	}
	return list
}

func daysAround(ctx context.Context, _ packages.Package) []wish { return allAround(ctx) }

func widened(days dates.Range, n int) dates.Range {
	return dates.Through(days.From.AddDays(-n), days.Last().AddDays(n))
}

func (n narrowing) typed() bool { return n.choices == nil }

func valuesOf(list []wish) (values []string) {
	for _, c := range list {
		values = append(values, c.value)
	}
	return values
}

func themesOf(ctx context.Context, pkg packages.Package) (list []wish) {
	for _, t := range pkg.ThemesOf() {
		list = append(list, wish{value: t, label: ui.T(ctx, "stay.theme."+t)})
	}
	return list
}

func allThemes(ctx context.Context) (list []wish) {
	for _, t := range packages.Themes() {
		list = append(list, wish{value: t, label: ui.T(ctx, "stay.theme."+t)})
	}
	return list
}

func hubsOf(_ context.Context, pkg packages.Package) (list []wish) {
	for _, l := range pkg.Legs {
		list = append(list, wish{value: l.HubSlug, label: l.HubName, id: l.HubID})
	}
	return list
}

func hubNamed(ctx context.Context, p pages, value string) (wish, error) {
	h, err := p.Hubs.BySlug(ctx, value)
	return wish{value: value, label: h.Name, id: h.ID}, err
}

func weekdaysOf(ctx context.Context, pkg packages.Package) (list []wish) {
	for _, d := range pkg.StartWeekdays {
		list = append(list, weekday(ctx, d))
	}
	return list
}

func allWeekdays(ctx context.Context) (list []wish) {
	for d := 1; d <= 7; d++ {
		list = append(list, weekday(ctx, d))
	}
	return list
}

func weekday(ctx context.Context, d int) wish {
	return wish{value: strconv.Itoa(d), label: dates.WeekdayName(d, ui.Lang(ctx)), id: int64(d)}
}

// stepFree is the one choice of accessibility that can be promised of a whole stay.
func stepFree(ctx context.Context, pkg packages.Package) []wish {
	if !pkg.StepFree() {
		return nil
	}
	return allStepFree(ctx)
}

func allStepFree(ctx context.Context) []wish {
	return []wish{{value: "1", label: ui.T(ctx, "site.narrow.step_free")}}
}

// languagesOf are the languages in which every activity of a package is led; the site's own where there is no activity.
func languagesOf(ctx context.Context, pkg packages.Package) (list []wish) {
	first := ui.Langs()
	if len(pkg.Items) > 0 {
		first = pkg.Items[0].Languages
	}
	for _, l := range first {
		if !slices.ContainsFunc(pkg.Items, func(it packages.Item) bool { return !slices.Contains(it.Languages, l) }) {
			list = append(list, wish{value: l, label: ui.T(ctx, "site.language."+l)})
		}
	}
	return list
}

func priced(value string) string {
	if cents, err := money.Parse(value); err != nil || cents <= 0 {
		return "field.money"
	}
	return ""
}

// mostTyped is how long a text is looked for.
const mostTyped = 200

func searchable(value string) string {
	if len([]rune(value)) > mostTyped {
		return "site.narrow.too_long"
	}
	return ""
}

func quoted(_ context.Context, value string) string { return joined([]string{short(value)}) }

func atMost(ctx context.Context, value string) string {
	cents, _ := money.Parse(value)
	return ui.T(ctx, "site.narrow.price_most", "Price", ui.MoneyShort(ctx, cents))
}

// read takes the values of the address; bad is what is wrong with them, a message key.
func (n narrowing) read(all []string) (values []string, bad string) {
	for _, v := range all {
		if v != "" && !slices.Contains(values, v) {
			values = append(values, v)
		}
	}
	if n.kind != kindMany && len(values) > 1 {
		values = values[:1]
	}
	if n.typed() && len(values) > 0 {
		bad = n.check(values[0])
	}
	return values, bad
}

// has says whether a package answers to all of the choices.
func (n narrowing) has(ctx context.Context, pkg packages.Package, want []wish) bool {
	return len(want) == 0 || answers(n.choices(ctx, pkg), want)
}

// answers says whether all that is wanted is there.
func answers(have, want []wish) bool {
	return !slices.ContainsFunc(want, func(w wish) bool {
		return !slices.ContainsFunc(have, func(c wish) bool { return c.value == w.value })
	})
}

// options are what can be chosen: what is always there, what the hits answer to, and what was chosen.
func (n narrowing) options(ctx context.Context, hits []search.Hit, chosen []wish) (list []wish) {
	add := func(all []wish) {
		for _, c := range all {
			if !slices.ContainsFunc(list, func(have wish) bool { return have.value == c.value }) {
				list = append(list, c)
			}
		}
	}
	if n.always != nil {
		list = n.always(ctx)
	} else {
		for _, h := range hits {
			add(n.choices(ctx, h.Package))
		}
	}
	add(chosen)
	if n.always == nil {
		slices.SortStableFunc(list, func(a, b wish) int { return strings.Compare(a.label, b.label) })
	}
	return list
}

// settle finds what was chosen: its words and ids. What is not to be had at all is left out, and the page says so.
func (p pages) settle(ctx context.Context, f *searchForm, hits []search.Hit) error {
	f.chosen = map[string][]wish{}
	for _, n := range narrowings() {
		var kept []string
		for _, v := range f.narrow[n.name] {
			c, err := p.meant(ctx, n, v, hits)
			if fault.CodeOf(err) == fault.NotFound {
				f.unknown = append(f.unknown, short(v))
				continue
			} else if err != nil {
				return err
			}
			kept, f.chosen[n.name] = append(kept, v), append(f.chosen[n.name], c)
		}
		f.narrow[n.name] = kept
	}
	return nil
}

// meant is the choice that a value of the address stands for; NotFound when it stands for none.
func (p pages) meant(ctx context.Context, n narrowing, value string, hits []search.Hit) (wish, error) {
	if n.typed() {
		return wish{value: value, label: n.words(ctx, value)}, nil
	}
	is := func(c wish) bool { return c.value == value }
	known := n.options(ctx, hits, nil)
	if i := slices.IndexFunc(known, is); i >= 0 {
		return known[i], nil
	}
	if n.named != nil {
		return n.named(ctx, p, value)
	}
	all, err := p.Finder.PublishedAll(ctx)
	if err != nil {
		return wish{}, err
	}
	for _, pkg := range all {
		have := n.choices(ctx, pkg)
		if i := slices.IndexFunc(have, is); i >= 0 {
			return have[i], nil
		}
	}
	return wish{}, fault.New(fault.NotFound, "fault.not_found")
}

// short cuts what somebody may have pasted to what a sentence can hold.
func short(s string) string {
	if r := []rune(s); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return s
}
