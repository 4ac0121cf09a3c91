package whatson_test

import (
	"encoding/json"
	"encoding/xml"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/packages/hub/event"
)

func TestTheListAndTheMonth(t *testing.T) {
	w := newWorld(t)
	w.event(t, func(f *event.Form) { f.Repeat, f.Until = event.Weekly, dates.MustParse("2026-12-16") })
	w.event(t, func(f *event.Form) {
		f.TitleFi, f.TitleEn, f.Theme, f.Seats, f.Day = "Talviuinti", "", event.Wellbeing, 3, dates.MustParse("2026-12-11")
	})
	v := w.As(t, "")
	v.Get("/tapahtumat").Status(200).Says("Ensi viikolla", "Viikko 50, 7.–13.12.2026", "Yhteiskahvit", "9.00–10.00", "Joka keskiviikko", "Talviuinti", "3 paikkaa vapaana", "Vapaa pääsy",
		"/tapahtumat/syote.atom")
	v.Get("/en/tapahtumat").Status(200).Says("Coffee together", "09:00–10:00", "Every Wednesday", "3 seats left", "Talviuinti")
	v.Get("/sv/tapahtumat").Status(200).Says("Gemensamt kaffe", "Varje onsdag", "3 platser kvar")
	v.Get("/tapahtumat?teema=wellbeing").Status(200).Says("Talviuinti").Lacks(">Yhteiskahvit<")
	v.Get("/tapahtumat?hubi=hubteekki").Status(200).Says("Talviuinti", "Yhteiskahvit")
	v.Get("/tapahtumat?hubi=verkosto").Status(200).Says("Täällä on nyt hiljaista", "Näytä kaikki tapahtumat").Lacks(">Talviuinti<")
	v.Get("/tapahtumat?hubi=olematon&teema=x").Status(200).Says("Talviuinti", "Yhteiskahvit")

	month := v.Get("/tapahtumat?nakyma=kuukausi&kk=2026-12&hubi=hubteekki").Status(200).Says("joulukuu 2026", "kk=2027-01", "kk=2026-11", "hubi=hubteekki")
	if n := strings.Count(month.Body, `class="entry`); n != 4 {
		t.Errorf("%d entries in December", n)
	}
	for _, odd := range []string{"2026-10", "2028-01", "2026-13", "x"} { // not to be turned to: this month instead
		v.Get("/tapahtumat?nakyma=kuukausi&kk=" + odd).Status(200).Says("marraskuu 2026</span>")
	}
}

func TestAnEventsPage(t *testing.T) {
	w := newWorld(t)
	all := w.event(t, func(f *event.Form) {
		f.Repeat, f.Until, f.Seats, f.PriceCents, f.Link = event.Weekly, dates.MustParse("2026-12-16"), 2, 550, "www.hubi.example"
		f.TextFi = "Kahvia </script><script>alert(1)</script>"
	})
	v := w.As(t, "")
	page := v.Get("/tapahtumat/yhteiskahvit").Status(200).Says("keskiviikko 2. joulukuuta 2026 klo 9.00–10.00", "5,50 €", "Joka keskiviikko", "ke 9.12. klo 9.00–10.00", "Ilmoittaudu",
		"https://www.hubi.example", `value="1"`)
	if strings.Contains(page.Raw, "<script>alert") {
		t.Error("a text becomes a script")
	}
	found := 0
	for _, m := range regexp.MustCompile(`(?s)<script[^>]*type="application/ld\+json"[^>]*>(.*?)</script>`).FindAllStringSubmatch(page.Raw, -1) {
		var data map[string]any
		if err := json.Unmarshal([]byte(m[1]), &data); err != nil {
			t.Fatal(err)
		}
		if data["@type"] == "Event" {
			found++
		}
	}
	if found != 3 {
		t.Errorf("search engines are told of %d occasions", found)
	}
	v.Get(fmt.Sprintf("/tapahtumat/yhteiskahvit?kerta=%d", all[2].ID)).Status(200).Says("keskiviikko 16. joulukuuta 2026")
	v.Get("/tapahtumat/yhteiskahvit?kerta=x").Status(200).Says("keskiviikko 2. joulukuuta 2026")
	v.Get("/tapahtumat/olematon").Status(404)
	if err := w.events.CancelOccasion(t.Context(), w.Staff, all[0].ID, "Vesivahinko"); err != nil {
		t.Fatal(err)
	}
	v.Get("/tapahtumat/yhteiskahvit").Status(200).Says("keskiviikko 9. joulukuuta 2026")
	v.Get(fmt.Sprintf("/tapahtumat/yhteiskahvit?kerta=%d", all[0].ID)).Status(200).Says("Tämä kerta on peruttu", "Vesivahinko", "EventCancelled").Lacks("/ilmoittaudu\"")
}

