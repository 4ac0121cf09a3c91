package boot

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"path/filepath"
	"strings"
	"time"

	"github.com/hubittaako/hubittaako/app/base/pgdev"
	"github.com/hubittaako/hubittaako/app/seed"
)

// Dev serves on one's own machine from nothing: it starts a private database where none is set, migrates it, fills it when it
// is empty, and prints where to look and as whom.
func Dev(ctx context.Context, cfg Config, log *slog.Logger, out io.Writer) (err error) {
	if cfg.Production {
		return errors.New("dev is not for production: use serve")
	}
	if cfg.DatabaseURL == "" {
		stop, err := privateDatabase(ctx, &cfg)
		if err != nil {
			return err
		}
		defer func() { err = errors.Join(err, stop()) }()
	}
	if err := Migrate(ctx, cfg); err != nil {
		return err
	}
	a, err := New(ctx, cfg, log)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, a.Close()) }()
	if err := a.SeedIfEmpty(ctx); err != nil {
		return err
	}
	if err := a.welcome(ctx, out); err != nil {
		return err
	}
	return a.Run(ctx)
}

// privateDatabase starts PostgreSQL under the data folder; it ends with this program.
func privateDatabase(ctx context.Context, cfg *Config) (stop func() error, err error) {
	server, err := pgdev.Start(ctx, filepath.Join(cfg.DataDir, "pg"), pgdev.Durable)
	if err != nil {
		return nil, err
	}
	cfg.DatabaseURL, err = server.Database(ctx, "hubittaako")
	if err != nil {
		return nil, errors.Join(err, server.Stop())
	}
	return server.Stop, nil
}

// welcome says where to look, and as whom.
func (a *App) welcome(ctx context.Context, out io.Writer) error {
	var b strings.Builder
	fmt.Fprintf(&b, "\n  Hubittaako is at %s\n", a.URL())
	if a.simulator != nil {
		fmt.Fprintf(&b, "  Payments go to the simulator at %s; no money moves.\n", a.simulator.PublicURL())
	}
	if a.cfg.SMTP == nil {
		fmt.Fprintf(&b, "  Mails are kept at %s/dev/posti.\n", a.URL())
	}
	fmt.Fprintf(&b, "\n  Sign-ins of the demo network, all with the password \"%s\":\n", seed.Password)
	for _, p := range seed.People() {
		fmt.Fprintf(&b, "  %-24s %s\n", p.Role, p.Email)
	}
	week, err := seed.WeekExample(ctx, a.services.weeks, time.Now)
	if err != nil {
		return err
	}
	fmt.Fprintf(&b, "\n  A team looks for a week together at %s/viikot/%s\n", a.URL(), week)
	_, err = fmt.Fprintln(out, b.String())
	return err
}
