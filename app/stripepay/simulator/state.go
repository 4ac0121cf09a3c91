package simulator

import (
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// Session states and payment states in Stripe's words.
const (
	open     = "open"
	complete = "complete"
	expired  = "expired"

	paid   = "paid"
	unpaid = "unpaid"

	succeeded  = "succeeded"
	processing = "processing"
	needsCard  = "requires_payment_method"
	pending    = "pending"
	failed     = "failed"
)

// state is all that the simulator remembers; it is what the state file holds.
type state struct {
	Sessions map[string]*session `json:"sessions"`
	Payments map[string]*payment `json:"payments"` // by payment intent
	Refunds  map[string]*refund  `json:"refunds"`
	Replies  map[string]*reply   `json:"replies"` // by idempotency key
	Events   []*event            `json:"events"`  // oldest first
}

type item struct {
	Name      string `json:"name"`
	Quantity  int64  `json:"quantity"`
	UnitCents int64  `json:"unit_cents"`
}

// Cents is what the line costs.
func (i item) Cents() int64 { return i.Quantity * i.UnitCents }

type session struct {
	ID             string            `json:"id"`
	Created        time.Time         `json:"created"`
	ExpiresAt      time.Time         `json:"expires_at"`
	Status         string            `json:"status"`
	PaymentStatus  string            `json:"payment_status"`
	Currency       string            `json:"currency"`
	Items          []item            `json:"items"`
	Total          int64             `json:"total"`
	Reference      string            `json:"reference"`
	Email          string            `json:"email"`
	Locale         string            `json:"locale"`
	SuccessURL     string            `json:"success_url"`
	CancelURL      string            `json:"cancel_url"`
	Metadata       map[string]string `json:"metadata"`
	Intent         string            `json:"intent"` // "" until the first try to pay, as at Stripe
	IntentMetadata map[string]string `json:"intent_metadata"`
	Description    string            `json:"description"`
}

// payment is a payment intent and its one charge.
type payment struct {
	ID          string            `json:"id"`
	Charge      string            `json:"charge"`
	Session     string            `json:"session"`
	Created     time.Time         `json:"created"`
	Status      string            `json:"status"`
	Amount      int64             `json:"amount"`
	Refunded    int64             `json:"refunded"` // pending refunds count, failed ones do not
	Currency    string            `json:"currency"`
	Description string            `json:"description"`
	Metadata    map[string]string `json:"metadata"`
}

type refund struct {
	ID       string            `json:"id"`
	Payment  string            `json:"payment"`
	Created  time.Time         `json:"created"`
	Status   string            `json:"status"`
	Failure  string            `json:"failure"`
	Reason   string            `json:"reason"`
	Amount   int64             `json:"amount"`
	Currency string            `json:"currency"`
	Metadata map[string]string `json:"metadata"`
}

// reply is what was answered to the first request with an idempotency key.
type reply struct {
	Created     time.Time       `json:"created"`
	Path        string          `json:"path"`
	Fingerprint string          `json:"fingerprint"`
	Status      int             `json:"status"`
	Body        json.RawMessage `json:"body"`
}

type event struct {
	ID       string          `json:"id"`
	Type     string          `json:"type"`
	Object   string          `json:"object"` // id of the session, charge or refund
	Created  time.Time       `json:"created"`
	Body     json.RawMessage `json:"body"`
	Held     bool            `json:"held"` // waits for Release
	Attempts int             `json:"attempts"`
	Done     bool            `json:"done"` // delivered, dropped or given up
	Accepted bool            `json:"accepted"`
}

func newState() *state {
	return &state{
		Sessions: map[string]*session{},
		Payments: map[string]*payment{},
		Refunds:  map[string]*refund{},
		Replies:  map[string]*reply{},
	}
}

// loadState reads the state file; none yet is an empty state.
func loadState(path string) (*state, error) {
	st := newState()
	if path == "" {
		return st, nil
	}
	b, err := os.ReadFile(path) //nolint:gosec // the path is the developer's own setting
	if errors.Is(err, fs.ErrNotExist) {
		return st, nil
	}
	if err == nil {
		err = json.Unmarshal(b, st)
	}
	if err != nil {
		return nil, fmt.Errorf("stripe simulator: the state file is not readable, remove it to start afresh: %w", err)
	}
	return st, nil
}

// save replaces the state file in one step, so that a kill leaves the old one or the new one.
func (st *state) save(path string) error {
	if path == "" {
		return nil
	}
	b, err := json.Marshal(st)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*")
	if err != nil {
		return err
	}
	_, err = f.Write(b)
	err = errors.Join(err, f.Close())
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(f.Name()))
	}
	return nil
}

const (
	keepReplies = 24 * time.Hour // as Stripe does
	keepEvents  = 30 * 24 * time.Hour
)

// forget drops what Stripe would have forgotten too, so that the file does not grow for ever.
func (st *state) forget(now time.Time) {
	for key, r := range st.Replies {
		if now.Sub(r.Created) > keepReplies {
			delete(st.Replies, key)
		}
	}
	first := 0
	for first < len(st.Events) && st.Events[first].Done && now.Sub(st.Events[first].Created) > keepEvents {
		first++
	}
	st.Events = st.Events[first:]
}

// newID makes an id with Stripe's prefix that nobody can guess.
func newID(prefix string) string { return prefix + rand.Text() }
