package e2e

import (
	"testing"

	"github.com/hubittaako/hubittaako/app/seed"
)

// TestOwnHours books for a team that begins early and has a meeting that cannot move: both are said before the hold, and the stay has them.
func TestOwnHours(t *testing.T) {
	t.Parallel()
	s := demoSite(t)
	p := s.visitor(t)
	p.signIn("varaaja@kuusikko.example", seed.Password)
	p.open("/paketit?hlo=4")
	p.open(js[string](p, `document.querySelector('.hit a[href*="/paketit/hiljainen-viikko"]').getAttribute("href")`))
	p.click("#tyoaika summary")

	// What cannot be is said in the fold, with what was typed.
	p.fill(map[string]any{"alkaa": "15:00", "paattyy": "07:00"})
	p.click("#tyoaika-laheta")
	p.until(`document.querySelector("#tyoaika [role=alert]") && document.querySelector("[name=alkaa]").value === "15:00"`)
	p.sees("Tarkista ajat: loppu on alun jälkeen.")

	p.fill(map[string]any{
		"alkaa": "07:00", "paattyy": "15:00", "meetings.0.title": "Viikkopalaveri", "meetings.0.when": "4", "meetings.0.from": "15:15", "meetings.0.to": "15:45",
	})
	p.settled()
	p.click("#tyoaika-laheta")
	p.until(`location.search.includes("rytmi=") && document.querySelector("#tyoaika details").open && document.querySelector("[name=alkaa]").value === "07:00"`)
	p.sees("yksi palaveri")
	p.sees("7.00–15.00")

	p.press(`form[action="/yritys/varaukset"] button[type=submit]`)
	p.sees("Ryhmällä on oma työaika ja yksi palaveri.")
	p.open(p.path() + "/muuta/tyoaika")
	p.until(`document.querySelector('[name="meetings.0.title"]').value === "Viikkopalaveri"`)
}
