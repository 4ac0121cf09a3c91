package billing

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"github.com/jmoiron/sqlx/types"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/bankref"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/money"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/packages/booking"
)

// Kinds of documents. All take their numbers from one series without gaps.
const (
	invoice    = "invoice"
	receipt    = "receipt" // for what was paid by card
	creditNote = "credit_note"
)

// Document is an invoice, receipt or credit note. Amounts are cents; a credit note's are negative. Content is what it said
// on the day, and never changes.
type Document struct {
	ID        int64          `db:"id"`
	BookingID int64          `db:"booking_id"`
	Ref       string         `db:"ref"`
	CompanyID int64          `db:"company_id"`
	Company   string         `db:"company"`
	Kind      string         `db:"kind"`
	Number    int64          `db:"number"`
	RefersTo  int64          `db:"refers_to"` // the number of the paper that this one corrects or adds to, 0 for none
	Reference string         `db:"reference"`
	IssuedOn  dates.Date     `db:"issued_on"`
	DueOn     dates.Date     `db:"due_on"`
	Net       int64          `db:"net_cents"`
	VAT       int64          `db:"vat_cents"`
	Gross     int64          `db:"gross_cents"`
	State     string         `db:"state"` // open, paid, credited, settled
	PaidOn    dates.Date     `db:"paid_on"`
	Credited  int64          `db:"credited_cents"` // taken off by credit notes while it was open, positive
	ChangeID  int64          `db:"change_id"`      // of the change that it is about; 0: the stay as it was sold, or its end
	Raw       types.JSONText `db:"content"`
}

// Due is what is still to be paid, in cents.
func (d Document) Due() int64 {
	if d.Kind != invoice || d.State != "open" {
		return 0
	}
	return d.Gross - d.Credited
}

// Content is the document's text: parties and lines.
type Content struct {
	Seller     Seller          `json:"seller"`
	Buyer      Buyer           `json:"buyer"`
	Lang       string          `json:"lang"`
	BookingRef string          `json:"booking_ref"`
	TitleFi    string          `json:"title_fi"`
	TitleEn    string          `json:"title_en"`
	TitleSv    string          `json:"title_sv"`
	People     int             `json:"people"`
	StartsOn   dates.Date      `json:"starts_on"`
	EndsOn     dates.Date      `json:"ends_on"`
	Note       string          `json:"note"`
	Lines      []booking.Line  `json:"lines"`
	VAT        []money.VATLine `json:"vat"`
	Percent    int             `json:"percent"`          // of a credit note: how much of the stay comes back
	Reason     string          `json:"reason,omitempty"` // change: the lines are the difference that a change makes
}

// Buyer is the company as it was on the day of the invoice.
type Buyer struct {
	Name             string `db:"name" json:"name"`
	BusinessID       string `db:"business_id" json:"business_id"`
	Street           string `db:"street" json:"street"`
	Postcode         string `db:"postcode" json:"postcode"`
	City             string `db:"city" json:"city"`
	Email            string `db:"billing_email" json:"email"`
	EInvoiceAddress  string `db:"einvoice_address" json:"einvoice_address"`
	EInvoiceOperator string `db:"einvoice_operator" json:"einvoice_operator"`
	Reference        string `db:"buyer_reference" json:"reference"`
}

// Text reads the content.
func (d Document) Text() (Content, error) {
	var c Content
	err := json.Unmarshal(d.Raw, &c)
	return c, err
}

// PayByInvoice confirms a booking on hold against an invoice, 14 days net, where a network admin has allowed it for the
// company; a stay that costs nothing needs no invoice, and no leave. Members of the company may. Errors: Gone when the option
// has lapsed, Forbidden where it is not allowed; doing it again after it was done is a Conflict that says so.
func (s *Service) PayByInvoice(ctx context.Context, actor access.Actor, ref string) error {
	if err := s.LeavePage(ctx, actor, ref); err != nil {
		return err
	}
	return s.db.InTx(ctx, func(tx *postgres.Tx) error {
		d, err := s.payable(ctx, tx, actor, ref)
		if err != nil {
			return err
		}
		if d.Gross == 0 {
			return s.confirmFree(ctx, tx, actor, d)
		}
		if ok, err := invoiceAllowed(ctx, tx, d.CompanyID); err != nil || !ok {
			if err == nil {
				err = fault.New(fault.Forbidden, "fault.invoice_not_allowed")
			}
			return err
		}
		p, err := insertPayment(ctx, tx, d.Booking, Invoice, PaymentOpen, 0)
		if err != nil {
			return err
		}
		if _, err := booking.Confirm(ctx, tx, actor, d.ID, Invoice); err != nil {
			return err
		}
		if err := post(ctx, tx, d.ID, fmt.Sprintf("invoice:%d", p.ID), entry{"receivable", d.Gross}, entry{"customer", -d.Gross}); err != nil {
			return err
		}
		if err := postSale(ctx, tx, d); err != nil {
			return err
		}
		if err := s.notify.BookingConfirmed(ctx, tx, d.ID); err != nil {
			return err
		}
		return s.issue(ctx, tx, d, invoice, p.ID)
	})
}

