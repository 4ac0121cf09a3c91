package packages

import (
	"slices"
	"testing"

	"github.com/hubittaako/hubittaako/app/base/dates"
)

// ready is week() with nothing missing.
func ready() Package {
	p := week()
	p.NameFi, p.NameEn, p.SummaryFi, p.SummaryEn = "Viikko", "A week", "Työtä ja saunaa.", "Work and sauna."
	p.StartWeekdays, p.SaleFrom, p.SaleUntil = Weekdays{1}, monday, monday.AddDays(60)
	for i := range p.Legs {
		p.Legs[i].HubStatus, p.Legs[i].HubDesks = "working", p.GroupMax
	}
	for i := range p.Items {
		p.Items[i].ActivityStatus, p.Items[i].GroupMin, p.Items[i].GroupMax = "listed", p.GroupMin, p.GroupMax
		p.Items[i].SeasonFrom, p.Items[i].SeasonTo = 1, 12
	}
	return p
}

func TestMissing(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(p *Package)
		want   []string // keys; "!" before those that block
	}{
		{"nothing", func(*Package) {}, nil},
		{"no legs", func(p *Package) { p.Legs = nil }, []string{"!missing.legs"}},
		{"too short", func(p *Package) { p.Legs[0].Days = 4 }, []string{"!missing.length"}},
		{"too long", func(p *Package) { p.Legs[0].Days = 15 }, []string{"!missing.length"}},
		{"the hub is not there yet", func(p *Package) { p.Legs[0].HubStatus = "planned" }, []string{"!missing.hub_not_working"}},
		{"too few desks", func(p *Package) { p.Legs[0].HubDesks = p.GroupMax - 1 }, []string{"!missing.desks"}},
		{"no weekday", func(p *Package) { p.StartWeekdays = nil }, []string{"!missing.start_weekdays"}},
		{"no window", func(p *Package) { p.SaleUntil = dates.Date{} }, []string{"!missing.sale_window"}},
		{"window over", func(p *Package) { p.SaleFrom, p.SaleUntil = booked.AddDays(-9), booked }, []string{"!missing.sale_past"}},
		{"not listed", func(p *Package) { p.Items[0].ActivityStatus = "archived" }, []string{"!missing.not_listed"}},
		{"activity for fewer", func(p *Package) { p.Items[0].GroupMax = p.GroupMax - 1 }, []string{"!missing.group_max"}},
		{"activity for more", func(p *Package) { p.Items[0].GroupMin = p.GroupMin + 1 }, []string{"!missing.group_min"}},
		{"more often than days", func(p *Package) { p.Items[0].Times = p.Days() + 1 }, []string{"!missing.times"}},
		{"out of season", func(p *Package) { p.Items[0].SeasonFrom, p.Items[0].SeasonTo = 12, 6 }, []string{"missing.season"}},
		{"season over New Year", func(p *Package) { p.Items[0].SeasonFrom, p.Items[0].SeasonTo = 6, 5 }, nil},
		{"no English", func(p *Package) { p.SummaryEn = "" }, []string{"missing.english"}},
		{"no words", func(p *Package) { p.SummaryFi = "" }, []string{"missing.summary"}},
		{"fixed price too low", func(p *Package) { p.Pricing, p.FixedCents = Fixed, 100 }, []string{"!missing.price_below_cost"}},
		{"discount too large", func(p *Package) { p.AdjustBP = -9000 }, []string{"!missing.price_below_cost"}},
		{"small discount", func(p *Package) { p.AdjustBP = -100 }, nil},
		{"those that block come first", func(p *Package) { p.SummaryFi, p.Legs[0].HubStatus = "", "closed" }, []string{"!missing.hub_not_working", "missing.summary"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := ready()
			c.change(&p)
			var got []string
			problems := Missing(p, booked)
			for _, m := range problems {
				mark := ""
				if m.Blocking {
					mark = "!"
				}
				got = append(got, mark+m.Key)
				if m.Field == "" {
					t.Errorf("%s leads to no field", m.Key)
				}
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("got %v, want %v", got, c.want)
			}
			if Blocked(problems) != (len(got) > 0 && got[0][0] == '!') {
				t.Error("Blocked is wrong")
			}
		})
	}
}

func TestFixedPriceIsJudgedForEveryGroup(t *testing.T) {
	p := ready() // a group's price weighs most on the smallest group
	_, cost := netAndCost(p, p.GroupMin)
	p.Pricing, p.FixedCents = Fixed, cost/int64(p.GroupMin)-1
	if got := missingPrice(p); len(got) != 1 || got[0].Args["Count"] != p.GroupMin {
		t.Errorf("%+v", got)
	}
	p.FixedCents += 2
	if got := missingPrice(p); len(got) != 0 {
		t.Errorf("%+v", got)
	}
}

