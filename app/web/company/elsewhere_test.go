package company_test

import (
	"testing"

	"github.com/hubittaako/hubittaako/packages/booking"
)

func TestACompanyAsksForADayElsewhere(t *testing.T) {
	w := newWorld(t)
	b := w.As(t, "company")
	at := paid(t, w, b)
	ref := at[len("/yritys/varaukset/"):]
	b.Get(at).Lacks("Päivä toisessa hubissa") // there is no other hub
	w.Exec(t, `WITH r AS (INSERT INTO resource (kind) VALUES ('desk_day') RETURNING id),
		h AS (INSERT INTO hub (slug, name, status, municipality, lat, lon, desks, resource_id) SELECT 'toinen', 'Lennätin', 'working', 'Viitasaari', 63, 25, 1, id FROM r RETURNING resource_id)
		INSERT INTO slot (resource_id, day, capacity) SELECT resource_id, $1::date + 1, 1 FROM h`, w.Monday)
	b.Get(at).Says("Nimeä ensin osallistujat")
	if err := w.Bookings.Named(t.Context(), w.Companies[0], ref, []booking.Participant{{Name: "Aino Järvi"}}); err != nil {
		t.Fatal(err)
	}
	form := b.Get(at).Says("1 vapaa työpiste").Form("/toinen-hubi")
	b.Send(form, "person", "9").To()
	b.Get(at).Says("Valitse ensin, kenelle")
	b.Send(form).To()
	b.Get(at).Says("Toive on lähetetty", "Odottaa vastausta")
	b.Send(form).To()
	b.Get(at).Says("jo toive")
	d, err := w.Bookings.ByRef(t.Context(), w.Companies[0], ref)
	if err != nil || len(d.Moves) != 1 {
		t.Fatalf("%+v, %v", d.Moves, err)
	}
	if err := w.Bookings.DeclineMove(t.Context(), w.Admin, d.Moves[0].ToID, d.Moves[0].ID, "Remontti kesken"); err != nil {
		t.Fatal(err)
	}
	b.Get(at).Says("Ei onnistu", "Remontti kesken")
	w.Exec(t, `UPDATE day_move SET state = 'proposed', answered_at = NULL, pair_id = id`)
	b.Get(at).Says("olisi Aino Järvi").Lacks("sinun paikkasi")
	w.Exec(t, `UPDATE day_move SET state = 'expired', answered_at = now(), reason = ''`)
	b.Get(at).Says("Ei vastausta ajoissa")
	w.Exec(t, `UPDATE day_move SET state = 'declined', reason = 'Remontti kesken'`)
	b.Get("/sv"+at).Says("Hubbens svar:", "Går inte")
}