// InvoiceAllowed says whether the company may pay by invoice. Members of the company may ask.
func (s *Service) InvoiceAllowed(ctx context.Context, actor access.Actor, company int64) (bool, error) {
	if err := actor.MayCompany(company); err != nil {
		return false, err
	}
	return invoiceAllowed(ctx, s.db, company)
}

func invoiceAllowed(ctx context.Context, r postgres.Reader, company int64) (ok bool, err error) {
	err = r.Get(ctx, &ok, `/* billing.invoiceAllowed */ SELECT invoice_allowed FROM company WHERE id = $1`, company)
	return ok, notFound(err)
}

// issue writes an invoice or a receipt for the whole booking. It comes last in its transaction: whoever needs the next number waits from
// now until the end.
func (s *Service) issue(ctx context.Context, tx *postgres.Tx, d booking.Detail, kind string, paymentID int64) error {
	doc := Document{BookingID: d.ID, Kind: kind, Net: d.Net, VAT: d.VAT, Gross: d.Gross, State: "settled"}
	if kind == invoice {
		doc.State, doc.DueOn = "open", dates.Today(s.now()).AddDays(InvoiceDays)
	}
	_, err := s.write(ctx, tx, d, doc, paymentID, 0, Content{Lines: d.Lines, VAT: d.VATLines(), Percent: 100})
	return err
}

// write numbers a document and stores it with its content.
func (s *Service) write(ctx context.Context, tx *postgres.Tx, d booking.Detail, doc Document, paymentID, refersTo int64, c Content) (id int64, err error) {
	c.Seller, c.Lang, c.BookingRef = s.seller, d.Lang, d.Ref
	c.TitleFi, c.TitleEn, c.TitleSv = d.NameFi, d.NameEn, d.NameSv
	c.People, c.StartsOn, c.EndsOn, c.Note = d.People, d.StartsOn, d.EndsOn, d.Note
	if err := tx.Get(ctx, &c.Buyer, `/* billing.buyer */
		SELECT name, business_id, street, postcode, city, billing_email, einvoice_address, einvoice_operator, buyer_reference FROM company WHERE id = $1`, d.CompanyID); err != nil {
		return 0, err
	}
	content, err := json.Marshal(c)
	if err != nil {
		return 0, err
	}
	issued := dates.Today(s.now())
	number, err := nextNumber(ctx, tx, issued.Year())
	if err != nil {
		return 0, err
	}
	reference, err := bankref.ForNumber(number)
	if err != nil {
		return 0, err
	}
	var due any
	if !doc.DueOn.IsZero() {
		due = doc.DueOn
	}
	err = tx.Get(ctx, &id, `/* billing.writeDocument */
		INSERT INTO invoice (booking_id, payment_id, kind, number, refers_to, reference, issued_on, due_on, net_cents, vat_cents, gross_cents, state, content, change_id)
		VALUES ($1, nullif($2::bigint, 0), $3, $4, nullif($5::bigint, 0), $6, $7, $8, $9, $10, $11, $12, $13, nullif($14::bigint, 0))
		RETURNING id`,
		d.ID, paymentID, doc.Kind, number, refersTo, string(reference), issued, due, doc.Net, doc.VAT, doc.Gross, doc.State, string(content), doc.ChangeID)
	return id, err
}

// nextNumber takes the next number of the year's series; the row lock makes the numbers gapless, since a rolled-back
// transaction gives its number back.
func nextNumber(ctx context.Context, tx *postgres.Tx, year int) (int64, error) {
	var n int64
	err := tx.Get(ctx, &n, `/* billing.nextNumber */
		INSERT INTO invoice_series (year, last) VALUES ($1, 1) ON CONFLICT (year) DO UPDATE SET last = invoice_series.last + 1 RETURNING last`, year)
	return int64(year)*1_000_000 + n, err
}

