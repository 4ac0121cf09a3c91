package site_test

import (
	"net/url"
	"strings"
	"testing"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/site"
	"github.com/hubittaako/hubittaako/app/web/webtest"
	"github.com/hubittaako/hubittaako/packages/favourite"
	"github.com/hubittaako/hubittaako/packages/hub"
	"github.com/hubittaako/hubittaako/packages/packtest"
)

// soon is a Monday that the front page's search reaches; the network's first starts are this day and a week later.
var soon = dates.MustParse("2027-01-11")

func newWorld(t *testing.T) *webtest.World {
	t.Helper()
	return webtest.New(t, packtest.Options{Monday: soon}, func(w *webtest.World) []page.Route {
		return site.Routes(site.Deps{Finder: w.Finder, Hubs: w.Hubs, Favourites: favourite.New(w.DB), Now: w.Clock, Contact: "verkosto@example.fi"})
	})
}

// full takes all desks of a day but so many.
func full(t *testing.T, w *webtest.World, day dates.Date, left int) {
	t.Helper()
	w.Exec(t, `UPDATE slot SET taken = capacity - $3 FROM hub h WHERE h.id = $1 AND slot.resource_id = h.resource_id AND day = $2`, w.HubID, day, left)
}

func TestFrontPage(t *testing.T) {
	w := newWorld(t)
	b := w.As(t, "")
	b.Get("/").Status(200).Says("Töihin järven rannalle", `href="/paketit/viikko?alku=2027-01-11&hlo=6"`, "10 paikkaa vapaana", "Seuraava 11.1.2027", "HUBteekki, Pihtipudas")
	b.Get("/en").Status(200).Says("Work by the lake", `href="/en/paketit/viikko?alku=2027-01-11&hlo=6"`, "10 places free", "A week")
	w.Exec(t, `UPDATE package SET archived = true`)
	b.Get("/").Status(200).Says("Juuri nyt ei ole vapaita jaksoja").Lacks("Seuraava")
}

func TestSearch(t *testing.T) {
	w := newWorld(t)
	full(t, w, soon.AddDays(1), 3)
	if _, err := w.Hubs.Create(t.Context(), w.Admin, hub.Fresh{Name: "Lennätin", Municipality: "Viitasaari", Position: "63.07, 25.86", Email: "l@example.fi"}); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name, query string
		status      int
		says        []string
		lacks       []string
	}{
		{"any time", "", 200, []string{"Vapaana 6 hengelle lähikuukausina", "18.–22.1.2027", "1 paketti"}, []string{"11.–15.1.2027"}},
		{"a smaller group fits earlier", "hlo=3", 200, []string{"11.–15.1.2027", "3 paikkaa vapaana", "alku=2027-01-18&hlo=3"}, nil},
		{"a month", "kk=2027-01&hlo=3", 200, []string{"Vapaana 3 hengelle tammikuussa 2027"}, nil},
		{"an exact day", "pv=2027-01-18&hlo=6", 200, []string{"Vapaana 6 hengelle 18.1.2027", "18.–22.1.2027"}, nil},
		{"a day as people write it", "pv=18.1.2027&hlo=6", 200, []string{"18.–22.1.2027"}, nil},
		{"a theme that it has", "teema=sauna&hlo=3", 200, []string{"Ei vapaata 3 hengelle", "Yhdessäkään paketissa"}, nil},
		{"a hub", "hubi=hubteekki&hlo=3", 200, []string{"11.–15.1.2027"}, nil},
		{"a hub without packages", "hubi=lennatin&hlo=3", 200, []string{"Ei vapaata 3 hengelle", "Lennätin", "Ilman rajauksia"}, nil},
		{"an unknown hub is left out", "hubi=muualla&hlo=3", 200, []string{"Vapaana 3 hengelle"}, nil},
		{"full on the day: another, and fewer", "pv=2027-01-11&hlo=6", 200, []string{"Tilaa on enää 3 hengelle (Viikko)", "7 päivää myöhemmin", "18.–22.1.2027", "3 vähemmän"}, nil},
		{"no start on the day", "pv=2027-01-13&hlo=3", 200, []string{"Tuolloin ei ala yhtään jaksoa", "2 päivää aiemmin"}, nil},
		{"too many", "hlo=30", 200, []string{"Suurin ryhmä, jonka paketti ottaa, on 10", "20 vähemmän"}, nil},
		{"no such length", "kesto=2&hlo=3", 200, []string{"Ilman rajauksia", "11.–15.1.2027"}, nil},
		{"letters for a number", "hlo=kuusi", 422, []string{"Kirjoita kokonaisluku.", `value="kuusi"`}, []string{"Vapaana"}},
		{"nobody", "hlo=0", 422, []string{"Vähintään 1."}, nil},
		{"a day that has been", "pv=2026-11-23", 422, []string{"Tämä aika on jo mennyt"}, nil},
		{"a month that has been", "kk=2026-10", 422, []string{"Tämä aika on jo mennyt", "lokakuu 2026"}, nil},
		{"no month", "kk=kesä", 422, []string{"Milloin: Valitse kuukausi luettelosta."}, nil},
		{"no day", "pv=31.2.2027", 422, []string{"Sellaista päivää ei ole kalenterissa.", `value="31.2.2027"`}, nil},
		{"not a day", "pv=ensi viikolla", 422, []string{"Kirjoita päivä näin: 7.6.2027.", `value="ensi viikolla"`}, nil},
		{"an unknown theme is left out", "teema=lentäminen&hlo=3", 200, []string{"Vapaana 3 hengelle"}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			q, _ := url.ParseQuery(c.query)
			w.As(t, "").Get("/paketit?" + q.Encode()).Status(c.status).Says(c.says...).Lacks(c.lacks...)
		})
	}
	w.As(t, "").Get("/en/paketit?hlo=3").Status(200).Says("Free for 3 in the coming months", "11–15 January 2027")
}

