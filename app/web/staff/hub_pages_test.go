package staff_test

import (
	"strings"
	"testing"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/web/webtest"
	"github.com/hubittaako/hubittaako/packages/hub"
)

// TestOthersHubsDoNotExist asks every page of the hub as those who do not run it.
func TestOthersHubsDoNotExist(t *testing.T) {
	w := newWorld(t)
	stranger, company := w.As(t, "stranger"), w.As(t, "company")
	for _, r := range w.routes {
		if !strings.Contains(r.Path, ":id") {
			continue
		}
		at := strings.NewReplacer(":id", path("%d", w.HubID), ":package", path("%d", w.PackageID)).Replace(r.Path)
		own := strings.NewReplacer(":id", path("%d", w.other), ":package", path("%d", w.PackageID)).Replace(r.Path)
		for _, b := range []*webtest.Browser{stranger, company} {
			ask(b, r.Method, at).Status(404)
		}
		if !strings.Contains(r.Path, ":package") {
			continue
		}
		// the package of another hub under one's own
		ask(w.As(t, "two-hubs"), r.Method, own).Status(404)
	}
}

// ask opens a page or sends it a form with nothing but a good token.
func ask(b *webtest.Browser, method, at string) webtest.Answer {
	if method == "POST" {
		return b.Post(at)
	}
	return b.Get(at)
}

func TestChooseAHub(t *testing.T) {
	w := newWorld(t)
	if to := w.As(t, "staff").Get("/hubi").To(); to != path("/hubi/%d/kayttoaste", w.HubID) {
		t.Errorf("leads to %s", to)
	}
	if to := w.As(t, "staff").Get(path("/hubi/%d", w.HubID)).To(); to != path("/hubi/%d/kayttoaste", w.HubID) {
		t.Errorf("leads to %s", to)
	}
	w.As(t, "two-hubs").Get("/hubi").Status(200).Says("HUBteekki", "Lennätin")
	w.As(t, "admin").Get("/en/hubi").Status(200).Says("Choose a hub", "Lennätin", "Planned")
}

func TestOccupancyAndStays(t *testing.T) {
	w := newWorld(t)
	b := w.stay(t, w.Monday, 6)
	at := path("/hubi/%d/kayttoaste", w.HubID)
	w.As(t, "staff").Get(at).Status(200).Says("HUBteekki, viikot 48–53", "kiinni", "ei ole ryhmiä tulossa").Lacks("Yritys 1")
	w.As(t, "staff").Get(at+"?alku=2027-06-09").Status(200).Says("viikot 23–28", "Yritys 1", ">6<", "Viikolla 24 on hiljaista")
	w.As(t, "staff").Get("/en"+at+"?alku=9.6.2027").Status(200).Says("weeks 23–28", "Yritys 1")
	w.As(t, "staff").Get(at + "?alku=metsä").Status(200).Says("viikot 48–53")

	stays := path("/hubi/%d/varaukset", w.HubID)
	w.As(t, "staff").Get(stays).Status(200).Says("Näille viikoille ei ole varauksia")
	w.As(t, "staff").Get(stays+"?alku=2027-06-01").Status(200).Says("Yritys 1", "7.–11.6.2027", "Alustava varaus", b.Ref, "1 ryhmä, yhteensä 6 henkilöä.")
	w.As(t, "staff").Get("/en"+stays+"?alku=2027-06-01").Status(200).Says("On hold", "A week")
}

// facts is the form of the hub's facts as it is now.
func facts(b *webtest.Browser, at string) webtest.Form {
	form := b.Form(at)
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
	staff := w.As(t, "staff")
	staff.Get(at).Status(200).Says(`value="HUBteekki"`, `value="08:00"`, `value="15,00"`).Lacks(`name="status"`)
	w.As(t, "admin").Get(at).Status(200).Says(`name="status"`)

	form := facts(staff, at)
	form.Set("desks", "12")
	form.Set("desk_day", "17,50 €")
	form.Set("business_id", "FI02430274")
	form.Set("status", "closed") // not theirs to say
	if to := staff.Send(form).To(); to != at {
		t.Fatalf("leads to %s", to)
	}
	h, err := w.Hubs.ByID(t.Context(), w.HubID)
	must(t, err)
	if h.Desks != 12 || h.DeskDayCents != 1750 || h.BusinessID != "0243027-4" || h.Status != hub.Working {
		t.Errorf("%+v", h)
	}

	wrong := facts(staff, at)
	wrong.Set("name", "")
	wrong.Set("desks", "monta")
	wrong.Set("story_fi", "Tämä ei saa kadota")
	wrong.Set("hours.2.closes", "07:00")
	wrong.Set("hours.2.opens", "08:00")
	staff.Send(wrong).Status(422).Says("Tämä ei saa kadota", `value="monta"`, `href="#f-desks"`)
	wrong.Set("desks", "9")
	staff.Send(wrong).Status(422).Says("Tämä ei saa kadota", `href="#f-name"`, `href="#f-hours-2-opens"`, `value="07:00"`)
}

func TestStaysInTheWay(t *testing.T) {
	w := newWorld(t)
	b := w.stay(t, w.Monday, 6)
	at := path("/hubi/%d", w.HubID)
	staff := w.As(t, "staff")
	form := facts(staff, at+"/tiedot")
	form.Set("desks", "5")
	form.Set("story_fi", "Tämä ei saa kadota")
	staff.Send(form).Status(409).Says(b.Ref, "ma 7.6.", "6 työpistettä varattu", "Tämä ei saa kadota", `value="5"`, "5 päivänä")
	staff.Post(at+"/suljetut", "day", "2027-06-08", "reason_fi", "Inventaario").Status(409).Says(b.Ref, "ti 8.6.", `value="Inventaario"`)
	h, err := w.Hubs.ByID(t.Context(), w.HubID)
	must(t, err)
	if h.Desks != 10 || len(h.Closures) != 0 {
		t.Errorf("changed all the same: %+v", h)
	}
}

func TestClosedDays(t *testing.T) {
	w := newWorld(t)
	at := path("/hubi/%d", w.HubID)
	staff := w.As(t, "staff")
	staff.Get(at+"/tiedot").Says("jouluaatto", "to 24.12. 2026")
	for _, bad := range []string{"", "eilen", "1.1.2026", "31.2.2027"} {
		staff.Post(at+"/suljetut", "day", bad, "reason_fi", "Remontti").Status(422).Says(`value="Remontti"`, `href="#sulje-f-day"`)
	}
	if to := staff.Post(at+"/suljetut", "day", "24.12.2026", "reason_fi", "jouluaatto", "reason_en", "Christmas Eve").To(); to != at+"/tiedot#suljetut" {
		t.Fatalf("leads to %s", to)
	}
	staff.Get(at + "/tiedot").Status(200).Says("Hubi on kiinni 24.12.2026.")
	staff.Get("/en" + at + "/tiedot").Status(200).Says("Christmas Eve")
	if to := staff.Post(at+"/suljetut/avaa", "day", "2026-12-24").To(); to != at+"/tiedot#suljetut" {
		t.Fatalf("leads to %s", to)
	}
	h, err := w.Hubs.ByID(t.Context(), w.HubID)
	must(t, err)
	if !hub.OpenOn(h.Hours, h.Closures, dates.MustParse("2026-12-24")) {
		t.Error("still closed")
	}
	staff.Post(at+"/suljetut/avaa", "day", "jouluna").Status(422)
}
