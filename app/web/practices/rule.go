package practices

import (
	"github.com/a-h/templ"
	"github.com/gofiber/fiber/v2"

	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/i18n"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages/hub"
	"github.com/hubittaako/hubittaako/packages/practice"
)

// ruleView is a rule on its way into a hub's own: what there is, and what comes to it.
type ruleView struct {
	practice.Practice
	hub   hub.Hub
	rules i18n.Text // as they are
	added i18n.Text // of the practice's rule as it stands, the lines that are new there
	form  ui.Form
}

func (p pages) ruleView(c *page.Ctx, name string) (v ruleView, err error) {
	if v.Practice, err = p.practice(c); err != nil {
		return v, err
	}
	if v.Kind != practice.Rule || v.Withdrawn() {
		return v, fault.New(fault.NotFound, "fault.not_found")
	}
	hubs, err := p.mine(c)
	if err != nil {
		return v, err
	}
	if v.hub, err = chosen(name, hubs); err != nil {
		return v, err
	}
	if v.hub.ID == v.HubID {
		return v, fault.New(fault.NotFound, "fault.not_found")
	}
	d, err := p.Hubs.Details(c.Context(), v.hub.ID)
	v.rules = d.RuleTexts()
	_, v.added = hub.RulesWith(v.rules, i18n.Text{Fi: v.RuleFi, En: v.RuleEn, Sv: v.RuleSv})
	v.form = ui.NewForm("").Set("rule_fi", v.added.Fi).Set("rule_en", v.added.En).Set("rule_sv", v.added.Sv)
	return v, err
}

// showRule shows what the rules would become.
func (p pages) showRule(c *page.Ctx) error {
	v, err := p.ruleView(c, c.Query("hubi"))
	if fault.CodeOf(err) == fault.Invalid { // nobody has said which hub
		return c.Redirect(PathOf(v.ID))
	}
	if err != nil {
		return err
	}
	return c.Render(fiber.StatusOK, rulePage(v))
}

// adoptRule adds it.
func (p pages) adoptRule(c *page.Ctx) error {
	v, err := p.ruleView(c, c.FormValue("hubi"))
	if err != nil {
		return err
	}
	var f practice.RuleForm
	if err = c.Decode(&f); err == nil {
		err = p.Practices.AdoptRule(c.Context(), c.Actor(), v.ID, v.hub.ID, f)
	}
	if err != nil {
		return c.Again(err, func(f ui.Form) templ.Component {
			v.form = called(speaking(c), f, "", "rule_fi", "rule_en", "rule_sv")
			return rulePage(v)
		})
	}
	c.FlashUndo(page.Undo{Path: PathOf(v.ID) + "/luovu", Values: map[string][]string{"hubi": {itoa(v.hub.ID)}}}, "practices.rule_added", "Hub", v.hub.Name)
	return c.Redirect(PathOf(v.ID))
}

// langs are the languages in which the hub takes the rule: those in which it has rules, or all where it has none.
func (v ruleView) langs() (list []string) {
	for lang, text := range map[string]string{"fi": v.rules.Fi, "en": v.rules.En, "sv": v.rules.Sv} {
		if text != "" || v.rules == (i18n.Text{}) {
			list = append(list, lang)
		}
	}
	return list
}

func (v ruleView) takes(lang string) bool {
	for _, one := range v.langs() {
		if one == lang {
			return true
		}
	}
	return false
}

// there says that the hub has all of the rule already.
func (v ruleView) there() bool { return v.added == i18n.Text{} }

func written(t i18n.Text, lang string) string {
	return map[string]string{"fi": t.Fi, "en": t.En, "sv": t.Sv}[lang]
}
