package site

import (
	"context"
	"strings"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/web/eventview"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/picture"
	"github.com/hubittaako/hubittaako/app/web/schema"
	"github.com/hubittaako/hubittaako/app/web/stayview"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/app/web/ui/poster"
	"github.com/hubittaako/hubittaako/packages"
	"github.com/hubittaako/hubittaako/packages/hub"
)

// Pictures for sharing: one of each package, hub and page, in each language.
const sharePath = "/jako"

// keptCards is how many drawn pictures are kept, a dozen of megabytes.
const keptCards = 96

// PackagePicture is the path of a package's picture for sharing.
func PackagePicture(pkg packages.Package) string { return sharePath + "/paketti/" + pkg.Slug + ".png" }

// EventPicture is the path of an event's picture for sharing.
func EventPicture(slug string) string { return sharePath + "/tapahtuma/" + slug + ".png" }

func hubPicture(h hub.Hub) string { return sharePath + "/hubi/" + h.Slug + ".png" }

func pagePicture(key string) string { return sharePath + "/sivu/" + key + ".png" }

// shareCard answers with the picture of what its address names.
func (p pages) shareCard(c *page.Ctx) error {
	name, ok := strings.CutSuffix(c.Param("file"), ".png")
	if !ok {
		return errNoCard
	}
	card, err := p.card(c, c.Param("kind"), name)
	if err != nil {
		return err
	}
	card.Brand = c.T("ui.brand")
	if c.NotModified(card.Key()) {
		return nil
	}
	png, err := p.cards.PNG(c.Context(), card)
	if err != nil {
		return err
	}
	return c.Bytes("image/png", png)
}

var errNoCard = fault.New(fault.NotFound, "fault.not_found")

func (p pages) card(c *page.Ctx, kind, name string) (picture.Card, error) {
	switch kind {
	case "paketti":
		pkg, err := p.Finder.Published(c.Context(), name)
		if err != nil {
			return picture.Card{}, err
		}
		return picture.Card{
			Poster: stayview.PackagePoster(pkg, false), Title: pkg.Name(c.Lang()),
			Line: stayview.Places(c.Context(), pkg) + " · " + c.T("stay.days", "Count", pkg.Days()),
		}, nil
	case "hubi":
		h, err := p.Hubs.BySlug(c.Context(), name)
		return picture.Card{Poster: hubPoster(h, p.today(), false), Title: h.Name, Line: h.Municipality}, err
	case "tapahtuma":
		return p.eventCard(c, name)
	case "sivu":
		return pageCard(c, name)
	}
	return picture.Card{}, errNoCard
}

// eventCard is the picture of an event: its next time, and where.
func (p pages) eventCard(c *page.Ctx, name string) (picture.Card, error) {
	if p.Events == nil {
		return picture.Card{}, errNoCard
	}
	list, err := p.Events.BySlug(c.Context(), name)
	if err != nil {
		return picture.Card{}, err
	}
	o := list[0]
	return picture.Card{Poster: eventview.Poster(o, false), Title: o.Title(c.Lang()), Line: o.When(c.Lang()) + " · " + o.Where()}, nil
}

// pageCard is the picture of a page that is no package and no hub.
func pageCard(c *page.Ctx, name string) (picture.Card, error) {
	switch name {
	case "etusivu":
		return picture.Card{Poster: poster.Spec{Slug: "hubittaako", Kind: "package", Season: "summer", Theme: "jetty"}, Title: c.T("site.front.title"), Line: c.T("front.share.line")}, nil
	case "paketit":
		return picture.Card{Poster: poster.Spec{Slug: "paketit", Kind: "package", Season: "autumn", Theme: "campfire"}, Title: c.T("site.search.title"), Line: c.T("front.share.line")}, nil
	case "hubit":
		return picture.Card{Poster: poster.Spec{Slug: "hubit", Kind: "hub", Season: "summer"}, Title: c.T("site.front.hubs"), Line: c.T("front.share.line")}, nil
	}
	for _, t := range texts {
		if t.key == name {
			return picture.Card{Poster: t.poster(), Title: c.T("site." + t.key + ".title"), Line: c.T("front.share.line")}, nil
		}
	}
	return picture.Card{}, errNoCard
}

// packageData is a package's page as search engines read it.
func packageData(ctx context.Context, v PackageView) []any {
	path := PackagePath(v.Package.Slug, dates.Date{}, 0)
	stay := schema.Stay{Package: v.Package, Offer: v.Offer, Places: places(v), Path: path, Image: PackagePicture(v.Package)}
	if v.Offer != nil {
		stay.Chosen = PackagePath(v.Package.Slug, v.Offer.Start, v.Offer.People)
	}
	return []any{schema.Package(ctx, stay), schema.Crumbs(ctx, ui.T(ctx, "site.search.title"), SearchPath, v.Package.Name(ui.Lang(ctx)), path)}
}
