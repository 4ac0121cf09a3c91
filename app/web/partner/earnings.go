package partner

import (
	"context"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages/billing"
	"github.com/hubittaako/hubittaako/partners"
)

// earningsView is what a partner earns in a year.
type earningsView struct {
	who    partners.Partner
	year   int
	now    dates.Month
	months []billing.Earned
}

// earnings shows a year's shares, month by month.
func (p pages) earnings(c *page.Ctx) error {
	who, err := p.partner(c)
	if err != nil {
		return err
	}
	v := earningsView{who: who, now: dates.Today(p.now()).MonthOf()}
	v.year = v.now.Year
	if y := c.QueryInt("vuosi", v.year); y >= v.now.Year-20 && y <= v.now.Year+3 {
		v.year = y
	}
	if v.months, err = p.billing.PartnerEarnings(c.Context(), c.Actor(), who.ID, v.year); err != nil {
		return err
	}
	return c.Render(200, earningsPage(v))
}

func (v earningsView) path(year int) string {
	return homePath(v.who.ID) + "/tulot?vuosi=" + itoa(int64(year))
}

// total of the months that a filter takes.
func (v earningsView) total(takes func(dates.Month) bool) (sum billing.Earned) {
	for _, m := range v.months {
		if takes(m.Month) {
			sum.Stays, sum.Net, sum.VAT = sum.Stays+m.Stays, sum.Net+m.Net, sum.VAT+m.VAT
		}
	}
	return sum
}

func (v earningsView) all() billing.Earned {
	return v.total(func(dates.Month) bool { return true })
}

// most is the largest month, what the bars are measured by.
func (v earningsView) most() (most int64) {
	for _, m := range v.months {
		most = max(most, m.Gross())
	}
	return most
}

// facts are the year in three numbers: what has been, what is coming, all of it.
func (v earningsView) facts(ctx context.Context) []ui.Fact {
	past := v.total(func(m dates.Month) bool { return m.Before(v.now) })
	all := v.all()
	return []ui.Fact{
		{Term: ui.T(ctx, "partner.earned.past"), Text: ui.Money(ctx, past.Net), Big: true},
		{Term: ui.T(ctx, "partner.earned.coming"), Text: ui.Money(ctx, all.Net-past.Net), Big: true},
		{Term: ui.T(ctx, "partner.earned.gross"), Text: ui.Money(ctx, all.Gross()), Big: true},
	}
}
