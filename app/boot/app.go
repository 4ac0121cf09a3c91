package boot

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"time"

	"github.com/prometheus/client_golang/prometheus"

	"github.com/hubittaako/hubittaako/app/base/i18n"
	"github.com/hubittaako/hubittaako/app/base/jobs"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/app/stripepay/simulator"
	"github.com/hubittaako/hubittaako/app/web"
	"github.com/hubittaako/hubittaako/migrations"
)

// App is the running product: one process of any number that share a database.
type App struct {
	cfg       Config
	log       *slog.Logger
	db        *postgres.DB
	texts     *i18n.Bundle
	services  services
	server    *web.Server
	listener  net.Listener
	runner    *jobs.Runner
	simulator *simulator.Server // nil with a Stripe key
	metrics   *http.Server      // nil without an address
}

// drainTime is how long the load balancer has to notice that we are leaving; stopTime bounds all of the shutdown.
const (
	drainTime = 2 * time.Second
	stopTime  = 15 * time.Second
)

// New checks the configuration, opens the database and joins all parts. Nothing runs before Run. Whoever calls New calls
// Close. It fails when the schema is older than the build: migrate first.
func New(ctx context.Context, cfg Config, log *slog.Logger) (_ *App, err error) {
	if err := cfg.check(); err != nil {
		return nil, err
	}
	a := &App{cfg: cfg, log: log}
	defer func() {
		if err != nil {
			err = errors.Join(err, a.Close())
		}
	}()
	if a.listener, err = net.Listen("tcp", cfg.Addr); err != nil {
		return nil, err
	}
	a.fillIn()
	registry := prometheus.NewRegistry()
	if a.db, err = openDatabase(ctx, cfg, registry, log); err != nil {
		return nil, err
	}
	if err := a.db.Check(ctx, migrations.FS); err != nil {
		return nil, err
	}
	if err := errors.Join(a.loadTexts(), a.startSimulator()); err != nil {
		return nil, err
	}
	if a.services, err = a.join(); err != nil {
		return nil, err
	}
	if a.runner, err = a.newRunner(ctx); err != nil {
		return nil, err
	}
	if a.server, err = a.newServer(registry); err != nil {
		return nil, err
	}
	registry.MustRegister(newRuleStats(a.services.watch, log))
	gauge := func(name, help string, value func() float64) {
		registry.MustRegister(prometheus.NewGaugeFunc(prometheus.GaugeOpts{Name: name, Help: help}, value))
	}
	gauge("search_index_age_seconds", "How long ago the search index asked the database for changes.", func() float64 { return a.services.index.Age().Seconds() })
	gauge("search_index_packages", "Packages in the search index.", func() float64 { pkgs, _ := a.services.index.Size(); return float64(pkgs) })
	gauge("search_index_starts", "Start days in the search index that somebody may have.", func() float64 { _, starts := a.services.index.Size(); return float64(starts) })
	a.metrics = metricsServer(cfg.MetricsAddr, registry)
	return a, nil
}

// fillIn gives development what it did not set.
func (a *App) fillIn() {
	if a.cfg.BaseURL == nil {
		_, port, _ := net.SplitHostPort(a.listener.Addr().String()) // an address that is listened on has a port
		a.cfg.BaseURL = &url.URL{Scheme: "http", Host: net.JoinHostPort("localhost", port)}
	}
	if len(a.cfg.Secret) == 0 {
		a.cfg.Secret = []byte(rand.Text() + rand.Text())
	}
}

// URL is how browsers reach the site.
func (a *App) URL() string { return a.cfg.BaseURL.Scheme + "://" + a.cfg.BaseURL.Host }

// DB is the database, for tests that look behind the pages.
func (a *App) DB() *postgres.DB { return a.db }

// Web is the server, for tests that walk its routes.
func (a *App) Web() *web.Server { return a.server }

// Run serves and works until ctx ends, then leaves in order: no new visitors, the requests under way, the jobs under way.
func (a *App) Run(ctx context.Context) error {
	if err := a.runner.Start(ctx); err != nil {
		return err
	}
	following, leave := context.WithCancel(ctx)
	followed := make(chan struct{})
	go func() { a.services.index.Run(following); close(followed) }()
	defer func() { leave(); <-followed }()
	failed := make(chan error, 2)
	go func() { failed <- a.server.Listen(a.listener) }()
	if a.metrics != nil {
		go func() { failed <- a.metrics.ListenAndServe() }()
	}
	a.log.Info("serving", "address", a.listener.Addr().String(), "url", a.URL())
	select {
	case err := <-failed:
		return errors.Join(err, a.stop(0))
	case <-ctx.Done():
		return a.stop(a.drainTime())
	}
}

// drainTime: on one's own machine nobody balances, and waiting annoys.
func (a *App) drainTime() time.Duration {
	if a.cfg.Production {
		return drainTime
	}
	return 0
}

func (a *App) stop(drain time.Duration) error {
	a.log.Info("stopping")
	a.server.Drain()
	time.Sleep(drain)
	ctx, cancel := context.WithTimeout(context.Background(), stopTime)
	defer cancel()
	var errs []error
	if err := a.server.Shutdown(ctx); err != nil {
		errs = append(errs, fmt.Errorf("requests did not finish in time: %w", err))
	}
	if a.runner != nil {
		errs = append(errs, a.runner.Stop(ctx))
		a.runner = nil
	}
	if a.metrics != nil {
		errs = append(errs, a.metrics.Shutdown(ctx))
	}
	return errors.Join(errs...)
}

// Close gives everything back. After Run it only closes the database and the simulator.
func (a *App) Close() error {
	var errs []error
	if a.runner != nil { // never run: it still holds its connections
		errs = append(errs, a.runner.Stop(context.Background()))
	}
	if a.listener != nil {
		if err := a.listener.Close(); err != nil && !errors.Is(err, net.ErrClosed) {
			errs = append(errs, err)
		}
	}
	if a.simulator != nil {
		errs = append(errs, a.simulator.Close())
	}
	if a.db != nil {
		errs = append(errs, a.db.Close())
	}
	return errors.Join(errs...)
}
