package main

import (
	"context"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"time"

	"github.com/valyala/fasthttp"

	"github.com/hubittaako/hubittaako/app/base/dates"
)

// bareEnv makes this program a bare server: of the page in the file that it names, or of a greeting.
const bareEnv = "BENCH_BARE"

// pages asks public pages as fast as eight visitors can, beside a greeting and a ready page of the same bytes from the engine below
// Fiber: what no page can be faster than. Each server has one processor, and then as many as there are.
func pages(ctx context.Context, o options, h *house, n *network, out io.Writer) error {
	start := dates.Today(time.Now()).AddDays(10)
	packagePath := fmt.Sprintf("/paketit/%s?alku=%s&hlo=4", n.slugs[0], start)
	paths := []struct{ name, path string }{
		{"front", "/"}, {"search", fmt.Sprintf("/paketit?pv=%s&hlo=4", start)}, {"package", packagePath},
		{"package, own hours", packagePath + "&rytmi=t0.420-900~p4.915-945.x"}, {"hub", "/hubit/hub-1"},
	}
	fmt.Fprintln(out, "| page | processors | ours /s | ready page of the same bytes /s | ours of that | greeting /s | p99 ours | bytes, packed |\n|---|---|---|---|---|---|---|---|")
	for _, processors := range []string{"1", ""} {
		p, err := h.start(ctx, n.db, n.dsn, "GOMAXPROCS="+processors)
		if err != nil {
			return err
		}
		for _, page := range paths {
			if err := n.page(ctx, o, h, p, page.name, page.path, processors, out); err != nil {
				p.stop()
				return err
			}
		}
		p.stop()
	}
	return nil
}

func (n *network) page(ctx context.Context, o options, h *house, p *program, name, path, processors string, out io.Writer) error {
	visitor := browser{p: p, packed: true}
	body, err := visitor.get(path)
	if err != nil {
		return err
	}
	file := h.dir + "/page"
	if err := os.WriteFile(file, body, 0o600); err != nil {
		return err
	}
	ready, err := bare(file, processors)
	if err != nil {
		return err
	}
	defer ready.stop()
	greeting, err := bare("greeting", processors)
	if err != nil {
		return err
	}
	defer greeting.stop()
	var rates, readies, greetings []float64
	var slow time.Duration
	for range o.rounds {
		for _, m := range []struct {
			p     *program
			path  string
			rates *[]float64
		}{{p, path, &rates}, {ready, "/", &readies}, {greeting, "/", &greetings}} {
			r, err := closed(ctx, 8, o.seconds, func(int) func() error {
				b := browser{p: m.p, packed: true}
				return func() error { _, err := b.get(m.path); return err }
			})
			if err != nil {
				return err
			}
			if *m.rates = append(*m.rates, r.rate); m.p == p {
				slow = max(slow, r.p99)
			}
		}
	}
	if processors == "" {
		processors = "all"
	}
	fmt.Fprintf(out, "| %s | %s | %.0f | %.0f | %.3f | %.0f | %s | %d |\n", name, processors, median(rates), median(readies), median(rates)/median(readies), median(greetings), milliseconds(slow), len(body))
	return nil
}

// bare starts this program as a bare server.
func bare(what, processors string) (*program, error) {
	address, err := freeAddress()
	if err != nil {
		return nil, err
	}
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	return begin(address, "/", exec.Command(self, "-only=none"), []string{bareEnv + "=" + what, "ADDR=" + address, "GOMAXPROCS=" + processors})
}

// serveBare answers as bare asks for, until the process is ended; false where it was not asked for.
func serveBare() bool {
	what := os.Getenv(bareEnv)
	if what == "" {
		return false
	}
	body, kind := []byte("Hei!"), ""
	if what != "greeting" {
		body, _ = os.ReadFile(what)
		kind = "br"
	}
	l, err := net.Listen("tcp4", os.Getenv("ADDR"))
	if err == nil {
		err = fasthttp.Serve(l, func(c *fasthttp.RequestCtx) {
			c.SetContentType("text/html; charset=utf-8")
			if kind != "" {
				c.Response.Header.Set("Content-Encoding", kind)
			}
			c.SetBody(body)
		})
	}
	fmt.Fprintln(os.Stderr, "bench:", err)
	return true
}
