package businessid

import (
	"errors"
	"testing"
)

func TestParse(t *testing.T) {
	for in, want := range map[string]ID{
		"0243027-4":               "0243027-4",
		"02430274":                "0243027-4",
		"FI02430274":              "0243027-4",
		"fi 0243027-4":            "0243027-4",
		"FI-free 0243027-4":       "",
		"  0243027-4\u00a0":       "0243027-4",
		"0243027\u20134":          "0243027-4",
		"0243027 - 4":             "0243027-4",
		"243027-4":                "0243027-4",
		"208573-0":                "0208573-0",
		"0208573-0":               "0208573-0", // remainder 0
		"0245894-7":               "0245894-7",
		"9000001-1":               "9000001-1",
		"9000003-8":               "9000003-8",
		"9000007-0":               "9000007-0",
		"9000015-0":               "9000015-0",
		"0243027-5":               "", // wrong check digit
		"0243072-4":               "", // two digits swapped
		"9000002-0":               "", // remainder 1 is never issued, whatever follows
		"9000002-1":               "",
		"9000010-0":               "",
		"0000000-0":               "",
		"2430274":                 "", // seven digits: an old id without hyphen, or one that lost its check digit
		"FI243027-4":              "",
		"":                        "",
		"0243027-":                "",
		"SE0243027-4":             "",
		"02430274-4":              "",
		"٠٢٤٣٠٢٧-٤":               "",
		"0243027-4\n0208573-0":    "",
		"0243027-4; DROP TABLE x": "",
	} {
		got, err := Parse(in)
		if got != want || (err == nil) != (want != "") {
			t.Errorf("%q is %q, %v, want %q", in, got, err, want)
		}
		if err != nil && !errors.Is(err, ErrInvalid) {
			t.Errorf("%q: %v", in, err)
		}
	}
}

// Of the ten possible check digits of a number at most one is right.
func TestOneCheckDigitAtMost(t *testing.T) {
	for _, n := range []string{"0243027", "9000002", "9000010", "1234567", "9999999"} {
		right := 0
		for c := '0'; c <= '9'; c++ {
			if _, err := Parse(n + "-" + string(c)); err == nil {
				right++
			}
		}
		if never := n == "9000002" || n == "9000010"; right > 1 || never != (right == 0) {
			t.Errorf("%s has %d check digits", n, right)
		}
	}
}

func TestForms(t *testing.T) {
	id, _ := Parse("243027-4")
	if id.VATNumber() != "FI02430274" || id.OVT() != "003702430274" || id.String() != "0243027-4" || id.Digits() != "02430274" {
		t.Errorf("%s %s %s", id, id.VATNumber(), id.OVT())
	}
	if s, err := Normalize("FI02430274"); s != "0243027-4" || err != nil {
		t.Errorf("%s %v", s, err)
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"0243027-4", "FI02430274", "243027-4", "0243027-5", ""} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		id, err := Parse(s)
		if err != nil {
			return
		}
		for _, form := range []string{id.String(), id.Digits(), id.VATNumber()} {
			if again, err := Parse(form); err != nil || again != id {
				t.Fatalf("%q is %s, but %q is %s, %v", s, id, form, again, err)
			}
		}
		if len(id) != 9 || len(id.OVT()) != 12 {
			t.Fatalf("%q is %q", s, id)
		}
	})
}
