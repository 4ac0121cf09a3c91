package stripepay_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/stripe/stripe-go/v76/webhook"

	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/stripepay"
)

const completed = `{"id":"evt_1","object":"event","api_version":"2023-10-16","created":1803902400,"livemode":false,` +
	`"type":"checkout.session.completed","data":{"object":{"id":"cs_1","object":"checkout.session","payment_intent":"pi_1"}}}`

func sign(body, secret string, at time.Time) string {
	return webhook.GenerateTestSignedPayload(&webhook.UnsignedPayload{
		Payload: []byte(body), Secret: secret, Timestamp: at,
	}).Header
}

func gateway(t *testing.T, c *clock, change ...func(*stripepay.Config)) *stripepay.Client {
	t.Helper()
	cfg := stripepay.Config{SecretKey: testKey, WebhookSecrets: []string{testSecret}, Clock: c.Now, Logger: quiet}
	for _, f := range change {
		f(&cfg)
	}
	gw, err := stripepay.New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	return gw
}

func TestWebhookSignature(t *testing.T) {
	c := newClock()
	now := c.Now()
	gw := gateway(t, c)
	for _, tc := range []struct {
		name, body, header string
		key                string // "" is good
	}{
		{"good", completed, sign(completed, testSecret, now), ""},
		{"almost too old", completed, sign(completed, testSecret, now.Add(-4*time.Minute)), ""},
		{"from a clock ahead of ours", completed, sign(completed, testSecret, now.Add(10*time.Minute)), ""},
		{"too old", completed, sign(completed, testSecret, now.Add(-6*time.Minute)), "fault.webhook_invalid"},
		{"another secret", completed, sign(completed, "whsec_other", now), "fault.webhook_invalid"},
		{"an empty secret", completed, sign(completed, "", now), "fault.webhook_invalid"},
		{"body altered", strings.Replace(completed, "cs_1", "cs_2", 1), sign(completed, testSecret, now), "fault.webhook_invalid"},
		{"not signed", completed, "", "fault.webhook_invalid"},
		{"not a signature", completed, "t=,v1=zz", "fault.webhook_invalid"},
		{"no JSON", "{", sign("{", testSecret, now), "fault.webhook_invalid"},
		{"another scheme", completed, strings.Replace(sign(completed, testSecret, now), "v1=", "v0=", 1), "fault.webhook_invalid"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			ev, err := gw.ParseEvent([]byte(tc.body), tc.header)
			if tc.key != "" {
				wantFault(t, err, fault.Invalid, tc.key)
				return
			}
			if err != nil || ev.ID != "evt_1" || ev.SessionID != "cs_1" || ev.Created.Unix() != 1803902400 {
				t.Fatalf("got %+v, %v", ev, err)
			}
		})
	}
}

func TestWebhookSecretBeingReplaced(t *testing.T) {
	c := newClock()
	gw := gateway(t, c, func(cfg *stripepay.Config) { cfg.WebhookSecrets = []string{"whsec_new", "whsec_old"} })
	for _, secret := range []string{"whsec_new", "whsec_old"} {
		if _, err := gw.ParseEvent([]byte(completed), sign(completed, secret, c.Now())); err != nil {
			t.Errorf("%s: %v", secret, err)
		}
	}
	_, err := gw.ParseEvent([]byte(completed), sign(completed, testSecret, c.Now()))
	wantFault(t, err, fault.Invalid, "fault.webhook_invalid")
	both := sign(completed, "whsec_gone", c.Now()) + "," + strings.Split(sign(completed, "whsec_old", c.Now()), ",")[1]
	if _, err := gw.ParseEvent([]byte(completed), both); err != nil {
		t.Errorf("signed with two secrets, one of them ours: %v", err)
	}
}

