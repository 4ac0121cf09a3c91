package simulator

import (
	"net/http"
	"strings"
	"testing"
	"time"
)

func TestStartRefuses(t *testing.T) {
	good := Config{Addr: "127.0.0.1:0", SecretKey: testKey}
	for name, spoil := range map[string]func(*Config){
		"production":        func(c *Config) { c.Production = true },
		"a live key":        func(c *Config) { c.SecretKey = "sk_live_1" },
		"a restricted key":  func(c *Config) { c.SecretKey = "rk_live_1" },
		"no key":            func(c *Config) { c.SecretKey = "" },
		"every interface":   func(c *Config) { c.Addr = ":0" },
		"another interface": func(c *Config) { c.Addr = "0.0.0.0:0" },
		"a name":            func(c *Config) { c.Addr = "localhost:0" },
		"no port":           func(c *Config) { c.Addr = "127.0.0.1" },
		"unsigned events":   func(c *Config) { c.WebhookURL = "http://127.0.0.1:1" },
	} {
		t.Run(name, func(t *testing.T) {
			cfg := good
			spoil(&cfg)
			if s, err := Start(cfg); err == nil {
				_ = s.Close()
				t.Fatal("started")
			}
		})
	}
	s, err := Start(good)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := Start(Config{Addr: strings.TrimPrefix(s.URL(), "http://"), SecretKey: testKey}); err == nil {
		_ = again.Close()
		t.Error("two on one port")
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestWhoMayCall(t *testing.T) {
	w := newWorld(t)
	for name, c := range map[string]struct {
		auth, version string
		status        int
	}{
		"right":           {"Bearer " + testKey, apiVersion, 404},
		"nobody":          {"", apiVersion, 401},
		"another key":     {"Bearer sk_test_other", apiVersion, 401},
		"no bearer":       {testKey, apiVersion, 401},
		"another version": {"Bearer " + testKey, "2026-09-30.endive", 400},
	} {
		t.Run(name, func(t *testing.T) {
			req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, w.URL()+"/v1/refunds/re_1", nil)
			if err != nil {
				t.Fatal(err)
			}
			req.Header.Set("Authorization", c.auth)
			req.Header.Set("Stripe-Version", c.version)
			if got := w.do(req); got.status != c.status || got.fault()["message"] == "" {
				t.Fatalf("%d %v", got.status, got.body)
			}
		})
	}
}

func TestSessionParameters(t *testing.T) {
	w := newWorld(t)
	unix := func(d time.Duration) string { return itoa(w.clock.Now().Add(d).Unix()) }
	for _, c := range []struct {
		name   string
		change []string
		param  string // "" is good
	}{
		{"good", nil, ""},
		{"half an hour", []string{"expires_at", unix(30 * time.Minute)}, ""},
		{"a day", []string{"expires_at", unix(24 * time.Hour)}, ""},
		{"too short", []string{"expires_at", unix(30*time.Minute - time.Second)}, "expires_at"},
		{"too long", []string{"expires_at", unix(24*time.Hour + time.Second)}, "expires_at"},
		{"no number", []string{"expires_at", "soon"}, "expires_at"},
		{"a gift beside it", []string{
			"line_items[1][quantity]", "1", "line_items[1][price_data][currency]", "eur",
			"line_items[1][price_data][unit_amount]", "0", "line_items[1][price_data][product_data][name]", "Lahja",
		}, ""},
		{"two currencies", []string{
			"line_items[1][quantity]", "1", "line_items[1][price_data][currency]", "sek",
			"line_items[1][price_data][unit_amount]", "5", "line_items[1][price_data][product_data][name]", "Fika",
		}, "line_items"},
		{"no mode", []string{"mode", ""}, "mode"},
		{"another mode", []string{"mode", "subscription"}, "mode"},
		{"no way on", []string{"success_url", ""}, "success_url"},
		{"no address", []string{"customer_email", "somebody"}, "customer_email"},
		{"none", []string{"line_items[0][quantity]", "0"}, "line_items[0]"},
		{"minus", []string{"line_items[0][price_data][unit_amount]", "-1"}, "line_items[0]"},
		{"too little", []string{"line_items[0][price_data][unit_amount]", "24"}, "line_items"},
		{"nameless", []string{"line_items[0][price_data][product_data][name]", ""}, "line_items[0][price_data][product_data][name]"},
		{"unknown", []string{"customer_mail", "x"}, "customer_mail"},
		{"unknown within", []string{"line_items[0][price_data][tax]", "x"}, "line_items[0][price_data][tax]"},
		{"odd brackets", []string{"line_items[0", "x"}, "line_items[0"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := w.call("POST", "/v1/checkout/sessions", c.name, order(c.change...))
			if c.param == "" {
				if r.status != http.StatusOK {
					t.Fatalf("%d %v", r.status, r.body)
				}
				return
			}
			if r.status != http.StatusBadRequest || r.fault()["param"] != c.param || r.fault()["type"] != "invalid_request_error" {
				t.Fatalf("%d %v", r.status, r.body)
			}
			// What was refused before it began leaves the key free.
			if r = w.call("POST", "/v1/checkout/sessions", c.name, order()); r.status != http.StatusOK {
				t.Fatalf("the key is spent: %d %v", r.status, r.body)
			}
		})
	}
}

