package threads

import (
	"regexp"
	"strings"
)

// piece is a part of what somebody wrote: words, or an address that becomes a link.
type piece struct{ Text, Href string }

var address = regexp.MustCompile(`https?://[^\s<>"']+`)

// pieces cuts a plain text at the addresses in it. What ends a sentence is no part of an address, and a bracket only where the address
// opened it.
func pieces(s string) (all []piece) {
	at := 0
	for _, m := range address.FindAllStringIndex(s, -1) {
		end := m[1]
		for end > m[0] && (strings.ContainsRune(".,;:!?", rune(s[end-1])) || s[end-1] == ')' && !strings.Contains(s[m[0]:end], "(")) {
			end--
		}
		if strings.HasSuffix(s[m[0]:end], "//") {
			continue
		}
		if m[0] > at {
			all = append(all, piece{Text: s[at:m[0]]})
		}
		all = append(all, piece{s[m[0]:end], s[m[0]:end]})
		at = end
	}
	if at < len(s) {
		all = append(all, piece{Text: s[at:]})
	}
	return all
}