func TestSigningUpAndLeaving(t *testing.T) {
	w := newWorld(t)
	o := w.event(t, func(f *event.Form) { f.Seats = 1 })[0]
	v := w.As(t, "")
	at := "/tapahtumat/yhteiskahvit"
	form := v.Get(at).Form("/ilmoittaudu")
	v.Send(form, "name", "https://osta.example", "email", "ei ole", "seats", "9").Status(422).Says(`value="https://osta.example"`, `value="ei ole"`, `value="9"`, `href="#f-name"`,
		`href="#f-email"`, `href="#f-seats"`, "ilman osoitteita")
	v.Send(form, "kerta", "99", "name", "A", "email", "a@example.fi").Status(404)
	v.Send(form, "name", "Annikki", "email", "anna@example.fi").LeadsTo(fmt.Sprintf("%s/posti?kerta=%d", at, o.ID))
	v.Get(at + "/posti").Status(200).Says("Katso sähköpostisi")

	anna := "/tapahtumat/paikka/" + w.mailed["anna@example.fi"]
	ask := v.Get(anna).Status(200).Says("Vahvista paikkasi", "noindex").Form(anna)
	v.Send(ask).LeadsTo(anna)
	v.Get(anna).Status(200).Says("Olet mukana!", "Annikki", "Lisää kalenteriin", fmt.Sprintf("%s/kalenteri.ics?kerta=%d", at, o.ID))
	v.Get(at).Says("Täynnä", "Mene jonoon")

	v.Send(form, "name", "Bertta", "email", "bertta@example.fi").To()
	bertta := "/tapahtumat/paikka/" + w.mailed["bertta@example.fi"]
	v.Send(v.Get(bertta).Says("Vahvista paikkasi jonossa").Form(bertta)).LeadsTo(bertta)
	v.Get(bertta).Status(200).Says("Olet jonossa", "Edelläsi jonossa on 0")

	v.Post(anna, "tee", "jotain").Status(422)
	v.Post(anna, "tee", "peru").LeadsTo(anna)
	v.Get(anna).Status(200).Says("Olet perunut paikkasi").Lacks("Annikki", "Lisää kalenteriin")
	v.Get(bertta).Status(200).Says("Sinulle vapautui paikka!", "24.11.2026 klo 12.00", "Otan paikan")
	v.Send(v.Get(bertta).Form(bertta)).LeadsTo(bertta)
	v.Get("/sv" + bertta).Status(200).Says("Du är med!")
	v.Get("/tapahtumat/paikka/olematon").Status(410).Says("Linkki ei ole enää voimassa")

	if err := w.events.CancelOccasion(t.Context(), w.Staff, o.ID, "Vesivahinko"); err != nil {
		t.Fatal(err)
	}
	v.Get(bertta).Status(200).Says("Tapahtuma on peruttu", "Vesivahinko")
	v.Send(form, "name", "Cecilia", "email", "c@example.fi").Status(409).Says("peruttu")
}

func TestTheLetter(t *testing.T) {
	w := newWorld(t)
	v := w.As(t, "")
	at := "/tapahtumat/viikkokirje"
	form := v.Get(at).Status(200).Says("HUBteekki").Form(at)
	v.Send(form, "email", "ei ole").Status(422).Says(`value="ei ole"`, `href="#kirje-f-email"`)
	v.Send(form, "email", "lukija@example.fi").LeadsTo(at + "/kiitos")
	v.Get(at + "/kiitos").Status(200).Says("Katso sähköpostisi")
	token := w.mailed["lukija@example.fi"]
	v.Send(v.Get(at+"/"+token).Status(200).Says("Vahvista viikkokirje", "lukija@example.fi").Form("/" + token)).LeadsTo(at + "/" + token)
	v.Get("/en"+at+"/"+token).Status(200).Says("You get the weekly letter", "all hubs")
	v.Get(at + "/" + token + "/lopeta").LeadsTo(at + "/" + token)
	v.Send(v.Get(at + "/" + token).Form("/" + token)).LeadsTo("/tapahtumat")
	v.Get("/tapahtumat").Says("osoitteesi poistettu")
	v.Get(at + "/" + token).Status(410)
}

