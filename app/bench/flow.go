package main

import (
	"context"
	"fmt"
	"html"
	"io"
	"math/rand/v2"
	"regexp"
	"strings"
	"time"

	"github.com/valyala/fasthttp"

	"github.com/hubittaako/hubittaako/app/base/dates"
)

// holdPath is where a package's page sends its form; each booking has its page below.
const holdPath = "/yritys/varaukset"

// flow has signed-in companies do all that a booking takes, over HTTP: search, open a package, send its form, choose the invoice.
func flow(ctx context.Context, o options, h *house, n *network, out io.Writer) error {
	p, err := h.start(ctx, n.db, n.dsn)
	if err != nil {
		return err
	}
	defer p.stop()
	fmt.Fprintln(out, "| whole flow over HTTP | bookings /s | requests /s | p50 of a booking | p99 of a booking | memory after |\n|---|---|---|---|---|---|")
	for _, clients := range []int{1, 4, 16} {
		var rates []float64
		var p50, p99 time.Duration
		for range o.rounds {
			r, err := n.book(ctx, p, clients, o.seconds)
			if err != nil {
				return err
			}
			rates, p50, p99 = append(rates, r.rate), max(p50, r.p50), max(p99, r.p99)
		}
		rate := median(rates)
		fmt.Fprintf(out, "| %d companies at once | %.0f | %.0f | %s | %s | %.0f MB |\n", clients, rate, 4*rate, milliseconds(p50), milliseconds(p99), p.memory())
	}
	return nil
}

func (n *network) book(ctx context.Context, p *program, clients int, long time.Duration) (result, error) {
	tomorrow := dates.Today(time.Now()).AddDays(1)
	companies := make([]browser, clients)
	for c := range companies {
		cookie, err := n.signIn(ctx, n.companies[n.used.Add(1)-1])
		if err != nil {
			return result{}, err
		}
		companies[c] = browser{p: p, cookie: cookie}
	}
	return closed(ctx, clients, long, func(c int) func() error {
		random := rand.New(rand.NewPCG(uint64(c), 10))
		b := companies[c]
		return func() error {
			day, people := tomorrow.AddDays(random.IntN(77)), 1+random.IntN(8)
			if _, err := b.get(fmt.Sprintf("/paketit?pv=%s&hlo=%d", day, people)); err != nil {
				return err
			}
			page, err := b.get(fmt.Sprintf("/paketit/%s?alku=%s&hlo=%d", n.slugs[random.IntN(len(n.slugs))], day, people))
			if err != nil {
				return err
			}
			form, err := hiddenFields(page, holdPath)
			if err != nil {
				return err
			}
			to, err := b.ask("POST", holdPath, form)
			if err != nil {
				return err
			}
			if !strings.Contains(string(to), holdPath+"/HT-") {
				return fmt.Errorf("a hold led to %s", to)
			}
			paid, err := b.ask("POST", strings.TrimPrefix(string(to), p.base)+"/lasku", form) // of the form it needs the token alone
			if err == nil && string(paid) != string(to) {
				err = fmt.Errorf("a payment led to %s", paid)
			}
			return err
		}
	})
}

var hidden = regexp.MustCompile(`<input[^>]*type="hidden"[^>]*>`)
var attribute = regexp.MustCompile(`(name|value)="([^"]*)"`)

// hiddenFields are those of the form that the page sends to the path.
func hiddenFields(page []byte, path string) (*fasthttp.Args, error) {
	_, rest, found := strings.Cut(string(page), `action="`+path+`"`)
	if !found {
		return nil, fmt.Errorf("the page has no form to %s", path)
	}
	rest, _, _ = strings.Cut(rest, "</form>")
	form := &fasthttp.Args{}
	for _, input := range hidden.FindAllString(rest, -1) {
		var name, value string
		for _, m := range attribute.FindAllStringSubmatch(input, -1) {
			if m[1] == "name" {
				name = m[2]
			} else {
				value = html.UnescapeString(m[2])
			}
		}
		form.Add(name, value)
	}
	return form, nil
}
