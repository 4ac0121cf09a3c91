package businessid

import (
	"errors"
	"testing"
)

func TestParse(t *testing.T) {
	for in, want := range map[string]string{
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
		"0243027 4":               "0243027-4",
		"fi 02430274":             "0243027-4",
		"FI-02430274":             "0243027-4",
		"\ufeff0243027-4\u200b":   "0243027-4",
		"FI":                      "",
		"0243027-4-4":             "",
		"024302A-4":               "",
		"SE02430274":              "",
		"\uff10243027-4":          "",
		"\xff0243027-4":           "",
		"9000002-4":               "",
		"":                        "",
		"0243027-":                "",
		"SE0243027-4":             "",
		"02430274-4":              "",
		"٠٢٤٣٠٢٧-٤":               "",
		"0243027-4\n0208573-0":    "",
		"0243027-4; DROP TABLE x": "",
	} {
		got, ok := Parse(in)
		if got != want || ok != (want != "") {
			t.Errorf("%q is %q, %v, want %q", in, got, ok, want)
		}
		if id, err := Normalize(in); id != want || errors.Is(err, ErrInvalid) != (want == "") {
			t.Errorf("%q: %q, %v", in, id, err)
		}
	}
}

// Of the ten possible check digits of a number at most one is right.
func TestOneCheckDigitAtMost(t *testing.T) {
	for _, n := range []string{"0243027", "9000002", "9000010", "1234567", "9999999"} {
		right := 0
		for c := '0'; c <= '9'; c++ {
			if _, ok := Parse(n + "-" + string(c)); ok {
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
	if VATNumber(id) != "FI02430274" || OVT(id) != "003702430274" {
		t.Errorf("%s %s %s", id, VATNumber(id), OVT(id))
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"0243027-4", "FI02430274", "243027-4", "0243027-5", ""} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		id, ok := Parse(s)
		if !ok {
			return
		}
		for _, form := range []string{id, VATNumber(id), VATNumber(id)[2:]} {
			if again, ok := Parse(form); !ok || again != id {
				t.Fatalf("%q is %s, but %q is %s", s, id, form, again)
			}
		}
		if len(id) != 9 || len(OVT(id)) != 12 {
			t.Fatalf("%q is %q", s, id)
		}
	})
}
