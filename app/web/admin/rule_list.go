package admin

import (
	"context"
	"time"

	"github.com/hubittaako/hubittaako/app/watch"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
)

type rulePages struct{ watch *watch.Service }

// RuleRoutes are the rows about what must always hold.
func RuleRoutes(service *watch.Service) []page.Route {
	p := rulePages{service}
	return []page.Route{
		page.Get(rulePath(), page.Admin, p.list),
		page.Post(rulePath(), page.Admin, p.check),
	}
}

func rulePath() string { return ui.OrgPath("network", 0) + "/saannot" }

type ruleView struct{ checks []watch.Check }

func (p rulePages) list(c *page.Ctx) (err error) {
	var v ruleView
	if v.checks, err = p.watch.List(c.Context(), c.Actor()); err != nil {
		return err
	}
	return c.Render(200, rulesPage(v))
}

func (p rulePages) check(c *page.Ctx) error {
	if err := p.watch.CheckNow(c.Context(), c.Actor()); err != nil {
		return err
	}
	c.Flash("ok", "watch.checked")
	return c.Redirect(rulePath())
}

// broken are the rules that do not hold.
func (v ruleView) broken() (list []watch.Check) {
	for _, c := range v.checks {
		if len(c.Broken) > 0 {
			list = append(list, c)
		}
	}
	return list
}

func (v ruleView) sub(ctx context.Context) string {
	if n := len(v.broken()); n > 0 {
		return ui.T(ctx, "watch.sub_broken", "Count", n)
	}
	return ui.T(ctx, "watch.sub", "Count", len(v.checks))
}

func ruleName(ctx context.Context, c watch.Check) string { return ui.T(ctx, "watch.rule."+c.Rule) }

func ruleChip(ctx context.Context, c watch.Check) ui.ChipText {
	switch {
	case c.At == nil:
		return ui.ChipText{Kind: "line", Text: ui.T(ctx, "watch.never")}
	case len(c.Broken) > 0:
		return ui.StateChip("bad", ui.T(ctx, "watch.broken"))
	}
	return ui.StateChip("ok", ui.T(ctx, "watch.holds"))
}

// ruleTook is how long the question took, in milliseconds.
func ruleTook(ctx context.Context, c watch.Check) string {
	if c.At == nil {
		return "–"
	}
	return ui.T(ctx, "watch.took", "Ms", (time.Duration(c.Micros) * time.Microsecond).Round(time.Millisecond).Milliseconds())
}
