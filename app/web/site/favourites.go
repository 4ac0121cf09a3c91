package site

import (
	"context"
	"slices"

	"github.com/gofiber/fiber/v2"

	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages"
	"github.com/hubittaako/hubittaako/packages/search"
)

// favourites is the page of what a visitor likes, for a group and in the months to come.
type favourites struct {
	search  searchForm
	form    ui.Form
	liked   liked
	hits    []search.Hit       // what the group can have, in the order of the favourites
	others  []packages.Package // on sale, but not for this group in these months
	gone    liked              // off sale
	strange bool               // nobody is signed in: the list is this browser's
}

// listFavourites shows the visitor's favourites with their next free days, to be compared or taken off.
func (p pages) listFavourites(c *page.Ctx) error {
	v := favourites{strange: !c.Actor().SignedIn()}
	var wrong, err error
	if v.search, wrong = readSearch(c, p.today()); wrong != nil && fault.CodeOf(wrong) != fault.Invalid {
		return wrong
	}
	v.form = typed(c, wrong)
	status := fiber.StatusOK
	if wrong != nil {
		status, v.search = fiber.StatusUnprocessableEntity, searchForm{People: usualGroup}
	} else if c.Query("hlo") == "" {
		v.form = v.form.SetInt("hlo", v.search.People)
	}
	if v.liked, err = p.liked(c); err != nil {
		return err
	}
	if len(v.liked) > 0 {
		if err := p.seek(c.Context(), &v); err != nil {
			return err
		}
	}
	return c.Render(status, favouritesPage(v))
}

// seek tells apart which of the favourites the group can have, which it cannot, and which nobody can any more.
func (p pages) seek(ctx context.Context, v *favourites) error {
	pkgs, err := p.Finder.PublishedAll(ctx)
	if err != nil {
		return err
	}
	hits, err := p.Finder.Find(ctx, v.search.query(p.today()))
	if err != nil {
		return err
	}
	for _, slug := range v.liked {
		hit := slices.IndexFunc(hits, func(h search.Hit) bool { return h.Package.Slug == slug })
		pkg := slices.IndexFunc(pkgs, func(pkg packages.Package) bool { return pkg.Slug == slug })
		switch {
		case hit >= 0:
			v.hits = append(v.hits, hits[hit])
		case pkg >= 0:
			v.others = append(v.others, pkgs[pkg])
		default:
			v.gone = append(v.gone, slug)
		}
	}
	return nil
}

// row is a hit that is a favourite. The first ones are ticked for comparing.
func (v favourites) row(i int) hitRow {
	return hitRow{Hit: v.hits[i], liked: true, picked: i < mostCompare}
}
