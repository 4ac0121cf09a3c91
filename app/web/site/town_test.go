package site

import "testing"

func TestTownsHaveTheirSwedishNames(t *testing.T) {
	for _, c := range []struct{ lang, name, want string }{
		{"sv", "Helsinki", "Helsingfors"}, {"sv", "Pihtipudas", "Pihtipudas"}, {"fi", "Oulu", "Oulu"}, {"en", "Tampere", "Tampere"}, {"sv", "Oulu", "Uleåborg"},
	} {
		if got := townIn(c.lang, c.name); got != c.want {
			t.Errorf("%s in %s is %q, want %q", c.name, c.lang, got, c.want)
		}
	}
}
