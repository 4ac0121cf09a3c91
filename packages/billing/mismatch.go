package billing

import (
	"context"
	"time"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/packages/booking"
)

// Mismatch is a pay page that took another sum than its booking costs. Nothing is confirmed, and the places are kept, until a
// network admin has given the money back. Cents are of Currency, which may not be euros.
type Mismatch struct {
	PaymentID int64     `db:"payment_id"`
	Ref       string    `db:"ref"`
	Company   string    `db:"company"`
	Expected  int64     `db:"amount_cents"`
	Cents     int64     `db:"cents"`
	Currency  string    `db:"currency"`
	Session   string    `db:"session"`
	Intent    string    `db:"intent"` // what the provider calls the payment
	SeenAt    time.Time `db:"seen_at"`
}

// noteMismatch keeps a paid page whose sum is not ours for a person to look at. The reconciling job comes by every minute: only
// the first time is news.
func (s *Service) noteMismatch(ctx context.Context, tx *postgres.Tx, p Payment, session CheckoutSession) error {
	res, err := tx.Exec(ctx, `/* billing.noteMismatch */
		INSERT INTO payment_mismatch (payment_id, session, intent, cents, currency) VALUES ($1, $2, $3, $4, $5) ON CONFLICT (payment_id) DO NOTHING`,
		p.ID, session.ID, session.PaymentIntent, session.AmountCents, session.Currency)
	if err != nil {
		return err
	}
	if n, err := res.RowsAffected(); err != nil || n == 0 {
		return err
	}
	s.log.ErrorContext(ctx, "a paid checkout does not match its payment", "payment", p.ID, "session", session.ID, "cents", session.AmountCents)
	return nil
}

// Mismatches lists the paid pages that wait for a decision, the oldest first. Network admins may.
func (s *Service) Mismatches(ctx context.Context, actor access.Actor) ([]Mismatch, error) {
	if err := actor.MayAdmin(); err != nil {
		return nil, err
	}
	var list []Mismatch
	err := s.db.Select(ctx, &list, `/* billing.Mismatches */
		SELECT m.payment_id, b.ref, c.name AS company, p.amount_cents, m.cents, m.currency, m.session, m.intent, m.seen_at
		FROM payment_mismatch m JOIN payment p ON p.id = m.payment_id JOIN booking b ON b.id = p.booking_id JOIN company c ON c.id = b.company_id
		WHERE m.handled_at IS NULL ORDER BY m.seen_at, m.payment_id`)
	return list, err
}

// ResolveMismatch records that the money of a mismatched page was given back at the provider, with a note of who and how. The
// attempt ends, and the booking goes back on hold: its time decides what comes of it. Network admins may; NotFound when there
// is no such page, Conflict "fault.mismatch_handled" the second time.
func (s *Service) ResolveMismatch(ctx context.Context, actor access.Actor, paymentID int64, note string) error {
	if err := actor.MayAdmin(); err != nil {
		return err
	}
	return s.db.InTx(ctx, func(tx *postgres.Tx) error {
		var state booking.State // the booking is locked before its payment, as everywhere
		if err := tx.Get(ctx, &state, `/* billing.ResolveMismatch locks */
			SELECT b.state FROM payment_mismatch m JOIN payment p ON p.id = m.payment_id JOIN booking b ON b.id = p.booking_id
			WHERE m.payment_id = $1 FOR NO KEY UPDATE OF b`, paymentID); err != nil {
			return notFound(err)
		}
		res, err := tx.Exec(ctx, `/* billing.ResolveMismatch */
			UPDATE payment_mismatch SET handled_at = now(), handled_by = $2, note = $3 WHERE payment_id = $1 AND handled_at IS NULL`, paymentID, actor.PersonID, note)
		if err != nil {
			return err
		}
		if n, err := res.RowsAffected(); err != nil || n == 0 {
			if err == nil {
				err = fault.New(fault.Conflict, "fault.mismatch_handled")
			}
			return err
		}
		p, err := paymentByID(ctx, tx, paymentID)
		if err != nil {
			return err
		}
		if err := setPaymentState(ctx, tx, p.ID, PaymentVoid); err != nil {
			return err
		}
		return s.backToHold(ctx, tx, p)
	})
}
