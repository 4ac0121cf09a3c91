package desk

import (
	"reflect"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/hubittaako/hubittaako/app/base/dates"
)

var monday = dates.MustParse("2027-06-07")

func days(from, n int) []dates.Date {
	list := make([]dates.Date, n)
	for i := range list {
		list[i] = monday.AddDays(from + i)
	}
	return list
}

func row(n int) []Desk {
	list := make([]Desk, n)
	for i := range list {
		list[i] = Desk{ID: int64(i + 1), Line: 1, Col: i + 1}
	}
	return list
}

func guest(booking int64, position, from, n int) Guest {
	return Guest{Person: Person{booking, position}, Days: days(from, n)}
}

// fit drops guests until there is a desk for each on every day.
func fit(all []Guest, desks int) (list []Guest) {
	count := map[dates.Date]int{}
	for _, g := range all {
		if slices.ContainsFunc(g.Days, func(d dates.Date) bool { return count[d] >= desks }) {
			continue
		}
		for _, d := range g.Days {
			count[d]++
		}
		list = append(list, g)
	}
	return list
}

func drawGuests(t *rapid.T, desks int) []Guest {
	var all []Guest
	for i := range rapid.IntRange(0, 30).Draw(t, "guests") {
		g := guest(int64(rapid.IntRange(1, 6).Draw(t, "booking")), i+1, rapid.IntRange(0, 12).Draw(t, "from"), rapid.IntRange(1, 10).Draw(t, "days"))
		switch rapid.IntRange(0, 3).Draw(t, "wish") {
		case 0:
			g.Wish.Desk = int64(rapid.IntRange(1, desks).Draw(t, "wished"))
		case 1:
			g.Wish.Kind = Quiet
		}
		all = append(all, g)
	}
	return all
}

// check asks what holds whatever is given: one person a desk and a day, one desk a person and a day, only days that were asked for, only
// desks in use, and nobody without a desk while one is free.
func check(t *rapid.T, desks []Desk, taken, given []Seat, guests []Guest) {
	by, at := map[place]bool{}, map[Person]map[dates.Date]bool{}
	for _, s := range append(slices.Clone(taken), given...) {
		if by[place{s.Desk, s.Day}] {
			t.Fatalf("two people at desk %d on %s", s.Desk, s.Day)
		}
		by[place{s.Desk, s.Day}] = true
		if at[s.Person] == nil {
			at[s.Person] = map[dates.Date]bool{}
		}
		if at[s.Person][s.Day] {
			t.Fatalf("%v has two desks on %s", s.Person, s.Day)
		}
		at[s.Person][s.Day] = true
	}
	for _, s := range given {
		if d := desks[s.Desk-1]; !d.UsableOn(s.Day) {
			t.Fatalf("%v sits at %d, which is out of use on %s", s.Person, s.Desk, s.Day)
		}
		if !slices.ContainsFunc(guests, func(g Guest) bool { return g.Person == s.Person && slices.Contains(g.Days, s.Day) }) {
			t.Fatalf("%v was not asked for", s)
		}
	}
	for _, g := range guests {
		for _, day := range g.Days {
			if !at[g.Person][day] && slices.ContainsFunc(desks, func(d Desk) bool { return d.UsableOn(day) && !by[place{d.ID, day}] }) {
				t.Fatalf("%v has no desk on %s, and one is free", g.Person, day)
			}
		}
	}
}

// deskOf is the one desk of a guest for the whole stay; 0 when there are several or none.
func deskOf(given []Seat, g Guest) (desk int64) {
	n := 0
	for _, s := range given {
		if s.Person != g.Person {
			continue
		}
		if n++; desk != 0 && desk != s.Desk {
			return 0
		}
		desk = s.Desk
	}
	if n != len(g.Days) {
		return 0
	}
	return desk
}

// As many desks as people each day is enough: everybody has one desk for the whole stay, whatever they wish for.
func TestEverybodyStaysAtOneDesk(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 8).Draw(t, "desks")
		desks := row(n)
		desks[n-1].Quiet = true
		guests := fit(drawGuests(t, n), n)
		given := Give(desks, nil, guests, nil)
		check(t, desks, nil, given, guests)
		for _, g := range guests {
			if deskOf(given, g) == 0 {
				t.Fatalf("%v of %v is not at one desk: %v", g.Person, g.Days, given)
			}
		}
		shuffled := rapid.Permutation(guests).Draw(t, "order")
		if again := Give(desks, nil, shuffled, nil); !reflect.DeepEqual(given, again) {
			t.Fatalf("the order of asking matters: %v, %v", given, again)
		}
	})
}

// Without wishes whoever comes gets the lowest desk that is free for the whole stay, given those who came before.
func TestTheLowestFreeDesk(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 8).Draw(t, "desks")
		desks := row(n)
		guests := fit(drawGuests(t, n), n)
		for i := range guests {
			guests[i].Wish = Wish{}
		}
		given := Give(desks, nil, guests, nil)
		for i, s := range given {
			for lower := int64(1); lower < s.Desk; lower++ {
				if !slices.ContainsFunc(given[:i], func(o Seat) bool { return o.Desk == lower && stays(given, s.Person, o.Day) }) {
					t.Fatalf("%v could sit at %d: %v", s, lower, given)
				}
			}
		}
	})
}

