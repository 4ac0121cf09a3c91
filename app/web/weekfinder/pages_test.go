package weekfinder_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/webtest"
	"github.com/hubittaako/hubittaako/app/web/weekfinder"
	"github.com/hubittaako/hubittaako/packages/packtest"
	"github.com/hubittaako/hubittaako/packages/weeks"
)

func newWorld(t *testing.T) (*webtest.World, *webtest.Browser) {
	t.Helper()
	w := webtest.New(t, packtest.Options{Monday: dates.MustParse("2027-10-18")}, func(w *webtest.World) []page.Route {
		return weekfinder.Routes(weekfinder.Deps{Weeks: weeks.NewService(w.DB, w.Clock), Finder: w.Finder, Now: w.Clock})
	})
	return w, w.As(t, "")
}

// asked starts a search for one of four weeks over the clock change; stays begin on the 18th and the 25th of October.
func asked(t *testing.T, b *webtest.Browser) string {
	t.Helper()
	f := b.Get("/viikot").Status(200).Says("Etsikää viikko yhdessä").Form("/viikot")
	to := b.Send(f, "title", " Tuotetiimin  viikko ", "people", "4", "from", "2027-10-20", "until", "2027-11-10").To()
	if again := b.Send(f, "title", " Tuotetiimin  viikko ", "people", "4", "from", "2027-10-20", "until", "2027-11-10").To(); again != to {
		t.Errorf("sent twice: %s and %s", to, again)
	}
	return to
}

func TestATeamFindsAWeek(t *testing.T) {
	_, b := newWorld(t)
	at := asked(t, b)
	a := b.Get(at).Status(200).Says("Tuotetiimin viikko", "18.10.–14.11.2027", "Ei vielä vastauksia", "https://hubittaako.test"+at)
	inOrder(t, a.Body, "18.–24.10.2027", "25.–31.10.2027", "1.–7.11.2027")
	f := a.Form(at)
	b.Send(f).Status(422).Says("Nimesi tai nimimerkki: Tämä tarvitaan.")
	b.Send(f, "name", strings.Repeat("x", 61), "weeks.0.busy", "2027-10-20").Status(422).Says("Enintään 60 merkkiä", `value="2027-10-20" checked`)
	b.Send(f, "name", "Aino", "weeks.0.busy", "2027-10-20", "weeks.1.busy", "2029-01-01").LeadsTo(at)
	b.Send(f, "name", "Onni").LeadsTo(at)
	a = b.Get(at).Says("2 on vastannut", "1/2 pääsee", "Ei pääse:", "1 päivä varattu", "/paketit?pv=2027-10-25&hlo=4&kesto=1")
	inOrder(t, a.Body, "25.–31.10.2027", "2/2 pääsee", "Viikko", "1.–7.11.2027", "Ei vapaata", "18.–24.10.2027", "1/2 pääsee")
	b.Send(f, "name", "aino").LeadsTo(at) // the same name answers anew
	b.Get(at).Says("2 on vastannut").Lacks("1/2 pääsee")
	b.Send(b.Get(at).Form(at+"/poista"), "name", "AINO").LeadsTo(at)
	b.Get("/en"+at).Says("One has answered", "Onni").Lacks("Aino")
	b.Get("/sv" + at).Says("En har svarat")
	b.Get(at + "x").Status(404)
}

