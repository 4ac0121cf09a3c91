package businessid

import "testing"

func TestParse(t *testing.T) {
	for _, c := range []struct {
		in, want string
		ok       bool
	}{
		{"0243027-4", "0243027-4", true},
		{"0208573-0", "0208573-0", true},
		{"0245894-7", "0245894-7", true},
		{"9000001-1", "9000001-1", true},
		{" 0243027-4\u00a0", "0243027-4", true},
		{"0243027\u20134", "0243027-4", true},
		{"0243027 4", "0243027-4", true},
		{"02430274", "0243027-4", true},
		{"FI02430274", "0243027-4", true},
		{"fi 02430274", "0243027-4", true},
		{"243027-4", "0243027-4", true},
		{"\ufeff0243027-4\u200b", "0243027-4", true},
		{"0243027-5", "", false},
		{"9000002-1", "", false}, // remainder 1 is never issued
		{"9000002-0", "", false},
		{"", "", false},
		{"FI", "", false},
		{"0243027-4-4", "", false},
		{"024302A-4", "", false},
		{"SE02430274", "", false},
		{"\uff10243027-4", "", false},
		{"\xff0243027-4", "", false},
	} {
		got, ok := Parse(c.in)
		if got != c.want || ok != c.ok {
			t.Errorf("%q: got %q %v, want %q %v", c.in, got, ok, c.want, c.ok)
		}
	}
}

func TestVATNumber(t *testing.T) {
	if got := VATNumber("0243027-4"); got != "FI02430274" {
		t.Fatal(got)
	}
}

func FuzzParse(f *testing.F) {
	f.Add("0243027-4")
	f.Add("FI02430274")
	f.Fuzz(func(t *testing.T, s string) {
		id, ok := Parse(s)
		if !ok {
			return
		}
		if again, ok := Parse(id); !ok || again != id || len(id) != 9 {
			t.Fatalf("%q read as %q, which reads as %q", s, id, again)
		}
	})
}
