package partner_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/hubittaako/hubittaako/app/base/postgres"
)

// TestBedsOfAHouse: lodging has one form for its nights, and a month that shows what is taken.
func TestBedsOfAHouse(t *testing.T) {
	w := newTown(t)
	id := w.activity(t, "savusauna")
	err := w.DB.InTx(context.Background(), func(tx *postgres.Tx) error {
		_, err := tx.Exec(context.Background(), `/* test.lodging */ UPDATE activity SET kind = 'lodging', minutes = 960 WHERE id = $1`, id)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	b := w.As(t, "sauna")
	path := fmt.Sprintf("/kumppani/%d/aktiviteetit/%d/kerrat", w.Partners[0], id)
	month := path + "?kuukausi=2027-07"
	form := b.Get(month).Says("Vuoteet öittäin").Form(path + "/yot")
	b.Send(form, "from", "2027-07-05", "until", "2027-07-01", "seats", "8", "time", "17:00").Status(422).Says("2027-07-01")
	if to := b.Send(form, "from", "2027-07-01", "until", "2027-07-10", "seats", "8", "time", "17:00").To(); to != month {
		t.Fatal(to)
	}
	if again := b.Get(month).Says("Vuoteet tallennettiin 10 yölle", "0/8", "17.00").Form(path + "/yot"); again.Get("time") != "17:00" {
		t.Errorf("people come at five, and the form says %s", again.Get("time"))
	}
	b.Send(form, "from", "2027-07-03", "until", "2027-07-03", "seats", "0", "time", "17:00").To()
	b.Get(month).Says("Vuoteet tallennettiin yhdelle yölle", "0/0")
}
