package partner_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/packages/packtest"
)

func TestTheWeekSaysWhatComesNext(t *testing.T) {
	w := newTown(t)
	b := w.As(t, "sauna")
	home := fmt.Sprintf("/kumppani/%d", w.Partners[0])
	b.Get(home).Status(200).Says("Seuraavaksi", "Kukaan ei ole vielä tulossa")
	w.Now = dates.At(w.Monday.AddDays(-3), 12*60)
	w.hold(t, 4)
	b.Get(home).Says("4 henkilöä", "Päivän lista", home+"/paiva?paiva=")
	w.Exec(t, `UPDATE activity SET group_min = 6 WHERE slug = 'savusauna'`)
	b.Get(home).Says("ryhmästä puuttuu 2", "Katso kerta")
	b.Get("/en"+home).Says("the group is 2 short", "/en"+home)
	w.Exec(t, `UPDATE session SET status = 'cancelled', cancel_reason = 'x', cancelled_at = now() WHERE partner_id = $1`, w.Partners[0])
	b.Get(home).Says("Ei tulevia kertoja", "Lisää aikoja")
	w.Exec(t, `UPDATE activity SET status = 'draft' WHERE slug = 'savusauna'`)
	b.Get(home).Says("luonnos, jota hubit eivät näe")
}

func TestTheListOfADay(t *testing.T) {
	w := newTown(t)
	w.hold(t, 4)
	w.Exec(t, `UPDATE company SET name = 'שלום Oy 🛶' WHERE id = $1`, packtest.Company(w.Companies[0]))
	b := w.As(t, "sauna")
	list := fmt.Sprintf("/kumppani/%d/paiva", w.Partners[0])
	b.Get(list).Status(200).Says("ei ole kertoja", "Aktiviteetteihin")
	b.Get(list + "?paiva=tiistai").Status(200)
	var day dates.Date
	if err := w.DB.Get(t.Context(), &day, `SELECT s.day FROM session s JOIN booking_session b ON b.session_id = s.id WHERE s.partner_id = $1 ORDER BY 1 LIMIT 1`, w.Partners[0]); err != nil {
		t.Fatal(err)
	}
	b.Get(list+"?paiva="+day.String()).Says("4/12 paikkaa varattu", "<bdi>שלום Oy 🛶</bdi>", "HT-", "Alustava", "data-print")
	w.As(t, "canoe").Get(list).Status(404)
}

func TestEarningsByMonth(t *testing.T) {
	w := newTown(t)
	b := w.As(t, "sauna")
	path := fmt.Sprintf("/kumppani/%d/tulot", w.Partners[0])
	b.Get(path).Status(200).Says("Tulot", "ei ole tuloja")
	w.hold(t, 4)
	var ref string
	if err := w.DB.Get(t.Context(), &ref, `SELECT ref FROM booking`); err != nil {
		t.Fatal(err)
	}
	w.Exec(t, `UPDATE company SET invoice_allowed = true`)
	if err := w.Billing.PayByInvoice(t.Context(), w.Companies[0], ref); err != nil {
		t.Fatal(err)
	}
	year := fmt.Sprintf("%s?vuosi=%d", path, w.Monday.Year())
	page := b.Get(year).Says(fmt.Sprintf("Tulot %d", w.Monday.Year()), "tulossa", "alv ")
	if strings.Contains(page.Body, "ei ole tuloja") || strings.Count(page.Body, `class="measure`) != 1 || strings.Count(page.Body, `<th scope="row">`) != 13 {
		t.Errorf("not twelve months: %s", page.Body)
	}
	b.Get("/en"+year).Says("Earnings", "ahead")
	b.Get(path + "?vuosi=-1").Status(200)
	w.As(t, "canoe").Get(year).Status(404)
}
