package staff_test

import (
	"strconv"
	"strings"
	"testing"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/packages/booking"
	"github.com/hubittaako/hubittaako/packages/hub"
)

func TestOneStayAndItsArrivals(t *testing.T) {
	w := newWorld(t)
	b := w.stay(t, w.Monday, 3)
	staff := w.As(t, "staff")
	at := path("/hubi/%d/varaukset/%s", w.HubID, b.Ref)
	staff.Get(path("/hubi/%d/varaukset?alku=2027-06-01", w.HubID)).Says(`href="` + at + `"`)
	staff.Get(path("/hubi/%d/varaukset/HT-EIOLE", w.HubID)).Status(404)
	page := staff.Get(at).Status(200).Says("Yritys 1", b.Ref, "7.–11.6.2027", "Alustava varaus", "Osallistuja 3, ei vielä nimeä", "mailto:", "Ohjelma")
	page.Lacks(`name="here"`, "€")
	staff.Get("/en"+at).Status(200).Says("On hold", "Participant 3, no name yet")
	staff.Post(at+"/saapuneet", "here", "1").To()
	staff.Get(at).Says("Saapumisia voi merkitä vasta")

	w.Exec(t, `UPDATE booking SET state = 'confirmed' WHERE id = $1`, b.ID)
	must(t, w.Bookings.Named(t.Context(), w.Companies[0], b.Ref, []booking.Participant{{Name: "Aino Järvi"}, {Name: "אורה"}}))
	w.Now = dates.At(w.Monday, 9*60)
	staff.Get(at).Says("Aino Järvi", "<bdi>אורה</bdi>", "0/3", `name="here"`)
	staff.Get(path("/hubi/%d/kayttoaste", w.HubID)).Says("Täällä tänään", "saapunut 0/3", `href="`+at+`"`)
	form := staff.Get(at).Form("/saapuneet")
	form.Add("here", "2")
	if to := staff.Send(form).To(); to != at+"#osallistujat" {
		t.Fatalf("leads to %s", to)
	}
	old := staff.Get(at).Says("Saapuneeksi merkitty 1/3", "saapui ").Form("/saapuneet") // a page that is left open
	staff.Post(at+"/saapuneet", "all", "on").To()
	staff.Get(at).Says("3/3").Lacks("Kaikki saapuivat")
	staff.Send(old).To()
	staff.Get(at).Says("3/3")
	staff.Post(at+"/saapuneet", "was", "2", "was", "3", "here", "3").To()
	staff.Get(at).Says("2/3")
	staff.Get(path("/hubi/%d/varaukset", w.HubID)).Says("saapunut 2/3")
}

func TestSeveralDaysAreClosedAndOpened(t *testing.T) {
	w := newWorld(t)
	at := path("/hubi/%d/tiedot", w.HubID)
	days := path("/hubi/%d/suljetut", w.HubID)
	staff := w.As(t, "staff")
	closed := func() int {
		t.Helper()
		h, err := w.Hubs.ByID(t.Context(), w.HubID)
		must(t, err)
		return len(h.Closures)
	}
	staff.Get(at)
	staff.Post(days, "day", "2026-12-31", "until", "2026-12-01").Status(422).Says(`href="#sulje-f-until"`, `value="2026-12-31"`)
	staff.Post(days, "day", "2026-12-05", "until", "2026-12-06").Status(422).Says("muutenkin kiinni") // a weekend
	staff.Post(days, "day", "2026-12-01", "until", "2027-12-01").Status(422).Says("enintään 100 päivää")
	staff.Post(days, "day", "2026-12-01", "until", "2099-12-01").Status(422)
	staff.Post(days, "day", "2026-12-21", "until", "2027-01-03", "reason_fi", "Joulutauko").To()
	page := staff.Get(at).Says("Hubi on kiinni 10 päivänä, 21.12.2026–1.1.2027", "Joulutauko", "Kumoa")
	undo := page.Forms(days + "/avaa")[0]
	staff.Send(undo).To()
	page = staff.Get(at).Says("Hubi on taas auki 10 päivänä", "Kumoa")
	if closed() != 0 {
		t.Fatalf("%d days are closed after undoing", closed())
	}
	staff.Send(page.Form(days + "/palauta")).To()
	if staff.Get(at).Says("10 päivää on taas suljettu", "Joulutauko"); closed() != 10 {
		t.Errorf("%d days", closed())
	}

	staff.Post(days, "day", "2026-12-22", "reason_fi", "Inventaario").To() // only another reason
	staff.Get(at).Says("Hubi on kiinni 22.12.2026.", "Inventaario").Lacks("Kumoa")
	staff.Post(days, "holiday", "2027-01-06", "holiday", "2027-03-26", "holiday", "2027-03-27").To()
	h, err := w.Hubs.ByID(t.Context(), w.HubID)
	must(t, err)
	if closed() != 12 || hub.OpenOn(h.Hours, h.Closures, dates.MustParse("2027-03-26")) || h.Closures[10].ReasonFi != "loppiainen" {
		t.Errorf("%+v", h.Closures)
	}
	staff.Post(days, "do", "holidays").To()
	staff.Get(at).Says("Valitse ensin päivät")
	staff.Post(days + "/avaa").To()
	staff.Get(at).Says("Valitse ensin päivät")
	staff.Post(days+"/palauta", "day", "2027-02-01").Status(422)
}

func TestPackagesAreCopiedAndArchivedTogether(t *testing.T) {
	w := newWorld(t)
	staff := w.As(t, "staff")
	list := path("/hubi/%d/paketit", w.HubID)
	page := staff.Get(list).Says("Kopioi uudeksi", "Valituille paketeille")
	to := staff.Post(path("%s/%d/kopioi", list, w.PackageID)).To()
	staff.Get(to).Status(200).Says("(kopio)", "Tässä on uusi luonnos")
	id := to[strings.LastIndex(to, "/")+1:]

	many := page.Form(list + "/arkisto")
	staff.Send(many, "do", "archive").To()
	staff.Get(list).Says("Valitse ensin paketit")
	many.Add("pid", strconv.FormatInt(w.PackageID, 10))
	many.Add("pid", id)
	for range 2 {
		staff.Send(many, "do", "archive").To()
		staff.Get(list).Says("2 pakettia on arkistossa", "Arkistossa")
	}
	staff.Send(many, "do", "restore").To()
	page = staff.Get(list).Says("2 pakettia palautettiin", "Kumoa")
	staff.Send(page.Forms(list + "/arkisto")[0]).To()
	staff.Get(list).Says("2 pakettia on arkistossa")
	staff.Send(many, "pid", "999").Status(404)

	builder := path("%s/%d", list, w.PackageID)
	staff.Post(builder + "/palauta").To()
	undo := staff.Get(builder).Says("Kumoa").Forms(builder + "/arkistoi")[0]
	staff.Send(undo).To()
	if pkg, err := w.editor.DraftOrPublished(t.Context(), w.Staff, w.PackageID); err != nil || !pkg.Archived {
		t.Errorf("%v, %v", pkg.Archived, err)
	}
}

func TestNoDeadEnds(t *testing.T) {
	w := newWorld(t)
	for _, at := range []string{path("/hubi/%d/eioo", w.HubID), "/eioo", path("/hubi/%d/paketit/999", w.HubID)} {
		w.As(t, "two-hubs").Get(at).Status(404).Says(path(`href="/hubi/%d/kayttoaste"`, w.HubID), path(`href="/hubi/%d/kayttoaste"`, w.other), `href="/"`)
	}
	w.As(t, "").Get("/eioo").Status(404).Lacks("/kayttoaste")
}
