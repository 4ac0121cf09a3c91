package packages

import (
	"testing"

	"pgregory.net/rapid"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/money"
)

var (
	monday = dates.MustParse("2027-06-07")
	booked = dates.MustParse("2026-11-23")
	rates  = money.Rates{
		{Class: money.Standard, From: dates.MustParse("2024-09-01"), BP: 2550},
		{Class: money.Reduced, From: dates.MustParse("2026-01-01"), BP: 1350},
		{Class: money.Reduced, From: dates.MustParse("2027-03-01"), BP: 1400},
	}
)

// week is five days at one hub with a sauna for the group and a canoe trip a person.
func week() Package {
	return Package{
		HubID: 1,
		Revision: Revision{
			State: Published, StartWeekdays: Weekdays{1}, SaleFrom: monday.AddDays(-30), SaleUntil: monday.AddDays(90),
			GroupMin: 2, GroupMax: 10, WorkFrom: 8 * 60, WorkTo: 16 * 60, Pricing: Sum,
		},
		Legs: []Leg{{Position: 1, HubID: 1, HubName: "HUBteekki", HubResource: 11, Days: 5, DeskDayCents: 1500, VATClass: money.Standard}},
		Items: []Item{
			{Position: 1, ActivityID: 101, PartnerID: 7, PartnerName: "Sauna", Kind: "wellbeing", TitleFi: "Savusauna", Minutes: 180, GroupMax: 16, Times: 1, PriceCents: 32000, PricePer: "group", VATClass: money.Standard},
			{Position: 2, ActivityID: 102, PartnerID: 8, PartnerName: "Melojat", Kind: "recreation", TitleFi: "Kanootti-ilta", Minutes: 210, GroupMax: 10, Times: 2, PriceCents: 5200, PricePer: "person", VATClass: money.Reduced},
		},
	}
}

func quote(t testing.TB, pkg Package, people int) Price {
	t.Helper()
	p, err := Quote(pkg, Stay{Start: monday, People: people, DeskDays: []int{5}, BookedOn: booked}, rates)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestQuote(t *testing.T) {
	for _, c := range []struct {
		name             string
		change           func(*Package)
		people           int
		net, vat, margin int64
		last             string
	}{
		// 8 × 5 × 15,00 = 600,00; 320,00; 8 × 2 × 52,00 = 832,00
		{"sum of parts", func(*Package) {}, 8, 175200, 23460 + 11232, 60000, LineActivity},
		{"ten percent on top is the hub's service", func(p *Package) { p.AdjustBP = 1000 }, 8, 192720, 27928 + 11232, 77520, LineService},
		{"ten percent off is the hub's discount", func(p *Package) { p.AdjustBP = -1000 }, 8, 157680, 18992 + 11232, 42480, LineDiscount},
		{"fixed above the parts", func(p *Package) { p.Pricing, p.FixedCents = Fixed, 25000 }, 8, 200000, 29784 + 11232, 84800, LineService},
		{"fixed at the parts has no line of its own", func(p *Package) { p.Pricing, p.FixedCents = Fixed, 21900 }, 8, 175200, 23460 + 11232, 60000, LineActivity},
		{"a free hub", func(p *Package) { p.Legs[0].DeskDayCents = 0 }, 8, 115200, 8160 + 11232, 0, LineActivity},
		{"a seller without VAT", func(p *Package) { p.Items[0].VATClass = money.None }, 8, 175200, 15300 + 11232, 60000, LineActivity},
		{"two people share the group's price", func(*Package) {}, 2, 15000 + 32000 + 20800, 11985 + 2808, 15000, LineActivity},
	} {
		t.Run(c.name, func(t *testing.T) {
			pkg := week()
			c.change(&pkg)
			p := quote(t, pkg, c.people)
			if p.Net != c.net || p.VATSum != c.vat || p.Gross != c.net+c.vat || p.Margin() != c.margin {
				t.Errorf("net %d VAT %d gross %d margin %d, want net %d VAT %d margin %d", p.Net, p.VATSum, p.Gross, p.Margin(), c.net, c.vat, c.margin)
			}
			if got := p.Lines[len(p.Lines)-1].Kind; got != c.last {
				t.Errorf("the last line is %s, want %s", got, c.last)
			}
		})
	}
}

func TestQuoteTakesTheRateOfTheEarlierDay(t *testing.T) {
	pkg := week()
	for _, c := range []struct {
		booked string
		bp     int
	}{{"2026-11-23", 1350}, {"2027-04-01", 1400}, {"2027-12-01", 1400}} {
		p, err := Quote(pkg, Stay{Start: monday, People: 2, DeskDays: []int{5}, BookedOn: dates.MustParse(c.booked)}, rates)
		if err != nil {
			t.Fatal(err)
		}
		if got := p.Lines[2].VATBP; got != c.bp {
			t.Errorf("booked on %s: %d, want %d", c.booked, got, c.bp)
		}
	}
}

func TestQuoteAddsUpWhateverTheNumbers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		pkg := week()
		people := rapid.IntRange(1, 40).Draw(t, "people")
		pkg.Legs[0].DeskDayCents = rapid.Int64Range(0, 9999).Draw(t, "desk")
		for i := range pkg.Items {
			pkg.Items[i].PriceCents = rapid.Int64Range(0, 99999).Draw(t, "price")
			pkg.Items[i].Times = rapid.IntRange(1, 5).Draw(t, "times")
			pkg.Items[i].VATClass = rapid.SampledFrom(money.Classes()).Draw(t, "class")
		}
		pkg.AdjustBP = rapid.IntRange(-10000, 10000).Draw(t, "adjust")
		if rapid.Bool().Draw(t, "fixed") {
			pkg.Pricing, pkg.FixedCents = Fixed, rapid.Int64Range(0, 500000).Draw(t, "per person")
		}
		p, err := Quote(pkg, Stay{Start: monday, People: people, DeskDays: []int{5}, BookedOn: booked}, rates)
		if err != nil {
			t.Fatal(err)
		}
		net, vat := money.Sum(p.VAT)
		lines := int64(0)
		for _, l := range p.Lines {
			lines += l.NetCents()
			if (l.HubID == 0) == (l.PartnerID == 0) {
				t.Fatalf("a line needs exactly one seller: %+v", l)
			}
		}
		if net != p.Net || lines != p.Net || vat != p.VATSum || p.Gross != p.Net+p.VATSum {
			t.Fatalf("lines %d, VAT base %d, net %d, VAT %d, gross %d", lines, net, p.Net, p.VATSum, p.Gross)
		}
		if pkg.Pricing == Fixed && p.Net != pkg.FixedCents*int64(people) {
			t.Fatalf("fixed price %d × %d became %d", pkg.FixedCents, people, p.Net)
		}
	})
}
