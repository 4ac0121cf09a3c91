package stripepay_test

import (
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/stripepay"
	"github.com/hubittaako/hubittaako/packages/billing"
)

func TestNewRefuses(t *testing.T) {
	for _, c := range []struct {
		name string
		cfg  stripepay.Config
	}{
		{"no key", stripepay.Config{WebhookSecrets: []string{"whsec"}}},
		{"no webhook secret", stripepay.Config{SecretKey: testKey}},
		{"an empty webhook secret", stripepay.Config{SecretKey: testKey, WebhookSecrets: []string{"whsec", ""}}},
		{"a live key elsewhere", stripepay.Config{SecretKey: "sk_live_1", WebhookSecrets: []string{"w"}, APIURL: "http://127.0.0.1:1"}},
		{"a live restricted key elsewhere", stripepay.Config{SecretKey: "rk_live_1", WebhookSecrets: []string{"w"}, APIURL: "http://127.0.0.1:1"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if gw, err := stripepay.New(c.cfg); err == nil || gw != nil {
				t.Fatal("taken")
			}
		})
	}
}

// Answers as Stripe, a proxy in between, or a stranger may give them.
func TestAnswersBecomeFaults(t *testing.T) {
	for _, c := range []struct {
		name   string
		status int
		header string // an Idempotent-Replayed of
		body   string
		code   fault.Code
		key    string
	}{
		{"too many requests", 429, "", `{"error":{"type":"invalid_request_error","code":"rate_limit","message":"x"}}`, fault.Unavailable, "fault.payment_unavailable"},
		{"key in use", 409, "", `{"error":{"type":"invalid_request_error","code":"idempotency_key_in_use","message":"x"}}`, fault.Unavailable, "fault.payment_unavailable"},
		{"server error", 500, "", `{"error":{"type":"api_error","message":"x"}}`, fault.Unavailable, "fault.payment_unavailable"},
		{"server error replayed", 500, "true", `{"error":{"type":"api_error","message":"x"}}`, fault.Conflict, "fault.payment_key_spent"},
		{"a proxy's page", 502, "", `<html>bad gateway</html>`, fault.Unavailable, "fault.payment_unavailable"},
		{"half an answer", 200, "", `{"id":"cs_`, fault.Unavailable, "fault.payment_unavailable"},
		{"sent elsewhere", 302, "", ``, fault.Unavailable, "fault.payment_unavailable"},
		{"wrong key", 401, "", `{"error":{"type":"invalid_request_error","message":"x"}}`, fault.Internal, "fault.internal"},
		{"not allowed", 403, "", `{"error":{"type":"invalid_request_error","message":"x"}}`, fault.Internal, "fault.internal"},
		{"unknown parameter", 400, "", `{"error":{"type":"invalid_request_error","code":"parameter_unknown","param":"x","message":"x"}}`, fault.Internal, "fault.internal"},
		{"bad amount", 400, "", `{"error":{"type":"invalid_request_error","code":"parameter_invalid_integer","param":"amount","message":"x"}}`, fault.Internal, "fault.internal"},
		{"key of another request", 400, "", `{"error":{"type":"idempotency_error","message":"x"}}`, fault.Internal, "fault.internal"},
		{"no such thing", 404, "", `{"error":{"type":"invalid_request_error","code":"resource_missing","param":"id","message":"x"}}`, fault.NotFound, "fault.payment_not_found"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				if r.URL.Path == "/elsewhere" {
					t.Error("followed a redirect with the key")
				}
				if c.status == http.StatusFound {
					w.Header().Set("Location", "/elsewhere")
				}
				if c.header != "" {
					w.Header().Set("Idempotent-Replayed", c.header)
				}
				w.WriteHeader(c.status)
				_, _ = w.Write([]byte(c.body))
			}))
			defer srv.Close()
			gw := gateway(t, newClock(), func(cfg *stripepay.Config) { cfg.APIURL = srv.URL })
			w := &world{t: t, clock: newClock()}
			s, err := gw.CreateCheckout(t.Context(), w.request("k"))
			wantFault(t, err, c.code, c.key)
			if s != (billing.CheckoutSession{}) {
				t.Fatalf("an error and a session: %+v", s)
			}
		})
	}
}

