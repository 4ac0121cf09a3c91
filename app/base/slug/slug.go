package slug

import (
	"strconv"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// longest keeps addresses readable; a longer name is cut after a whole word where there is one.
const longest = 60

// letters that are not a plain letter with a mark on it.
var letters = strings.NewReplacer("ø", "o", "æ", "ae", "œ", "oe", "ß", "ss", "đ", "d", "ł", "l", "þ", "th", "ð", "d", "&", " ")

// From makes a slug of small letters, digits and single hyphens. Marks fall off (ä is a), other signs part words. Empty when
// the name has no Latin letter or digit at all.
func From(name string) string {
	var b strings.Builder
	gap := false
	for _, r := range norm.NFD.String(letters.Replace(strings.ToLower(name))) {
		switch {
		case r >= 'a' && r <= 'z' || r >= '0' && r <= '9':
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			b.WriteRune(r)
			gap = false
		case unicode.Is(unicode.Mn, r) || r == '\'' || r == '’' || r == '\u00ad':
		default:
			gap = true
		}
	}
	return cut(b.String(), longest)
}

// Numbered is the n-th slug of a name: the slug itself for 1, then "savusauna-2", "savusauna-3".
func Numbered(slug string, n int) string {
	if n <= 1 {
		return slug
	}
	end := "-" + strconv.Itoa(n)
	return cut(slug, longest-len(end)) + end
}

func cut(s string, max int) string {
	if len(s) <= max {
		return s
	}
	if s[max] == '-' {
		return s[:max]
	}
	s = s[:max]
	if i := strings.LastIndexByte(s, '-'); i >= max/2 {
		s = s[:i]
	}
	return strings.TrimRight(s, "-")
}