func TestSuggestionsLeadToWhatTheySay(t *testing.T) {
	w := newWorld(t)
	full(t, w, soon, 3)
	b := w.As(t, "")
	a := b.Get("/paketit?pv=2027-01-11&hlo=6").Status(200).Says(`/paketit?hlo=6&kk=2027-01`, `/paketit?hlo=3&pv=2027-01-11`, `/paketit/viikko?alku=2027-01-18&hlo=6`)
	for _, path := range []string{"/paketit?hlo=6&kk=2027-01", "/paketit?hlo=3&pv=2027-01-11"} {
		b.Get(path).Status(200).Says("Vapaana")
	}
	if !strings.Contains(a.Body, "Tilaa on enää 3 hengelle") {
		t.Error("does not say why")
	}
}

func TestPackagePage(t *testing.T) {
	w := newWorld(t)
	full(t, w, soon.AddDays(7), 2)
	for _, c := range []struct {
		name, query string
		status      int
		says        []string
		lacks       []string
	}{
		{"the next free day", "", 200, []string{"11.–15.1.2027", "10 paikkaa vapaana", "Savusauna", "–20.00", "Työaika", "Varaa alustavasti 48 tunniksi", "täynnä"}, []string{`name="revision"`}},
		{"another group", "?hlo=2", 200, []string{`value="2"`, "kun teitä on 2", "alku=2027-01-18&hlo=2"}, nil},
		{"a day with too few desks", "?alku=2027-01-18&hlo=4", 200, []string{"HUBteekki: ma 18.1. on vapaana enää 2 työpistettä, ja teitä on 4.", "Lähimmät vapaat aloitukset", "11.–15.1.2027"}, []string{"48 tunniksi"}},
		{"a day on which nothing starts", "?alku=2027-01-12", 200, []string{"ti 12.1. ei ole aloituspäivä"}, []string{"48 tunniksi"}},
		{"a day that has been", "?alku=2020-01-06", 200, []string{"ma 6.1. on jo ohi"}, nil},
		{"a month without starts", "?kk=2027-04", 200, []string{"huhtikuu 2027", "Tässä kuussa ei ole aloituspäiviä"}, nil},
		{"a group that is too large", "?hlo=11", 422, []string{"Jaksolle otetaan 1–10 henkilöä.", `value="11"`, "kun teitä on 10"}, nil},
		{"no number", "?hlo=moni", 422, []string{"Kirjoita kokonaisluku.", `value="moni"`}, nil},
		{"nobody", "?hlo=0", 422, []string{"Jaksolle otetaan 1–10 henkilöä.", `value="0"`, "11.–15.1.2027"}, nil},
		{"less than nobody", "?hlo=-1", 422, []string{"Jaksolle otetaan 1–10 henkilöä.", `value="-1"`}, nil},
		{"a whole town", "?hlo=10000", 422, []string{"Jaksolle otetaan 1–10 henkilöä.", `value="10000"`}, nil},
		{"no day", "?alku=huomenna", 422, []string{"Kirjoita päivä näin", "11.–15.1.2027"}, nil},
		{"31 February", "?alku=2027-02-31", 422, []string{"Sellaista päivää ei ole kalenterissa.", "11.–15.1.2027"}, nil},
		{"very long", "?hlo=" + strings.Repeat("9", 3000) + "&alku=" + strings.Repeat("x", 3000), 422, []string{"Kirjoita kokonaisluku."}, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			w.As(t, "").Get("/paketit/viikko" + c.query).Status(c.status).Says(c.says...).Lacks(c.lacks...)
		})
	}
	w.As(t, "").Get("/en/paketit/viikko").Status(200).Says("A week", "Hold for 48 hours", "Mon 11 Jan", `/en/kirjaudu?next=`)
	w.As(t, "").Get("/paketit/ei-ole").Status(404)
	w.Exec(t, `UPDATE package SET archived = true`)
	w.As(t, "").Get("/paketit/viikko").Status(404)
}

