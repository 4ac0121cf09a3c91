package partner_test

import (
	"fmt"
	"testing"
)

// TestAPartnerSeesWhomAChangeConcerns: before calling a session off, and where its seats cannot be lowered.
func TestAPartnerSeesWhomAChangeConcerns(t *testing.T) {
	w := newTown(t)
	w.hold(t, 4)
	var s struct{ ID, Activity int64 }
	if err := w.DB.Get(t.Context(), &s, `/* partner_test.booked */
		SELECT s.id, s.activity_id AS activity FROM session s JOIN booking_session b ON b.session_id = s.id WHERE s.partner_id = $1`, w.Partners[0]); err != nil {
		t.Fatal(err)
	}
	b := w.As(t, "sauna")
	list := fmt.Sprintf("/kumppani/%d/aktiviteetit/%d/kerrat", w.Partners[0], s.Activity)
	month := list + "?kuukausi=" + w.Monday.MonthOf().String()
	a := b.Get(month).Status(200).Says("Varattu 1 jaksolle, 4 henkilöä", "Peruminen koskee 1 jaksoa ja 4 henkilöä", "toista aikaa, toista aktiviteettia tai rahat takaisin")
	b.Send(a.Form(fmt.Sprintf("/%d/paikat", s.ID)), "seats", "3").Status(409).Says("Varattu 1 jaksolle, 4 henkilöä", "Yritys 1", "HT-")
	b.Send(b.Get(month).Form(fmt.Sprintf("/%d/peru", s.ID)), "reason", "Kiuas on rikki.").To()
	b.Get(month).Says("Kiuas on rikki.")
	b.Get("/en" + month).Status(200)
}
