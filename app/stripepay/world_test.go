package stripepay_test

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/stripepay"
	"github.com/hubittaako/hubittaako/app/stripepay/simulator"
	"github.com/hubittaako/hubittaako/packages/billing"
)

const (
	testKey    = "sk_test_here"
	testSecret = "whsec_here"
)

var quiet = slog.New(slog.DiscardHandler)

// clock is moved by the test and never by itself.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func newClock() *clock { return &clock{now: time.Date(2027, 3, 1, 12, 0, 0, 300, time.UTC)} }

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) add(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// world is a client, a simulator, and a shop that receives its messages, all by one clock.
type world struct {
	t     *testing.T
	clock *clock
	sim   *simulator.Server
	gw    *stripepay.Client
	shop  *shop
}

// shop keeps what its webhook address received and verified.
type shop struct {
	mu     sync.Mutex
	gw     *stripepay.Client
	events []billing.Event
	bad    []error
	status int
}

func (s *shop) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	s.mu.Lock()
	defer s.mu.Unlock()
	var ev billing.Event
	if err == nil {
		ev, err = s.gw.ParseEvent(body, r.Header.Get("Stripe-Signature"))
	}
	if err != nil {
		s.bad = append(s.bad, err)
		w.WriteHeader(http.StatusBadRequest)
		return
	}
	s.events = append(s.events, ev)
	w.WriteHeader(s.status)
}

func (s *shop) types() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := []string{}
	for _, e := range s.events {
		out = append(out, e.Type)
	}
	return out
}

func newWorld(t *testing.T, change ...func(*stripepay.Config)) *world {
	t.Helper()
	w := &world{t: t, clock: newClock(), shop: &shop{status: http.StatusOK}}
	front := httptest.NewServer(w.shop)
	t.Cleanup(front.Close)
	sim, err := simulator.Start(simulator.Config{
		Addr: "127.0.0.1:0", SecretKey: testKey, WebhookURL: front.URL, WebhookSecret: testSecret,
		Clock: w.clock.Now, Logger: quiet, RetryDelays: []time.Duration{time.Millisecond},
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := sim.Close(); err != nil {
			t.Error(err)
		}
	})
	w.sim = sim
	w.gw = w.client(change...)
	w.shop.gw = w.gw
	return w
}

func (w *world) client(change ...func(*stripepay.Config)) *stripepay.Client {
	w.t.Helper()
	cfg := stripepay.Config{
		SecretKey: testKey, WebhookSecrets: []string{testSecret}, APIURL: w.sim.URL(), Clock: w.clock.Now, Logger: quiet,
	}
	for _, f := range change {
		f(&cfg)
	}
	gw, err := stripepay.New(cfg)
	if err != nil {
		w.t.Fatal(err)
	}
	return gw
}

// request is a stay for three: 2 x 150,00 + 1 x 49,90.
func (w *world) request(key string) billing.CheckoutRequest {
	return billing.CheckoutRequest{
		Key: key, PaymentID: 77, BookingRef: "HUB-2027-0042", Email: "varaaja@yritys.example", Lang: "fi",
		Lines: []billing.CheckoutLine{
			{Name: "Työpisteet, 2 viikkoa", Quantity: 2, UnitCents: 15000},
			{Name: "Savusauna", Quantity: 1, UnitCents: 4990},
		},
		SuccessURL: "https://shop.example/varaus/42?istunto={CHECKOUT_SESSION_ID}",
		CancelURL:  "https://shop.example/varaus/42",
		ExpiresAt:  w.clock.Now().Add(31 * time.Minute),
	}
}

const total = 34990

func (w *world) checkout(key string) billing.CheckoutSession {
	w.t.Helper()
	s, err := w.gw.CreateCheckout(w.t.Context(), w.request(key))
	if err != nil {
		w.t.Fatal(err)
	}
	return s
}

// paid is a session that somebody has paid.
func (w *world) paid(key string) billing.CheckoutSession {
	w.t.Helper()
	s := w.checkout(key)
	if err := w.sim.Pay(s.ID); err != nil {
		w.t.Fatal(err)
	}
	return w.read(s.ID)
}

func (w *world) read(id string) billing.CheckoutSession {
	w.t.Helper()
	s, err := w.gw.Checkout(w.t.Context(), id)
	if err != nil {
		w.t.Fatal(err)
	}
	return s
}

// idle waits until every message has been delivered or given up.
func (w *world) idle() {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(w.t.Context(), 10*time.Second)
	defer cancel()
	if err := w.sim.Idle(ctx); err != nil {
		w.t.Fatal(err)
	}
}

func wantFault(t *testing.T, err error, code fault.Code, key string) {
	t.Helper()
	if err == nil {
		t.Fatalf("no error, want %s %s", code, key)
	}
	if e := fault.As(err); e.Code != code || e.Key != key {
		t.Fatalf("got %v, want %s %s", err, code, key)
	}
}
