package packages

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/hubittaako/hubittaako/app/base/capacity"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/partners"
)

var now = dates.At(booked, 12*60)

func session(id, activity int64, day int, from, minutes, free int) partners.OpenSession {
	d := monday.AddDays(day)
	start := dates.At(d, from)
	return partners.OpenSession{
		ID: id, ActivityID: activity, Day: d, StartsAt: start, EndsAt: start.Add(time.Duration(minutes) * time.Minute),
		ResourceID: 1000 + id, Capacity: free,
	}
}

func openWeek(pkg Package) Calendar {
	cal := Calendar{Start: monday}
	for i := range pkg.Days() {
		cal.Days = append(cal.Days, CalendarDay{Leg: 1, Open: monday.AddDays(i).Weekday() <= 5})
	}
	return cal
}

func byActivity(list ...partners.OpenSession) Picked {
	m := map[int64][]partners.OpenSession{}
	for _, s := range list {
		m[s.ActivityID] = append(m[s.ActivityID], s)
	}
	for _, l := range m {
		slices.SortFunc(l, func(a, b partners.OpenSession) int { return a.StartsAt.Compare(b.StartsAt) })
	}
	return Picked{Timely: m}
}

const evening = 17 * 60

func TestPlan(t *testing.T) {
	ids := func(it Itinerary) (out []int64) {
		for _, p := range it {
			out = append(out, p.Session.ID)
		}
		return out
	}
	equal := func(a, b []int64) bool {
		if len(a) != len(b) {
			return false
		}
		for i := range a {
			if a[i] != b[i] {
				return false
			}
		}
		return true
	}
	for _, c := range []struct {
		name     string
		change   func(*Package)
		sessions []partners.OpenSession
		want     []int64 // nil: cannot be planned
		unplaced int
	}{
		{"one way", nil, []partners.OpenSession{session(1, 101, 0, evening, 180, 16), session(2, 102, 1, evening, 210, 10), session(3, 102, 3, evening, 210, 10)}, []int64{1, 2, 3}, 0},
		{"not in working hours", nil, []partners.OpenSession{session(1, 101, 0, 15*60, 180, 16), session(2, 102, 1, evening, 210, 10), session(3, 102, 3, evening, 210, 10)}, nil, 1},
		{"right after work", nil, []partners.OpenSession{session(1, 101, 0, 16*60, 180, 16), session(2, 102, 1, evening, 210, 10), session(3, 102, 3, evening, 210, 10)}, []int64{1, 2, 3}, 0},
		{"too few seats", nil, []partners.OpenSession{session(1, 101, 0, evening, 180, 7), session(2, 102, 1, evening, 210, 10), session(3, 102, 3, evening, 210, 10)}, nil, 1},
		{"an activity once a day", nil, []partners.OpenSession{session(1, 101, 0, evening, 180, 16), session(2, 102, 1, 17*60, 60, 10), session(3, 102, 1, 19*60, 60, 10)}, nil, 2},
		{"goes back when the first choice is in the way", nil, []partners.OpenSession{
			session(1, 101, 2, evening, 180, 16), session(4, 101, 4, evening, 180, 16), session(2, 102, 1, evening, 210, 10), session(3, 102, 2, evening, 210, 10)}, []int64{2, 3, 4}, 0},
		{"half an hour of rest", nil, []partners.OpenSession{
			session(1, 101, 1, evening+210, 60, 16), session(2, 102, 1, evening, 210, 10), session(3, 102, 3, evening, 210, 10)}, nil, 2},
		{"rest kept", nil, []partners.OpenSession{
			session(1, 101, 1, evening+240, 60, 16), session(2, 102, 1, evening, 210, 10), session(3, 102, 3, evening, 210, 10)}, []int64{2, 1, 3}, 0},
		{"after the last day", nil, []partners.OpenSession{session(1, 101, 5, evening, 180, 16), session(2, 102, 1, evening, 210, 10), session(3, 102, 3, evening, 210, 10)}, nil, 1},
		{"before the first day", nil, []partners.OpenSession{session(1, 101, -1, evening, 180, 16), session(2, 102, 1, evening, 210, 10), session(3, 102, 3, evening, 210, 10)}, nil, 1},
		{"lead time", func(p *Package) { p.Items[0].LeadDays = 300 }, []partners.OpenSession{session(1, 101, 0, evening, 180, 16), session(2, 102, 1, evening, 210, 10), session(3, 102, 3, evening, 210, 10)}, nil, 1},
		{"a lunch may fall into the working day", func(p *Package) { p.Items[0].Kind, p.Items[0].Minutes = "food", 60 },
			[]partners.OpenSession{session(1, 101, 2, 12*60, 60, 16), session(2, 102, 1, evening, 210, 10), session(3, 102, 3, evening, 210, 10)}, []int64{2, 1, 3}, 0},
		{"the bus on the first day", func(p *Package) { p.Items[0].Kind = "transport" },
			[]partners.OpenSession{session(1, 101, 0, 10*60, 105, 16), session(2, 102, 1, evening, 210, 10), session(3, 102, 3, evening, 210, 10)}, []int64{1, 2, 3}, 0},
		{"no bus in the middle of a working day", func(p *Package) { p.Items[0].Kind = "transport" },
			[]partners.OpenSession{session(1, 101, 2, 10*60, 105, 16), session(2, 102, 1, evening, 210, 10), session(3, 102, 3, evening, 210, 10)}, nil, 1},
		{"a night lies under the evening", func(p *Package) { p.Items[0].Kind = "lodging" },
			[]partners.OpenSession{session(1, 101, 1, evening, 17*60, 16), session(2, 102, 1, evening, 210, 10), session(3, 102, 3, evening, 210, 10)}, []int64{1, 2, 3}, 0},
		{"no night after the last day", func(p *Package) { p.Items[0].Kind = "lodging" },
			[]partners.OpenSession{session(1, 101, 4, evening, 17*60, 16), session(2, 102, 1, evening, 210, 10), session(3, 102, 3, evening, 210, 10)}, nil, 1},
		{"only in its leg", func(p *Package) { p.Items[0].Leg = 2 },
			[]partners.OpenSession{session(1, 101, 0, evening, 180, 16), session(2, 102, 1, evening, 210, 10), session(3, 102, 3, evening, 210, 10)}, nil, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			pkg := week()
			if c.change != nil {
				c.change(&pkg)
			}
			got, missing := Plan(pkg, openWeek(pkg), 8, now, byActivity(c.sessions...))
			if c.want == nil {
				if len(missing) == 0 {
					t.Fatalf("planned %v", ids(got))
				}
				if missing[0].Item != c.unplaced {
					t.Fatalf("item %d is said to be in the way, want %d", missing[0].Item, c.unplaced)
				}
				return
			}
			if !equal(ids(got), c.want) {
				t.Fatalf("planned %v, want %v (missing %v)", ids(got), c.want, missing)
			}
		})
	}
}

