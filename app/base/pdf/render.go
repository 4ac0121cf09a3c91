package pdf

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/johnfercher/maroto/v2"
	"github.com/johnfercher/maroto/v2/pkg/components/row"
	"github.com/johnfercher/maroto/v2/pkg/core"

	"github.com/hubittaako/hubittaako/app/base/bankref"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/money"
)

// Render draws the invoice on as many A4 pages as it takes. It is safe for concurrent use. It fails on an account number
// or a payment reference that is not a real one.
func Render(inv Invoice) ([]byte, error) {
	pay, err := inv.payment()
	if err != nil {
		return nil, err
	}
	d := drawing{inv: inv, labels: labelsOf(inv.Lang), pay: pay}
	cfg, err := settings(inv, d.labels)
	if err != nil {
		return nil, fmt.Errorf("pdf: fonts: %w", err)
	}
	d.m = maroto.New(cfg)
	if err := d.m.RegisterFooter(d.footer()...); err != nil {
		return nil, fmt.Errorf("pdf: footer: %w", err)
	}
	if err := d.m.RegisterHeader(d.header()...); err != nil {
		return nil, fmt.Errorf("pdf: header: %w", err)
	}
	d.parties()
	d.table()
	d.totals()
	d.remarks()
	d.payment()
	doc, err := d.m.Generate()
	if err != nil {
		return nil, fmt.Errorf("pdf: %w", err)
	}
	return doc.GetBytes(), nil
}

// drawing is one invoice under way.
type drawing struct {
	*labels
	inv Invoice
	m   core.Maroto
	pay *payment
}

func (d drawing) money(cents int64) string   { return money.Format(cents, d.inv.Lang) }
func (d drawing) date(day dates.Date) string { return dates.Format(day, d.inv.Lang) }

func (l *labels) title(inv Invoice) string {
	if inv.Kind == CreditNote {
		return l.creditNote + " " + inv.Number
	}
	return l.invoice + " " + inv.Number
}

func utc(y int, m time.Month, day int) time.Time { return time.Date(y, m, day, 12, 0, 0, 0, time.UTC) }

// header is on every page: the strip, who writes, and which document it is.
func (d drawing) header() []core.Row {
	half := fullWidth / 2
	return []core.Row{
		strip(),
		row.New(nameHeight).Add(
			cell(half, paint{style: large, color: spruce, top: 5}.put(firstOf(large.wrap(d.inv.Seller.Name, float64(half)-2)))),
			cell(fullWidth-half, paint{style: large, color: ink, top: 5, right: true}.put(d.title(d.inv))),
		),
	}
}

// parties is the buyer on the left, where a window envelope shows it, and the facts on the right.
func (d drawing) parties() {
	const left, gap, right = 94, 6, 74
	b := d.inv.Buyer
	var buyer []core.Component
	y := 1.0
	write := func(s style, p paint, lines []string) {
		p.style, p.top = s, y
		buyer = append(buyer, p.put(lines...)...)
		y += float64(len(lines)) * s.lineHeight()
	}
	write(small, paint{color: soft}, []string{d.buyer})
	y += 1
	write(style{size: 10.5, bold: true}, paint{color: ink}, style{size: 10.5, bold: true}.wrap(b.Name, left-2))
	write(body, paint{color: ink}, body.wrap(b.Contact, left-2))
	write(body, paint{color: ink}, body.wrap(b.Address, left-2))
	y += 1.5
	for _, f := range [][2]string{{d.businessID, b.BusinessID}, {d.eInvoice, b.EInvoice}, {d.yourReference, b.Reference}} {
		if f[1] != "" {
			write(small, paint{color: soft}, small.wrap(f[0]+": "+f[1], left-2))
		}
	}

	facts, height := d.facts(right)
	row := row.New(max(y, height)).Add(cell(left, buyer), cell(gap), facts)
	d.m.AddRows(space(4), row, space(8))

	if lines := heading.wrap(d.inv.Title, fullWidth); len(lines) > 0 {
		var t block
		t.add(float64(len(lines))*heading.lineHeight()+2, nil, cell(fullWidth, paint{style: heading, color: ink}.put(lines...)))
		place(d.m, t, nil)
	}
}

func (d drawing) facts(width int) (core.Col, float64) {
	inv := d.inv
	reference := inv.Reference
	if r, err := bankref.Parse(reference); err == nil {
		reference = r.Format()
	}
	period := ""
	if !inv.Period.IsEmpty() {
		period = dates.FormatRange(inv.Period.From, inv.Period.Last(), inv.Lang)
	}
	var parts []core.Component
	y, pad := 3.0, 4.0
	for _, f := range [][2]string{
		{d.number, inv.Number}, {d.issued, d.date(inv.IssuedOn)}, {d.due, d.date(inv.DueOn)}, {d.reference, reference},
		{d.refersTo, inv.RefersTo}, {d.booking, inv.BookingRef}, {d.period, period},
	} {
		if f[1] == "" {
			continue
		}
		parts = append(parts, paint{style: body, color: soft, top: y, left: pad}.put(f[0])...)
		parts = append(parts, paint{style: strong, color: ink, top: y, inset: pad, right: true}.put(f[1])...)
		y += body.lineHeight() + 0.9
	}
	return cell(width, parts).WithStyle(filled(mist)), y + 2.2
}

// footer is on every page: how to reach and how to pay the sender, whom the law wants named.
func (d drawing) footer() []core.Row {
	s := d.inv.Seller
	columns := [][]string{
		append(small.wrap(s.Name, 56), small.wrap(s.Address, 56)...),
		d.named([][2]string{{d.businessID, s.BusinessID}, {d.vatNumber, s.VATNumber}, {"", s.Email}, {"", s.Note}}),
		d.named([][2]string{{d.account, d.iban()}, {d.bic, s.BIC}}),
	}
	height := 0.0
	var cols []core.Col
	for _, lines := range columns {
		cols = append(cols, cell(fullWidth/len(columns), paint{style: small, color: soft, top: 2.5}.put(lines...)))
		height = max(height, float64(len(lines))*small.lineHeight()+3)
	}
	return []core.Row{row.New(3).Add(cell(fullWidth).WithStyle(underline(rule, 0.3))), row.New(height).Add(cols...)}
}

func (d drawing) named(facts [][2]string) []string {
	var out []string
	for _, f := range facts {
		if f[1] != "" {
			out = append(out, small.wrap(strings.TrimSpace(f[0]+" "+f[1]), 56)...)
		}
	}
	return out
}

func (d drawing) iban() string {
	if account, err := bankref.ParseIBAN(d.inv.Seller.IBAN); err == nil {
		return account.Format()
	}
	return d.inv.Seller.IBAN
}

func firstOf(lines []string) string {
	if len(lines) == 0 {
		return ""
	}
	return lines[0]
}

func count(n int64, unit string) string {
	return strings.TrimSpace(strings.Replace(strconv.FormatInt(n, 10), "-", "\u2212", 1) + " " + unit)
}
