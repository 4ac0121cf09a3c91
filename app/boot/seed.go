package boot

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"github.com/hubittaako/hubittaako/app/seed"
)

// fill makes the demo network through the services. It never runs in production.
func (a *App) fill(ctx context.Context) error {
	if a.cfg.Production {
		return errors.New("the demo network is not for production")
	}
	a.log.Info("making the demo network")
	s := a.services
	return seed.Fill(ctx, seed.Deps{
		Accounts: s.accounts, Partners: s.partners, Hubs: s.hubs, Editor: s.editor, Finder: s.finder, Bookings: s.bookings, Billing: s.billing, Events: s.events, Rooms: s.rooms, Mapping: s.mapping, Network: s.network, Practices: s.practice, Learning: s.learning, Students: s.students, Now: time.Now,
	})
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
