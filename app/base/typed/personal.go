package typed

import (
	"regexp"
	"strings"
	"unicode"
)

// What Personal finds in a text.
const (
	Email    = "email"
	Phone    = "phone"
	Identity = "identity" // a Finnish personal identity code
)

var (
	emailLike = regexp.MustCompile(`(?i)[\p{L}\p{N}._%+-]+\s?(?:@|\(at\)|\[at\]|\(ät\)|\[ät\])\s?[\p{L}\p{N}-]+(?:\.|\(dot\)|\(piste\))[\p{L}]{2,}`)
	// A century's sign may be any of those in use since 2023.
	identityLike = regexp.MustCompile(`(?i)\b(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d{2}\s?[-+–A-FU-Y]\s?\d{3}[0-9A-FHJ-NPR-Y]\b`)
	digitRun     = regexp.MustCompile(`\+?\(?\d[\d ()./\x{00a0}\x{202f}\x{2007}\x{2010}-\x{2015}\x{2212}-]*\d`)
	dayLike      = regexp.MustCompile(`^\d{1,2}\.\s?\d{1,2}\.(\s?\d{2,4})?(\s?[-–]\s?\d{1,2}\.\s?\d{1,2}\.(\s?\d{2,4})?)?$|^\d{4}-\d{2}-\d{2}$`)
)

// Personal says what in a text would lead to a person: Email, Phone or Identity, "" for nothing. It looks for what people write,
// not for every trick: days, years, prices and short numbers are none.
func Personal(s string) string {
	switch {
	case identityLike.MatchString(s):
		return Identity
	case emailLike.MatchString(s):
		return Email
	}
	for _, run := range digitRun.FindAllString(s, -1) {
		if phoneLike(run) {
			return Phone
		}
	}
	return ""
}

// phoneLike: seven digits or more that begin as a Finnish number, or one of another country, does.
func phoneLike(run string) bool {
	if dayLike.MatchString(strings.TrimSpace(run)) {
		return false
	}
	var b strings.Builder
	for _, r := range run {
		if unicode.IsDigit(r) {
			b.WriteRune(r)
		}
	}
	d := b.String()
	if len(d) < 7 || len(d) > 15 {
		return false
	}
	return strings.HasPrefix(run, "+") || strings.HasPrefix(d, "0") || strings.HasPrefix(d, "358")
}