// TestOneClickEndsTheLetter posts as mail programs do: without a cookie, a token or a form of ours.
func TestOneClickEndsTheLetter(t *testing.T) {
	w := newWorld(t)
	if err := w.events.Subscribe(t.Context(), event.ReaderForm{Email: "lukija@example.fi"}, "x"); err != nil {
		t.Fatal(err)
	}
	at := "/tapahtumat/viikkokirje/" + w.mailed["lukija@example.fi"]
	for _, want := range []int{200, 410} {
		if res := w.machine(t, "POST", at+"/lopeta", "List-Unsubscribe=One-Click", "Content-Type", "application/x-www-form-urlencoded"); res.StatusCode != want {
			t.Errorf("%d, want %d", res.StatusCode, want)
		}
	}
	w.As(t, "").Get(at).Status(410)
}

func TestFeedsAndCalendars(t *testing.T) {
	w := newWorld(t)
	all := w.event(t, func(f *event.Form) { f.Repeat, f.Until = event.Weekly, dates.MustParse("2026-12-16") })
	if err := w.events.CancelOccasion(t.Context(), w.Staff, all[1].ID, "Vesivahinko"); err != nil {
		t.Fatal(err)
	}
	v := w.As(t, "")
	var atom struct {
		Entries []struct {
			ID    string `xml:"id"`
			Title string `xml:"title"`
		} `xml:"entry"`
	}
	a := v.Get("/en/tapahtumat/syote.atom").Status(200)
	if err := xml.Unmarshal([]byte(a.Raw), &atom); err != nil {
		t.Fatal(err)
	}
	if len(atom.Entries) != 3 || atom.Entries[0].Title != "Wed 2 December, 09:00–10:00: Coffee together" || !strings.HasPrefix(atom.Entries[1].Title, "Cancelled: ") ||
		atom.Entries[0].ID != fmt.Sprintf("tag:hubittaako.test,2026:tapahtuma-%d", all[0].ID) {
		t.Errorf("%+v", atom.Entries)
	}
	var rss struct {
		Items []struct {
			Link string `xml:"link"`
		} `xml:"channel>item"`
	}
	r := v.Get("/tapahtumat/syote.rss?hubi=hubteekki").Status(200)
	if err := xml.Unmarshal([]byte(r.Raw), &rss); err != nil || len(rss.Items) != 3 || rss.Items[0].Link != fmt.Sprintf("https://hubittaako.test/tapahtumat/yhteiskahvit?kerta=%d", all[0].ID) {
		t.Errorf("%+v %v", rss, err)
	}
	cal := v.Get("/tapahtumat/kalenteri.ics?hubi=hubteekki").Status(200).Says("BEGIN:VCALENDAR", "SUMMARY:Yhteiskahvit", "DTSTART;TZID=Europe/Helsinki:20261202T090000", "STATUS:CANCELLED")
	if n := strings.Count(cal.Raw, "BEGIN:VEVENT"); n != 3 {
		t.Errorf("%d entries", n)
	}
	v.Get("/tapahtumat/kalenteri.ics?hubi=verkosto").Status(200).Lacks("VEVENT")
	one := v.Get(fmt.Sprintf("/tapahtumat/yhteiskahvit/kalenteri.ics?kerta=%d", all[2].ID)).Status(200)
	if n := strings.Count(one.Raw, "BEGIN:VEVENT"); n != 1 {
		t.Errorf("%d entries of one occasion", n)
	}
	v.Get("/tapahtumat/olematon/kalenteri.ics").Status(404)
	for _, x := range []struct{ path, kind string }{
		{"/tapahtumat/syote.atom", "application/atom+xml"}, {"/tapahtumat/syote.rss", "application/rss+xml"}, {"/tapahtumat/kalenteri.ics", "text/calendar"},
		{"/tapahtumat/yhteiskahvit/kalenteri.ics", "text/calendar"},
	} {
		got := v.Get(x.path).Status(200)
		tag := got.Header.Get("ETag")
		if !strings.HasPrefix(got.Header.Get("Content-Type"), x.kind) || got.Header.Get("Cache-Control") != "public, max-age=600" || tag == "" || len(got.Cookies()) != 0 {
			t.Errorf("%s: %v", x.path, got.Header)
		}
		if res := w.machine(t, "GET", x.path, "", "If-None-Match", tag); res.StatusCode != 304 {
			t.Errorf("%s again: %d", x.path, res.StatusCode)
		}
	}
}
