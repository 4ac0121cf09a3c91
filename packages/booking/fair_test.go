package booking

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestWhoseTurnItIs(t *testing.T) {
	for _, c := range []struct {
		name string
		list []rival
		want []int64
	}{
		{"the nearest price first", []rival{{900, 0, 1}, {200, 99, 2}}, []int64{2, 1}},
		{"alike: who has sold less", []rival{{210, 5000, 1}, {250, 1000, 2}, {299, 0, 3}}, []int64{3, 2, 1}},
		{"a worse fit waits, however little was sold", []rival{{299, 5000, 1}, {300, 0, 2}}, []int64{1, 2}},
		{"sold alike: the nearest, then in order", []rival{{50, 7, 3}, {40, 7, 2}, {40, 7, 1}}, []int64{1, 2, 3}},
	} {
		slices.SortFunc(c.list, rival.before)
		for i, x := range c.list {
			if x.id != c.want[i] {
				t.Errorf("%s: %v", c.name, c.list)
				break
			}
		}
	}
}

// TestFairnessNeverCostsFit: whatever partners have sold, what is offered first fits as well as anything.
func TestFairnessNeverCostsFit(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		list := rapid.SliceOfN(rapid.Custom(func(r *rapid.T) rival {
			return rival{rapid.Int64Range(0, 600).Draw(r, "apart"), rapid.Int64Range(0, 3).Draw(r, "sold"), rapid.Int64Range(1, 99).Draw(r, "id")}
		}), 1, 8).Draw(r, "list")
		slices.SortFunc(list, rival.before)
		for i := 1; i < len(list); i++ {
			a, b := list[i-1], list[i]
			switch {
			case a.apart/alike > b.apart/alike:
				r.Fatalf("a worse fit comes first: %v", list)
			case a.apart/alike == b.apart/alike && a.sold > b.sold:
				r.Fatalf("who has sold more comes first: %v", list)
			}
		}
	})
}

func TestShares(t *testing.T) {
	got := withParts([]PartnerShare{{Kind: "food", Net: 3000, Seats: 10}, {Kind: "food", Net: 1000, Seats: 30}, {Kind: "wellbeing", Net: 0, Seats: 0}})
	if got[0].SoldBP != 7500 || got[0].PartBP != 2500 || got[1].SoldBP != 2500 || got[1].PartBP != 7500 || got[2].SoldBP != 0 {
		t.Errorf("%+v", got)
	}
}
