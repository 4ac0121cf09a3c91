package booking

import (
	"slices"

	"github.com/hubittaako/hubittaako/app/base/money"
	"github.com/hubittaako/hubittaako/packages"
)

// Kept is the line of what a seller keeps of something that was dropped late.
const Kept = "kept"

// What the kept lines are called before the name of what was dropped.
const keptFi, keptEn, keptSv = "Peruutusehtojen mukaan: ", "By the cancellation terms: ", "Enligt avbokningsvillkoren: "

// priced is what a stay costs after a change. parts and adjust are its price as a quote of today has it; what the stay had
// already keeps the price and the rate of tax that it was sold at, what comes on top has those of today.
type priced struct {
	before  []Line
	parts   []Line // desks and activities, as quoted
	adjust  *Line  // the hub's service or discount, as quoted; nil for none
	portion func(dropped int64) int64
	percent int
}

// lines merges old and new. portion says which part of the hub's service or discount goes with what is dropped.
func (p priced) lines() []Line {
	var rest, kept []Line
	var before *Line
	for _, l := range p.before {
		switch l.Kind {
		case packages.LineService, packages.LineDiscount:
			before = &l
		case Kept:
			kept = append(kept, l)
		default:
			rest = append(rest, l)
		}
	}
	var out []Line
	for _, l := range p.parts {
		out = append(out, takeOver(l, rest)...)
	}
	dropped := int64(0)
	for _, l := range rest {
		if l.Quantity > 0 {
			dropped += amount(l)
			kept = append(kept, keep(l, amount(l), p.percent)...)
		}
	}
	if adjust := adjustment(before, p.adjust); adjust != nil {
		out = append(out, *adjust)
	}
	if before == nil {
		before = p.adjust
	}
	if dropped > 0 && before != nil {
		kept = append(kept, keep(*before, p.portion(dropped), p.percent)...)
	}
	out = append(out, kept...)
	for i := range out {
		out[i].Position, out[i].NetCents = i+1, amount(out[i])
	}
	return out
}

func amount(l Line) int64 { return int64(l.Quantity) * l.UnitCents }

// takeOver gives a quoted line as much as it can of what was sold already, at the terms of then; the quantities are taken off
// rest. What was sold at several rates becomes several lines.
func takeOver(l Line, rest []Line) (out []Line) {
	missing := l.Quantity
	add := func(n, bp int) {
		for i := range out {
			if out[i].VATBP == bp {
				out[i].Quantity += n
				return
			}
		}
		part := l
		part.Quantity, part.VATBP = n, bp
		out = append(out, part)
	}
	for i := range rest {
		if old := &rest[i]; missing > 0 && sameThing(*old, l) {
			n := min(missing, old.Quantity)
			if n > 0 {
				add(n, old.VATBP)
			}
			old.Quantity, missing = old.Quantity-n, missing-n
		}
	}
	if missing > 0 {
		add(missing, l.VATBP)
	}
	return out
}

// sameThing says whether two lines sell the same at the same price: then only quantities differ.
func sameThing(a, b Line) bool {
	return a.Kind == b.Kind && a.HubID == b.HubID && a.PartnerID == b.PartnerID && a.ActivityID == b.ActivityID && a.Unit == b.Unit &&
		a.UnitCents == b.UnitCents && a.VATClass == b.VATClass
}

// adjustment is the hub's service or discount as it becomes, at the rate of tax of the one before.
func adjustment(before, quoted *Line) *Line {
	if quoted == nil || quoted.UnitCents == 0 {
		return nil
	}
	l := *quoted
	if before != nil && before.VATClass == l.VATClass {
		l.VATBP = before.VATBP
	}
	return &l
}

// keep is what the seller of a line keeps of an amount that is dropped: what the policy does not give back. Half a cent goes to
// the company.
func keep(l Line, cents int64, percent int) []Line {
	back := cents * int64(percent)
	if back >= 0 {
		back = (back + 50) / 100
	} else {
		back /= 100
	}
	if cents == back {
		return nil
	}
	return []Line{{
		Kind: Kept, HubID: l.HubID, PartnerID: l.PartnerID, ActivityID: l.ActivityID, Seller: l.Seller, SellerBID: l.SellerBID,
		TextFi: keptFi + l.Text("fi"), TextEn: keptEn + l.Text("en"), TextSv: keptSv + l.Text("sv"), Quantity: 1, Unit: "stay", UnitCents: cents - back,
		VATClass: l.VATClass, VATBP: l.VATBP, PerformedOn: l.PerformedOn,
	}}
}

// sum is the price of lines.
func sum(lines []Line) (net, vat, gross int64) {
	net, vat = money.Sum(vatOf(lines))
	return net, vat, net + vat
}

// differenceOf is after less before, line by line: quantities where the same thing was sold, and for the hub's service or discount
// by how much it is another.
func differenceOf(before, after []Line) (out []Line) {
	less := slices.Clone(before)
	var more []Line
	for _, l := range after {
		for i := range less {
			if old := &less[i]; sameThing(*old, l) && old.VATBP == l.VATBP {
				n := min(old.Quantity, l.Quantity)
				old.Quantity, l.Quantity = old.Quantity-n, l.Quantity-n
			} else if old.Quantity > 0 && sameAdjustment(*old, l) {
				l.UnitCents, old.Quantity = l.UnitCents-old.UnitCents, 0
			}
		}
		if l.Quantity > 0 {
			more = append(more, l)
		}
	}
	for _, l := range less {
		if l.Quantity > 0 {
			l.UnitCents = -l.UnitCents
			out = append(out, l)
		}
	}
	out = append(out, more...)
	for i := range out {
		out[i].Position, out[i].NetCents = i+1, amount(out[i])
	}
	return out
}

// sameAdjustment says whether two lines are the hub's service or discount for the same stay, whatever its sum.
func sameAdjustment(a, b Line) bool {
	of := func(l Line) bool { return l.Kind == packages.LineService || l.Kind == packages.LineDiscount }
	return of(a) && of(b) && a.HubID == b.HubID && a.VATClass == b.VATClass && a.VATBP == b.VATBP
}
