package money

import (
	"cmp"
	"math/bits"
	"slices"
)

// Split divides total in proportion to the weights, to the cent: the parts always sum to total. What rounding leaves
// over goes to the largest remainders, to the earlier part among equals. Negative weights count as zero; if all are
// zero, the parts are equal. No weights, no parts.
func Split(total int64, weights []int64) []int64 {
	if len(weights) == 0 {
		return nil
	}
	w, sum := usable(weights)
	parts := make([]int64, len(w))
	remainders := make([]uint64, len(w))
	left := magnitude(total)
	for i, x := range w {
		hi, lo := bits.Mul64(magnitude(total), x)
		q, rem := bits.Div64(hi, lo, sum)
		parts[i], remainders[i] = int64(q), rem
		left -= q
	}
	order := make([]int, len(w))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(remainders[b], remainders[a]) })
	for _, i := range order[:left] { // fewer cents are left than there are remainders above zero
		parts[i]++
	}
	if total < 0 {
		for i := range parts {
			parts[i] = -parts[i]
		}
	}
	return parts
}

// usable gives weights that have a sum: none negative, not all zero, and halved together while they would overflow.
func usable(weights []int64) ([]uint64, uint64) {
	w := make([]uint64, len(weights))
	for i, x := range weights {
		w[i] = uint64(max(x, 0))
	}
	for {
		var sum, carry uint64
		for _, x := range w {
			var c uint64
			sum, c = bits.Add64(sum, x, 0)
			carry += c
		}
		switch {
		case carry > 0:
			for i := range w {
				w[i] /= 2
			}
		case sum == 0:
			for i := range w {
				w[i] = 1
			}
		default:
			return w, sum
		}
	}
}

// share is v·num/den with halves away from zero, exact however large v is; a result beyond an int64 is cut to its ends.
func share(v, num, den int64) int64 {
	if num < 0 || den <= 0 {
		panic("money: a share needs a positive fraction")
	}
	hi, lo := bits.Mul64(magnitude(v), uint64(num))
	lo, carry := bits.Add64(lo, uint64(den)/2, 0)
	hi += carry
	const most = 1<<63 - 1
	q := uint64(most)
	if hi < uint64(den) {
		q, _ = bits.Div64(hi, lo, uint64(den))
		q = min(q, most)
	}
	if v < 0 {
		return -int64(q)
	}
	return int64(q)
}
