package photo

import (
	"strings"
	"testing"
)

func TestFormFaults(t *testing.T) {
	for _, c := range []struct {
		name  string
		form  Form
		there bool
		want  string
	}{
		{"all well", Form{AltFi: "Sauna", Data: []byte{1}}, false, ""},
		{"only words", Form{AltFi: "Sauna"}, true, ""},
		{"no file", Form{AltFi: "Sauna"}, false, "photo field.photo_missing"},
		{"not described", Form{AltFi: "  ", AltEn: "A sauna", Data: []byte{1}}, false, "alt_fi field.required"},
		{"too many words", Form{AltFi: "Sauna", AltSv: strings.Repeat("ä", 301)}, true, "alt_sv field.max_chars"},
		{"a focus outside", Form{AltFi: "Sauna", Focus: "101-5"}, true, "focus field.choice"},
		{"no focus at all", Form{AltFi: "Sauna", Focus: "left"}, true, "focus field.choice"},
	} {
		c.form.Clean()
		got := ""
		for _, f := range c.form.Faults(c.there) {
			got += f.Name + " " + f.Key
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.name, got, c.want)
		}
	}
}

func TestFocus(t *testing.T) {
	for _, f := range append(Focuses(), Focus{0, 100}) {
		if got, ok := ParseFocus(f.String()); !ok || got != f {
			t.Errorf("%v came back as %v, %v", f, got, ok)
		}
	}
	for _, bad := range []string{"", "50", "-1-50", "50-", "5 5", "50-50-50"} {
		if f, ok := ParseFocus(bad); ok {
			t.Errorf("%q is %v", bad, f)
		}
	}
	if all := Focuses(); len(all) != 9 || all[4] != Middle || all[2] != (Focus{85, 15}) {
		t.Errorf("%v", all)
	}
}
