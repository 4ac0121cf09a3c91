package partner_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/app/web/webtest"
)

// peek sends a form that is made up, see form, as the script does that wants a piece of the page.
func peek(b *webtest.Browser, from, path string, pairs ...string) webtest.Answer {
	return b.Piece(form(b, from, path, pairs...))
}

func TestTheWeeklyRuleIsCountedFirst(t *testing.T) {
	w := newTown(t)
	b := w.As(t, "sauna")
	path := fmt.Sprintf("/kumppani/%d/aktiviteetit/%d/kerrat", w.Partners[0], w.activity(t, "savusauna"))
	look := path + "/viikoittain/katso"
	rule := func(until string) []string {
		return []string{"weekdays", "6", "weekdays", "7", "time", "12.00", "from", "2027-06-01", "until", until, "seats", "6"}
	}
	before := b.Get(path + "?kuukausi=2027-06").Body

	post(b, path, look, rule("30.6.2027")...).Status(200).
		Says("Lisätään 8 kertaa, ensimmäinen 5.6.2027 ja viimeinen 27.6.2027.", `value="12:00"`, "<html", "Lisää kerrat")
	piece := peek(b, path, look, rule("30.6.2027")...).Status(200).Says("Lisätään 8 kertaa", "la 5.6., su 6.6., la 12.6.")
	if strings.Contains(piece.Body, "<html") {
		t.Error("a whole page for a piece")
	}
	if unfinished := peek(b, path, look, "weekdays", "6", "seats", "6").Status(200); strings.Contains(unfinished.Body, "note") {
		t.Errorf("an error before the form is complete: %s", unfinished.Body)
	}
	peek(b, path, look, rule("2027-05-01")...).Status(200).Says("note warn")
	post(b, path, look, rule("2027-05-01")...).Status(422).Says(`value="2027-05-01"`)
	if after := b.Get(path + "?kuukausi=2027-06").Body; strings.Count(after, "kerta-") != strings.Count(before, "kerta-") {
		t.Error("looking added sessions")
	}

	op := uuid.NewString()
	for range 2 { // the same form twice, as after a lost answer
		post(b, path, path+"/viikoittain", append(rule("30.6.2027"), "_op", op)...).To()
		b.Get(path + "?kuukausi=2027-06").Says("Lisättiin 8 kertaa")
	}
	peek(b, path, look, rule("30.6.2027")...).Says("8 ajalla on jo kerta", "mitään ei lisätä")
	peek(b, path, look, rule("6.7.2027")...).Says("Lisätään 2 kertaa", "8 ajalla on jo kerta")
	peek(w.As(t, "canoe"), "/kumppaniksi", look, rule("30.6.2027")...).Status(404)
}
