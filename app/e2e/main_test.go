package e2e

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"sync"
	"testing"

	"github.com/hubittaako/hubittaako/app/base/pgtest"
	"github.com/hubittaako/hubittaako/app/boot"
	"github.com/hubittaako/hubittaako/packages/booking"
)

// site is a running product on a database of its own.
type site struct {
	*boot.App
	URL string
}

// demoSite starts the product with the demo network in it.
func demoSite(t *testing.T) site {
	t.Helper()
	dsn, err := demo()
	if err != nil {
		t.Fatal(err)
	}
	return start(t, pgtest.Clone(t, dsn), nil)
}

// emptySite starts the product with nothing in it. taker is nil but for a control.
func emptySite(t *testing.T, taker booking.Taker) site {
	t.Helper()
	return start(t, pgtest.DSN(t), taker)
}

func start(t *testing.T, dsn string, taker booking.Taker) site {
	t.Helper()
	cfg, err := configure(dsn, t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	cfg.Taker = taker
	ctx, stop := context.WithCancel(context.Background())
	app, err := boot.New(ctx, cfg, slog.New(slog.NewTextHandler(logTo(t), &slog.HandlerOptions{Level: slog.LevelWarn})))
	if err != nil {
		stop()
		t.Fatal(err)
	}
	done := make(chan error, 1)
	go func() { done <- app.Run(ctx) }()
	t.Cleanup(func() {
		stop()
		if err := <-done; err != nil {
			t.Error(err)
		}
		if err := app.Close(); err != nil {
			t.Error(err)
		}
	})
	return site{App: app, URL: app.URL()}
}

func configure(dsn, dir string) (boot.Config, error) {
	env := map[string]string{"ADDR": "127.0.0.1:0", "DATABASE_URL": dsn, "REQUESTS_PER_MINUTE": "100000", "DATA_DIR": dir}
	return boot.FromEnv(func(name string) string { return env[name] })
}

// demo fills a database with the demo network, once: each test gets a copy, so that none sees what another did.
var demo = sync.OnceValues(func() (dsn string, err error) {
	dir, err := os.MkdirTemp("", "e2e")
	if err != nil {
		return "", err
	}
	whole.Cleanup(func() { os.RemoveAll(dir) })
	dsn = pgtest.DSN(whole)
	cfg, err := configure(dsn, dir)
	if err != nil {
		return "", err
	}
	app, err := boot.New(context.Background(), cfg, slog.New(slog.DiscardHandler))
	if err != nil {
		return "", err
	}
	return dsn, errors.Join(app.SeedIfEmpty(context.Background()), app.Close())
})

// logTo shows the program's warnings with the test that caused them.
func logTo(t *testing.T) io.Writer { return testLog{t} }

type testLog struct{ t *testing.T }

func (l testLog) Write(b []byte) (int, error) {
	l.t.Logf("log: %s", b)
	return len(b), nil
}

// whole owns what lasts as long as all tests together: the browser and the demo's database.
var whole = &suite{}

type suite struct {
	testing.TB
	mu    sync.Mutex
	after []func()
}

func (*suite) Helper() {}

func (s *suite) Cleanup(f func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.after = append(s.after, f)
}

func (*suite) Fatalf(format string, args ...any) { panic(fmt.Sprintf(format, args...)) }

func (s *suite) Fatal(args ...any) { s.Fatalf("%s", fmt.Sprintln(args...)) }

func (*suite) Errorf(format string, args ...any) { fmt.Fprintf(os.Stderr, format+"\n", args...) }

func (s *suite) end() {
	for i := len(s.after) - 1; i >= 0; i-- {
		s.after[i]()
	}
}

func TestMain(m *testing.M) {
	code := m.Run()
	whole.end()
	os.Exit(code)
}
