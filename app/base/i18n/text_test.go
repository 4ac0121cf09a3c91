package i18n

import "testing"

func TestTextFallsBackInOrder(t *testing.T) {
	for _, c := range []struct {
		text     Text
		lang     string
		want, in string
	}{
		{Text{"Sauna", "Sauna in English", "Bastu"}, "fi", "Sauna", "fi"},
		{Text{"Sauna", "Sauna in English", "Bastu"}, "en", "Sauna in English", "en"},
		{Text{"Sauna", "Sauna in English", "Bastu"}, "sv", "Bastu", "sv"},
		{Text{"Sauna", "Sauna in English", ""}, "sv", "Sauna in English", "en"},
		{Text{"Sauna", "", ""}, "sv", "Sauna", "fi"},
		{Text{"Sauna", "", "Bastu"}, "en", "Sauna", "fi"},
		{Text{"", "", "Bastu"}, "en", "Bastu", "sv"},
		{Text{"", "Sauna in English", "Bastu"}, "fi", "Sauna in English", "en"},
		{Text{"", "", "Bastu"}, "fi", "Bastu", "sv"},
		{Text{"Sauna", "Sauna in English", "Bastu"}, "de", "Sauna in English", "en"},
		{Text{}, "sv", "", "sv"},
	} {
		if got, in := c.text.Find(c.lang); got != c.want || in != c.in || c.text.In(c.lang) != c.want {
			t.Errorf("%+v in %s: %q in %s, want %q in %s", c.text, c.lang, got, in, c.want, c.in)
		}
	}
}
