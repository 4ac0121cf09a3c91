package search

import (
	"slices"
	"testing"

	"github.com/hubittaako/hubittaako/app/base/capacity"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/packages"
)

// stocked is eight weeks of week(), with so many desks; the first week has only `first`.
func stocked(desks, first int) *mirror {
	m := newMirror(booked)
	m.catalog = catalogOf([]packages.Package{week()}, rates)
	m.desks[11] = &strip{first: booked}
	for i := range 8 * 7 {
		free := desks
		if i < 7 {
			free = first
		}
		if monday.AddDays(i).IsWeekend() {
			free = 0
		}
		m.desks[11].set(capacity.State{Slot: capacity.Slot{Resource: 11, Day: monday.AddDays(i)}, Capacity: free})
		m.put(session(int64(1000+i), 101, i, evening, 180, 16))
		m.put(session(int64(2000+i), 102, i, evening, 210, 10))
	}
	m.reckon()
	return m
}

func TestSuggest(t *testing.T) {
	firstWeek := dates.Through(monday, monday.AddDays(6))
	for _, c := range []struct {
		name    string
		query   Query
		first   int // desks in the first week; later weeks have 10
		why     string
		most    int
		changes []string // Change of each suggestion
		people  []int
		starts  []int // days after monday
	}{
		{"too few desks for the group", Query{Days: firstWeek, People: 8}, 6, WhyFull, 6, []string{ChangeDays, ChangePeople}, []int{8, 6}, []int{7, 0}},
		{"no desk at all", Query{Days: firstWeek, People: 8}, 1, packages.WhyDesks, 0, []string{ChangeDays}, []int{8}, []int{7}},
		{"nothing starts on those days", Query{Days: dates.Through(monday.AddDays(1), monday.AddDays(5)), People: 4}, 10, packages.WhyNotSold, 0, []string{ChangeDays}, []int{4}, []int{0}},
		{"a group that no package takes", Query{Days: firstWeek, People: 11}, 10, packages.WhyGroup, 10, []string{ChangePeople}, []int{10}, []int{0}},
		{"a group that is too small", Query{Days: firstWeek, People: 1}, 10, packages.WhyGroup, 10, []string{ChangePeople}, []int{2}, []int{0}},
		{"an activity that no package has", Query{Days: firstWeek, People: 4, Kinds: []string{"food"}}, 10, WhyNone, 0, []string{ChangeWishes}, []int{4}, []int{0}},
		{"no package so long", Query{Days: firstWeek, People: 4, Weeks: 2}, 10, WhyNone, 0, []string{ChangeWishes}, []int{4}, []int{0}},
		{"nothing near: what there is", Query{Days: dates.Through(monday.AddDays(-60), monday.AddDays(-50)), People: 4, Kinds: []string{"food"}}, 10, WhyNone, 0, []string{ChangeAll}, []int{4}, []int{0}},
		{"far too large a group, and no such activity", Query{Days: firstWeek, People: 80, Kinds: []string{"food"}}, 10, WhyNone, 0, []string{ChangeAll}, []int{10}, []int{0}},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := stocked(10, c.first).suggest(c.query, now)
			if err != nil {
				t.Fatal(err)
			}
			if got.Why != c.why || got.Most != c.most {
				t.Errorf("why %q, most %d; want %q, %d", got.Why, got.Most, c.why, c.most)
			}
			var changes []string
			var people, starts []int
			for _, s := range got.List {
				changes, people, starts = append(changes, s.Change), append(people, s.Offer.People), append(starts, s.Offer.Start.Sub(monday))
				if s.Places < s.Offer.People {
					t.Errorf("%s: %d places for %d people", s.Change, s.Places, s.Offer.People)
				}
				if !s.Query.Days.Contains(s.Offer.Start) || s.Query.People != s.Offer.People {
					t.Errorf("%s: its own query does not find it", s.Change)
				}
			}
			if !slices.Equal(changes, c.changes) || !slices.Equal(people, c.people) || !slices.Equal(starts, c.starts) {
				t.Errorf("suggests %v for %v on %v; want %v for %v on %v", changes, people, starts, c.changes, c.people, c.starts)
			}
		})
	}
}

func TestSuggestSaysWhatRanShort(t *testing.T) {
	got, err := stocked(10, 1).suggest(Query{Days: dates.Through(monday, monday), People: 8}, now)
	if err != nil {
		t.Fatal(err)
	}
	if got.Refusal.Day != monday || got.Refusal.Free != 1 || got.Package.Legs[0].HubName != "HUBteekki" {
		t.Errorf("got %+v", got.Refusal)
	}
}

func TestThemes(t *testing.T) {
	item := packages.Item{Kind: "wellbeing", Motif: "smoke_sauna"}
	for what, want := range map[string]bool{"sauna": true, "wellbeing": true, "smoke_sauna": true, "food": false, "water": false, "": false} {
		if item.Is(what) != want {
			t.Errorf("Is(%q) = %v", what, !want)
		}
	}
	pkg := packages.Package{Items: []packages.Item{item, {Kind: "food"}}}
	if got := pkg.ThemesOf(); !slices.Equal(got, []string{"sauna", "food"}) {
		t.Errorf("themes %v", got)
	}
	if got := (Query{Days: dates.Through(monday, monday), People: 4, Kinds: []string{"sauna"}}); !got.wants(pkg) {
		t.Error("a search for sauna misses a smoke sauna")
	}
}

func TestStepFreeIsTheWholeStay(t *testing.T) {
	q := Query{Days: dates.Through(monday, monday), People: 4, StepFree: true}
	pkg := week()
	if q.wants(pkg) {
		t.Error("a hub with steps is found")
	}
	pkg.Legs[0].StepFree, pkg.Items[0].StepFree, pkg.Items[1].StepFree = true, true, true
	if !q.wants(pkg) {
		t.Error("a stay without a step is not found")
	}
	pkg.Items[1].StepFree = false
	if q.wants(pkg) {
		t.Error("one activity with steps is overlooked")
	}
}
