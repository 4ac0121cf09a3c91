package money

import (
	"strconv"
	"strings"
)

const (
	nbsp  = "\u00a0"
	minus = "\u2212"
)

// Format writes cents for people: "1 234,50 €" with no-break spaces and a real minus sign, in English "€1,234.50".
func Format(cents int64, lang string) string { return write(cents, lang, true) }

// FormatShort is Format without the cents when there are none: "450 €", but "450,50 €".
func FormatShort(cents int64, lang string) string { return write(cents, lang, cents%100 != 0) }

// Percent writes basis points: "25,5 %", in English "25.5%".
func Percent(bp int, lang string) string {
	sign, n := split(int64(bp), lang)
	digits := strconv.FormatUint(n/100, 10)
	if rest := n % 100; rest != 0 {
		digits += point(lang) + strings.TrimRight(twoDigits(rest), "0")
	}
	if lang == "en" {
		return sign + digits + "%"
	}
	return sign + digits + nbsp + "%"
}

// Decimal writes cents for machines: "1234.50", "-5.00".
func Decimal(cents int64) string {
	n, sign := magnitude(cents), ""
	if cents < 0 {
		sign = "-"
	}
	return sign + strconv.FormatUint(n/100, 10) + "." + twoDigits(n%100)
}

func write(cents int64, lang string, withCents bool) string {
	sign, n := split(cents, lang)
	digits := group(strconv.FormatUint(n/100, 10), lang)
	if withCents {
		digits += point(lang) + twoDigits(n%100)
	}
	if lang == "en" {
		return sign + "€" + digits
	}
	return sign + digits + nbsp + "€"
}

func split(v int64, lang string) (sign string, n uint64) {
	if v < 0 {
		sign = minus
		if lang == "en" {
			sign = "-"
		}
	}
	return sign, magnitude(v)
}

// magnitude is right for the smallest int64 too, which has no positive twin.
func magnitude(v int64) uint64 {
	if v < 0 {
		return -uint64(v)
	}
	return uint64(v)
}

func group(digits, lang string) string {
	sep := nbsp
	if lang == "en" {
		sep = ","
	}
	var b strings.Builder
	for i, r := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteString(sep)
		}
		b.WriteRune(r)
	}
	return b.String()
}

func point(lang string) string {
	if lang == "en" {
		return "."
	}
	return ","
}

func twoDigits(n uint64) string { return string([]byte{byte('0' + n/10), byte('0' + n%10)}) }
