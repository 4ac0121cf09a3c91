package stayview

import (
	"context"

	"github.com/hubittaako/hubittaako/app/base/money"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages"
	"github.com/hubittaako/hubittaako/packages/booking"
)

// Price is an offer's price for the whole group.
func Price(ctx context.Context, p packages.Price) ui.Price {
	out := ui.Price{Caption: ui.T(ctx, "stay.price.caption"), Net: p.Net, Gross: p.Gross, VAT: vatRows(p.VAT)}
	for _, l := range p.Lines {
		out.Lines = append(out.Lines, ui.PriceLine{
			Text: l.Text(ui.Lang(ctx)), Lang: ui.OtherLang(ctx, l.Words()), Sub: lineSub(ctx, l.Kind, l.Quantity, l.UnitCents, l.Unit, l.Seller), Cents: l.NetCents(),
		})
	}
	return out
}

// Sold is what a booking was sold at.
func Sold(ctx context.Context, d booking.Detail) ui.Price {
	out := ui.Price{Caption: ui.T(ctx, "stay.price.caption"), Net: d.Net, Gross: d.Gross, VAT: vatRows(d.VATLines())}
	for _, l := range d.Lines {
		out.Lines = append(out.Lines, ui.PriceLine{
			Text: l.Text(ui.Lang(ctx)), Lang: ui.OtherLang(ctx, l.Words()), Sub: lineSub(ctx, l.Kind, l.Quantity, l.UnitCents, l.Unit, l.Seller), Cents: l.NetCents,
		})
	}
	return out
}

// lineSub says how a line adds up and who sells it.
func lineSub(ctx context.Context, kind string, quantity int, unitCents int64, unit, seller string) string {
	if kind == packages.LineService || kind == packages.LineDiscount || kind == booking.Kept {
		return seller
	}
	sum := ui.T(ctx, "stay.unit."+unit, "Count", quantity, "Price", ui.MoneyShort(ctx, unitCents))
	if kind == packages.LineDesk { // the hub's name is in the line itself
		return sum
	}
	return place(sum, seller)
}

// vatRows are the taxes by rate: classes that share one, such as exempt and not registered, share a row.
func vatRows(lines []money.VATLine) []ui.VATRow {
	var rows []ui.VATRow
	for _, l := range lines {
		if n := len(rows); n > 0 && rows[n-1].RateBP == l.BP {
			rows[n-1].Net += l.Net
			rows[n-1].VAT += l.VAT
			continue
		}
		rows = append(rows, ui.VATRow{RateBP: l.BP, Net: l.Net, VAT: l.VAT})
	}
	return rows
}

// VATClass is the name of a class.
func VATClass(ctx context.Context, c money.VATClass) string { return ui.T(ctx, "stay.vat."+string(c)) }
