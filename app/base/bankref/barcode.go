package bankref

import (
	"fmt"

	"github.com/hubittaako/hubittaako/app/base/dates"
)

// Barcode is the 54 digits of the Finnish bank barcode (guide version 5.3), to be drawn as Code 128 C or typed into a
// bank's app: version 4 for a national reference, 5 for an international one. An amount that isn't positive or has more
// than six digits of euros becomes zeros, and so does a day that is missing; the payer then fills it in. Returns an
// error for a foreign account or a reference with letters, which the barcode can't carry.
func Barcode(account IBAN, cents int64, ref Reference, due dates.Date) (string, error) {
	if !account.IsFinnish() || len(account) != 18 {
		return "", fmt.Errorf("bankref: no barcode for account %s", account.Masked())
	}
	if cents < 0 || cents > 999_999_99 {
		cents = 0
	}
	day := "000000"
	if !due.IsZero() {
		y, m, d := due.YMD()
		day = fmt.Sprintf("%02d%02d%02d", y%100, m, d)
	}
	version, field := "4", "000"+leftPad(string(ref), 20)
	if ref.IsRF() {
		version, field = "5", string(ref[2:4])+leftPad(string(ref[4:]), 21)
	}
	code := version + string(account[2:]) + fmt.Sprintf("%08d", cents) + field + day
	if len(code) != 54 || !isDigits(code) {
		return "", fmt.Errorf("bankref: no barcode for reference %q", ref)
	}
	return code, nil
}
