package eventdesk_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/app/web/eventdesk"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/webtest"
	"github.com/hubittaako/hubittaako/packages/hub/event"
	"github.com/hubittaako/hubittaako/packages/packtest"
)

// box keeps what was mailed: the token to an address, and what was said.
type box struct {
	token map[string]string
	said  *[]string
}

func (b box) Signup(_ context.Context, _ *postgres.Tx, what event.News, _ event.Occasion, s event.Signup) error {
	b.token[s.Email] = s.Token
	*b.said = append(*b.said, string(what)+" "+s.Email)
	return nil
}
func (b box) ReaderAsked(context.Context, *postgres.Tx, event.Reader) error { return nil }
func (b box) Letter(context.Context, *postgres.Tx, event.Reader, string, []event.Occasion) error {
	return nil
}

// world is a network whose clock stands at noon on Monday 23 November 2026.
type world struct {
	*webtest.World
	events *event.Service
	mails  box
	routes []page.Route
	list   string
}

func newWorld(t *testing.T) *world {
	t.Helper()
	w := &world{mails: box{map[string]string{}, &[]string{}}}
	w.World = webtest.New(t, packtest.Options{}, func(x *webtest.World) []page.Route {
		w.events = event.New(x.DB, w.mails, x.Clock)
		w.routes = eventdesk.Routes(eventdesk.Deps{Events: w.events, Hubs: x.Hubs, Now: x.Clock})
		return w.routes
	})
	w.list = fmt.Sprintf("/hubi/%d/tapahtumat", w.HubID)
	w.People["stranger"] = access.Actor{PersonID: w.Staff.PersonID, Grants: []access.Grant{{Role: access.HubStaff, Org: w.HubID + 1}}}
	return w
}

// coffee fills the form of a new event.
func coffee(f webtest.Form) webtest.Form {
	for name, value := range map[string]string{
		"title_fi": "Yhteiskahvit", "text_fi": "Kahvia ja pullaa.", "theme": "meet", "day": "2026-12-02", "from": "09:00", "to": "10.00", "repeat": "weekly", "until": "30.12.2026", "seats": "2",
	} {
		f.Set(name, value)
	}
	return f
}

// signUp lets somebody come to an occasion.
func (w *world) signUp(t *testing.T, occasion int64, name string) {
	t.Helper()
	email := name + "@example.fi"
	err := w.events.SignUp(t.Context(), occasion, event.SignupForm{Name: name, Email: email, Seats: 1}, name)
	if err == nil {
		_, err = w.events.Confirm(t.Context(), w.mails.token[email])
	}
	if err != nil {
		t.Fatal(err)
	}
}

func TestStaffMakeChangeAndCallOff(t *testing.T) {
	w := newWorld(t)
	b := w.As(t, "staff")
	b.Get(w.list).Status(200).Says("Ei tapahtumia", "Uusi tapahtuma")
	form := coffee(b.Get(w.list + "/uusi").Status(200).Form("/uusi"))
	at := b.Send(form).To()
	b.Send(form).LeadsTo(at) // twice makes one
	page := b.Get(at).Status(200).Says("Tapahtuma on julkaistu.", "ke 2.12. klo 9.00–10.00", "ke 30.12. klo 9.00–10.00", "Kukaan ei ole vielä ilmoittautunut")
	b.Get(w.list).Status(200).Says("Yhteiskahvit", "ja vielä 4 kertaa", "0/2")

	all, err := w.events.List(t.Context(), event.Filter{})
	if err != nil || len(all) != 5 {
		t.Fatalf("%d occasions, %v", len(all), err)
	}
	for _, name := range []string{"anna", "bertta", "cecilia"} {
		w.signUp(t, all[0].ID, name)
	}
	b.Get(at).Says("anna@example.fi", "cecilia@example.fi", "Jonossa", "2/2 + jonossa 1")

	one := fmt.Sprintf("%s/kerrat/%d", at, all[0].ID)
	change := page.Form(one)
	b.Send(change, "seats", "1").Status(422).Says(`value="1"`, "on jo varattu")
	b.Send(change, "to", "08:00").Status(422).Says("päättyisi ennen kuin se alkaa")
	b.Send(change, "seats", "3", "from", "09:30").LeadsTo(at)
	if said := strings.Join((*w.mails.said)[6:], "; "); said != "moved anna@example.fi; moved bertta@example.fi; moved cecilia@example.fi; offered cecilia@example.fi" {
		t.Error(said)
	}
	b.Get(at).Says("ke 2.12. klo 9.30–10.00", "Vastaa 24.11.2026 klo 12.00 mennessä")

	words := page.Form(at)
	b.Send(words, "title_fi", "", "text_fi", "Tämä ei saa kadota").Status(422).Says("Tämä ei saa kadota", "Nimi: Tämä tarvitaan.")
	b.Send(words, "title_fi", "Iltakahvit", "text_fi", strings.Repeat("ä", 100_000)).Status(422).Says("Enintään 5000 merkkiä", strings.Repeat("ä", 100_000))
	bad := b.Send(words, "title_fi", "Iltakahvit", "text_en", strings.Repeat("x", 6000)).Status(422)
	if before, _, _ := strings.Cut(bad.Body, `id="kuva"`); strings.Contains(before, "more-box") { // the picture's own fold comes after the words
		t.Error("an error hides in a fold")
	}
	b.Send(words, "title_fi", "Iltakahvit").LeadsTo(at)
	b.Get(at).Says("Tiedot on tallennettu.", "Iltakahvit")

	b.Send(page.Form("/kerrat"), "day", "2027-01-07", "repeat", "once").LeadsTo(at)
	b.Get(at).Says("1 uusi kerta on julkaistu.", "to 7.1. klo 9.00–10.00")
	b.Send(page.Form(one+"/peru"), "reason", " ").Status(422).Says(`href="#k`)
	b.Send(page.Form(one+"/peru"), "reason", "Vesivahinko").LeadsTo(at)
	b.Get(at).Says("Vesivahinko")
	b.Send(change).Status(409).Says("Tapahtuma on peruttu.")
	b.Send(page.Form(at+"/peru"), "reason", "").Status(422)
	b.Send(page.Form(at+"/peru"), "reason", "Loppuu").LeadsTo(at)
	b.Get(at).Says("5 kertaa on peruttu")
	b.Get(w.list + "?nayta=menneet").Status(200).Says("Ei tapahtumia")
}

