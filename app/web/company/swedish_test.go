package company_test

import (
	"testing"

	"github.com/hubittaako/hubittaako/app/web/site"
)

// TestAStayInSwedish goes from the hold to the receipt. A text without Swedish would fail the test by itself, see
// webtest.Serve.
func TestAStayInSwedish(t *testing.T) {
	w := newWorld(t)
	w.Exec(t, `UPDATE revision SET name_sv = 'En vecka'`)
	w.Exec(t, `UPDATE activity SET title_sv = 'Rökbastu', bring_sv = 'Handduk.' WHERE slug = 'savusauna'`)
	b := w.As(t, "company")
	b.Get("/sv/yritys/1/varaukset").Status(200).Says("Inga bokningar ännu", "Hitta en vistelse")
	f := b.Get("/sv" + packagePage).Form(site.HoldPath)
	at := b.Send(f, "note", "PO 77").To()
	if lang := at[:4]; lang != "/sv/" {
		t.Fatalf("the booking is at %s", at)
	}
	b.Get(at).Status(200).Says("Preliminär bokning", "Betala med kort", "Betala mot faktura", "Deltagare 0/4", "7–11.6.2027", "Rökbastu", "Handduk.", "Moms 25,5 % på", "Totalt")
	b.Get("/sv/yritys/1/varaukset").Status(200).Says("Väntar på bekräftelse", "En vecka")
	b.Get(w.Pay.Paid(b.Send(b.Get(at).Form("/kortti")).To())).Status(200).Says("Vistelsen är bekräftad")
	b.Get(at).Status(200).Says("Platserna är era", "Arbetsplatser, HUBteekki", "Kvitto", "Med kort", "7–11.6.2027")
	b.Get("/en"+at[3:]).Status(200).Says("The places are yours", "Desks, HUBteekki", "A week")
	b.Get("/sv/yritys/1/laskut").Status(200).Says("Fakturor, kvitton och kreditnotor", "Kvitto")
	b.Send(b.Get(at).Form("/peru"), "reason", "ändrade planer").Status(303)
	b.Get(at).Status(200).Says("Den här bokningen är avbokad", "Kreditnota")
}
