package accounts

import (
	"strings"

	"github.com/hubittaako/hubittaako/app/base/typed"
)

// cleanEmail makes an address as it is stored and compared: without spaces, in lower case.
func cleanEmail(s string) string {
	s = strings.ToLower(typed.Word(s))
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
