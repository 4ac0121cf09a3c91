package billing

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/capacity"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/money"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/packages/booking"
)

// PayByCard opens the pay page of a booking on hold and gives its address; members of the company may. SuccessURL may hold
// {CHECKOUT_SESSION_ID}. A page that is still open is shown again. The attempt is stored first, then the provider asked,
// then its answer stored: whatever breaks in between, the same key finds the same page. A stay that costs nothing is
// confirmed at once, and the address is empty. Errors: Gone when the option has lapsed; Conflict when it is paid already, or
// moved on while the page was made.
func (s *Service) PayByCard(ctx context.Context, actor access.Actor, ref, successURL, cancelURL string) (string, error) {
	var d booking.Detail
	var p Payment
	err := s.db.InTx(ctx, func(tx *postgres.Tx) (err error) {
		if d, err = s.payable(ctx, tx, actor, ref); err != nil {
			return err
		}
		if d.Gross == 0 {
			return s.confirmFree(ctx, tx, actor, d)
		}
		if err := booking.AwaitPayment(ctx, tx, actor, d.ID, holdMinutes); err != nil {
			return err
		}
		if p, err = openPage(ctx, tx, d.ID, 0); err != nil || p.ID != 0 {
			return err
		}
		p, err = insertPayment(ctx, tx, d.Booking, Card, PaymentCreated, pageMinutes)
		return err
	})
	if err != nil || d.Gross == 0 || p.URL != "" {
		return p.URL, err
	}
	session, err := s.gateway.CreateCheckout(ctx, CheckoutRequest{
		Key: p.Key, PaymentID: p.ID, BookingRef: d.Ref, Email: d.BookerEmail, Lang: d.Lang, Lines: checkoutLines(d, d.Lang),
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

// storePage stores the provider's answer and gives the page's address. An attempt that was ended while the provider answered
// must not be paid: its page is closed, and the booking has moved on.
func (s *Service) storePage(ctx context.Context, paymentID int64, session CheckoutSession) (string, error) {
	var state string
	err := s.db.InTx(ctx, func(tx *postgres.Tx) error {
		return tx.Get(ctx, &state, `/* billing.storeCheckout */
			UPDATE payment SET state = CASE WHEN state = 'created' THEN 'open' ELSE state END, stripe_session = $2, checkout_url = $3 WHERE id = $1
			RETURNING state`, paymentID, session.ID, session.URL)
	})
	if err != nil {
		return "", err
	}
	if state != PaymentVoid {
		return session.URL, nil
	}
	closed, err := s.gateway.ExpireCheckout(ctx, session.ID)
	if err == nil {
		_, err = s.settle(ctx, closed)
	}
	return "", errors.Join(fault.New(fault.Conflict, "fault.booking_state"), err)
}

// openPage finds an attempt for a booking, or for one of its changes, that can be used again: one whose page is open, or one that was stored a moment ago and has no
// answer yet. Older unanswered ones end here: the provider would not take their page's time any more.
func openPage(ctx context.Context, tx *postgres.Tx, bookingID, changeID int64) (Payment, error) {
	if _, err := tx.Exec(ctx, `/* billing.endUnanswered */
		UPDATE payment SET state = 'void' WHERE booking_id = $1 AND state = 'created' AND stripe_session IS NULL AND created_at < now() - interval '45 seconds'`, bookingID); err != nil {
		return Payment{}, err
	}
	var list []Payment
	err := tx.Select(ctx, &list, selectPayment+`
		WHERE p.booking_id = $1 AND p.method = 'card' AND p.state IN ('created', 'open') AND p.expires_at > now() + make_interval(mins => $2)
			AND coalesce(p.change_id, 0) = $3
		ORDER BY p.id DESC LIMIT 1`, bookingID, reuseMinutes, changeID)
	if err != nil || len(list) == 0 {
		return Payment{}, err
	}
	return list[0], nil
}

func (s *Service) confirmFree(ctx context.Context, tx *postgres.Tx, actor access.Actor, d booking.Detail) error {
	p, err := insertPayment(ctx, tx, d.Booking, Card, PaymentPaid, 0)
	if err != nil {
		return err
	}
	if _, err := booking.Confirm(ctx, tx, actor, d.ID, "free"); err != nil {
		return err
	}
	if err := postSale(ctx, tx, d); err != nil { // some of the sellers may give what others get
		return err
	}
	if err := s.notify.BookingConfirmed(ctx, tx, d.ID); err != nil {
		return err
	}
	return s.issue(ctx, tx, d, receipt, p.ID)
}

// checkoutLines are the pay page's rows: the booking's lines with their share of VAT, which sum to the gross to the cent.
// The provider takes no negative rows, so a discount is taken off the rows before it.
func checkoutLines(d booking.Detail, lang string) []CheckoutLine {
	gross := make([]int64, len(d.Lines))
	for _, v := range d.VATLines() {
		var idx []int
		var weights []int64
		for i, l := range d.Lines {
			if l.VATClass == v.Class && l.VATBP == v.BP {
				idx, weights = append(idx, i), append(weights, l.NetCents)
			}
		}
		for j, share := range money.Split(v.VAT, positive(weights)) {
			gross[idx[j]] = d.Lines[idx[j]].NetCents + share
		}
	}
	over := int64(0)
	for i := range gross {
		if gross[i] < 0 {
			over, gross[i] = over-gross[i], 0
		}
	}
	for i := range gross {
		take := min(over, gross[i])
		gross[i], over = gross[i]-take, over-take
	}
	var out []CheckoutLine
	for i, l := range d.Lines {
		if gross[i] > 0 {
			out = append(out, CheckoutLine{Name: fmt.Sprintf("%s · %s", l.Text(lang), l.Seller), Quantity: 1, UnitCents: gross[i]})
		}
	}
	return out
}

// positive makes weights for dividing VAT: a discount takes no share.
func positive(weights []int64) []int64 {
	for i, w := range weights {
		weights[i] = max(w, 0)
	}
	return weights
}

// Outcomes of settling a pay page, for logs, metrics and the returning booker.
const (
	OutcomeConfirmed = "confirmed"
	OutcomeKnown     = "known"    // somebody was here before
	OutcomeOpen      = "open"     // not paid yet
	OutcomeExpired   = "expired"  // the page has closed
	OutcomeReturned  = "returned" // paid, but the stay is gone: the money goes back
	OutcomeMismatch  = "mismatch" // the sum is not ours: a person must look
	OutcomeForeign   = "foreign"  // not a payment of ours
)

// Settle brings one pay page and its booking up to date with what the provider knows now. It is the one function that
// confirms a card payment: the webhook, the browser's return and the reconciling job all call it, in any order and any
// number of times.
func (s *Service) Settle(ctx context.Context, sessionID string) (string, error) {
	session, err := s.gateway.Checkout(ctx, sessionID)
	if err != nil {
		return "", err
	}
	return s.settle(ctx, session)
}

func (s *Service) settle(ctx context.Context, session CheckoutSession) (outcome string, err error) {
	if session.PaymentID == 0 {
		return OutcomeForeign, nil
	}
	err = s.db.InTx(ctx, func(tx *postgres.Tx) (err error) {
		outcome, err = s.settleIn(ctx, tx, session, false)
		return err
	})
	var short *capacity.Short
	if errors.As(err, &short) { // the hold had lapsed and somebody else has the places now
		err = s.db.InTx(ctx, func(tx *postgres.Tx) (err error) {
			outcome, err = s.settleIn(ctx, tx, session, true)
			return err
		})
	}
	return outcome, err
}

func (s *Service) settleIn(ctx context.Context, tx *postgres.Tx, session CheckoutSession, gone bool) (string, error) {
	p, state, err := lockPayment(ctx, tx, session)
	if fault.CodeOf(err) == fault.NotFound {
		return OutcomeForeign, nil
	} else if err != nil {
		return "", err
	}
	switch {
	case p.State == PaymentPaid:
		return OutcomeKnown, nil
	case session.Paid && (session.AmountCents != p.Amount || session.Currency != "eur"):
		return OutcomeMismatch, s.noteMismatch(ctx, tx, p, session)
	case session.Paid:
		return s.paid(ctx, tx, p, state, session, gone)
	case session.Status == "expired" && p.State != PaymentExpired:
		if err := setPaymentState(ctx, tx, p.ID, PaymentExpired); err != nil {
			return "", err
		}
		return OutcomeExpired, s.backToHold(ctx, tx, p)
	case session.Status == "expired":
		return OutcomeExpired, nil
	}
	return OutcomeOpen, nil
}

// lockPayment locks the booking, then reads the payment that the session names, and stores the session with it when the
// provider's news came before its answer to us.
func lockPayment(ctx context.Context, tx *postgres.Tx, session CheckoutSession) (Payment, booking.State, error) {
	var state booking.State
	err := tx.Get(ctx, &state, `/* billing.lockPayment */
		SELECT b.state FROM booking b JOIN payment p ON p.booking_id = b.id WHERE p.id = $1 AND b.ref = $2 FOR NO KEY UPDATE OF b`, session.PaymentID, session.BookingRef)
	if err != nil {
		return Payment{}, "", notFound(err)
	}
	p, err := paymentByID(ctx, tx, session.PaymentID)
	if err != nil {
		return Payment{}, "", err
	}
	if p.Session != "" && p.Session != session.ID {
		return Payment{}, "", fault.New(fault.NotFound, "fault.not_found")
	}
	_, err = tx.Exec(ctx, `/* billing.linkSession */
		UPDATE payment SET stripe_session = $2, stripe_intent = nullif($3, ''), state = CASE WHEN state = 'created' THEN 'open' ELSE state END WHERE id = $1`,
		p.ID, session.ID, session.PaymentIntent)
	return p, state, err
}

// paid records the money, then confirms the stay or sends the money back.
func (s *Service) paid(ctx context.Context, tx *postgres.Tx, p Payment, state booking.State, session CheckoutSession, gone bool) (string, error) {
	if err := setPaymentState(ctx, tx, p.ID, PaymentPaid); err != nil {
		return "", err
	}
	if err := post(ctx, tx, p.BookingID, fmt.Sprintf("payment:%d", p.ID), entry{"card", p.Amount}, entry{"customer", -p.Amount}); err != nil {
		return "", err
	}
	if p.ChangeID != 0 {
		return s.differencePaid(ctx, tx, p)
	}
	d, err := s.bookings.ReadDetail(ctx, tx, p.BookingID)
	if err != nil {
		return "", err
	}
	// A page that nobody was shown may be paid after all, when the option costs something else by now.
	if gone || state == booking.Confirmed || state == booking.Completed || state == booking.Cancelled || d.Gross != p.Amount {
		if err := s.refundIn(ctx, tx, p, p.Amount, "too_late"); err != nil {
			return "", err
		}
		return OutcomeReturned, s.notify.PaymentReturned(ctx, tx, p.BookingID, p.Amount)
	}
	if _, err := booking.Confirm(ctx, tx, access.System("payment"), p.BookingID, Card); err != nil {
		return "", err
	}
	if err := postSale(ctx, tx, d); err != nil {
		return "", err
	}
	if err := s.notify.BookingConfirmed(ctx, tx, p.BookingID); err != nil {
		return "", err
	}
	return OutcomeConfirmed, s.issue(ctx, tx, d, receipt, p.ID)
}

// backToHold gives the booking its hold back when no other page of it is open.
func (s *Service) backToHold(ctx context.Context, tx *postgres.Tx, p Payment) error {
	var open bool
	err := tx.Get(ctx, &open, `/* billing.otherPages */
		SELECT EXISTS (SELECT 1 FROM payment WHERE booking_id = $1 AND id <> $2 AND method = 'card' AND state IN ('created', 'open'))`, p.BookingID, p.ID)
	if err != nil || open {
		return err
	}
	return booking.BackToHold(ctx, tx, access.System("payment"), p.BookingID, "page_closed")
}

// LeavePage closes the open pay pages of a booking on hold, when its booker comes back without paying and wants something
// else. A page that was paid meanwhile is settled instead. Members of the company may.
func (s *Service) LeavePage(ctx context.Context, actor access.Actor, ref string) error {
	var b struct {
		ID        int64
		CompanyID int64 `db:"company_id"`
	}
	if err := s.db.Get(ctx, &b, `/* billing.LeavePage */ SELECT id, company_id FROM booking WHERE ref = $1`, ref); err != nil {
		return notFound(err)
	}
	if err := actor.MayCompany(b.CompanyID); err != nil {
		return err
	}
	return s.closePages(ctx, b.ID)
}

// closePages asks the provider to close every open page of a booking and settles what it answers. Nothing is released
// before the provider has said that the page is closed.
func (s *Service) closePages(ctx context.Context, bookingID int64) error {
	payments, err := paymentsOf(ctx, s.db, bookingID)
	if err != nil {
		return err
	}
	for _, p := range payments {
		if p.Method != Card || p.State != PaymentOpen && p.State != PaymentCreated {
			continue
		}
		if p.Session == "" {
			if err := s.voidUnanswered(ctx, p); err != nil {
				return err
			}
			continue
		}
		session, err := s.gateway.ExpireCheckout(ctx, p.Session)
		if err != nil {
			return err
		}
		if _, err := s.settle(ctx, session); err != nil {
			return err
		}
	}
	return nil
}

// voidUnanswered ends an attempt whose page nobody was ever shown: the provider did not answer, or we stopped before it
// did. Should its page exist after all, it closes by itself, and money paid there would come back through settle.
func (s *Service) voidUnanswered(ctx context.Context, p Payment) error {
	return s.db.InTx(ctx, func(tx *postgres.Tx) error {
		res, err := tx.Exec(ctx, `/* billing.voidUnanswered */ UPDATE payment SET state = 'void' WHERE id = $1 AND state = 'created' AND stripe_session IS NULL`, p.ID)
		if err != nil {
			return err
		}
		if n, err := res.RowsAffected(); err != nil || n == 0 {
			return err
		}
		return s.backToHold(ctx, tx, p)
	})
}

// Reconcile settles card payments that have been open for a while, whose news may have been lost, and ends the bookings
// whose time ran out at the pay page. Called by a job every minute.
func (s *Service) Reconcile(ctx context.Context, olderThan time.Duration) error {
	var open []Payment
	if err := s.db.Select(ctx, &open, selectPayment+`
		WHERE p.method = 'card' AND p.state = 'open' AND p.stripe_session IS NOT NULL AND p.created_at < now() - make_interval(secs => $1)
		ORDER BY p.created_at LIMIT 100`, olderThan.Seconds()); err != nil {
		return err
	}
	var failed error
	for _, p := range open {
		if _, err := s.Settle(ctx, p.Session); err != nil {
			failed = errors.Join(failed, err)
		}
	}
	return errors.Join(failed, s.expireAtPage(ctx), s.expireChanges(ctx), s.resumeRefunds(ctx, olderThan))
}

func (s *Service) expireAtPage(ctx context.Context) error {
	var ids []int64
	if err := s.db.Select(ctx, &ids, `/* billing.lapsedAtPage */
		SELECT id FROM booking WHERE state = 'awaiting_payment' AND hold_expires_at <= now() ORDER BY hold_expires_at LIMIT 100`); err != nil {
		return err
	}
	var failed error
	for _, id := range ids {
		// When the pages are closed the booking is back on hold, its time over: the next sweep of lapsed holds ends it.
		if err := s.closePages(ctx, id); err != nil {
			failed = errors.Join(failed, err)
		}
	}
	return failed
}
