package packages

import (
	"testing"
	"time"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/partners"
)

// nightsOf are nights of an activity from the day on, with so many beds each; their ids count on from the activity's.
func nightsOf(activity int64, from int, beds ...int) (list []partners.OpenSession) {
	for i, free := range beds {
		list = append(list, session(activity*100+int64(from+i), activity, from+i, evening, 960, free))
	}
	return list
}

func lodgingWeek(times int) Package {
	pkg := week()
	pkg.Items = []Item{{Position: 1, ActivityID: 101, Kind: "lodging", VATClass: "reduced", GroupMin: 1, GroupMax: 20, Times: times}}
	return pkg
}

func TestNightsFollowEachOther(t *testing.T) {
	two := lodgingWeek(2)
	two.Items = append(two.Items, Item{Position: 2, ActivityID: 102, Kind: "lodging", VATClass: "reduced", GroupMin: 1, GroupMax: 20, Times: 2})
	for _, c := range []struct {
		name   string
		pkg    Package
		nights []partners.OpenSession
		want   []int64 // nil: none
		why    string
		day    int
		free   int
	}{
		{"every night", lodgingWeek(4), nightsOf(101, 0, 8, 9, 8, 20), []int64{10100, 10101, 10102, 10103}, "", 0, 0},
		{"one is short", lodgingWeek(4), nightsOf(101, 0, 8, 9, 5, 20), nil, WhyNights, 2, 5},
		{"one is not open", lodgingWeek(4), nightsOf(101, 1, 9, 9, 9), nil, WhyNights, 0, 0},
		{"some, from the first on", lodgingWeek(2), nightsOf(101, 0, 8, 8, 8, 8), []int64{10100, 10101}, "", 0, 0},
		{"some, where they follow each other", lodgingWeek(2), nightsOf(101, 0, 8, 7, 8, 8), []int64{10102, 10103}, "", 0, 0},
		{"never with a hole", lodgingWeek(2), nightsOf(101, 0, 8, 7, 8, 7), nil, WhyNights, 1, 7},
		{"two houses, one a night", two, append(nightsOf(101, 0, 8, 8, 8, 8), nightsOf(102, 0, 8, 8, 8, 8)...), []int64{10100, 10101, 10202, 10203}, "", 0, 0},
		{"two houses on the same nights", two, append(nightsOf(101, 0, 8, 8), nightsOf(102, 0, 8, 8)...), nil, WhyNights, 2, 0},
	} {
		offer, refusal, err := OfferFor(c.pkg, monday, 8, stockOf(10, c.nights...))
		switch {
		case err != nil:
			t.Fatal(err)
		case c.want == nil:
			if refusal == nil || refusal.Why != c.why || refusal.Day != monday.AddDays(c.day) || refusal.Free != c.free {
				t.Errorf("%s: %+v", c.name, refusal)
			}
		case refusal != nil || len(offer.Itinerary) != len(c.want):
			t.Errorf("%s: %+v %+v", c.name, refusal, offer.Itinerary)
		default:
			for i, p := range offer.Itinerary {
				if p.Session.ID != c.want[i] {
					t.Errorf("%s: night %d is %d", c.name, i, p.Session.ID)
				}
			}
		}
	}
	cal := openWeek(two).With(Rhythm{}.Settled(10100, 10102), two)
	if _, missing := Plan(lodgingWeek(2), cal, 8, now, stockOf(10, nightsOf(101, 0, 8, 7, 8, 7)...)); len(missing) > 0 {
		t.Errorf("nights that a stay has already may lie apart: %+v", missing)
	}
}

func TestTransfersAreOnTheWay(t *testing.T) {
	pkg := week()
	pkg.Legs = []Leg{{Position: 1, HubResource: 11, Municipality: "Pihtipudas", Days: 3}, {Position: 2, HubResource: 11, Municipality: "Viitasaari", Days: 2}}
	var rides []partners.OpenSession
	for day := range 5 {
		rides = append(rides, session(int64(day), 101, day, 8*60+30, 60, 16))
	}
	for _, c := range []struct {
		from, to string
		want     []int64 // the days that will do, in working hours
	}{
		{"Jyväskylä", "Pihtipudas", []int64{0}},
		{"Pihtipudas", "Viitasaari", []int64{3}},
		{"Viitasaari", "Jyväskylä", []int64{4}},
		{"Viitasaari", "Pihtipudas", []int64{0, 4}},
		{"Jyväskylä", "", []int64{0, 4}},
		{"Kinnula", "Kivijärvi", []int64{0, 4}},
	} {
		p := pkg
		p.Items = []Item{{Position: 1, ActivityID: 101, Kind: "transport", GroupMin: 1, GroupMax: 16, Times: 1, Municipality: c.from, To: c.to}}
		cal := Calendar{Start: monday}
		for i := range 5 {
			cal.Days = append(cal.Days, CalendarDay{Leg: 1 + i/3, Open: true})
		}
		pl, _ := newPlanner(p, cal, 8, now, byActivity(rides...))
		var got []int64
		if len(pl.wishes) > 0 {
			for _, s := range pl.wishes[0].fit {
				got = append(got, s.ID)
			}
		}
		if c.to == "Viitasaari" && pl.wishes[0].fit[pl.wishes[0].rank[0][0]].ID != 3 {
			t.Errorf("the day of the move is not the best")
		}
		if len(got) != len(c.want) {
			t.Errorf("%s to %s: %v, want %v", c.from, c.to, got, c.want)
			continue
		}
		for i := range got {
			if got[i] != c.want[i] {
				t.Errorf("%s to %s: %v, want %v", c.from, c.to, got, c.want)
			}
		}
	}
}

func TestTheWayCountsFromWhereATransferEnds(t *testing.T) {
	pkg := week()
	pkg.Items = []Item{
		{Position: 1, ActivityID: 101, Kind: "transport", GroupMin: 1, GroupMax: 16, Times: 1, Municipality: "Jyväskylä", To: "Pihtipudas"},
		{Position: 2, ActivityID: 102, Kind: "food", Minutes: 60, GroupMin: 1, GroupMax: 16, Times: 1, Municipality: "Pihtipudas"},
	}
	bus := session(1, 101, 0, 9*60, 120, 16)
	for minutes, fits := range map[time.Duration]bool{29: false, 30: true} {
		lunch := session(2, 102, 0, 11*60, 60, 16)
		lunch.StartsAt = dates.At(monday, 11*60).Add(minutes * time.Minute)
		lunch.EndsAt = lunch.StartsAt.Add(time.Hour)
		if _, missing := Plan(pkg, openWeek(pkg), 8, now, byActivity(bus, lunch)); (len(missing) == 0) != fits {
			t.Errorf("lunch %d minutes after the bus: %+v", minutes, missing)
		}
	}
}

func TestMissingNights(t *testing.T) {
	for times, key := range map[int]string{4: "", 3: "missing.nights", 5: "missing.nights_over"} {
		got := missingNights(lodgingWeek(times))
		if key == "" && len(got) > 0 || key != "" && (len(got) != 1 || got[0].Key != key) {
			t.Errorf("%d nights: %+v", times, got)
		}
	}
	if got := missingNights(week()); len(got) > 0 {
		t.Errorf("no lodging: %+v", got)
	}
}
