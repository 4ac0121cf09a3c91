package businessid

import (
	"regexp"
	"strings"
	"unicode"

	"github.com/hubittaako/hubittaako/app/base/fault"
)

// ErrInvalid is the refusal of Normalize; its key is a message in the locales.
var ErrInvalid = fault.New(fault.Invalid, "fault.business_id")

var (
	modern = regexp.MustCompile(`^(?:FI-?)?([0-9]{7})-?([0-9])$`)
	old    = regexp.MustCompile(`^([0-9]{6})-([0-9])$`)
)

// Parse reads a business id in the forms people have at hand: with or without the hyphen, with spaces (also the
// non-breaking ones of a pasted page), as a VAT number (FI02430274), or an old one of six digits, which needs its hyphen:
// without it, it can't be told from an id that lost a digit. It returns the form that is stored and printed,
// "0243027-4", and false when the check digit or the form is wrong.
func Parse(s string) (string, bool) {
	s = strings.ToUpper(tidy(s))
	m := modern.FindStringSubmatch(s)
	if m == nil {
		if m = old.FindStringSubmatch(s); m == nil {
			return "", false
		}
		m[1] = "0" + m[1]
	}
	if check, ok := checkDigit(m[1]); !ok || m[2] != check {
		return "", false
	}
	return m[1] + "-" + m[2], true
}

// Normalize is Parse with an error that can be shown: ErrInvalid.
func Normalize(s string) (string, error) {
	id, ok := Parse(s)
	if !ok {
		return "", ErrInvalid
	}
	return id, nil
}

// VATNumber is the VAT number of a business id as Parse returns it: "0243027-4" becomes "FI02430274".
func VATNumber(id string) string { return "FI" + digits(id) }

// OVT is the address in e-invoicing of a business id as Parse returns it, without a unit's suffix: "003702430274".
func OVT(id string) string { return "0037" + digits(id) }

func digits(id string) string { return strings.ReplaceAll(id, "-", "") }

// tidy drops spaces and signs that nobody sees, and makes every dash a hyphen.
func tidy(s string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r) || unicode.Is(unicode.Cf, r):
			return -1
		case unicode.Is(unicode.Pd, r) || r == '\u2212':
			return '-'
		}
		return r
	}, s)
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
