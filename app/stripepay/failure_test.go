package stripepay_test

import (
	"testing"
	"time"

	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/stripepay"
	"github.com/hubittaako/hubittaako/packages/billing"
)

func TestFailureAfterSuccess(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ctx := t.Context()
	k := w.sim.Knobs()

	k.FailWrites = 1
	w.sim.SetKnobs(k)
	_, err := w.gw.CreateCheckout(ctx, w.request("broken"))
	wantFault(t, err, fault.Unavailable, "fault.payment_unavailable")
	_, err = w.gw.CreateCheckout(ctx, w.request("broken")) // Stripe replays its own failures
	wantFault(t, err, fault.Conflict, "fault.payment_key_spent")
	s := w.paid("broken:2")

	req := billing.RefundRequest{Key: "broken-refund", PaymentIntent: s.PaymentIntent, AmountCents: 500}
	k.FailWrites = 1
	w.sim.SetKnobs(k)
	r, err := w.gw.Refund(ctx, req)
	if err != nil || r.Status != "succeeded" || r.AmountCents != 500 {
		t.Fatalf("the refund was made but is not found: %+v, %v", r, err)
	}
	again, err := w.gw.Refund(ctx, req)
	if err != nil || again != r {
		t.Fatalf("again %+v, %v", again, err)
	}

	k.FailWrites, k.BreakWrites = 0, 1
	w.sim.SetKnobs(k)
	req.Key = "never made"
	_, err = w.gw.Refund(ctx, req)
	wantFault(t, err, fault.Unavailable, "fault.payment_unavailable")
	_, err = w.gw.Refund(ctx, req)
	wantFault(t, err, fault.Conflict, "fault.payment_key_spent")
	req.Key = "never made:2"
	if _, err = w.gw.Refund(ctx, req); err != nil {
		t.Fatal(err)
	}

	open := w.checkout("broken expire")
	k.BreakWrites, k.FailWrites = 0, 1
	w.sim.SetKnobs(k)
	if got, err := w.gw.ExpireCheckout(ctx, open.ID); err != nil || got.Status != "expired" {
		t.Fatalf("expired but not seen: %+v, %v", got, err)
	}
	open = w.checkout("broken expire 2")
	k.BreakWrites, k.FailWrites = 1, 0
	w.sim.SetKnobs(k)
	_, err = w.gw.ExpireCheckout(ctx, open.ID)
	wantFault(t, err, fault.Unavailable, "fault.payment_unavailable")
	if got, err := w.gw.ExpireCheckout(ctx, open.ID); err != nil || got.Status != "expired" {
		t.Fatalf("a failure of before was replayed: %+v, %v", got, err)
	}
}

func TestNoAnswerAfterSuccess(t *testing.T) {
	t.Parallel()
	w := newWorld(t, func(c *stripepay.Config) { c.Timeout = 300 * time.Millisecond })
	ctx := t.Context()
	k := w.sim.Knobs()
	k.HangWrites = 1
	w.sim.SetKnobs(k)
	first, err := w.gw.CreateCheckout(ctx, w.request("hang"))
	if err != nil || first.Status != "open" {
		t.Fatalf("the library's second try did not find the session: %+v, %v", first, err)
	}
	k.HangWrites = 2
	w.sim.SetKnobs(k)
	_, err = w.gw.CreateCheckout(ctx, w.request("hang twice"))
	wantFault(t, err, fault.Unavailable, "fault.payment_unavailable")
	s := w.checkout("hang twice")
	if again := w.checkout("hang twice"); again != s || s.ID == first.ID {
		t.Fatalf("%+v and then %+v", s, again)
	}
}

func TestStripeIsDown(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ctx := t.Context()
	s := w.checkout("before")
	k := w.sim.Knobs()
	k.Down = true
	w.sim.SetKnobs(k)
	for name, call := range map[string]func() error{
		"create": func() error { _, err := w.gw.CreateCheckout(ctx, w.request("down")); return err },
		"read":   func() error { _, err := w.gw.Checkout(ctx, s.ID); return err },
		"expire": func() error { _, err := w.gw.ExpireCheckout(ctx, s.ID); return err },
		"refund": func() error {
			_, err := w.gw.Refund(ctx, billing.RefundRequest{Key: "down-r", PaymentIntent: "pi_1", AmountCents: 1})
			return err
		},
		"read refund": func() error { _, err := w.gw.RefundByID(ctx, "re_1"); return err },
	} {
		t.Run(name, func(t *testing.T) {
			wantFault(t, call(), fault.Unavailable, "fault.payment_unavailable")
		})
	}
	k.Down = false
	w.sim.SetKnobs(k)
	if got := w.read(s.ID); got.Status != "open" {
		t.Fatalf("afterwards %+v", got)
	}
}
