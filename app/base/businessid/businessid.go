package businessid

import (
	"strings"
	"unicode"
)

var weights = [7]int{7, 9, 10, 5, 8, 4, 2}

// Parse reads a business ID in the forms people have at hand: with or without the hyphen, with spaces (also the
// non-breaking ones of a pasted page), as a VAT number (FI02430274), or an old one without its leading zero. It returns
// the form that is stored and printed, "0243027-4", and false when the check digit or the form is wrong.
func Parse(s string) (string, bool) {
	digits, ok := compact(s)
	if !ok {
		return "", false
	}
	if len(digits) == 7 {
		digits = "0" + digits
	}
	if len(digits) != 8 || check(digits[:7]) != int(digits[7]-'0') {
		return "", false
	}
	return digits[:7] + "-" + digits[7:], true
}

// VATNumber is the VAT number of a business ID as Parse returns it: "0243027-4" becomes "FI02430274".
func VATNumber(id string) string { return "FI" + strings.ReplaceAll(id, "-", "") }

func compact(s string) (string, bool) {
	s = strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.Is(unicode.Pd, r) || unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, s)
	if len(s) > 2 && strings.EqualFold(s[:2], "FI") {
		s = s[2:]
	}
	for _, r := range s {
		if r < '0' || r > '9' {
			return "", false
		}
	}
	return s, true
}

// check is the check digit of seven digits, or -1: numbers whose remainder is 1 are never issued.
func check(seven string) int {
	sum := 0
	for i, w := range weights {
		sum += w * int(seven[i]-'0')
	}
	switch r := sum % 11; r {
	case 0:
		return 0
	case 1:
		return -1
	default:
		return 11 - r
	}
}
