package site_test

import (
	"strings"
	"testing"
)

// TestSwedishPages: the public pages in Swedish, with plurals, dates and money as Finland's Swedish has them. A text without
// Swedish would fail the test by itself, see webtest.Serve.
func TestSwedishPages(t *testing.T) {
	w := newWorld(t)
	w.Exec(t, `UPDATE revision SET name_sv = 'En vecka', summary_sv = 'Fem dagar vid sjön.'`)
	w.Exec(t, `UPDATE activity SET title_sv = 'Rökbastu' WHERE slug = 'savusauna'`)
	w.Exec(t, `UPDATE activity SET title_sv = 'Kanotkväll' WHERE slug = 'kanootti'`)
	b := w.As(t, "")
	for path, says := range map[string][]string{
		"/sv":                                      {`<html lang="sv">`, "Jobba vid sjön", "En vecka", "Nästa 11.1.2027", "10 lediga platser"},
		"/sv/paketit":                              {"Ledigt för 6 personer de närmaste månaderna", "1 paket", "En vecka"},
		"/sv/paketit?hlo=1":                        {"Ledigt för en person de närmaste månaderna"},
		"/sv/paketit?pv=2027-01-11&hlo=3":          {"Ledigt för 3 personer den 11.1.2027", "11–15.1.2027"},
		"/sv/paketit?kk=2027-01&hlo=30":            {"Inget ledigt för 30 personer i januari 2027", "20 färre"},
		"/sv/paketit?kk=2026-10":                   {"Den tiden har redan varit. Välj en som kommer."},
		"/sv/paketit/viikko?alku=2027-01-11&hlo=4": {"Fem dagar vid sjön.", "11–15.1.2027", "4 personer", "moms 0 %", "Arbetsplats åt alla, 5 dagar: HUBteekki", "mån 11.1"},
		"/sv/hubit":                                {"Hubbar", "I drift"},
		"/sv/hubit/hubteekki":                      {"Öppettider", "måndag–fredag", "8.00–16.00"},
		"/sv/nain-se-toimii":                       {"Från första sökningen till hemresan"},
		"/sv/kumppaneille":                         {"Bli partner", "FO-nummer"},
		"/sv/ehdot":                                {"Bokningsvillkor"},
		"/sv/tietosuoja":                           {"dataombudsmannen"},
		"/sv/yhteys":                               {"Kontakta oss"},
	} {
		b.Get(path).Status(200+map[bool]int{true: 222}[strings.Contains(path, "2026-10")]).Says(says...).Lacks("Finnish", `class="lang-only"`)
	}
	b.Get("/sv/ei-ole").Status(404).Says("Du gick vilse i skogen")
}

// TestWhatHasNoSwedishSaysSo: English steps in for Swedish, and Finnish for both; the text is marked as being in its language
// and a note says so.
func TestWhatHasNoSwedishSaysSo(t *testing.T) {
	w := newWorld(t)
	const path = "/paketit/viikko?alku=2027-01-11&hlo=4"
	w.Exec(t, `UPDATE revision SET name_fi = 'Viikko', name_en = 'A week', summary_fi = 'Viisi päivää.', summary_en = 'Five days.'`)
	w.Exec(t, `UPDATE activity SET title_fi = 'Kanootti', title_en = '' WHERE slug = 'kanootti'`)
	b := w.As(t, "")
	b.Get("/sv"+path).Status(200).Says(`<h1 lang="en">A week</h1>`, `<span lang="en">Five days.</span>`, `<small class="lang-only">På engelska</small>`,
		`<span lang="fi">Kanootti</span>`, `<small class="lang-only">På finska</small>`)
	b.Get("/en"+path).Status(200).Says(`<h1>A week</h1>`, `<span lang="fi">Kanootti</span>`, `<small class="lang-only">In Finnish</small>`).Lacks(`lang="en">Five days.`)
	b.Get(path).Status(200).Says(`<h1>Viikko</h1>`).Lacks(`class="lang-only"`)
	w.Exec(t, `UPDATE revision SET summary_en = '', summary_sv = 'Fem dagar.'`)
	b.Get("/en"+path).Status(200).Says(`<span lang="fi">Viisi päivää.</span>`, `<small class="lang-only">In Finnish</small>`)
	b.Get("/sv" + path).Status(200).Says("Fem dagar.").Lacks("Viisi päivää")
	w.Exec(t, `UPDATE hub SET intro_fi = 'Talo.', intro_en = '', intro_sv = '', story_fi = 'Yksi.'||chr(10)||'Kaksi.', story_en = '', story_sv = ''`)
	b.Get("/sv/hubit/hubteekki").Status(200).Says(`<span lang="fi">Talo.</span>`, `<p lang="fi">Yksi.</p><p lang="fi">Kaksi.</p>`, "På finska")
}
