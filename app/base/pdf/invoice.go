package pdf

import (
	"fmt"

	"github.com/hubittaako/hubittaako/app/base/bankref"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/money"
)

// Kind is the kind of document.
type Kind string

const (
	Bill       Kind = "invoice"
	CreditNote Kind = "credit_note"
)

// Invoice is everything that stands on the paper. Amounts are cents and already final; a credit note's are negative.
// Empty texts and zero dates leave their place out.
type Invoice struct {
	Lang       string // "fi", "sv" or "en"; anything else is Finnish
	Kind       Kind
	Number     string
	IssuedOn   dates.Date
	DueOn      dates.Date
	Reference  string // payment reference, national or RF
	Seller     Seller // who sends the invoice and gets the money
	Buyer      Buyer
	RefersTo   string // the number of the invoice that a credit note corrects
	BookingRef string
	Title      string
	Period     dates.Range // when the services are performed
	Lines      []Line
	SellerVAT  []SellerVAT // each seller's part, where there are several; may be empty
	VAT        []money.VATLine
	Net        int64
	VATTotal   int64
	Gross      int64
	Paid       int64 // what is paid already; the rest is asked for
	Terms      []string
	Notes      []string
}

// Seller is a company that sells. Of a line's seller, name, business id, address and note are printed.
type Seller struct {
	Name       string
	BusinessID string
	VATNumber  string // only if registered for VAT
	Address    string // lines are kept
	Email      string
	IBAN       string
	BIC        string
	Note       string
}

// Buyer is who gets the invoice.
type Buyer struct {
	Name       string
	BusinessID string
	Address    string
	Contact    string // a person, below the name
	EInvoice   string // e-invoicing address and operator
	Reference  string // the buyer's own: an order number or a cost centre
}

// Line is one row. Lines of the same Seller are printed together, in the order in which sellers first appear; a Seller
// without a name means the invoice's own.
type Line struct {
	Seller      Seller
	Description string // lines are kept
	Quantity    int64
	Unit        string
	UnitNet     int64
	Net         int64
	VATLabel    string // "25,5 %"
}

// SellerVAT is the VAT of one seller's lines.
type SellerVAT struct {
	Seller Seller
	VAT    []money.VATLine
}

// Due is what is left to pay, negative if the seller owes it.
func (inv Invoice) Due() int64 { return inv.Gross - inv.Paid }

// payment is what the bank wants to know; nil when there is nothing to pay or no account to pay to.
type payment struct {
	account bankref.IBAN
	ref     bankref.Reference // may be empty
	barcode string            // may be empty
	qr      string            // may be empty
}

// payment fails on an account or a reference with a slip in it: such an invoice must not leave the house.
func (inv Invoice) payment() (*payment, error) {
	if inv.Due() <= 0 || inv.Seller.IBAN == "" {
		return nil, nil
	}
	account, err := bankref.ParseIBAN(inv.Seller.IBAN)
	if err != nil {
		return nil, fmt.Errorf("pdf: account of invoice %s: %w", inv.Number, err)
	}
	p := &payment{account: account}
	if inv.Reference == "" {
		return p, nil
	}
	if p.ref, err = bankref.Parse(inv.Reference); err != nil {
		return nil, fmt.Errorf("pdf: reference of invoice %s: %w", inv.Number, err)
	}
	transfer := bankref.Transfer{Payee: inv.Seller.Name, Account: account, BIC: inv.Seller.BIC, Cents: inv.Due(), Reference: p.ref}
	if qr, err := transfer.EPC(); err == nil { // an amount too large for it: people type it
		p.qr = qr
	}
	if code, err := bankref.Barcode(account, inv.Due(), p.ref, inv.DueOn); err == nil { // a foreign account has none
		p.barcode = code
	}
	return p, nil
}

// group is the lines of one seller.
type group struct {
	seller Seller
	lines  []Line
}

func (inv Invoice) groups() []group {
	var out []group
	at := map[Seller]int{}
	for _, l := range inv.Lines {
		i, ok := at[l.Seller]
		if !ok {
			i = len(out)
			at[l.Seller] = i
			out = append(out, group{seller: l.Seller})
		}
		out[i].lines = append(out[i].lines, l)
	}
	return out
}

func (g group) net() int64 {
	var sum int64
	for _, l := range g.lines {
		sum += l.Net
	}
	return sum
}
