package staff_test

import (
	"testing"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/packages/booking"
)

func TestAVisitorForADay(t *testing.T) {
	w := newWorld(t)
	w.Exec(t, `UPDATE hub SET status = 'working', desks = 1 WHERE id = $1`, w.other)
	w.Exec(t, `INSERT INTO slot (resource_id, day, capacity) SELECT resource_id, d, 1 FROM hub, generate_series($2::date, $2::date + 14, '1 day') d WHERE id = $1
		ON CONFLICT (resource_id, day, part) DO UPDATE SET capacity = 1`, w.other, w.Monday)
	b := w.stay(t, w.Monday, 2)
	w.Exec(t, `UPDATE booking SET state = 'confirmed' WHERE id = $1`, b.ID)
	must(t, w.Bookings.Named(t.Context(), w.Companies[0], b.Ref, []booking.Participant{{Name: "Aino Järvi"}, {Name: "Onni Salo"}}))
	d, err := w.Bookings.ByRef(t.Context(), w.Companies[0], b.Ref)
	must(t, err)
	wish := func(who int) {
		t.Helper()
		_, err := w.Bookings.AskMove(t.Context(), access.Actor{}, b.Ref, booking.MoveWish{Person: d.Participants[who].Token, Day: w.Monday.AddDays(1), HubID: w.other, Note: "Asiakas on siellä"})
		must(t, err)
	}
	wish(0)
	wish(1)
	here, there := w.As(t, "staff"), w.As(t, "stranger")
	at, home := path("/hubi/%d/paivavieraat", w.other), path("/hubi/%d/paivavieraat", w.HubID)
	there.Get(path("/hubi/%d/kayttoaste", w.other)).Says("Päivävieraat", "2 toivetta odottaa vastausta", `href="`+at+`"`)
	here.Get(home).Status(200).Says("Täältä muualle", "Aino Järvi", "Odottaa vastausta").Lacks("Hyväksy<", d.Participants[0].Token)
	here.Get(at).Status(404)
	here.Get(at + "/1").Status(404)
	var ids []int64
	d, err = w.Bookings.ByRef(t.Context(), w.Companies[0], b.Ref)
	must(t, err)
	for _, m := range d.Moves {
		ids = append(ids, m.ID)
	}
	there.Get(at).Status(200).Says("Aino Järvi", "HUBteekki → Lennätin", "Asiakas on siellä", "1 työpiste on vapaana").Lacks(d.Participants[0].Token)
	there.Send(there.Get(at).Form(path("%s/%d", at, ids[0])), "do", "accept").To()
	form := there.Get(at).Says("Toive on hyväksytty", "Tulossa tänne", "Sinä päivänä kaikki työpisteet on varattu").Form(path("%s/%d", at, ids[1]))
	there.Get(path("%s/%d", at, ids[1])).Status(200).Says("Vastaa toiveeseen", "Sinä päivänä kaikki työpisteet on varattu").Form(path("%s/%d", at, ids[1])) // the answer is at hand
	there.Send(form, "do", "accept").To()                                                                                                                   // there is no desk for the other
	there.Get(at).Says("Hubi on sinä päivänä täynnä")
	there.Send(form, "do", "decline", "reason", " ").To()
	there.Get(at).Says("Kerro lyhyesti")
	there.Send(form, "do", "decline", "reason", "Ensi viikolla mahtuu").To()
	there.Get(at).Says("Vastaus on lähetetty", "Vastausta ei odota kukaan", "Torjutut ja rauenneet", "Ensi viikolla mahtuu", `href="`+path("%s/%d", at, ids[0])+`"`)
	there.Get(path("%s/%d", at, ids[0])).Status(200).Says("Aino Järvi", "Sovittu", "Asiakas on siellä", "hubi@example.fi").Lacks("Vastaa toiveeseen", b.Ref, d.Participants[0].Token, "Onni Salo")
	there.Get(path("%s/%d", home, ids[0])).Status(404)
	here.Get(path("/hubi/%d/varaukset/%s", w.HubID, b.Ref)).Says("Aino Järvi: Lennätin").Lacks("Onni Salo: Lennätin")
	w.Now = dates.At(w.Monday.AddDays(1), 9*60)
	there.Get(path("/hubi/%d/kayttoaste", w.other)).Says("Aino Järvi")
	there.Get("/en" + at).Status(200).Says("Day visitors")
}
