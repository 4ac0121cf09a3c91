package money

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/hubittaako/hubittaako/app/base/dates"
)

// VATClass is how a seller's line is taxed. The seller chooses it; the rate follows from the day.
type VATClass string

const (
	Standard VATClass = "standard" // desks, rooms, saunas, recreation
	Reduced  VATClass = "reduced"  // lodging, meals, exercise, passenger transport
	Exempt   VATClass = "exempt"   // education arranged by law, health care
	None     VATClass = "none"     // the seller is not registered for VAT
)

// Classes lists the classes in the order in which people are shown them.
func Classes() []VATClass { return []VATClass{Standard, Reduced, Exempt, None} }

// Valid says whether c is one of the classes.
func (c VATClass) Valid() bool { return slices.Contains(Classes(), c) }

// Taxed says whether lines of the class carry VAT at all.
func (c VATClass) Taxed() bool { return c == Standard || c == Reduced }

// Rate is the rate of a class from a day on, in basis points.
type Rate struct {
	Class VATClass
	From  dates.Date
	BP    int
}

// Rates is the dated table of rates, in any order.
type Rates []Rate

// At is the rate of a class on the day of performance, or of prepayment, in basis points. Exempt and none are always 0.
// It is an error when the table doesn't reach back to the day: guessing a tax rate is never right.
func (r Rates) At(class VATClass, day dates.Date) (int, error) {
	if !class.Valid() {
		return 0, fmt.Errorf("money: no VAT class %q", class)
	}
	if !class.Taxed() {
		return 0, nil
	}
	var found *Rate
	for i := range r {
		if x := &r[i]; x.Class == class && !x.From.After(day) && (found == nil || x.From.After(found.From)) {
			found = x
		}
	}
	if found == nil {
		return 0, fmt.Errorf("money: no VAT rate for class %s on %s", class, day)
	}
	return found.BP, nil
}

// VATInput is one invoice line as VAT sees it.
type VATInput struct {
	Class    VATClass
	BP       int
	NetCents int64
}

// VATLine is the sum of one class and rate on an invoice, in cents.
type VATLine struct {
	Class VATClass
	BP    int
	Net   int64
	VAT   int64
}

// Gross is net and VAT together.
func (l VATLine) Gross() int64 { return l.Net + l.VAT }

// Breakdown sums the nets per class and rate and reckons VAT on each sum, not line by line, as invoices must. Highest
// rate first; classes with the same rate in the order of Classes.
func Breakdown(lines []VATInput) []VATLine {
	var out []VATLine
	for _, in := range lines {
		i := slices.IndexFunc(out, func(l VATLine) bool { return l.Class == in.Class && l.BP == in.BP })
		if i < 0 {
			i = len(out)
			out = append(out, VATLine{Class: in.Class, BP: in.BP})
		}
		out[i].Net += in.NetCents
	}
	for i := range out {
		out[i].VAT = VATOn(out[i].Net, out[i].BP)
	}
	order := Classes()
	slices.SortFunc(out, func(a, b VATLine) int {
		return cmp.Or(cmp.Compare(b.BP, a.BP), cmp.Compare(slices.Index(order, a.Class), slices.Index(order, b.Class)))
	})
	return out
}

// VATOn is the VAT on a net amount in cents. Halves round away from zero, so that a credit note undoes its invoice to
// the cent.
func VATOn(net int64, bp int) int64 { return share(net, int64(bp), 10000) }

// NetOf is the net within an amount that includes VAT, rounded in the same way; the VAT is the rest.
func NetOf(gross int64, bp int) int64 { return share(gross, 10000, 10000+int64(bp)) }

// Sum adds the nets and the VAT of a breakdown up.
func Sum(lines []VATLine) (net, vat int64) {
	for _, l := range lines {
		net += l.Net
		vat += l.VAT
	}
	return net, vat
}
