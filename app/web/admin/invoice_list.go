package admin

import (
	"context"
	"slices"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages/billing"
)

// moneyView is a page of the network's documents, and the money that waits for a hand.
type moneyView struct {
	state      string // "": all
	find       string
	list       []billing.Document
	first      bool
	older      int64
	refunds    []billing.Refund
	mismatches []billing.Mismatch
	today      dates.Date
	form       ui.Form // what marks the ticked invoices paid
}

// paidID is the form that marks invoices paid.
const paidID = "maksetut"

var documentStates = []string{"", "open", billing.Late, "paid", "credited", "settled"}

// money lists invoices, receipts and credit notes.
func (p bookingPages) money(c *page.Ctx) error {
	v, err := p.moneyView(c)
	if err != nil {
		return err
	}
	return c.Render(fiber.StatusOK, moneyPage(v))
}

func (p bookingPages) moneyView(c *page.Ctx) (v moneyView, err error) {
	v.today, v.find = p.today(), c.Query("haku")
	if state := c.Query("tila"); slices.Contains(documentStates, state) {
		v.state = state
	}
	before := before(c)
	found, err := p.Billing.FindDocuments(c.Context(), c.Actor(), billing.DocumentFilter{State: v.state, Text: v.find, Before: before})
	if err != nil {
		return v, err
	}
	v.list, v.older, v.first = found.List, found.Older, before == 0
	v.form = ui.NewForm(paidID).SetDate("paid_on", v.today)
	if v.mismatches, err = p.Billing.Mismatches(c.Context(), c.Actor()); err != nil {
		return v, err
	}
	v.refunds, err = p.Billing.BankRefunds(c.Context(), c.Actor())
	return v, err
}

func (v moneyView) path(state string, before int64) string {
	return listPath("/talous", "tila", state, "haku", v.find, "ennen", strconv.FormatInt(before, 10))
}

// next is the older part of the list, "" when there is none.
func (v moneyView) next() string {
	if v.older == 0 {
		return ""
	}
	return v.path(v.state, v.older)
}

// unpaid says whether any invoice of the list waits for its money.
func (v moneyView) unpaid() bool {
	return slices.ContainsFunc(v.list, func(d billing.Document) bool { return d.Due() > 0 })
}

func (v moneyView) tabs(ctx context.Context) []ui.Tab {
	var tabs []ui.Tab
	for _, s := range documentStates {
		tab := ui.Tab{Text: ui.T(ctx, "adminbooking.all"), Href: ui.Href(ctx, v.path(s, 0)), Current: s == v.state}
		if s != "" {
			tab.Text = ui.T(ctx, "company.document.state."+s)
		}
		tabs = append(tabs, tab)
	}
	return tabs
}

// late says whether an invoice's day has passed and it waits still.
func late(d billing.Document, today dates.Date) bool {
	return d.Due() > 0 && !d.DueOn.IsZero() && d.DueOn.Before(today)
}
