package staff_test

import (
	"net/url"
	"strings"
	"testing"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/packages/hub"
)

// TestOthersHubsDoNotExist asks every page of the hub as those who do not run it.
func TestOthersHubsDoNotExist(t *testing.T) {
	w := newWorld(t)
	stranger, company := w.as(t, "stranger"), w.as(t, "company")
	for _, r := range w.routes() {
		if !strings.Contains(r.Path, ":id") {
			continue
		}
		at := strings.NewReplacer(":id", path("%d", w.HubID), ":package", path("%d", w.PackageID)).Replace(r.Path)
		own := strings.NewReplacer(":id", path("%d", w.other), ":package", path("%d", w.PackageID)).Replace(r.Path)
		for _, b := range []*browser{stranger, company} {
			if got := b.send(at, url.Values{}); r.Method == "POST" && got.StatusCode != 404 {
				t.Errorf("POST %s: %d", at, got.StatusCode)
			}
			if got := b.get(at); r.Method == "GET" && got.StatusCode != 404 {
				t.Errorf("GET %s: %d", at, got.StatusCode)
			}
		}
		if !strings.Contains(r.Path, ":package") {
			continue
		}
		// the package of another hub under one's own
		if got := w.as(t, "both").do(r.Method, own, url.Values{"_csrf": {w.as(t, "both").csrf()}}); got.StatusCode != 404 {
			t.Errorf("%s %s: %d", r.Method, own, got.StatusCode)
		}
	}
}

func TestChooseAHub(t *testing.T) {
	w := newWorld(t)
	if to := w.as(t, "staff").get("/hubi").to(); to != path("/hubi/%d/kayttoaste", w.HubID) {
		t.Errorf("leads to %s", to)
	}
	if to := w.as(t, "staff").get(path("/hubi/%d", w.HubID)).to(); to != path("/hubi/%d/kayttoaste", w.HubID) {
		t.Errorf("leads to %s", to)
	}
	w.as(t, "both").get("/hubi").status(200).says("HUBteekki", "Lennätin")
	w.as(t, "admin").get("/en/hubi").status(200).says("Choose a hub", "Lennätin", "Planned")
}

func TestOccupancyAndStays(t *testing.T) {
	w := newWorld(t)
	b := w.stay(t, w.Monday, 6)
	at := path("/hubi/%d/kayttoaste", w.HubID)
	w.as(t, "staff").get(at).status(200).says("HUBteekki, viikot 48–53", "kiinni", "ei ole ryhmiä tulossa").lacks("Yritys 1")
	w.as(t, "staff").get(at+"?alku=2027-06-09").status(200).says("viikot 23–28", "Yritys 1", ">6<", "Viikolla 24 on hiljaista")
	w.as(t, "staff").get("/en"+at+"?alku=9.6.2027").status(200).says("weeks 23–28", "Yritys 1")
	w.as(t, "staff").get(at + "?alku=metsä").status(200).says("viikot 48–53")

	stays := path("/hubi/%d/varaukset", w.HubID)
	w.as(t, "staff").get(stays).status(200).says("Näille viikoille ei ole varauksia")
	w.as(t, "staff").get(stays+"?alku=2027-06-01").status(200).says("Yritys 1", "7.–11.6.2027", "Alustava varaus", b.Ref, "1 ryhmä, yhteensä 6 henkilöä.")
	w.as(t, "staff").get("/en"+stays+"?alku=2027-06-01").status(200).says("On hold", "A week")
}

// facts is the form of the hub's facts as it is now.
func (w world) facts() url.Values {
	form := url.Values{}
	for name, value := range map[string]string{
		"name": "HUBteekki", "municipality": "Pihtipudas", "position": "63.367, 25.574", "email": "hubi@example.fi", "desks": "10", "desk_day": "15,00",
		"vat_class": "standard", "status": "working",
	} {
		form.Set(name, value)
	}
	for _, day := range []string{"1", "2", "3", "4", "5", "6", "7"} {
		form.Set("hours."+day+".weekday", day)
		if day < "6" {
			form.Set("hours."+day+".opens", "08:00")
			form.Set("hours."+day+".closes", "16.00")
		}
	}
	return form
}

