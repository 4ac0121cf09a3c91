package participant_test

import (
	"testing"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/web/participant"
	"github.com/hubittaako/hubittaako/packages/booking"
)

func TestAParticipantSaysHowItWas(t *testing.T) {
	w, b, list := named(t, booking.Participant{Name: "Aino Järvi"}, booking.Participant{Name: "Onni Salo"})
	at := participant.Path(list[0].Token)
	visitor := w.As(t, "")
	visitor.Get(at+"/palaute").Status(200).Says("Kysely ei ole nyt auki", "jotka on vahvistettu").Lacks("<textarea")
	w.Exec(t, `UPDATE booking SET state = 'confirmed'`)
	visitor.Get(at).Lacks("Vastaa kyselyyn")
	visitor.Get(at+"/palaute").Says("jakson viimeisestä päivästä alkaen", "29.10.2027–28.11.2027").Lacks("<textarea")
	w.Now = dates.At(b.EndsOn, 12*60)
	visitor.Get(at).Says("Miten jakso meni?", at+"/palaute")
	form := visitor.Get(at + "/palaute").Says("Neljä kysymystä").Form("/palaute")
	visitor.Send(form, "work", "5").Status(422).Says("Vastaanotto", "Tulisi uudelleen").Lacks("Työskentelyolot:")
	visitor.Send(form, "work", "5", "hosting", "4", "again", "9", "body", "Salainen sana").LeadsTo(at)
	visitor.Get(at).Says("Kiitos vastauksesta")
	// Whoever passed the link on must not read by it.
	visitor.Get(at+"/palaute").Says("Olet jo vastannut").Lacks("Salainen sana", "checked")
	visitor.Get("/en" + at + "/palaute").Says("You have answered already")
	visitor.Get("/sv" + at + "/palaute").Says("Hur var vistelsen?")
	w.Now = dates.At(b.EndsOn.AddDays(31), 0)
	visitor.Send(form, "work", "1", "hosting", "1", "again", "0").Status(409).Says("Vastausaika on päättynyt")
	visitor.Get(participant.Path("x") + "/palaute").Status(404)
}
