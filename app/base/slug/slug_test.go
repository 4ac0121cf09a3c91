package slug

import (
	"regexp"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestFrom(t *testing.T) {
	tests := []struct{ name, want string }{
		{"Savusauna", "savusauna"},
		{"Kylän pöytä", "kylan-poyta"},
		{"Kylän pöytä", "kylan-poyta"}, // decomposed letters
		{"Åsas båt & Øl", "asas-bat-ol"},
		{"  3 h – retki!  ", "3-h-retki"},
		{"Puttaan mummo's", "puttaan-mummos"},
		{"Straße", "strasse"},
		{"Сауна", ""},
		{"---", ""},
		{strings.Repeat("pitka", 20), strings.Repeat("pitka", 12)},
		{"Kaksi viikkoa Koliman rannalla ja vielä yksi päivä Viitasaarella", "kaksi-viikkoa-koliman-rannalla-ja-viela-yksi-paiva"},
	}
	for _, test := range tests {
		if got := From(test.name); got != test.want {
			t.Errorf("%q: %q, want %q", test.name, got, test.want)
		}
	}
}

func TestNumbered(t *testing.T) {
	for n, want := range map[int]string{0: "sauna", 1: "sauna", 2: "sauna-2", 10: "sauna-10"} {
		if got := Numbered("sauna", n); got != want {
			t.Errorf("%d: %q, want %q", n, got, want)
		}
	}
}

var form = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)

func TestAlwaysFitsTheColumn(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := From(rapid.String().Draw(t, "name"))
		n := Numbered(s, rapid.IntRange(1, 999).Draw(t, "n"))
		if s != "" && (!form.MatchString(s) || len(s) > longest || !form.MatchString(n) || len(n) > longest) {
			t.Fatalf("%q, %q", s, n)
		}
		if From(s) != s {
			t.Fatalf("the slug of a slug is another: %q", From(s))
		}
	})
}
