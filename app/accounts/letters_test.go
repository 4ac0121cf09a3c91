package accounts

import (
	"strings"
	"testing"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/i18n"
	"github.com/hubittaako/hubittaako/app/base/mail/mailtest"
)

// TestEveryLetterInEveryLanguage: no letter has one of the faults that mailtest knows, with and without a name, from a person
// and from the system.
func TestEveryLetterInEveryLanguage(t *testing.T) {
	texts, err := loadMailTexts()
	if err != nil {
		t.Fatal(err)
	}
	texts.bundle.Report = func(lang, key, problem string) { t.Errorf("text %s in %s: %s", key, lang, problem) }
	var kinds []string
	for _, key := range texts.bundle.Keys(i18n.First) {
		if kind, ok := strings.CutSuffix(key, ".subject"); ok {
			kinds = append(kinds, kind)
		}
	}
	if len(kinds) < 7 {
		t.Fatalf("only %q", kinds)
	}
	for _, lang := range texts.bundle.Languages() {
		for _, kind := range kinds {
			for _, l := range []letter{
				{toName: "Henkilö", org: "Tunturi & Oy", by: "Kutsuja", role: access.Booker},
				{org: "Tunturi & Oy", role: access.NetworkAdmin},
			} {
				l.kind, l.lang, l.to, l.link = kind, lang, "henkilo@example.fi", "https://hubittaako.example/linkki/x?a=1&b=2"
				m, err := texts.compose(l)
				if err != nil {
					t.Errorf("%s in %s: %v", kind, lang, err)
				}
				for _, problem := range mailtest.Problems(m) {
					t.Errorf("%s in %s: %s", kind, lang, problem)
				}
			}
		}
	}
}
