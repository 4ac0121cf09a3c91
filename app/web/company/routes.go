package company

import (
	"strconv"
	"time"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/ics"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/site"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages/billing"
	"github.com/hubittaako/hubittaako/packages/booking"
	"github.com/hubittaako/hubittaako/packages/booking/survey"
	"github.com/hubittaako/hubittaako/packages/hub/desk"
	"github.com/hubittaako/hubittaako/packages/hub/event"
	"github.com/hubittaako/hubittaako/packages/hub/room"
	"github.com/hubittaako/hubittaako/packages/search"
)

// Deps are what the pages are joined from.
type Deps struct {
	Finder   *search.Finder
	Bookings *booking.Service
	Billing  *billing.Service
	Calendar func(d booking.Detail, lang string, more ...ics.Event) []byte // a stay as an .ics file, with what else the group does
	Events   *event.Service                                                // may be nil: then nothing else is on
	Rooms    *room.Service                                                 // may be nil: then there are none to book
	Desks    *desk.Service                                                 // may be nil: then desks have no names
	Surveys  *survey.Service                                               // may be nil: then nobody is asked how it was
	Now      func() time.Time
}

// pages has what the actions need.
type pages struct{ Deps }

func (p pages) today() dates.Date { return dates.Today(p.Now()) }

// Routes are the rows of this family of pages. A booking and a document are found by their own numbers; whose they are, the
// services check.
func Routes(d Deps) []page.Route {
	p := pages{d}
	member := page.Member("company")
	const one = site.HoldPath + "/:ref"
	return []page.Route{
		page.Get("/yritys", page.SignedIn, p.home),
		page.Get("/yritys/:company/varaukset", member, p.list),
		page.Get("/yritys/:company/laskut", member, p.documents),
		page.Get("/yritys/laskut/:number.pdf", member, p.document),
		page.Post(site.HoldPath, page.SignedIn, p.hold),
		page.Post(site.QueuePath, page.SignedIn, p.joinQueue),
		page.Post("/yritys/:company/jono/:entry", member, p.leaveQueue),
		page.Post(site.HoldAllPath, page.SignedIn, p.holdAll),
		page.Get(one, member, p.show),
		page.Get(one+"/kalenteri.ics", member, p.calendar),
		page.Get(one+"/ohjelma.pdf", member, p.paper),
		page.Get(one+"/raportti", member, p.showReport),
		page.Get(one+"/raportti.csv", member, p.reportFile),
		page.Get(one+"/palaute", member, p.showSurvey),
		page.Post(one+"/palaute", member, p.answerSurvey),
		page.Post(one+"/osallistujat", member, p.name),
		page.Post(one+"/tyopiste", member, p.wishDesk),
		page.Post(one+"/toinen-hubi", member, p.askMove),
		page.Post(one+"/toinen-hubi/:move", member, p.actOnMove),
		page.Post(one+"/kortti", member, p.payByCard),
		page.Get(one+"/maksu", member, p.paid),
		page.Post(one+"/lasku", member, p.payByInvoice),
		page.Post(one+"/peru", member, p.cancel),
		page.Get(one+"/muuta", member, p.showChange),
		page.Post(one+"/muuta", member, p.makeChange),
		page.Get(one+"/muuta/kerta/:session", member, p.showSession),
		page.Get(one+"/muuta/lisaa", member, p.showAddable),
		page.Get(one+"/muuta/tyoaika", member, p.showRhythm),
		page.Post(one+"/muuta/tyoaika", member, p.setRhythm),
		page.Post(one+"/muuta/maksa", member, p.payDifference),
		page.Post(one+"/muuta/hylkaa", member, p.withdrawChange),
		page.Post(one+"/varalla", member, p.setFallback),
		page.Post(one+"/tapahtumat", member, p.joinEvent),
		page.Post(one+"/tapahtumat/poista", member, p.leaveEvent),
	}
}

// BookingPath is the page of a booking.
func BookingPath(ref string) string { return site.HoldPath + "/" + ref }

// DocumentPath is where an invoice, receipt or credit note is fetched.
func DocumentPath(number int64) string {
	return "/yritys/laskut/" + strconv.FormatInt(number, 10) + ".pdf"
}

func listPath(company int64) string {
	return ui.OrgPath("company", company) + "/varaukset"
}
