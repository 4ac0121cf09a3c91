package dates

import "iter"

// Range is the days from From up to, but not including, To. It is empty when To is not after From.
type Range struct{ From, To Date }

// Through is the range that includes both its first and its last day.
func Through(first, last Date) Range { return Range{From: first, To: last.AddDays(1)} }

// Days is how many days the range has, 0 if empty.
func (r Range) Days() int { return max(0, r.To.Sub(r.From)) }

// IsEmpty says there is no day in it.
func (r Range) IsEmpty() bool { return r.Days() == 0 }

// Last is the last day that belongs to the range. It means nothing for an empty one.
func (r Range) Last() Date { return r.To.AddDays(-1) }

// Contains says whether d is one of the days.
func (r Range) Contains(d Date) bool { return !d.Before(r.From) && d.Before(r.To) }

// Intersect is the days in both; empty, possibly with odd ends, when there are none.
func (r Range) Intersect(o Range) Range {
	out := r
	if o.From.After(out.From) {
		out.From = o.From
	}
	if o.To.Before(out.To) {
		out.To = o.To
	}
	return out
}

// Overlaps says whether the two share a day.
func (r Range) Overlaps(o Range) bool { return !r.Intersect(o).IsEmpty() }

// All walks the days in order.
func (r Range) All() iter.Seq[Date] {
	return func(yield func(Date) bool) {
		for d := r.From; d.Before(r.To); d = d.AddDays(1) {
			if !yield(d) {
				return
			}
		}
	}
}