func TestWebhookOfAnotherVersionOrMode(t *testing.T) {
	c := newClock()
	gw := gateway(t, c)
	newer := strings.Replace(completed, "2023-10-16", "2026-09-30.endive", 1)
	_, err := gw.ParseEvent([]byte(newer), sign(newer, testSecret, c.Now()))
	wantFault(t, err, fault.Invalid, "fault.webhook_version")
	_, err = gw.ParseEvent([]byte(newer), sign(newer, "whsec_other", c.Now()))
	wantFault(t, err, fault.Invalid, "fault.webhook_invalid")

	live := strings.Replace(completed, `"livemode":false`, `"livemode":true`, 1)
	_, err = gw.ParseEvent([]byte(live), sign(live, testSecret, c.Now()))
	wantFault(t, err, fault.Invalid, "fault.webhook_livemode")
	prod := gateway(t, c, func(cfg *stripepay.Config) { cfg.SecretKey = "rk_live_x" })
	if ev, err := prod.ParseEvent([]byte(live), sign(live, testSecret, c.Now())); err != nil || !ev.Livemode {
		t.Fatalf("live %+v, %v", ev, err)
	}
	_, err = prod.ParseEvent([]byte(completed), sign(completed, testSecret, c.Now()))
	wantFault(t, err, fault.Invalid, "fault.webhook_livemode")
}

func TestWebhookSubjects(t *testing.T) {
	c := newClock()
	gw := gateway(t, c)
	for _, tc := range []struct{ name, kind, object, session, refund string }{
		{"session", "checkout.session.expired", `{"id":"cs_9","object":"checkout.session"}`, "cs_9", ""},
		{"session, intent expanded", "checkout.session.completed",
			`{"id":"cs_9","object":"checkout.session","payment_intent":{"id":"pi_1","object":"payment_intent"}}`, "cs_9", ""},
		{"refund", "charge.refund.updated", `{"id":"re_9","object":"refund","charge":"ch_1"}`, "", "re_9"},
		{"refund by its later name", "refund.failed", `{"id":"re_9","object":"refund"}`, "", "re_9"},
		{"charge", "charge.refunded", `{"id":"ch_1","object":"charge"}`, "", ""},
		{"charge with its refunds", "charge.refunded",
			`{"id":"ch_1","object":"charge","refunds":{"object":"list","data":[{"id":"re_2"},{"id":"re_1"}]}}`, "", "re_2"},
		{"charge with odd refunds", "charge.refunded", `{"id":"ch_1","object":"charge","refunds":[3]}`, "", ""},
		{"something new", "lake.frozen", `{"id":"lake_1","object":"lake","refunds":"none"}`, "", ""},
		{"odd fields", "checkout.session.completed", `{"id":7,"object":["checkout.session"]}`, "", ""},
		{"empty", "checkout.session.completed", `{}`, "", ""},
	} {
		t.Run(tc.name, func(t *testing.T) {
			body := `{"id":"evt_2","object":"event","api_version":"2023-10-16","created":1803902400,"type":"` + tc.kind +
				`","data":{"object":` + tc.object + `}}`
			ev, err := gw.ParseEvent([]byte(body), sign(body, testSecret, c.Now()))
			if err != nil || ev.SessionID != tc.session || ev.RefundID != tc.refund || ev.Type != tc.kind {
				t.Fatalf("got %+v, %v", ev, err)
			}
		})
	}
	none := `{"id":"evt_3","object":"event","api_version":"2023-10-16","type":"account.updated"}`
	if ev, err := gw.ParseEvent([]byte(none), sign(none, testSecret, c.Now())); err != nil || ev.SessionID != "" {
		t.Fatalf("without data %+v, %v", ev, err)
	}
}

// The web server reuses its buffers; an event must not change with them.
func TestEventKeepsItsOwnCopy(t *testing.T) {
	c := newClock()
	body := []byte(completed)
	ev, err := gateway(t, c).ParseEvent(body, sign(completed, testSecret, c.Now()))
	if err != nil {
		t.Fatal(err)
	}
	for i := range body {
		body[i] = 'x'
	}
	if string(ev.Payload) != completed || ev.SessionID != "cs_1" || ev.ID != "evt_1" || !json.Valid(ev.Payload) {
		t.Fatalf("the event changed: %+v", ev)
	}
}

func FuzzParseEvent(f *testing.F) {
	c := newClock()
	f.Add(completed)
	f.Add(`{"id":"evt_1","api_version":"2023-10-16","data":{"object":null}}`)
	f.Add(`{"data":[]}`)
	gw, err := stripepay.New(stripepay.Config{
		SecretKey: testKey, WebhookSecrets: []string{testSecret}, Clock: c.Now, Logger: quiet,
	})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, body string) {
		_, err := gw.ParseEvent([]byte(body), sign(body, testSecret, c.Now()))
		if err != nil && fault.CodeOf(err) != fault.Invalid {
			t.Fatal(err)
		}
	})
}
