package site

import (
	"context"
	"slices"
	"strconv"

	"github.com/a-h/templ"

	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages/search"
)

// facet is a narrowing as the page shows it.
type facet struct {
	narrowing
	options []ui.Option
}

// facets are the narrowings, with the number of packages that each choice would leave beside all the others. wide is what there
// is without any choices; where it is too much to be counted, there are no numbers.
func (f searchForm) facets(ctx context.Context, wide search.Results) (list []facet) {
	for _, n := range narrowings() {
		if n.when != nil && !n.when(f) {
			continue
		}
		if n.typed() {
			list = append(list, facet{narrowing: n})
			continue
		}
		chosen := f.chosen[n.name]
		counted := !wide.Roughly && !n.widens
		var have [][]wish // what each hit that answers to the other choices has
		if counted {
			for _, h := range f.leftBy(ctx, wide.Hits, n.name) {
				have = append(have, n.choices(ctx, h.Package))
			}
		}
		fc := facet{narrowing: n}
		for _, c := range n.options(ctx, wide.Hits, chosen) {
			o := ui.Option{Value: c.value, Label: c.label}
			if counted {
				want := []wish{c}
				if n.kind == kindMany {
					want = append(want, chosen...)
				}
				left := count(have, func(list []wish) bool { return answers(list, want) })
				o.Count, o.Disabled = strconv.Itoa(left), left == 0 && !slices.Contains(chosen, c)
			}
			fc.options = append(fc.options, o)
		}
		if fc.chooses(len(chosen) > 0) {
			list = append(list, fc)
		}
	}
	return list
}

// chooses says whether there is anything to choose: one radio button that is left is no choice.
func (f facet) chooses(chosen bool) bool {
	able := count(f.options, func(o ui.Option) bool { return !o.Disabled })
	return chosen || f.kind == kindMany || able > 1
}

// leftBy are the hits that answer to all choices but those of one narrowing.
func (f searchForm) leftBy(ctx context.Context, hits []search.Hit, but string) []search.Hit {
	others := slices.DeleteFunc(narrowings(), func(n narrowing) bool { return n.typed() || n.name == but || len(f.chosen[n.name]) == 0 })
	if len(others) == 0 {
		return hits
	}
	return slices.DeleteFunc(slices.Clone(hits), func(h search.Hit) bool {
		return slices.ContainsFunc(others, func(n narrowing) bool { return !n.has(ctx, h.Package, f.chosen[n.name]) })
	})
}

func count[T any](list []T, is func(T) bool) (n int) {
	for _, x := range list {
		if is(x) {
			n++
		}
	}
	return n
}

func (f facet) input() string {
	if f.kind == kindMany {
		return "checkbox"
	}
	return "radio"
}

// isChosen says whether a choice is the form's; no value is chosen where nothing else is.
func (f facet) isChosen(form ui.Form, value string) bool {
	return form.Checked(f.name, value) || value == "" && form.Value(f.name) == ""
}

// field is a typed narrowing.
func (n narrowing) field(ctx context.Context) ui.Input {
	in := ui.Input{Name: n.name, Type: "search", Label: ui.T(ctx, n.label), Attrs: templ.Attributes{"form": "finder"}}
	if n.kind == kindAmount {
		in.Type = "money"
	}
	return in
}

// chip is something chosen, with the search that leaves it out and, where nothing was found, how much that would leave.
type chip struct {
	label string
	path  string
	count int
}

// chips are all that narrows the search.
func (f searchForm) chips() (list []chip) {
	for _, n := range narrowings() {
		for i, c := range f.chosen[n.name] {
			list = append(list, chip{label: c.label, path: f.without(n.name, i).path()})
		}
	}
	return list
}

// helping are the chips without which something would be found.
func (r results) helping() []chip {
	return slices.DeleteFunc(slices.Clone(r.chips), func(c chip) bool { return c.count == 0 })
}
