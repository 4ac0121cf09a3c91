package bankref

import "strings"

// IBAN is an account number without spaces: "FI2112345600000785". Values come from ParseIBAN.
type IBAN string

// ParseIBAN reads an account number of any country, with spaces anywhere and letters in either case. Returns ErrIBAN if
// its check doesn't hold, or a Finnish one hasn't 18 signs.
func ParseIBAN(s string) (IBAN, error) {
	s = strings.ToUpper(compact(s))
	if len(s) < 15 || len(s) > 34 || mod97(s[4:]+s[:4]) != 1 || !isLetters(s[:2]) || !isDigits(s[2:4]) {
		return "", ErrIBAN
	}
	if strings.HasPrefix(s, "FI") && (len(s) != 18 || !isDigits(s[4:])) {
		return "", ErrIBAN
	}
	return IBAN(s), nil
}

func (i IBAN) String() string { return string(i) }

// IsFinnish says whether the account is in Finland.
func (i IBAN) IsFinnish() bool { return strings.HasPrefix(string(i), "FI") }

// Format is the number as it is printed: "FI21 1234 5600 0007 85".
func (i IBAN) Format() string { return fromLeft(string(i), 4) }

// Masked shows the country and the last four signs only: "FI•• •••• •••• ••07 85".
func (i IBAN) Masked() string {
	if len(i) < 8 {
		return ""
	}
	var b strings.Builder
	for n, c := range i.Format() {
		if n < 2 || c == ' ' || n >= len(i.Format())-5 {
			b.WriteRune(c)
		} else {
			b.WriteRune('•')
		}
	}
	return b.String()
}

func isLetters(s string) bool { return strings.Trim(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == "" }
