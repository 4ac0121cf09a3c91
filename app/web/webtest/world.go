package webtest

import (
	"context"
	"log/slog"
	"testing"
	"time"

	"github.com/hubittaako/hubittaako/app/accounts"
	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/jobs"
	"github.com/hubittaako/hubittaako/app/base/pgtest"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/packages/billing"
	"github.com/hubittaako/hubittaako/packages/booking"
	"github.com/hubittaako/hubittaako/packages/hub"
	"github.com/hubittaako/hubittaako/packages/packtest"
	"github.com/hubittaako/hubittaako/packages/search"
	"github.com/hubittaako/hubittaako/partners"
)

// World is a test network with services and some pages on it.
type World struct {
	packtest.Network
	Site
	Finder   *search.Finder
	Hubs     *hub.Service
	Bookings *booking.Service
	Billing  *billing.Service
	Accounts *accounts.Service
	Pay      *PayPage
	// People may be signed in, see As: admin, staff, company, other (of the second company), both (of the two), nobody
	// (without any organisation) and whom a test adds.
	People map[string]access.Actor
}

// Clock is the network's: it stands still.
func (w *World) Clock() time.Time { return w.Now }

// Seller stands on the network's invoices.
var Seller = billing.Seller{
	Name: "Verkosto", BusinessID: "9000001-1", Street: "Katu 1", Postcode: "44800", City: "Pihtipudas", Email: "laskut@example.fi",
	IBAN: "FI2112345600000785", BIC: "NDEAFIHH",
}

// New makes a network and puts the pages onto it, see Serve. The test runs beside others.
func New(t *testing.T, o packtest.Options, routes func(w *World) []page.Route) *World {
	t.Helper()
	t.Parallel()
	db := pgtest.New(t)
	w := &World{Network: packtest.New(t, db, o), Pay: newPayPage()}
	queue, err := jobs.NewQueue()
	must(t, err)
	log := slog.New(slog.DiscardHandler)
	w.Finder, w.Hubs = search.NewFinder(db, w.Clock), hub.New(db, w.Clock)
	w.Bookings = booking.NewService(db, w.Finder, Silent{}, w.Clock)
	w.Billing = billing.NewService(billing.Deps{
		DB: db, Bookings: w.Bookings, Gateway: w.Pay, Queue: queue, Notify: Silent{}, Seller: Seller, Now: w.Clock, Log: log,
	})
	w.Accounts, err = accounts.New(db, queue, Origin, log)
	must(t, err)
	both := w.Companies[0]
	both.Grants = append(both.Grants[:1:1], w.Companies[1].Grants...)
	w.People = map[string]access.Actor{
		"admin": w.Admin, "staff": w.Staff, "company": w.Companies[0], "other": w.Companies[1], "both": both,
		"nobody": {PersonID: w.Staff.PersonID, Name: "Kuka vain", Email: "kuka@example.fi", Lang: "fi"},
	}
	w.Site = Serve(t, routes(w), w, log)
	return w
}

// Authenticate lets a token be the name of somebody in People.
func (w *World) Authenticate(_ context.Context, token string) (page.Session, access.Actor, error) {
	a, ok := w.People[token]
	if !ok {
		return page.Session{}, a, fault.New(fault.Unauthenticated, "fault.sign_in")
	}
	return page.Session{ID: 1, CSRF: token}, a, nil
}

// Exec changes the network behind the pages' backs.
func (w *World) Exec(t *testing.T, query string, args ...any) {
	t.Helper()
	must(t, w.DB.InTx(t.Context(), func(tx *postgres.Tx) error {
		_, err := tx.Exec(t.Context(), "/* webtest.Exec */ "+query, args...)
		return err
	}))
}

// Silent takes all news: about stays and money, and about partners and their sessions.
type Silent struct{}

func (Silent) BookingHeld(context.Context, *postgres.Tx, int64) error        { return nil }
func (Silent) BookingConfirmed(context.Context, *postgres.Tx, int64) error   { return nil }
func (Silent) BookingCancelled(context.Context, *postgres.Tx, int64) error   { return nil }
func (Silent) BookingExpired(context.Context, *postgres.Tx, int64) error     { return nil }
func (Silent) PeopleNamed(context.Context, *postgres.Tx, int64) error        { return nil }
func (Silent) QueueOver(context.Context, *postgres.Tx, int64) error          { return nil }
func (Silent) PlanBCalled(context.Context, *postgres.Tx, int64, int64) error { return nil }
func (Silent) DayMoved(context.Context, *postgres.Tx, int64, int64, booking.MoveNews) error {
	return nil
}
func (Silent) PaymentReturned(context.Context, *postgres.Tx, int64, int64) error { return nil }
func (Silent) StayChanged(context.Context, *postgres.Tx, int64) error            { return nil }
func (Silent) DifferenceReturned(context.Context, *postgres.Tx, int64, int64) error {
	return nil
}

func (Silent) PartnerApplied(context.Context, *postgres.Tx, partners.Partner) error { return nil }
func (Silent) PartnerDecided(context.Context, *postgres.Tx, partners.Partner, bool, string) error {
	return nil
}

func (Silent) PoolDecided(context.Context, *postgres.Tx, partners.Session) error { return nil }

func (Silent) SessionCancelled(context.Context, *postgres.Tx, partners.Session, string) error {
	return nil
}
