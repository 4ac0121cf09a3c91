package webtest

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"net/url"
	"testing"
	"testing/fstest"
	"time"

	"github.com/hubittaako/hubittaako/app/accounts"
	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/i18n"
	"github.com/hubittaako/hubittaako/app/base/jobs"
	"github.com/hubittaako/hubittaako/app/base/pgtest"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/app/web"
	"github.com/hubittaako/hubittaako/app/web/locales"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/packages"
	"github.com/hubittaako/hubittaako/packages/billing"
	"github.com/hubittaako/hubittaako/packages/booking"
	"github.com/hubittaako/hubittaako/packages/hub"
	"github.com/hubittaako/hubittaako/packages/packtest"
)

// World is a test network with services and some pages on it.
type World struct {
	packtest.Network
	Finder   *packages.Finder
	Hubs     *hub.Service
	Bookings *booking.Service
	Billing  *billing.Service
	Accounts *accounts.Service
	Pay      *PayPage
	server   *web.Server
}

// Clock is the network's: it stands still.
func (w *World) Clock() time.Time { return w.Now }

// Seller stands on the network's invoices.
var Seller = billing.Seller{
	Name: "Verkosto", BusinessID: "9000001-1", Street: "Katu 1", Postcode: "44800", City: "Pihtipudas", Email: "laskut@example.fi",
	IBAN: "FI2112345600000785", BIC: "NDEAFIHH",
}

// New makes a network and puts the pages onto it. A text that is missing or lacks a value fails the test.
func New(t *testing.T, o packtest.Options, routes func(w *World) []page.Route) *World {
	t.Helper()
	t.Parallel()
	db := pgtest.New(t)
	w := &World{Network: packtest.New(t, db, o), Pay: newPayPage()}
	queue, err := jobs.NewQueue()
	must(t, err)
	log := slog.New(slog.NewTextHandler(io.Discard, nil))
	w.Finder, w.Hubs = packages.NewFinder(db, w.Clock), hub.New(db, w.Clock)
	w.Bookings = booking.NewService(db, w.Finder, silent{}, w.Clock)
	w.Billing = billing.NewService(billing.Deps{
		DB: db, Bookings: w.Bookings, Gateway: w.Pay, Queue: queue, Notify: silent{}, Seller: Seller, Now: w.Clock, Log: log,
	})
	w.Accounts, err = accounts.New(db, queue, "https://hubittaako.test", log)
	must(t, err)
	texts, err := i18n.Load(locales.FS)
	must(t, err)
	texts.Report = func(lang, key, problem string) { t.Errorf("text %s in %s: %s", key, lang, problem) }
	w.server, err = web.New(web.Config{
		BaseURL: &url.URL{Scheme: "https", Host: "hubittaako.test"}, Secret: bytes.Repeat([]byte("k"), 32), PaymentOrigins: []string{payOrigin},
	}, web.Deps{
		Routes: routes(w), Auth: w, Texts: texts, Log: slog.New(slog.DiscardHandler), Ready: func(context.Context) error { return nil },
		Assets: fstest.MapFS{"manifest.json": {Data: []byte("{}")}, "favicon.svg": {Data: []byte("<svg/>")}},
	})
	must(t, err)
	return w
}

// Authenticate lets a token be the name of somebody: admin, staff, company, other (of the second company), both (of the two),
// nobody (signed in, without any organisation).
func (w *World) Authenticate(_ context.Context, token string) (page.Session, access.Actor, error) {
	both := w.Companies[0]
	both.Grants = append(both.Grants[:1:1], w.Companies[1].Grants...)
	a, ok := map[string]access.Actor{
		"admin": w.Admin, "staff": w.Staff, "company": w.Companies[0], "other": w.Companies[1], "both": both,
		"nobody": {PersonID: w.Staff.PersonID, Name: "Kuka vain", Email: "kuka@example.fi", Lang: "fi"},
	}[token]
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

// silent takes the news about stays and money.
type silent struct{}

func (silent) BookingHeld(context.Context, *postgres.Tx, int64) error            { return nil }
func (silent) BookingConfirmed(context.Context, *postgres.Tx, int64) error       { return nil }
func (silent) BookingCancelled(context.Context, *postgres.Tx, int64) error       { return nil }
func (silent) BookingExpired(context.Context, *postgres.Tx, int64) error         { return nil }
func (silent) PaymentReturned(context.Context, *postgres.Tx, int64, int64) error { return nil }

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