func TestFacts(t *testing.T) {
	w := newWorld(t)
	at := path("/hubi/%d/tiedot", w.HubID)
	staff := w.as(t, "staff")
	staff.get(at).status(200).says(`value="HUBteekki"`, `value="08:00"`, `value="15,00"`).lacks(`name="status"`)
	w.as(t, "admin").get(at).status(200).says(`name="status"`)

	form := w.facts()
	form.Set("desks", "12")
	form.Set("desk_day", "17,50 €")
	form.Set("business_id", "FI02430274")
	form.Set("status", "closed") // not theirs to say
	if to := staff.send(at, form).to(); to != at {
		t.Fatalf("leads to %s", to)
	}
	h, err := w.hubs.ByID(t.Context(), w.HubID)
	must(t, err)
	if h.Desks != 12 || h.DeskDayCents != 1750 || h.BusinessID != "0243027-4" || h.Status != hub.Working {
		t.Errorf("%+v", h)
	}

	wrong := w.facts()
	wrong.Set("name", "")
	wrong.Set("desks", "monta")
	wrong.Set("story_fi", "Tämä ei saa kadota")
	wrong.Set("hours.2.closes", "07:00")
	wrong.Set("hours.2.opens", "08:00")
	staff.send(at, wrong).status(422).says("Tämä ei saa kadota", `value="monta"`, `href="#f-desks"`)
	wrong.Set("desks", "9")
	staff.send(at, wrong).status(422).says("Tämä ei saa kadota", `href="#f-name"`, `href="#f-hours-2-opens"`, `value="07:00"`)
}

func TestStaysInTheWay(t *testing.T) {
	w := newWorld(t)
	b := w.stay(t, w.Monday, 6)
	at := path("/hubi/%d", w.HubID)
	staff := w.as(t, "staff")
	form := w.facts()
	form.Set("desks", "5")
	form.Set("story_fi", "Tämä ei saa kadota")
	staff.send(at+"/tiedot", form).status(409).says(b.Ref, "ma 7.6.", "6 työpistettä varattu", "Tämä ei saa kadota", `value="5"`, "5 päivänä")
	staff.post(at+"/suljetut", "day", "2027-06-08", "reason_fi", "Inventaario").status(409).says(b.Ref, "ti 8.6.", `value="Inventaario"`)
	h, err := w.hubs.ByID(t.Context(), w.HubID)
	must(t, err)
	if h.Desks != 10 || len(h.Closures) != 0 {
		t.Errorf("changed all the same: %+v", h)
	}
}

func TestClosedDays(t *testing.T) {
	w := newWorld(t)
	at := path("/hubi/%d", w.HubID)
	staff := w.as(t, "staff")
	staff.get(at+"/tiedot").says("jouluaatto", "to 24.12. 2026")
	for _, bad := range []string{"", "eilen", "1.1.2026", "31.2.2027"} {
		staff.post(at+"/suljetut", "day", bad, "reason_fi", "Remontti").status(422).says(`value="Remontti"`, `href="#sulje-f-day"`)
	}
	if to := staff.post(at+"/suljetut", "day", "24.12.2026", "reason_fi", "jouluaatto", "reason_en", "Christmas Eve").to(); to != at+"/tiedot#suljetut" {
		t.Fatalf("leads to %s", to)
	}
	staff.get(at + "/tiedot").status(200).says("Hubi on kiinni 24.12.2026.")
	staff.get("/en" + at + "/tiedot").status(200).says("Christmas Eve")
	if to := staff.post(at+"/suljetut/avaa", "day", "2026-12-24").to(); to != at+"/tiedot#suljetut" {
		t.Fatalf("leads to %s", to)
	}
	h, err := w.hubs.ByID(t.Context(), w.HubID)
	must(t, err)
	if !hub.OpenOn(h.Hours, h.Closures, dates.MustParse("2026-12-24")) {
		t.Error("still closed")
	}
	staff.post(at+"/suljetut/avaa", "day", "jouluna").status(422)
}
