package company_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/webtest"
	"github.com/hubittaako/hubittaako/packages/booking"
)

// sessionOf is the first session of the newest booking whose activity has the slug.
func sessionOf(t *testing.T, w *webtest.World, slug string) (id int64) {
	t.Helper()
	if err := w.DB.Get(t.Context(), &id, `/* company_test.sessionOf */
		SELECT s.id FROM booking_session bs JOIN session s ON s.id = bs.session_id JOIN activity a ON a.id = s.activity_id
		WHERE a.slug = $1 AND bs.booking_id = (SELECT max(id) FROM booking) ORDER BY s.starts_at LIMIT 1`, slug); err != nil {
		t.Fatal(err)
	}
	return id
}

func TestChangePeopleAndDays(t *testing.T) {
	w := newWorld(t)
	b := w.As(t, "company")
	at := held(t, b)
	b.Get(at).Says("Muuta jaksoa", "Henkilömäärä ja päivät", "Alustavaa varausta voi muuttaa maksutta", "Vaihda tai poista")
	b.Get(at+"/muuta").Status(200).Says("Valitse uusi henkilömäärä tai päivät", "14.–18.6.2027")
	form := b.Get(at+"/muuta?hlo=6&alku=2027-06-07").Status(200).Says("Mikä muuttuu", "Henkilöitä", "Hinta muutoksen jälkeen", "mitään ei veloiteta tästä").Form("/muuta")
	for range 2 { // a second press does nothing more
		if to := b.Send(form).To(); to != at {
			t.Error(to)
		}
	}
	b.Get(at).Says("Muutos on tehty.", "6 henkilöä", "Osallistujat 0/6", "Henkilöitä 4 → 6")
	b.Send(b.Get(at+"/muuta?hlo=3").Form("/muuta"), "expect", "1").Status(409).Says("Hinta muuttui sillä välin", "Mitään ei muutettu")
	b.Send(b.Get(at + "/muuta?alku=2027-06-14").Says("14.–18.6.2027").Form("/muuta")).To()
	b.Get(at).Says("14.–18.6.2027")
	b.Get("/en"+at+"/muuta?hlo=5").Status(200).Says("What changes", "Price after the change")
	b.Get("/sv"+at+"/muuta?hlo=5").Status(200).Says("Det här ändras", "Pris efter ändringen")
	b.Get(at + "/muuta?hlo=-3").Status(422)
	b.Get(at + "/muuta?hlo=x&alku=y").Status(422)
}

func TestARefusedChangeOffersWhatWorks(t *testing.T) {
	w := newWorld(t)
	b := w.As(t, "company")
	at := held(t, b)
	desks(t, w, monday.AddDays(2), 1)
	a := b.Get(at+"/muuta?hlo=8").Status(200).Says("HUBteekki: ke 9.6. on vapaana enää 5 työpistettä, ja teitä on 8.", "Nämä onnistuvat", "5 henkilöä", "14.–18.6.2027", "Mitään ei muutettu")
	for _, path := range []string{at + "/muuta?hlo=5", at + "/muuta?hlo=8&alku=2027-06-14"} {
		if !strings.Contains(a.Body, path) {
			t.Errorf("no way to %s", path)
		}
		b.Get(path).Status(200).Says("Mikä muuttuu")
	}
	b.Get(at + "/muuta?hlo=11").Says("Jaksolle otetaan 1–10 henkilöä.")
	fresh := b.Get(at + "/muuta?hlo=5").Form("/muuta")
	desks(t, w, monday.AddDays(2), 0)
	b.Send(fresh).Status(409).Says("on vapaana enää 4 työpistettä")
}

func TestSwapLeaveOutAndAdd(t *testing.T) {
	w := newWorld(t)
	b := w.As(t, "company")
	at := held(t, b)
	sauna := sessionOf(t, w, "savusauna")
	door := fmt.Sprintf("%s/muuta/kerta/%d", at, sauna)
	a := b.Get(door).Status(200).Says("Savusauna", "Toinen aika", "Sama hinta", "Toinen aktiviteetti", "Jätä pois", "401,60 € vähemmän")
	if to := b.Send(a.Form("/muuta")).To(); to != at { // the other time costs the same: one press
		t.Error(to)
	}
	if now := sessionOf(t, w, "savusauna"); now == sauna {
		t.Error("the sauna is when it was")
	}
	b.Get(door).Status(404)
	out := fmt.Sprintf("%s/muuta?pois=%d", at, sessionOf(t, w, "savusauna"))
	b.Send(b.Get(out).Status(200).Says("Jätä aktiviteetti pois", "Jää pois").Form("/muuta")).To()
	b.Get(at).Lacks("320,00")
	back := fmt.Sprintf("%s/muuta?tilalle=%d", at, sauna)
	b.Get(at+"/muuta/lisaa").Status(200).Says("Lisää aktiviteetti", "Savusauna", "+401,60 €")
	b.Send(b.Get(back).Status(200).Says("Lisää aktiviteetti").Form("/muuta")).To()
	b.Get(at).Says("320,00")
	w.Exec(t, `UPDATE slot SET capacity = taken FROM session s WHERE slot.resource_id = s.resource_id AND s.id = (SELECT min(id) FROM session WHERE activity_id = (SELECT id FROM activity WHERE slug = 'kanootti') AND day > $1)`, monday.AddDays(5))
	b.Get(at + "/muuta?tilalle=999").Status(404)
}

