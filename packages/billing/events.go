package billing

import (
	"context"

	"github.com/riverqueue/river"

	"github.com/hubittaako/hubittaako/app/base/postgres"
)

// EventArgs asks to handle a stored message of the provider's.
type EventArgs struct {
	EventID string `json:"event_id" river:"unique"`
}

// Kind names the job.
func (EventArgs) Kind() string { return "billing.event" }

// ReceiveEvent checks a webhook, stores it and lets a job handle it. A message that came before is stored once and no
// error. A bad signature is Invalid.
func (s *Service) ReceiveEvent(ctx context.Context, body []byte, signature string) error {
	e, err := s.gateway.ParseEvent(body, signature)
	if err != nil {
		return err
	}
	return s.db.InTx(ctx, func(tx *postgres.Tx) error {
		res, err := tx.Exec(ctx, `/* billing.storeEvent */ 
			INSERT INTO stripe_event (id, type, payload, session_id, refund_id) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (id) DO NOTHING`,
			e.ID, e.Type, string(e.Payload), e.SessionID, e.RefundID)
		if err != nil {
			return err
		}
		if n, err := res.RowsAffected(); err != nil || n == 0 {
			return err
		}
		return s.queue.Insert(ctx, tx, EventArgs{EventID: e.ID}, nil)
	})
}

// HandleEvent acts on a stored message: it asks the provider for the object as it is now, so the order in which messages
// come does not matter. Called by the job; handling again changes nothing.
func (s *Service) HandleEvent(ctx context.Context, id string) error {
	var e struct {
		SessionID string `db:"session_id"`
		RefundID  string `db:"refund_id"`
	}
	if err := s.db.Get(ctx, &e, `/* billing.readEvent */ SELECT session_id, refund_id FROM stripe_event WHERE id = $1`, id); err != nil {
		return notFound(err)
	}
	outcome := "ignored"
	var err error
	switch {
	case e.SessionID != "":
		outcome, err = s.Settle(ctx, e.SessionID)
	case e.RefundID != "":
		outcome, err = "refund", s.SyncRefund(ctx, e.RefundID)
	}
	if err != nil {
		return err
	}
	return s.db.InTx(ctx, func(tx *postgres.Tx) error {
		_, err := tx.Exec(ctx, `/* billing.eventHandled */ UPDATE stripe_event SET handled_at = now(), outcome = $2 WHERE id = $1`, id, outcome)
		return err
	})
}

// RefundWorker works RefundArgs.
type RefundWorker struct {
	river.WorkerDefaults[RefundArgs]
	Billing *Service
}

// Work asks the provider for the refund.
func (w *RefundWorker) Work(ctx context.Context, job *river.Job[RefundArgs]) error {
	return w.Billing.MakeRefund(ctx, job.Args.RefundID)
}

// EventWorker works EventArgs.
type EventWorker struct {
	river.WorkerDefaults[EventArgs]
	Billing *Service
}

// Work handles the message.
func (w *EventWorker) Work(ctx context.Context, job *river.Job[EventArgs]) error {
	return w.Billing.HandleEvent(ctx, job.Args.EventID)
}
