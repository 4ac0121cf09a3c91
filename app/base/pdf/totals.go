package pdf

import (
	"slices"
	"strings"

	"github.com/johnfercher/maroto/v2/pkg/components/code"
	"github.com/johnfercher/maroto/v2/pkg/core"
	"github.com/johnfercher/maroto/v2/pkg/props"
)

// totals is the VAT by rate on the left, and on the right what it all comes to.
func (d drawing) totals() {
	const vatWidth, gap, sumWidth = 96, 8, 70
	vat, vatHeight := d.vatTable(vatWidth)
	height := max(d.sumsHeight(), vatHeight)

	var b block
	b.add(6, nil, cell(fullWidth))
	b.add(height, nil, cell(vatWidth, vat), cell(gap), cell(sumWidth, d.sums(height-d.sumsHeight())))
	label, amount := d.bottomLine()
	b.add(10.5, nil, cell(vatWidth), cell(gap),
		cell(sumWidth, paint{style: style{size: 10, bold: true}, color: birch, top: 3.4, left: 4}.put(label),
			paint{style: heading, color: birch, top: 2.7, inset: 4, right: true}.put(d.money(amount))).WithStyle(filled(spruce)))
	place(d.m, b, nil)
}

// bottomLine is the one amount that matters.
func (d drawing) bottomLine() (string, int64) {
	inv := d.inv
	switch {
	case inv.Kind == CreditNote && inv.Paid == 0:
		return d.creditTotal, inv.Gross
	case inv.Due() < 0:
		return d.refund, -inv.Due()
	default:
		return d.toPay, inv.Due()
	}
}

func (d drawing) sumRows() [][2]string {
	rows := [][2]string{{d.netTotal, d.money(d.inv.Net)}, {d.vatTotal, d.money(d.inv.VATTotal)}}
	if d.inv.Paid != 0 {
		rows = append(rows, [2]string{d.total, d.money(d.inv.Gross)}, [2]string{d.paid, d.money(-d.inv.Paid)})
	}
	return rows
}

const sumStep = 1.0 // mm between the rows of sums

func (d drawing) sumsHeight() float64 {
	return float64(len(d.sumRows()))*(body.lineHeight()+sumStep) + 1.5
}

func (d drawing) sums(top float64) []core.Component {
	var parts []core.Component
	for _, r := range d.sumRows() {
		parts = append(parts, paint{style: body, color: soft, top: top, left: 4}.put(r[0])...)
		parts = append(parts, paint{style: strong, color: ink, top: top, inset: 4, right: true}.put(r[1])...)
		top += body.lineHeight() + sumStep
	}
	return parts
}

func (d drawing) vatTable(width int) ([]core.Component, float64) {
	if len(d.inv.VAT) == 0 {
		return nil, 0
	}
	column := float64(width) / 4
	put := func(s style, color *props.Color, y float64, texts ...string) []core.Component {
		parts := paint{style: s, color: color, top: y}.put(texts[0])
		for i, t := range texts[1:] {
			parts = append(parts, paint{style: s, color: color, top: y, right: true, inset: column * float64(2-i)}.put(t)...)
		}
		return parts
	}
	parts := put(small, soft, 0.5, d.vatRate, d.vatBase, d.vatAmount, d.vatGross)
	y := 1 + small.lineHeight() + 0.6
	for _, v := range d.inv.VAT {
		parts = append(parts, put(body, ink, y, d.rateName(v, d.inv.Lang), d.money(v.Net), d.money(v.VAT), d.money(v.Gross()))...)
		y += body.lineHeight() + 0.6
	}
	return parts, y
}

// remarks are the terms and notes. A short one stays together; one that could be longer than a page goes line by line.
func (d drawing) remarks() {
	const short = 12
	above := 7.0
	for _, note := range slices.Concat(d.inv.Terms, d.inv.Notes) {
		lines := small.wrap(note, fullWidth)
		size := 1
		if len(lines) <= short {
			size = max(1, len(lines))
		}
		for part := range slices.Chunk(lines, size) {
			var b block
			b.add(float64(len(part))*small.lineHeight()+above, nil, cell(fullWidth, paint{style: small, color: soft, top: above}.put(part...)))
			place(d.m, b, nil)
			above = 0
		}
		above = max(above, 1)
	}
}

// payment is what a payer needs, twice: to read, and to scan. It stays together, the codes on white with room around
// them as scanners want it.
func (d drawing) payment() {
	if d.pay == nil {
		return
	}
	const qrSize, gap, textWidth = 34, 6, fullWidth - 34 - 6
	const barWidth, barHeight = 118, 14
	var b block
	b.add(6, nil, cell(fullWidth))
	b.add(1, underline(ink, 0.35), cell(fullWidth))
	b.add(4, nil, cell(fullWidth))

	facts := paint{style: heading, color: ink}.put(d.labels.payment)
	y := heading.lineHeight() + 2
	for _, f := range d.paymentFacts() {
		value := paint{style: strong, color: ink, top: y, left: 34}
		lines := strong.wrap(f[1], textWidth-34)
		facts = append(facts, paint{style: body, color: soft, top: y}.put(f[0])...)
		facts = append(facts, value.put(lines...)...)
		y += float64(len(lines))*body.lineHeight() + 0.7
	}
	cols := []core.Col{cell(textWidth, facts)}
	if d.pay.qr != "" {
		cols = append(cols, cell(gap), cell(qrSize, []core.Component{code.NewQr(d.pay.qr, props.Rect{Percent: 100})},
			paint{style: style{size: 6.5}, color: soft, top: qrSize + 1}.put(d.labels.qr)))
	}
	b.add(max(y, qrSize+4), nil, cols...)
	if d.pay.barcode != "" {
		b.add(4, nil, cell(fullWidth))
		b.add(barHeight, nil, cell(barWidth, []core.Component{code.NewBar(d.pay.barcode, props.Barcode{Percent: 100, Proportion: props.Proportion{Width: barWidth, Height: barHeight}})}))
		b.add(2+small.lineHeight(), nil, cell(fullWidth, paint{style: small, color: soft, top: 2}.put(d.labels.barcode+" "+d.pay.barcode)))
	}
	place(d.m, b, nil)
}

func (d drawing) paymentFacts() [][2]string {
	facts := [][2]string{
		{d.payee, d.inv.Seller.Name}, {d.account, d.pay.account.Format()}, {d.bic, d.inv.Seller.BIC},
		{d.reference, d.pay.ref.Format()}, {d.due, d.date(d.inv.DueOn)}, {d.sum, d.money(d.inv.Due())},
	}
	var out [][2]string
	for _, f := range facts {
		if strings.TrimSpace(f[1]) != "" {
			out = append(out, f)
		}
	}
	return out
}
