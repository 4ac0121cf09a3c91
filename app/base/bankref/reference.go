package bankref

import (
	"strconv"
	"strings"

	"github.com/hubittaako/hubittaako/app/base/fault"
)

// Refusals; their keys are messages in the locales.
var (
	ErrReference = fault.New(fault.Invalid, "fault.bank_reference")
	ErrIBAN      = fault.New(fault.Invalid, "fault.iban")
)

// Reference is a payment's reference without spaces: national like "20260008", or international like "RF3620260008".
// Values come from New and Parse.
type Reference string

// New makes a national reference of 3 to 19 digits by adding the check digit. Leading zeros fall away. Returns
// ErrReference if there are fewer or more digits, or anything else than digits.
func New(base string) (Reference, error) {
	base = strings.TrimLeft(base, "0")
	if len(base) < 3 || len(base) > 19 || !isDigits(base) {
		return "", ErrReference
	}
	return Reference(base + checkDigit(base)), nil
}

// ForNumber is New for a number, which must be at least 100.
func ForNumber(n int64) (Reference, error) { return New(strconv.FormatInt(n, 10)) }

// Parse reads a reference in either form, with spaces anywhere. Returns ErrReference if its check doesn't hold.
func Parse(s string) (Reference, error) {
	s = strings.ToUpper(compact(s))
	if strings.HasPrefix(s, "RF") {
		if len(s) < 5 || len(s) > 25 || !isDigits(s[2:4]) || mod97(s[4:]+s[:4]) != 1 {
			return "", ErrReference
		}
		return Reference(s), nil
	}
	s = strings.TrimLeft(s, "0")
	if len(s) < 4 || len(s) > 20 || !isDigits(s) || checkDigit(s[:len(s)-1]) != s[len(s)-1:] {
		return "", ErrReference
	}
	return Reference(s), nil
}

func (r Reference) String() string { return string(r) }

// IsRF says whether it is in the international form.
func (r Reference) IsRF() bool { return strings.HasPrefix(string(r), "RF") }

// RF is the reference in the international form (ISO 11649), which carries the national one inside.
func (r Reference) RF() Reference {
	if r.IsRF() {
		return r
	}
	check := 98 - mod97(string(r)+"RF00")
	return Reference("RF" + leftPad(strconv.Itoa(check), 2) + string(r))
}

// Format is the reference as it is printed: the national one in groups of five from the right, "202 60008", the
// international one in groups of four from the left, "RF36 2026 0008".
func (r Reference) Format() string {
	if r.IsRF() {
		return fromLeft(string(r), 4)
	}
	head := len(r) % 5
	return strings.TrimSpace(string(r[:head]) + " " + fromLeft(string(r[head:]), 5))
}

// checkDigit weighs the digits 7, 3, 1 from the right.
func checkDigit(base string) string {
	sum := 0
	for i := range len(base) {
		sum += int(base[len(base)-1-i]-'0') * []int{7, 3, 1}[i%3]
	}
	return strconv.Itoa((10 - sum%10) % 10)
}

// mod97 is the remainder of the number in which letters stand for 10 to 35; -1 if s has anything else.
func mod97(s string) int {
	r := 0
	for _, c := range []byte(s) {
		switch {
		case c >= '0' && c <= '9':
			r = (r*10 + int(c-'0')) % 97
		case c >= 'A' && c <= 'Z':
			r = (r*100 + int(c-'A') + 10) % 97
		default:
			return -1
		}
	}
	return r
}

var spaces = strings.NewReplacer(" ", "", "\t", "", "\u00a0", "", "\u202f", "")

func compact(s string) string { return spaces.Replace(strings.TrimSpace(s)) }

func isDigits(s string) bool { return s != "" && strings.Trim(s, "0123456789") == "" }

func leftPad(s string, width int) string { return strings.Repeat("0", max(0, width-len(s))) + s }

func fromLeft(s string, size int) string {
	var b strings.Builder
	for i, c := range []byte(s) {
		if i > 0 && i%size == 0 {
			b.WriteByte(' ')
		}
		b.WriteByte(c)
	}
	return b.String()
}