func TestDaysFromACalendar(t *testing.T) {
	w, b := newWorld(t)
	at := asked(t, b)
	f := b.Get(at).Form(at)
	f.Values.Set("name", "Aino")
	cal := "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Salainen lääkäri\r\nDTSTART;VALUE=DATE:20271029\r\nDTEND;VALUE=DATE:20271102\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
	a := b.Upload(f, "file", "oma.ics", []byte(cal)).Status(200).Says("4 varattua päivää", `value="2027-10-29" checked`, `value="2027-11-01" checked`, `value="Aino"`, "0 on vastannut").Lacks("lääkäri", `value="2027-11-02" checked`)
	b.Send(a.Form(at)).LeadsTo(at)
	b.Get(at).Says("Yksi on vastannut", "2 päivää varattu")
	b.Upload(f, "file", "kuva.png", []byte("\x89PNG")).Status(422).Says("ei ole kalenteritiedosto", `value="Aino"`)
	b.Upload(f, "file", "iso.ics", []byte("BEGIN:VCALENDAR"+strings.Repeat("x", 2<<20))).Status(422).Says("Tiedosto on liian suuri.")
	b.Upload(f, "file", "valtava.ics", []byte("BEGIN:VCALENDAR"+strings.Repeat("x", 5<<20))).Status(413).Says("liian suuri")
	var kept string
	if err := w.DB.Get(t.Context(), &kept, `/* weekfinder_test.kept */ SELECT string_agg(r::text, ' ') FROM week_reply r`); err != nil || strings.Contains(kept, "Salainen") {
		t.Errorf("%s, %v", kept, err)
	}
}

func TestWhatCannotBeAsked(t *testing.T) {
	_, b := newWorld(t)
	f := b.Get("/viikot").Form("/viikot")
	b.Send(f).Status(422).Says("Mille etsitte viikkoa: Tämä tarvitaan.")
	for _, c := range []struct{ name, value, says string }{
		{"people", "0", "Montako teitä on: "}, {"people", "10000", "Montako teitä on: "}, {"people", "-1", "Montako teitä on: "}, {"weeks", "9", "Kuinka kauan: "},
		{"from", "2027-02-31", "Aikaisintaan: "}, {"until", "2020-01-01", "Viimeinen päivä on ennen ensimmäistä."}, {"until", "2030-01-01", "Enintään 26 viikkoa kerralla."}, {"until", "", "Viimeistään: Tämä tarvitaan."},
	} {
		b.Send(f, "title", "Viikko", c.name, c.value).Status(422).Says(c.says, `value="Viikko"`)
	}
	b.Send(f, "title", "Viikko", "from", "2020-01-01", "until", "2020-03-01").Status(422).Says("ei ole yhtään kokonaista tulevaa viikkoa")
}

func TestAllIsForgottenAfterTheLastDay(t *testing.T) {
	w, _ := newWorld(t)
	now := w.Now
	s := weeks.NewService(w.DB, func() time.Time { return now })
	token, err := s.Ask(t.Context(), weeks.New{Title: "Viikko", People: 4, Weeks: 1, From: w.Monday, Until: w.Monday}, uuid.New())
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Reply(t.Context(), token, weeks.Reply{Name: "Aino", Busy: []dates.Date{w.Monday}}); err != nil {
		t.Fatal(err)
	}
	now = dates.At(w.Monday.AddDays(6), 60)
	if err := s.Forget(t.Context()); err != nil {
		t.Fatal(err)
	}
	if a, err := s.ByToken(t.Context(), token); err != nil || len(a.Replies) != 1 {
		t.Fatalf("on the last day: %+v, %v", a, err)
	}
	now = dates.At(w.Monday.AddDays(7), 60)
	if err := s.Forget(t.Context()); err != nil {
		t.Fatal(err)
	}
	var left int
	if err := w.DB.Get(t.Context(), &left, `/* weekfinder_test.left */ SELECT (SELECT count(*) FROM week_ask) + (SELECT count(*) FROM week_reply)`); err != nil || left != 0 {
		t.Errorf("%d rows left, %v", left, err)
	}
}

func inOrder(t *testing.T, body string, texts ...string) {
	t.Helper()
	_, body, _ = strings.Cut(body, `id="viikot"`)
	for _, text := range texts {
		_, after, ok := strings.Cut(body, text)
		if !ok {
			t.Fatalf("no %q after the texts before it", text)
		}
		body = after
	}
}