func TestPlanPrefersSessionsWithPeople(t *testing.T) {
	pkg := week()
	pkg.Items = pkg.Items[:1]
	a, b := session(1, 101, 2, evening, 180, 16), session(2, 101, 3, evening, 180, 16)
	b.Taken = 4
	got, _ := Plan(pkg, openWeek(pkg), 8, now, byActivity(a, b))
	if len(got) != 1 || got[0].Session.ID != 2 {
		t.Fatalf("got %+v", got)
	}
}

func TestPlanTravelsAtTheEnds(t *testing.T) {
	pkg := week()
	pkg.Items = []Item{{Position: 1, ActivityID: 101, Kind: "transport", GroupMax: 16, Times: 1}, {Position: 2, ActivityID: 102, Kind: "transport", GroupMax: 16, Times: 1}}
	got, _ := Plan(pkg, openWeek(pkg), 8, now, byActivity(
		session(1, 101, 0, 9*60, 105, 16), session(2, 101, 2, evening, 105, 16),
		session(3, 102, 1, evening, 105, 16), session(4, 102, 2, evening, 105, 16), session(5, 102, 4, 14*60, 105, 16)))
	if len(got) != 2 || got[0].Session.ID != 1 || got[1].Session.ID != 5 {
		t.Fatalf("got %+v", got)
	}
}

