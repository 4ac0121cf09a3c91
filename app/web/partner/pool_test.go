package partner_test

import (
	"fmt"
	"testing"
)

// TestTheMinimumOfSessions goes through setting a minimum for an activity and for one of its sessions, without a script.
func TestTheMinimumOfSessions(t *testing.T) {
	w := newTown(t)
	b := w.As(t, "sauna")
	activity := fmt.Sprintf("/kumppani/%d/aktiviteetit/%d", w.Partners[0], w.activity(t, "savusauna"))
	month := activity + "/kerrat?kuukausi=2027-06"
	w.Exec(t, `UPDATE activity SET pool_min = 8, pool_hours = 72 WHERE slug = 'savusauna'`)

	add := b.Get(month).Form(activity + "/kerrat")
	if add.Values.Get("pool_min") != "8" || add.Values.Get("pool_hours") != "72" {
		t.Errorf("a new session does not begin with the activity's minimum: %v", add.Values)
	}
	b.Send(add, "day", "2027-06-16", "time", "18:00", "seats", "6").Status(422).Says("Vähimmäismäärä ei voi olla suurempi kuin paikat (6)")
	b.Send(add, "day", "2027-06-16", "time", "18:00", "seats", "12").To()
	b.Get(month).Says("0/8 mukana, 0 vahvistettu, päätetään su 13.6. klo 18.00")

	one := fmt.Sprintf("%s/kerrat/%d", activity, w.Sessions[0])
	change := b.Get(month).Form(one + "/vahintaan")
	b.Send(change, "pool_min", "50", "pool_hours", "48").Status(422).Says("Vähimmäismäärä ei voi olla suurempi kuin paikat")
	b.Send(change, "pool_min", "5", "pool_hours", "").Status(422)
	b.Send(change, "pool_min", "5", "pool_hours", "48").To()
	b.Get(month).Says("Vähimmäismäärä tallennettiin", "0/5 mukana, 0 vahvistettu, päätetään la 5.6. klo 17.00")
	b.Get(fmt.Sprintf("/kumppani/%d?viikko=2027-06-07", w.Partners[0])).Says("0/5 mukana")
	b.Get(fmt.Sprintf("/kumppani/%d/paiva?pv=2027-06-07", w.Partners[0])).Status(200)

	w.Exec(t, `UPDATE session SET pool_outcome = 'goes', decided_at = now() WHERE id = $1`, w.Sessions[0])
	b.Get(month).Says("Toteutuu")
	b.Send(change, "pool_min", "4", "pool_hours", "48").Status(409).Says("Kerta on jo päätetty pitää")
	w.Exec(t, `UPDATE session SET pool_outcome = 'short', status = 'cancelled', cancel_reason = 'x', cancelled_at = now() WHERE id = $1`, w.Sessions[0])
	b.Get("/en" + month).Says("Too few people were confirmed: at least 5 were needed.")

	form := b.Get(activity).Form(activity)
	b.Send(form, "pool_min", "6", "pool_hours", "", "summary_fi", "Löylyt.", "place", "Rantatie 3").Status(422).Says("Päätetään ennen alkua:")
	b.Send(form, "pool_min", "", "pool_hours", "", "summary_fi", "Löylyt.", "place", "Rantatie 3").To()
	if add := b.Get(month).Form(activity + "/kerrat"); add.Values.Get("pool_min") != "" {
		t.Errorf("the minimum is still there: %v", add.Values)
	}
}
