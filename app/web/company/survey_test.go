package company_test

import (
	"testing"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/packages/booking"
)

func TestACompanySeesAveragesOnly(t *testing.T) {
	w := newWorld(t)
	b := w.As(t, "company")
	at := paid(t, w, b)
	b.Get(at + "/palaute").Says("Kysely ei ole nyt auki")
	ref := at[len("/yritys/varaukset/"):]
	if err := w.Bookings.Named(t.Context(), w.Companies[0], ref, []booking.Participant{{Name: "Aino"}, {Name: "Onni"}}); err != nil {
		t.Fatal(err)
	}
	w.Now = dates.At(w.Monday.AddDays(5), 9*60)
	b.Get(at).Says("Vastauksia on tähän mennessä 0", "Kyselylinkit osallistujille", "/palaute")
	b.Send(b.Get(at+"/palaute").Form("/palaute"), "work", "4", "hosting", "5", "again", "8", "body", "Omat sanat").LeadsTo(at)
	b.Get(at+"/palaute").Says("Olet jo vastannut", "Omat sanat", "kolmen vastauksen erissä", "poistetaan")
	w.Exec(t, `INSERT INTO survey_answer (booking_id, respondent, work, hosting, again, body, lang) SELECT id, '\x01', 3, 3, 3, 'Toisen sanat', 'fi' FROM booking`)
	w.Exec(t, `UPDATE survey_total SET answers = 2`)
	b.Get(at+"/raportti").Says("2 vastausta. Keskiarvot näkyvät").Lacks("Omat sanat", "Toisen sanat", "4,0 / 5", "3,5 / 5")
	w.Exec(t, `INSERT INTO survey_answer (booking_id, respondent, work, hosting, again, lang) SELECT id, '\x02', 5, 3, 3, 'fi' FROM booking`)
	w.Exec(t, `UPDATE survey_total SET answers = 3, shown = 3, work = 12, hosting = 11, again = 14`)
	b.Get(at+"/raportti").Says("4,0 / 5", "4,7 / 10").Lacks("Toisen sanat")
	b.Get(at+"/raportti.csv").Says(";Tyytyväisyys, keskiarvo;;Työskentelyolot;4,0;", ";Vastauksia;;;3;").Lacks("Toisen sanat")
	for _, who := range []string{"other", "staff", "admin"} { // only who booked answers
		w.As(t, who).Get(at + "/palaute").Status(404)
	}
}
