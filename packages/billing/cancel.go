package billing

import (
	"context"
	"fmt"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/money"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/packages/booking"
)

// Cancellation says what cancelling means for the company: how much of the price is credited, and how much of it is given
// back, in cents with VAT. The rest of the credit lowers an invoice that has not been paid.
type Cancellation struct {
	Percent  int
	Credit   int64
	GoesBack int64
}

// CancelPreview reckons what cancelling today would mean.
func (s *Service) CancelPreview(ctx context.Context, actor access.Actor, d booking.Detail) (Cancellation, error) {
	payments, err := s.PaymentsOf(ctx, actor, d.Booking)
	if err != nil {
		return Cancellation{}, err
	}
	percent := d.RefundPercent(dates.Today(s.now()))
	_, _, credit := creditOf(d, percent)
	return Cancellation{Percent: percent, Credit: credit, GoesBack: min(credit, paidIn(payments))}, nil
}

func paidIn(payments []Payment) (cents int64) {
	for _, p := range payments {
		if p.State == PaymentPaid {
			cents += p.Amount - p.Refunded
		}
	}
	return cents
}

// Cancel ends a booking before the stay, frees everything and gives money back by the policy that the package was sold
// with; members of the company may. A network admin may give everything back whatever the policy says (full). Cancelling
// twice is a Conflict, and so is an option whose payment goes through meanwhile: the paid stay stands, since letting go of it
// was to cost nothing.
func (s *Service) Cancel(ctx context.Context, actor access.Actor, ref, reason string, full bool) error {
	d, err := s.bookings.ByRef(ctx, actor, ref)
	if err != nil {
		return err
	}
	if full && !actor.IsAdmin() {
		return fault.New(fault.Forbidden, "fault.forbidden")
	}
	if err := s.closePages(ctx, d.ID); err != nil { // of the option, or of a change that waits
		return err
	}
	return s.db.InTx(ctx, func(tx *postgres.Tx) error {
		var state booking.State
		if err := tx.Get(ctx, &state, `/* billing.lockForCancel */ SELECT state FROM booking WHERE id = $1 FOR NO KEY UPDATE`, d.ID); err != nil {
			return notFound(err)
		}
		if d.State.OnHold() && state == booking.Confirmed {
			return fault.New(fault.Conflict, "fault.already_paid")
		}
		sold, err := s.bookings.ReadDetail(ctx, tx, d.ID) // it may have been changed since
		if err != nil {
			return err
		}
		today := dates.Today(s.now())
		if !actor.IsAdmin() && state == booking.Confirmed && !today.Before(sold.StartsOn) {
			return fault.New(fault.Conflict, "fault.stay_has_started")
		}
		if err := booking.End(ctx, tx, actor, d.ID, booking.Cancelled, reason); err != nil {
			return err
		}
		if state == booking.Confirmed {
			percent := sold.RefundPercent(today)
			if full {
				percent = 100
			}
			if err := s.credit(ctx, tx, sold, percent); err != nil {
				return err
			}
		}
		return s.notify.BookingCancelled(ctx, tx, d.ID)
	})
}

// credit writes a credit note for the percentage, takes it off the ledger and gives back what was paid of it.
func (s *Service) credit(ctx context.Context, tx *postgres.Tx, d booking.Detail, percent int) error {
	lines, vat, gross := creditOf(d, percent)
	net, tax := money.Sum(vat)
	if gross == 0 { // nothing to write about, but sellers of a free stay may have shares in it
		return post(ctx, tx, d.ID, fmt.Sprintf("credit-free:%d", d.ID), saleEntries(lines, 0, tax)...)
	}
	original, err := originalOf(ctx, tx, d.ID)
	if err != nil {
		return err
	}
	id, err := s.write(ctx, tx, d, Document{Kind: creditNote, Net: net, VAT: tax, Gross: -gross, State: "settled"}, 0, original.ID, Content{Lines: lines, VAT: vat, Percent: percent})
	if err != nil {
		return err
	}
	if err := post(ctx, tx, d.ID, fmt.Sprintf("credit:%d", id), saleEntries(lines, -gross, tax)...); err != nil {
		return err
	}
	return s.settleCredit(ctx, tx, d.ID, id, gross, "cancelled")
}

func originalOf(ctx context.Context, tx *postgres.Tx, bookingID int64) (Document, error) {
	var d Document
	err := tx.Get(ctx, &d, selectDocument+`WHERE i.booking_id = $1 AND i.kind IN ('invoice', 'receipt') ORDER BY i.id LIMIT 1 FOR UPDATE OF i`, bookingID)
	return d, notFound(err)
}

// creditOf is the percentage of a booking as negative lines, their VAT, and the gross that comes back (positive). Half a
// cent of a line is rounded in the company's favour. What its partner has called off comes back in full; what a seller has
// kept of something dropped earlier stays kept, unless everything goes back.
func creditOf(d booking.Detail, percent int) (lines []booking.Line, vat []money.VATLine, gross int64) {
	lost := lostQuantities(d)
	for _, l := range d.Lines {
		if l.Kind == booking.Kept && percent != 100 {
			continue
		}
		full := l
		full.Quantity = min(lost[l.ActivityID], l.Quantity)
		if l.ActivityID == 0 || percent == 100 {
			full.Quantity = 0
		}
		l.Quantity -= full.Quantity
		lines = append(lines, creditLine(full, 100)...)
		lines = append(lines, creditLine(l, percent)...)
	}
	in := make([]money.VATInput, len(lines))
	for i, l := range lines {
		in[i] = money.VATInput{Class: l.VATClass, BP: l.VATBP, NetCents: l.NetCents}
	}
	vat = money.Breakdown(in)
	net, tax := money.Sum(vat)
	return lines, vat, -(net + tax)
}

// creditLine is a percentage of a line taken back, none where that is nothing.
func creditLine(l booking.Line, percent int) []booking.Line {
	if percent == 0 || l.Quantity == 0 {
		return nil
	}
	cents := int64(l.Quantity) * l.UnitCents
	if percent == 100 {
		l.UnitCents, l.NetCents = -l.UnitCents, -cents
		return []booking.Line{l}
	}
	cents *= int64(percent)
	if cents >= 0 {
		cents = (cents + 50) / 100
	} else {
		cents /= 100
	}
	l.Quantity, l.Unit, l.UnitCents, l.NetCents = 1, "stay", -cents, -cents
	return []booking.Line{l}
}

// lostQuantities are how much of each activity's line is for sessions that their partner has called off.
func lostQuantities(d booking.Detail) map[int64]int {
	lost := map[int64]int{}
	for _, s := range d.Sessions {
		if s.Status != "cancelled" {
			continue
		}
		for _, l := range d.Lines {
			if l.ActivityID == s.ActivityID && l.Unit == "person" {
				lost[s.ActivityID] += s.Seats
			} else if l.ActivityID == s.ActivityID && l.Unit == "group" {
				lost[s.ActivityID]++
			}
		}
	}
	return lost
}
