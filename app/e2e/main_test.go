package e2e

import (
	"context"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"github.com/hubittaako/hubittaako/app/base/pgtest"
	"github.com/hubittaako/hubittaako/app/boot"
	"github.com/hubittaako/hubittaako/packages/booking"
)

// site is a running product on a database of its own, filled with the demo network.
type site struct {
	*boot.App
	URL string
}

// newSite starts the product for one test, with the demo network or without. taker is nil but for a control.
func newSite(t *testing.T, fill bool, taker booking.Taker) site {
	t.Helper()
	env := map[string]string{"ADDR": "127.0.0.1:0", "DATABASE_URL": pgtest.DSN(t), "REQUESTS_PER_MINUTE": "100000", "DATA_DIR": t.TempDir()}
	cfg, err := boot.FromEnv(func(name string) string { return env[name] })
	if err != nil {
		t.Fatal(err)
	}
	cfg.Taker = taker
	ctx, stop := context.WithCancel(context.Background())
	app, err := boot.New(ctx, cfg, slog.New(slog.NewTextHandler(logTo(t), &slog.HandlerOptions{Level: slog.LevelWarn})))
	if err != nil {
		t.Fatal(err)
	}
	if fill {
		if err := app.SeedIfEmpty(ctx); err != nil {
			t.Fatal(err)
		}
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

// logTo shows the program's warnings with the test that caused them.
func logTo(t *testing.T) io.Writer { return testLog{t} }

type testLog struct{ t *testing.T }

func (l testLog) Write(b []byte) (int, error) {
	l.t.Logf("log: %s", b)
	return len(b), nil
}

var browser = sync.OnceValues(func() (context.Context, error) {
	opts := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-dev-shm-usage", true),
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("host-resolver-rules", "MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost"),
		chromedp.WindowSize(1440, 900))
	alloc, stopAlloc := chromedp.NewExecAllocator(context.Background(), opts...)
	ctx, stop := chromedp.NewContext(alloc)
	closers = append(closers, stop, stopAlloc)
	return ctx, chromedp.Do(ctx)
})

var closers []func()

func TestMain(m *testing.M) {
	code := m.Run()
	for _, c := range closers {
		c()
	}
	os.Exit(code)
}

// person is somebody with a browser of their own: cookies and all.
type person struct {
	t    *testing.T
	ctx  context.Context
	base string
}

// visitor opens a fresh browser at the site.
func (s site) visitor(t *testing.T) *person {
	t.Helper()
	parent, err := browser()
	if err != nil {
		t.Fatalf("Chromium does not start: %v", err)
	}
	ctx, stop := chromedp.NewContext(parent, chromedp.WithNewBrowserContext())
	t.Cleanup(stop)
	if err := chromedp.Do(ctx); err != nil { // the tab lives as long as the context of its first step
		t.Fatal(err)
	}
	ctx, cancel := context.WithTimeout(ctx, 3*time.Minute)
	t.Cleanup(cancel)
	return &person{t: t, ctx: ctx, base: s.URL}
}

// shots is where pictures of what was seen go, when it is set.
var shots = os.Getenv("E2E_SHOTS")

// shot takes a picture of the whole page.
func (p *person) shot(name string) {
	p.t.Helper()
	if shots == "" {
		return
	}
	png, err := chromedp.Run(p.ctx, chromedp.FullScreenshot(100))
	if err == nil {
		err = os.WriteFile(filepath.Join(shots, name+".png"), png, 0o600)
	}
	if err != nil {
		p.t.Error(err)
	}
}
