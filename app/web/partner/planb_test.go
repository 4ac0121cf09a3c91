package partner_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/hubittaako/hubittaako/app/base/postgres"
)

// TestPlanBOfAnActivity: a partner chooses what is done in bad weather, and its sessions say so.
func TestPlanBOfAnActivity(t *testing.T) {
	w := newTown(t)
	id := w.activity(t, "savusauna")
	var hut int64
	err := w.DB.InTx(context.Background(), func(tx *postgres.Tx) error {
		return tx.Get(context.Background(), &hut, `/* test.hut */
			INSERT INTO activity (partner_id, slug, status, kind, title_fi, minutes, municipality, group_max, price_cents, price_per, vat_class)
			SELECT partner_id, 'kota', 'draft', kind, 'Kota', 60, municipality, group_max, 0, 'person', vat_class FROM activity WHERE id = $1 RETURNING id`, id)
	})
	if err != nil {
		t.Fatal(err)
	}
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
