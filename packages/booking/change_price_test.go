package booking

import (
	"fmt"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"github.com/hubittaako/hubittaako/app/base/money"
	"github.com/hubittaako/hubittaako/packages"
)

func desks(n, bp int) Line {
	return Line{Kind: packages.LineDesk, HubID: 1, TextFi: "Työpisteet", Quantity: n, Unit: "desk_day", UnitCents: 1500, VATClass: money.Standard, VATBP: bp}
}

func canoe(n int) Line {
	return Line{Kind: packages.LineActivity, PartnerID: 2, ActivityID: 3, TextFi: "Kanootti", Quantity: n, Unit: "person", UnitCents: 5201, VATClass: money.Reduced, VATBP: 1350}
}

func service(cents int64) *Line {
	return &Line{Kind: packages.LineService, HubID: 1, TextFi: "Kokoaminen", Quantity: 1, Unit: "stay", UnitCents: cents, VATClass: money.Standard, VATBP: 2550}
}

func said(lines []Line) string {
	var out []string
	for _, l := range lines {
		out = append(out, fmt.Sprintf("%s %d×%d@%d", l.Kind, l.Quantity, l.UnitCents, l.VATBP))
	}
	return fmt.Sprint(out)
}

func TestPriceOfAChange(t *testing.T) {
	tenth := func(n int64) int64 { return share(n, 1000) }
	less := func(n int64) int64 { return share(n, -1000) }
	none := func(int64) int64 { return 0 }
	for _, c := range []struct {
		name string
		p    priced
		want string
	}{
		{"more", priced{before: []Line{desks(40, 2550)}, parts: []Line{desks(50, 2550)}, portion: none}, "[desk 50×1500@2550]"},
		{"more, at another rate since", priced{before: []Line{desks(40, 2550)}, parts: []Line{desks(50, 2600)}, portion: none}, "[desk 40×1500@2550 desk 10×1500@2600]"},
		{"the same at another rate since", priced{before: []Line{desks(40, 2550)}, parts: []Line{desks(40, 2600)}, portion: none}, "[desk 40×1500@2550]"},
		{"less, everything back", priced{before: []Line{desks(40, 2550)}, parts: []Line{desks(30, 2550)}, percent: 100, portion: none}, "[desk 30×1500@2550]"},
		{"less, half back", priced{before: []Line{desks(40, 2550)}, parts: []Line{desks(30, 2550)}, percent: 50, portion: none}, "[desk 30×1500@2550 kept 1×7500@2550]"},
		{"less, nothing back", priced{before: []Line{desks(40, 2550)}, parts: []Line{desks(30, 2550)}, portion: none}, "[desk 30×1500@2550 kept 1×15000@2550]"},
		{"half a cent is the company's", priced{before: []Line{canoe(2)}, parts: []Line{canoe(1)}, percent: 50, portion: none}, "[activity 1×5201@1350 kept 1×2600@1350]"},
		{"gone, half back", priced{before: []Line{desks(5, 2550), canoe(2)}, parts: []Line{desks(5, 2550)}, percent: 50, portion: none}, "[desk 5×1500@2550 kept 1×5201@1350]"},
		{"what was kept stays", priced{before: []Line{desks(5, 2550), {Kind: Kept, Quantity: 1, UnitCents: 99}}, parts: []Line{desks(5, 2550)}, percent: 50, portion: none}, "[desk 5×1500@2550 kept 1×99@0]"},
		{"with a service", priced{before: []Line{desks(40, 2550), *service(6000)}, parts: []Line{desks(30, 2550)}, adjust: service(4500), percent: 50, portion: tenth},
			"[desk 30×1500@2550 service 1×4500@2550 kept 1×7500@2550 kept 1×750@2550]"},
		{"with a discount", priced{before: []Line{desks(40, 2550), *service(-6000)}, parts: []Line{desks(30, 2550)}, adjust: service(-4500), percent: 50, portion: less},
			"[desk 30×1500@2550 service 1×-4500@2550 kept 1×7500@2550 kept 1×-750@2550]"},
		{"a service that ends", priced{before: []Line{desks(1, 2550), *service(10)}, parts: []Line{desks(1, 2550)}, percent: 100, portion: none}, "[desk 1×1500@2550]"},
	} {
		if got := said(c.p.lines()); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

func TestTheDifferenceLineByLine(t *testing.T) {
	for _, c := range []struct {
		name          string
		before, after []Line
		want          string
	}{
		{"nothing", []Line{desks(5, 2550), *service(99)}, []Line{desks(5, 2550), *service(99)}, "[]"},
		{"more and less", []Line{desks(5, 2550), canoe(4)}, []Line{desks(9, 2550), canoe(1)}, "[activity 3×-5201@1350 desk 4×1500@2550]"},
		{"at another rate", []Line{desks(5, 2550)}, []Line{desks(5, 2550), desks(2, 2600)}, "[desk 2×1500@2600]"},
		{"the hub's service", []Line{desks(5, 2550), *service(500)}, []Line{desks(6, 2550), *service(620)}, "[desk 1×1500@2550 service 1×120@2550]"},
		{"the hub's service no more", []Line{*service(500)}, nil, "[service 1×-500@2550]"},
	} {
		if got := said(differenceOf(c.before, c.after)); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

// TestPapersAddUp: whatever is changed however often, the papers of all changes together say what the stay costs, net and tax,
// and what is dropped comes back by the percentage.
func TestPapersAddUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		now := priced{parts: []Line{desks(rapid.IntRange(1, 60).Draw(t, "desks"), 2550)}}.lines()
		var net, vat int64
		paper := func(before, after []Line) {
			c := Change{Before: Shape{Lines: before}, After: Shape{Lines: after}}
			n, v := money.Sum(c.VATLines())
			net, vat = net+n, vat+v
			var lines int64
			for _, l := range c.Lines() {
				if l.Quantity < 1 || l.NetCents != int64(l.Quantity)*l.UnitCents {
					t.Fatalf("a line cannot be written: %+v", l)
				}
				lines += l.NetCents
			}
			if lines != n {
				t.Fatalf("lines of %d on a paper of %d", lines, n)
			}
		}
		paper(nil, now)
		for range rapid.IntRange(1, 5).Draw(t, "changes") {
			p := priced{before: slices.Clone(now), percent: rapid.SampledFrom([]int{0, 50, 100}).Draw(t, "percent"), portion: func(n int64) int64 { return share(n, 700) }}
			p.parts = append(p.parts, desks(rapid.IntRange(1, 60).Draw(t, "desks"), rapid.SampledFrom([]int{2550, 2600}).Draw(t, "rate")))
			if n := rapid.IntRange(0, 9).Draw(t, "canoes"); n > 0 {
				p.parts = append(p.parts, canoe(n))
			}
			parts := int64(0)
			for _, l := range p.parts {
				parts += amount(l)
			}
			p.adjust = service(share(parts, 700))
			after := p.lines()
			paper(now, after)
			now = after
		}
		wantNet, wantVAT, _ := sum(now)
		if net != wantNet || vat != wantVAT {
			t.Fatalf("papers say %d + %d, the stay costs %d + %d", net, vat, wantNet, wantVAT)
		}
	})
}
