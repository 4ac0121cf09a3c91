package stripepay_test

import (
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/packages/billing"
)

func TestPay(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	s := w.checkout("pay-1")
	want := billing.CheckoutSession{
		ID: s.ID, URL: s.URL, Status: "open", AmountCents: total, Currency: "eur", PaymentID: 77, BookingRef: "HUB-2027-0042",
	}
	if s != want || s.ID == "" || !strings.HasPrefix(s.URL, w.sim.PublicURL()) {
		t.Fatalf("opened %+v", s)
	}
	if err := w.sim.Pay(s.ID); err != nil {
		t.Fatal(err)
	}
	s = w.read(s.ID)
	if s.Status != "complete" || !s.Paid || s.PaymentIntent == "" || s.AmountCents != total || s.URL != "" {
		t.Fatalf("paid %+v", s)
	}
	w.idle()
	if len(w.shop.events) != 1 || len(w.shop.bad) != 0 {
		t.Fatalf("events %v, refused %v", w.shop.types(), w.shop.bad)
	}
	e := w.shop.events[0]
	if e.Type != "checkout.session.completed" || e.SessionID != s.ID || e.RefundID != "" || e.Livemode ||
		!e.Created.Equal(w.clock.Now().Truncate(time.Second)) || !strings.HasPrefix(e.ID, "evt_") || len(e.Payload) == 0 {
		t.Fatalf("event %+v", e)
	}
}

func TestDeclinedCardLeavesTheSessionOpen(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	s := w.checkout("decline-1")
	if err := w.sim.Decline(s.ID); err != nil {
		t.Fatal(err)
	}
	if got := w.read(s.ID); got.Status != "open" || got.Paid {
		t.Fatalf("after the decline %+v", got)
	}
	if err := w.sim.Pay(s.ID); err != nil {
		t.Fatal(err)
	}
	if got := w.read(s.ID); !got.Paid {
		t.Fatalf("after another card %+v", got)
	}
	if err := w.sim.Pay(s.ID); err == nil {
		t.Fatal("paid twice")
	}
}

func TestAbandonedSessionRunsOut(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	s := w.checkout("abandon-1")
	w.clock.add(31*time.Minute + 2*time.Second)
	w.sim.ExpireDue()
	if got := w.read(s.ID); got.Status != "expired" || got.Paid || got.URL != "" {
		t.Fatalf("after its time %+v", got)
	}
	if err := w.sim.Pay(s.ID); err == nil {
		t.Fatal("paid after its time")
	}
	w.idle()
	if got := w.shop.types(); !slices.Equal(got, []string{"checkout.session.expired"}) {
		t.Fatalf("events %v", got)
	}
}

func TestExpire(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ctx := t.Context()
	for _, c := range []struct {
		name   string
		before func(id string) error
		status string
		paid   bool
	}{
		{"open", func(string) error { return nil }, "expired", false},
		{"paid a moment ago", w.sim.Pay, "complete", true},
		{"declined", w.sim.Decline, "expired", false},
		{"expired already", func(id string) error { _, err := w.gw.ExpireCheckout(ctx, id); return err }, "expired", false},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := w.checkout("expire " + c.name)
			if err := c.before(s.ID); err != nil {
				t.Fatal(err)
			}
			got, err := w.gw.ExpireCheckout(t.Context(), s.ID)
			if err != nil || got.ID != s.ID || got.Status != c.status || got.Paid != c.paid {
				t.Fatalf("got %+v, %v", got, err)
			}
		})
	}
	_, err := w.gw.ExpireCheckout(ctx, "cs_test_nobody")
	wantFault(t, err, fault.NotFound, "fault.payment_not_found")
}

func TestSlowPayment(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	k := w.sim.Knobs()
	k.SlowPayments = true
	w.sim.SetKnobs(k)
	for _, c := range []struct {
		name string
		ok   bool
		last string
	}{
		{"well", true, "checkout.session.async_payment_succeeded"},
		{"badly", false, "checkout.session.async_payment_failed"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := w.paid("slow " + c.name)
			if s.Status != "complete" || s.Paid {
				t.Fatalf("before %+v", s)
			}
			w.idle()
			if err := w.sim.SettlePayment(s.ID, c.ok); err != nil {
				t.Fatal(err)
			}
			w.idle()
			if got := w.read(s.ID); got.Status != "complete" || got.Paid != c.ok {
				t.Fatalf("after %+v", got)
			}
			if types := w.shop.types(); types[len(types)-1] != c.last || w.shop.events[len(types)-1].SessionID != s.ID {
				t.Fatalf("events %v", types)
			}
		})
	}
}

