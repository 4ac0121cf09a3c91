package web_test

import (
	"context"
	"io"
	"net"
	"net/http"
	"testing"
	"time"

	"github.com/hubittaako/hubittaako/app/web/page"
)

// TestShutdownFinishesWhatWasBegun: the request under way is answered, its context lives on, and newcomers are turned away.
func TestShutdownFinishesWhatWasBegun(t *testing.T) {
	began, release := make(chan struct{}), make(chan struct{})
	s := newSite(t, options{}, page.Get("/hidas", page.Public, func(c *page.Ctx) error {
		close(began)
		<-release
		if err := c.Context().Err(); err != nil {
			return err
		}
		return c.Text(200, "valmis")
	}))
	ln, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	served := make(chan error, 1)
	go func() { served <- s.Listen(ln) }()
	url := "http://" + ln.Addr().String()
	answered := make(chan string, 1)
	go func() {
		res, err := http.Get(url + "/hidas")
		if err != nil {
			answered <- err.Error()
			return
		}
		defer res.Body.Close()
		b, _ := io.ReadAll(res.Body)
		answered <- string(b)
	}()
	<-began
	down := make(chan error, 1)
	go func() {
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		down <- s.Shutdown(ctx)
	}()
	for conn, err := net.Dial("tcp", ln.Addr().String()); err == nil; conn, err = net.Dial("tcp", ln.Addr().String()) {
		conn.Close() // until the door is shut
	}
	close(release)
	if got := <-answered; got != "valmis" {
		t.Errorf("the request under way got %q", got)
	}
	if err := <-down; err != nil {
		t.Errorf("shutdown: %v", err)
	}
	if err := <-served; err != nil {
		t.Errorf("listen: %v", err)
	}
}
