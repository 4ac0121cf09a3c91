package site

import (
	"context"
	"net/url"
	"slices"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/stayview"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages"
	"github.com/hubittaako/hubittaako/packages/search"
)

// ComparePath is where packages stand side by side.
const ComparePath = "/vertaa"

const (
	pickName    = "p" // a package to compare, by its slug
	mostCompare = 3
)

// comparison is packages side by side for one group, each on its first free days.
type comparison struct {
	search  searchForm
	form    ui.Form
	months  []ui.Option
	columns []column
	choices []ui.Option // all packages on sale
	unknown bool        // some of what was asked for is not on sale
	many    bool        // more was asked for than fits
	liked   liked
	today   dates.Date
}

// column is one package of a comparison.
type column struct {
	pkg  packages.Package
	hit  *search.Hit       // nil when the group cannot have it in the days that were asked for
	next []search.StartDay // then: the nearest day that it could
	why  string            // and why, in words
}

// compare shows two or three packages side by side, and the choice of which.
func (p pages) compare(c *page.Ctx) error {
	ctx := speaking(c)
	v := comparison{today: p.today()}
	var err, wrong error
	if v.search, wrong = readSearch(c, v.today); wrong != nil && fault.CodeOf(wrong) != fault.Invalid {
		return wrong
	}
	v.form = typed(c, wrong).Set(pickName, c.QueryAll(pickName)...)
	v.months = months(ctx, v.today, v.form.Value("kk"))
	if v.liked, err = p.liked(c); err != nil {
		return err
	}
	if err := p.choose(ctx, &v, c.QueryAll(pickName)); err != nil {
		return err
	}
	if wrong != nil {
		v.columns = nil
		return c.Render(fiber.StatusUnprocessableEntity, comparePage(v))
	}
	if err := p.lookUp(ctx, &v); err != nil {
		return err
	}
	return c.Render(fiber.StatusOK, comparePage(v))
}

// choose makes columns of the packages that were asked for, and offers all that are on sale.
func (p pages) choose(ctx context.Context, v *comparison, picked []string) error {
	pkgs, err := p.Finder.PublishedAll(ctx)
	if err != nil {
		return err
	}
	for _, pkg := range pkgs {
		v.choices = append(v.choices, ui.Option{Value: pkg.Slug, Label: pkg.Name(ui.Lang(ctx))})
	}
	for _, slug := range picked {
		i := slices.IndexFunc(pkgs, func(pkg packages.Package) bool { return pkg.Slug == slug })
		switch {
		case i < 0:
			v.unknown = v.unknown || slug != ""
		case slices.Contains(v.slugs(), slug):
		case len(v.columns) == mostCompare:
			v.many = true
		default:
			v.columns = append(v.columns, column{pkg: pkgs[i]})
		}
	}
	v.form = v.form.Set(pickName, v.slugs()...)
	if v.form.Value("hlo") == "" {
		v.form = v.form.SetInt("hlo", v.search.People)
	}
	return nil
}

// lookUp finds the first free days of each column.
func (p pages) lookUp(ctx context.Context, v *comparison) error {
	if len(v.columns) == 0 {
		return nil
	}
	hits, err := p.Finder.Find(ctx, v.search.query(v.today))
	if err != nil {
		return err
	}
	for i := range v.columns {
		col := &v.columns[i]
		at := slices.IndexFunc(hits, func(h search.Hit) bool { return h.Package.ID == col.pkg.ID })
		if at >= 0 {
			col.hit = &hits[at]
			continue
		}
		people := v.peopleFor(*col)
		col.why = ui.T(ctx, "site.compare.not_free", "Days", v.search.span(ctx), "Count", v.search.People)
		if people != v.search.People {
			col.why = stayview.Refused(ctx, col.pkg, packages.Refusal{Why: packages.WhyGroup}, v.search.People)
		}
		if col.next, err = p.Finder.Nearest(ctx, col.pkg, v.search.days(v.today).From, people, 1); err != nil {
			return err
		}
	}
	return nil
}

// slugs are the columns' packages.
func (v comparison) slugs() (all []string) {
	for _, c := range v.columns {
		all = append(all, c.pkg.Slug)
	}
	return all
}

// without is the comparison without one of its packages.
func (v comparison) without(slug string) string {
	return comparePath(v.search, slices.DeleteFunc(v.slugs(), func(s string) bool { return s == slug }))
}

func comparePath(f searchForm, slugs []string) string {
	q := f.plain().ordered("").values()
	if len(slugs) > 0 {
		q[pickName] = slugs
	}
	return ComparePath + "?" + q.Encode()
}

// CompareWithPath is where a package can be compared with others for a group.
func CompareWithPath(slug string, people int) string {
	return ComparePath + "?" + url.Values{pickName: {slug}, "hlo": {strconv.Itoa(people)}}.Encode()
}

func isPicked(picked []string, slug string) bool { return slices.Contains(picked, slug) }

// path is the column's package on its first free days.
func (c column) path(v comparison) string {
	if c.hit == nil {
		return PackagePath(c.pkg.Slug, dates.Date{}, v.peopleFor(c))
	}
	return PackagePath(c.pkg.Slug, c.hit.First.Start, v.search.People)
}

// peopleFor is the group that was asked for, or the nearest to it that the column's package takes.
func (v comparison) peopleFor(c column) int {
	return min(max(v.search.People, c.pkg.GroupMin), c.pkg.GroupMax)
}