func TestRefunds(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ctx := t.Context()
	s := w.paid("refund-pay")
	refund := func(key string, cents int64) (billing.ProviderRefund, error) {
		return w.gw.Refund(ctx, billing.RefundRequest{
			Key: key, PaymentIntent: s.PaymentIntent, AmountCents: cents, BookingRef: s.BookingRef,
		})
	}
	first, err := refund("r1", 10000)
	if err != nil || first.Status != "succeeded" || first.AmountCents != 10000 || first.ID == "" {
		t.Fatalf("first %+v, %v", first, err)
	}
	again, err := refund("r1", 10000)
	if err != nil || again != first {
		t.Fatalf("the same key made %+v, %v", again, err)
	}
	_, err = refund("r2", total-10000+1)
	wantFault(t, err, fault.Conflict, "fault.refund_too_much")
	rest, err := refund("r3", total-10000)
	if err != nil || rest.ID == first.ID {
		t.Fatalf("rest %+v, %v", rest, err)
	}
	_, err = refund("r4", 1)
	wantFault(t, err, fault.Conflict, "fault.refund_too_much")
	if got, err := w.gw.RefundByID(ctx, rest.ID); err != nil || got != rest {
		t.Fatalf("read %+v, %v", got, err)
	}
	w.idle()
	if got := w.shop.types(); len(got) != 3 || !slices.Contains(got, "charge.refunded") {
		t.Fatalf("events %v", got)
	}
}

func TestRefundThatWaitsAndFails(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ctx := t.Context()
	s := w.paid("pending-pay")
	w.idle()
	k := w.sim.Knobs()
	k.Refunds = "pending"
	w.sim.SetKnobs(k)
	req := billing.RefundRequest{Key: "p1", PaymentIntent: s.PaymentIntent, AmountCents: total, BookingRef: s.BookingRef}
	r, err := w.gw.Refund(ctx, req)
	if err != nil || r.Status != "pending" {
		t.Fatalf("made %+v, %v", r, err)
	}
	w.idle()
	if err := w.sim.SettleRefund(r.ID, false); err != nil {
		t.Fatal(err)
	}
	w.idle()
	if r, err = w.gw.RefundByID(ctx, r.ID); err != nil || r.Status != "failed" {
		t.Fatalf("settled %+v, %v", r, err)
	}
	last := w.shop.events[len(w.shop.events)-1]
	if last.Type != "charge.refund.updated" || last.RefundID != r.ID || last.SessionID != "" {
		t.Fatalf("event %+v", last)
	}
	k.Refunds = "failed"
	w.sim.SetKnobs(k)
	req.Key = "p2" // the money of the failed one is back on the charge
	if r, err = w.gw.Refund(ctx, req); err != nil || r.Status != "failed" {
		t.Fatalf("failed at once %+v, %v", r, err)
	}
}

func TestSameKey(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	ctx := t.Context()
	first := w.checkout("once")
	w.clock.add(10 * time.Minute)
	req := w.request("once")
	req.ExpiresAt = req.ExpiresAt.Add(-10 * time.Minute) // what it was; by now under 30 minutes ahead
	again, err := w.gw.CreateCheckout(ctx, req)
	if err != nil || again != first {
		t.Fatalf("again %+v, %v", again, err)
	}
	req.Lines[0].UnitCents++
	_, err = w.gw.CreateCheckout(ctx, req)
	wantFault(t, err, fault.Internal, "fault.internal")
	other := w.checkout("twice")
	if other.ID == first.ID {
		t.Fatal("another key gave the same session")
	}
	if _, err = w.gw.Refund(ctx, billing.RefundRequest{Key: "once", PaymentIntent: "pi_x", AmountCents: 1}); err == nil {
		t.Fatal("a key was used for two purposes")
	}
}

// Twenty requests at once with one key make one session; with keys of their own, twenty.
func TestSameKeyInParallel(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	run := func(key func(i int) string) map[string]bool {
		var mu sync.Mutex
		var all sync.WaitGroup
		ids := map[string]bool{}
		for i := range 20 {
			all.Go(func() {
				s, err := w.gw.CreateCheckout(t.Context(), w.request(key(i)))
				mu.Lock()
				defer mu.Unlock()
				if err != nil {
					t.Error(err)
					return
				}
				ids[s.ID] = true
			})
		}
		all.Wait()
		return ids
	}
	if ids := run(func(int) string { return "race" }); len(ids) != 1 {
		t.Fatalf("one key made %d sessions", len(ids))
	}
	if ids := run(func(i int) string { return "race-" + string(rune('a'+i)) }); len(ids) != 20 {
		t.Fatalf("twenty keys made %d sessions", len(ids))
	}
}

func TestParallelRefundsNeverExceedTheCharge(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	s := w.paid("many refunds")
	var mu sync.Mutex
	var all sync.WaitGroup
	made, refused := 0, 0
	for i := range 10 {
		all.Go(func() {
			_, err := w.gw.Refund(t.Context(), billing.RefundRequest{
				Key: "part-" + string(rune('a'+i)), PaymentIntent: s.PaymentIntent, AmountCents: 10000,
			})
			mu.Lock()
			defer mu.Unlock()
			switch {
			case err == nil:
				made++
			case errors.Is(err, fault.New(fault.Conflict, "fault.refund_too_much")):
				refused++
			default:
				t.Error(err)
			}
		})
	}
	all.Wait()
	if made != 3 || refused != 7 {
		t.Fatalf("%d made, %d refused of ten thirds", made, refused)
	}
}
