package simulator

import (
	"context"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"
)

const completedType = "checkout.session.completed"

func TestEventsAreTriedAgain(t *testing.T) {
	w := newWorld(t)
	w.inbox.statuses = []int{500, 302}
	if err := w.Pay(w.opened()); err != nil {
		t.Fatal(err)
	}
	w.idle()
	if e := w.Events(); len(e) != 1 || e[0].Attempts != 3 || !e[0].Accepted {
		t.Fatalf("%+v", e)
	}
	w.inbox.statuses = []int{500, 500, 500, 500}
	if err := w.Pay(w.opened()); err != nil {
		t.Fatal(err)
	}
	w.idle()
	if e := w.Events(); len(e) != 2 || e[1].Attempts != 3 || e[1].Accepted {
		t.Fatalf("not given up: %+v", e)
	}
}

func TestDropAndSendByHand(t *testing.T) {
	w := newWorld(t)
	w.SetKnobs(Knobs{DropEvents: 1})
	if err := w.Pay(w.opened()); err != nil {
		t.Fatal(err)
	}
	w.idle()
	if got := w.inbox.got(); len(got) != 0 || w.Knobs().DropEvents != 0 {
		t.Fatalf("dropped and delivered: %v", got)
	}
	if status, err := w.Send(t.Context(), w.Events()[0].ID); err != nil || status != http.StatusOK {
		t.Fatal(status, err)
	}
	if _, err := w.Send(t.Context(), "evt_0"); err == nil {
		t.Fatal("sent what is not")
	}
	if err := w.Pay(w.opened()); err != nil {
		t.Fatal(err)
	}
	w.idle()
	if got := w.inbox.got(); len(got) != 2 {
		t.Fatalf("the second was dropped too: %v", got)
	}
}

func TestDuplicates(t *testing.T) {
	w := newWorld(t)
	w.SetKnobs(Knobs{DuplicateEvents: 9})
	if err := w.Pay(w.opened()); err != nil {
		t.Fatal(err)
	}
	w.idle()
	if got := w.inbox.got(); len(got) != 10 || len(slices.Compact(slices.Clone(w.inbox.ids))) != 1 {
		t.Fatalf("%v %v", got, w.inbox.ids)
	}
}

func TestDelayedAndReorderedEventsAllArrive(t *testing.T) {
	w := newWorld(t)
	w.SetKnobs(Knobs{DelayEvents: 5 * time.Millisecond, ReorderEvents: 20 * time.Millisecond})
	for range 8 {
		if err := w.Pay(w.opened()); err != nil {
			t.Fatal(err)
		}
	}
	w.idle()
	var sent []string
	for _, e := range w.Events() {
		sent = append(sent, e.ID)
	}
	if !slices.Equal(slices.Sorted(slices.Values(sent)), slices.Sorted(slices.Values(w.inbox.ids))) {
		t.Fatalf("sent %v, arrived %v", sent, w.inbox.ids)
	}
}

func TestHeldEventsLeaveInTheOrderGiven(t *testing.T) {
	w := newWorld(t)
	w.SetKnobs(Knobs{HoldEvents: true})
	for range 6 {
		if err := w.Pay(w.opened()); err != nil {
			t.Fatal(err)
		}
	}
	w.idle()
	if got := w.inbox.got(); len(got) != 0 {
		t.Fatalf("not held: %v", got)
	}
	shuffle := rand.New(rand.NewPCG(1, 2)).Shuffle //nolint:gosec // a repeatable order
	if err := w.Release(t.Context(), shuffle); err != nil {
		t.Fatal(err)
	}
	want := make([]string, 0, 6)
	for _, e := range w.Events() {
		want = append(want, e.ID)
	}
	rand.New(rand.NewPCG(1, 2)).Shuffle(6, func(i, j int) { want[i], want[j] = want[j], want[i] }) //nolint:gosec // the same again
	if !slices.Equal(w.inbox.ids, want) {
		t.Fatalf("arrived %v, want %v", w.inbox.ids, want)
	}
	if err := w.Release(t.Context(), nil); err != nil || len(w.inbox.ids) != 6 {
		t.Fatalf("released twice: %v %v", w.inbox.ids, err)
	}
}

