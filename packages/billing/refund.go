package billing

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/riverqueue/river"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
)

// Refund states: created is our wish, stored before the provider is asked.
const (
	RefundCreated   = "created"
	RefundPending   = "pending"
	RefundSucceeded = "succeeded"
	RefundFailed    = "failed"
)

// Refund is money given back, in cents.
type Refund struct {
	ID        int64      `db:"id"`
	PaymentID int64      `db:"payment_id"`
	BookingID int64      `db:"booking_id"`
	Ref       string     `db:"ref"`
	Company   string     `db:"company"`
	Method    string     `db:"method"`
	Amount    int64      `db:"amount_cents"`
	State     string     `db:"state"`
	Reason    string     `db:"reason"`
	Key       string     `db:"idempotency_key"`
	StripeID  string     `db:"stripe_refund"`
	Intent    string     `db:"stripe_intent"`
	CreatedAt time.Time  `db:"created_at"`
	SettledAt *time.Time `db:"settled_at"`
}

const selectRefund = `/* billing.selectRefund */
	SELECT r.id, r.payment_id, r.booking_id, b.ref, c.name AS company, p.method, r.amount_cents, r.state, r.reason, r.idempotency_key,
		coalesce(r.stripe_refund, '') AS stripe_refund, coalesce(p.stripe_intent, '') AS stripe_intent, r.created_at, r.settled_at
	FROM refund r
	JOIN payment p ON p.id = r.payment_id
	JOIN booking b ON b.id = r.booking_id
	JOIN company c ON c.id = b.company_id `

// RefundArgs asks the provider for a stored refund.
type RefundArgs struct {
	RefundID int64 `json:"refund_id" river:"unique"`
}

// Kind names the job.
func (RefundArgs) Kind() string { return "billing.refund" }

// refundIn stores a refund and its job in the caller's transaction. The row lock on the payment keeps two refunds from
// giving back more than was paid.
func (s *Service) refundIn(ctx context.Context, tx *postgres.Tx, p Payment, cents int64, reason string) error {
	if _, err := tx.Exec(ctx, `/* billing.lockForRefund */ SELECT 1 FROM payment WHERE id = $1 FOR UPDATE`, p.ID); err != nil {
		return err
	}
	fresh, err := paymentByID(ctx, tx, p.ID)
	if err != nil {
		return err
	}
	if cents > fresh.Amount-fresh.Refunded {
		return fault.New(fault.Conflict, "fault.refund_too_large")
	}
	var id int64
	err = tx.Get(ctx, &id, `/* billing.insertRefund */
		INSERT INTO refund (payment_id, booking_id, amount_cents, reason, idempotency_key)
		SELECT $1::bigint, $2, $3, $4, 'refund:' || $1::bigint || ':' || (SELECT count(*) + 1 FROM refund WHERE payment_id = $1)
		RETURNING id`, p.ID, p.BookingID, cents, reason)
	if err != nil {
		return err
	}
	if p.Method != Card {
		return nil // by bank transfer: a network admin pays it and marks it
	}
	return s.queue.Insert(ctx, tx, RefundArgs{RefundID: id}, nil)
}

// MakeRefund asks the provider for a stored refund and stores its answer. Called by the job, as often as it takes: the key
// makes it one refund.
func (s *Service) MakeRefund(ctx context.Context, id int64) error {
	r, err := s.refund(ctx, id)
	if err != nil {
		return err
	}
	if r.State != RefundCreated || r.Method != Card {
		return nil
	}
	got, err := s.gateway.Refund(ctx, RefundRequest{Key: r.Key, PaymentIntent: r.Intent, AmountCents: r.Amount, BookingRef: r.Ref})
	if errors.Is(err, fault.New(fault.Conflict, "fault.payment_key_spent")) {
		return errors.Join(err, s.renewKey(ctx, r.ID))
	}
	if err != nil {
		return err
	}
	return s.storeRefund(ctx, r.ID, got)
}

// renewKey gives a refund another key after the provider has stored a failure under the old one, and found no refund of it.
func (s *Service) renewKey(ctx context.Context, id int64) error {
	return s.db.InTx(ctx, func(tx *postgres.Tx) error {
		_, err := tx.Exec(ctx, `/* billing.renewKey */ UPDATE refund SET idempotency_key = idempotency_key || '+' WHERE id = $1 AND state = 'created'`, id)
		return err
	})
}

// SyncRefund brings a refund up to date with the provider.
func (s *Service) SyncRefund(ctx context.Context, stripeID string) error {
	var list []Refund
	if err := s.db.Select(ctx, &list, selectRefund+`WHERE r.stripe_refund = $1`, stripeID); err != nil || len(list) == 0 {
		return err // not ours, or its own answer is still on the way and brings the same news
	}
	got, err := s.gateway.RefundByID(ctx, stripeID)
	if err != nil {
		return err
	}
	return s.storeRefund(ctx, list[0].ID, got)
}

