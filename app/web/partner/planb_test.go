package partner_test

import (
	"fmt"
	"testing"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/postgres"
)

// TestPlanBOfAnActivity: a partner chooses what is done in bad weather, and its sessions say so.
func TestPlanBOfAnActivity(t *testing.T) {
	w := newTown(t)
	id := w.activity(t, "savusauna")
	hut := w.hut(t, id)
	b := w.As(t, "sauna")
	path := fmt.Sprintf("/kumppani/%d/aktiviteetit/%d/kerrat", w.Partners[0], id)
	form := b.Get(path).Says("Huonon sään varalle").Form(path + "/varalla")
	b.Send(form, "plan_b", fmt.Sprint(hut), "plan_b_seats", "0").Status(422)
	if to := b.Send(form, "plan_b", fmt.Sprint(hut), "plan_b_seats", "12").To(); to != path {
		t.Fatal(to)
	}
	b.Get(path+"?kuukausi=2027-06").Says("Varasuunnitelma on tallessa", "Varalla: Kota")
	call := form.At(fmt.Sprintf("%s/%d/varalla", path, w.Sessions[0]))
	b.Send(call).Status(409)
}

// hut is a draft of the same partner, to be done in the place of an activity.
func (w town) hut(t *testing.T, of int64) (id int64) {
	t.Helper()
	err := w.DB.InTx(t.Context(), func(tx *postgres.Tx) error {
		return tx.Get(t.Context(), &id, `/* test.hut */
			INSERT INTO activity (partner_id, slug, status, kind, title_fi, minutes, municipality, place, group_max, price_cents, price_per, vat_class)
			SELECT partner_id, 'kota', 'draft', kind, 'Kota', 60, municipality, 'Kodalla', group_max, 0, 'person', vat_class FROM activity WHERE id = $1 RETURNING id`, of)
	})
	if err != nil {
		t.Fatal(err)
	}
	return id
}

// TestPlanBIsNoSessionOfItsOwn: who comes to a session is counted once, though the stay holds seats in its plan B too; and a draft that
// is a plan B is finished. Once it is called, week and day say what takes place.
func TestPlanBIsNoSessionOfItsOwn(t *testing.T) {
	w := newTown(t)
	id := w.activity(t, "savusauna")
	b := w.As(t, "sauna")
	hut := w.hut(t, id)
	b.Get(w.week()).Says("Kota on luonnos")
	path := fmt.Sprintf("/kumppani/%d/aktiviteetit/%d/kerrat", w.Partners[0], id)
	b.Send(b.Get(path).Form(path+"/varalla"), "plan_b", fmt.Sprint(hut), "plan_b_seats", "12").To()
	w.hold(t, 4)
	b.Get(w.week()).Says("Varalla: Kota", `Kertoja viikolla</dt><dd class="big num">2 `, `Tulijoita</dt><dd class="big num">4 `).Lacks("Kota on luonnos", "12 Kota")
	w.As(t, "").Get(w.feed(b)).Says("Savusauna (4/12)").Lacks("Kota")

	var day dates.Date
	err := w.DB.InTx(t.Context(), func(tx *postgres.Tx) error {
		return tx.Get(t.Context(), &day, `/* test.called */
			UPDATE session SET plan_b_called_at = now() WHERE activity_id = $1 AND id IN (SELECT session_id FROM booking_session) RETURNING day`, id)
	})
	if err != nil {
		t.Fatal(err)
	}
	b.Get(w.week()).Says("4/12 Kota")
	w.As(t, "").Get(w.feed(b)).Says("Kota (4/12)").Lacks("Savusauna (4/12)")
	b.Get(fmt.Sprintf("/kumppani/%d/paiva?paiva=%s", w.Partners[0], day)).Says("Kota", "Kodalla", "Yritys 1").Lacks("Savusauna", "Kukaan ei")
}