func TestObjects(t *testing.T) {
	w := newWorld(t)
	id := w.opened()
	s := w.call("GET", "/v1/checkout/sessions/"+id, "", nil).body
	if s["object"] != "checkout.session" || s["status"] != open || s["payment_status"] != unpaid || s["payment_intent"] != nil ||
		s["amount_total"] != 246900.0 || s["currency"] != "eur" || s["url"] != w.payURL(id) || s["livemode"] != false {
		t.Fatalf("open %v", s)
	}
	if err := w.Pay(id); err != nil {
		t.Fatal(err)
	}
	s = w.call("GET", "/v1/checkout/sessions/"+id, "", nil).body
	intent, _ := s["payment_intent"].(string)
	if intent == "" || s["url"] != nil || s["payment_status"] != paid {
		t.Fatalf("paid %v", s)
	}
	s = w.call("GET", "/v1/checkout/sessions/"+id+"?expand[0]=payment_intent", "", nil).body
	pi, _ := s["payment_intent"].(map[string]any)
	meta, _ := pi["metadata"].(map[string]any)
	if pi["id"] != intent || pi["status"] != succeeded || pi["amount_received"] != 246900.0 || meta["payment_id"] != "7" {
		t.Fatalf("expanded %v", s)
	}
	if got := w.call("GET", "/v1/payment_intents/"+intent, "", nil).body; got["id"] != intent || got["latest_charge"] != pi["latest_charge"] {
		t.Fatalf("intent %v", got)
	}
	for _, path := range []string{"/v1/checkout/sessions/cs_0", "/v1/payment_intents/pi_0", "/v1/refunds/re_0"} {
		if r := w.call("GET", path, "", nil); r.status != 404 || r.fault()["code"] != "resource_missing" {
			t.Errorf("%s: %d %v", path, r.status, r.body)
		}
	}
	if r := w.call("GET", "/v1/nonsense", "", nil); r.status != 404 || r.fault() == nil {
		t.Errorf("nonsense: %d %v", r.status, r.body)
	}
}

func TestIdempotency(t *testing.T) {
	w := newWorld(t)
	first := w.call("POST", "/v1/checkout/sessions", "k", order())
	again := w.call("POST", "/v1/checkout/sessions", "k", order())
	if first.id() == "" || again.id() != first.id() || first.header.Get("Idempotent-Replayed") != "" ||
		again.header.Get("Idempotent-Replayed") != "true" {
		t.Fatalf("%v\n%v", first, again)
	}
	for name, r := range map[string]answered{
		"other parameters": w.call("POST", "/v1/checkout/sessions", "k", order("locale", "en")),
		"other endpoint":   w.call("POST", "/v1/refunds", "k", order()),
		"other object":     w.call("POST", "/v1/checkout/sessions/"+first.id()+"/expire", "k", nil),
	} {
		if r.status != 400 || r.fault()["type"] != "idempotency_error" {
			t.Errorf("%s: %d %v", name, r.status, r.body)
		}
	}
	if r := w.call("POST", "/v1/checkout/sessions", strings.Repeat("k", 256), order()); r.status != 400 {
		t.Errorf("a long key: %d", r.status)
	}
	w.clock.add(25 * time.Hour)
	if r := w.call("POST", "/v1/checkout/sessions", "k", order()); r.status != 200 || r.id() == first.id() {
		t.Errorf("a day later the key is forgotten: %d %v", r.status, r.body)
	}
}

func TestRefundRules(t *testing.T) {
	w := newWorld(t)
	id := w.opened()
	refund := func(form ...string) answered {
		v := order()
		clear(v)
		for i := 0; i < len(form); i += 2 {
			v.Set(form[i], form[i+1])
		}
		return w.call("POST", "/v1/refunds", "", v)
	}
	if err := w.Decline(id); err != nil {
		t.Fatal(err)
	}
	intent, _ := w.call("GET", "/v1/checkout/sessions/"+id, "", nil).body["payment_intent"].(string)
	if r := refund("payment_intent", intent); r.status != 400 {
		t.Errorf("nothing was charged: %d %v", r.status, r.body)
	}
	if err := w.Pay(id); err != nil {
		t.Fatal(err)
	}
	for name, form := range map[string][]string{
		"too much": {"payment_intent", intent, "amount", "246901"},
		"nothing":  {"payment_intent", intent, "amount", "0"},
		"minus":    {"payment_intent", intent, "amount", "-5"},
		"reason":   {"payment_intent", intent, "reason", "rain"},
		"unknown":  {"payment_intent", intent, "sum", "1"},
	} {
		if r := refund(form...); r.status != 400 {
			t.Errorf("%s: %d %v", name, r.status, r.body)
		}
	}
	if r := refund("payment_intent", "pi_0"); r.status != 404 {
		t.Errorf("no such payment: %d", r.status)
	}
	part := refund("payment_intent", intent, "amount", "46900")
	charge, _ := part.body["charge"].(string)
	rest := refund("charge", charge)
	if part.body["amount"] != 46900.0 || rest.body["amount"] != 200000.0 || rest.body["status"] != succeeded {
		t.Fatalf("%v\n%v", part.body, rest.body)
	}
	if r := refund("charge", charge); r.fault()["code"] != "charge_already_refunded" {
		t.Errorf("again: %v", r.body)
	}
	list, _ := w.call("GET", "/v1/refunds?payment_intent="+intent, "", nil).body["data"].([]any)
	if len(list) != 2 {
		t.Errorf("list %v", list)
	}
	if err := w.SettleRefund(part.id(), false); err == nil {
		t.Error("a finished refund was settled again")
	}
	if err := w.SettlePayment(id, false); err == nil {
		t.Error("a finished payment was settled again")
	}
}
