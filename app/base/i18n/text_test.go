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

// TestTextsOfTheHouseFallBackInTheSameOrder as what people write, and are reported.
func TestTextsOfTheHouseFallBackInTheSameOrder(t *testing.T) {
	b, err := Load(files("a.fi.toml", "all='fi'\ntwo='fi'\none='fi'\nn={one='yksi',other='{{.Count}} kpl'}", "a.en.toml", "all='en'\ntwo='en'\nn={one='one',other='{{.Count}} pcs'}", "a.sv.toml", "all='sv'"))
	if err != nil {
		t.Fatal(err)
	}
	var heard []string
	b.Report = func(lang, key, problem string) { heard = append(heard, lang+" "+key+" "+problem) }
	sv := b.For("sv")
	if got := sv.T("all") + sv.T("two") + sv.T("one") + sv.T("n", "Count", 1) + sv.T("n", "Count", 2); got != "svenfione2 pcs" {
		t.Errorf("got %q", got)
	}
	if len(heard) != 4 || heard[0] != "sv two missing" || !sv.Has("one") || sv.Has("none") {
		t.Errorf("heard %q", heard)
	}
}
