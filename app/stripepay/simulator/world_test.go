package simulator

import (
	"context"
	"encoding/json"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stripe/stripe-go/v76/webhook"
)

const (
	testKey    = "sk_test_here"
	testSecret = "whsec_here"
)

type clock struct {
	mu  sync.Mutex
	now time.Time
}

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

// inbox is a shop's webhook address. It answers with the statuses it was given, one after another, and then with 200.
type inbox struct {
	t        *testing.T
	mu       sync.Mutex
	types    []string
	ids      []string
	statuses []int
}

func (in *inbox) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(r.Body)
	if err == nil {
		_, err = webhook.ConstructEventIgnoringTolerance(body, r.Header.Get("Stripe-Signature"), testSecret)
	}
	if err != nil {
		in.t.Error(err)
	}
	var e struct{ ID, Type string }
	if err := json.Unmarshal(body, &e); err != nil {
		in.t.Error(err)
	}
	in.mu.Lock()
	defer in.mu.Unlock()
	in.types, in.ids = append(in.types, e.Type), append(in.ids, e.ID)
	if len(in.statuses) > 0 {
		w.WriteHeader(in.statuses[0])
		in.statuses = in.statuses[1:]
	}
}

func (in *inbox) got() []string {
	in.mu.Lock()
	defer in.mu.Unlock()
	return append([]string{}, in.types...)
}

type world struct {
	*Server

	t     *testing.T
	clock *clock
	inbox *inbox
	cfg   Config
}

func newWorld(t *testing.T, change ...func(*Config)) *world {
	t.Helper()
	w := &world{t: t, clock: &clock{now: time.Date(2027, 3, 1, 12, 0, 0, 0, time.UTC)}, inbox: &inbox{t: t}}
	front := httptest.NewServer(w.inbox)
	t.Cleanup(front.Close)
	w.cfg = Config{
		Addr: "127.0.0.1:0", SecretKey: testKey, WebhookURL: front.URL, WebhookSecret: testSecret, Clock: w.clock.Now,
		Logger: slog.New(slog.DiscardHandler), RetryDelays: []time.Duration{time.Millisecond, time.Millisecond},
	}
	for _, f := range change {
		f(&w.cfg)
	}
	w.start()
	t.Cleanup(func() { _ = w.Close() })
	return w
}

func (w *world) start() {
	w.t.Helper()
	s, err := Start(w.cfg)
	if err != nil {
		w.t.Fatal(err)
	}
	w.Server = s
}

func (w *world) idle() {
	w.t.Helper()
	ctx, cancel := context.WithTimeout(w.t.Context(), 10*time.Second)
	defer cancel()
	if err := w.Idle(ctx); err != nil {
		w.t.Fatal(err)
	}
}

// order is a form that opens a session.
func order(change ...string) url.Values {
	v := url.Values{
		"mode": {"payment"}, "success_url": {"https://shop.example/ok?s={CHECKOUT_SESSION_ID}"},
		"cancel_url": {"https://shop.example/varaus"}, "client_reference_id": {"HUB-1"}, "locale": {"fi"},
		"customer_email":          {"varaaja@yritys.example"},
		"line_items[0][quantity]": {"2"}, "line_items[0][price_data][currency]": {"eur"},
		"line_items[0][price_data][unit_amount]":        {"123450"},
		"line_items[0][price_data][product_data][name]": {"Työpiste <viikko>"},
		"metadata[payment_id]":                          {"7"}, "payment_intent_data[metadata][payment_id]": {"7"},
	}
	for i := 0; i < len(change); i += 2 {
		if change[i+1] == "" {
			v.Del(change[i])
		} else {
			v.Set(change[i], change[i+1])
		}
	}
	return v
}

type answered struct {
	status int
	header http.Header
	body   map[string]any
}

func (w *world) call(method, path, key string, form url.Values) answered {
	w.t.Helper()
	req, err := http.NewRequestWithContext(w.t.Context(), method, w.URL()+path, strings.NewReader(form.Encode()))
	if err != nil {
		w.t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer "+testKey)
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	if key != "" {
		req.Header.Set("Idempotency-Key", key)
	}
	return w.do(req)
}

func (w *world) do(req *http.Request) answered {
	w.t.Helper()
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		w.t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	out := answered{status: res.StatusCode, header: res.Header}
	if err := json.NewDecoder(res.Body).Decode(&out.body); err != nil {
		w.t.Fatal(err)
	}
	return out
}

// fault is the error part of an answer.
func (r answered) fault() map[string]any {
	e, _ := r.body["error"].(map[string]any)
	return e
}

func (r answered) id() string {
	id, _ := r.body["id"].(string)
	return id
}

func (w *world) opened(change ...string) string {
	w.t.Helper()
	r := w.call("POST", "/v1/checkout/sessions", "", order(change...))
	if r.status != http.StatusOK {
		w.t.Fatalf("opened: %d %v", r.status, r.body)
	}
	return r.id()
}

func itoa(n int64) string { return strconv.FormatInt(n, 10) }