// Whatever the sessions are, a plan keeps its own rules, and where any choice of sessions works, one is found.
func TestPlanAgainstTryingEverything(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		pkg := week()
		var list []partners.OpenSession
		for i := range rapid.IntRange(0, 9).Draw(t, "n") {
			list = append(list, session(int64(i+1), rapid.SampledFrom([]int64{101, 102}).Draw(t, "activity"),
				rapid.IntRange(-1, 5).Draw(t, "day"), rapid.SampledFrom([]int{7 * 60, 16 * 60, 17 * 60, 19 * 60, 20 * 60}).Draw(t, "from"), rapid.SampledFrom([]int{60, 120, 180}).Draw(t, "minutes"),
				rapid.IntRange(5, 12).Draw(t, "free")))
		}
		cal := openWeek(pkg)
		got, missing := Plan(pkg, cal, 8, now, byActivity(list...))
		possible := tryEverything(pkg, cal, list)
		if possible != (len(missing) == 0) {
			t.Fatalf("possible %v, but planned %v, missing %v", possible, got, missing)
		}
		if len(missing) == 0 && !keepsRules(pkg, cal, got) {
			t.Fatalf("a plan that breaks a rule: %+v", got)
		}
	})
}

func tryEverything(pkg Package, cal Calendar, list []partners.OpenSession) bool {
	for mask := range 1 << len(list) {
		var plan Itinerary
		for i, s := range list {
			if mask&(1<<i) != 0 {
				plan = append(plan, Placement{Item: int(s.ActivityID - 100), Session: s})
			}
		}
		if len(plan) == 3 && keepsRules(pkg, cal, plan) {
			return true
		}
	}
	return false
}

func keepsRules(pkg Package, cal Calendar, plan Itinerary) bool {
	count := map[int64]int{}
	for i, p := range plan {
		s := p.Session
		count[s.ActivityID]++
		day := s.Day.Sub(cal.Start)
		if day < 0 || day >= len(cal.Days) || s.Capacity < 8 {
			return false
		}
		if s.StartsAt.Before(dates.At(s.Day, pkg.WorkTo)) && s.EndsAt.After(dates.At(s.Day, pkg.WorkFrom)) {
			return false
		}
		for _, o := range plan[:i] {
			if o.Session.ActivityID == s.ActivityID && o.Session.Day == s.Day {
				return false
			}
			if s.StartsAt.Sub(o.Session.EndsAt) < rest && o.Session.StartsAt.Sub(s.EndsAt) < rest {
				return false
			}
		}
	}
	return count[101] == 1 && count[102] == 2
}

func stockOf(free int, list ...partners.OpenSession) Stock {
	st := Picked{Slots: map[capacity.Slot]capacity.State{}, Timely: byActivity(list...).Timely}
	for i := range 21 {
		day := monday.AddDays(i)
		s := capacity.State{Slot: capacity.Slot{Resource: 11, Day: day}, Capacity: 10, Taken: 10 - free}
		if day.IsWeekend() {
			s.Capacity, s.Taken = 0, 0
		}
		st.Slots[s.Slot] = s
	}
	return Stock{Shelf: st, Now: now, Today: booked, Rates: rates}
}

