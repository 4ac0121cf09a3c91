package company_test

import "testing"

// The form that lets an option go stays open in one tab while the stay is paid in another: it cancels nothing that was paid,
// not even where the policy gives nothing back.
func TestAnOldFormThatLetsGoCancelsNoPaidStay(t *testing.T) {
	w := newWorld(t)
	w.Exec(t, `UPDATE revision SET free_until_days = 365, half_until_days = 365`)
	b := w.As(t, "company")
	at := held(t, b)
	old := b.Get(at).Form("/peru")
	b.Get(w.Pay.Paid(b.Send(b.Get(at).Form("/kortti")).To())).Status(200)
	b.Send(old).Status(409).Says("Vahvistettu", "Peruutusehto ehti muuttua")
	b.Get(at).Status(200).Says("Vahvistettu")
	b.Get(b.Send(b.Get(at).Form("/peru")).To()).Status(200).Says("Peruttu")
}