func TestBadInputIsAnsweredAtTheField(t *testing.T) {
	w := newWorld(t)
	b := w.As(t, "staff")
	form := coffee(b.Get(w.list + "/uusi").Form("/uusi"))
	for name, c := range map[string]struct{ field, value, says string }{
		"past":            {"day", "1.11.2026", "Aika on jo mennyt"},
		"31 February":     {"day", "31.2.2027", `href="#f-day"`},
		"no date":         {"day", "huomenna", `href="#f-day"`},
		"end first":       {"to", "8.00", "päättyisi ennen kuin se alkaa"},
		"no time":         {"from", "yhdeksän", "Kirjoita aika näin: 16.30."},
		"until before":    {"until", "1.12.2026", `href="#f-until"`},
		"letters as seat": {"seats", "monta", "Kirjoita kokonaisluku."},
		"odd theme":       {"theme", "sota", "Valitse jokin vaihtoehdoista."},
		"odd link":        {"link", "javascript:alert(1)", `href="#f-link"`},
	} {
		t.Run(name, func(t *testing.T) {
			before := form.Get(c.field)
			b.Send(form, c.field, c.value).Status(422).Says(c.says, "Yhteiskahvit", "Kahvia ja pullaa.")
			form.Set(c.field, before)
		})
	}
	if all, err := w.events.List(t.Context(), event.Filter{}); err != nil || len(all) != 0 {
		t.Errorf("%d made all the same, %v", len(all), err)
	}
}

func TestTheDaysAreShownBefore(t *testing.T) {
	w := newWorld(t)
	b := w.As(t, "staff")
	form := coffee(b.Get(w.list + "/uusi").Form("/uusi")).At(w.list + "/katso")
	form.Set("until", "2027-01-13")
	piece := b.Piece(form).Status(200).Says("6 kertaa, 2.12.2026 – 13.1.2027", "ke 9.12.", "Jätetään väliin 1 päivä")
	if strings.Contains(piece.Body, "<html") {
		t.Error("a whole page where a piece was asked for")
	}
	b.Piece(form, "until", "").Status(200).Says("Tämä tarvitaan.")
	b.Piece(form, "from", "").Status(200).Says("Valitse päivä ja kellonajat")
	b.Send(form).Status(200).Says("<html", "6 kertaa", `value="Yhteiskahvit"`)
	b.Send(form, "to", "8.00").Status(422).Says("<html", "päättyisi ennen kuin se alkaa")
}

func TestAdminsHaveTheNetworks(t *testing.T) {
	w := newWorld(t)
	b := w.As(t, "admin")
	const list = "/hallinta/tapahtumat"
	b.Get(list).Status(200).Says("Koko verkosto")
	form := coffee(b.Get(list + "/uusi").Form("/uusi"))
	b.Send(form).Status(422).Says(`href="#f-place"`)
	at := b.Send(form, "place", "Verkossa").To()
	if !strings.HasPrefix(at, list+"/") {
		t.Fatalf("leads to %s", at)
	}
	b.Get("/en"+at).Status(200).Says("The whole network", "Occasions to come", "Wed 2 December, 09:00–10:00")
	b.Get("/sv" + at).Status(200).Says("Occasions to come") // working pages have no Swedish
	b.Get(w.list + strings.TrimPrefix(at, list)).Status(404)
	w.As(t, "staff").Get(at).Status(404)
	b.Get(w.list).Status(200).Says("HUBteekki")
}

// TestOthersHubsDoNotExist asks every page of the desk as those who do not run it.
func TestOthersHubsDoNotExist(t *testing.T) {
	w := newWorld(t)
	b := w.As(t, "staff")
	at := b.Send(coffee(b.Get(w.list + "/uusi").Form("/uusi"))).To()
	id := at[strings.LastIndex(at, "/")+1:]
	for _, who := range []string{"stranger", "company"} {
		o := w.As(t, who)
		for _, r := range w.routes {
			path := strings.NewReplacer(":id", fmt.Sprint(w.HubID), ":event", id, ":occasion", "1").Replace(r.Path)
			if r.Method == "GET" {
				o.Get(path).Status(404)
			} else {
				o.Post(path).Status(404)
			}
		}
	}
}
