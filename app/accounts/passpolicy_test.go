package accounts

import (
	"strings"
	"testing"
)

func TestPasswordFault(t *testing.T) {
	about := []string{"Läheinen Henkilö", "laheinen.henkilo@tunturi.example", "Tunturi Oy"}
	for _, c := range []struct{ name, password, key string }{
		{"a sentence", "kuusi kuivaa kuusta", ""},
		{"no capitals, no digits", "lehdetputoavat", ""},
		{"emoji", "🌲🌊🔥☕🫐🦌🌲🌊🔥☕🫐🦌", ""},
		{"64 characters", strings.Repeat("kuusi-mänty-koivu+", 4)[:64], ""},
		{"200 characters", strings.Repeat("lumi-jää-h", 20), ""},
		{"spaces are kept, not trimmed", "  ota vene  ", ""},
		{"own name inside something long", "läheinen melo järven yli", ""},
		{"empty", "", "field.required"},
		{"11 characters", "lehdetputoa", "field.password_short"},
		{"letters are counted, not bytes", "ääääöööåååå", "field.password_short"},
		{"two code points of one letter count once", strings.Repeat("a\u0308o\u0308", 5) + "lkv"[:1], "field.password_short"},
		{"201 characters", strings.Repeat("lumi-jää-h", 20) + "x", "field.password_long"},
		{"NUL", "kuusi\x00kuusi kuusi", "field.invalid"},
		{"invalid UTF-8", "kuusi\xffkuusi kuusi", "field.invalid"},
		{"on the list", "1q2w3e4r5t6y", "field.password_guessable"},
		{"on the list in capitals", "1Q2W3E4R5T6Y", "field.password_guessable"},
		{"a listed word and digits", "Dragon123456", "field.password_guessable"},
		{"in Finnish", "salasana1234", "field.password_guessable"},
		{"a season and a year", "Kesä2026!!!!", "field.password_guessable"},
		{"the product", "Hubittaako2026!", "field.password_guessable"},
		{"the product twice", "hubittaakohubteekki", "field.password_guessable"},
		{"one letter", "aaaaaaaaaaaaaaaa", "field.password_guessable"},
		{"a few repeated", "abcabcabcabcabc", "field.password_guessable"},
		{"digits in order", "123456789012", "field.password_guessable"},
		{"the alphabet", "abcdefghijklmno", "field.password_guessable"},
		{"keyboard rows", "qwertyuiasdfgh1", "field.password_guessable"},
		{"own name", "LäheinenHenkilö1", "field.password_guessable"},
		{"own address", "laheinen.henkilo!!", "field.password_guessable"},
		{"own company", "tunturitunturi12", "field.password_guessable"},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := ""
			if f := passwordFault("password", c.password, about...); f != nil {
				got = f[0].Key
			}
			if got != c.key {
				t.Fatalf("%q: got %q, want %q", c.password, got, c.key)
			}
		})
	}
}
