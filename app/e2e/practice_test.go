package e2e

import (
	"testing"
	"time"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/seed"
)

// TestAPracticeIsAdopted takes an event's format from one hub to another: found in the network's room, given a day, changed a little,
// and then known by the practice.
func TestAPracticeIsAdopted(t *testing.T) {
	t.Parallel()
	s := demoSite(t)
	p := s.visitor(t)
	p.signIn("yhteisomanageri@hubittaako.example", seed.Password)
	p.open("/verkosto")
	p.press("Käytännöt")
	p.press("Yrittäjän tunti: yksi pulma, monta päätä")
	p.sees("Ei vielä kukaan")
	practice := p.path()
	p.press("Tee tapahtuma")
	p.sees("Pohjana käytäntö Yrittäjän tunti")
	p.fill(map[string]any{"title_fi": "Yrittäjän aamutunti", "day": dates.Today(time.Now()).AddDays(20).String(), "from": "08:30", "to": "09:30"})
	p.press("Julkaise")
	p.sees("Yrittäjän aamutunti")
	p.open(practice)
	p.sees("1 hubi käyttää")
	p.sees("HUBteekki")
	p.press("Katso tapahtumaa")
	p.sees("Yrittäjän aamutunti")
}
