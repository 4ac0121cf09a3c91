package site_test

import (
	"testing"

	"github.com/hubittaako/hubittaako/packages/hub"
)

// A hub that has ended stays on the map with a shape of its own, leads nowhere, and has no page.
func TestEndedHubsAreToldApart(t *testing.T) {
	w := newWorld(t)
	for _, f := range []hub.Fresh{{Name: "Lennätin", Municipality: "Viitasaari", Position: "63.076, 25.86", Email: "l@example.fi"}, {Name: "Entinen hubi", Municipality: "Kinnula", Position: "63.366, 24.966", Email: "e@example.fi"}} {
		if _, err := w.Hubs.Create(t.Context(), w.Admin, f); err != nil {
			t.Fatal(err)
		}
	}
	w.Exec(t, `UPDATE hub SET status = 'closed' WHERE name = 'Entinen hubi'`)
	b := w.As(t, "")
	b.Get("/hubit").Status(200).Lacks("Entinen hubi") // nobody ever described it
	w.Exec(t, `UPDATE hub SET intro_fi = 'Oli täällä.' WHERE name = 'Entinen hubi'`)
	for _, path := range []string{"/hubit", "/"} {
		b.Get(path).Status(200).Says("Entinen hubi", "Lopettanut", `class="spot closed"`, `class="spot planned"`, `class="spot working"`, "Suunnitteilla").Lacks(`href="/hubit/entinen-hubi"`)
	}
	b.Get("/hubit").Says("Matkat hubien välillä", "40 km", "Lähin hubi HUBteekki, noin 40 km.")
	b.Get("/hubit/entinen-hubi").Status(404)
	b.Get("/hubit/lennatin").Status(200).Says("vasta suunnitellaan", "noin 40 km, autolla 30 min").Lacks("Auki nyt", "Jaksot tässä hubissa")
}

func TestAHubsPageSaysHowToComeAndWhen(t *testing.T) {
	w := newWorld(t)
	b := w.As(t, "")
	b.Get("/hubit/hubteekki").Status(200).Says("Auki nyt, klo 16.00 saakka.", "Näin pääset perille", "140 km", "1 h 45 min", "openstreetmap.org/?mlat=63.3670&mlon=25.5740", "Kun työpäivä päättyy", "Savusauna")
	b.Get("/en/hubit/hubteekki").Status(200).Says("Open now, until 16:00.", "When the working day is over", "How to get there")
	w.Exec(t, `DELETE FROM hub_hours`)
	b.Get("/hubit/hubteekki").Status(200).Says("Nyt kiinni. Kysy seuraavaa aukiolopäivää.").Lacks("Auki nyt")
}