func TestNobodyThereAndNoTime(t *testing.T) {
	gone := httptest.NewServer(http.NotFoundHandler())
	gone.Close()
	gw := gateway(t, newClock(), func(cfg *stripepay.Config) { cfg.APIURL = gone.URL })
	_, err := gw.Checkout(t.Context(), "cs_1")
	wantFault(t, err, fault.Unavailable, "fault.payment_unavailable")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = gw.Checkout(ctx, "cs_1")
	wantFault(t, err, fault.Unavailable, "fault.payment_unavailable")
}

// Stripe may refuse to expire a session because somebody is in the middle of paying.
func TestExpireWhileSomebodyPays(t *testing.T) {
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodPost {
			w.WriteHeader(http.StatusBadRequest)
			_, _ = w.Write([]byte(`{"error":{"type":"invalid_request_error","message":"processing"}}`))
			return
		}
		_, _ = w.Write([]byte(`{"id":"cs_1","object":"checkout.session","status":"open","payment_status":"unpaid"}`))
	}))
	defer srv.Close()
	gw := gateway(t, newClock(), func(cfg *stripepay.Config) { cfg.APIURL = srv.URL })
	_, err := gw.ExpireCheckout(t.Context(), "cs_1")
	wantFault(t, err, fault.Conflict, "fault.payment_in_progress")
}

func TestOurOwnMistakesAreNotSent(t *testing.T) {
	gw := gateway(t, newClock(), func(cfg *stripepay.Config) { cfg.Transport = nobody{t} })
	w := &world{t: t, clock: newClock()}
	for name, spoil := range map[string]func(*billing.CheckoutRequest){
		"no key":      func(r *billing.CheckoutRequest) { r.Key = "" },
		"long key":    func(r *billing.CheckoutRequest) { r.Key = strings.Repeat("k", 256) },
		"no payment":  func(r *billing.CheckoutRequest) { r.PaymentID = 0 },
		"no booking":  func(r *billing.CheckoutRequest) { r.BookingRef = "" },
		"no lines":    func(r *billing.CheckoutRequest) { r.Lines = nil },
		"many lines":  func(r *billing.CheckoutRequest) { r.Lines = make([]billing.CheckoutLine, 101) },
		"minus":       func(r *billing.CheckoutRequest) { r.Lines[0].UnitCents = -1 },
		"none of it":  func(r *billing.CheckoutRequest) { r.Lines[0].Quantity = 0 },
		"nameless":    func(r *billing.CheckoutRequest) { r.Lines[0].Name = "" },
		"no way back": func(r *billing.CheckoutRequest) { r.CancelURL = "" },
		"no way on":   func(r *billing.CheckoutRequest) { r.SuccessURL = "" },
		"without end": func(r *billing.CheckoutRequest) { r.ExpiresAt = time.Time{} },
	} {
		t.Run(name, func(t *testing.T) {
			req := w.request("k")
			spoil(&req)
			_, err := gw.CreateCheckout(t.Context(), req)
			wantFault(t, err, fault.Internal, "fault.internal")
		})
	}
	for name, req := range map[string]billing.RefundRequest{
		"no key":     {PaymentIntent: "pi_1", AmountCents: 1},
		"no payment": {Key: "k", AmountCents: 1},
		"nothing":    {Key: "k", PaymentIntent: "pi_1"},
	} {
		t.Run("refund "+name, func(t *testing.T) {
			_, err := gw.Refund(t.Context(), req)
			wantFault(t, err, fault.Internal, "fault.internal")
		})
	}
	_, err := gw.Checkout(t.Context(), "")
	wantFault(t, err, fault.NotFound, "fault.payment_not_found")
	_, err = gw.ExpireCheckout(t.Context(), "")
	wantFault(t, err, fault.NotFound, "fault.payment_not_found")
	_, err = gw.RefundByID(t.Context(), "")
	wantFault(t, err, fault.NotFound, "fault.payment_not_found")
}

