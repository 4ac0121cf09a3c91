package billing

import (
	"context"
	"errors"

	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/capacity"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/packages/booking"
)

// ChangeRequest asks for a change of a stay. Expect is the difference in cents that the company saw; Method is how it is paid
// where a confirmed stay costs more, Card or Invoice. The addresses are those of PayByCard.
type ChangeRequest struct {
	Wish       booking.Wish
	Expect     int64
	Method     string
	OpKey      uuid.UUID
	SuccessURL string
	CancelURL  string
}

// Changed is what came of a request: a change that was made, or one that waits for its payment at URL.
type Changed struct {
	booking.Made
	URL string
}

// Times of a change that waits for a card payment. Every new pay page keeps it a little longer, up to a limit.
const (
	changeHours    = 2
	changeAttempts = 3
)

// Change changes a stay; members of its company may. While it is on hold only its price follows. A confirmed one that gets
// cheaper, or costs the same, is changed at once, with a credit note, and the money goes back or an open invoice is lowered. One
// that gets dearer is changed at once against an invoice where that is allowed, or when the difference has been paid at URL:
// until then the stay holds both what it is and what it may become. The same key gives the same answer, whatever happened to
// the first. Errors: *booking.CannotChange with the nearest alternatives; those of booking.Reckon and LockForChange; Conflict
// when the difference is another now ("fault.price_changed"), when a change waits already ("fault.change_waiting") or the key
// has done something else ("fault.form_sent"); Invalid without a method where one is needed; Forbidden for an invoice where
// none is allowed.
func (s *Service) Change(ctx context.Context, actor access.Actor, ref string, req ChangeRequest) (Changed, error) {
	d, err := s.bookings.ByRef(ctx, actor, ref)
	if err != nil {
		return Changed{}, err
	}
	if d.State == booking.AwaitingPayment { // the page asks for the sum of before
		if err := s.closePages(ctx, d.ID); err != nil {
			return Changed{}, err
		}
	}
	var made booking.Made
	for range changeAttempts {
		if made, err = s.tryChange(ctx, actor, ref, req); err == nil {
			return s.toDifference(ctx, actor, ref, made, req)
		}
		var cannot *booking.CannotChange
		var short *capacity.Short
		switch {
		case errors.As(err, &cannot):
			if n, expireErr := s.bookings.ExpireLapsed(ctx); expireErr != nil || n == 0 {
				return Changed{}, s.bookings.WithOthers(ctx, d, err)
			}
		case errors.As(err, &short), errors.Is(err, postgres.ErrCommitUnknown): // look again: others may do; the key finds what was done
		default:
			return Changed{}, err
		}
	}
	return Changed{}, s.bookings.WithOthers(ctx, d, err)
}

func (s *Service) tryChange(ctx context.Context, actor access.Actor, ref string, req ChangeRequest) (made booking.Made, err error) {
	err = s.db.InTx(ctx, func(tx *postgres.Tx) error {
		d, err := s.bookings.LockForChange(ctx, tx, actor, ref)
		if err != nil {
			return err
		}
		var known bool
		if made, known, err = s.bookings.ChangeByKey(ctx, tx, d.ID, req.OpKey); err != nil || known {
			if known && !sameWish(made, req.Wish) {
				err = fault.New(fault.Conflict, "fault.form_sent")
			}
			return err
		}
		if _, waits, err := s.bookings.WaitingChange(ctx, tx, d.ID); err != nil || waits {
			if waits {
				err = fault.New(fault.Conflict, "fault.change_waiting")
			}
			return err
		}
		c, err := s.bookings.Reckon(ctx, tx, d, req.Wish)
		if err != nil {
			return err
		}
		if c.Difference() != req.Expect {
			return fault.New(fault.Conflict, "fault.price_changed")
		}
		made, err = s.carryOut(ctx, tx, actor, d, c, req)
		return err
	})
	return made, err
}

// sameWish says whether a change is what a wish asks for, and still counts.
func sameWish(m booking.Made, w booking.Wish) bool {
	return (m.State == booking.ChangeDone || m.State == booking.ChangeWaiting) && m.Wish.Drop == w.Drop && m.Wish.Take == w.Take && m.Wish.Replan == w.Replan &&
		(w.People == 0 || m.After.People == w.People) && (w.Start.IsZero() || m.After.StartsOn == w.Start)
}

// carryOut makes a reckoned change, with its papers and its money, or lets it wait for its payment.
func (s *Service) carryOut(ctx context.Context, tx *postgres.Tx, actor access.Actor, d booking.Detail, c booking.Change, req ChangeRequest) (booking.Made, error) {
	if d.State != booking.Confirmed || c.Difference() <= 0 {
		made, err := s.bookings.MakeChange(ctx, tx, actor, d.ID, c, req.OpKey)
		if err == nil && d.State == booking.Confirmed {
			err = s.creditChange(ctx, tx, made)
		}
		return s.told(ctx, tx, made, err)
	}
	switch req.Method {
	case Card:
		made, err := s.bookings.ReserveChange(ctx, tx, actor, d.ID, c, req.OpKey, holdMinutes)
		if err == nil {
			_, err = insertDifference(ctx, tx, d, made, Card, PaymentCreated, pageMinutes)
		}
		return made, err
	case Invoice:
		if ok, err := invoiceAllowed(ctx, tx, d.CompanyID); err != nil || !ok {
			if err == nil {
				err = fault.New(fault.Forbidden, "fault.invoice_not_allowed")
			}
			return booking.Made{}, err
		}
		made, err := s.bookings.MakeChange(ctx, tx, actor, d.ID, c, req.OpKey)
		if err == nil {
			err = s.invoiceChange(ctx, tx, d, made)
		}
		return s.told(ctx, tx, made, err)
	}
	return booking.Made{}, fault.OnField("method", "field.choice")
}

// told tells those concerned of a change that was made without an error.
func (s *Service) told(ctx context.Context, tx *postgres.Tx, made booking.Made, err error) (booking.Made, error) {
	if err == nil {
		err = s.notify.StayChanged(ctx, tx, made.ID)
	}
	return made, err
}

// MoneyOfChange says what a change means in money for a stay: how much is still to be paid, how much is credited, and how much
// of that is given back. All are 0 while the stay is on hold.
type MoneyOfChange struct {
	Pay, Credit, GoesBack int64
}

// ChangeMoney reckons it from the payments that the actor may see.
func (s *Service) ChangeMoney(ctx context.Context, actor access.Actor, d booking.Detail, c booking.Change) (MoneyOfChange, error) {
	if d.State != booking.Confirmed {
		return MoneyOfChange{}, nil
	}
	docs, err := s.DocumentsOf(ctx, actor, d.Booking)
	if err != nil {
		return MoneyOfChange{}, err
	}
	m := MoneyOfChange{Pay: max(0, c.Difference()), Credit: max(0, -c.Difference())}
	due := int64(0)
	for _, doc := range docs {
		due += doc.Due()
	}
	m.GoesBack = max(0, m.Credit-due)
	return m, nil
}