func TestAPaidStayThatGetsDearer(t *testing.T) {
	w := newWorld(t)
	b := w.As(t, "company")
	at := paid(t, w, b)
	b.Get(at).Says("palautuu 100 %")
	form := b.Get(at+"/muuta?hlo=6").Status(200).Says("Maksettavaa", "kortilla", "Lisälaskulle").Form("/muuta")
	b.Send(form).Status(422)
	payPage := b.Send(form, "method", "card").To()
	if again := b.Send(form, "method", "card").To(); again != payPage {
		t.Errorf("the same form gave another page: %s", again)
	}
	b.Get(at).Says("Muutos odottaa maksua", "Henkilöitä 4 → 6", "Peru muutos", "4 henkilöä").Lacks("Henkilömäärä ja päivät")
	b.Get(at + "/muuta?hlo=3").Says("Mikä muuttuu")
	b.Send(b.Get(at + "/muuta?hlo=3").Form("/muuta")).Status(409).Says("joka odottaa maksua")
	if again := b.Send(b.Get(at).Form("/muuta/maksa")).To(); again != payPage {
		t.Errorf("paying later leads to %s", again)
	}
	for range 2 {
		b.Get(w.Pay.Paid(payPage)).Status(200).Says("Muutos on tehty", "Erotus on maksettu")
	}
	b.Get(at).Says("6 henkilöä", "Kuitti 2026000002").Lacks("odottaa maksua")

	form = b.Get(at + "/muuta?hlo=8").Form("/muuta")
	b.Send(form, "method", "invoice").To()
	b.Get(at).Says("8 henkilöä", "Lasku 2026000003", "eräpäivä")

	payPage = b.Send(b.Get(at+"/muuta?hlo=9").Form("/muuta"), "method", "card").To()
	b.Send(b.Get(at).Form("/muuta/hylkaa")).To()
	b.Get(at).Says("Muutos on peruttu, ja jakso on ennallaan.", "8 henkilöä")
	b.Get(w.Pay.Paid(payPage)).Status(200).Says("Maksu palautetaan sinulle", "Jakso on ennallaan")
}

func TestAPaidStayThatGetsCheaper(t *testing.T) {
	w := newWorld(t)
	b := w.As(t, "company")
	at := paid(t, w, b)
	w.Now = dates.At(monday.AddDays(-10), 12*60)
	b.Send(b.Get(at+"/muuta?hlo=3").Status(200).Says("palautuu 50 %", "Palautetaan", "samaa reittiä", "Peruutusehtojen mukaan: Kanootti").Form("/muuta")).To()
	b.Get(at).Says("3 henkilöä", "Hyvityslasku", "Palautus", "Peruutusehtojen mukaan")
	w.Now = dates.At(monday.AddDays(-3), 12*60)
	b.Get(at + "/muuta").Says("Päiviä ei voi enää siirtää")
	b.Get(at + "/muuta?alku=2027-06-14").Says("Päiviä ei voi enää siirtää")
	w.Now = dates.At(monday, 12*60)
	b.Get(at).Lacks("Henkilömäärä ja päivät")
	b.Get(at + "/muuta?hlo=2").Says("Jakso on jo alkanut")
}

func TestACalledOffSessionIsChosenFor(t *testing.T) {
	w := newWorld(t)
	b := w.As(t, "company")
	at := paid(t, w, b)
	sauna := sessionOf(t, w, "savusauna")
	w.Exec(t, `UPDATE session SET status = 'cancelled', cancel_reason = 'Kiuas on rikki.', cancelled_at = now() WHERE id = $1`, sauna)
	if err := w.DB.InTx(t.Context(), func(tx *postgres.Tx) error {
		_, err := booking.Lose(t.Context(), tx, sauna)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	b.Get(at).Says("Peruttu: Savusauna", "Kiuas on rikki.", "Valitkaa viimeistään", "Jos kumppani peruu kerran")
	b.Send(b.Get(at).Form("/varalla"), "fallback", "money").To()
	b.Send(b.Get(at).Form("/varalla"), "fallback", "magic").Status(422)
	a := b.Get(fmt.Sprintf("%s/muuta/kerta/%d", at, sauna)).Status(200).Says("Muuten palautamme rahat.", "Rahat takaisin", "401,60 €, peruutusehdoista riippumatta", "Toinen aika")
	b.Get(at + "/muuta?hlo=3").Says("Valitse ensin, mitä tulee sen tilalle")
	b.Send(a.Form("/muuta")).To()
	b.Get(at).Lacks("Peruttu: Savusauna").Says("Muutos")
}

func TestOthersChangeNothing(t *testing.T) {
	w := newWorld(t)
	b := w.As(t, "company")
	at := held(t, b)
	sauna := sessionOf(t, w, "savusauna")
	for _, who := range []string{"other", "nobody", "staff"} {
		o := w.As(t, who)
		for _, path := range []string{at + "/muuta?hlo=3", fmt.Sprintf("%s/muuta/kerta/%d", at, sauna), at + "/muuta/lisaa"} {
			if a := o.Get(path); a.StatusCode != http.StatusNotFound {
				t.Errorf("%s on %s: %d", who, path, a.StatusCode)
			}
		}
		for _, action := range []string{"/muuta", "/muuta/maksa", "/muuta/hylkaa", "/varalla"} {
			theirs := webtest.Form{Action: at + action, Values: map[string][]string{"_csrf": {page.NewCSRF(who).Token()}, "hlo": {"3"}, "fallback": {"money"},
				"_op": {"8f14e45f-ceea-467f-9575-6b8bd8b1c3f2"}}}
			if a := o.Send(theirs); a.StatusCode != http.StatusNotFound {
				t.Errorf("%s on %s: %d", who, theirs.Action, a.StatusCode)
			}
		}
	}
	for _, path := range []string{at + "/muuta/kerta/999", at + "/muuta/kerta/x", at + "/muuta?pois=999"} {
		b.Get(path).Status(404)
	}
}
