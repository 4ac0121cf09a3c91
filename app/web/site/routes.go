package site

import (
	"time"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/picture"
	"github.com/hubittaako/hubittaako/packages/booking"
	"github.com/hubittaako/hubittaako/packages/favourite"
	"github.com/hubittaako/hubittaako/packages/hub"
	"github.com/hubittaako/hubittaako/packages/hub/event"
	"github.com/hubittaako/hubittaako/packages/hub/mapping"
	"github.com/hubittaako/hubittaako/packages/hub/room"
	"github.com/hubittaako/hubittaako/packages/search"
	"github.com/hubittaako/hubittaako/partners/learning"
	"github.com/hubittaako/hubittaako/partners/students"
)

// Addresses that other pages link to.
const (
	SearchPath = "/paketit"
	HubsPath   = "/hubit"
	WeeksPath  = "/viikot" // where a team finds a week together
)

// Deps are what the pages are joined from.
type Deps struct {
	Finder     *search.Finder
	Hubs       *hub.Service
	Favourites *favourite.Service
	Bookings   *booking.Service  // may be nil: then refusals name no other ways
	Events     *event.Service    // may be nil: then nothing is on
	Rooms      *room.Service     // may be nil: then no rooms are shown
	Mapping    *mapping.Service  // may be nil: then no strengths are shown
	Learning   *learning.Service // may be nil: then nothing is taught
	Students   *students.Service // may be nil: then no hub has a students' corner
	Now        func() time.Time
	Contact    string // the network's e-mail address, for the contact page
}

// pages has what the actions need.
type pages struct {
	Deps
	cards *picture.Cards
}

func (p pages) today() dates.Date { return dates.Today(p.Now()) }

// Routes are the rows of this family of pages.
func Routes(d Deps) []page.Route {
	p := pages{Deps: d, cards: picture.NewCards(keptCards)}
	rows := []page.Route{
		page.Get("/", page.Public, p.front),
		page.Get(SearchPath, page.Public, p.search),
		page.Get(SearchPath+"/:slug", page.Public, p.showPackage),
		page.Get(ComparePath, page.Public, p.compare),
		page.Get(SearchPath+"/:slug/jaettu/:other", page.Public, p.showDivision),
		page.Get(FavouritesPath, page.Public, p.listFavourites),
		page.Post(FavouritesPath, page.Public, p.changeFavourite),
		page.Get(HubsPath, page.Public, p.listHubs),
		page.Get(HubsPath+"/:slug", page.Public, p.showHub),
		page.Get(sharePath+"/:kind/:file", page.Public, p.shareCard).With(page.Options{Cache: 24 * time.Hour}),
		page.Get("/sitemap.xml", page.Public, p.showSitemap).With(page.Options{Neutral: true, Cache: time.Hour}),
	}
	for _, t := range texts {
		rows = append(rows, page.Get(t.path, page.Public, p.showText(t)))
	}
	return rows
}
