package typed

import (
	"strings"
	"unicode"
)

// Line is one line of text: every kind of space is a plain one, runs of them are one, nothing stands around it.
func Line(s string) string {
	words := strings.Fields(strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return ' '
		}
		return seen(r)
	}, s))
	kept := words[:0]
	for _, w := range words {
		if w = strings.Trim(w, joiners); w != "" {
			kept = append(kept, w)
		}
	}
	return strings.Join(kept, " ")
}

// Text is a longer text with its lines.
func Text(s string) string {
	s = strings.Map(func(r rune) rune {
		if r == '\n' || r == '\t' {
			return r
		}
		return seen(r)
	}, strings.ReplaceAll(s, "\r\n", "\n"))
	return strings.TrimFunc(s, func(r rune) bool { return unicode.IsSpace(r) || strings.ContainsRune(joiners, r) })
}

// Word is what has no spaces in it, such as an address or a number; they come along when one is pasted.
func Word(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || strings.ContainsRune(joiners, r) {
			return -1
		}
		return seen(r)
	}, s)
}

// joiners hold letters together in some scripts, and pictures everywhere: a woman at a computer is a woman, a joiner and a
// computer.
const joiners = "\u200c\u200d"

// seen drops what nobody sees and what is no character: PostgreSQL refuses some of it.
func seen(r rune) rune {
	if strings.ContainsRune(joiners, r) {
		return r
	}
	if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || r == unicode.ReplacementChar {
		return -1
	}
	return r
}
