package packages

import (
	"fmt"
	"testing"

	"pgregory.net/rapid"

	"github.com/hubittaako/hubittaako/app/base/money"
)

// TestDesksOfAFreePeriod: eight people for a week of which three days are free of charge, 24 × 15,00 = 360,00 of 600,00.
func TestDesksOfAFreePeriod(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*Package)
		free   int
		net    int64
		lines  string
	}{
		{"none", func(*Package) {}, 0, 175200, "desk 40×1500, activity 1×32000, activity 16×5200, "},
		{"three days", func(*Package) {}, 3, 139200, "desk 16×1500, desk 24×0, activity 1×32000, activity 16×5200, "},
		{"all of it", func(*Package) {}, 5, 115200, "desk 40×0, activity 1×32000, activity 16×5200, "},
		{"more days than it has", func(*Package) {}, 9, 115200, "desk 40×0, activity 1×32000, activity 16×5200, "},
		{"a hub that is free anyway", func(p *Package) { p.Legs[0].DeskDayCents = 0 }, 3, 115200, "desk 40×0, activity 1×32000, activity 16×5200, "},
		{"ten percent on what is left", func(p *Package) { p.AdjustBP = 1000 }, 3, 153120, "desk 16×1500, desk 24×0, activity 1×32000, activity 16×5200, service 1×13920, "},
		{"a fixed price is lower by the desks", func(p *Package) { p.Pricing, p.FixedCents = Fixed, 25000 }, 3, 164000, "desk 16×1500, desk 24×0, activity 1×32000, activity 16×5200, service 1×24800, "},
		{"a discount takes nothing from partners", func(p *Package) { p.AdjustBP = -3000 }, 5, 115200, "desk 40×0, activity 1×32000, activity 16×5200, "},
		{"nor does a low fixed price", func(p *Package) { p.Pricing, p.FixedCents = Fixed, 15000 }, 5, 115200, "desk 40×0, activity 1×32000, activity 16×5200, "},
	} {
		pkg := week()
		c.change(&pkg)
		p, err := Quote(pkg, Stay{Start: monday, People: 8, DeskDays: []int{5}, FreeDays: []int{c.free}, BookedOn: booked}, rates)
		if err != nil {
			t.Fatal(err)
		}
		lines := ""
		for _, l := range p.Lines {
			lines += fmt.Sprintf("%s %d×%d, ", l.Kind, l.Quantity, l.UnitCents)
		}
		if p.Net != c.net || lines != c.lines {
			t.Errorf("%s: %d, want %d; %s", c.name, p.Net, c.net, lines)
		}
	}
}

// TestNetOfIsTheQuotesWithFreeDays: what search compares by is what the booking costs.
func TestNetOfIsTheQuotesWithFreeDays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		pkg := week()
		pkg.Pricing = rapid.SampledFrom([]Pricing{Sum, Fixed}).Draw(t, "pricing")
		pkg.AdjustBP, pkg.FixedCents = rapid.IntRange(-4000, 4000).Draw(t, "bp"), int64(rapid.IntRange(0, 60000).Draw(t, "fixed"))
		pkg.Legs = append(pkg.Legs, Leg{Position: 2, HubID: 2, HubName: "Lennätin", HubResource: 12, Days: 5, DeskDayCents: int64(rapid.IntRange(0, 3000).Draw(t, "desk")), VATClass: money.Standard})
		var open, free [MaxDays]int
		for i := range pkg.Legs {
			open[i] = rapid.IntRange(0, 5).Draw(t, "open")
			free[i] = rapid.IntRange(0, open[i]).Draw(t, "free")
		}
		people := rapid.IntRange(1, 10).Draw(t, "people")
		stay := Stay{Start: monday, People: people, DeskDays: open[:2], FreeDays: free[:2], BookedOn: booked}
		p, err := Quote(pkg, stay, rates)
		if err != nil {
			t.Fatal(err)
		}
		if net := NetOf(&pkg, open, free, people); net != p.Net {
			t.Fatalf("search says %d, the quote %d", net, p.Net)
		}
		if waived(pkg, stay) > 0 && p.Net < p.Cost {
			t.Fatalf("%d is less than the partners' %d", p.Net, p.Cost)
		}
	})
}

func TestFreeOn(t *testing.T) {
	leg := Leg{FreeFrom: monday, FreeUntil: monday.AddDays(2)}
	for day, want := range map[int]bool{-1: false, 0: true, 2: true, 3: false} {
		if leg.FreeOn(monday.AddDays(day)) != want {
			t.Errorf("day %d", day)
		}
	}
	if (Leg{}).FreeOn(monday) {
		t.Error("without a period")
	}
}
