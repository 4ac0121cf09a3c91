package hub

import (
	"context"
	"slices"
	"strings"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/i18n"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/app/base/typed"
)

// maxRules is how long the rules of a house are at most, in each language.
const maxRules = 3000

// RuleTexts are the rules of the house as they are written, one a line, in each language.
func (d Details) RuleTexts() i18n.Text { return i18n.Text{Fi: d.RulesFi, En: d.RulesEn, Sv: d.RulesSv} }

// RulesWith is what the rules become by more of them: new lines at the end, those that are there already once. A language in which
// the house has no rules gets none, unless it has none at all: the new one would hide those of the other languages there. added are
// the lines that are new.
func RulesWith(rules, more i18n.Text) (all, added i18n.Text) {
	fresh := rules == i18n.Text{}
	join := func(old, one string) (string, string) {
		if old == "" && !fresh {
			return "", ""
		}
		var lines []string
		for _, line := range ruleLines(one) {
			if !slices.Contains(ruleLines(old), line) && !slices.Contains(lines, line) {
				lines = append(lines, line)
			}
		}
		return strings.Join(append(ruleLines(old), lines...), "\n"), strings.Join(lines, "\n")
	}
	all.Fi, added.Fi = join(rules.Fi, more.Fi)
	all.En, added.En = join(rules.En, more.En)
	all.Sv, added.Sv = join(rules.Sv, more.Sv)
	return all, added
}

// RulesWithout takes lines away that were added; what has been changed since stays.
func RulesWithout(rules, added i18n.Text) i18n.Text {
	cut := func(old, gone string) string {
		return strings.Join(slices.DeleteFunc(ruleLines(old), func(line string) bool { return slices.Contains(ruleLines(gone), line) }), "\n")
	}
	return i18n.Text{Fi: cut(rules.Fi, added.Fi), En: cut(rules.En, added.En), Sv: cut(rules.Sv, added.Sv)}
}

func ruleLines(s string) (list []string) {
	for _, line := range strings.Split(typed.Text(s), "\n") {
		if line = strings.TrimSpace(line); line != "" {
			list = append(list, line)
		}
	}
	return list
}

// ChangeRules lets fn write the rules of the house anew from those that there are, in the transaction of somebody who keeps more of
// it. Staff may. Invalid with the fields rule_fi, rule_en and rule_sv when they become too long.
func (s *Service) ChangeRules(ctx context.Context, tx *postgres.Tx, actor access.Actor, id int64, fn func(rules i18n.Text) i18n.Text) error {
	if err := actor.MayHub(id); err != nil {
		return err
	}
	if _, err := s.locked(ctx, tx, id); err != nil {
		return err
	}
	var d Details
	if _, err := tx.Exec(ctx, `/* hub.detailRow */ INSERT INTO hub_detail (hub_id) VALUES ($1) ON CONFLICT DO NOTHING`, id); err != nil {
		return err
	}
	if err := tx.Get(ctx, &d, selectDetails, id); err != nil {
		return err
	}
	rules := fn(d.RuleTexts())
	if err := fault.Check(tooLong(maxRules, text{"rule_fi", rules.Fi}, text{"rule_en", rules.En}, text{"rule_sv", rules.Sv})); err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, `/* hub.ChangeRules */
		UPDATE hub_detail SET rules_fi = $2, rules_en = $3, rules_sv = $4, updated_at = now() WHERE hub_id = $1`, id, rules.Fi, rules.En, rules.Sv); err != nil {
		return err
	}
	_, err := tx.Exec(ctx, `/* hub.ruled */ UPDATE hub SET updated_at = now() WHERE id = $1`, id)
	return err
}
