package partner

import (
	"context"
	"strconv"

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

// table is the year by month; what lies ahead is lighter.
func (v earningsView) table(ctx context.Context) ui.Measured {
	all := v.all()
	m := ui.Measured{
		Caption: ui.T(ctx, "partner.earned.title", "Year", v.year), Head: ui.T(ctx, "partner.earned.month"),
		Columns: []string{ui.T(ctx, "partner.earned.stays"), ui.T(ctx, "partner.earned.net"), ui.T(ctx, "partner.earned.with_vat")},
		Foot:    &ui.MeasuredRow{Text: ui.T(ctx, "ui.price.total"), Cells: ui.Cells(strconv.Itoa(all.Stays), ui.Money(ctx, all.Net), ui.Money(ctx, all.Gross()))},
	}
	for _, one := range v.months {
		m.Rows = append(m.Rows, v.row(ctx, one))
	}
	return m
}

func (v earningsView) row(ctx context.Context, m billing.Earned) ui.MeasuredRow {
	row := ui.MeasuredRow{Text: capital(monthName(ui.Lang(ctx), int(m.Month.Month))), Value: m.Gross(), Ahead: !m.Month.Before(v.now)}
	if m.Stays == 0 {
		row.Value, row.Quiet, row.Cells = 0, true, ui.Cells("0", "–", "–")
		return row
	}
	if row.Ahead {
		row.Sub = ui.T(ctx, "partner.earned.ahead")
	}
	row.Cells = ui.Cells(strconv.Itoa(m.Stays), ui.Money(ctx, m.Net), ui.Money(ctx, m.Gross()))
	if m.VAT != 0 {
		row.Cells[2].Sub = ui.T(ctx, "partner.earned.vat", "Sum", ui.Money(ctx, m.VAT))
	}
	return row
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
