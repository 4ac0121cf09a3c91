package company_test

import (
	"strings"
	"testing"

	"github.com/hubittaako/hubittaako/app/base/dates"
)

func TestReportOfAStay(t *testing.T) {
	w := newWorld(t)
	b := w.As(t, "company")
	at := paid(t, w, b)
	b.Get(at).Lacks("/raportti") // nothing has happened yet
	w.Exec(t, `INSERT INTO arrival (booking_id, hub_id, position, at) SELECT id, $1, n, starts_on + time '09:00' FROM booking, generate_series(1, 3) n`, w.HubID)
	w.Now = dates.At(w.Monday.AddDays(3), 9*60)
	b.Get(at).Says(at + "/raportti")
	page := b.Get(at + "/raportti").Status(200)
	// Four people, five days of desks, sauna 320 € and canoes 2 × 4 × 52 €.
	page.Says("Jakson raportti", "Jakso on vielä kesken", "3/4", "Savusauna", "3 saapunut, 4 odotettu", "Kanootti", "Henkilöä ja päivää kohti", "Arvonlisävero verokannoittain", at+"/raportti.csv")
	page.Lacks("Maksamatta")
	b.Get("/en"+at+"/raportti").Says("Stay report", "3 arrived, 4 expected")
	b.Get("/sv"+at+"/raportti").Says("Vistelsens rapport", "3 framme, 4 väntade")
	file := b.Get(at + "/raportti.csv").Status(200)
	file.Says(";Läsnäolo päivittäin;2027-06-07;HUBteekki;3;4;", ";Läsnäolo päivittäin;2027-06-11;HUBteekki;;4;", "Savusauna")
	if !strings.HasPrefix(file.Body, "\ufeffVarausnumero;Luku;") {
		t.Errorf("%.60q", file.Body)
	}
	for _, who := range []string{"other", "staff", "nobody"} {
		w.As(t, who).Get(at + "/raportti").Status(404)
		w.As(t, who).Get(at + "/raportti.csv").Status(404)
	}
	w.As(t, "admin").Get(at + "/raportti").Status(200)
	w.Exec(t, `UPDATE booking SET state = 'held', hold_expires_at = now() + interval '1 day'`)
	b.Get(at + "/raportti").Status(409).Says("Raportti tehdään vahvistetusta jaksosta")
}
