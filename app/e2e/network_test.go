package e2e

import (
	"testing"
	"time"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/seed"
)

// TestTheNetworksRoom lets a community manager walk a step and call a meeting; another hears of it by mail, and comes. No script runs
// in the first one's browser.
func TestTheNetworksRoom(t *testing.T) {
	t.Parallel()
	s := demoSite(t)
	manager, other := s.scriptless(t), s.visitor(t)
	manager.signIn("yhteisomanageri@hubittaako.example", seed.Password)
	manager.open("/hubi")
	manager.press("Verkosto")
	manager.sees("8/21")
	manager.press("Jatka")
	manager.sees("3/4")
	js[bool](manager, `[...document.querySelectorAll("[name=done]")].every(box => box.checked = true)`)
	manager.press("Tallenna ruksit")
	manager.sees("Tämä osa on valmis.")
	manager.press("Tapaamiset")
	manager.press("Uusi tapaaminen")
	manager.fill(map[string]any{"title": "Kesän ryhmät", "day": dates.Today(time.Now()).AddDays(-1).String(), "place": "HUBteekki", "from": "10:00", "to": "09:00"})
	manager.press("Kutsu koolle")
	manager.sees("Päivä on jo mennyt.")
	manager.sees("päättyisi ennen kuin se alkaa")
	manager.fill(map[string]any{"day": dates.Today(time.Now()).AddDays(30).String(), "to": "11:00"})
	manager.press("Kutsu koolle")
	manager.sees("kutsut ovat matkalla")
	called := manager.path()

	other.signIn("manageri.lennatin@hubittaako.example", seed.Password)
	other.mail("manageri.lennatin@hubittaako.example", "Tapaaminen: Kesän ryhmät")
	other.open(called)
	other.press("Tulen")
	other.sees("Hienoa, olet tulossa.")
	manager.open(called)
	manager.sees("Lennättimen yhteisömanageri")
}
