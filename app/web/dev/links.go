package dev

import "regexp"

// part is a stretch of a mail's text; links are to be clicked.
type part struct {
	text string
	link bool
}

var address = regexp.MustCompile(`https?://[^\s<>"]+[^\s<>".,;:!?)]`)

func links(text string) []part {
	var parts []part
	at := 0
	for _, m := range address.FindAllStringIndex(text, -1) {
		parts = append(parts, part{text[at:m[0]], false}, part{text[m[0]:m[1]], true})
		at = m[1]
	}
	return append(parts, part{text[at:], false})
}
