package packages

import (
	"slices"
	"testing"

	"github.com/hubittaako/hubittaako/partners"
)

func TestMatches(t *testing.T) {
	sauna := Item{Position: 1, ActivityID: 1, Kind: "wellbeing", Motif: "smoke_sauna", Municipality: "Pihtipudas", SeasonFrom: 1, SeasonTo: 12, PriceCents: 30000}
	swim := Item{Position: 2, ActivityID: 2, Kind: "wellbeing", Motif: "ice_swim", Municipality: "Pihtipudas", SeasonFrom: 11, SeasonTo: 4, PriceCents: 1000}
	beach := Item{Position: 3, ActivityID: 21, Kind: "wellbeing", Motif: "beach_sauna", Municipality: "Viitasaari", SeasonFrom: 1, SeasonTo: 12, PriceCents: 30000}
	offer := func(id int64, motif, place string, cents int64) partners.Activity {
		return partners.Activity{ID: id, Kind: "wellbeing", Motif: motif, Municipality: place, SeasonFrom: 1, SeasonTo: 12, PriceCents: cents}
	}
	summer := offer(17, "smoke_sauna", "Joutsa", 30000)
	summer.SeasonFrom, summer.SeasonTo = 5, 9
	food := offer(18, "smoke_sauna", "Joutsa", 30000)
	food.Kind = "food"
	there := []partners.Activity{offer(1, "smoke_sauna", "Pihtipudas", 30000), offer(2, "ice_swim", "Pihtipudas", 1000)}
	for _, c := range []struct {
		name   string
		items  []Item
		home   string
		listed []partners.Activity
		order  []int64 // options of the first item
		best   []int64
	}{
		{"nothing is listed", []Item{sauna}, "Joutsa", nil, nil, []int64{0}},
		{"another kind is no option", []Item{sauna}, "Joutsa", []partners.Activity{food}, nil, []int64{0}},
		{"the same municipality goes before the same motif", []Item{sauna}, "Joutsa",
			append([]partners.Activity{offer(11, "yoga", "Joutsa", 100), offer(12, "smoke_sauna", "Jämsä", 30000)}, there...), []int64{11, 1, 12, 2}, []int64{11}},
		{"then the same motif", []Item{sauna}, "Joutsa", []partners.Activity{offer(11, "yoga", "Joutsa", 30000), offer(12, "smoke_sauna", "Joutsa", 90000)}, []int64{12, 11}, []int64{12}},
		{"then the price", []Item{sauna}, "Joutsa", []partners.Activity{offer(11, "smoke_sauna", "Joutsa", 90000), offer(12, "smoke_sauna", "Joutsa", 28000)}, []int64{12, 11}, []int64{12}},
		{"what is far is offered, not suggested", []Item{sauna}, "Joutsa", there, []int64{1, 2}, []int64{0}},
		{"the near neighbour is suggested", []Item{sauna}, "Viitasaari", there, []int64{1, 2}, []int64{1}},
		{"what stays in its municipality stays itself", []Item{sauna}, "Pihtipudas", append([]partners.Activity{offer(11, "smoke_sauna", "Pihtipudas", 30000)}, there...), []int64{1, 11, 2}, []int64{1}},
		{"two items do not become one", []Item{sauna, swim}, "Joutsa", []partners.Activity{offer(11, "yoga", "Joutsa", 100)}, []int64{11}, []int64{11, 0}},
		{"what is at home already is not given away", []Item{sauna, beach}, "Viitasaari", append([]partners.Activity{offer(21, "beach_sauna", "Viitasaari", 30000)}, there...),
			[]int64{21, 1, 2}, []int64{1, 21}},
		{"but one item twice stays one", []Item{sauna, sauna}, "Joutsa", []partners.Activity{offer(11, "yoga", "Joutsa", 100)}, []int64{11}, []int64{11, 11}},
		{"nothing of summer for winter", []Item{swim}, "Joutsa", []partners.Activity{summer, offer(11, "yoga", "Jämsä", 100)}, []int64{17, 11}, []int64{0}},
	} {
		got := matches(c.items, func(Item) string { return c.home }, c.listed)
		var order, best []int64
		for _, a := range got[0].Options {
			order = append(order, a.ID)
		}
		for _, m := range got {
			best = append(best, m.Best)
		}
		if !slices.Equal(order, c.order) || !slices.Equal(best, c.best) {
			t.Errorf("%s: options %v, suggested %v", c.name, order, best)
		}
	}
}

func TestMovedLegs(t *testing.T) {
	for _, c := range []struct {
		name string
		hubs []int64 // three days at each; the package is of hub 1, and goes to 9
		want []DraftLeg
		last int // what the last leg has become
	}{
		{"one hub", []int64{1}, []DraftLeg{{9, 3}}, 1},
		{"another on the way", []int64{1, 2}, []DraftLeg{{9, 3}, {2, 3}}, 2},
		{"it was on the way before", []int64{1, 9, 2}, []DraftLeg{{9, 6}, {2, 3}}, 2},
		{"there and back", []int64{1, 2, 1}, []DraftLeg{{9, 3}, {2, 3}, {9, 3}}, 3},
		{"never at its own hub", []int64{2, 3}, []DraftLeg{{9, 3}, {3, 3}}, 2},
	} {
		pkg := Package{HubID: 1}
		for i, h := range c.hubs {
			pkg.Legs = append(pkg.Legs, Leg{Position: i + 1, HubID: h, Days: 3})
		}
		legs, became := movedLegs(pkg, 9)
		if !slices.Equal(legs, c.want) || became[len(c.hubs)] != c.last || became[1] != 1 {
			t.Errorf("%s: %v, %v", c.name, legs, became)
		}
	}
}
