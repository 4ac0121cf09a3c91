package bankref

import (
	"errors"
	"strconv"
	"strings"
	"testing"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"pgregory.net/rapid"
)

func TestReferences(t *testing.T) {
	for _, c := range []struct{ base, national, printed, rf string }{
		{"123", "1232", "1232", "RF11 1232"},
		{"4090", "40905", "40905", "RF11 4090 5"},
		{"2026000", "20260008", "202 60008", "RF36 2026 0008"},
		{"23409678", "234096783", "2340 96783", ""},
		{"86851625961989", "868516259619897", "86851 62596 19897", "RF09 8685 1625 9619 897"},
		{"000123", "1232", "1232", ""},
	} {
		r, err := New(c.base)
		if err != nil || r.String() != c.national || r.Format() != c.printed {
			t.Errorf("%s: %s, %q, %v", c.base, r, r.Format(), err)
		}
		if c.rf != "" && r.RF().Format() != c.rf {
			t.Errorf("%s: %s, want %s", c.base, r.RF().Format(), c.rf)
		}
		if r.IsRF() || !r.RF().IsRF() || r.RF().RF() != r.RF() {
			t.Errorf("%s: kinds", c.base)
		}
		for _, s := range []string{c.printed, "00" + c.national, r.RF().Format(), strings.ToLower(r.RF().String())} {
			if back, err := Parse(s); err != nil || (back != r && back != r.RF()) {
				t.Errorf("%q reads as %s, %v", s, back, err)
			}
		}
	}
	if r, err := ForNumber(2026000); r != "20260008" || err != nil {
		t.Errorf("%s %v", r, err)
	}
	for _, bad := range []string{"", "12", "0012", "12345678901234567890", "12a4", "-123"} {
		if r, err := New(bad); !errors.Is(err, ErrReference) {
			t.Errorf("%q became %s", bad, r)
		}
	}
	for _, bad := range []string{"", "123", "1233", "20260080", "RF36 2026 0009", "RF37 2026 0008", "RF", "RF1", "RFAB123", "1232x", "RF36 2026-0008", "2" + strings.Repeat("0", 20)} {
		if r, err := Parse(bad); !errors.Is(err, ErrReference) {
			t.Errorf("%q became %s", bad, r)
		}
	}
}

func TestAnyReferenceSurvivesAndAnySlipIsCaught(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		r, err := ForNumber(rapid.Int64Range(100, 1<<62).Draw(t, "n"))
		if err != nil {
			t.Fatal(err)
		}
		for _, form := range []Reference{r, r.RF()} {
			if back, err := Parse(form.Format()); err != nil || back != form {
				t.Fatalf("%s is %s, %v", form.Format(), back, err)
			}
			i := rapid.IntRange(4*strings.Count(string(form), "RF"), len(form)-1).Draw(t, "at")
			other := (form[i]-'0'+byte(rapid.IntRange(1, 9).Draw(t, "by")))%10 + '0'
			wrong := string(form[:i]) + string(other) + string(form[i+1:])
			if !strings.HasPrefix(wrong, "0") {
				if _, err := Parse(wrong); err == nil {
					t.Fatalf("%s passes for %s", wrong, form)
				}
			}
		}
	})
}

func TestIBAN(t *testing.T) {
	for in, want := range map[string]string{
		"FI21 1234 5600 0007 85":          "FI21 1234 5600 0007 85",
		"fi4950009420028730":              "FI49 5000 9420 0287 30",
		"FI79\u00a04405 2020 0360 82 ":    "FI79 4405 2020 0360 82",
		"DE89 3704 0044 0532 0130 00":     "DE89 3704 0044 0532 0130 00",
		"GB82 WEST 1234 5698 7654 32":     "GB82 WEST 1234 5698 7654 32",
		"FR14 2004 1010 0505 0001 3M02 6": "", // one sign of the French example is gone
	} {
		i, err := ParseIBAN(in)
		if i.Format() != want || (err == nil) != (want != "") {
			t.Errorf("%q is %q, %v", in, i.Format(), err)
		}
	}
	for _, bad := range []string{"", "FI", "FI21 1234 5600 0007 86", "FI21 1234 5600 0070 85", "FI2112345600000785FI21", "1234 5600 0007 85", "FI21-1234-5600-0007-85", "ÄÖ21 1234 5600 0007 85"} {
		if i, err := ParseIBAN(bad); !errors.Is(err, ErrIBAN) {
			t.Errorf("%q became %s", bad, i)
		}
	}
	i, _ := ParseIBAN("FI2112345600000785")
	if got := i.Masked(); got != "FI•• •••• •••• ••07 85" {
		t.Errorf("masked %q", got)
	}
	if got := IBAN("").Masked(); got != "" {
		t.Errorf("masked %q", got)
	}
}

