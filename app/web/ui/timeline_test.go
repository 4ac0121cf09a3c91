package ui

import (
	"slices"
	"strings"
	"testing"

	"github.com/hubittaako/hubittaako/app/base/dates"
)

func TestWeekShowsWhatHappens(t *testing.T) {
	tests := []struct {
		name     string
		events   []Event
		from, to int
		class    string
	}{
		{"nothing", nil, 7 * 60, 22 * 60, "week h15"},
		{"an early swim", []Event{{From: 6*60 + 30, To: 7*60 + 30}}, 6 * 60, 22 * 60, "week h16"},
		{"past midnight", []Event{{From: 22 * 60, To: 25 * 60}}, 7 * 60, 24 * 60, "week h17"},
		{"until half past ten", []Event{{From: 20 * 60, To: 22*60 + 30}}, 7 * 60, 23 * 60, "week h16"},
	}
	for _, tt := range tests {
		w := Week{Days: []Day{{Events: tt.events}}}
		if from, to := w.hours(); from != tt.from || to != tt.to || w.class() != tt.class {
			t.Errorf("%s: %d to %d, %q", tt.name, from, to, w.class())
		}
	}
}

func TestEventsArePlacedByClass(t *testing.T) {
	d := Day{Date: dates.MustParse("2027-06-07"), Events: []Event{
		{From: 17 * 60, To: 20 * 60, Kind: "sauna", Title: "b"},
		{From: 8 * 60, To: 16 * 60, Title: "a"},
		{From: 18 * 60, To: 18*60 + 45, Kind: "food", State: "draft", Title: "c"},
		{From: 20 * 60, To: 20*60 + 5, Kind: "study", Title: "d"},
		{From: 20*60 + 30, To: 22*60 + 30, Title: "e"},
	}}
	w := Week{Days: []Day{d}}
	var got []string
	for _, p := range w.place(d) {
		got = append(got, p.Title+": "+p.class)
	}
	want := []string{"a: ev work s4 e36", "b: ev sauna s40 e52 lane1", "c: ev food s44 e47 lane2 tiny is-draft", "d: ev study s52 e54 tiny", "e: ev work s54 e62 mid"}
	if !slices.Equal(got, want) {
		t.Errorf("%q\nwant %q", got, want)
	}
	if got := w.dayClass(d); got != "day wd1 lanes2" {
		t.Errorf("%q", got)
	}
}

func TestManyEventsAtOnceShareTheLastLane(t *testing.T) {
	var d Day
	for range 5 {
		d.Events = append(d.Events, Event{From: 600, To: 660})
	}
	if lane, count := d.lanes(); count != maxLanes || lane[4] != maxLanes-1 {
		t.Errorf("%v of %d", lane, count)
	}
}

func TestSoftHyphens(t *testing.T) {
	fi, en := viewed(t, "fi"), viewed(t, "en")
	for in, want := range map[string]string{
		"Maastoratsastus":   "Maas-to-rat-sas-tus",
		"Koskikalastus":     "Kos-ki-ka-las-tus",
		"Nuotioillallinen":  "Nuo-tioil-lal-li-nen",
		"Savusauna":         "Savusauna",
		"Avoin yliopisto":   "Avoin yliopisto",
		"Palvelumuotoilu a": "Pal-ve-lu-muo-toilu a",
		"":                  "",
	} {
		if got := strings.ReplaceAll(Soft(fi, in), "\u00ad", "-"); got != want {
			t.Errorf("%s: %s, want %s", in, got, want)
		}
		if Soft(en, in) != in {
			t.Errorf("English is hyphenated: %s", Soft(en, in))
		}
	}
}

func TestMonthRows(t *testing.T) {
	for month, rows := range map[string]int{"2027-02": 4, "2027-06": 5, "2027-05": 6} {
		m, err := dates.ParseMonth(month)
		if err != nil {
			t.Fatal(err)
		}
		weeks := MonthGrid{Month: m}.weeks()
		days := 0
		for _, week := range weeks {
			for i, d := range week {
				if !d.Date.IsZero() {
					days++
					if d.Date.Weekday() != i+1 {
						t.Errorf("%s stands under weekday %d", d.Date, i+1)
					}
				}
			}
		}
		if len(weeks) != rows || days != m.Days() {
			t.Errorf("%s: %d rows, %d days", month, len(weeks), days)
		}
	}
}

func TestMonthShadesByPrice(t *testing.T) {
	m := MonthGrid{Days: []StartDay{{PriceCents: 100, Href: "#"}, {PriceCents: 200, Href: "#"}, {PriceCents: 149, Href: "#"}, {PriceCents: 150, Href: "#"}, {PriceCents: 9, Full: true}}}
	for i, want := range []int{1, 3, 1, 2} {
		if got := m.shade(m.Days[i]); got != want {
			t.Errorf("%d cents: shade %d, want %d", m.Days[i].PriceCents, got, want)
		}
	}
	if got := (MonthGrid{Days: []StartDay{{PriceCents: 5, Href: "#"}}}).shade(StartDay{PriceCents: 5, Href: "#"}); got != 1 {
		t.Errorf("one price: shade %d", got)
	}
}

func TestWholeEurosNeverPromiseLess(t *testing.T) {
	for cents, want := range map[int64]string{118400: "1 184 €", 118401: "1 185 €", 0: "0 €", 99: "1 €"} {
		before, digits, after := euroParts(viewed(t, "fi"), cents)
		if got := strings.ReplaceAll(before+digits+after, "\u00a0", " "); got != want || strings.ContainsRune(digits, '€') {
			t.Errorf("%d: %s (%q), want %s", cents, got, digits, want)
		}
	}
	if before, digits, after := euroParts(viewed(t, "en"), 118401); before != "€" || digits != "1,185" || after != "" {
		t.Errorf("%q %q %q", before, digits, after)
	}
}

func TestEventKinds(t *testing.T) {
	for _, tt := range [][3]string{
		{"recreation", "canoe", "water"}, {"recreation", "forest", "forest"}, {"recreation", "", "forest"}, {"wellbeing", "", "sauna"},
		{"wellbeing", "ice_swim", "water"}, {"food", "campfire", "food"}, {"transport", "", "water"}, {"learning", "", "study"}, {"students", "", "study"}, {"", "", "work"},
	} {
		if got := EventKind(tt[0], tt[1]); got != tt[2] {
			t.Errorf("%s, %s: %s, want %s", tt[0], tt[1], got, tt[2])
		}
	}
}
