package stayview

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages"
	"github.com/hubittaako/hubittaako/packages/booking"
	"github.com/hubittaako/hubittaako/partners"
)

var monday = dates.MustParse("2027-06-07")

func at(day, clock, minutes int) (from, to time.Time) {
	from = dates.At(monday.AddDays(day), clock)
	return from, from.Add(time.Duration(minutes) * time.Minute)
}

func placed(item, day, clock, minutes int) packages.Placement {
	from, to := at(day, clock, minutes)
	return packages.Placement{Item: item, Session: partners.OpenSession{Day: monday.AddDays(day), StartsAt: from, EndsAt: to}}
}

// offer is eight days from a Wednesday: four at one hub, four at another, with a bus, a lunch, a sauna and nights.
func offer() (packages.Package, packages.Offer) {
	pkg := packages.Package{
		Revision: packages.Revision{WorkFrom: 8 * 60, WorkTo: 16 * 60},
		Legs: []packages.Leg{
			{Position: 1, HubID: 1, HubName: "HUBteekki", Days: 4, HubResource: 1}, {Position: 2, HubID: 2, HubName: "Lennätin", Days: 4, HubResource: 2},
		},
		Items: []packages.Item{
			{Position: 1, Kind: "transport", Motif: "bus", TitleFi: "Bussi", PartnerName: "Kyyti", Place: "Matkakeskus", Municipality: "Jyväskylä"},
			{Position: 2, Kind: "food", TitleFi: "Lounas", TitleEn: "Lunch", PartnerName: "Pirtti"},
			{Position: 3, Kind: "wellbeing", Motif: "sauna", TitleFi: "Sauna", PartnerName: "Ranta", Municipality: "Viitasaari"},
			{Position: 4, Kind: "lodging", TitleFi: "Mökki"},
		},
	}
	o := packages.Offer{Start: monday.AddDays(2), People: 6, Calendar: packages.Calendar{Start: monday.AddDays(2)}}
	for i := range 8 {
		o.Calendar.Days = append(o.Calendar.Days, packages.CalendarDay{Leg: 1 + i/4, Open: !o.Start.AddDays(i).IsWeekend()})
	}
	o.Itinerary = packages.Itinerary{placed(1, 2, 9*60+30, 105), placed(4, 2, 17*60, 960), placed(2, 3, 11*60+30, 60), placed(3, 6, 18*60, 150), placed(1, 9, 14*60, 105)}
	return pkg, o
}

func days(p Plan) (all []ui.Day, weeks []int, titles []string) {
	for _, leg := range p.Legs(context.Background()) {
		titles = append(titles, leg.Title)
		for _, w := range leg.Weeks {
			weeks = append(weeks, len(w.Days))
			all = append(all, w.Days...)
		}
	}
	return all, weeks, titles
}

// said is a day's blocks in short: "570-675 water Bussi".
func said(d ui.Day) string {
	var out []string
	for _, e := range d.Events {
		out = append(out, fmt.Sprintf("%d-%d %s %s", e.From, e.To, e.Kind, e.Title))
	}
	return strings.Join(out, ", ")
}

func TestPlanOfAnOffer(t *testing.T) {
	pkg, o := offer()
	all, weeks, titles := days(Of(pkg, o, "fi"))
	if !slices.Equal(titles, []string{"HUBteekki", "Lennätin"}) || !slices.Equal(weeks, []int{4, 1, 3}) {
		t.Fatalf("legs %v, weeks of %v days", titles, weeks)
	}
	for i, want := range []struct{ sub, events, night string }{
		{"stay.day.arrival", "570-675 water Bussi, 675-960 work stay.day.work, 960-1320 free stay.day.leisure", "Mökki"},
		{"stay.day.working", "480-690 work stay.day.work, 690-750 food Lounas, 750-960 work stay.day.work, 960-1320 free stay.day.leisure", ""},
		{"stay.day.working", "480-960 work stay.day.work, 960-1320 free stay.day.leisure", ""},
		{"stay.day.free", "540-1320 free stay.day.leisure", ""},
		{"stay.day.move", "540-1080 free stay.day.leisure, 1080-1230 sauna Sauna", ""},
		{"stay.day.working", "480-960 work stay.day.work, 960-1320 free stay.day.leisure", ""},
		{"stay.day.working", "480-960 work stay.day.work, 960-1320 free stay.day.leisure", ""},
		{"stay.day.departure", "480-840 work stay.day.work, 840-945 water Bussi", ""},
	} {
		d := all[i]
		if d.Move != (want.sub == "stay.day.move") {
			t.Errorf("%s: moves: %v", d.Date, d.Move)
		}
		if d.Sub != want.sub || said(d) != want.events || d.Night != want.night || d.Off == strings.Contains(said(d), "work") {
			t.Errorf("%s: %s, %s, night %q, off %v", d.Date, d.Sub, said(d), d.Night, d.Off)
		}
	}
	if more := all[0].Events[0].More; more != "Kyyti, Matkakeskus, Jyväskylä" {
		t.Errorf("more: %q", more)
	}
}

func TestAPlanInNumbers(t *testing.T) {
	pkg, o := offer()
	got := Of(pkg, o, "fi").Sums(context.Background())
	if want := (Sums{WorkDays: 6, WorkMinutes: 285 + 420 + 3*480 + 360, Activities: 2, FreeDays: 2, Nights: 1}); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
}