func TestBarcode(t *testing.T) {
	const demo, spec = "FI21 1234 5600 0007 85", "FI79 4405 2020 0360 82"
	for _, c := range []struct {
		iban  string
		cents int64
		ref   string
		due   string
		want  string
		check int // the pair that Code 128 C adds, 0 where none was published
	}{
		{spec, 488315, "86851 62596 19897", "2010-06-12", "479440520200360820048831500000000868516259619897100612", 40},
		{spec, 488315, "RF09 8685 1625 9619 897", "2010-06-12", "579440520200360820048831509000000868516259619897100612", 74},
		{demo, 123450, "20260008", "2026-12-07", "421123456000007850012345000000000000000020260008261207", 0},
		{demo, 123450, "RF36 2026 0008", "2026-12-07", "521123456000007850012345036000000000000020260008261207", 0},
		{demo, 0, "20260008", "", "421123456000007850000000000000000000000020260008000000", 0},
		{demo, 100000000, "20260008", "", "421123456000007850000000000000000000000020260008000000", 0},
		{demo, 99999999, "20260008", "", "421123456000007859999999900000000000000020260008000000", 0},
		{demo, -5, "20260008", "", "421123456000007850000000000000000000000020260008000000", 0},
	} {
		account, err := ParseIBAN(c.iban)
		if err != nil {
			t.Fatal(err)
		}
		ref, err := Parse(c.ref)
		if err != nil {
			t.Fatal(err)
		}
		var due dates.Date
		if c.due != "" {
			due = dates.MustParse(c.due)
		}
		got, err := Barcode(account, c.cents, ref, due)
		if err != nil || got != c.want {
			t.Errorf("got  %s, %v\nwant %s", got, err, c.want)
		}
		if c.check != 0 && code128Check(got) != c.check {
			t.Errorf("%s checks as %d", got, code128Check(got))
		}
	}
	if s, err := Barcode("DE89370400440532013000", 100, "1232", dates.Date{}); err == nil {
		t.Errorf("a German account gave %s", s)
	}
	lettered, err := Parse("RF18 5390 0754 7034")
	if err != nil {
		t.Fatal(err)
	}
	if s, err := Barcode("FI2112345600000785", 100, lettered, dates.Date{}); err != nil || len(s) != 54 {
		t.Errorf("%s %v", s, err)
	}
	if s, err := Barcode("FI2112345600000785", 100, "RF00ABC", dates.Date{}); err == nil {
		t.Errorf("letters gave %s", s)
	}
}

func code128Check(digits string) int {
	sum := 105
	for i := 0; i < len(digits); i += 2 {
		pair, _ := strconv.Atoi(digits[i : i+2])
		sum += (i/2 + 1) * pair
	}
	return sum % 103
}

func TestEPC(t *testing.T) {
	transfer := Transfer{Payee: "Hubittaako\nosuuskunta", Account: "FI2112345600000785", BIC: "NDEAFIHH", Cents: 123450, Reference: "20260008"}
	got, err := transfer.EPC()
	if want := "BCD\n002\n1\nSCT\nNDEAFIHH\nHubittaako osuuskunta\nFI2112345600000785\nEUR1234.50\n\nRF3620260008"; got != want || err != nil {
		t.Errorf("%q %v", got, err)
	}
	transfer.Payee = strings.Repeat("ä", 80)
	if got, _ := transfer.EPC(); !strings.Contains(got, "\n"+strings.Repeat("ä", 70)+"\n") || len(got) > 331 {
		t.Errorf("%q", got)
	}
	for _, cents := range []int64{0, -1, 100_000_000_000} {
		transfer.Cents = cents
		if got, err := transfer.EPC(); err == nil {
			t.Errorf("%d gave %q", cents, got)
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"20260008", "RF36 2026 0008", "FI21 1234 5600 0007 85", ""} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if r, err := Parse(s); err == nil {
			if back, err := Parse(r.Format()); err != nil || back != r {
				t.Fatalf("%q is %s, then %s, %v", s, r, back, err)
			}
		}
		if i, err := ParseIBAN(s); err == nil {
			if back, err := ParseIBAN(i.Format()); err != nil || back != i {
				t.Fatalf("%q is %s, then %s, %v", s, i, back, err)
			}
		}
	})
}
