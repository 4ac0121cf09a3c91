package packages

import "slices"

// Without is the package with one of its items left out. A fixed price is for the package as it is sold: what is left out makes
// it cheaper by its own price.
func (p Package) Without(position int) Package {
	if p.base == nil {
		sold := p
		p.base = &sold
	}
	p.Items = slices.DeleteFunc(slices.Clone(p.Items), func(it Item) bool { return it.Position == position })
	return p
}

// With is the package with one item more, at its own price.
func (p Package) With(it Item) Package {
	if p.base == nil {
		sold := p
		p.base = &sold
	}
	p.Items = append(slices.Clone(p.Items), it)
	return p
}

// pricedParts are the net parts that the adjustment of a price is reckoned from, given those of a stay.
func (p Package) pricedParts(parts int64, stay Stay) int64 {
	if p.base == nil || p.Pricing != Fixed {
		return parts
	}
	parts = 0
	for _, l := range slices.Concat(deskLines(*p.base, stay), activityLines(*p.base, stay)) {
		parts += l.NetCents()
	}
	return parts
}
