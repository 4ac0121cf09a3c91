package e2e

import (
	"strings"
	"testing"
	"time"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/seed"
)

// TestTheStudentsCorner takes an assignment from a company by its school's coordinator to the students' certificates. Both have a
// browser of their own, and hear of each other by mail.
func TestTheStudentsCorner(t *testing.T) {
	t.Parallel()
	s := demoSite(t)
	company, school := s.visitor(t), s.visitor(t)
	day := dates.Today(time.Now()).AddDays(21).StartOfWeek().AddDays(1) // a Tuesday: the hub is open
	company.signIn("varaaja@kuusikko.example", seed.Password)
	company.open("/opiskelijat")
	company.press("Anna toimeksianto")
	company.fill(map[string]any{
		"kind": "programming", "title": "Testisivu messuille", "body": "Soita 040 123 4567", "hours": 5, "people": 2, "safety": "Opettaja on paikalla.",
		"wanted_by": dates.Today(time.Now()).AddDays(40).String(),
	})
	company.press("Lähetä yhdyshenkilölle")
	company.sees("Tässä näyttää olevan puhelinnumero")
	company.fill(map[string]any{"body": "Yksi sivu, joka kertoo tuotteesta."})
	company.press("Lähetä yhdyshenkilölle")
	company.sees("Yhdyshenkilö lukee toimeksiannon")
	given := company.path()

	school.signIn("koordinaattori@jarvilukio.example", seed.Password)
	school.mail("koordinaattori@jarvilukio.example", "Testisivu messuille")
	school.open("/kumppani")
	school.press("Opiskelijanurkka")
	school.press("Testisivu messuille")
	school.press("Julkaise")
	school.fill(map[string]any{"aliases": "Aino\nKide"})
	school.press("Tallenna tekijät")
	school.fill(map[string]any{"day": day.String(), "from": "12:10", "to": "13:00"})
	school.press("Ehdota aikaa")
	school.sees("Valitse tasavartti")
	school.fill(map[string]any{"from": "12:15"})
	school.press("Ehdota aikaa")
	school.sees("Ehdotettu")
	entry := school.path()

	company.mail("varaaja@kuusikko.example", "Sopiiko aika: Testisivu")
	company.open(given)
	company.sees("Kide")
	company.press("Aika sopii")
	company.sees("Sovittu")

	school.open(entry)
	school.fill(map[string]any{"result": "Sivu on valmis."})
	school.press("Toimita tulos")
	company.open(given)
	company.fill(map[string]any{"feedback": "Hieno sivu!"})
	company.press("Lähetä palaute ja päätä")
	company.sees("Valmis, kiitos!")

	school.open(entry)
	paper := js[string](school, `document.querySelector("a[download]").getAttribute("href")`)
	if kind := js[string](school, `(() => { const x = new XMLHttpRequest(); x.open("GET", %s, false); x.overrideMimeType("text/plain; charset=x-user-defined"); x.send(); return x.responseText.slice(0, 5); })()`, paper); !strings.HasPrefix(kind, "%PDF") {
		t.Errorf("the certificate is %q", kind)
	}
}
