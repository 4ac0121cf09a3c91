package admin

import (
	"strconv"
	"time"

	"github.com/hubittaako/hubittaako/app/accounts"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages/billing"
	"github.com/hubittaako/hubittaako/packages/booking"
	"github.com/hubittaako/hubittaako/packages/booking/survey"
	"github.com/hubittaako/hubittaako/partners"
)

// BookingDeps is what the pages about bookings and money need.
type BookingDeps struct {
	Bookings *booking.Service
	Billing  *billing.Service
	Accounts *accounts.Service
	Partners *partners.Service
	Surveys  *survey.Service // may be nil: then nobody is asked how it was
	Now      func() time.Time
}

type bookingPages struct{ BookingDeps }

func (p bookingPages) today() dates.Date { return dates.Today(p.Now()) }

// BookingRoutes are the rows about what is booked and paid, by whom, and the overview of what waits for somebody.
func BookingRoutes(d BookingDeps) []page.Route {
	p := bookingPages{d}
	return []page.Route{
		page.Get(networkPath(""), page.Admin, p.overview),
		page.Get(networkPath("/varaukset"), page.Admin, p.bookings),
		page.Get(networkPath("/raportti"), page.Admin, p.report),
		page.Get(networkPath("/raportti.csv"), page.Admin, p.reportFile),
		page.Get(networkPath("/talous"), page.Admin, p.money),
		page.Post(networkPath("/talous/maksetut"), page.Admin, p.markPaid),
		page.Post(networkPath("/talous/palautukset/:id/maksettu"), page.Admin, p.markRefunded),
		page.Post(networkPath("/talous/maksut/:id/palautettu"), page.Admin, p.resolveMismatch),
		page.Get(networkPath("/yritykset"), page.Admin, p.companies),
		page.Post(networkPath("/yritykset/:id/laskutus"), page.Admin, p.setInvoicing),
	}
}

func networkPath(rest string) string { return ui.OrgPath("network", 0) + rest }

func refundedPath(id int64) string {
	return networkPath("/talous/palautukset/" + strconv.FormatInt(id, 10) + "/maksettu")
}

func resolvedPath(id int64) string {
	return networkPath("/talous/maksut/" + strconv.FormatInt(id, 10) + "/palautettu")
}

func invoicingPath(id int64) string {
	return networkPath("/yritykset/" + strconv.FormatInt(id, 10) + "/laskutus")
}
