package site

import (
	"context"
	"slices"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/stayview"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages"
	"github.com/hubittaako/hubittaako/packages/hub"
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
	hub     hub.Hub // the one that was asked for, if any
	hits    []search.Hit
	themes  []ui.Option
	hubs    []ui.Option
	nothing *search.Suggestions // nil when something was found
	today   dates.Date
}

// search lists what is free for the group, or says why nothing is and what would be.
func (p pages) search(c *page.Ctx) error {
	today := p.today()
	f, err := readSearch(c, today)
	if fault.CodeOf(err) == fault.Invalid {
		form := typed(c, err)
		return c.Render(fiber.StatusUnprocessableEntity, searchPage(results{finder: finder{form: form, months: months(speaking(c), today, form.Value("kk"))}, search: f}))
	} else if err != nil {
		return err
	}
	r := results{finder: finder{form: f.form(), months: months(speaking(c), today, f.Month)}, search: f, today: today}
	if err := p.knownHub(c.Context(), &r); err != nil {
		return err
	}
	if err := p.find(speaking(c), &r); err != nil {
		return err
	}
	return c.Render(fiber.StatusOK, searchPage(r))
}

// knownHub looks up the hub that was asked for; one that is not there is not asked for.
func (p pages) knownHub(ctx context.Context, r *results) (err error) {
	if r.search.Hub == "" {
		return nil
	}
	r.hub, err = p.Hubs.BySlug(ctx, r.search.Hub)
	if fault.CodeOf(err) == fault.NotFound {
		r.search.Hub, err = "", nil
	}
	return err
}

// find fills the results. One search without the themes and the hub says also how many each of them would leave.
func (p pages) find(ctx context.Context, r *results) error {
	wide := r.search.query(r.today)
	wide.Kinds = nil
	all, err := p.Finder.Find(ctx, wide)
	if err != nil {
		return err
	}
	r.hits = slices.DeleteFunc(slices.Clone(all), func(h search.Hit) bool { return !r.search.wants(h.Package) })
	r.themes, r.hubs = themeOptions(ctx, all), hubOptions(all, r.hub)
	if len(r.hits) > 0 {
		return nil
	}
	exact := r.search.query(r.today)
	exact.HubID = r.hub.ID
	s, err := p.Finder.Suggest(ctx, exact)
	r.nothing = &s
	return err
}

// wants says whether a package has the themes and the hub that were asked for.
func (f searchForm) wants(pkg packages.Package) bool {
	have := pkg.ThemesOf()
	for _, t := range f.Themes {
		if !slices.Contains(have, t) {
			return false
		}
	}
	return f.Hub == "" || slices.ContainsFunc(pkg.Legs, func(l packages.Leg) bool { return l.HubSlug == f.Hub })
}

// narrowed says whether the search has a theme or a hub.
func (f searchForm) narrowed() bool { return len(f.Themes) > 0 || f.Hub != "" }

func themeOptions(ctx context.Context, hits []search.Hit) []ui.Option {
	var options []ui.Option
	for _, t := range packages.Themes() {
		n := 0
		for _, h := range hits {
			if slices.Contains(h.Package.ThemesOf(), t) {
				n++
			}
		}
		options = append(options, ui.Option{Value: t, Label: ui.T(ctx, "stay.theme."+t), Count: strconv.Itoa(n)})
	}
	return options
}

// hubOptions are the hubs of what was found, and the chosen one even when nothing was found there.
func hubOptions(hits []search.Hit, chosen hub.Hub) []ui.Option {
	var options []ui.Option
	count := map[string]int{}
	for _, h := range hits {
		seen := map[string]bool{}
		for _, l := range h.Package.Legs {
			if seen[l.HubSlug] {
				continue
			}
			if seen[l.HubSlug] = true; count[l.HubSlug] == 0 {
				options = append(options, ui.Option{Value: l.HubSlug, Label: l.HubName})
			}
			count[l.HubSlug]++
		}
	}
	if chosen.Slug != "" && count[chosen.Slug] == 0 {
		options = append(options, ui.Option{Value: chosen.Slug, Label: chosen.Name})
	}
	for i := range options {
		options[i].Count = strconv.Itoa(count[options[i].Value])
	}
	return options
}

// row is a hit as a line of the list: the price of the whole group, the first days it can have.
func row(ctx context.Context, h search.Hit) ui.Hit {
	pkg, o := h.Package, h.First
	out := ui.Hit{Card: ui.Card{
		Picture: ui.Picture{Poster: stayview.PackagePoster(pkg, false)}, Title: pkg.Name(ui.Lang(ctx)),
		Href:  ui.Href(ctx, PackagePath(pkg.Slug, o.Start, o.People)),
		Place: stayview.Places(ctx, pkg), Text: pkg.Summary(ui.Lang(ctx)), Chips: stayview.Themes(ctx, pkg),
		Price: ui.MoneyShort(ctx, o.Price.Net), PerWhat: ui.T(ctx, "site.search.for_group", "Count", o.People),
		Aside: ui.DateRange(ctx, o.Start, o.Last), AsideSub: ui.T(ctx, "stay.places", "Count", h.Places), Level: 2,
	}}
	return out
}

// moreStarts are the days after the first on which the hit can start, at most so many.
func moreStarts(h search.Hit, most int) []dates.Date {
	if len(h.Starts) < 2 {
		return nil
	}
	return h.Starts[1:min(len(h.Starts), most+1)]
}
