package pdf

import (
	"slices"
	"strings"

	"github.com/johnfercher/maroto/v2/pkg/core"

	"github.com/hubittaako/hubittaako/app/base/money"
)

// Widths of the table of lines in mm.
const (
	wDescription = 76
	wQuantity    = 24
	wUnit        = 29
	wVAT         = 17
	wNet         = fullWidth - wDescription - wQuantity - wUnit - wVAT
)

// table is the lines by seller. A page that the table runs on to begins with its head again, and no seller's name stands
// at a page's foot alone.
func (d drawing) table() {
	place(d.m, d.tableHead(), nil)
	groups := d.inv.groups()
	for _, g := range groups {
		next := d.groupHead(g.seller)
		for _, l := range g.lines {
			d.line(&next, l)
			place(d.m, next, d.tableHead)
			next = block{}
		}
		if len(groups) > 1 {
			place(d.m, d.groupFoot(g), d.tableHead)
		}
	}
}

func (d drawing) tableHead() block {
	right := paint{style: small, color: soft, top: 1.2, right: true}
	var b block
	b.add(6.5, underline(ink, 0.35),
		cell(wDescription, paint{style: small, color: soft, top: 1.2}.put(d.description)),
		cell(wQuantity, right.put(d.quantity)), cell(wUnit, right.put(d.unitPrice)), cell(wVAT, right.put(d.vat)), cell(wNet, right.put(d.net)))
	return b
}

func (d drawing) groupHead(s Seller) block {
	var b block
	if s.Name == "" {
		return b
	}
	id := s.BusinessID
	if id != "" {
		id = d.businessID + " " + id
	}
	address := strings.ReplaceAll(strings.TrimSpace(s.Address), "\n", ", ")
	about := strings.Join(slices.DeleteFunc([]string{id, address, s.Note}, func(x string) bool { return x == "" }), " · ")

	const pad = 2.5
	name, facts := strong.wrap(d.seller+": "+s.Name, fullWidth-2*pad), small.wrap(about, fullWidth-2*pad)
	top := 2.0
	parts := paint{style: strong, color: spruce, left: pad, top: top}.put(name...)
	top += float64(len(name)) * strong.lineHeight()
	parts = append(parts, paint{style: small, color: soft, left: pad, top: top}.put(facts...)...)
	b.add(2, nil, cell(fullWidth))
	b.add(top+float64(len(facts))*small.lineHeight()+1.4, filled(lichen), cell(fullWidth, parts))
	return b
}

func (d drawing) line(b *block, l Line) {
	lines := body.wrap(l.Description, wDescription-4)
	right := paint{style: body, color: ink, top: 1.7, right: true}
	put := func(text string, width int) core.Col {
		return cell(width, right.put(body.wrap(text, float64(width)-1)...))
	}
	rows := max(len(lines), 1)
	for _, c := range []struct {
		text  string
		width int
	}{{count(l.Quantity, l.Unit), wQuantity}, {l.VATLabel, wVAT}} {
		rows = max(rows, len(body.wrap(c.text, float64(c.width)-1)))
	}
	b.add(float64(rows)*body.lineHeight()+2.4, underline(rule, 0.2),
		cell(wDescription, paint{style: body, color: ink, top: 1.7, left: 0.5}.put(lines...)),
		put(count(l.Quantity, l.Unit), wQuantity), put(d.money(l.UnitNet), wUnit), put(l.VATLabel, wVAT), put(d.money(l.Net), wNet))
}

// groupFoot is a seller's subtotal, and its VAT where the caller has reckoned it.
func (d drawing) groupFoot(g group) block {
	var b block
	sum := func(label, amount string, s style) {
		b.add(s.lineHeight()+1, nil,
			cell(fullWidth-wNet, paint{style: s, color: soft, right: true, top: 1}.put(label)),
			cell(wNet, paint{style: s, color: ink, right: true, top: 1}.put(amount)))
	}
	sum(d.subtotal, d.money(g.net()), strong)
	for _, part := range d.inv.SellerVAT {
		if part.Seller != g.seller {
			continue
		}
		for _, v := range part.VAT {
			if v.Class.Taxed() {
				sum(d.vat+" "+money.Percent(v.BP, d.inv.Lang)+" ("+d.money(v.Net)+")", d.money(v.VAT), small)
			}
		}
	}
	b.add(2, nil, cell(fullWidth))
	return b
}
