package money

import (
	"math"
	"strings"

	"github.com/hubittaako/hubittaako/app/base/fault"
)

// Refusals of Parse; their keys are messages in the locales.
var (
	ErrFormat = fault.New(fault.Invalid, "fault.money_format")
	ErrRange  = fault.New(fault.Invalid, "fault.money_range")
)

// Parse reads an amount as people write it and gives cents: "1 234,50 €", "€1,234.50", "1234.5", "−5", "12 e". Spaces
// of every kind may group thousands, and so may the sign that isn't the decimal one. A single comma or point is always
// the decimal sign, so "1.234" is refused rather than guessed at, and so is "12 50". Returns ErrFormat, or ErrRange
// beyond an int64.
func Parse(s string) (int64, error) {
	negative, number := readFrame(strings.TrimSpace(plain.Replace(s)))
	whole, part, ok := cutDecimals(number)
	if !ok {
		return 0, ErrFormat
	}
	digits, ok := joinGroups(whole)
	if !ok || !isDigits(digits) || !isDigits(part) {
		return 0, ErrFormat
	}
	return cents(negative, digits+(part + "00")[:2])
}

// plain makes every space and every minus the common one.
var plain = strings.NewReplacer(
	"\t", " ", nbsp, " ", "\u202f", " ", "\u2009", " ", "\u2007", " ",
	minus, "-", "\u2013", "-",
)

// readFrame takes off what may stand around a number: a currency at one end, and a sign before or after it.
func readFrame(s string) (negative bool, number string) {
	for _, unit := range []string{"€", "EUR", "eur", "e"} {
		if rest, ok := strings.CutSuffix(s, unit); ok {
			return readSign(strings.TrimSpace(rest))
		}
	}
	if rest, ok := strings.CutPrefix(s, "€"); ok {
		return readSign(strings.TrimSpace(rest))
	}
	negative, s = readSign(s)
	return negative, strings.TrimSpace(strings.TrimPrefix(s, "€"))
}

func readSign(s string) (negative bool, rest string) {
	rest, negative = strings.CutPrefix(s, "-")
	if !negative {
		rest = strings.TrimPrefix(s, "+")
	}
	return negative, strings.TrimSpace(rest)
}

// cutDecimals parts the number at its last comma or point, which may not group the thousands as well.
func cutDecimals(s string) (whole, part string, ok bool) {
	i := strings.LastIndexAny(s, ".,")
	if i < 0 {
		return s, "", s != ""
	}
	whole, part = s[:i], s[i+1:]
	repeated := strings.IndexByte(whole, s[i]) >= 0
	return whole, part, whole != "" && !repeated && (len(part) == 1 || len(part) == 2)
}

// joinGroups takes the separators out of "1 234 567"; only whole groups of three, all parted by the same sign.
func joinGroups(s string) (string, bool) {
	i := strings.IndexAny(s, " .,")
	if i < 0 {
		return s, true
	}
	groups := strings.Split(s, s[i:i+1])
	for n, g := range groups {
		if first := n == 0; len(g) > 3 || len(g) == 0 || !first && len(g) != 3 {
			return "", false
		}
	}
	return strings.Join(groups, ""), true
}

func isDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return true
}

func cents(negative bool, digits string) (int64, error) {
	var v int64
	for _, c := range []byte(digits) {
		d := int64(c - '0')
		if v > (math.MaxInt64-d)/10 {
			return 0, ErrRange
		}
		v = v*10 + d
	}
	if negative {
		v = -v
	}
	return v, nil
}
