package hub

import (
	"testing"

	"github.com/hubittaako/hubittaako/app/base/i18n"
)

// TestRulesOfTheHouse: what comes is at the end and there once, it hides no other language, and it can be taken away again.
func TestRulesOfTheHouse(t *testing.T) {
	more := i18n.Text{Fi: "Uusi.\nVanha.", En: "New.", Sv: "Ny."}
	for name, c := range map[string]struct{ rules, all, added i18n.Text }{
		"a house without rules takes every language": {i18n.Text{}, i18n.Text{Fi: "Uusi.\nVanha.", En: "New.", Sv: "Ny."}, more},
		"a language without rules takes none":        {i18n.Text{Fi: "Muu."}, i18n.Text{Fi: "Muu.\nUusi.\nVanha."}, i18n.Text{Fi: "Uusi.\nVanha."}},
		"what is there is not there twice":           {i18n.Text{Fi: "Vanha.\n\nMuu.", En: "New."}, i18n.Text{Fi: "Vanha.\nMuu.\nUusi.", En: "New."}, i18n.Text{Fi: "Uusi."}},
	} {
		all, added := RulesWith(c.rules, more)
		if all != c.all || added != c.added {
			t.Errorf("%s: %+v, added %+v", name, all, added)
		}
	}
	changed := i18n.Text{Fi: "Muu.\nUusi, mutta toisin.\nVanha.", En: "Other."}
	if got := RulesWithout(changed, more); got != (i18n.Text{Fi: "Muu.\nUusi, mutta toisin.", En: "Other."}) {
		t.Errorf("%+v", got)
	}
}
