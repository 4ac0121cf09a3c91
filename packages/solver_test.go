package packages

import (
	"math"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/partners"
)

// drawn is a week with random sessions of a sauna (once) and a canoe trip (twice), in two municipalities.
func drawn(t *rapid.T) (Package, []partners.OpenSession) {
	pkg := week()
	pkg.Legs[0].Municipality, pkg.Items[0].Municipality = "Pihtipudas", "Pihtipudas"
	pkg.Items[1].Municipality = rapid.SampledFrom([]string{"Pihtipudas", "Viitasaari"}).Draw(t, "town")
	var list []partners.OpenSession
	for i := range rapid.IntRange(0, 10).Draw(t, "n") {
		s := session(int64(i+1), rapid.SampledFrom([]int64{101, 102}).Draw(t, "activity"), rapid.IntRange(-1, 5).Draw(t, "day"),
			rapid.SampledFrom([]int{6 * 60, 16 * 60, 17 * 60, 19 * 60, 20 * 60}).Draw(t, "from"), rapid.SampledFrom([]int{60, 120, 180}).Draw(t, "minutes"), rapid.IntRange(6, 12).Draw(t, "free"))
		s.Taken = rapid.SampledFrom([]int{0, 0, 2}).Draw(t, "taken")
		s.Capacity += s.Taken
		s.PoolMin, s.DecideAt = rapid.SampledFrom([]int{0, 0, 9, 20}).Draw(t, "minimum"), now.Add(time.Duration(rapid.IntRange(0, 1).Draw(t, "decided"))*time.Hour)
		s.Goes = s.PoolMin > 0 && rapid.Bool().Draw(t, "goes")
		list = append(list, s)
	}
	return pkg, list
}

// allowed is every choice of sessions that keeps the rules.
func allowed(pkg Package, cal Calendar, list []partners.OpenSession) (all []Itinerary) {
	for mask := range 1 << len(list) {
		var plan Itinerary
		for i, s := range list {
			if mask&(1<<i) != 0 {
				plan = append(plan, Placement{Item: int(s.ActivityID - 100), Session: s})
			}
		}
		if len(plan) == 3 && keepsRules(pkg, cal, plan) && keepsWays(pkg, cal, plan) {
			all = append(all, plan)
		}
	}
	return all
}

// keepsWays is what keepsRules does not look at: the time to get there.
func keepsWays(pkg Package, cal Calendar, plan Itinerary) bool {
	town := func(p Placement) string { return pkg.Items[p.Item-1].Municipality }
	for i, p := range plan {
		way := TravelTime(pkg.Legs[0].Municipality, town(p))
		from, to := dates.At(p.Session.Day, pkg.WorkFrom), dates.At(p.Session.Day, pkg.WorkTo)
		if cal.Days[p.Session.Day.Sub(cal.Start)].Open && p.Session.StartsAt.Before(to.Add(way)) && p.Session.EndsAt.After(from.Add(-way)) {
			return false
		}
		if p.Session.Capacity-p.Session.Taken < 8 || p.Session.PoolMin > 0 && !p.Session.Goes && p.Session.DecideAt.Equal(now) {
			return false
		}
		for _, o := range plan[:i] {
			apart := rest + TravelTime(town(p), town(o))
			if p.Session.StartsAt.Sub(o.Session.EndsAt) < apart && o.Session.StartsAt.Sub(p.Session.EndsAt) < apart {
				return false
			}
		}
	}
	return true
}

// costOf reckons a plan from what the costs mean, not as the solver does.
func costOf(pkg Package, cal Calendar, plan Itinerary) (cost int) {
	plan = slices.Clone(plan)
	slices.SortFunc(plan, func(a, b Placement) int { return a.Session.StartsAt.Compare(b.Session.StartsAt) })
	times := map[int]int{}
	for i, p := range plan {
		day, it := p.Session.Day.Sub(cal.Start), pkg.Items[p.Item-1]
		ideal := len(cal.Days) * 100 * (2*times[p.Item] + 1) / (2 * it.Times)
		times[p.Item]++
		cost += int(math.Abs(float64(100*day + 50 - ideal)))
		if p.Session.Taken == 0 {
			cost += 150
		}
		if s := p.Session; s.PoolMin > 0 && !s.Goes {
			cost += 200 * max(0, s.PoolMin-s.Taken-8) / s.PoolMin
		}
		for _, o := range plan[:i] {
			cost += 300 / (1 + int(math.Abs(float64(day-o.Session.Day.Sub(cal.Start)))))
		}
	}
	return cost
}

func TestPlanIsTheBestOfAll(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		pkg, list := drawn(t)
		cal := openWeek(pkg)
		got, missing := Plan(pkg, cal, 8, now, byActivity(list...))
		all := allowed(pkg, cal, list)
		if len(all) == 0 || len(missing) > 0 {
			if len(all) > 0 || len(missing) == 0 {
				t.Fatalf("%d plans are possible, and the planner says %v, missing %v", len(all), got, missing)
			}
			return
		}
		best := math.MaxInt
		for _, plan := range all {
			best = min(best, costOf(pkg, cal, plan))
		}
		if cost := costOf(pkg, cal, got); cost != best {
			t.Fatalf("the plan costs %d, the best of %d costs %d", cost, len(all), best)
		}
	})
}

