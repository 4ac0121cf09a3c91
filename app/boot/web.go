package boot

import (
	"context"
	"slices"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/hubittaako/hubittaako/app/base/i18n"
	"github.com/hubittaako/hubittaako/app/web"
	"github.com/hubittaako/hubittaako/app/web/account"
	"github.com/hubittaako/hubittaako/app/web/admin"
	"github.com/hubittaako/hubittaako/app/web/assets"
	"github.com/hubittaako/hubittaako/app/web/company"
	"github.com/hubittaako/hubittaako/app/web/desks"
	"github.com/hubittaako/hubittaako/app/web/dev"
	"github.com/hubittaako/hubittaako/app/web/eventdesk"
	"github.com/hubittaako/hubittaako/app/web/learning"
	"github.com/hubittaako/hubittaako/app/web/locales"
	"github.com/hubittaako/hubittaako/app/web/mapping"
	"github.com/hubittaako/hubittaako/app/web/network"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/participant"
	"github.com/hubittaako/hubittaako/app/web/partner"
	"github.com/hubittaako/hubittaako/app/web/picture"
	"github.com/hubittaako/hubittaako/app/web/practices"
	"github.com/hubittaako/hubittaako/app/web/rooms"
	"github.com/hubittaako/hubittaako/app/web/site"
	"github.com/hubittaako/hubittaako/app/web/staff"
	"github.com/hubittaako/hubittaako/app/web/statement"
	"github.com/hubittaako/hubittaako/app/web/students"
	"github.com/hubittaako/hubittaako/app/web/threads"
	"github.com/hubittaako/hubittaako/app/web/webhook"
	"github.com/hubittaako/hubittaako/app/web/weekfinder"
	"github.com/hubittaako/hubittaako/app/web/whatson"
	"github.com/hubittaako/hubittaako/migrations"
	"github.com/hubittaako/hubittaako/packages/favourite"
)

// stripeOrigin is where Stripe's pay pages live.
const stripeOrigin = "https://checkout.stripe.com"

func (a *App) newServer(registry *prometheus.Registry) (*web.Server, error) {
	if !assets.Built() {
		a.log.Warn("the styles and scripts are not built: run `go run ./app/web/assets/build` and build again")
	}
	cfg := web.Config{
		BaseURL: a.cfg.BaseURL, Secret: a.cfg.Secret, Dev: !a.cfg.Production, Simulated: a.simulator != nil,
		TrustedProxies: a.cfg.Proxies, ClientIPHeader: a.cfg.ClientIPHeader, RequestsPerMinute: a.cfg.RequestsPerMinute,
		PaymentOrigins: []string{a.paymentOrigin()},
	}
	return web.New(cfg, web.Deps{
		Routes: a.routes(), Auth: sessions{a.services.accounts}, Texts: a.texts, Assets: assets.Files(), Log: a.log, Metrics: registry,
		Ready: func(ctx context.Context) error { return a.db.Check(ctx, migrations.FS) },
	})
}

// loadTexts reads what the site and its mails say.
func (a *App) loadTexts() (err error) {
	a.texts, err = i18n.Load(locales.FS)
	if err == nil {
		a.texts.Report = func(lang, key, problem string) { a.log.Warn("text", "lang", lang, "key", key, "problem", problem) }
	}
	return err
}

// paymentOrigin is the one place besides the site that a form may lead to.
func (a *App) paymentOrigin() string {
	if a.simulator != nil {
		return a.simulator.PublicURL()
	}
	return stripeOrigin
}

// routes is the whole table: each family of pages brings its rows.
func (a *App) routes() []page.Route {
	s, likes := a.services, favourite.New(a.db)
	return slices.Concat(
		site.Routes(site.Deps{Finder: s.finder, Hubs: s.hubs, Bookings: s.bookings, Events: s.events, Rooms: s.rooms, Mapping: s.mapping, Favourites: likes, Learning: s.learning, Students: s.students, Now: time.Now, Contact: a.cfg.Seller.Email}),
		company.Routes(company.Deps{Finder: s.finder, Bookings: s.bookings, Billing: s.billing, Calendar: s.mails.Calendar, Events: s.events, Rooms: s.rooms, Desks: s.desks, Surveys: s.surveys, Now: time.Now}),
		participant.Routes(participant.Deps{Bookings: s.bookings, Calendar: s.mails.Calendar, Events: s.events, Desks: s.desks, Surveys: s.surveys, Now: time.Now}),
		weekfinder.Routes(weekfinder.Deps{Weeks: s.weeks, Finder: s.finder, Now: time.Now}),
		account.Routes(s.accounts, site.TakeFavourites(likes)),
		partner.Routes(partner.Deps{Partners: s.partners, Bookings: s.bookings, Billing: s.billing, Now: time.Now}),
		admin.PartnerRoutes(s.partners),
		statement.Routes(statement.Deps{Feedback: s.feedback, Operator: a.cfg.Seller.Name, Contact: a.cfg.Seller.Email}),
		admin.HubRoutes(s.hubs),
		admin.FeedbackRoutes(s.feedback, time.Now),
		admin.RuleRoutes(s.watch),
		admin.BookingRoutes(admin.BookingDeps{Bookings: s.bookings, Billing: s.billing, Accounts: s.accounts, Partners: s.partners, Surveys: s.surveys, Now: time.Now}),
		mapping.Routes(mapping.Deps{Mapping: s.mapping, Hubs: s.hubs, Now: time.Now}),
		practices.Routes(practices.Deps{Practices: s.practice, Hubs: s.hubs, Now: time.Now}),
		threads.Routes(threads.Deps{Threads: s.threads, Practices: s.practice, Now: time.Now}),
		network.Routes(network.Deps{Network: s.network, Mapping: s.mapping, Now: time.Now}),
		rooms.Routes(rooms.Deps{Rooms: s.rooms, Hubs: s.hubs, Entry: s.roomEntry, Now: time.Now}),
		desks.Routes(desks.Deps{Desks: s.desks, Hubs: s.hubs, Now: time.Now}),
		staff.Routes(staff.Deps{Hubs: s.hubs, Bookings: s.bookings, Desks: s.desks, Editor: s.editor, Finder: s.finder, Reader: a.db, Surveys: s.surveys, Now: time.Now}),
		whatson.Routes(whatson.Deps{Events: s.events, Hubs: s.hubs, Now: time.Now}),
		eventdesk.Routes(eventdesk.Deps{Events: s.events, Hubs: s.hubs, Practices: s.practice, Now: time.Now}),
		students.Routes(students.Deps{Students: s.students, Partners: s.partners, Hubs: s.hubs, Now: time.Now}),
		learning.Routes(learning.Deps{Learning: s.learning, Partners: s.partners, Hubs: s.hubs, Now: time.Now}),
		picture.Routes(),
		webhook.Routes(s.billing),
		dev.Routes(s.outbox),
	)
}
