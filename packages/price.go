package packages

import (
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/i18n"
	"github.com/hubittaako/hubittaako/app/base/money"
)

// Kinds of price lines.
const (
	LineDesk     = "desk"
	LineActivity = "activity"
	LineService  = "service"  // the hub's own work of putting the stay together
	LineDiscount = "discount" // what the hub gives away of its own share
)

// Line is one priced part of a stay, sold by exactly one hub or partner. All amounts are net cents.
type Line struct {
	Kind        string
	HubID       int64
	PartnerID   int64
	ActivityID  int64
	Seller      string
	TextFi      string
	TextEn      string
	TextSv      string
	Quantity    int
	Unit        string // desk_day, person, group or stay
	UnitCents   int64
	VATClass    money.VATClass
	VATBP       int
	PerformedOn dates.Date
}

// NetCents of the line.
func (l Line) NetCents() int64 { return int64(l.Quantity) * l.UnitCents }

// Words are what the line is for.
func (l Line) Words() i18n.Text { return i18n.Text{Fi: l.TextFi, En: l.TextEn, Sv: l.TextSv} }

// Text in the language.
func (l Line) Text(lang string) string { return l.Words().In(lang) }

// Price of a stay for a group. Net, VAT and Gross are cents for the whole group.
type Price struct {
	People int
	Lines  []Line
	VAT    []money.VATLine
	Net    int64
	VATSum int64
	Gross  int64
	Parts  int64 // net of desks and activities, before the adjustment
	Cost   int64 // net of what partners get: the part that is never given away
}

// PerPerson is the net price of one person, rounded up to the cent.
func (p Price) PerPerson() int64 {
	if p.People == 0 {
		return 0
	}
	n := int64(p.People)
	return (p.Net + n - 1) / n
}

// Margin is what stays with the hubs after the partners have their share: net cents.
func (p Price) Margin() int64 { return p.Net - p.Cost }

// Stay is what a price and an itinerary are made for: a package on a date for a group.
type Stay struct {
	Start    dates.Date
	People   int
	DeskDays []int      // how many days each leg's hub is open, by leg
	FreeDays []int      // how many of them are free of charge, by leg; may be shorter
	BookedOn dates.Date // the day of the quote
}

// Quote prices a stay. Partners always get their own price; an adjustment, or the difference to a fixed price per person,
// is the owner hub's service fee or its discount. VAT is the rate of the day of payment, taken as the day of the quote,
// or of the stay where that is earlier (a prepayment takes the rate of the day it is received, AVL 15 §), on the sum of
// nets per class and rate.
func Quote(pkg Package, stay Stay, rates money.Rates) (Price, error) {
	p := Price{People: stay.People}
	p.Lines = append(deskLines(pkg, stay), activityLines(pkg, stay)...)
	for _, l := range p.Lines {
		p.Parts += l.NetCents()
		if l.PartnerID != 0 {
			p.Cost += l.NetCents()
		}
	}
	if diff := adjustment(&pkg, beforehand{parts: p.Parts, priced: pkg.pricedParts(p.Parts, stay), cost: p.Cost, waived: waived(pkg, stay)}, stay.People); diff != 0 {
		p.Lines = append(p.Lines, adjustmentLine(pkg, stay.Start, diff))
	}
	sums := make([]money.VATInput, len(p.Lines))
	for i := range p.Lines {
		l := &p.Lines[i]
		bp, err := rates.At(l.VATClass, earlier(stay.BookedOn, l.PerformedOn))
		if err != nil {
			return Price{}, err
		}
		l.VATBP = bp
		sums[i] = money.VATInput{Class: l.VATClass, BP: bp, NetCents: l.NetCents()}
		p.Net += l.NetCents()
	}
	p.VAT = money.Breakdown(sums)
	for _, v := range p.VAT {
		p.VATSum += v.VAT
	}
	p.Gross = p.Net + p.VATSum
	return p, nil
}

// NetOf is the net of Quote alone, without its lines: for comparing many. deskDays are by leg, and freeDays those of them that are
// free of charge.
func NetOf(pkg *Package, deskDays, freeDays [MaxDays]int, people int) int64 {
	var sum beforehand
	for i := range pkg.Legs {
		sum.parts += int64((deskDays[i]-freeDays[i])*people) * pkg.Legs[i].DeskDayCents
		sum.waived += int64(freeDays[i]*people) * pkg.Legs[i].DeskDayCents
	}
	for i := range pkg.Items {
		it := &pkg.Items[i]
		quantity := it.Times
		if it.PricePer == "person" {
			quantity *= people
		}
		sum.cost += int64(quantity) * it.PriceCents
	}
	sum.parts += sum.cost
	sum.priced = sum.parts
	return sum.parts + adjustment(pkg, sum, people)
}

