package stripepay_test

import (
	"bytes"
	"io"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/hubittaako/hubittaako/app/stripepay"
	"github.com/hubittaako/hubittaako/packages/billing"
)

// recorded is one request as it went over the wire.
type recorded struct {
	method, path, body string
	header             http.Header
	status             int
}

// recorder passes requests on and keeps them.
type recorder struct {
	mu       sync.Mutex
	requests []recorded
}

func (r *recorder) RoundTrip(req *http.Request) (*http.Response, error) {
	body, err := io.ReadAll(req.Body)
	if err != nil {
		return nil, err
	}
	req.Body = io.NopCloser(bytes.NewReader(body))
	res, err := http.DefaultTransport.RoundTrip(req)
	if err == nil {
		r.mu.Lock()
		defer r.mu.Unlock()
		r.requests = append(r.requests, recorded{req.Method, req.URL.RequestURI(), string(body), req.Header.Clone(), res.StatusCode})
	}
	return res, err
}

// Everything that we send is taken by the simulator and by stripe-mock, which checks it against Stripe's own description
// of its API. The mock does not look at names inside of brackets, so those are looked up in the description by ourselves.
func TestContractWithStripe(t *testing.T) {
	mock, api := startMock(t), readAPI(t)
	requests := recordEverything(t)
	seen := map[string]bool{}
	for _, r := range requests {
		seen[r.method+" "+kindOf(r.path)] = true
		if r.status != http.StatusOK {
			t.Errorf("the simulator answered %d to %s %s", r.status, r.method, r.path)
		}
		if status, body := mock.send(t, r); status != http.StatusOK {
			t.Errorf("stripe-mock answered %d to %s %s %s: %s", status, r.method, r.path, r.body, body)
		}
		for _, name := range api.unknown(t, r) {
			t.Errorf("Stripe knows no parameter %s of %s %s", name, r.method, r.path)
		}
	}
	for _, call := range []string{
		"POST checkout/sessions", "GET checkout/sessions", "POST checkout/sessions/expire", "POST refunds", "GET refunds",
	} {
		if !seen[call] {
			t.Errorf("never sent: %s", call)
		}
	}
}

// All refuse what is misspelt, so that the test above cannot pass by indifference.
func TestContractControl(t *testing.T) {
	mock, api := startMock(t), readAPI(t)
	w := newWorld(t)
	create := recordEverything(t)[0]
	for _, c := range []struct {
		name, body string
		mock, api  bool // who sees it
	}{
		{"unknown", create.body + "&nonsense=1", true, true},
		{"renamed", strings.Replace(create.body, "customer_email", "customer_mail", 1), true, true},
		{"no number", strings.Replace(create.body, "expires_at=", "expires_at=x", 1), true, false},
		{"unknown within", create.body + "&line_items[0][price_data][tax]=1", false, true},
		{"unknown within an object", create.body + "&payment_intent_data[note]=1", false, true},
		{"deep in metadata", create.body + "&metadata[a][b]=1", true, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			bad := create
			bad.body = c.body
			bad.header = bad.header.Clone()
			bad.header.Set("Idempotency-Key", c.name)
			if status, answer := mock.send(t, bad); c.mock && status != http.StatusBadRequest {
				t.Errorf("stripe-mock answered %d %s", status, answer)
			}
			if found := api.unknown(t, bad); c.api != (len(found) > 0) {
				t.Errorf("the description finds %v", found)
			}
			if status, answer := send(t, http.DefaultClient, w.sim.URL(), bad); status != http.StatusBadRequest {
				t.Errorf("the simulator answered %d %s", status, answer)
			}
		})
	}
}

// The client reads what stripe-mock answers, objects of a later version than its own.
func TestClientReadsLaterAnswers(t *testing.T) {
	mock := startMock(t)
	gw := gateway(t, newClock(), func(c *stripepay.Config) { c.APIURL, c.Transport = "http://stripe-mock", mock.transport })
	w := &world{t: t, clock: newClock()}
	ctx := t.Context()
	s, err := gw.CreateCheckout(ctx, w.request("mock"))
	if err != nil || s.ID == "" || s.Status != "open" {
		t.Errorf("create %+v, %v", s, err)
	}
	if s, err = gw.Checkout(ctx, "cs_test_a"); err != nil || s.ID != "cs_test_a" {
		t.Errorf("read %+v, %v", s, err)
	}
	if s, err = gw.ExpireCheckout(ctx, "cs_test_a"); err != nil || s.ID == "" {
		t.Errorf("expire %+v, %v", s, err)
	}
	r, err := gw.Refund(ctx, billing.RefundRequest{Key: "mock-r", PaymentIntent: "pi_1", AmountCents: 100, BookingRef: "B"})
	if err != nil || r.ID == "" || r.AmountCents != 100 {
		t.Errorf("refund %+v, %v", r, err)
	}
	if r, err = gw.RefundByID(ctx, "re_1"); err != nil || r.ID != "re_1" {
		t.Errorf("read refund %+v, %v", r, err)
	}
}

// recordEverything makes every call that the client can make, against the simulator.
func recordEverything(t *testing.T) []recorded {
	t.Helper()
	rec := &recorder{}
	w := newWorld(t, func(c *stripepay.Config) { c.Transport = rec })
	ctx := t.Context()
	s := w.paid("contract")
	for _, lang := range []string{"en", "sv", "de"} {
		req := w.request("contract-" + lang)
		req.Lang, req.Email = lang, ""
		req.Lines = append(req.Lines, billing.CheckoutLine{Name: "Lahja", Quantity: 3, UnitCents: 0})
		open, err := w.gw.CreateCheckout(ctx, req)
		if err == nil {
			_, err = w.gw.ExpireCheckout(ctx, open.ID)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	refund := billing.RefundRequest{Key: "contract-r", PaymentIntent: s.PaymentIntent, AmountCents: 100, BookingRef: s.BookingRef}
	r, err := w.gw.Refund(ctx, refund)
	if err == nil {
		_, err = w.gw.RefundByID(ctx, r.ID)
	}
	if err != nil {
		t.Fatal(err)
	}
	recordLookup(t, w, rec, refund)
	return rec.requests
}

// recordLookup brings out the list of refunds, which is only asked for after a failure. The failure itself is not part
// of the contract.
func recordLookup(t *testing.T, w *world, rec *recorder, refund billing.RefundRequest) {
	t.Helper()
	k := w.sim.Knobs()
	k.FailWrites = 1
	w.sim.SetKnobs(k)
	refund.Key = "contract-lost"
	if _, err := w.gw.Refund(t.Context(), refund); err != nil {
		t.Fatal(err)
	}
	kept := rec.requests[:0]
	for _, r := range rec.requests {
		if r.status != http.StatusInternalServerError {
			kept = append(kept, r)
		}
	}
	rec.requests = kept
}

// kindOf is a path without ids: "/v1/checkout/sessions/cs_1/expire?x" is "checkout/sessions/expire".
func kindOf(path string) string {
	path, _, _ = strings.Cut(strings.TrimPrefix(path, "/v1/"), "?")
	var kept []string
	for part := range strings.SplitSeq(path, "/") {
		if !strings.Contains(part, "_") {
			kept = append(kept, part)
		}
	}
	return strings.Join(kept, "/")
}