// greedy takes for each item in turn what is cheapest just then, and never goes back.
func greedy(pkg Package, cal Calendar, list []partners.OpenSession) (plan Itinerary, all bool) {
	for _, it := range pkg.Items {
		for range it.Times {
			var best Itinerary
			for _, s := range list {
				try := append(slices.Clone(plan), Placement{Item: it.Position, Session: s})
				if s.ActivityID != it.ActivityID || slices.ContainsFunc(plan, func(p Placement) bool { return p.Session.ID == s.ID }) || !keepsSome(pkg, cal, try) {
					continue
				}
				if best == nil || costOf(pkg, cal, try) < costOf(pkg, cal, best) {
					best = try
				}
			}
			if best == nil {
				return plan, false
			}
			plan = best
		}
	}
	return plan, true
}

// keepsSome is the rules for a plan that is not complete yet.
func keepsSome(pkg Package, cal Calendar, plan Itinerary) bool {
	for i, p := range plan {
		day := p.Session.Day.Sub(cal.Start)
		if day < 0 || day >= len(cal.Days) {
			return false
		}
		if cal.Days[day].Open && p.Session.StartsAt.Before(dates.At(p.Session.Day, pkg.WorkTo)) && p.Session.EndsAt.After(dates.At(p.Session.Day, pkg.WorkFrom)) {
			return false
		}
		for _, o := range plan[:i] {
			if o.Session.ActivityID == p.Session.ActivityID && o.Session.Day == p.Session.Day {
				return false
			}
		}
	}
	return keepsWays(pkg, cal, plan)
}

func TestPlanNeverLosesToGreed(t *testing.T) {
	won := 0
	rapid.Check(t, func(t *rapid.T) {
		pkg, list := drawn(t)
		cal := openWeek(pkg)
		simple, ok := greedy(pkg, cal, list)
		got, missing := Plan(pkg, cal, 8, now, byActivity(list...))
		if !ok {
			if len(missing) == 0 {
				won++
			}
			return
		}
		if len(missing) > 0 {
			t.Fatalf("greed finds %v, the planner misses %v", simple, missing)
		}
		a, b := costOf(pkg, cal, got), costOf(pkg, cal, simple)
		if a > b {
			t.Fatalf("the plan costs %d, the greedy one %d", a, b)
		}
		if a < b {
			won++
		}
	})
	t.Logf("better than greed %d times", won)
}

func TestPlanKeepsClearOfMeetings(t *testing.T) {
	pkg := week()
	pkg.Items = pkg.Items[:1]
	cal := openWeek(pkg)
	a, b := session(1, 101, 2, evening, 180, 16), session(2, 101, 3, evening, 180, 16)
	cal.Busy = []Span{{From: a.StartsAt.Add(-rest), To: a.StartsAt.Add(rest)}}
	if got, _ := Plan(pkg, cal, 8, now, byActivity(a, b)); len(got) != 1 || got[0].Session.ID != 2 {
		t.Fatalf("got %+v", got)
	}
}

// TestSessionsNearTheirMinimumArePreferred: of two evenings that are the same else, the group goes where it is nearer to what is
// needed, and where nothing is needed rather than where much is.
func TestSessionsNearTheirMinimumArePreferred(t *testing.T) {
	pkg := week()
	pkg.Items = pkg.Items[:1]
	cal := openWeek(pkg)
	pool := func(s partners.OpenSession, taken, least int, in time.Duration, goes bool) partners.OpenSession {
		s.Taken, s.Capacity = taken, 40
		s.Pool = partners.Pool{PoolMin: least, DecideAt: now.Add(in), Goes: goes}
		return s
	}
	early, late := session(1, 101, 1, evening, 180, 40), session(2, 101, 3, evening, 180, 40) // as far from the middle
	for _, test := range []struct {
		name string
		a, b partners.OpenSession
		want int64
	}{
		{"the nearer", pool(early, 2, 20, time.Hour, false), pool(late, 6, 20, time.Hour, false), 2},
		{"enough with the group", pool(early, 6, 20, time.Hour, false), pool(late, 12, 20, time.Hour, false), 2},
		{"one that goes", pool(early, 2, 20, time.Hour, false), pool(late, 2, 20, -time.Hour, true), 2},
		{"one without a minimum", pool(early, 2, 20, time.Hour, false), pool(late, 2, 0, 0, false), 2},
		{"never one that is overdue", pool(early, 12, 20, -time.Second, false), pool(late, 0, 20, time.Hour, false), 2},
	} {
		plan, missing := Plan(pkg, cal, 8, now, byActivity(test.a, test.b))
		if len(missing) > 0 || plan[0].Session.ID != test.want {
			t.Errorf("%s: %+v, %+v", test.name, plan, missing)
		}
		// the same with the evenings exchanged, so that it is not the day that decides
		test.a.Day, test.b.Day = test.b.Day, test.a.Day
		test.a.StartsAt, test.b.StartsAt, test.a.EndsAt, test.b.EndsAt = test.b.StartsAt, test.a.StartsAt, test.b.EndsAt, test.a.EndsAt
		plan, _ = Plan(pkg, cal, 8, now, byActivity(test.a, test.b))
		if len(plan) == 0 || plan[0].Session.ID != test.want {
			t.Errorf("%s, exchanged: %+v", test.name, plan)
		}
	}
}
