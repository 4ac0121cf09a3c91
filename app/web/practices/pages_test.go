package practices_test

import (
	"fmt"
	"testing"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/app/web/eventdesk"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/practices"
	"github.com/hubittaako/hubittaako/app/web/webtest"
	"github.com/hubittaako/hubittaako/packages/hub"
	"github.com/hubittaako/hubittaako/packages/hub/event"
	"github.com/hubittaako/hubittaako/packages/packtest"
	"github.com/hubittaako/hubittaako/packages/practice"
)

// world has a second hub, which "guest" runs.
type world struct {
	*webtest.World
	other int64
}

func newWorld(t *testing.T) world {
	t.Helper()
	w := world{World: webtest.New(t, packtest.Options{}, func(n *webtest.World) []page.Route {
		events := event.New(n.DB, nil, n.Clock)
		s := practice.New(n.DB, n.Hubs, events)
		return append(practices.Routes(practices.Deps{Practices: s, Hubs: n.Hubs, Now: n.Clock}), eventdesk.Routes(eventdesk.Deps{Events: events, Hubs: n.Hubs, Practices: s, Now: n.Clock})...)
	})}
	if err := w.DB.InTx(t.Context(), func(tx *postgres.Tx) error {
		return tx.Get(t.Context(), &w.other, `/* test */ WITH r AS (INSERT INTO resource (kind) VALUES ('desk_day') RETURNING id)
			INSERT INTO hub (slug, name, status, municipality, lat, lon, desks, desk_day_cents, resource_id) SELECT 'toinen', 'Toinen', 'working', 'Viitasaari', 63, 25, 20, 900, id FROM r RETURNING id`)
	}); err != nil {
		t.Fatal(err)
	}
	w.People["guest"] = access.Actor{PersonID: w.Admin.PersonID, Name: "Manageri", Grants: []access.Grant{{Role: access.CommunityManager, Org: w.other, OrgName: "Toinen"}}}
	return w
}

func TestAPracticeIsWrittenFoundAndAdopted(t *testing.T) {
	w := newWorld(t)
	staff, guest := w.As(t, "staff"), w.As(t, "guest")
	staff.Get(practices.Path).Status(200).Says("Käytäntöjä ei ole vielä", "Kerro ensimmäinen")
	form := staff.Get(practices.Path + "/uusi").Status(200).Form("/uusi")
	staff.Send(form, "title_fi", "", "text_fi", "Näin se\nkävi.", "kind", "rule").Status(422).Says("f-title_fi-err", "f-theme-err", "f-rule_fi-err", "Näin se\nkävi.")
	staff.Send(form, "title_fi", "Kierros", "text_fi", "Viisi minuuttia.", "theme", "visitors").To()
	guest.Get(practices.Path+"?teema=visitors").Status(200).Says("Kierros", "HUBteekki", "Odottaa ensimmäistä")
	guest.Get(practices.Path + "?teema=space").Status(200).Says("Tällä rajauksella")
	guest.Get("/en"+practices.Path).Status(200).Says("Kierros", "Waiting for the first")
	one := practices.PathOf(1)
	adopt := guest.Get(one).Status(200).Lacks("/muokkaa", "/veda").Form(one + "/ota")
	guest.Send(adopt, "note", "Meni hyvin").LeadsTo(one)
	guest.Get(one).Says("1 hubi käyttää", "Toinen", "Meni hyvin", "näkyy nyt käytännön käyttäjissä")
	guest.Send(guest.Get(one).Form(one + "/luovu")).LeadsTo(one)
	guest.Get(one).Says("Ei vielä kukaan")
	guest.Get(one + "/muokkaa").Status(404)
	staff.Send(staff.Get(one).Form(one + "/veda")).LeadsTo(one)
	guest.Get(one).Says("vedetty pois").Lacks("Viisi minuuttia")
	staff.Get(one).Says("Viisi minuuttia", "Palauta")
	w.As(t, "company").Get(practices.Path).Status(404)
	w.As(t, "admin").Get(practices.Path+"/uusi").Says("Minkä hubin", "Toinen")
}

func TestARuleComesIntoTheHousesOwn(t *testing.T) {
	w := newWorld(t)
	if err := w.Hubs.Describe(t.Context(), w.People["guest"], w.other, hub.Details{RulesFi: "Ovi kiinni."}); err != nil {
		t.Fatal(err)
	}
	staff, guest := w.As(t, "staff"), w.As(t, "guest")
	form := staff.Get(practices.Path + "/uusi").Form("/uusi")
	staff.Send(form, "title_fi", "Huone", "text_fi", "Teksti", "theme", "space", "kind", "rule", "rule_fi", "Peru huone.", "rule_en", "Cancel.").To()
	one := practices.PathOf(1)
	guest.Get(one + "/vie").LeadsTo(fmt.Sprintf("%s/saanto?hubi=%d", one, w.other))
	at := fmt.Sprintf("%s/saanto?hubi=%d", one, w.other)
	rule := guest.Get(at).Status(200).Says("Ovi kiinni.", "Peru huone.", "niillä kielillä").Lacks("Cancel.").Form("/saanto")
	guest.Send(rule, "rule_fi", " ").Status(422).Says("f-rule_fi-err")
	guest.Send(rule).LeadsTo(one)
	undo := guest.Get(one).Says("nyt talon säännöissä").Form(one + "/luovu")
	guest.Get(at).Says("on jo talon säännöissä")
	guest.Send(undo).LeadsTo(one)
	d, err := w.Hubs.Details(t.Context(), w.other)
	if err != nil || d.RulesFi != "Ovi kiinni." {
		t.Errorf("%q, %v", d.RulesFi, err)
	}
	staff.Get(at).Status(404)
}

func TestAnEventBeginsWithAFormat(t *testing.T) {
	w := newWorld(t)
	staff, guest := w.As(t, "staff"), w.As(t, "guest")
	desk := fmt.Sprintf("/hubi/%d/tapahtumat/uusi", w.HubID)
	staff.Send(staff.Get(desk).Form(desk), "title_fi", "Kahvit", "text_fi", "Tule.", "from", "9:00", "to", "10:30", "seats", "8", "place", "Laituri").To()
	form := staff.Get(practices.Path + "/uusi").Form("/uusi")
	staff.Send(form, "title_fi", "Kahvittelu", "text_fi", "Teksti", "theme", "community", "kind", "event", "event", "1").To()
	one := practices.PathOf(1)
	there := guest.Get(one + "/vie").To()
	made := guest.Get(there).Status(200).Says("Pohjana käytäntö Kahvittelu").Form("/tapahtumat/uusi")
	if made.Get("title_fi") != "Kahvit" || made.Get("seats") != "8" || made.Get("to") != "10:30" || made.Get("day") != "" || made.Get("place") != "" {
		t.Fatalf("%v", made)
	}
	guest.Send(made, "title_fi", "Teet").Status(422).Says("f-day-err", "Teet", "Pohjana käytäntö")
	to := guest.Send(made, "day", dates.Today(w.Now).AddDays(9).String()).To()
	guest.Get(to).Status(200).Says("Kahvit")
	guest.Get(one).Says("1 hubi käyttää", "Katso tapahtumaa", to)
	staff.Get(there).Status(404)
	staff.Send(staff.Get(one).Form(one + "/veda")).To()
	guest.Get(there).Status(404)
	guest.Send(made, "title_fi", "Omin päin", "_op", "9b2f0c1e-7f53-4d0e-9a39-0d2f6a1c5a11", "day", dates.Today(w.Now).AddDays(10).String()).To()
}
