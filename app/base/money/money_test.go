package money

import (
	"errors"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestFormat(t *testing.T) {
	for _, c := range []struct {
		cents      int64
		fi, en, sh string
	}{
		{123450, "1\u00a0234,50\u00a0€", "€1,234.50", "1\u00a0234,50\u00a0€"},
		{0, "0,00\u00a0€", "€0.00", "0\u00a0€"},
		{5, "0,05\u00a0€", "€0.05", "0,05\u00a0€"},
		{-500, "\u22125,00\u00a0€", "-€5.00", "\u22125\u00a0€"},
		{-1, "\u22120,01\u00a0€", "-€0.01", "\u22120,01\u00a0€"},
		{45000, "450,00\u00a0€", "€450.00", "450\u00a0€"},
		{100000000, "1\u00a0000\u00a0000,00\u00a0€", "€1,000,000.00", "1\u00a0000\u00a0000\u00a0€"},
		{math.MinInt64, "\u221292\u00a0233\u00a0720\u00a0368\u00a0547\u00a0758,08\u00a0€", "-€92,233,720,368,547,758.08", "\u221292\u00a0233\u00a0720\u00a0368\u00a0547\u00a0758,08\u00a0€"},
	} {
		if got := Format(c.cents, "fi"); got != c.fi {
			t.Errorf("fi %d: %q, want %q", c.cents, got, c.fi)
		}
		if got := Format(c.cents, "sv"); got != c.fi {
			t.Errorf("sv %d: %q, want %q", c.cents, got, c.fi)
		}
		if got := Format(c.cents, "en"); got != c.en {
			t.Errorf("en %d: %q, want %q", c.cents, got, c.en)
		}
		if got := FormatShort(c.cents, "fi"); got != c.sh {
			t.Errorf("short %d: %q, want %q", c.cents, got, c.sh)
		}
	}
	if got := FormatShort(123400, "en"); got != "€1,234" {
		t.Errorf("short en %q", got)
	}
}

func TestPercentAndDecimal(t *testing.T) {
	for _, c := range []struct {
		bp     int
		fi, en string
	}{
		{2550, "25,5\u00a0%", "25.5%"}, {1350, "13,5\u00a0%", "13.5%"}, {1400, "14\u00a0%", "14%"}, {0, "0\u00a0%", "0%"},
		{1205, "12,05\u00a0%", "12.05%"}, {-750, "\u22127,5\u00a0%", "-7.5%"}, {10000, "100\u00a0%", "100%"},
	} {
		if got := Percent(c.bp, "fi"); got != c.fi {
			t.Errorf("fi %d: %q", c.bp, got)
		}
		if got := Percent(c.bp, "en"); got != c.en {
			t.Errorf("en %d: %q", c.bp, got)
		}
	}
	for cents, want := range map[int64]string{123450: "1234.50", -5: "-0.05", 0: "0.00"} {
		if got := Decimal(cents); got != want {
			t.Errorf("%d: %q, want %q", cents, got, want)
		}
	}
}

func TestParse(t *testing.T) {
	for in, want := range map[string]int64{
		"1\u00a0234,50\u00a0€": 123450,
		"1\u202f234,50 €":      123450,
		"1 234,50":             123450,
		"€1,234.50":            123450,
		"€ 1,234.50":           123450,
		"1.234,50 €":           123450,
		"1,234,567.89":         123456789,
		"1 234":                123400,
		"1234":                 123400,
		"1234.5":               123450,
		"0,05":                 5,
		"\u22125,00 €":         -500,
		"-€5.00":               -500,
		"€-5.00":               -500,
		"\u20135":              -500,
		"+5":                   500,
		"12 e":                 1200,
		"12 EUR":               1200,
		"  7  ":                700,
		"-0":                   0,
		"92233720368547758,07": math.MaxInt64,
	} {
		if got, err := Parse(in); err != nil || got != want {
			t.Errorf("%q is %d, %v, want %d", in, got, err, want)
		}
	}
	for _, in := range []string{"", "€", "-", "abc", "1.234", "1,234", "12 50", "1,2,3", "1.2.3", "12,345,6", ",50", "5,", "1 23,45", "--5", "5-", "1e3", "1€2", "e5", "€5€", "-€-5", "٣", "1 234.567,00x", "0x10", "1234 567,00", " . ", "1. 5"} {
		if got, err := Parse(in); !errors.Is(err, ErrFormat) {
			t.Errorf("%q is %d, %v", in, got, err)
		}
	}
	for _, in := range []string{"92233720368547758,08", "-99999999999999999999", strings.Repeat("9", 400)} {
		if got, err := Parse(in); !errors.Is(err, ErrRange) {
			t.Errorf("%q is %d, %v", in, got, err)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"1 234,50 €", "€1,234.50", "-5", "1.234", "92233720368547758,07", "e", "1,2"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		v, err := Parse(s)
		if err != nil {
			return
		}
		for _, lang := range []string{"fi", "en", "sv"} {
			if back, err := Parse(Format(v, lang)); err != nil || back != v {
				t.Fatalf("%q is %d, written %q, which is %d, %v", s, v, Format(v, lang), back, err)
			}
		}
	})
}

func TestWhatIsWrittenCanBeRead(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := rapid.Int64Range(math.MinInt64+1, math.MaxInt64).Draw(t, "cents")
		for _, s := range []string{Format(v, "fi"), Format(v, "en"), FormatShort(v, "fi"), Decimal(v)} {
			if got, err := Parse(s); err != nil || got != v {
				t.Fatalf("%q is %d, %v, want %d", s, got, err, v)
			}
		}
	})
}
