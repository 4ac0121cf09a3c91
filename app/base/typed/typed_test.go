package typed

import "testing"

func TestTyped(t *testing.T) {
	for _, c := range []struct{ in, line, text, word string }{
		{"  Tunturi\u00a0 \tOy\n", "Tunturi Oy", "Tunturi\u00a0 \tOy", "TunturiOy"},
		{"yksi\r\nkaksi", "yksi kaksi", "yksi\nkaksi", "yksikaksi"},
		{"o\u00adsoi\u200bte\ufeff", "osoite", "osoite", "osoite"},
		{"a\x00b\u202eb\xffc", "abbc", "abbc", "abbc"},
		{"دانة 👩🏽\u200d💻", "دانة 👩🏽\u200d💻", "دانة 👩🏽\u200d💻", "دانة👩🏽💻"},
		{"می\u200cخواهم", "می\u200cخواهم", "می\u200cخواهم", "میخواهم"},
		{" \u200d ", "", "", ""},
		{"\u200cNimi \u200d Toinen\u200d", "Nimi Toinen", "Nimi \u200d Toinen", "NimiToinen"},
	} {
		if got := Line(c.in); got != c.line {
			t.Errorf("Line(%q) = %q, want %q", c.in, got, c.line)
		}
		if got := Text(c.in); got != c.text {
			t.Errorf("Text(%q) = %q, want %q", c.in, got, c.text)
		}
		if got := Word(c.in); got != c.word {
			t.Errorf("Word(%q) = %q, want %q", c.in, got, c.word)
		}
	}
}
