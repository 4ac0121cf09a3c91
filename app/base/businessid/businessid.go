package businessid

import (
	"regexp"
	"strings"

	"github.com/hubittaako/hubittaako/app/base/fault"
)

// ErrInvalid is the refusal of Parse; its key is a message in the locales.
var ErrInvalid = fault.New(fault.Invalid, "fault.business_id")

// ID is a business id as registered: "0243027-4". Values come from Parse.
type ID string

var (
	modern = regexp.MustCompile(`^(?:FI)?(\d{7})-?(\d)$`)
	old    = regexp.MustCompile(`^(\d{6})-(\d)$`) // from before 1978; without its hyphen it could be anything
	tidy   = strings.NewReplacer(" ", "", "\t", "", "\u00a0", "", "\u202f", "", "\u2010", "-", "\u2011", "-", "\u2013", "-", "\u2212", "-")
)

// Parse reads a business id however it is written: "0243027-4", "02430274", "FI02430274", "fi 0243027-4" and the
// six-digit ids of old, which get a leading zero. Returns ErrInvalid if the form or the check digit is wrong.
func Parse(s string) (ID, error) {
	s = strings.ToUpper(tidy.Replace(strings.TrimSpace(s)))
	m := modern.FindStringSubmatch(s)
	if m == nil {
		if m = old.FindStringSubmatch(s); m == nil {
			return "", ErrInvalid
		}
		m[1] = "0" + m[1]
	}
	if check, ok := checkDigit(m[1]); !ok || m[2] != check {
		return "", ErrInvalid
	}
	return ID(m[1] + "-" + m[2]), nil
}

// Normalize is Parse for those who keep the id as a string.
func Normalize(s string) (string, error) {
	id, err := Parse(s)
	return string(id), err
}

// checkDigit is false for numbers that are never issued: those with remainder 1, which no digit could check, and 0.
func checkDigit(seven string) (string, bool) {
	sum := 0
	for i, weight := range []int{7, 9, 10, 5, 8, 4, 2} {
		sum += weight * int(seven[i]-'0')
	}
	switch r := sum % 11; {
	case sum == 0 || r == 1:
		return "", false
	case r == 0:
		return "0", true
	default:
		return string(rune('0' + 11 - r)), true
	}
}

func (id ID) String() string { return string(id) }

// Digits is the id without its hyphen: "02430274".
func (id ID) Digits() string { return strings.Replace(string(id), "-", "", 1) }

// VATNumber is the id as a VAT number: "FI02430274".
func (id ID) VATNumber() string { return "FI" + id.Digits() }

// OVT is the organisation's address in e-invoicing, without a unit's suffix: "003702430274".
func (id ID) OVT() string { return "0037" + id.Digits() }
