package accounts

import (
	_ "embed"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"github.com/hubittaako/hubittaako/app/base/fault"
)

const (
	passwordMin = 12
	passwordMax = 200
	// leftOver is how much of a password must be left when words that anybody would try are taken out of it.
	leftOver = 8
)

//go:embed common_passwords.txt
var commonFile string

// commonPasswords are in lower case. Read once, never written.
var commonPasswords = sync.OnceValue(func() map[string]bool {
	set := map[string]bool{}
	for line := range strings.Lines(commonFile) {
		line = strings.TrimSpace(line)
		if line != "" && !strings.HasPrefix(line, "#") {
			set[line] = true
		}
	}
	return set
})

// productWords are guessed first here, whatever a general list says.
var productWords = []string{"hubittaako", "hubittako", "hubitetaan", "hubbing", "hubteekki", "hubi", "pihtipudas", "etätyö", "etatyo", "salasana", "password"}

// keyboardRuns are typed with one sweep of a finger.
var keyboardRuns = []string{"qwertyuiopå", "asdfghjklöä", "zxcvbnm", "1234567890", "0987654321", "abcdefghijklmnopqrstuvwxyzåäö"}

// passwordFault is nil, or what is wrong with a new password in the form field. about are the person's own words: name,
// e-mail address, company. No rule asks for capitals or digits; length is what counts.
func passwordFault(field, password string, about ...string) []fault.Field {
	p := norm.NFC.String(password)
	switch n := utf8.RuneCountInString(p); {
	case n == 0:
		return []fault.Field{{Name: field, Key: "field.required"}}
	case !utf8.ValidString(p) || strings.ContainsRune(p, 0):
		return []fault.Field{{Name: field, Key: "field.invalid"}}
	case n < passwordMin:
		return []fault.Field{{Name: field, Key: "field.password_short", Args: map[string]any{"Min": passwordMin}}}
	case n > passwordMax:
		return []fault.Field{{Name: field, Key: "field.password_long", Args: map[string]any{"Max": passwordMax}}}
	case guessable(p, about):
		return []fault.Field{{Name: field, Key: "field.password_guessable"}}
	}
	return nil
}

func guessable(password string, about []string) bool {
	p := strings.ToLower(password)
	letters := keepLetters(p)
	rest := utf8.RuneCountInString(p) - utf8.RuneCountInString(letters)
	if commonPasswords()[p] || (commonPasswords()[letters] && rest <= 8) {
		return true
	}
	if fewDifferent(p) {
		return true
	}
	return utf8.RuneCountInString(withoutRuns(withoutWords(p, about))) < leftOver
}

func keepLetters(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) {
			return r
		}
		return -1
	}, s)
}

// fewDifferent catches aaaaaaaaaaaa and abcabcabcabc.
func fewDifferent(s string) bool {
	seen := map[rune]bool{}
	for _, r := range s {
		seen[r] = true
	}
	return len(seen) < 5
}

// withoutWords takes the product's and the person's words out, also parts of an address or a name.
func withoutWords(p string, about []string) string {
	for _, w := range productWords {
		p = strings.ReplaceAll(p, w, "")
	}
	for _, a := range about {
		parts := strings.FieldsFunc(strings.ToLower(norm.NFC.String(a)), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
		for _, w := range parts {
			if utf8.RuneCountInString(w) >= 3 {
				p = strings.ReplaceAll(p, w, "")
			}
		}
	}
	return p
}

// withoutRuns takes out four or more characters that follow one another on the keyboard or in the alphabet.
func withoutRuns(p string) string {
	rs := []rune(p)
	var out []rune
	for i := 0; i < len(rs); {
		n := runLength(rs[i:])
		if n < 4 {
			out = append(out, rs[i])
			n = 1
		}
		i += n
	}
	return string(out)
}

func runLength(rs []rune) int {
	best := 1
	for _, row := range keyboardRuns {
		n := 1
		for n < len(rs) && strings.Contains(row, string(rs[:n+1])) {
			n++
		}
		best = max(best, n)
	}
	return best
}
