package network_test

import (
	"context"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/app/web/network"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/webtest"
	"github.com/hubittaako/hubittaako/packages/hub/mapping"
	domain "github.com/hubittaako/hubittaako/packages/hub/network"
	"github.com/hubittaako/hubittaako/packages/packtest"
)

// silent takes all news.
type silent struct{}

func (silent) Meeting(context.Context, *postgres.Tx, domain.News, domain.Meeting, []domain.Recipient) error {
	return nil
}

// newWorld has a community manager besides the others.
func newWorld(t *testing.T) *webtest.World {
	t.Helper()
	w := webtest.New(t, packtest.Options{}, func(n *webtest.World) []page.Route {
		return network.Routes(network.Deps{Network: domain.New(n.DB, silent{}, n.Clock), Mapping: mapping.New(n.DB, n.Clock), Now: n.Clock})
	})
	w.Exec(t, `INSERT INTO person (email, name) VALUES ('manageri@example.fi', 'Manageri')`)
	var id int64
	if err := w.DB.Get(t.Context(), &id, `SELECT id FROM person WHERE name = 'Manageri'`); err != nil {
		t.Fatal(err)
	}
	w.People["manager"] = access.Actor{PersonID: id, Name: "Manageri", Email: "manageri@example.fi", Lang: "fi", Grants: []access.Grant{{Role: access.CommunityManager, Org: w.HubID, OrgName: "HUBteekki"}}}
	return w
}

// TestWhoRunsTheHubs: a hub without a manager stands out, its staff and admins find where to invite one, and strangers find nothing.
func TestWhoRunsTheHubs(t *testing.T) {
	w := newWorld(t)
	invite := fmt.Sprintf(`href="/hubi/%d/jasenet"`, w.HubID)
	w.As(t, "staff").Get("/verkosto").Status(200).Says("Ilman yhteisömanageria", "Tapaamista ei ole sovittu", fmt.Sprintf(`href="/hubi/%d/kayttoaste"`, w.HubID))
	w.As(t, "staff").Get("/verkosto/hubit").Status(200).Says("Yhteisömanageri puuttuu", "mailto:staff@example.fi", strings.TrimSuffix(invite, `"`)+`?rooli=community_manager"`)
	w.Exec(t, `INSERT INTO membership (person_id, role, hub_id) VALUES ($1, 'community_manager', $2)`, w.People["manager"].PersonID, w.HubID)
	w.As(t, "manager").Get("/en/verkosto/hubit").Status(200).Says("Manageri", "mailto:manageri@example.fi").Lacks("No community manager", invite)
	w.As(t, "admin").Get("/verkosto/hubit").Status(200).Says(invite)
	for _, path := range []string{"", "/hubit", "/polku", "/tapaamiset"} {
		w.As(t, "company").Get("/verkosto" + path).Status(404)
		w.As(t, "").Get("/verkosto" + path).Status(303)
	}
}

// TestThePathIsWrittenAndWalked: what is wrong stands at its field; ticks are kept, and live through another wording.
func TestThePathIsWrittenAndWalked(t *testing.T) {
	w := newWorld(t)
	admin, manager := w.As(t, "admin"), w.As(t, "manager")
	form := admin.Get("/verkosto/polku/uusi").Status(200).Form("/verkosto/polku/uusi")
	admin.Send(form, "title_fi", "Turvallisuus").Status(422).Says("osa-f-text_fi-err", "osa-f-steps-0-fi-err", `value="Turvallisuus"`)
	at := admin.Send(form, "title_fi", "Turvallisuus", "title_en", "Safety", "text_fi", "Harjoitellaan.", "steps.0.fi", "Reitit", "steps.1.fi", "Ensiapu", "steps.1.en", "First aid").To()
	admin.Post("/verkosto/polku/uusi", "title_fi", "Toinen", "text_fi", "Lisää.", "steps.0.fi", "Yksi").To()
	list := manager.Get(at).Status(200)
	tick := list.Form(at)
	box := regexp.MustCompile(`name="done" value="(\d+)"`).FindAllStringSubmatch(list.Raw, -1)
	if len(box) != 2 {
		t.Fatalf("%d steps", len(box))
	}
	manager.Send(tick, "done", box[1][1]).LeadsTo(at)
	manager.Get(at).Status(200).Says("Tallennettu: 1/2 tehty.", "Kesken", "Seuraavaksi:")
	edit := admin.Get(at + "/muokkaa").Status(200).Form(at + "/muokkaa")
	admin.Send(edit, "steps.1.fi", "Ensiapulaukku").LeadsTo(at)
	manager.Get("/en"+at).Status(200).Says("First aid", `value="`+box[1][1]+`" checked`, "1/2")
	manager.Get("/verkosto").Status(200).Says("1/3", "Turvallisuus")
	w.Exec(t, `INSERT INTO membership (person_id, role, hub_id) VALUES ($1, 'community_manager', $2)`, w.People["manager"].PersonID, w.HubID)
	admin.Get("/verkosto/polku/edistyminen").Status(200).Says("Manageri", "HUBteekki", "1/3", "Hubeittain", "Osittain: kuka on tehnyt mitä", "valmiina 0/")
	admin.Post(at+"/siirra", "way", "down").LeadsTo("/verkosto/polku")
	admin.Post(at+"/siirra", "way", "away").Status(422)
	admin.Post(at+"/kaytto", "use", "off").LeadsTo("/verkosto/polku")
	manager.Get(at).Status(404)
	admin.Post(at+"/kaytto", "use", "on").LeadsTo("/verkosto/polku")
	manager.Get(at).Status(200).Says("1/2")
	for _, path := range []string{"/verkosto/polku/uusi", "/verkosto/polku/edistyminen", at + "/muokkaa"} {
		manager.Get(path).Status(404)
	}
	manager.Post(at+"/muokkaa", "title_fi", "X").Status(404)
}

