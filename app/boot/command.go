package boot

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"runtime/debug"

	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/app/web"
	"github.com/hubittaako/hubittaako/migrations"
)

// NewLogger writes JSON for machines in production and lines for people otherwise. Every line of a request carries its id.
func NewLogger(cfg Config, w io.Writer) *slog.Logger {
	opts := &slog.HandlerOptions{Level: cfg.LogLevel}
	if cfg.Production {
		return slog.New(web.LogHandler(slog.NewJSONHandler(w, opts)))
	}
	return slog.New(web.LogHandler(slog.NewTextHandler(w, opts)))
}

// Serve runs the site until ctx ends.
func Serve(ctx context.Context, cfg Config, log *slog.Logger) (err error) {
	a, err := New(ctx, cfg, log)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, a.Close()) }()
	return a.Run(ctx)
}

// Migrate brings the database up to this build. Any number of processes may do it at once.
func Migrate(ctx context.Context, cfg Config) error {
	if cfg.DatabaseURL == "" {
		return errors.New("DATABASE_URL is missing")
	}
	return postgres.Migrate(ctx, cfg.DatabaseURL, migrations.FS)
}

// CreateAdmin makes a network admin of an address and prints the link that sets the password.
func CreateAdmin(ctx context.Context, cfg Config, log *slog.Logger, email string, out io.Writer) (err error) {
	if cfg.DatabaseURL == "" || cfg.BaseURL == nil {
		return errors.New("DATABASE_URL and BASE_URL must be set")
	}
	db, err := postgres.Open(ctx, cfg.DatabaseURL, postgres.Options{})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	people, err := openAccounts(db, cfg.BaseURL.String(), log)
	if err != nil {
		return err
	}
	link, err := people.CreateAdmin(ctx, email, email)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(out, "%s is a network admin. This link sets the password and works for an hour:\n%s\n", email, link)
	return err
}

// Version names the build: the commit it was made from.
func Version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "unknown"
	}
	revision, changed := "unknown", ""
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision":
			revision = s.Value
		case s.Key == "vcs.modified" && s.Value == "true":
			changed = " with changes"
		}
	}
	return revision + changed + " " + info.GoVersion
}
