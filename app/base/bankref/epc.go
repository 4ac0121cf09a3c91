package bankref

import (
	"fmt"
	"strings"

	"github.com/hubittaako/hubittaako/app/base/money"
)

// Transfer is a SEPA credit transfer asked for by QR code.
type Transfer struct {
	Payee     string // who gets the money; 70 signs at most are kept
	Account   IBAN
	BIC       string // may be empty
	Cents     int64
	Reference Reference
}

// EPC is the text of the European payment QR code (EPC069-12, version 002). The reference goes in its international
// form. Returns an error for an amount that can't be asked for: none, or a thousand million euros and more.
func (t Transfer) EPC() (string, error) {
	if t.Cents <= 0 || t.Cents > 999_999_999_99 {
		return "", fmt.Errorf("bankref: no QR code for %s euros", money.Decimal(t.Cents))
	}
	name := strings.Join(strings.Fields(t.Payee), " ")
	if r := []rune(name); len(r) > 70 {
		name = string(r[:70])
	}
	return strings.Join([]string{
		"BCD", "002", "1", "SCT", t.BIC, name, string(t.Account), "EUR" + money.Decimal(t.Cents), "", string(t.Reference.RF()),
	}, "\n"), nil
}
