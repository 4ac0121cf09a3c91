package staff_test

import (
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/packages/booking"
	"github.com/hubittaako/hubittaako/packages/packtest"
)

func TestHubReport(t *testing.T) {
	w := newWorld(t)
	b, err := w.Bookings.Hold(t.Context(), w.Companies[0], booking.HoldRequest{
		CompanyID: packtest.Company(w.Companies[0]), RevisionID: w.RevisionID, Start: w.Monday, People: 4, Lang: "fi", OpKey: uuid.New(),
	})
	must(t, err)
	w.Exec(t, `UPDATE booking SET state = 'completed'`)
	w.Exec(t, `INSERT INTO survey_answer (booking_id, respondent, work, hosting, again, body, lang) SELECT id, '\x01', 4, 5, 9, 'Hyvä valo.', 'fi' FROM booking`)
	w.Exec(t, `INSERT INTO survey_total (booking_id, answers, shown, work, hosting, again) SELECT id, 3, 3, 12, 15, 27 FROM booking`)
	at, year := path("/hubi/%d/raportti", w.HubID), b.StartsOn.String()[:4]
	period := "?from=" + year + "-01-01&until=" + year + "-12-31"
	staff := w.As(t, "staff")
	staff.Get(path("/hubi/%d/kayttoaste", w.HubID)).Says(`href="` + at + `"`)
	staff.Get(at + "?from=2020-01-01&until=2020-12-31").Status(200).Says("ei ole myytyjä jaksoja")
	page := staff.Get(at+period).Status(200).Says("Hubin raportti", "Käyttöaste", `data-label="Työpistepäiviä">20</td>`, "Palaavia yrityksiä", "4,0 / 5", "Hyvä valo.", at+".csv"+period)
	page.Lacks(b.CompanyName, b.Ref, "Melojat")
	staff.Get("/en"+at+period).Says("Hub report", "Returning companies")
	staff.Get(at + "?from=2027-06-10&until=2027-06-01").Status(422).Says("Aika päättyy ennen kuin se alkaa")
	file := staff.Get(at+".csv"+period).Status(200).Says(";Työpistepäiviä;", ";Yhteensä;;1;20;", "Työskentelyolot", "4,0")
	if strings.Contains(file.Body, "Hyvä valo") || !strings.HasPrefix(file.Body, "\ufeffHubi;") {
		t.Errorf("%.80q", file.Body)
	}
	for _, who := range []string{"stranger", "company", "nobody"} {
		w.As(t, who).Get(at).Status(404)
		w.As(t, who).Get(at + ".csv").Status(404)
	}
}
