package money

import (
	"math"
	"math/big"
	"reflect"
	"testing"

	"pgregory.net/rapid"
)

func TestSplit(t *testing.T) {
	for _, c := range []struct {
		total   int64
		weights []int64
		want    []int64
	}{
		{100, []int64{1, 1, 1}, []int64{34, 33, 33}},
		{-100, []int64{1, 1, 1}, []int64{-34, -33, -33}},
		{100, []int64{0, 1, 0}, []int64{0, 100, 0}},
		{101, []int64{0, 0}, []int64{51, 50}},
		{10, []int64{1, 2, 3}, []int64{2, 3, 5}},
		{2, []int64{1, 1, 1, 1}, []int64{1, 1, 0, 0}},
		{0, []int64{5, 6}, []int64{0, 0}},
		{100, []int64{-7, 1}, []int64{0, 100}},
		{100, nil, nil},
		{math.MinInt64, []int64{7}, []int64{math.MinInt64}},
		{math.MaxInt64, []int64{math.MaxInt64, math.MaxInt64, math.MaxInt64}, []int64{3074457345618258603, 3074457345618258602, 3074457345618258602}},
	} {
		if got := Split(c.total, c.weights); !reflect.DeepEqual(got, c.want) {
			t.Errorf("%d by %v is %v, want %v", c.total, c.weights, got, c.want)
		}
	}
}

func TestSplitLosesNothingAndIsFair(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		total := rapid.Int64Range(-1<<50, 1<<50).Draw(t, "total")
		weights := rapid.SliceOfN(rapid.Int64Range(-3, 1<<40), 1, 12).Draw(t, "weights")
		parts := Split(total, weights)

		var sum, sumW int64
		for i, p := range parts {
			sum += p
			sumW += max(weights[i], 0)
		}
		if sum != total {
			t.Fatalf("%v sums to %d, not %d", parts, sum, total)
		}
		if sumW == 0 {
			return
		}
		for i, p := range parts {
			w := max(weights[i], 0)
			if w == 0 && p != 0 {
				t.Fatalf("weight 0 got %d of %v", p, parts)
			}
			// Each part is less than a cent from its exact share.
			off := new(big.Int).Mul(big.NewInt(p), big.NewInt(sumW))
			off.Sub(off, new(big.Int).Mul(big.NewInt(total), big.NewInt(w)))
			if off.Abs(off).Cmp(big.NewInt(sumW)) >= 0 {
				t.Fatalf("part %d of %v is a cent or more off", i, parts)
			}
		}
	})
}
