package money

import (
	"math"
	"math/big"
	"reflect"
	"testing"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"pgregory.net/rapid"
)

func finland() Rates {
	d := dates.MustParse
	return Rates{ // out of order on purpose
		{Reduced, d("2026-01-01"), 1350},
		{Standard, d("2013-01-01"), 2400},
		{Reduced, d("2013-01-01"), 1400},
		{Standard, d("2024-09-01"), 2550},
	}
}

func TestRateOfTheDay(t *testing.T) {
	for _, c := range []struct {
		class VATClass
		day   string
		want  int
	}{
		{Standard, "2024-08-31", 2400}, {Standard, "2024-09-01", 2550}, {Standard, "2027-06-07", 2550},
		{Reduced, "2025-12-31", 1400}, {Reduced, "2026-01-01", 1350},
		{Exempt, "1990-01-01", 0}, {None, "2027-06-07", 0},
	} {
		if got, err := finland().At(c.class, dates.MustParse(c.day)); err != nil || got != c.want {
			t.Errorf("%s on %s is %d, %v, want %d", c.class, c.day, got, err, c.want)
		}
	}
	if bp, err := finland().At(Standard, dates.MustParse("2012-12-31")); err == nil {
		t.Errorf("a day before the table has rate %d", bp)
	}
	if bp, err := finland().At("zero", dates.MustParse("2027-01-01")); err == nil {
		t.Errorf("an unknown class has rate %d", bp)
	}
}

func TestBreakdownTaxesTheSum(t *testing.T) {
	// Three lines of 0,33 € at 13,5 %: line by line 0,04 each, 0,12 together; on the sum it is 0,13.
	got := Breakdown([]VATInput{
		{Exempt, 0, 5000}, {Reduced, 1350, 33}, {Standard, 2550, 10000}, {Reduced, 1350, 33}, {None, 0, 700}, {Reduced, 1350, 33},
		{Reduced, 1400, 100},
	})
	want := []VATLine{{Standard, 2550, 10000, 2550}, {Reduced, 1400, 100, 14}, {Reduced, 1350, 99, 13}, {Exempt, 0, 5000, 0}, {None, 0, 700, 0}}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %v\nwant %v", got, want)
	}
	net, vat := Sum(got)
	if net != 15899 || vat != 2577 || got[0].Gross() != 12550 {
		t.Errorf("sum %d %d", net, vat)
	}
	if got := Breakdown(nil); len(got) != 0 {
		t.Errorf("nothing became %v", got)
	}
}

func TestVATRounding(t *testing.T) {
	for _, c := range []struct {
		net  int64
		bp   int
		want int64
	}{
		{100, 2550, 26}, {-100, 2550, -26}, // 25.5 rounds up, and its credit undoes it
		{98, 2550, 25}, {-98, 2550, -25}, // 24.99
		{10, 1350, 1}, {37, 1350, 5}, {0, 2550, 0}, {5, 0, 0},
		{1000, 1350, 135},
		{math.MaxInt64, 10000, math.MaxInt64},
	} {
		if got := VATOn(c.net, c.bp); got != c.want {
			t.Errorf("%d at %d is %d, want %d", c.net, c.bp, got, c.want)
		}
	}
	// The margin of 630,00 € including 25,5 % holds 128,01 € of VAT.
	if vat := 63000 - NetOf(63000, 2550); vat != 12801 {
		t.Errorf("VAT within 630,00 is %d", vat)
	}
}

func TestShareIsTheNearestCent(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		net := rapid.Int64Range(-1<<60, 1<<60).Draw(t, "net")
		bp := rapid.IntRange(0, 10000).Draw(t, "bp")
		vat := VATOn(net, bp)
		if VATOn(-net, bp) != -vat {
			t.Fatal("a credit doesn't undo it")
		}
		// |2·(vat·10000 − net·bp)| ≤ 10000, in exact numbers.
		diff := new(big.Int).Mul(big.NewInt(vat), big.NewInt(10000))
		diff.Sub(diff, new(big.Int).Mul(big.NewInt(net), big.NewInt(int64(bp))))
		if diff.Abs(diff).Cmp(big.NewInt(5000)) > 0 {
			t.Fatalf("%d at %d gives %d", net, bp, vat)
		}
		gross := rapid.Int64Range(-1<<40, 1<<40).Draw(t, "gross")
		n := NetOf(gross, bp)
		if d := n + VATOn(n, bp) - gross; d < -1 || d > 1 {
			t.Fatalf("net %d of %d at %d is %d away", n, gross, bp, d)
		}
	})
}
