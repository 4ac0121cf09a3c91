package accounts

import (
	"strings"
	"unicode"
)

// cleanLine makes a line of text out of what was typed or pasted: invalid bytes and invisible characters go (PostgreSQL
// refuses some of them), every kind of space becomes a plain one, runs of them become one, the ends are trimmed.
func cleanLine(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case unicode.IsControl(r), unicode.Is(unicode.Cf, r), r == unicode.ReplacementChar:
			return -1
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

// cleanCompact is cleanLine for what has no spaces in it: an e-invoice address, a postcode.
func cleanCompact(s string) string { return strings.ReplaceAll(cleanLine(s), " ", "") }

// cleanEmail makes an address as it is stored and compared: without spaces, in lower case.
func cleanEmail(s string) string {
	s = strings.ToLower(cleanCompact(s))
	return strings.TrimPrefix(s, "mailto:")
}

// cutRunes keeps at most n characters.
func cutRunes(s string, n int) string {
	for i := range s {
		if n == 0 {
			return s[:i]
		}
		n--
	}
	return s
}