func deskLines(pkg Package, stay Stay) []Line {
	lines := make([]Line, 0, len(pkg.Legs))
	day := stay.Start
	for i, leg := range pkg.Legs {
		open, free := stay.days(i, leg)
		desks := Line{
			Kind: LineDesk, HubID: leg.HubID, Seller: leg.HubName,
			TextFi: "Työpisteet, " + leg.HubName, TextEn: "Desks, " + leg.HubName, TextSv: "Arbetsplatser, " + leg.HubName,
			Quantity: (open - free) * stay.People, Unit: "desk_day", UnitCents: leg.DeskDayCents, VATClass: leg.VATClass, PerformedOn: day,
		}
		if desks.Quantity > 0 {
			lines = append(lines, desks)
		}
		if free > 0 {
			desks.Quantity, desks.UnitCents = free*stay.People, 0
			desks.TextFi, desks.TextEn, desks.TextSv = "Työpisteet maksutta, "+leg.HubName, "Desks free of charge, "+leg.HubName, "Arbetsplatser utan avgift, "+leg.HubName
			lines = append(lines, desks)
		}
		day = day.AddDays(leg.Days)
	}
	return lines
}

func activityLines(pkg Package, stay Stay) []Line {
	lines := make([]Line, 0, len(pkg.Items))
	for _, it := range pkg.Items {
		quantity, unit := it.Times, "group"
		if it.PricePer == "person" {
			quantity, unit = it.Times*stay.People, "person"
		}
		lines = append(lines, Line{
			Kind: LineActivity, PartnerID: it.PartnerID, ActivityID: it.ActivityID, Seller: it.PartnerName,
			TextFi: it.TitleFi, TextEn: it.TitleEn, TextSv: it.TitleSv, Quantity: quantity, Unit: unit, UnitCents: it.PriceCents,
			VATClass: it.VATClass, PerformedOn: stay.Start,
		})
	}
	return lines
}

// days are a leg's days with desks, and how many of them are free of charge though the hub has a price.
func (s Stay) days(i int, leg Leg) (open, free int) {
	if i < len(s.DeskDays) {
		open = s.DeskDays[i]
	}
	if i < len(s.FreeDays) && leg.DeskDayCents > 0 {
		free = min(s.FreeDays[i], open)
	}
	return open, free
}

// waived is what the desks of a stay would cost on the days on which their hubs are free of charge.
func waived(pkg Package, stay Stay) (cents int64) {
	for i, leg := range pkg.Legs {
		_, free := stay.days(i, leg)
		cents += int64(free*stay.People) * leg.DeskDayCents
	}
	return cents
}

// beforehand is what a stay sums up to before its adjustment: its parts, those of them that the adjustment is reckoned from, what
// partners get of them, and what free desks would have cost.
type beforehand struct{ parts, priced, cost, waived int64 }

// adjustment is what is added to the sum of parts, or taken off it. Desks that are free of charge make a fixed price lower by as
// much as they would have cost; neither may take anything from the partners.
func adjustment(pkg *Package, s beforehand, people int) int64 {
	diff := portion(s.priced, int64(pkg.AdjustBP))
	if pkg.Pricing == Fixed {
		diff = pkg.FixedCents*int64(people) - s.priced - s.waived
	}
	if s.waived > 0 {
		diff = max(diff, s.cost-s.parts)
	}
	return diff
}

func adjustmentLine(pkg Package, start dates.Date, diff int64) Line {
	owner := pkg.owner()
	l := Line{
		Kind: LineService, HubID: owner.HubID, Seller: owner.HubName, TextFi: "Jakson kokoaminen", TextEn: "Putting the stay together",
		TextSv: "Sammanställning av vistelsen", Quantity: 1, Unit: "stay", UnitCents: diff, VATClass: owner.VATClass, PerformedOn: start,
	}
	if diff < 0 {
		l.Kind, l.TextFi, l.TextEn, l.TextSv = LineDiscount, "Hubin alennus", "The hub's discount", "Hubbens rabatt"
	}
	return l
}

// owner is the leg of the hub that runs the package, or the first leg where the owner is not on the way.
func (p Package) owner() Leg {
	for _, l := range p.Legs {
		if l.HubID == p.HubID {
			return l
		}
	}
	if len(p.Legs) > 0 {
		return p.Legs[0]
	}
	return Leg{HubID: p.HubID, VATClass: money.Standard}
}

// portion of an amount in basis points, half a cent away from zero.
func portion(cents, bp int64) int64 {
	n := cents * bp
	if n < 0 {
		return (n - 5000) / 10000
	}
	return (n + 5000) / 10000
}

func earlier(a, b dates.Date) dates.Date {
	if b.Before(a) {
		return b
	}
	return a
}
