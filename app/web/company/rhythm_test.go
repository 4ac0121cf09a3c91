package company_test

import (
	"strings"
	"testing"

	"github.com/hubittaako/hubittaako/app/web/company"
)

func TestTheGroupSaysWhenItWorks(t *testing.T) {
	w := newWorld(t)
	b := w.As(t, "company")
	at := held(t, b)
	ref := strings.TrimPrefix(at, "/yritys/varaukset/")
	b.Get(at).Says("Työaika jaksolla on 8.00–16.00.", company.RhythmPath(ref))
	page := b.Get(company.RhythmPath(ref)).Status(200).Says("maanantai", "perjantai", "keskiviikko 9. kesäkuuta 2027", `value="08:00"`).Lacks("Työ alkaa, lauantai")
	f := page.Form("/tyoaika")
	if f.Values.Get("zone") != "Europe/Helsinki" || f.Values.Get("hours.3.to") == "" {
		t.Fatalf("%v", f.Values)
	}
	b.Send(f, "hours.1.to", "7.00").Status(422).Says("maanantai: ", `value="07:00"`)
	b.Send(f, "hours.1.to", "").Status(422).Says("maanantai: ")
	b.Send(f, "meetings.2.title", "Viikkopalaveri", "meetings.2.from", "18:00").Status(422).Says("Palaveri 3: ", `value="Viikkopalaveri"`)
	b.Send(f, "meetings.1.from", "19:00", "meetings.1.to", "18:00").Status(422).Says("Palaveri 2: ")
	b.Send(f, "meetings.1.from", "17:00", "meetings.1.to", "18:00", "meetings.1.when", "9").Status(422).Says("Palaveri 2: ")
	b.Send(f, "zone", "Kuu/Meri").Status(422)

	pairs := []string{"meetings.1.title", "  Viikko\tpalaveri ", "meetings.1.from", "18:00", "meetings.1.to", "19:00"}
	b.Send(f, append(pairs, "meetings.1.when", "0")...).LeadsTo(company.RhythmPath(ref) + "#paallekkain") // every working day: nothing can move
	b.Get(company.RhythmPath(ref)).Says("3 kertaa osuu työaikaan tai palaveriin", "Näille ei löytynyt muuta aikaa", `value="Viikko palaveri"`)
	b.Get(at).Says("3 kertaa osuu", "Ryhmällä on oma työaika ja yksi palaveri.", "Viikko palaveri")

	b.Send(f, append(pairs, "meetings.1.when", "4")...).To() // Thursdays: the sauna moves to Monday
	replan := company.ChangePath(ref) + "?tyoaika=1"
	b.Get(company.RhythmPath(ref)).Says("Yksi kerta osuu työaikaan tai palaveriin", "Savusauna", replan)
	b.Get("/en"+replan).Says("The programme around your work", "7 Jun")
	b.Send(b.Get(replan).Says("Ohjelma ryhmän työajan mukaan").Form("/muuta")).LeadsTo(at)
	b.Get(company.RhythmPath(ref)).Says("Ohjelma sopii työaikaanne ja palavereihinne.")
	b.Get(replan).Status(200).Lacks(`name="tyoaika"`)
	w.As(t, "other").Get(company.RhythmPath(ref)).Status(404)
}