func (s *Service) refund(ctx context.Context, id int64) (Refund, error) {
	var r Refund
	err := s.db.Get(ctx, &r, selectRefund+`WHERE r.id = $1`, id)
	return r, notFound(err)
}

func (s *Service) storeRefund(ctx context.Context, id int64, got ProviderRefund) error {
	state := map[string]string{"succeeded": RefundSucceeded, "failed": RefundFailed, "canceled": RefundFailed}[got.Status]
	if state == "" {
		state = RefundPending
	}
	return s.db.InTx(ctx, func(tx *postgres.Tx) error {
		var r struct {
			BookingID int64  `db:"booking_id"`
			Amount    int64  `db:"amount_cents"`
			Before    string `db:"state"`
		}
		if err := tx.Get(ctx, &r, `/* billing.lockRefund */ SELECT booking_id, amount_cents, state FROM refund WHERE id = $1 FOR UPDATE`, id); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `/* billing.storeRefund */
			UPDATE refund SET state = $2, stripe_refund = coalesce(nullif($3, ''), stripe_refund), settled_at = CASE WHEN $2 IN ('succeeded', 'failed') THEN now() END
			WHERE id = $1`, id, state, got.ID); err != nil {
			return err
		}
		return postRefund(ctx, tx, r.BookingID, id, r.Amount, "card", r.Before, state)
	})
}

// postRefund books the money out when the provider takes the refund on, and in again when it fails after all.
func postRefund(ctx context.Context, tx *postgres.Tx, bookingID, id, cents int64, account, before, after string) error {
	if after == RefundFailed {
		if before != RefundPending && before != RefundSucceeded {
			return nil
		}
		return post(ctx, tx, bookingID, fmt.Sprintf("refund-failed:%d", id), entry{account, cents}, entry{"customer", -cents})
	}
	return post(ctx, tx, bookingID, fmt.Sprintf("refund:%d", id), entry{"customer", cents}, entry{account, -cents})
}

// BankRefunds lists what is to be given back by bank transfer. Network admins may.
func (s *Service) BankRefunds(ctx context.Context, actor access.Actor) ([]Refund, error) {
	if err := actor.MayAdmin(); err != nil {
		return nil, err
	}
	var list []Refund
	err := s.db.Select(ctx, &list, selectRefund+`WHERE p.method = 'invoice' AND r.state = 'created' ORDER BY r.id`)
	return list, err
}

// MarkRefunded records that a refund was paid by bank transfer. Network admins may; marking twice is a Conflict.
func (s *Service) MarkRefunded(ctx context.Context, actor access.Actor, id int64) error {
	if err := actor.MayAdmin(); err != nil {
		return err
	}
	return s.db.InTx(ctx, func(tx *postgres.Tx) error {
		var r struct {
			BookingID int64 `db:"booking_id"`
			Amount    int64 `db:"amount_cents"`
			State     string
			Method    string
		}
		err := tx.Get(ctx, &r, `/* billing.MarkRefunded locks */
			SELECT r.booking_id, r.amount_cents, r.state, p.method FROM refund r JOIN payment p ON p.id = r.payment_id WHERE r.id = $1 FOR UPDATE OF r`, id)
		if err != nil {
			return notFound(err)
		}
		if r.Method != Invoice || r.State != RefundCreated {
			return fault.New(fault.Conflict, "fault.refund_not_open")
		}
		if _, err := tx.Exec(ctx, `/* billing.MarkRefunded */ UPDATE refund SET state = 'succeeded', settled_at = now() WHERE id = $1`, id); err != nil {
			return err
		}
		return postRefund(ctx, tx, r.BookingID, id, r.Amount, "bank", RefundCreated, RefundSucceeded)
	})
}

// RefundsOf lists the refunds of a booking that the actor may see.
func (s *Service) RefundsOf(ctx context.Context, actor access.Actor, companyID, bookingID int64) ([]Refund, error) {
	if err := actor.MayCompany(companyID); err != nil {
		return nil, err
	}
	var list []Refund
	err := s.db.Select(ctx, &list, selectRefund+`WHERE r.booking_id = $1 AND b.company_id = $2 ORDER BY r.id`, bookingID, companyID)
	return list, err
}

// resumeRefunds takes up card refunds whose job was lost and asks after those that are pending.
func (s *Service) resumeRefunds(ctx context.Context, olderThan time.Duration) error {
	var list []Refund
	if err := s.db.Select(ctx, &list, selectRefund+`
		WHERE p.method = 'card' AND r.state IN ('created', 'pending') AND r.created_at < now() - make_interval(secs => $1) ORDER BY r.id LIMIT 100`, olderThan.Seconds()); err != nil {
		return err
	}
	var failed error
	for _, r := range list {
		if r.State == RefundCreated {
			failed = errors.Join(failed, s.MakeRefund(ctx, r.ID))
		} else {
			failed = errors.Join(failed, s.SyncRefund(ctx, r.StripeID))
		}
	}
	return failed
}

var _ river.JobArgs = RefundArgs{}
