package site

import (
	"context"
	"slices"
	"time"

	"github.com/gofiber/fiber/v2"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/stayview"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/app/web/ui/poster"
	"github.com/hubittaako/hubittaako/packages"
	"github.com/hubittaako/hubittaako/packages/hub"
	"github.com/hubittaako/hubittaako/packages/search"
)

// home is the front page: the search, what can be had soon, the hubs and what goes on there.
type home struct {
	finder finder
	season string
	hits   []search.Hit
	hubs   []hub.Hub
	events []happening
	now    time.Time

	contact string // the network's e-mail address
}

// frontPackages is how many packages the front page shows.
const frontPackages = 8

// frontHappenings and hubHappenings are how much of what is on the front page and a hub's page tell.
const (
	frontHappenings = 6
	hubHappenings   = 6
)

// front greets.
func (p pages) front(c *page.Ctx) error {
	today := p.today()
	search := searchForm{People: usualGroup}
	query := search.query(today)
	query.Limit = frontPackages
	hits, err := p.Finder.Find(c.Context(), query)
	if err != nil {
		return err
	}
	hubs, err := p.Hubs.Network(c.Context())
	if err != nil {
		return err
	}
	h := home{finder: finder{form: search.form(), months: months(speaking(c), today, ""), lead: true}, season: season(today), hubs: hubs, now: p.Now(), contact: p.Contact, hits: hits}
	if h.events, err = p.goingOn(speaking(c), 0, frontHappenings); err != nil {
		return err
	}
	return c.Render(fiber.StatusOK, frontPage(h))
}

// season of a day, as posters know them: the lake is frozen from December to March.
func season(d dates.Date) string {
	switch m := d.Month(); {
	case m == 12 || m <= 3:
		return "winter"
	case m <= 5:
		return "spring"
	case m <= 8:
		return "summer"
	}
	return "autumn"
}

// heroPoster is the picture behind the headline: a bright day that dark letters can be read on, room for words.
var heroPoster = poster.Spec{Slug: "hubittaako", Kind: "package", Season: "summer", Theme: "canoe", Wide: true, Quiet: true}

// wideCard says which cards of a grid are twice as wide, so that rows of four are full: first the first, then the last, then those
// between.
func wideCard(i, count int) bool {
	missing := (4 - count%4) % 4
	if count < 3 {
		missing = count
	}
	return i == 0 && missing > 0 || i == count-1 && missing > 1 || i == 1 && missing > 2
}

// card is a hit on the front page: the price of one person, the first days, the places.
func card(ctx context.Context, h search.Hit, wide bool) ui.Card {
	pkg, o := h.Package, h.First
	return ui.Card{
		Picture: ui.Picture{Poster: stayview.PackagePoster(pkg, wide)}, Title: pkg.Name(ui.Lang(ctx)), Lang: ui.OtherLang(ctx, pkg.NameText()),
		Href:  ui.Href(ctx, PackagePath(pkg.Slug, o.Start, o.People)),
		Place: stayview.Places(ctx, pkg), Text: ui.T(ctx, "stay.days", "Count", pkg.Days()) + ", " + highlights(ctx, pkg),
		Price: ui.MoneyShort(ctx, o.Price.PerPerson()), PerWhat: ui.T(ctx, "stay.price.per_person"),
		Aside: ui.T(ctx, "site.front.next", "Day", ui.Date(ctx, o.Start)), AsideSub: ui.T(ctx, "stay.places", "Count", h.Places), Level: 3,
	}
}

// highlights are the package's two most telling activities in small letters: beds and buses come last.
func highlights(ctx context.Context, pkg packages.Package) string {
	var names []string
	for _, plain := range []bool{false, true} {
		for _, it := range pkg.Items {
			if (it.Kind == "lodging" || it.Kind == "transport" || it.Kind == "food") == plain {
				names = append(names, lower(it.Title(ui.Lang(ctx))))
			}
		}
	}
	switch len(names) {
	case 0:
		return ui.T(ctx, "site.front.desks")
	case 1:
		return names[0]
	}
	return ui.T(ctx, "site.front.two", "A", names[0], "B", names[1])
}

// studentsSearch finds the stays with something to learn.
var studentsSearch = searchWith("teema", "study")

// namedLink is a text that leads somewhere.
type namedLink struct{ Title, Href string }

// withStudents are the stays of the front page that students or lessons belong to.
func withStudents(ctx context.Context, hits []search.Hit) (list []namedLink) {
	for _, h := range hits {
		if slices.ContainsFunc(h.Package.Items, func(it packages.Item) bool { return it.Is("study") }) {
			list = append(list, namedLink{h.Package.Name(ui.Lang(ctx)), ui.Href(ctx, PackagePath(h.Package.Slug, h.First.Start, h.First.People))})
		}
	}
	return list
}

// cornerSeason: the students sit outdoors, so they are not drawn in the snow.
func cornerSeason(season string) string {
	if season == "winter" {
		return "spring"
	}
	return season
}

func callTheme(season string) string {
	if season == "winter" {
		return "snowshoe"
	}
	return "canoe"
}