func TestOfferSaysWhyNot(t *testing.T) {
	all := []partners.OpenSession{session(1, 101, 0, evening, 180, 16), session(2, 102, 1, evening, 210, 10), session(3, 102, 3, evening, 210, 10)}
	for _, c := range []struct {
		name   string
		start  dates.Date
		people int
		stock  Stock
		why    string
	}{
		{"free", monday, 8, stockOf(10, all...), ""},
		{"desks", monday, 8, stockOf(7, all...), WhyDesks},
		{"group too small", monday, 1, stockOf(10, all...), WhyGroup},
		{"group too large", monday, 11, stockOf(10, all...), WhyGroup},
		{"another weekday", monday.AddDays(1), 8, stockOf(10, all...), WhyNotSold},
		{"after the sale", monday.AddDays(7 * 20), 8, stockOf(10, all...), WhyNotSold},
		{"beyond the calendar", monday.AddDays(21), 8, stockOf(10, all...), WhyHorizon},
		{"no session", monday, 8, stockOf(10, all[1:]...), WhySessions},
		{"its only session is full", monday, 8, stockOf(10, append(all[1:], session(1, 101, 0, evening, 180, 3))...), WhySessions},
		{"one of two sessions is full", monday, 8, stockOf(10, append(all[:2:2], session(3, 102, 3, evening, 210, 3))...), WhySessions},
		{"only both at once", monday, 8, stockOf(10, all[0], session(2, 102, 0, evening, 210, 10), session(3, 102, 3, evening, 210, 10)), WhyPlan},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, refusal, err := OfferFor(week(), c.start, c.people, c.stock)
			if err != nil {
				t.Fatal(err)
			}
			got := ""
			if refusal != nil {
				got = refusal.Why
			}
			if got != c.why {
				t.Fatalf("got %q, want %q", got, c.why)
			}
		})
	}
}

// A partner may take other groups from a day on, also where a package that was sold before asks for more.
func TestAnActivityTakesItsOwnGroupsOnly(t *testing.T) {
	stock := stockOf(10, session(1, 101, 0, evening, 180, 16), session(2, 102, 1, evening, 210, 16), session(3, 102, 3, evening, 210, 16))
	pkg := week()
	pkg.Items[0].GroupMin, pkg.Items[0].GroupMax = 4, 6
	for people, want := range map[int]string{3: WhySessions, 4: "", 6: "", 7: WhySessions} {
		_, refusal, err := OfferFor(pkg, monday, people, stock)
		if err != nil {
			t.Fatal(err)
		}
		got := ""
		if refusal != nil {
			got = refusal.Why
		}
		if got != want {
			t.Errorf("%d people: %q, want %q", people, got, want)
		}
	}
	if got := Places(pkg, monday, stock); got != 6 {
		t.Errorf("%d places, want 6", got)
	}
}

func TestPlacesIsTheLargestGroupThatFits(t *testing.T) {
	all := []partners.OpenSession{session(1, 101, 0, evening, 180, 16), session(2, 102, 1, evening, 210, 6), session(3, 102, 3, evening, 210, 9)}
	for _, c := range []struct{ free, want int }{{10, 6}, {5, 5}, {2, 2}, {1, 0}} {
		if got := Places(week(), monday, stockOf(c.free, all...)); got != c.want {
			t.Errorf("%d desks free: %d places, want %d", c.free, got, c.want)
		}
	}
}

func TestOfferDemandsADeskADayAndASeatASession(t *testing.T) {
	all := []partners.OpenSession{session(1, 101, 0, evening, 180, 16), session(2, 102, 1, evening, 210, 10), session(3, 102, 3, evening, 210, 10)}
	o, refusal, err := OfferFor(week(), monday, 8, stockOf(10, all...))
	if err != nil || refusal != nil {
		t.Fatal(err, refusal)
	}
	d := o.Demands(week())
	if len(d) != 5+3 {
		t.Fatalf("%d demands, want 5 days and 3 sessions", len(d))
	}
	for _, x := range d {
		if x.Quantity != 8 {
			t.Fatalf("%+v", x)
		}
	}
}

// stocked is eight weeks of week(), with so many desks; the first week has only `first`.
func stocked(desks, first int) Stock {
	s := Picked{Slots: map[capacity.Slot]capacity.State{}, Timely: map[int64][]partners.OpenSession{}}
	for i := range 8 * 7 {
		free := desks
		if i < 7 {
			free = first
		}
		if monday.AddDays(i).IsWeekend() {
			free = 0
		}
		slot := capacity.Slot{Resource: 11, Day: monday.AddDays(i)}
		s.Slots[slot] = capacity.State{Slot: slot, Capacity: free}
		s.Timely[101] = append(s.Timely[101], session(int64(1000+i), 101, i, evening, 180, 16))
		s.Timely[102] = append(s.Timely[102], session(int64(2000+i), 102, i, evening, 210, 10))
	}
	return Stock{Shelf: s, Now: now, Today: booked, Rates: rates}
}