// nobody fails the test when anything is sent.
type nobody struct{ t *testing.T }

func (n nobody) RoundTrip(r *http.Request) (*http.Response, error) {
	n.t.Errorf("sent %s %s", r.Method, r.URL)
	return nil, http.ErrHandlerTimeout
}

// What goes out, name by name: the metadata twice, amounts with VAT, the end rounded up, no telemetry.
func TestWhatIsSent(t *testing.T) {
	rec := &recorder{}
	w := newWorld(t, func(c *stripepay.Config) { c.Transport = rec })
	s := w.checkout("sent")
	if err := w.sim.Pay(s.ID); err != nil {
		t.Fatal(err)
	}
	req := w.request("sent:2")
	req.Email, req.Lang = "no address", "xx"
	req.Lines[0].Name = strings.Repeat("ä", 300)
	if _, err := w.gw.CreateCheckout(t.Context(), req); err != nil {
		t.Fatal(err)
	}
	form := rec.form(t, 0)
	for name, want := range map[string]string{
		"mode": "payment", "client_reference_id": "HUB-2027-0042", "customer_email": "varaaja@yritys.example", "locale": "fi",
		"metadata[payment_id]": "77", "metadata[booking_ref]": "HUB-2027-0042",
		"payment_intent_data[metadata][payment_id]": "77", "payment_intent_data[metadata][booking_ref]": "HUB-2027-0042",
		"line_items[0][quantity]": "2", "line_items[0][price_data][unit_amount]": "15000",
		"line_items[0][price_data][currency]": "eur", "line_items[0][price_data][tax_behavior]": "inclusive",
		"line_items[1][price_data][product_data][name]": "Savusauna",
		"expires_at":  "1803904261", // 31 minutes and 300 ns, rounded up
		"success_url": "https://shop.example/varaus/42?istunto={CHECKOUT_SESSION_ID}",
	} {
		if got := form.Get(name); got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
	h := rec.requests[0].header
	if h.Get("Idempotency-Key") != "sent" || h.Get("Stripe-Version") != stripepay.APIVersion || h.Get("X-Stripe-Client-Telemetry") != "" {
		t.Errorf("headers %v", h)
	}
	form = rec.form(t, 1)
	if form.Has("customer_email") || form.Get("locale") != "auto" {
		t.Errorf("an address or a language that Stripe would refuse went out: %v", form)
	}
	if n := len([]rune(form.Get("line_items[0][price_data][product_data][name]"))); n != 250 {
		t.Errorf("a name of %d characters went out", n)
	}
	if rec.requests[1].header.Get("X-Stripe-Client-Telemetry") != "" {
		t.Error("telemetry went out")
	}
}

func (r *recorder) form(t *testing.T, i int) url.Values {
	t.Helper()
	v, err := url.ParseQuery(r.requests[i].body)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// Answers hold names and addresses; a log, however talkative, must not.
func TestNobodyIsNamedInTheLog(t *testing.T) {
	var log strings.Builder
	w := newWorld(t, func(c *stripepay.Config) {
		c.Logger = slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	})
	s := w.paid("quietly")
	if _, err := w.gw.Checkout(t.Context(), "cs_test_nobody"); err == nil {
		t.Fatal("found nobody")
	}
	for _, secret := range []string{"varaaja", "Savusauna", s.PaymentIntent, testKey, testSecret} {
		if strings.Contains(log.String(), secret) {
			t.Errorf("the log names %s:\n%s", secret, log.String())
		}
	}
	if !strings.Contains(log.String(), "POST") {
		t.Errorf("the log is empty, so this proves nothing: %q", log.String())
	}
}
