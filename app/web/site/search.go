package site

import (
	"context"
	"slices"

	"github.com/gofiber/fiber/v2"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages/search"
)

// finder is the search form: on the front page and above the results.
type finder struct {
	form   ui.Form
	months []ui.Option
	lead   bool // with the themes inside, for the front page
}

// results is the page of a search.
type results struct {
	finder  finder
	search  searchForm
	today   dates.Date
	facets  []facet
	chips   []chip
	hits    []search.Hit // of this page
	found   int          // on all pages
	pages   ui.Pages
	nothing *nothing // nil when something was found
	liked   liked
	picked  []string // slugs ticked for comparing
	instant bool     // a piece of the page: whoever changed a field is still there
	piece   bool     // of the page only the results, and what comes along with them
}

// nothing is why nothing was found, and what would be.
type nothing struct {
	search.Suggestions
	cheapest int64 // cents per person of the cheapest hit, where only its price is in the way; 0 otherwise
}

// search lists what is free for the group, or says why nothing is and what would be.
func (p pages) search(c *page.Ctx) error {
	today, ctx := p.today(), speaking(c)
	f, err := readSearch(c, today)
	r := results{search: f, today: today, picked: c.QueryAll(pickName), instant: c.HX(), piece: c.Target() == "results"}
	if fault.CodeOf(err) == fault.Invalid {
		c.KeepURL()
		c.Instead("haku")
		r.piece = false
		form := typed(c, err)
		r.finder = finder{form: form, months: months(ctx, today, form.Value("kk"))}
		return c.Render(fiber.StatusUnprocessableEntity, searchPage(r))
	} else if err != nil {
		return err
	}
	if r.liked, err = p.liked(c); err != nil {
		return err
	}
	if err := p.find(ctx, &r); err != nil {
		return err
	}
	r.finder = finder{form: r.search.form(), months: months(ctx, today, f.Month)}
	c.PushURL(r.search.path())
	return c.Render(fiber.StatusOK, searchPage(r))
}

// find fills the results: a search with everything that narrows it, and one without the choices, which says how many packages
// each of them would leave.
func (p pages) find(ctx context.Context, r *results) error {
	f := &r.search
	wide, err := p.wide(ctx, f)
	if err != nil {
		return err
	}
	q := f.narrowed(f.query(r.today), func(narrowing) bool { return true })
	all := wide
	if f.chooses() || wide.Roughly && f.page*pageSize > len(wide.Hits) {
		q.Limit = f.page * pageSize
		if all, err = p.Finder.Search(ctx, q); err != nil {
			return err
		}
	}
	r.facets, r.chips, r.found = f.facets(ctx, wide), f.chips(), all.Total
	r.hits, f.page = onPage(all.Hits, f.page)
	r.pages = ui.Pages{Page: f.page, Last: min(lastPage(all.Total), mostPages), Href: func(n int) string {
		other := *f
		other.page = n
		return ui.Href(ctx, other.path())
	}}
	if len(all.Hits) == 0 {
		r.nothing, err = p.whyNothing(ctx, r, q)
	}
	return err
}

// chooses says whether anything was chosen besides what was typed.
func (f searchForm) chooses() bool {
	return slices.ContainsFunc(narrowings(), func(n narrowing) bool { return !n.typed() && len(f.chosen[n.name]) > 0 })
}

// wide is what there is without the choices but with what was typed, and the choices are settled by it.
func (p pages) wide(ctx context.Context, f *searchForm) (search.Results, error) {
	typed := *f
	typed.chosen = map[string][]wish{}
	for _, n := range narrowings() {
		if values := f.narrow[n.name]; n.typed() && len(values) > 0 {
			typed.chosen[n.name] = []wish{{value: values[0]}}
		}
	}
	q := typed.narrowed(f.query(p.today()), narrowing.typed)
	q.Enough = max(1, f.page) * pageSize // of so many nobody counts what each choice would leave
	wide, err := p.Finder.Search(ctx, q)
	if err == nil {
		err = p.settle(ctx, f, wide.Hits)
	}
	return wide, err
}

// whyNothing explains a search without hits, and says what each thing that narrows it keeps away.
func (p pages) whyNothing(ctx context.Context, r *results, q search.Query) (*nothing, error) {
	var why nothing
	var err error
	if why.Suggestions, err = p.Finder.Suggest(ctx, q); err != nil {
		return nil, err
	}
	at := 0
	for _, n := range narrowings() {
		for i := range r.search.chosen[n.name] {
			without := r.search.without(n.name, i)
			found, err := p.Finder.Search(ctx, without.narrowed(without.query(r.today), func(narrowing) bool { return true }))
			if err != nil {
				return nil, err
			}
			r.chips[at].count = found.Total
			if n.kind == kindAmount && found.Total > 0 {
				why.cheapest = cheapest(found.Hits)
			}
			at++
		}
	}
	return &why, nil
}

// cheapest is the lowest price for a person, in cents.
func cheapest(hits []search.Hit) int64 {
	low := hits[0].First.Price.PerPerson()
	for _, h := range hits {
		low = min(low, h.First.Price.PerPerson())
	}
	return low
}

// moreStarts are the days after the first on which the hit can start, at most so many.
func moreStarts(h search.Hit, most int) []dates.Date {
	if len(h.Starts) < 2 {
		return nil
	}
	return h.Starts[1:min(len(h.Starts), most+1)]
}
