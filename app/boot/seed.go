package boot

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"github.com/hubittaako/hubittaako/app/notify"
	"github.com/hubittaako/hubittaako/app/seed"
	"github.com/hubittaako/hubittaako/packages/billing"
	"github.com/hubittaako/hubittaako/packages/booking"
	"github.com/hubittaako/hubittaako/packages/hub"
	"github.com/hubittaako/hubittaako/packages/search"
	"github.com/hubittaako/hubittaako/partners"
)

// fill makes the demo network through the services. It never runs in production.
func (a *App) fill(ctx context.Context) error {
	if a.cfg.Production {
		return errors.New("the demo network is not for production")
	}
	a.log.Info("making the demo network")
	s := a.services
	return seed.Fill(ctx, seed.Deps{
		Accounts: s.accounts, Partners: s.partners, Hubs: s.hubs, Editor: s.editor, Finder: s.finder, Bookings: s.bookings, Billing: s.billing, Events: s.events, Rooms: s.rooms, Desks: s.desks, Mapping: s.mapping, Network: s.network, Practices: s.practice, Threads: s.threads, Learning: s.learning, Students: s.students, Surveys: s.surveys, Weeks: s.weeks, Earlier: a.earlier,
		Now: time.Now,
	})
}

// earlier are services with a clock that stands still, for what the demo network has behind it.
func (a *App) earlier(at time.Time) seed.Earlier {
	then, s := func() time.Time { return at }, a.services
	told := notify.NewStays(notify.NewQueue(s.queue), s.events, s.rooms)
	bookings := booking.NewService(a.db, search.NewFinder(a.db, then), told, then)
	return seed.Earlier{
		Hubs: hub.New(a.db, then), Partners: partners.New(a.db, notify.NewPartners(s.queue, s.accounts, a.texts, a.address), then), Bookings: bookings,
		Billing: billing.NewService(billing.Deps{DB: a.db, Bookings: bookings, Queue: s.queue, Notify: told, Seller: billing.Seller(a.cfg.Seller), Now: then, Log: a.log}),
	}
}

// SeedIfEmpty makes the demo network where nobody has made a company: the demo's come last, so a run that was cut off goes on.
func (a *App) SeedIfEmpty(ctx context.Context) error {
	var filled bool
	if err := a.db.Get(ctx, &filled, `/* boot.SeedIfEmpty */ SELECT EXISTS (SELECT FROM company)`); err != nil || filled {
		return err
	}
	return a.fill(ctx)
}

// Seed migrates the database that the configuration names and makes what is missing of the demo network.
func Seed(ctx context.Context, cfg Config, log *slog.Logger) (err error) {
	if cfg.Production {
		return errors.New("the demo network is not for production")
	}
	if err := Migrate(ctx, cfg); err != nil {
		return err
	}
	cfg.Addr = "127.0.0.1:0" // beside a site that runs
	a, err := New(ctx, cfg, log)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, a.Close()) }()
	return a.fill(ctx)
}