func TestPlanInEnglish(t *testing.T) {
	pkg, o := offer()
	all, _, _ := days(Of(pkg, o, "en"))
	if got := said(all[1]); !strings.Contains(got, "Lunch") {
		t.Error(got)
	}
}

func TestOneLegHasNoTitle(t *testing.T) {
	pkg, o := offer()
	pkg.Legs = pkg.Legs[:1]
	for i := range o.Calendar.Days {
		o.Calendar.Days[i].Leg = 1
	}
	if _, weeks, titles := days(Of(pkg, o, "fi")); !slices.Equal(titles, []string{""}) || !slices.Equal(weeks, []int{5, 3}) {
		t.Errorf("%v, weeks of %v days", titles, weeks)
	}
}

func TestPlanOfABooking(t *testing.T) {
	from, to := at(1, 18*60, 120)
	d := booking.Detail{
		Booking: booking.Booking{StartsOn: monday, EndsOn: monday.AddDays(4), WorkFrom: 8 * 60, WorkTo: 16 * 60},
		Legs: []booking.Leg{
			{Position: 1, HubName: "HUBteekki", StartsOn: monday, EndsOn: monday.AddDays(1)},
			{Position: 2, HubName: "Lennätin", StartsOn: monday.AddDays(2), EndsOn: monday.AddDays(4)},
		},
		OpenDays: []dates.Date{monday, monday.AddDays(1), monday.AddDays(3), monday.AddDays(4)},
		Sessions: []booking.Session{{Kind: "wellbeing", Motif: "sauna", TitleFi: "Sauna", BringFi: "Pyyhe", BringEn: "Towel", StartsAt: from, EndsAt: to, Status: "cancelled"}},
	}
	all, weeks, titles := days(Booked(d, "fi"))
	if len(all) != 5 || !slices.Equal(weeks, []int{2, 3}) || !slices.Equal(titles, []string{"HUBteekki", "Lennätin"}) {
		t.Fatalf("%d days, weeks of %v days, legs %v", len(all), weeks, titles)
	}
	sauna := all[1].Events[1]
	if sauna.State != "off" || sauna.Sub != "stay.session_cancelled" || !strings.HasSuffix(sauna.More, "stay.bring") {
		t.Errorf("a cancelled session: %+v", sauna)
	}
	if all[2].Sub != "stay.day.move" || !all[2].Off {
		t.Errorf("the day of the move: %+v", all[2])
	}
}

func TestGaps(t *testing.T) {
	event := func(from, to int) ui.Event { return ui.Event{From: from, To: to} }
	for _, c := range []struct {
		name   string
		events []ui.Event
		want   [][2]int
	}{
		{"nothing in the way", nil, [][2]int{{480, 960}}},
		{"evening", []ui.Event{event(1020, 1200)}, [][2]int{{480, 960}}},
		{"lunch", []ui.Event{event(690, 750)}, [][2]int{{480, 690}, {750, 960}}},
		{"too short a rest is no work", []ui.Event{event(500, 920)}, nil},
		{"rounded to a quarter", []ui.Event{event(470, 581)}, [][2]int{{585, 960}}},
		{"over the end", []ui.Event{event(870, 975)}, [][2]int{{480, 870}}},
		{"all day", []ui.Event{event(400, 1000)}, nil},
		{"out of order", []ui.Event{event(690, 750), event(480, 540)}, [][2]int{{540, 690}, {750, 960}}},
	} {
		if got := gaps(480, 960, shortestWork, c.events); !slices.Equal(got, c.want) {
			t.Errorf("%s: %v, want %v", c.name, got, c.want)
		}
	}
}

// A group that goes home has no evening there, and no free day either where nobody knows when it leaves.
func TestTheLastDayEnds(t *testing.T) {
	pkg, o := offer()
	last := len(o.Calendar.Days) - 1
	o.Itinerary = o.Itinerary[:len(o.Itinerary)-1]
	for open, want := range map[bool]string{true: "480-960 work stay.day.work", false: ""} {
		o.Calendar.Days[last].Open = open
		if all, _, _ := days(Of(pkg, o, "fi")); said(all[last]) != want {
			t.Errorf("open %v: %s", open, said(all[last]))
		}
	}
}

// A block of two hours has room for how many have come; when that is decided stands with what is shown when it is pointed at.
func TestABlockSaysInShortHowManyHaveCome(t *testing.T) {
	from, to := at(0, 18*60, 120)
	s := PlanSession{Title: "Avanto", StartsAt: from, EndsAt: to, Pool: partners.Pool{PoolMin: 4, DecideAt: from.Add(-48 * time.Hour)}}
	e := s.event(context.Background())
	if e.State != "warn" || strings.Contains(e.Sub, "undecided") || !strings.Contains(e.Sub, "pool.gathered") || !strings.Contains(e.More, "pool.decided") {
		t.Errorf("%+v", e)
	}
	p := Plan{Sessions: []PlanSession{s, {Title: "Sauna"}}}
	if list := p.Gathering(context.Background()); len(list) != 1 || list[0].Title != "Avanto" || !strings.Contains(list[0].Text, "pool.undecided") {
		t.Errorf("still gathering: %v", list)
	}
	s.Goes = true
	if e := s.event(context.Background()); e.State != "" || !strings.Contains(e.Sub, "pool.goes") || e.More != "" {
		t.Errorf("%+v", e)
	}
}
