package ui

import (
	"maps"
	"slices"
	"strconv"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/web/ui/poster"
)

// Samples for the sheet of components. They are fixed, so that two looks at the sheet can be compared.

var sampleMonday = dates.MustParse("2027-06-07")

func sampleForm(bad bool) Form {
	f := NewForm("g").Set("company", "Havu Studio Oy").Set("email", "toimisto@havustudio.example").SetMoney("price", 123450).
		SetInt("people", 8).SetDate("date", sampleMonday).SetClock("time", 16*hour+30).Set("length", "14").
		Set("pay", "invoice").Set("theme", "sauna", "forest").Set("days", "1", "3").SetBool("lodging", true).Set("chip", "sauna").Set("locked", "Savusauna").Set("password", "ei koskaan")
	if bad {
		f.ID = "b"
		f.Order = []string{"company", "businessid", "people", "length", "text", "terms", "theme", "pay"}
		f = f.Set("businessid", "1234567-8").Set("company")
		f.Errors = map[string]string{
			"company":    "Kirjoita yrityksen nimi.",
			"businessid": "Tarkistusnumero ei täsmää. Vertaa numeroa rekisteriin.",
			"people":     "Paikkoja on vapaana enintään 6.",
			"length":     "Valitse kesto.",
			"text":       "Enintään 800 merkkiä.",
			"terms":      "Ehdot on hyväksyttävä.",
			"theme":      "Valitse enintään yksi.",
			"pay":        "Valitse maksutapa.",
		}
	}
	return f
}

func sampleCards() []Card {
	card := func(slug, title, place, text, price, next, places, season, theme string) Card {
		return Card{
			Picture: Picture{Poster: poster.Spec{Slug: slug, Kind: "package", Season: season, Theme: theme}}, Title: title, Href: "#",
			Place: place, Text: text, Price: price, PerWhat: "/ henkilö, alv 0 %", Aside: "Seuraava " + next, AsideSub: places,
		}
	}
	return []Card{
		card("koliman-ranta", "Kaksi viikkoa Koliman rannalla", "HUBteekki, Pihtipudas", "14 päivää, savusauna ja kanootit", "1 184 €", "7.6.2027", "12 paikkaa", "summer", ""),
		card("kaamos", "Kaamoksen kirkkaus", "HUBteekki, Pihtipudas", "7 päivää, avanto ja lumikengät", "642 €", "11.1.2027", "8 paikkaa", "winter", "ice_swim"),
		card("kaksi-hubia", "Kahden hubin kesä", "HUBteekki ja Lennätin", "14 päivää, vaihto Viitasaarelle", "1 246 €", "5.7.2027", "10 paikkaa", "summer", "canoe"),
		card("ruska", "Ruskaa ja ratkaisuja", "Lennätin, Viitasaari", "7 päivää, opintoja ja nuotioiltoja", "718 €", "13.9.2027", "14 paikkaa", "autumn", "campfire"),
	}
}

