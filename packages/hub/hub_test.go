package hub

import (
	"testing"

	"github.com/hubittaako/hubittaako/app/base/dates"
)

func TestOpenOn(t *testing.T) {
	midsummer := dates.MustParse("2027-06-25") // a Friday
	closed := []Closure{{Day: midsummer}}
	weekend := Hours{5: {600, 900}}
	for _, c := range []struct {
		name     string
		hours    Hours
		closures []Closure
		day      dates.Date
		want     bool
	}{
		{"a weekday", OfficeHours(), closed, midsummer.AddDays(-1), true},
		{"a closed day", OfficeHours(), closed, midsummer, false},
		{"without the closure", OfficeHours(), nil, midsummer, true},
		{"Saturday in office hours", OfficeHours(), nil, midsummer.AddDays(1), false},
		{"Saturday where it is open", weekend, closed, midsummer.AddDays(1), true},
		{"Sunday", weekend, nil, midsummer.AddDays(2), false},
	} {
		if got := OpenOn(c.hours, c.closures, c.day); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}

func TestCapacityOn(t *testing.T) {
	monday := dates.MustParse("2027-06-07")
	for status, want := range map[Status]int{Working: 8, Planned: 0, Closed: 0} {
		if got := (Hub{Status: status, Desks: 8, Hours: OfficeHours()}).capacityOn(monday); got != want {
			t.Errorf("%s: %d", status, got)
		}
	}
}

func TestParsePosition(t *testing.T) {
	for in, want := range map[string][2]float64{"63.367, 25.574": {63.367, 25.574}, "63 25": {63, 25}, "63.36;25.5": {63.36, 25.5}} {
		if lat, lon, ok := ParsePosition(in); !ok || lat != want[0] || lon != want[1] {
			t.Errorf("%q: %v %v %v", in, lat, lon, ok)
		}
	}
	for _, in := range []string{"", "63.367", "25.574, 63.367", "pohjoinen", "0, 0"} {
		if _, _, ok := ParsePosition(in); ok {
			t.Errorf("%q is no place in Finland", in)
		}
	}
}

func TestFactsFaults(t *testing.T) {
	at := func(n int) *int { return &n }
	good := func() Facts {
		return Facts{Name: "Hubi", Municipality: "Pihtipudas", Position: "63.3, 25.5", Email: "a@b.fi", Desks: 4, VATClass: "standard",
			Hours: []HoursOf{{1, at(480), at(960)}, {2, nil, nil}}}
	}
	for _, c := range []struct {
		name   string
		change func(f *Facts)
		field  string // "" for none
	}{
		{"fine", func(*Facts) {}, ""},
		{"pasted business id", func(f *Facts) { f.BusinessID = "FI02430274" }, ""},
		{"an e-mail pasted with spaces", func(f *Facts) { f.Email = " a@b.fi " }, ""},
		{"no name", func(f *Facts) { f.Name = "  " }, "name"},
		{"no e-mail", func(f *Facts) { f.Email = "hubi" }, "email"},
		{"too many desks", func(f *Facts) { f.Desks = 1001 }, "desks"},
		{"negative price", func(f *Facts) { f.DeskDayCents = -1 }, "desk_day"},
		{"unknown tax", func(f *Facts) { f.VATClass = "" }, "vat_class"},
		{"wrong check digit", func(f *Facts) { f.BusinessID = "0243027-5" }, "business_id"},
		{"closes before it opens", func(f *Facts) { f.Hours[0].Closes = at(400) }, "hours.1.opens"},
		{"never closes", func(f *Facts) { f.Hours[1].Opens = at(400) }, "hours.2.opens"},
		{"elsewhere", func(f *Facts) { f.Position = "1, 1" }, "position"},
	} {
		f := good()
		c.change(&f)
		f.clean()
		fields := f.faults()
		if c.field == "" && len(fields) > 0 || c.field != "" && (len(fields) != 1 || fields[0].Name != c.field) {
			t.Errorf("%s: %+v", c.name, fields)
		}
	}
}
