package billing

import (
	"context"
	"fmt"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/money"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/packages/booking"
)

// ofChange marks the content of papers about a change.
const ofChange = "change"

// creditChange writes the credit note of a change that costs no more than before, and gives back or takes off what it is less.
// One that moves no money between sellers needs no paper.
func (s *Service) creditChange(ctx context.Context, tx *postgres.Tx, m booking.Made) error {
	if len(m.Lines()) == 0 {
		return nil
	}
	id, err := s.bookChange(ctx, tx, m, Document{Kind: creditNote, State: "settled"}, 0)
	if err != nil {
		return err
	}
	return s.settleCredit(ctx, tx, m.BookingID, id, -m.Difference(), "changed")
}

// invoiceChange writes the invoice of a change that costs more.
func (s *Service) invoiceChange(ctx context.Context, tx *postgres.Tx, d booking.Detail, m booking.Made) error {
	p, err := insertDifference(ctx, tx, d, m, Invoice, PaymentOpen, 0)
	if err != nil {
		return err
	}
	due := dates.Today(s.now()).AddDays(InvoiceDays)
	if _, err := s.bookChange(ctx, tx, m, Document{Kind: invoice, State: "open", DueOn: due}, p.ID); err != nil {
		return err
	}
	return post(ctx, tx, d.ID, fmt.Sprintf("invoice:%d", p.ID), entry{"receivable", p.Amount}, entry{"customer", -p.Amount})
}

// bookChange writes the paper of a change that was made, and divides the difference among the sellers.
func (s *Service) bookChange(ctx context.Context, tx *postgres.Tx, m booking.Made, doc Document, paymentID int64) (int64, error) {
	d, err := s.bookings.ReadDetail(ctx, tx, m.BookingID)
	if err != nil {
		return 0, err
	}
	original, err := originalOf(ctx, tx, m.BookingID)
	if err != nil {
		return 0, err
	}
	vat := m.VATLines()
	doc.Net, doc.VAT = money.Sum(vat)
	doc.Gross, doc.ChangeID = doc.Net+doc.VAT, m.ID
	id, err := s.write(ctx, tx, d, doc, paymentID, original.ID, Content{Lines: m.Lines(), VAT: vat, Percent: m.Percent, Reason: ofChange})
	if err != nil {
		return 0, err
	}
	return id, post(ctx, tx, d.ID, fmt.Sprintf("change:%d", m.ID), saleEntries(m.Lines(), doc.Gross, doc.VAT)...)
}

// insertDifference stores an attempt to pay what a change costs more.
func insertDifference(ctx context.Context, tx *postgres.Tx, d booking.Detail, m booking.Made, method, state string, expiresMinutes int) (Payment, error) {
	b := d.Booking
	b.Gross = m.Difference()
	p, err := insertPayment(ctx, tx, b, method, state, expiresMinutes)
	if err != nil {
		return Payment{}, err
	}
	_, err = tx.Exec(ctx, `/* billing.insertDifference */ UPDATE payment SET change_id = $2 WHERE id = $1`, p.ID, m.ID)
	p.ChangeID = m.ID
	return p, err
}

// settleCredit takes a credit off what is still to be paid, the newest invoice first, and gives the rest back from what was
// paid.
func (s *Service) settleCredit(ctx context.Context, tx *postgres.Tx, bookingID, creditNoteID, gross int64, reason string) error {
	var open []Document
	if err := tx.Select(ctx, &open, selectDocument+`WHERE i.booking_id = $1 AND i.kind = 'invoice' AND i.state = 'open' ORDER BY i.id DESC FOR UPDATE OF i`, bookingID); err != nil {
		return err
	}
	for _, inv := range open {
		off := min(gross, inv.Due())
		if off <= 0 {
			continue
		}
		if err := s.lower(ctx, tx, inv, creditNoteID, off); err != nil {
			return err
		}
		gross -= off
	}
	payments, err := paymentsOf(ctx, tx, bookingID)
	if err != nil {
		return err
	}
	for i := len(payments) - 1; i >= 0; i-- {
		p := payments[i]
		if back := min(gross, p.Amount-p.Refunded); p.State == PaymentPaid && back > 0 {
			if err := s.refundIn(ctx, tx, p, back, reason); err != nil {
				return err
			}
			gross -= back
		}
	}
	return nil
}

// lower takes a part of a credit note off an open invoice. One that nothing is left of ends.
func (s *Service) lower(ctx context.Context, tx *postgres.Tx, inv Document, creditNoteID, cents int64) error {
	if _, err := tx.Exec(ctx, `/* billing.lower */ INSERT INTO invoice_credit (credit_note_id, invoice_id, cents) VALUES ($1, $2, $3)`, creditNoteID, inv.ID, cents); err != nil {
		return err
	}
	if cents == inv.Due() {
		if _, err := tx.Exec(ctx, `/* billing.creditedInFull */
			WITH i AS (UPDATE invoice SET state = 'credited' WHERE id = $1 RETURNING payment_id)
			UPDATE payment p SET state = 'void' FROM i WHERE p.id = i.payment_id`, inv.ID); err != nil {
			return err
		}
	}
	return post(ctx, tx, inv.BookingID, fmt.Sprintf("credit-open:%d:%d", creditNoteID, inv.ID), entry{"customer", cents}, entry{"receivable", -cents})
}