// The months say where there is room, what can be done with the page stands beside its name, and the terms are in dates and sums.
func TestPackagePageHelpsChoosing(t *testing.T) {
	w := newWorld(t)
	b := w.As(t, "")
	b.Get("/paketit/viikko?hlo=4").Status(200).Says(
		`href="/paketit/viikko?alku=2027-01-11&hlo=4&kk=2027-02"`, "2 vapaata, 259 €", // two of January's Mondays have sessions
		`data-share`, `href="https://hubittaako.test/paketit/viikko?alku=2027-01-11&hlo=4"`, `href="mailto:?body=`, `href="/vertaa?hlo=4&p=viikko"`, `data-print`,
		`name="lisaa" value="viikko"`, "5 päivää, 40 h", "viimeistään 12.12.2026", "Kaiken, 1 250,26 €", "Puolet, noin 625 €")
	b.Get("/paketit/viikko?alku=2027-01-12").Status(200).Says("Ei vapaata", `href="#paivat"`)
	w.As(t, "company").Get("/en/paketit/viikko?hlo=4").Says("2 free, €259", "by 12 December 2026", "5 days, 40 h")
}

func TestPanelKnowsWhoLooks(t *testing.T) {
	w := newWorld(t)
	next := url.QueryEscape("/paketit/viikko?alku=2027-01-11&hlo=6#varaa")
	w.As(t, "").Get("/paketit/viikko").Says("/kirjaudu?next=" + next)
	w.As(t, "nobody").Get("/paketit/viikko").Says("Varaaja on aina yritys", "/rekisteroidy?next="+next)
	f := w.As(t, "company").Get("/paketit/viikko?hlo=4").Form(site.HoldPath)
	for name, want := range map[string]string{"start": "2027-01-11", "people": "4", "slug": "viikko"} {
		if got := f.Values.Get(name); got != want {
			t.Errorf("%s = %q, want %q", name, got, want)
		}
	}
	if f.Values.Get("_op") == "" || f.Values.Get("expect") == "0" || f.Values.Get("company") == "" {
		t.Errorf("the form lacks its key, price or company: %v", f.Values)
	}
	w.As(t, "both").Get("/paketit/viikko").Says(`<select`, "Mille yritykselle", "Yritys 2")
}

func TestHubs(t *testing.T) {
	w := newWorld(t)
	b := w.As(t, "")
	b.Get("/hubit").Status(200).Says("HUBteekki", `href="/hubit/hubteekki"`, "Toiminnassa", `class="spot working"`)
	b.Get("/hubit/hubteekki").Status(200).Says("maanantai–perjantai", "8.00–16.00", "lauantai–sunnuntai", "kiinni", "15 € / päivä", "10 työpistettä", "/paketit/viikko?alku=2027-01-11&hlo=6", "mailto:hubi@example.fi")
	b.Get("/en/hubit/hubteekki").Status(200).Says("Monday–Friday", "€15 a day")
	b.Get("/hubit/ei-ole").Status(404)
	w.Exec(t, `UPDATE hub SET status = 'closed'`)
	b.Get("/hubit").Status(200).Says("Yhtään hubia ei ole vielä julkaistu")
	b.Get("/hubit/hubteekki").Status(404)
}

func TestTexts(t *testing.T) {
	w := newWorld(t)
	for _, r := range site.Routes(site.Deps{}) {
		if strings.Contains(r.Path, ":") || r.Options.Neutral {
			continue
		}
		for _, lang := range []string{"", "/en"} {
			path := lang + strings.TrimSuffix(r.Path, "/")
			if path == "" {
				path = "/"
			}
			w.As(t, "").Get(path).Status(200).Lacks("site.", "stay.")
		}
	}
	w.As(t, "").Get("/yhteys").Says("mailto:verkosto@example.fi")
}
