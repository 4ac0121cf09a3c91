package staff_test

import (
	"strings"
	"testing"

	"github.com/hubittaako/hubittaako/app/base/dates"
)

func TestAGroupThatChangesHubs(t *testing.T) {
	w := newWorld(t)
	w.Exec(t, `UPDATE hub SET status = 'working', desks = 10 WHERE id = $1`, w.other)
	w.Exec(t, `INSERT INTO slot (resource_id, day, capacity) SELECT resource_id, d, 10 FROM hub, generate_series($2::date, $2::date + 14, '1 day') d WHERE id = $1
		ON CONFLICT (resource_id, day, part) DO UPDATE SET capacity = 10`, w.other, w.Monday)
	w.Exec(t, `UPDATE leg SET days = 3 WHERE revision_id = $1`, w.RevisionID)
	w.Exec(t, `INSERT INTO leg (revision_id, position, hub_id, days, desk_day_cents, vat_class) VALUES ($1, 2, $2, 2, 1500, 'standard')`, w.RevisionID, w.other)
	b := w.stay(t, w.Monday, 3)
	w.Exec(t, `UPDATE booking SET state = 'confirmed' WHERE id = $1`, b.ID)
	w.Now = dates.At(w.Monday.AddDays(-5), 9*60)
	here, there := w.As(t, "staff"), w.As(t, "stranger")
	at, atOther := path("/hubi/%d/varaukset/%s", w.HubID, b.Ref), path("/hubi/%d/varaukset/%s", w.other, b.Ref)

	here.Get(path("/hubi/%d/kayttoaste", w.HubID)).Says("Tulevat siirtymät", "HUBteekki → Lennätin", "l@example.fi", "Lähdössä")
	there.Get(path("/hubi/%d/kayttoaste", w.other)).Says("Tulevat siirtymät", "Tulossa", "hubi@example.fi", `href="`+atOther+`#siirtymat"`)
	form := here.Get(at).Status(200).Says("Täältä hubiin Lennätin", "Jaksoon ei kuulu kyytiä").Lacks("saatettu matkaan<").Form("/siirtyma/2")
	if to := here.Send(form, "note", "Kaksi laatikkoa").To(); to != at+"#siirtymat" {
		t.Fatalf("leads to %s", to)
	}
	there.Get(atOther).Says("Tänne hubista HUBteekki", "Viesti hubista HUBteekki", "Kaksi laatikkoa")
	long := strings.Repeat("pitkä ", 200)
	there.Post(atOther+"/siirtyma/2", "note", long).Status(422).Says("Enintään 1000 merkkiä", strings.TrimSpace(long))
	there.Post(at+"/siirtyma/2", "note", "x").Status(404)
	here.Post(at+"/siirtyma/2/merkki", "done", "on").To()
	here.Get(at).Says("vasta, kun jakso on vahvistettu ja siirtymä on huomenna")

	w.Now = dates.At(w.Monday.AddDays(3), 9*60)
	here.Send(here.Get(at).Form("/merkki")).To()
	here.Get(at).Says("Merkintä on tallennettu", "Peru merkintä", "Matkassa")
	there.Send(there.Get(atOther).Says("Saatettu matkaan").Form("/merkki")).To()
	there.Get("/en"+atOther).Says("Received", "Take the mark back")
	here.Get(path("/hubi/%d/kayttoaste", w.HubID)).Says("Perillä")
}