func sampleWeeks() []Week {
	event := func(from, to int, kind, title, sub, more string) Event {
		e := Event{From: from, To: to, Kind: kind, Title: title, Sub: sub, More: more}
		if kind != "work" {
			e.Href = "#"
		}
		return e
	}
	at := func(h, m int) int { return h*hour + m }
	work := event(at(8, 0), at(16, 0), "work", "Työaika", "", "")
	night := "Koliman mökit"
	days := []Day{
		{Sub: "Tulopäivä", Events: []Event{
			event(at(10, 0), at(11, 45), "water", "Bussi Jyväskylästä", "", "Kyyti kaikille, lähtö matkakeskukselta."),
			event(at(12, 0), at(13, 0), "food", "Tulolounas", "Kylän pöytä", ""),
			event(at(13, 0), at(16, 0), "work", "Työaika", "", ""),
			event(at(17, 0), at(20, 0), "sauna", "Rantasauna", "8/8 täynnä", "Kolimanrannan Sauna, 8 kerrallaan, pyyhkeet mukana."),
		}},
		{Events: []Event{work, event(at(16, 30), at(18, 0), "forest", "Metsäkylpy", "", "Hiljainen opastettu kävely.")}},
		{Events: []Event{work, event(at(17, 0), at(20, 30), "water", "Kanootti-ilta", "3/4", "Opastettu, nuotiokahvit.")}},
		{Today: true, Events: []Event{work, event(at(16, 30), at(17, 15), "study", "Infohetki", "", ""), event(at(17, 30), at(19, 0), "study", "Avoin yliopisto", "", "")}},
		{Events: []Event{work, event(at(18, 0), at(20, 30), "food", "Kylän pöytä", "", ""), event(at(18, 30), at(20, 0), "sauna", "Rantasauna", "", "")}},
		{Off: true, Sub: "Vapaa", Events: []Event{
			event(at(10, 0), at(15, 0), "forest", "Salamajärven kansallispuistovaellus", "", "Opas, kyyti ja nuotiolounas."),
			event(at(18, 0), at(21, 0), "sauna", "Savusauna", "", "Lämpiää kahdeksan tuntia."),
		}},
		{Off: true, Sub: "Vapaa", Empty: "Ei ohjelmaa", Events: nil},
	}
	days[2].Events[1].State = "warn"
	days[4].Events[2].State = "draft"
	for i := range days {
		days[i].Date = sampleMonday.AddDays(i)
		days[i].Night = night
		if days[i].Sub == "" {
			days[i].Sub = "Työpäivä"
		}
	}
	next := []Day{
		{Sub: "Työpäivä", Date: sampleMonday.AddDays(7), Night: night, Events: []Event{work, event(at(17, 0), at(18, 30), "study", "Lukiolaisten pulma", "", "")}},
		{Sub: "Työpäivä", Date: sampleMonday.AddDays(8), Night: night, Events: []Event{work, event(at(17, 0), at(18, 0), "forest", "Keihäskokeilu", "", ""), event(at(18, 0), at(21, 0), "sauna", "Rantasauna", "", "")}},
		{Sub: "Lähtöpäivä", Date: sampleMonday.AddDays(9), Events: []Event{event(at(9, 0), at(10, 0), "food", "Aamiainen", "", ""), event(at(12, 0), at(13, 45), "water", "Bussi Jyväskylään", "", "")}},
	}
	return []Week{{Label: "Viikko 23", Days: days}, {Label: "Viikko 24", Days: next}}
}

func sampleMonth() MonthGrid {
	m := MonthGrid{Month: sampleMonday.MonthOf(), PrevHref: "#", NextHref: "#"}
	for i, day := range []int{1, 7, 8, 9, 14, 21, 28} {
		d := StartDay{
			Date: sampleMonday.AddDays(day - 7), PriceCents: []int64{109800, 118400, 118400, 118400, 124850, 124800, 109800}[i],
			Places: []int{4, 12, 9, 0, 6, 16, 1}[i], Href: "#", Current: day == 7,
		}
		if day == 9 {
			d.Full, d.Href = true, ""
		}
		m.Days = append(m.Days, d)
	}
	return m
}

func sampleOccupancy(days int) []OccupancyDay {
	var all []OccupancyDay
	for i := range days {
		d := dates.MustParse("2026-11-23").AddDays(i)
		all = append(all, OccupancyDay{Date: d, Taken: []int{5, 7, 9, 10, 6, 0, 0, 3, 2, 4, 7, 10, 1}[(i*5)%13], Capacity: 10, Closed: d.IsWeekend(), Today: i == 2})
	}
	return all
}

func sampleGantt() Gantt {
	from := dates.MustParse("2026-11-23")
	bar := func(text string, people, first, last int) GanttBar {
		return GanttBar{Text: text, People: people, First: from.AddDays(first), Last: from.AddDays(last), Href: "#"}
	}
	return Gantt{Title: "Ryhmät hubilla", From: from, Days: 70, Today: from.AddDays(2), Bars: []GanttBar{
		bar("Kuusamalla Software Oy", 6, 0, 11), bar("Havu Studio", 4, 7, 18), bar("Lukiolaiset", 3, 14, 16), bar("Pilvikki Oy", 8, 42, 55), bar("Tammelan Laskenta", 2, 49, 60),
		bar("Vakituiset", 2, -20, 200),
	}}
}

