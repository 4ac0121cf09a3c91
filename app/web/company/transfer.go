package company

import (
	"github.com/hubittaako/hubittaako/app/base/bankref"
	"github.com/hubittaako/hubittaako/packages/billing"
)

// transfer is what a payer writes into a bank's form, and the code that fills it in.
type transfer struct{ Payee, Account, BIC, Reference, Barcode string }

// transferOf reads it from an invoice. What the document does not have stays empty.
func transferOf(d billing.Document) transfer {
	text, err := d.Text()
	if err != nil {
		return transfer{}
	}
	t := transfer{Payee: text.Seller.Name, Account: text.Seller.IBAN, BIC: text.Seller.BIC, Reference: d.Reference}
	ref, err := bankref.Parse(d.Reference)
	if err != nil {
		return t
	}
	t.Reference = ref.Format()
	account, err := bankref.ParseIBAN(text.Seller.IBAN)
	if err != nil {
		return t
	}
	t.Account = account.Format()
	t.Barcode, _ = bankref.Barcode(account, d.Due(), ref, d.DueOn) // a foreign account has none
	return t
}

// ReferenceOf is a document's bank reference as banks write it; "" where nothing is paid by it.
func ReferenceOf(d billing.Document) string {
	if d.DueOn.IsZero() {
		return ""
	}
	ref, err := bankref.Parse(d.Reference)
	if err != nil {
		return d.Reference
	}
	return ref.Format()
}
