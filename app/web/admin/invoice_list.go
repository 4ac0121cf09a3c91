package admin

import (
	"context"
	"slices"

	"github.com/gofiber/fiber/v2"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages/billing"
)

// moneyView is the network's documents in a state, and what is to be given back by bank transfer.
type moneyView struct {
	state   string // "": all
	list    []billing.Document
	refunds []billing.Refund
	today   dates.Date
	row     int64 // the document whose form came back with an error
	form    ui.Form
}

var documentStates = []string{"", "open", "paid", "credited", "settled"}

// money lists invoices, receipts and credit notes.
func (p bookingPages) money(c *page.Ctx) error {
	v, err := p.moneyView(c, c.Query("tila"))
	if err != nil {
		return err
	}
	return c.Render(fiber.StatusOK, moneyPage(v))
}

func (p bookingPages) moneyView(c *page.Ctx, state string) (v moneyView, err error) {
	if slices.Contains(documentStates, state) {
		v.state = state
	}
	v.today = p.today()
	if v.list, err = p.Billing.Documents(c.Context(), c.Actor(), v.state); err != nil {
		return v, err
	}
	v.refunds, err = p.Billing.BankRefunds(c.Context(), c.Actor())
	return v, err
}

func (v moneyView) tabs(ctx context.Context) []ui.Tab {
	var tabs []ui.Tab
	for _, s := range documentStates {
		tab := ui.Tab{Text: ui.T(ctx, "adminbooking.all"), Href: ui.Href(ctx, networkPath("/talous")), Current: s == v.state}
		if s != "" {
			tab.Text, tab.Href = ui.T(ctx, "company.document.state."+s), ui.Href(ctx, networkPath("/talous?tila="+s))
		}
		tabs = append(tabs, tab)
	}
	return tabs
}

// formOf is the form that marks a document paid: with today's day, or as it was typed.
func (v moneyView) formOf(d billing.Document) ui.Form {
	if v.row == d.Number {
		return v.form
	}
	return ui.NewForm(paidForm(d.Number)).SetDate("paid_on", v.today)
}

// late says whether an invoice's day has passed and it waits still.
func late(d billing.Document, today dates.Date) bool {
	return d.Due() > 0 && !d.DueOn.IsZero() && d.DueOn.Before(today)
}
