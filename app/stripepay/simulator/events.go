package simulator

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"math/rand/v2"
	"net/http"
	"time"

	"github.com/stripe/stripe-go/v76/webhook"
)

var errNoSuchEvent = errors.New("stripe simulator: no such event, or nowhere to send it")

// Event is what became of one webhook message.
type Event struct {
	ID, Type string
	Object   string // id of the session, charge or refund that it is about
	Body     []byte
	Attempts int
	Accepted bool // answered with a 2xx at least once
}

// Events returns all messages so far, oldest first.
func (s *Server) Events() []Event {
	s.mu.Lock()
	defer s.mu.Unlock()
	out := make([]Event, 0, len(s.state.Events))
	for _, e := range s.state.Events {
		out = append(out, Event{e.ID, e.Type, e.Object, bytes.Clone(e.Body), e.Attempts, e.Accepted})
	}
	return out
}

// Sign returns the Stripe-Signature header that body would be sent with now.
func (s *Server) Sign(body []byte) string {
	return webhook.GenerateTestSignedPayload(&webhook.UnsignedPayload{
		Payload: body, Secret: s.cfg.WebhookSecret, Timestamp: s.cfg.Clock(),
	}).Header
}

// Send delivers one message now, once, whatever has become of it before, and returns the answer's status. Tests build
// repetitions and orders of their own on it.
func (s *Server) Send(ctx context.Context, eventID string) (int, error) {
	s.mu.Lock()
	e := s.find(eventID)
	s.mu.Unlock()
	if e == nil || s.cfg.WebhookURL == "" {
		return 0, errNoSuchEvent
	}
	return s.attempt(ctx, e)
}

// Release sends what the HoldEvents knob held back, one after another, and lifts the knob. shuffle, if not nil, is
// called like rand.Shuffle to put the messages into another order.
func (s *Server) Release(ctx context.Context, shuffle func(n int, swap func(i, j int))) error {
	s.mu.Lock()
	s.knobs.HoldEvents = false
	var held []*event
	for _, e := range s.state.Events {
		if e.Held {
			e.Held = false
			held = append(held, e)
		}
	}
	s.mu.Unlock()
	if shuffle != nil {
		shuffle(len(held), func(i, j int) { held[i], held[j] = held[j], held[i] })
	}
	var errs []error
	for _, e := range held {
		_, err := s.Send(ctx, e.ID)
		errs = append(errs, err)
	}
	return errors.Join(errs...)
}

// Idle waits until no message is on its way by itself, retries included.
func (s *Server) Idle(ctx context.Context) error {
	s.mu.Lock()
	idle := s.idle
	s.mu.Unlock()
	select {
	case <-idle:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (s *Server) find(id string) *event {
	for _, e := range s.state.Events {
		if e.ID == id {
			return e
		}
	}
	return nil
}

// emit records a message with the object as it is now and sends it on its way. Call with the lock held.
func (s *Server) emit(kind, objectID string, object map[string]any) {
	e := &event{ID: newID("evt_"), Type: kind, Object: objectID, Created: s.cfg.Clock()}
	e.Body = mustJSON(map[string]any{
		"id": e.ID, "object": "event", "api_version": apiVersion, "created": e.Created.Unix(), "livemode": false,
		"type": kind, "pending_webhooks": 1, "data": map[string]any{"object": object},
		"request": map[string]any{"id": nil, "idempotency_key": nil},
	})
	s.state.Events = append(s.state.Events, e)
	switch {
	case s.cfg.WebhookURL == "":
		e.Done = true
	case s.knobs.HoldEvents:
		e.Held = true
	case spend(&s.knobs.DropEvents):
		e.Done = true
	default:
		for range 1 + s.knobs.DuplicateEvents {
			s.dispatch(e, s.delay())
		}
	}
}

func (s *Server) delay() time.Duration {
	d := s.knobs.DelayEvents
	if s.knobs.ReorderEvents > 0 {
		d += rand.N(s.knobs.ReorderEvents) //nolint:gosec // an order, not a secret
	}
	return d
}

// resumeEvents sends what the last run left undelivered.
func (s *Server) resumeEvents() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, e := range s.state.Events {
		if !e.Done && s.cfg.WebhookURL != "" {
			s.dispatch(e, 0)
		}
	}
}

// dispatch starts the delivery of a message. Call with the lock held.
func (s *Server) dispatch(e *event, delay time.Duration) {
	if s.ctx.Err() != nil {
		return
	}
	if s.busy == 0 {
		s.idle = make(chan struct{})
	}
	s.busy++
	s.work.Add(1)
	go func() {
		defer s.work.Done()
		s.deliver(e, delay)
		s.mu.Lock()
		defer s.mu.Unlock()
		if s.busy--; s.busy == 0 {
			close(s.idle)
		}
	}()
}

// deliver tries until a 2xx comes, the delays are used up, or the server closes; then it stays for the next start.
func (s *Server) deliver(e *event, delay time.Duration) {
	if !s.wait(delay) {
		return
	}
	for try := 0; ; try++ {
		if status, err := s.attempt(s.ctx, e); err == nil && status < 300 {
			return
		}
		if try == len(s.cfg.RetryDelays) {
			break
		}
		if !s.wait(s.cfg.RetryDelays[try]) {
			return
		}
	}
	s.cfg.Logger.Warn("stripe simulator: gave up on an event", "event", e.ID, "type", e.Type)
	s.update(func(*state) { e.Done = true })
}

// wait returns false when the server closes first.
func (s *Server) wait(d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-s.ctx.Done():
		return false
	}
}

// attempt posts a message once, signed at this moment as every attempt is.
func (s *Server) attempt(ctx context.Context, e *event) (int, error) {
	body := json.RawMessage(bytes.Clone(e.Body))
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, s.cfg.WebhookURL, bytes.NewReader(body))
	if err != nil {
		return 0, err
	}
	req.Header.Set("Content-Type", "application/json; charset=utf-8")
	req.Header.Set("User-Agent", "Stripe/1.0 (simulator)")
	req.Header.Set("Stripe-Signature", s.Sign(body))
	res, err := s.hooks.Do(req)
	status := 0
	if err == nil {
		status = res.StatusCode
		_, _ = io.Copy(io.Discard, io.LimitReader(res.Body, maxBody)) // so that the connection can be used again
		err = res.Body.Close()
	}
	s.update(func(*state) {
		e.Attempts++
		if status >= 200 && status < 300 {
			e.Done, e.Accepted = true, true
		}
	})
	return status, err
}