func TestSessionsRunOutByThemselves(t *testing.T) {
	w := newWorld(t)
	id, paidID := w.opened(), w.opened()
	if err := w.Pay(paidID); err != nil {
		t.Fatal(err)
	}
	w.clock.add(24 * time.Hour)
	w.ExpireDue()
	w.idle()
	if got := w.inbox.got(); !slices.Equal(slices.Sorted(slices.Values(got)), []string{completedType, "checkout.session.expired"}) {
		t.Fatalf("events %v", got)
	}
	if e := w.Events()[1]; e.Object != id {
		t.Fatalf("the wrong one ran out: %+v", e)
	}
	if n := w.ExpireDue(); n != 0 {
		t.Fatalf("%d ran out twice", n)
	}
}

// A restart of the product must not forget who has paid, nor lose a message that nobody took.
func TestStateSurvivesARestart(t *testing.T) {
	file := filepath.Join(t.TempDir(), "new folder", "stripe.json")
	w := newWorld(t, func(c *Config) {
		c.StateFile = file
		c.RetryDelays = []time.Duration{time.Hour}
	})
	first := w.call("POST", "/v1/checkout/sessions", "k", order())
	if err := w.Pay(first.id()); err != nil {
		t.Fatal(err)
	}
	w.idle()
	other := w.opened()
	w.SetKnobs(Knobs{DelayEvents: time.Hour})
	if err := w.Pay(other); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := http.Get(w.URL()); err == nil {
		t.Fatal("still there after Close")
	}
	w.start()
	w.idle()
	if got := w.call("GET", "/v1/checkout/sessions/"+first.id(), "", nil).body; got["status"] != complete || got["payment_status"] != paid {
		t.Fatalf("forgotten: %v", got)
	}
	if again := w.call("POST", "/v1/checkout/sessions", "k", order()); again.id() != first.id() {
		t.Fatalf("the key is forgotten: %v", again.body)
	}
	if got := w.inbox.got(); len(got) != 2 || w.inbox.ids[0] == w.inbox.ids[1] {
		t.Fatalf("messages %v", got)
	}
	left, err := os.ReadDir(filepath.Dir(file))
	if err != nil || len(left) != 1 {
		t.Fatalf("files left over: %v %v", left, err)
	}
}

func TestBrokenStateFileIsSaid(t *testing.T) {
	file := filepath.Join(t.TempDir(), "stripe.json")
	if err := os.WriteFile(file, []byte(`{"sessions":`), 0o600); err != nil {
		t.Fatal(err)
	}
	if s, err := Start(Config{Addr: "127.0.0.1:0", SecretKey: testKey, StateFile: file}); err == nil {
		_ = s.Close()
		t.Fatal("started on a broken file")
	}
}

func TestCloseDoesNotWaitForAHangingShop(t *testing.T) {
	release := make(chan struct{})
	arrived := make(chan struct{})
	stuck := httptest.NewServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) {
		close(arrived)
		<-release
	}))
	defer stuck.Close()
	defer close(release)
	w := newWorld(t, func(c *Config) { c.WebhookURL = stuck.URL })
	if err := w.Pay(w.opened()); err != nil {
		t.Fatal(err)
	}
	<-arrived
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := w.Idle(ctx); err == nil {
		t.Fatal("idle with a message under way")
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
}

func TestOldThingsAreForgotten(t *testing.T) {
	w := newWorld(t)
	if err := w.Pay(w.opened()); err != nil {
		t.Fatal(err)
	}
	w.idle()
	w.clock.add(31 * 24 * time.Hour)
	w.opened()
	if e := w.Events(); len(e) != 0 {
		t.Fatalf("still there: %+v", e)
	}
}