func TestPercent(t *testing.T) {
	for in, want := range map[string]Percent{"7,5": 750, "-5": -500, "8 %": 800, "0": 0, "12.25": 1225, "−3": -300} {
		var p Percent
		if err := p.UnmarshalText([]byte(in)); err != nil || p != want {
			t.Errorf("%q: %d, %v", in, p, err)
		}
	}
	for _, in := range []string{"x", "101", "-100,5", "5 5"} {
		if err := new(Percent).UnmarshalText([]byte(in)); err == nil {
			t.Errorf("%q was taken", in)
		}
	}
	for p, want := range map[Percent]string{750: "7,5", -500: "-5", 0: "0", 1000: "10", 1225: "12,25"} {
		if p.String() != want {
			t.Errorf("%d: %s", p, p)
		}
	}
}

func TestDraftFaults(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(f *DraftForm)
		field  string
	}{
		{"fine", func(*DraftForm) {}, ""},
		{"an empty row", func(f *DraftForm) { f.Legs = append(f.Legs, DraftLeg{}) }, ""},
		{"no name", func(f *DraftForm) { f.NameFi = " " }, "name_fi"},
		{"days of the second row", func(f *DraftForm) { f.Legs = []DraftLeg{{1, 7}, {2, 0}} }, "legs.1.days"},
		{"times", func(f *DraftForm) { f.Items = []DraftItem{{ActivityID: 1}, {2, 15, 0}} }, "items.1.times"},
		{"a leg that is not", func(f *DraftForm) { f.Items = []DraftItem{{2, 1, 2}} }, "items.0.leg"},
		{"weekday", func(f *DraftForm) { f.StartWeekdays = []int{8} }, "start_weekdays"},
		{"window", func(f *DraftForm) { f.SaleUntil = f.SaleFrom.AddDays(-1) }, "sale_until"},
		{"group", func(f *DraftForm) { f.GroupMax = f.GroupMin - 1 }, "group_max"},
		{"work", func(f *DraftForm) { f.WorkTo = f.WorkFrom }, "work_to"},
		{"pricing", func(f *DraftForm) { f.Pricing = "" }, "pricing"},
		{"cancellation", func(f *DraftForm) { f.HalfUntilDays = f.FreeUntilDays + 1 }, "half_until"},
		{"season", func(f *DraftForm) { f.Season = "sauna" }, "season"},
	} {
		p := ready()
		p.Season, p.Pricing, p.WorkFrom, p.WorkTo, p.FreeUntilDays = "summer", Sum, 480, 960, 30
		f := DraftOf(p)
		c.change(&f)
		fields := f.faults()
		if c.field == "" && len(fields) > 0 || c.field != "" && (len(fields) != 1 || fields[0].Name != c.field) {
			t.Errorf("%s: %+v", c.name, fields)
		}
	}
}

func TestSheet(t *testing.T) {
	p := ready()
	days := dates.Through(monday, monday.AddDays(20))
	s, err := sheet(p, 99, days, stocked(10, 1))
	if err != nil {
		t.Fatal(err)
	}
	if s.People != p.GroupMax || s.Start != monday.AddDays(7) || !s.Free || len(s.Problems) != 0 {
		t.Errorf("%d people on %s, free %v, %v", s.People, s.Start, s.Free, s.Problems)
	}
	if len(s.Curve) != p.GroupMax-p.GroupMin+1 || s.Curve[len(s.Curve)-1].Cents != s.Price.PerPerson() || s.Price.Margin() <= 0 {
		t.Errorf("%+v", s.Curve)
	}
	s, err = sheet(p, 6, days, stocked(10, 4)) // the first week has room for the smallest group only
	if err != nil || s.Start != monday.AddDays(7) || !s.Free {
		t.Errorf("six people on %s, free %v, %v", s.Start, s.Free, err)
	}
	s, err = sheet(p, 6, days, stocked(4, 4))
	if err != nil || s.Start != monday || s.Free || len(s.Problems) != 0 {
		t.Errorf("six people on %s, free %v, %v %v", s.Start, s.Free, s.Problems, err)
	}
	s, err = sheet(p, 0, days, stocked(0, 0))
	if err != nil || s.People != p.GroupMin || s.Free || len(s.Problems) != 1 || s.Problems[0].Key != "missing.no_free_start" {
		t.Errorf("%+v %v", s, err)
	}
}

func TestSizes(t *testing.T) {
	if got := sizes(4, 8, 6); !slices.Equal(got, []int{4, 5, 6, 7, 8}) {
		t.Errorf("%v", got)
	}
	got := sizes(1, 1000, 8)
	if len(got) > curvePoints+3 || got[0] != 1 || got[len(got)-1] != 1000 || !slices.Contains(got, 8) {
		t.Errorf("%v", got)
	}
}

func TestADraftWithoutLegsIsNotOffered(t *testing.T) {
	p := ready()
	p.Legs = nil
	if _, refusal, err := OfferFor(p, monday, 4, stocked(10, 10)); err != nil || refusal == nil || refusal.Why != WhyNotSold {
		t.Errorf("%+v %v", refusal, err)
	}
	if s, err := sheet(p, 4, dates.Through(monday, monday.AddDays(20)), stocked(10, 10)); err != nil || s.Free || !Blocked(s.Problems) {
		t.Errorf("%+v %v", s, err)
	}
}
