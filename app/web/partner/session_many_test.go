package partner_test

import (
	"fmt"
	"strconv"
	"strings"
	"testing"
)

// TestManySessionsAtOnce goes through what can be done with sessions that are ticked, without a script.
func TestManySessionsAtOnce(t *testing.T) {
	w := newTown(t)
	b := w.As(t, "sauna")
	path := fmt.Sprintf("/kumppani/%d/aktiviteetit/%d/kerrat", w.Partners[0], w.activity(t, "savusauna"))
	month := path + "?kuukausi=2027-06"
	first, second := strconv.FormatInt(w.Sessions[0], 10), strconv.FormatInt(w.Sessions[1], 10)
	page := b.Get(month).Says("Valituille kerroille")
	many := page.Form(path + "/joukko")
	before := strings.Count(page.Body, `name="sid"`)

	b.Send(many, "do", "seats").Status(422).Says("Valitse ensin kerrat")
	many.Add("sid", first)
	many.Add("sid", second)
	wrong := b.Send(many, "do", "seats", "seats", "viisi").Status(422).Says(`value="viisi"`)
	if !strings.Contains(wrong.Raw, `value="`+first+`" checked`) {
		t.Error("the chosen sessions are forgotten")
	}
	if to := b.Send(many, "do", "seats", "seats", "5").To(); to != month {
		t.Fatal(to)
	}
	b.Get(month).Says("2 kerran paikat muutettiin: 5", "0/5")

	for range 2 { // the button pressed twice
		b.Send(many, "do", "remove").To()
		page = b.Get(month).Says("2 kertaa poistettiin", "Kumoa", "Poistetut kerrat")
	}
	if n := strings.Count(page.Body, `name="sid"`); n != before-2 {
		t.Errorf("%d sessions of %d are left", n, before)
	}
	undo := page.Forms(path + "/palauta")[0] // that of the message
	if to := b.Send(undo).To(); to != month {
		t.Fatal(to)
	}
	page = b.Get(month).Says("2 kertaa palautettiin", "0/5")
	if n := strings.Count(page.Body, `name="sid"`); n != before {
		t.Errorf("%d sessions of %d came back", n, before)
	}
	b.Send(undo).To()
	b.Get(month).Says("Palautettavaa ei enää ole")
	b.Send(undo.At(strings.Replace(undo.Action, fmt.Sprintf("/kumppani/%d", w.Partners[0]), "/kumppani/999", 1))).Status(404)

	cancel := page.Form(path + "/joukko")
	for _, s := range page.Forms(path + "/joukko") {
		cancel = s
	}
	for id := range w.Sessions { // they have other numbers now that they were put back
		cancel.Add("sid", strconv.Itoa(id+1))
		cancel.Add("sid", strconv.Itoa(id+1+len(w.Sessions)))
	}
	b.Send(cancel, "do", "cancel", "reason", " ").Status(422).Says("Tämä tarvitaan")
	for range 2 {
		b.Send(cancel, "do", "cancel", "reason", "Jäät lähtivät").To()
		b.Get(month).Says("kertaa on peruttu", "Jäät lähtivät")
	}
	b.Send(cancel, "do", "nothing").Status(422)
}
