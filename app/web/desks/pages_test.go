package desks_test

import (
	"fmt"
	"testing"

	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/ics"
	"github.com/hubittaako/hubittaako/app/web/desks"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/participant"
	"github.com/hubittaako/hubittaako/app/web/webtest"
	"github.com/hubittaako/hubittaako/packages/booking"
	"github.com/hubittaako/hubittaako/packages/hub/desk"
	"github.com/hubittaako/hubittaako/packages/packtest"
)

// TestDesksFromThePlanToTheProgramme: staff name the desks, a participant wishes, everybody is given one, two change places and back.
func TestDesksFromThePlanToTheProgramme(t *testing.T) {
	w := webtest.New(t, packtest.Options{Desks: 4}, func(w *webtest.World) []page.Route {
		s := desk.New(w.DB, w.Clock)
		return append(desks.Routes(desks.Deps{Desks: s, Hubs: w.Hubs, Now: w.Clock}), participant.Routes(participant.Deps{
			Bookings: w.Bookings, Desks: s, Now: w.Clock, Calendar: func(booking.Detail, string, ...ics.Event) []byte { return nil }})...)
	})
	w.People["stranger"] = access.Actor{PersonID: w.Admin.PersonID, Name: "Vieras", Grants: []access.Grant{{Role: access.HubStaff, Org: w.HubID + 1}}}
	b, err := w.Bookings.Hold(t.Context(), w.Companies[0], booking.HoldRequest{
		CompanyID: packtest.Company(w.Companies[0]), RevisionID: w.RevisionID, Start: w.Monday, People: 2, Lang: "fi", OpKey: uuid.New()})
	if err == nil {
		err = w.Bookings.Named(t.Context(), w.Companies[0], b.Ref, []booking.Participant{{Name: "Aino Järvi"}, {Name: "Onni Salo"}})
	}
	if err != nil {
		t.Fatal(err)
	}
	w.Exec(t, `UPDATE booking SET state = 'confirmed' WHERE id = $1`, b.ID)
	d, err := w.Bookings.ByRef(t.Context(), w.Companies[0], b.Ref)
	if err != nil {
		t.Fatal(err)
	}
	at := participant.Path(d.Participants[1].Token)
	staff, visitor := w.As(t, "staff"), w.As(t, "")
	floor := desks.DayPath(w.HubID, w.Monday)
	plan := fmt.Sprintf("/hubi/%d/tyopisteet/pohja", w.HubID)

	staff.Get(floor).Status(200).Says("Työpisteillä ei ole vielä nimiä")
	visitor.Get(at).Lacks("Toivo työpistettä")
	w.As(t, "stranger").Get(floor).Status(404)
	staff.Send(staff.Get(plan).Form(plan), "name", "Kuusi", "quiet", "on", "line", "2", "col", "99").Status(422).Says("Rivit ja paikat ovat 1–20")
	staff.Send(staff.Get(plan).Form(plan), "name", "Kuusi", "quiet", "on", "line", "2", "col", "1").To()
	staff.Send(staff.Get(plan).Form(plan), "name", "kuusi").Status(422).Says("jo tämä nimi")
	staff.Send(staff.Get(plan).Form(plan + "/loput")).To()
	staff.Get(plan).Says("3 työpistettä on numeroitu", "4 / 4 nimetty", "Kaikki hubin 4 työpistettä on nimetty")

	visitor.Send(visitor.Get(at).Says("Toivo työpistettä").Form(at+"/tyopiste"), "wish", fmt.Sprintf("%d quiet", w.HubID)).To()
	visitor.Get(at).Says("Toive on tallennettu", "Toive: Hiljainen").Lacks("Aino")
	give := staff.Get(floor).Says("Aino Järvi", "Toive: Hiljainen", "Anna paikat kaikille").Lacks(d.Participants[1].Token).Form("/hubi/1/tyopisteet/anna")
	staff.Send(give).To()
	undo := staff.Get(floor).Says("2 sai työpisteen koko jaksoksi").Lacks("Anna paikat kaikille")
	visitor.Get(at).Says("Työpiste Kuusi", "7.–11.6.").Lacks("Työpiste 1")
	visitor.Get("/sv" + at).Says("Arbetsplats Kuusi")

	move := undo.Form("/hubi/1/tyopisteet/siirra")
	staff.Send(move, "who", fmt.Sprintf("%d-1", b.ID), "to", "1").To()
	back := staff.Get(floor).Says("Paikat vaihdettu")
	visitor.Get(at).Says("Työpiste 1").Lacks("Kuusi")
	staff.Send(back.Forms("/hubi/1/tyopisteet/siirra")[0]).To() // the button beside the message
	visitor.Get(at).Says("Työpiste Kuusi")

	one := plan + "/1" // Kuusi goes out of use: Onni gets another at once
	staff.Send(staff.Get(one).Status(200).Form(one), "out_from", w.Monday.String()).To()
	visitor.Get(at).Says("Työpiste 2").Lacks("Kuusi,")
	staff.Get(floor).Says("pois käytöstä")
	staff.Send(staff.Get(one).Form(one + "/poista")).To()
	staff.Get(plan).Says("Työpiste Kuusi on poistettu").Lacks(">Kuusi<")
	staff.Get("/en"+floor).Status(200).Says("Desks", "Monday")
	w.Now = dates.At(w.Monday.AddDays(1), 9*60)
	staff.Get(floor).Lacks("/siirra") // yesterday is as it was
}
