package staff

import (
	"maps"
	"testing"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages/hub"
)

var monday = dates.MustParse("2027-06-07")

// weeks are days from the Monday on; each text is a week of free desks out of nine, "-" for a closed day.
func weeks(texts ...string) (days []hub.Day) {
	for _, text := range texts {
		for _, r := range text {
			d := hub.Day{Day: monday.AddDays(len(days))}
			if r != '-' {
				d.Capacity, d.Taken = 9, 9-int(r-'0')
			}
			days = append(days, d)
		}
	}
	return days
}

func TestQuietWeek(t *testing.T) {
	for name, c := range map[string]struct {
		days  []hub.Day
		today dates.Date
		week  int // from the first Monday; -1 for none
		free  int
	}{
		"the emptiest":               {weeks("33333--", "55555--", "44444--"), monday.AddDays(-1), 1, 5},
		"its fullest day counts":     {weeks("99919--", "22222--"), monday.AddDays(-1), 1, 2},
		"the first of equals":        {weeks("44444--", "44444--"), monday.AddDays(-1), 0, 4},
		"this week has begun":        {weeks("99999--", "11111--"), monday, 1, 1},
		"closed weeks are not quiet": {weeks("-------", "11111--"), monday.AddDays(-1), 1, 1},
		"all full":                   {weeks("00000--", "00000--"), monday.AddDays(-1), -1, 0},
		"all past":                   {weeks("99999--"), monday.AddDays(30), -1, 0},
	} {
		t.Run(name, func(t *testing.T) {
			day, free, ok := occupancyView{days: c.days, today: c.today}.quiet()
			if ok != (c.week >= 0) || ok && (day != monday.AddDays(7*c.week) || free != c.free) {
				t.Errorf("%s %d %v", day, free, ok)
			}
		})
	}
}

func TestRowsOfAForm(t *testing.T) {
	form := func(pairs ...string) ui.Form {
		f := ui.NewForm("")
		for i := 0; i+1 < len(pairs); i += 2 {
			f = f.Set(pairs[i], pairs[i+1])
		}
		return f
	}
	values := func(f ui.Form) map[string]string {
		m := map[string]string{}
		for name := range f.Values {
			m[name] = f.Value(name)
		}
		return m
	}
	three := func() ui.Form {
		return form("items.0.activity", "7", "items.1.activity", "8", "items.1.times", "2", "items.2.activity", "9", "name_fi", "x", "items.x.times", "?")
	}
	for name, c := range map[string]struct{ got, want ui.Form }{
		"the middle one goes": {dropRow(three(), "items", 1), form("items.0.activity", "7", "items.1.activity", "9", "name_fi", "x", "items.x.times", "?")},
		"the last one goes": {
			dropRow(three(), "items", 2),
			form("items.0.activity", "7", "items.1.activity", "8", "items.1.times", "2", "name_fi", "x", "items.x.times", "?"),
		},
		"there is no such row": {dropRow(three(), "items", 5), three()},
		"gaps are closed":      {renumber(form("legs.3.hub", "1", "legs.9.hub", "2", "legs.9.days", "4"), "legs"), form("legs.0.hub", "1", "legs.1.hub", "2", "legs.1.days", "4")},
		"one more":             {addRow(form("legs.0.hub", "1"), "legs", map[string]string{"hub": "2"}), form("legs.0.hub", "1", "legs.1.hub", "2")},
		"a spare leg":          {withSpareLeg(form("legs.0.hub", "1")), form("legs.0.hub", "1", "legs.1.hub", "", "legs.1.days", "")},
		"one spare is enough":  {withSpareLeg(form("legs.0.hub", "1", "legs.1.hub", "")), form("legs.0.hub", "1", "legs.1.hub", "")},
	} {
		t.Run(name, func(t *testing.T) {
			if got, want := values(c.got), values(c.want); !maps.Equal(got, want) {
				t.Errorf("got %v, want %v", got, want)
			}
		})
	}
}
