package rooms

import (
	"strconv"
	"time"

	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages/hub"
	"github.com/hubittaako/hubittaako/packages/hub/room"
)

// Deps is what these pages need.
type Deps struct {
	Rooms *room.Service
	Hubs  *hub.Service
	Entry func(b room.Booking, lang, url string) []byte // a booking as an .ics file
	Now   func() time.Time
}

// pages has what the actions need.
type pages struct{ Deps }

func (p pages) today() dates.Date { return dates.Today(p.Now()) }

// Routes are the rows of this family of pages.
func Routes(d Deps) []page.Route {
	p := pages{d}
	member, staff := page.Member("company"), page.Member("hub")
	const (
		public  = "/hubit/:slug/tilat"
		company = "/yritys/:company/tilat"
		desk    = "/hubi/:id/tilat"
		one     = desk + "/:room"
	)
	return []page.Route{
		page.Get(public, page.Public, p.show),
		page.Get(public+"/:room", page.SignedIn, p.showForm),
		page.Post(public+"/:room", page.SignedIn, p.book),
		page.Get(company, member, p.mine),
		page.Post(company+"/peru", member, p.cancelMine),
		page.Get(company+"/:booking/kalenteri.ics", member, p.calendar),
		page.Get(desk, staff, p.desk),
		page.Get(desk+"/uusi", staff, p.showNew),
		page.Post(desk+"/uusi", staff, p.create),
		page.Post(desk+"/peru", staff, p.cancel),
		page.Get(one, staff, p.showRoom),
		page.Post(one, staff, p.update),
		page.Get(one+"/varaa", staff, p.showWalkIn),
		page.Post(one+"/varaa", staff, p.walkIn),
	}
}

// Path is the page of a hub's rooms.
func Path(slug string) string { return "/hubit/" + slug + "/tilat" }

// RoomPath is that page with one of the rooms chosen.
func RoomPath(slug string, id int64) string { return Path(slug) + "?tila=" + itoa(id) }

// StayPath is the page of a hub's rooms for a stay, at a week.
func StayPath(slug, ref string, day dates.Date) string {
	return Path(slug) + "?jakso=" + ref + "&viikko=" + day.String()
}

// MinePath lists a company's room bookings.
func MinePath(company int64) string { return ui.OrgPath("company", company) + "/tilat" }

func formPath(slug string, id int64) string { return Path(slug) + "/" + itoa(id) }

func deskPath(hubID int64) string { return ui.OrgPath("hub", hubID) + "/tilat" }

func roomPath(hubID, id int64) string { return deskPath(hubID) + "/" + itoa(id) }

func itoa(n int64) string { return strconv.FormatInt(n, 10) }

// opKey is the key of a form that acts once: the one that was posted when the form comes back, a new one otherwise.
func opKey(c *page.Ctx) string {
	if key, err := c.OpKey(); err == nil {
		return key.String()
	}
	return uuid.NewString()
}