// TestMeetingsAreCalledAnsweredAndFollowed from the form to the calendar of somebody's telephone.
func TestMeetingsAreCalledAnsweredAndFollowed(t *testing.T) {
	w := newWorld(t)
	manager, staff := w.As(t, "manager"), w.As(t, "staff")
	staff.Get("/verkosto/tapaamiset/uusi").Status(404)
	form := manager.Get("/verkosto/tapaamiset/uusi").Status(200).Form("/verkosto/tapaamiset/uusi")
	manager.Send(form, "title", "", "day", "2026-11-20", "from", "10.00", "to", "9.00", "link", "http://x.fi").Status(422).
		Says("tapaaminen-f-title-err", "tapaaminen-f-day-err", "tapaaminen-f-to-err", "tapaaminen-f-link-err", "Päivä on jo mennyt.")
	at := manager.Send(form, "title", "Kahvit", "day", "2026-12-01", "from", "10.00", "to", "11.00", "place", "HUBteekki", "link", "https://kokous.example/1", "agenda", "Kuulumiset").To()
	next := staff.Get("/verkosto").Status(200).Says("Kahvit", "HUBteekki", "Tuletko mukaan?")
	staff.Send(next.Form(at+"/vastaus"), "comes", "yes").LeadsTo(at)
	staff.Get(at).Status(200).Says("Hienoa, olet tulossa.", "Olet tulossa. Voit vielä muuttaa mielesi.", "https://kokous.example/1", "1 tulossa").Lacks("Peru tapaaminen")
	staff.Get(at + "/muokkaa").Status(404)
	edit := manager.Get(at + "/muokkaa").Status(200).Form(at + "/muokkaa")
	manager.Send(edit, "to", "9.30").Status(422).Says("tapaaminen-f-to-err")
	manager.Send(edit, "place", "Lennätin").LeadsTo(at)
	staff.Send(staff.Get("/verkosto/tapaamiset").Status(200).Says("Lennätin", "1 tulossa").Form("/verkosto/kalenteri")).To()
	address := regexp.MustCompile(`https://[^<\s]*/tapaamiset/\w+\.ics`).FindString(staff.Get("/verkosto/tapaamiset").Status(200).Body)
	file := strings.TrimPrefix(address, webtest.Origin)
	feed := w.As(t, "").Get(file).Status(200).Says("BEGIN:VEVENT", "SUMMARY:Kahvit", "LOCATION:Lennätin", "20261201T100000")
	if feed.Header.Get("Cache-Control") != "no-store" {
		t.Errorf("a private calendar may be kept: %q", feed.Header.Get("Cache-Control"))
	}
	manager.Post(at+"/peru", "reason", "Lumimyrsky").LeadsTo(at)
	staff.Get(at).Status(200).Says("Tapaaminen on peruttu", "Lumimyrsky").Lacks("Tuletko mukaan?")
	w.As(t, "").Get(file).Status(200).Says("STATUS:CANCELLED")
	staff.Send(staff.Get("/verkosto/tapaamiset").Form("/verkosto/kalenteri")).To()
	w.As(t, "").Get(file).Status(404)
}