const selectDocument = `/* billing.selectDocument */
	SELECT i.id, i.booking_id, b.ref, b.company_id, c.name AS company, i.kind, i.number, coalesce(o.number, 0) AS refers_to, i.reference, i.issued_on, i.due_on,
		i.net_cents, i.vat_cents, i.gross_cents, i.state, i.paid_on, i.content, coalesce(i.change_id, 0) AS change_id,
		(SELECT coalesce(sum(x.cents), 0)::bigint FROM invoice_credit x WHERE x.invoice_id = i.id) AS credited_cents
	FROM invoice i
	JOIN booking b ON b.id = i.booking_id
	JOIN company c ON c.id = b.company_id
	LEFT JOIN invoice o ON o.id = i.refers_to `

// DocumentsOf lists the documents of a booking that the actor may see.
func (s *Service) DocumentsOf(ctx context.Context, actor access.Actor, b booking.Booking) ([]Document, error) {
	if err := actor.MayCompany(b.CompanyID); err != nil {
		return nil, err
	}
	var list []Document
	err := s.db.Select(ctx, &list, selectDocument+`WHERE i.booking_id = $1 ORDER BY i.id`, b.ID)
	return list, err
}

// DocumentByNumber reads one document. Members of the buying company and network admins may.
func (s *Service) DocumentByNumber(ctx context.Context, actor access.Actor, number int64) (Document, error) {
	if !actor.SignedIn() && !actor.IsSystem() {
		return Document{}, fault.New(fault.Unauthenticated, "fault.sign_in")
	}
	var d Document
	if err := s.db.Get(ctx, &d, selectDocument+`WHERE i.number = $1`, number); err != nil {
		return Document{}, notFound(err)
	}
	return d, actor.MayCompany(d.CompanyID)
}

// MarkPaid records that an invoice was paid by bank transfer on a day. Network admins may; marking twice is a Conflict.
func (s *Service) MarkPaid(ctx context.Context, actor access.Actor, number int64, on dates.Date) error {
	if err := actor.MayAdmin(); err != nil {
		return err
	}
	if err := s.notAhead(on); err != nil {
		return err
	}
	return s.db.InTx(ctx, func(tx *postgres.Tx) error {
		_, err := markPaid(ctx, tx, number, on)
		return err
	})
}

// notAhead refuses a day on which no money can have come yet.
func (s *Service) notAhead(on dates.Date) error {
	if on.After(dates.Today(s.now())) {
		return fault.OnField("paid_on", "field.date_future")
	}
	return nil
}

// markPaid also says what state the invoice was in before.
func markPaid(ctx context.Context, tx *postgres.Tx, number int64, on dates.Date) (string, error) {
	var row struct {
		ID        int64
		BookingID int64 `db:"booking_id"`
		PaymentID int64 `db:"payment_id"`
		State     string
		Kind      string
		Due       int64
	}
	err := tx.Get(ctx, &row, `/* billing.markPaid locks */
		SELECT i.id, i.booking_id, coalesce(i.payment_id, 0) AS payment_id, i.state, i.kind,
			i.gross_cents - (SELECT coalesce(sum(x.cents), 0)::bigint FROM invoice_credit x WHERE x.invoice_id = i.id) AS due
		FROM invoice i WHERE i.number = $1 FOR UPDATE OF i`, number)
	switch {
	case err != nil:
		return "", notFound(err)
	case row.Kind != invoice || row.State != "open":
		return row.State, fault.New(fault.Conflict, "fault.invoice_not_open")
	}
	if _, err := tx.Exec(ctx, `/* billing.markPaid */ UPDATE invoice SET state = 'paid', paid_on = $2 WHERE id = $1`, row.ID, on); err != nil {
		return row.State, err
	}
	if _, err := tx.Exec(ctx, `/* billing.markPaid payment */ UPDATE payment SET state = 'paid', paid_at = $2, amount_cents = $3 WHERE id = $1`,
		row.PaymentID, dates.At(on, 12*60).UTC().Format(time.RFC3339), row.Due); err != nil {
		return row.State, err
	}
	return row.State, post(ctx, tx, row.BookingID, fmt.Sprintf("bank:%d", row.ID), entry{"bank", row.Due}, entry{"receivable", -row.Due})
}