func stays(given []Seat, who Person, day dates.Date) bool {
	return slices.ContainsFunc(given, func(s Seat) bool { return s.Person == who && s.Day == day })
}

// Whatever is in the way, seats and desks out of use, nobody is seated twice, nobody's seat is taken, and no free desk stays empty.
func TestSeatsStayAndNoDeskStandsEmpty(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 6).Draw(t, "desks")
		desks := row(n)
		for i := range desks {
			if rapid.IntRange(0, 3).Draw(t, "out") == 0 {
				desks[i].OutFrom = monday.AddDays(rapid.IntRange(0, 10).Draw(t, "from"))
				if rapid.Bool().Draw(t, "ends") {
					desks[i].OutTo = desks[i].OutFrom.AddDays(rapid.IntRange(0, 5).Draw(t, "out days"))
				}
			}
		}
		guests := drawGuests(t, n)
		cut := rapid.IntRange(0, len(guests)).Draw(t, "before")
		taken := Give(desks, nil, guests[:cut], guests[cut:])
		given := Give(desks, taken, guests, nil)
		check(t, desks, taken, given, guests)
		if len(guests) == 0 {
			return
		}
		who := rapid.SampledFrom(guests).Draw(t, "who")
		all := append(slices.Clone(taken), given...)
		m, ok := Move(desks, all, who.Person, int64(rapid.IntRange(1, n).Draw(t, "to")), who.Days)
		if !ok {
			return
		}
		after := slices.DeleteFunc(slices.Clone(all), func(s Seat) bool { return slices.Contains(m.Freed, s) })
		if len(after) != len(all)-len(m.Freed) {
			t.Fatalf("%v frees what nobody has", m)
		}
		seen := map[place]bool{}
		for _, s := range append(after, m.Seats...) {
			if seen[place{s.Desk, s.Day}] {
				t.Fatalf("after moving %v two sit at %d on %s", who.Person, s.Desk, s.Day)
			}
			seen[place{s.Desk, s.Day}] = true
		}
	})
}

func TestGiveByExample(t *testing.T) {
	desks := row(3)
	desks[1].Quiet, desks[2].OutFrom, desks[2].OutTo = true, monday.AddDays(2), monday.AddDays(2)
	wish := func(g Guest, w Wish) Guest { g.Wish = w; return g }
	for name, c := range map[string]struct {
		taken           []Seat
		guests, waiting []Guest
		want            map[Person][]int64 // desks, day by day
	}{
		"the lowest":               {nil, []Guest{guest(1, 1, 0, 2), guest(1, 2, 0, 2)}, nil, map[Person][]int64{{1, 1}: {1, 1}, {1, 2}: {2, 2}}},
		"a wish for a kind":        {nil, []Guest{wish(guest(1, 1, 0, 1), Wish{Kind: Quiet})}, nil, map[Person][]int64{{1, 1}: {2}}},
		"a wish for a desk":        {nil, []Guest{guest(1, 1, 0, 1), wish(guest(1, 2, 0, 1), Wish{Desk: 1})}, nil, map[Person][]int64{{1, 1}: {2}, {1, 2}: {1}}},
		"one that others wish for": {nil, []Guest{guest(1, 1, 0, 2)}, []Guest{wish(guest(2, 1, 1, 1), Wish{Desk: 1})}, map[Person][]int64{{1, 1}: {2, 2}}},
		"one desk before a wish":   {nil, []Guest{wish(guest(1, 1, 1, 2), Wish{Desk: 3})}, nil, map[Person][]int64{{1, 1}: {1, 1}}},
		"the own desk again":       {[]Seat{{2, monday, Person{1, 1}}}, []Guest{guest(1, 1, 0, 2)}, nil, map[Person][]int64{{1, 1}: {2}}},
		"moves once where it must": {[]Seat{{1, monday.AddDays(1), Person{9, 1}}, {2, monday, Person{9, 2}}}, []Guest{guest(1, 1, 0, 3)}, nil, map[Person][]int64{{1, 1}: {3, 3, 1}}},
	} {
		got := map[Person][]int64{}
		for _, s := range Give(desks, c.taken, c.guests, c.waiting) {
			got[s.Person] = append(got[s.Person], s.Desk)
		}
		if !reflect.DeepEqual(got, c.want) {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
}

func TestMoveByExample(t *testing.T) {
	desks := row(3)
	desks[2].OutFrom = monday.AddDays(1)
	aino, onni, late := Person{1, 1}, Person{1, 2}, Person{2, 1}
	taken := []Seat{{1, monday, aino}, {2, monday, onni}}
	if m, ok := Move(desks, taken, aino, 2, days(0, 1)); !ok || !slices.Equal(m.Others, []Person{onni}) || !slices.Contains(m.Seats, Seat{1, monday, onni}) {
		t.Errorf("they do not change places: %+v", m)
	}
	if m, ok := Move(desks, taken, aino, 3, days(0, 1)); !ok || len(m.Others) != 0 || len(m.Freed) != 1 {
		t.Errorf("to a free desk: %+v", m)
	}
	for name, to := range map[string]int64{"taken, with nothing to give": 1, "no such desk": 9} {
		if m, ok := Move(desks, taken, late, to, days(0, 1)); ok {
			t.Errorf("%s: %+v", name, m)
		}
	}
	if _, ok := Move(desks, taken, aino, 3, days(0, 2)); ok {
		t.Error("a desk that goes out of use was given")
	}
}
