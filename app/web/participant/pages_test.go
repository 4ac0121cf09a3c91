package participant_test

import (
	"strings"
	"testing"

	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/ics"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/participant"
	"github.com/hubittaako/hubittaako/app/web/webtest"
	"github.com/hubittaako/hubittaako/packages/booking"
	"github.com/hubittaako/hubittaako/packages/booking/survey"
	"github.com/hubittaako/hubittaako/packages/packtest"
)

// named is a stay with named participants, over a clock change.
func named(t *testing.T, people ...booking.Participant) (*webtest.World, booking.Booking, []booking.Participant) {
	t.Helper()
	w := webtest.New(t, packtest.Options{Monday: dates.MustParse("2027-10-25")}, func(w *webtest.World) []page.Route {
		return participant.Routes(participant.Deps{Bookings: w.Bookings, Surveys: survey.New(w.DB, w.Bookings, nil, w.Clock), Now: w.Clock, Calendar: func(d booking.Detail, lang string, _ ...ics.Event) []byte {
			return []byte("BEGIN:VCALENDAR " + d.Ref + " " + lang)
		}})
	})
	b, err := w.Bookings.Hold(t.Context(), w.Companies[0], booking.HoldRequest{
		CompanyID: packtest.Company(w.Companies[0]), RevisionID: w.RevisionID, Start: w.Monday, People: 4, Lang: "fi", OpKey: uuid.New(),
	})
	if err != nil {
		t.Fatal(err)
	}
	return w, b, give(t, w, b, people...)
}

// give names those who come along and reads them back.
func give(t *testing.T, w *webtest.World, b booking.Booking, people ...booking.Participant) []booking.Participant {
	t.Helper()
	if err := w.Bookings.Named(t.Context(), w.Companies[0], b.Ref, people); err != nil {
		t.Fatal(err)
	}
	d, err := w.Bookings.ByRef(t.Context(), w.Companies[0], b.Ref)
	if err != nil {
		t.Fatal(err)
	}
	return d.Participants
}

func TestAParticipantReadsTheProgrammeAndNothingElse(t *testing.T) {
	w, b, list := named(t, booking.Participant{Name: "Aino Järvi", Email: "aino@example.fi"}, booking.Participant{Name: "Onni Salo"})
	visitor := w.As(t, "")
	at := participant.Path(list[0].Token)
	visitor.Get(at).Status(200).Says("Tervetuloa jaksolle, Aino Järvi", "25.–29.10.2027", "HUBteekki", "Savusauna", "Varaus on vielä alustava", at+"/kalenteri.ics").Lacks("Onni Salo", "€", "aino@example.fi")
	visitor.Get("/en"+at).Says("Welcome along, Aino Järvi", "Programme as PDF")
	visitor.Get("/sv" + at).Says("Välkommen med, Aino Järvi")
	visitor.Get("/en" + at + "/kalenteri.ics").Status(200).Says("BEGIN:VCALENDAR " + b.Ref + " en")
	if a := visitor.Get(at + "/ohjelma.pdf").Status(200); !strings.HasPrefix(a.Body, "%PDF-") || a.Header.Get("Cache-Control") != "no-store" {
		t.Errorf("%.20q, %s", a.Body, a.Header.Get("Cache-Control"))
	}
	for _, token := range []string{"x", strings.ToLower(list[0].Token), list[0].Token + "A"} {
		visitor.Get(participant.Path(token)).Status(404)
	}
}

func TestALinkFollowsItsPerson(t *testing.T) {
	w, b, before := named(t, booking.Participant{Name: "Aino Järvi", Email: "aino@example.fi"}, booking.Participant{Name: "Onni Salo"}, booking.Participant{Name: "Onni Salo"})
	after := give(t, w, b, booking.Participant{Name: "Onni Salo"}, booking.Participant{Name: "Veera Mäki"}, booking.Participant{Name: "Aino Järvi-Salo", Email: "Aino@example.fi"})
	if after[2].Token != before[0].Token || after[0].Token != before[1].Token {
		t.Error("a link was lost on the way to another row")
	}
	if after[1].Token == before[0].Token || after[1].Token == before[1].Token || after[1].Token == before[2].Token {
		t.Error("whoever comes in the place of another reads by their link")
	}
	w.As(t, "").Get(participant.Path(before[2].Token)).Status(404)
}

func TestAParticipantAsksForADayElsewhere(t *testing.T) {
	w, b, list := named(t, booking.Participant{Name: "Aino Järvi"}, booking.Participant{Name: "Onni Salo"})
	at, others := participant.Path(list[0].Token), participant.Path(list[1].Token)
	visitor := w.As(t, "")
	visitor.Get(at).Lacks("Päivä toisessa hubissa") // an option has no days to give away
	w.Exec(t, `UPDATE booking SET state = 'confirmed' WHERE id = $1`, b.ID)
	w.Exec(t, `WITH r AS (INSERT INTO resource (kind) VALUES ('desk_day') RETURNING id),
		h AS (INSERT INTO hub (slug, name, status, municipality, lat, lon, desks, resource_id) SELECT 'toinen', 'Lennätin', 'working', 'Viitasaari', 63, 25, 1, id FROM r RETURNING resource_id)
		INSERT INTO slot (resource_id, day, capacity) SELECT resource_id, $1::date + 1, 1 FROM h`, w.Monday)
	form := visitor.Get(at).Says("Päivä toisessa hubissa", "tiistai 26. lokakuuta 2027: Lennätin (Viitasaari), 1 vapaa työpiste", "Siirto ei maksa mitään").Form("/toinen-hubi")
	visitor.Send(form, "to", "").To()
	visitor.Get(at).Says("Valitse päivä ja hubi")
	if to := visitor.Send(form, "to", w.Monday.AddDays(1).String()+" 2", "note", "Asiakas").To(); to != at+"#toinen-hubi" {
		t.Fatalf("leads to %s", to)
	}
	visitor.Get(at).Says("Toive on lähetetty", "Odottaa vastausta", "Peru toive")
	visitor.Get(others).Lacks("Odottaa vastausta", "Aino")
	d, err := w.Bookings.ByRef(t.Context(), w.Companies[0], b.Ref)
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Bookings.AcceptMove(t.Context(), w.Admin, d.Moves[0].ToID, d.Moves[0].ID); err != nil {
		t.Fatal(err)
	}
	back := visitor.Get(at).Says("Sovittu", "Aino Järvi: Lennätin", "Palaa omaan hubiin").Form("/toinen-hubi/1")
	visitor.Get("/sv"+at).Says("En dag i en annan hubb", "Överenskommet")
	visitor.Get(others).Lacks("Lennätin", "Palaa")
	back.Action = others + "/toinen-hubi/1"
	visitor.Send(back, "do", "back").Status(404)
	back.Action = at + "/toinen-hubi/1"
	visitor.Send(back, "do", "back").To()
	visitor.Get(at).Says("taas jakson omassa hubissa", "Peruttu")
}
