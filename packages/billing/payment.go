package billing

import (
	"context"
	"time"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/packages/booking"
)

// Payment methods and states.
const (
	Card    = "card"
	Invoice = "invoice"

	PaymentCreated = "created" // stored, the provider not yet asked or not yet answered
	PaymentOpen    = "open"    // the pay page is open, or the invoice is out
	PaymentPaid    = "paid"
	PaymentExpired = "expired"
	PaymentVoid    = "void"
)

// Payment is one attempt to pay a booking. Amounts are cents with VAT.
type Payment struct {
	ID        int64      `db:"id"`
	BookingID int64      `db:"booking_id"`
	Method    string     `db:"method"`
	Attempt   int        `db:"attempt"`
	State     string     `db:"state"`
	Amount    int64      `db:"amount_cents"`
	Key       string     `db:"idempotency_key"`
	Session   string     `db:"stripe_session"`
	Intent    string     `db:"stripe_intent"`
	URL       string     `db:"checkout_url"`
	ExpiresAt *time.Time `db:"expires_at"`
	CreatedAt time.Time  `db:"created_at"`
	PaidAt    *time.Time `db:"paid_at"`
	Refunded  int64      `db:"refunded_cents"` // given back or on its way
	ChangeID  int64      `db:"change_id"`      // of the change that it pays; 0: the stay as it was sold
}

const selectPayment = `/* billing.selectPayment */
	SELECT p.id, p.booking_id, p.method, p.attempt, p.state, p.amount_cents, p.idempotency_key, coalesce(p.stripe_session, '') AS stripe_session,
		coalesce(p.stripe_intent, '') AS stripe_intent, p.checkout_url, p.expires_at, p.created_at, p.paid_at, coalesce(p.change_id, 0) AS change_id,
		(SELECT coalesce(sum(r.amount_cents), 0)::bigint FROM refund r WHERE r.payment_id = p.id AND r.state <> 'failed') AS refunded_cents
	FROM payment p `

func paymentsOf(ctx context.Context, r postgres.Reader, bookingID int64) ([]Payment, error) {
	var list []Payment
	err := r.Select(ctx, &list, selectPayment+`WHERE p.booking_id = $1 ORDER BY p.id`, bookingID)
	return list, err
}

// PaymentsOf lists the payments of a booking that the actor may see (see booking.ByRef).
func (s *Service) PaymentsOf(ctx context.Context, actor access.Actor, b booking.Booking) ([]Payment, error) {
	if err := actor.MayCompany(b.CompanyID); err != nil {
		return nil, err
	}
	return paymentsOf(ctx, s.db, b.ID)
}

// payable reads a booking that is on hold and whose time has not run out, its row locked until the end of the transaction.
func (s *Service) payable(ctx context.Context, tx *postgres.Tx, actor access.Actor, ref string) (booking.Detail, error) {
	var row struct {
		ID        int64
		CompanyID int64 `db:"company_id"`
		State     booking.State
		Lapsed    bool
	}
	err := tx.Get(ctx, &row, `/* billing.payable */
		SELECT id, company_id, state, coalesce(hold_expires_at <= now(), false) AS lapsed FROM booking WHERE ref = $1 FOR NO KEY UPDATE`, ref)
	if err != nil {
		return booking.Detail{}, notFound(err)
	}
	if err := actor.MayCompany(row.CompanyID); err != nil {
		return booking.Detail{}, err
	}
	switch {
	case row.State == booking.Confirmed || row.State == booking.Completed:
		return booking.Detail{}, fault.New(fault.Conflict, "fault.already_paid")
	case !row.State.OnHold() || row.Lapsed:
		return booking.Detail{}, fault.New(fault.Gone, "fault.hold_lapsed")
	}
	return s.bookings.ReadDetail(ctx, tx, row.ID)
}

// insertPayment stores an attempt with its key before anybody outside is asked.
func insertPayment(ctx context.Context, tx *postgres.Tx, b booking.Booking, method, state string, expiresMinutes int) (Payment, error) {
	var id int64
	err := tx.Get(ctx, &id, `/* billing.insertPayment */
		INSERT INTO payment (booking_id, method, attempt, state, amount_cents, idempotency_key, expires_at)
		SELECT $1, $2, n.attempt, $3, $4, $2 || ':' || $5 || ':' || n.attempt, CASE WHEN $6 > 0 THEN now() + make_interval(mins => $6) END
		FROM (SELECT coalesce(max(attempt), 0) + 1 AS attempt FROM payment WHERE booking_id = $1 AND method = $2) n
		RETURNING id`, b.ID, method, state, b.Gross, b.Ref, expiresMinutes)
	if err != nil {
		return Payment{}, err
	}
	return paymentByID(ctx, tx, id)
}

func paymentByID(ctx context.Context, r postgres.Reader, id int64) (Payment, error) {
	var p Payment
	err := r.Get(ctx, &p, selectPayment+`WHERE p.id = $1`, id)
	return p, notFound(err)
}

func setPaymentState(ctx context.Context, tx *postgres.Tx, id int64, state string) error {
	_, err := tx.Exec(ctx, `/* billing.setPaymentState */
		UPDATE payment SET state = $2, paid_at = CASE WHEN $2 = 'paid' THEN now() ELSE paid_at END WHERE id = $1`, id, state)
	return err
}
