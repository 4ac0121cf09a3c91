package packages

import (
	"cmp"
	"slices"
	"time"

	"github.com/hubittaako/hubittaako/partners"
)

// nearby is how far from the hub an activity may be to be suggested; what is farther can be chosen.
const nearby = 45 * time.Minute

// Match is what could stand for an item of a package where the package is copied to another hub: listed activities of its kind,
// those in the hub's municipality first. Best is the suggested one, 0 when nothing like it is near.
type Match struct {
	Item    Item
	Home    string // the municipality that the item's days are spent in
	Options []partners.Activity
	Best    int64
}

// has says whether the activity is one of the options.
func (m Match) has(activity int64) bool {
	return slices.ContainsFunc(m.Options, func(a partners.Activity) bool { return a.ID == activity })
}

// matches pairs items with what is listed. What is at home already stays; no activity is suggested for two different ones of the items.
func matches(items []Item, home func(Item) string, listed []partners.Activity) []Match {
	all := make([]Match, len(items))
	given := map[int64]int64{} // suggested activity: the one that it stands for
	for i, it := range items {
		m := Match{Item: it, Home: home(it)}
		for _, a := range listed {
			if string(a.Kind) == it.Kind {
				m.Options = append(m.Options, a)
			}
		}
		slices.SortStableFunc(m.Options, func(a, b partners.Activity) int { return compared(it, m.Home, a).compare(compared(it, m.Home, b)) })
		if m.has(it.ActivityID) && TravelTime(m.Home, it.Municipality) == 0 {
			m.Best, given[it.ActivityID] = it.ActivityID, it.ActivityID
		}
		all[i] = m
	}
	for i := range all {
		if all[i].Best == 0 {
			all[i].suggest(given)
		}
	}
	return all
}

// suggest takes the first option near and in season that does not stand for something else.
func (m *Match) suggest(given map[int64]int64) {
	for _, a := range m.Options {
		stands, taken := given[a.ID]
		if (!taken || stands == m.Item.ActivityID) && TravelTime(m.Home, a.Municipality) <= nearby && sameMonth(m.Item, a) {
			m.Best, given[a.ID] = a.ID, m.Item.ActivityID
			return
		}
	}
}

// likeness orders the activities that could stand for an item: what counts most comes first.
type likeness struct {
	away, far, offSeason, other, unlike bool
	travel                              time.Duration
	price                               int64
}

func compared(it Item, home string, a partners.Activity) likeness {
	travel := TravelTime(home, a.Municipality)
	return likeness{
		away: travel > 0, far: travel > nearby, offSeason: !sameMonth(it, a), other: a.ID != it.ActivityID, unlike: a.Motif != it.Motif,
		travel: travel, price: max(a.PriceCents-it.PriceCents, it.PriceCents-a.PriceCents),
	}
}

func (d likeness) compare(e likeness) int {
	return cmp.Or(yes(d.away, e.away), yes(d.far, e.far), yes(d.offSeason, e.offSeason), yes(d.other, e.other), yes(d.unlike, e.unlike),
		cmp.Compare(d.travel, e.travel), cmp.Compare(d.price, e.price))
}

// yes orders what does not hold before what does.
func yes(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

// sameMonth says whether there is a month in which both can be had.
func sameMonth(it Item, a partners.Activity) bool {
	for m := 1; m <= 12; m++ {
		if inSeason(it, m) && inSeason(ItemFor(a), m) {
			return true
		}
	}
	return false
}

// movedLegs are the legs of a package at its new hub: those at the hub that owns the package (the first one where there is none)
// are spent at the new hub, the others where they were, and neighbours at one hub are one. The second result is which leg each of
// the old ones has become.
func movedLegs(pkg Package, to int64) (legs []DraftLeg, became map[int]int) {
	own := slices.ContainsFunc(pkg.Legs, func(l Leg) bool { return l.HubID == pkg.HubID })
	became = map[int]int{}
	for i, l := range pkg.Legs {
		at := l.HubID
		if at == pkg.HubID || !own && i == 0 {
			at = to
		}
		if n := len(legs); n > 0 && legs[n-1].HubID == at {
			legs[n-1].Days += l.Days
		} else {
			legs = append(legs, DraftLeg{HubID: at, Days: l.Days})
		}
		became[l.Position] = len(legs)
	}
	return legs, became
}
