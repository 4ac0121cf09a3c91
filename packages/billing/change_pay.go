package billing

import (
	"context"
	"errors"
	"fmt"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/i18n"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/packages/booking"
)

// toDifference leads to the pay page of a change that waits for its payment.
func (s *Service) toDifference(ctx context.Context, actor access.Actor, ref string, made booking.Made, req ChangeRequest) (Changed, error) {
	if made.State != booking.ChangeWaiting {
		return Changed{Made: made}, nil
	}
	url, err := s.PayDifference(ctx, actor, ref, req.SuccessURL, req.CancelURL)
	return Changed{Made: made, URL: url}, err
}

// PayDifference opens the pay page of the change that waits, or shows it again, as PayByCard does for a booking. It keeps the
// change waiting until the page has closed, though never longer than changeHours. Errors: Gone when the change has lapsed.
func (s *Service) PayDifference(ctx context.Context, actor access.Actor, ref, successURL, cancelURL string) (string, error) {
	var d booking.Detail
	var p Payment
	err := s.db.InTx(ctx, func(tx *postgres.Tx) (err error) {
		if d, err = s.bookings.LockForChange(ctx, tx, actor, ref); err != nil {
			return err
		}
		m, waits, err := s.bookings.WaitingChange(ctx, tx, d.ID)
		if err == nil && (!waits || m.Lapsed) {
			err = fault.New(fault.Gone, "fault.change_lapsed")
		}
		if err != nil {
			return err
		}
		if p, err = openPage(ctx, tx, d.ID, m.ID); err != nil || p.ID != 0 {
			return err
		}
		if err := keepWaiting(ctx, tx, m.ID); err != nil {
			return err
		}
		p, err = insertDifference(ctx, tx, d, m, Card, PaymentCreated, pageMinutes)
		return err
	})
	if err != nil || p.URL != "" {
		return p.URL, err
	}
	name := i18n.Text{Fi: "Muutos jaksoon", En: "Change of the stay", Sv: "Ändring av vistelsen"}.In(d.Lang)
	session, err := s.gateway.CreateCheckout(ctx, CheckoutRequest{
		Key: p.Key, PaymentID: p.ID, BookingRef: d.Ref, Email: d.BookerEmail, Lang: d.Lang,
		Lines:      []CheckoutLine{{Name: fmt.Sprintf("%s %s, %s", name, d.Name(d.Lang), d.Ref), Quantity: 1, UnitCents: p.Amount}},
		SuccessURL: successURL, CancelURL: cancelURL, ExpiresAt: *p.ExpiresAt,
	})
	if fault.CodeOf(err) == fault.Conflict { // the key is spent on an answer that will never change: the next try takes a new one
		return "", errors.Join(err, s.voidUnanswered(ctx, p))
	}
	if err != nil {
		return "", err
	}
	return s.storePage(ctx, p.ID, session)
}

// keepWaiting lets a change outlive a pay page that is about to open.
func keepWaiting(ctx context.Context, tx *postgres.Tx, changeID int64) error {
	res, err := tx.Exec(ctx, `/* billing.keepWaiting */
		UPDATE booking_change SET expires_at = greatest(expires_at, now() + make_interval(mins => $2))
		WHERE id = $1 AND now() + make_interval(mins => $2) <= made_at + make_interval(hours => $3)`, changeID, holdMinutes, changeHours)
	if err != nil {
		return err
	}
	if n, err := res.RowsAffected(); err != nil || n == 0 {
		if err == nil {
			err = fault.New(fault.Gone, "fault.change_lapsed")
		}
		return err
	}
	return nil
}

// differencePaid records the money of a change, then makes the change or sends the money back.
func (s *Service) differencePaid(ctx context.Context, tx *postgres.Tx, p Payment) (string, error) {
	m, err := s.bookings.ChangeByID(ctx, tx, p.ChangeID)
	if err != nil {
		return "", err
	}
	if m.State != booking.ChangeWaiting { // it lapsed, was withdrawn, or its booking has ended
		if err := s.refundIn(ctx, tx, p, p.Amount, "too_late"); err != nil {
			return "", err
		}
		return OutcomeReturned, s.notify.DifferenceReturned(ctx, tx, p.BookingID, p.Amount)
	}
	if m, err = s.bookings.FinishChange(ctx, tx, m); err != nil {
		return "", err
	}
	if _, err := s.bookChange(ctx, tx, m, Document{Kind: receipt, State: "settled"}, p.ID); err != nil {
		return "", err
	}
	return OutcomeConfirmed, s.notify.StayChanged(ctx, tx, m.ID)
}

// WithdrawChange ends the change that waits for its payment: the stay stays as it is. A page that was paid meanwhile is settled
// instead, and the change made. Members of the company may; Conflict when none waits.
func (s *Service) WithdrawChange(ctx context.Context, actor access.Actor, ref string) error {
	d, err := s.bookings.ByRef(ctx, actor, ref)
	if err != nil {
		return err
	}
	if err := s.closePages(ctx, d.ID); err != nil {
		return err
	}
	dropped, err := s.dropWaiting(ctx, d.Ref, booking.ChangeWithdrawn)
	if err == nil && !dropped {
		err = fault.New(fault.Conflict, "fault.change_over")
	}
	return err
}

// dropWaiting ends a waiting change whose pay pages are closed. One that is to lapse must be over by the database's clock.
func (s *Service) dropWaiting(ctx context.Context, ref string, as booking.ChangeState) (dropped bool, err error) {
	err = s.db.InTx(ctx, func(tx *postgres.Tx) error {
		dropped = false
		d, err := s.bookings.LockForChange(ctx, tx, access.System("expiry"), ref)
		if err != nil {
			return err
		}
		m, waits, err := s.bookings.WaitingChange(ctx, tx, d.ID)
		if err != nil || !waits || as == booking.ChangeLapsed && !m.Lapsed {
			return err
		}
		dropped = true
		if err := s.bookings.DropChange(ctx, tx, m, as); err != nil || as != booking.ChangeLapsed {
			return err
		}
		return s.notify.StayChanged(ctx, tx, m.ID)
	})
	return dropped, err
}

// expireChanges lets go of what waiting changes hold when their time is over, after the provider has closed their pages.
func (s *Service) expireChanges(ctx context.Context) error {
	list, err := booking.LapsedChanges(ctx, s.db)
	if err != nil {
		return err
	}
	var failed error
	for _, m := range list {
		d, err := s.bookings.ReadDetail(ctx, s.db, m.BookingID)
		if err == nil {
			err = s.closePages(ctx, m.BookingID)
		}
		if err == nil {
			_, err = s.dropWaiting(ctx, d.Ref, booking.ChangeLapsed)
		}
		failed = errors.Join(failed, err)
	}
	return failed
}