func sampleCurve() PriceCurve {
	c := PriceCurve{Title: "Hinta henkilöä kohti ryhmän koon mukaan", Now: 8}
	for i, people := range []int{4, 6, 8, 10, 12, 16} {
		c.Points = append(c.Points, PricePoint{people, []int64{162500, 139800, 124600, 116800, 110400, 104200}[i], []int{-320, 640, 1250, 1610, 1880, 2240}[i]})
	}
	return c
}

func samplePrice() Price {
	return Price{
		Caption: "Hinnan erittely", Gross: 1103872, Net: 947200, Note: "Alustava varaus on maksuton ja pitää kaikki paikat sinulle.",
		Lines: []PriceLine{
			{Text: "Työpisteet", Sub: "8 henkilöä, 10 päivää", Cents: 120000}, {Text: "Majoitus", Sub: "52 mökkiyötä", Cents: 416000}, {Text: "Aktiviteetit", Sub: "", Cents: 231200},
			{Text: "Ateriat", Sub: "", Cents: 96000}, {Text: "Bussi, 2 suuntaa", Sub: "", Cents: 84000}, {Text: "Avoin yliopisto", Sub: "", Cents: 0},
		},
		VAT: []VATRow{{1350, 707200, 95472}, {2550, 240000, 61200}, {0, 0, 0}},
	}
}

func sampleSteps() []Step {
	return []Step{
		{"Alustava", "23.11. klo 14.05", "done"}, {"Lasku lähetetty", "23.11. klo 14.21", "done"}, {"Odottaa maksua", "eräpäivä 7.12.", "now"},
		{"Vahvistettu", "", ""}, {"Jakso alkaa", "7.6.2027", ""},
	}
}

func sampleCancel(dated bool) CancelTerms {
	c := CancelTerms{Steps: []CancelStep{{30, 0}, {7, 5000}, {0, 10000}}}
	if dated {
		c.Start, c.Today, c.Gross = sampleMonday, sampleMonday.AddDays(-75), 786113
	}
	return c
}

func samplePages(page, last int) Pages {
	return Pages{Page: page, Last: last, Href: func(n int) string { return "?sivu=" + strconv.Itoa(n) }}
}

func samplePosters() []poster.Spec {
	var all []poster.Spec
	for i, theme := range poster.Themes() {
		all = append(all, poster.Spec{Slug: "malli-" + theme, Kind: "package", Season: []string{"summer", "autumn", "winter", "spring"}[i%4], Theme: theme})
	}
	return all
}

// posterKinds are what is drawn for each kind of thing in each season, when nobody says what it shows.
func posterKinds() []poster.Spec {
	var all []poster.Spec
	for _, kind := range []string{"hub", "package", "wellbeing", "recreation", "food", "lodging", "transport", "learning", "students"} {
		for _, season := range []string{"spring", "summer", "autumn", "winter"} {
			all = append(all, poster.Spec{Slug: "malli-" + kind, Kind: kind, Season: season})
		}
	}
	return all
}

var sampleOptions = []Option{
	{Value: "sauna", Label: "Sauna", Count: "9"}, {Value: "forest", Label: "Metsä", Count: "12"}, {Value: "canoe", Label: "Melonta", Count: "4"},
	{Value: "winter", Label: "Talvi", Count: "0", Disabled: true},
}

func compact(w Week) Week {
	w.Compact = true
	w.Label += ", tiivis"
	return w
}

func withChips(c Card) Card {
	c.Chips = []ChipText{{Text: "Sauna"}, {Text: "Melonta"}}
	return c
}

func iconNames() []string { return slices.Sorted(maps.Keys(icons)) }

func sampleMeasured() Measured {
	return Measured{
		Caption: "Yöpymiset kuukausittain", Head: "Kuukausi", Columns: []string{"Yöpymisiä", "Jaksoja"},
		Rows: []MeasuredRow{
			{Text: "Kesäkuu", Value: 120, Cells: Cells("120", "4")}, {Text: "Heinäkuu", Sub: "edessä", Value: 40, Ahead: true, Cells: Cells("40", "1")},
			{Text: "Elokuu", Quiet: true, Cells: Cells("0", "0")},
		},
		Foot: &MeasuredRow{Text: "Yhteensä", Cells: Cells("160", "5")},
	}
}
