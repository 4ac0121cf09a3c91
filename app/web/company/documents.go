package company

import (
	"context"
	"fmt"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages/billing"
)

// documentList is a company's invoices, receipts and credit notes.
type documentList struct {
	company int64
	name    string
	list    []billing.Document
	older   int64 // the document to go on before; 0 when this is the end
	today   dates.Date
}

// documents shows what a company has been invoiced.
func (p pages) documents(c *page.Ctx) error {
	id, err := c.ParamInt64("company")
	if err != nil {
		return err
	}
	l := documentList{company: id, today: p.today()}
	before, _ := strconv.ParseInt(c.Query("ennen"), 10, 64)
	found, err := p.Billing.FindDocuments(c.Context(), c.Actor(), billing.DocumentFilter{Company: id, Before: before})
	if err != nil {
		return err
	}
	l.list, l.older = found.List, found.Older
	for _, d := range l.list {
		l.name = d.Company
	}
	return c.Render(fiber.StatusOK, documentsPage(l))
}

// document is one of them as a file.
func (p pages) document(c *page.Ctx) error {
	number, err := c.ParamInt64("number")
	if err != nil {
		return err
	}
	d, err := p.Billing.DocumentByNumber(c.Context(), c.Actor(), number)
	if err != nil {
		return err
	}
	pdf, err := p.Billing.PDF(d)
	if err != nil {
		return err
	}
	return c.Download(fmt.Sprintf("hubittaako-%d.pdf", d.Number), "application/pdf", pdf)
}

// DocumentState is a document's state as a chip: what is still to be paid, and what is late.
func DocumentState(ctx context.Context, d billing.Document, late bool) ui.ChipText {
	switch {
	case late:
		return ui.StateChip("bad", ui.T(ctx, "company.document.state.late"))
	case d.State == "open":
		return ui.StateChip("warn", ui.T(ctx, "company.document.state.open"))
	}
	return ui.StateChip("ok", ui.T(ctx, "company.document.state."+d.State))
}

// DocumentName is "Lasku 2026000001".
func DocumentName(ctx context.Context, d billing.Document) string {
	return fmt.Sprintf("%s %d", ui.T(ctx, "company.document.kind."+d.Kind), d.Number)
}
