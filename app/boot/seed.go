package boot

import (
	"context"
	"errors"
	"log/slog"
)

// SignIn is somebody of the demo network, as the program prints them.
type SignIn struct{ Role, Email, Password string }

// demoSignIns are the people whom the seed makes, one a role.
func demoSignIns() []SignIn { return nil }

// fill makes the demo network. It never runs in production.
func (a *App) fill(context.Context) error {
	a.log.Warn("there is no demo data yet")
	return nil
}

// SeedIfEmpty seeds a database that has no hub.
func (a *App) SeedIfEmpty(ctx context.Context) error {
	var filled bool
	if err := a.db.Get(ctx, &filled, `/* boot.SeedIfEmpty */ SELECT EXISTS (SELECT FROM hub)`); err != nil || filled {
		return err
	}
	return a.fill(ctx)
}

// Seed migrates the database that the configuration names and fills it when it is empty.
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
	return a.SeedIfEmpty(ctx)
}
