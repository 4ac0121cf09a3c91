package boot_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/hubittaako/hubittaako/app/base/pgtest"
	"github.com/hubittaako/hubittaako/app/boot"
)

// development is the configuration of one's own machine on a free port.
func development(t *testing.T) boot.Config {
	cfg := boot.Defaults()
	cfg.Addr, cfg.DatabaseURL, cfg.DataDir = "127.0.0.1:0", pgtest.DSN(t), t.TempDir()
	return cfg
}

// running starts an app and returns it with a function that ends it and gives what Run said.
func running(t *testing.T, cfg boot.Config) (*boot.App, func() error) {
	t.Helper()
	app, err := boot.New(context.Background(), cfg, quiet)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() { done <- app.Run(ctx) }()
	ended := false
	stop := func() error {
		ended = true
		cancel()
		return <-done
	}
	t.Cleanup(func() {
		if !ended {
			_ = stop()
		}
		if err := app.Close(); err != nil {
			t.Error(err)
		}
	})
	await(t, func() bool { return get(app, "/readyz") == http.StatusOK })
	return app, stop
}

func await(t *testing.T, ok func() bool) {
	t.Helper()
	for end := time.Now().Add(20 * time.Second); time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		if ok() {
			return
		}
	}
	t.Fatal("waited too long")
}

func get(app *boot.App, path string) int {
	res, err := http.Get(app.URL() + path)
	if err != nil {
		return 0
	}
	defer res.Body.Close()
	_, _ = io.Copy(io.Discard, res.Body)
	return res.StatusCode
}

func TestServesAndStops(t *testing.T) {
	t.Parallel()
	cfg := development(t)
	app, stop := running(t, cfg)
	if got := get(app, "/livez"); got != http.StatusOK {
		t.Errorf("livez: %d", got)
	}
	if got := get(app, "/ei-ole"); got != http.StatusNotFound {
		t.Errorf("missing page: %d", got)
	}
	if err := stop(); err != nil {
		t.Errorf("stop: %v", err)
	}
	if got := get(app, "/livez"); got != 0 {
		t.Errorf("still answers: %d", got)
	}
}

// TestStopsDespiteSilentConnections: a visitor who never finishes a request must not keep a deployment waiting for ever.
func TestStopsDespiteSilentConnections(t *testing.T) {
	t.Parallel()
	app, stop := running(t, development(t))
	u, _ := url.Parse(app.URL())
	for _, said := range []string{"", "GET /livez HTT", "POST /kirjaudu HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf"} {
		conn, err := net.Dial("tcp", "127.0.0.1:"+u.Port())
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		fmt.Fprint(conn, said)
	}
	began := time.Now()
	_ = stop() // it may say that some did not finish
	if took := time.Since(began); took > 16*time.Second {
		t.Errorf("took %v", took)
	}
}

func TestBrokenRequestsGetAnAnswerWithHeaders(t *testing.T) {
	t.Parallel()
	app, _ := running(t, development(t))
	u, _ := url.Parse(app.URL())
	for name, c := range map[string]struct {
		send string
		want string
	}{
		"too large":   {"POST /x HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\n\r\n", "413"},
		"long header": {"GET / HTTP/1.1\r\nHost: x\r\nX: " + strings.Repeat("x", 20000) + "\r\n\r\n", "431"},
		"not HTTP":    {"HELLO\r\n\r\n", "400"},
	} {
		conn, err := net.Dial("tcp", "127.0.0.1:"+u.Port())
		if err != nil {
			t.Fatal(err)
		}
		_ = conn.SetDeadline(time.Now().Add(15 * time.Second))
		fmt.Fprint(conn, c.send)
		res, err := http.ReadResponse(bufio.NewReader(conn), nil)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if !strings.HasPrefix(res.Status, c.want) || res.Header.Get("Content-Security-Policy") == "" {
			t.Errorf("%s: %s, policy %q", name, res.Status, res.Header.Get("Content-Security-Policy"))
		}
		conn.Close()
	}
}

func TestMetricsHaveAnAddressOfTheirOwn(t *testing.T) {
	t.Parallel()
	cfg := development(t)
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	cfg.MetricsAddr = l.Addr().String()
	l.Close()
	app, _ := running(t, cfg)
	if got := get(app, "/metrics"); got != http.StatusNotFound {
		t.Errorf("the site shows metrics: %d", got)
	}
	var text string
	await(t, func() bool {
		res, err := http.Get("http://" + cfg.MetricsAddr + "/metrics")
		if err != nil {
			return false
		}
		defer res.Body.Close()
		b, _ := io.ReadAll(res.Body)
		text = string(b)
		return true
	})
	for _, want := range []string{`http_requests_total{method="GET",route="/readyz",status="200"}`, "db_pool_connections", "go_goroutines", "jobs_waiting", "bookings_overdue 0"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %s", want)
		}
	}
}

func TestEveryRouteHasARow(t *testing.T) {
	t.Parallel()
	app, _ := running(t, development(t))
	if strays := app.Web().Strays(); len(strays) > 0 {
		t.Errorf("routes without a row: %v", strays)
	}
}
