package company_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/ics"
	"github.com/hubittaako/hubittaako/app/web/company"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/site"
	"github.com/hubittaako/hubittaako/app/web/webtest"
	"github.com/hubittaako/hubittaako/packages/booking"
	"github.com/hubittaako/hubittaako/packages/booking/survey"
	"github.com/hubittaako/hubittaako/packages/favourite"
	"github.com/hubittaako/hubittaako/packages/packtest"
)

// monday is far enough for free cancelling; the network's other start is a week later.
var monday = dates.MustParse("2027-06-07")

func newWorld(t *testing.T) *webtest.World {
	t.Helper()
	return webtest.New(t, packtest.Options{Monday: monday}, func(w *webtest.World) []page.Route {
		return append(site.Routes(site.Deps{Finder: w.Finder, Hubs: w.Hubs, Bookings: w.Bookings, Favourites: favourite.New(w.DB), Now: w.Clock}), company.Routes(company.Deps{
			Finder: w.Finder, Bookings: w.Bookings, Billing: w.Billing, Now: w.Clock, Surveys: survey.New(w.DB, w.Bookings, nil, w.Clock),
			Calendar: func(d booking.Detail, lang string, _ ...ics.Event) []byte {
				return []byte("BEGIN:VCALENDAR " + d.Ref + " " + lang)
			},
		})...)
	})
}

const packagePage = "/paketit/viikko?alku=2027-06-07&hlo=4"

// held holds a stay for the browser's company and gives the booking's address.
func held(t *testing.T, b *webtest.Browser) string {
	t.Helper()
	return b.Send(b.Get(packagePage).Form(site.HoldPath), "note", "PO 77").To()
}

// paid holds a stay and pays it by card.
func paid(t *testing.T, w *webtest.World, b *webtest.Browser) string {
	t.Helper()
	at := held(t, b)
	b.Get(w.Pay.Paid(b.Send(b.Get(at).Form("/kortti")).To())).Status(200)
	return at
}

// desks takes all desks of a day but so many.
func desks(t *testing.T, w *webtest.World, day dates.Date, left int) {
	t.Helper()
	w.Exec(t, `UPDATE slot SET taken = capacity - $3 FROM hub h WHERE h.id = $1 AND slot.resource_id = h.resource_id AND day = $2`, w.HubID, day, left)
}

func TestHold(t *testing.T) {
	w := newWorld(t)
	b := w.As(t, "company")
	f := b.Get(packagePage).Form(site.HoldPath)
	at := b.Send(f, "note", "PO 77").To()
	if !strings.HasPrefix(at, "/yritys/varaukset/HT-") {
		t.Fatal(at)
	}
	if again := b.Send(f).To(); again != at {
		t.Errorf("the same form once more gave %s", again)
	}
	b.Get(at).Status(200).Says("Kaikki on varattu teille alustavasti", "Alustava varaus", "data-deadline", "Maksa kortilla", "Maksa laskulla", "PO 77", "Osallistujat 0/4", "Kanootti")
	b.Get("/en"+at).Status(200).Says("On hold", "Pay by card", "Participants 0/4")
}

func TestRefusedHoldOffersTheNearestDays(t *testing.T) {
	w := newWorld(t)
	b := w.As(t, "company")
	f := b.Get(packagePage).Form(site.HoldPath)
	desks(t, w, monday.AddDays(2), 3)
	a := b.Send(f, "note", "PO 77").Status(409).Says("HUBteekki: ke 9.6. on vapaana enää 3 työpistettä, ja teitä on 4.", "14.–18.6.2027", "7 päivää myöhemmin", "Mitään ei varattu eikä veloitettu")
	instead := a.Form(site.HoldPath)
	if instead.Values.Get("note") != "PO 77" || instead.Values.Get("people") != "4" || instead.Values.Get("start") != "2027-06-14" {
		t.Errorf("what was typed is lost: %v", instead.Values)
	}
	b.Get(b.Send(instead).To()).Status(200).Says("14.–18.6.2027", "PO 77")
	w.Exec(t, `UPDATE session SET status = 'cancelled', cancel_reason = 'sairaus', cancelled_at = now() WHERE activity_id = (SELECT id FROM activity WHERE slug = 'savusauna')`)
	desks(t, w, monday.AddDays(2), 10)
	b.Send(f, "_op", "8f14e45f-ceea-467f-9575-6b8bd8b1c3f2").Status(409).Says("Savusauna: yhdessäkään kerrassa ei ole tilaa", "Lähipäivinä ei ole vapaata")
}

func TestHoldRefusals(t *testing.T) {
	w := newWorld(t)
	b := w.As(t, "company")
	fresh := func() webtest.Form { return b.Get(packagePage).Form(site.HoldPath) }
	b.Send(fresh(), "expect", "1").Status(409).Says("Hinta muuttui sillä välin", "Aiemmin sivulla luki 0,01 €.", "Hinta nyt")
	b.Send(fresh(), "note", strings.Repeat("x", 101)).Status(422).Says("Enintään 100 merkkiä.", strings.Repeat("x", 101))
	b.Send(fresh(), "people", "11").Status(409).Says("Jaksolle otetaan 1–10 henkilöä.")
	b.Send(fresh(), "_op", "").Status(422)
	b.Send(fresh(), "revision", "999").Status(404)
	b.Send(fresh(), "company", "999").Status(404)
	other := w.As(t, "other")
	b.Send(fresh(), "company", other.Get(packagePage).Form(site.HoldPath).Values.Get("company")).Status(404)
	for range booking.MaxHolds {
		b.Send(fresh(), "people", "1", "expect", "0").To()
	}
	b.Send(fresh()).Status(409).Says("Sinulla on jo 3 alustavaa varausta", "Varauksiin")
	w.Exec(t, `UPDATE package SET archived = true`)
	stale := other.Send(webtest.Form{Action: site.HoldPath, Values: map[string][]string{
		"_csrf": {page.NewCSRF("other").Token()}, "_op": {"8f14e45f-ceea-467f-9575-6b8bd8b1c3f2"}, "revision": {"1"}, "start": {"2027-06-07"}, "people": {"4"}, "slug": {"viikko"},
		"company": {"2"},
	}})
	stale.Status(409).Says("Paketti muuttui sillä välin", "Muut paketit")
}

func TestHoldNeedsACompany(t *testing.T) {
	w := newWorld(t)
	form := webtest.Form{Action: site.HoldPath, Values: map[string][]string{"_csrf": {page.NewCSRF("nobody").Token()}, "company": {"1"}}}
	if to := w.As(t, "nobody").Send(form).To(); to != "/rekisteroidy" {
		t.Error(to)
	}
	if to := w.As(t, "nobody").Get("/yritys").To(); to != "/rekisteroidy" {
		t.Error(to)
	}
	if to := w.As(t, "").Get("/yritys/varaukset/HT-2222222").To(); !strings.HasPrefix(to, "/kirjaudu?next=") {
		t.Error(to)
	}
}

func TestParticipants(t *testing.T) {
	w := newWorld(t)
	b := w.As(t, "company")
	at := held(t, b)
	f := b.Get(at).Form("/osallistujat")
	b.Send(f, "people.0.name", "Osallistuja", "people.1.email", "ei kelpaa").Status(422).Says("Tarkista sähköpostiosoite.", `value="Osallistuja"`, `value="ei kelpaa"`)
	b.Send(f, "people.2.email", "toinen@example.fi").Status(422).Says("Tämä tarvitaan.", `value="toinen@example.fi"`)
	b.Send(f, "people.4.name", "Viides").Status(422).Says("Varauksessa on paikka 4 osallistujalle.", `value=""`)
	b.Send(f, "people.0.name", "  Oma   Osallistuja ", "people.2.name", "Toinen", "people.2.email", " toinen@example.fi ").To()
	b.Get(at).Says("Tallennettu: 2 osallistujaa nimetty.", "Osallistujat 2/4", `value="Oma Osallistuja"`, `value="toinen@example.fi"`)
	stored := b.Get(at).Form("/osallistujat").Values
	if stored.Get("people.1.name") != "" || stored.Get("people.2.name") != "Toinen" {
		t.Errorf("rows have moved: %v", stored)
	}
	b.Send(f).To()
	b.Get(at).Says("Osallistujat 0/4")

	long := strings.Repeat("pitkä nimi ", 10_000)
	b.Send(f, "people.0.name", long, "people.1.name", "Toinen").Status(422).Says("Enintään 200 merkkiä.", long[:500], `value="Toinen"`)
	list := "Aino Järvi, aino@example.fi\n\n  \"Koski, Eero\" <eero@example.fi>\nאורה לוי\n"
	b.Send(f, "people.1.name", "Toinen", "paste", list+"Liikaa Yksi").Status(422).Says("Listalla on 4, mutta tyhjiä paikkoja on 3.", "Liikaa Yksi", `value="Toinen"`)
	b.Send(f, "people.1.name", "Toinen", "paste", list).To()
	stored = b.Get(at).Says("Osallistujat 4/4").Lacks("Liitä lista").Form("/osallistujat").Values
	for name, want := range map[string]string{
		"people.0.name": "Aino Järvi", "people.0.email": "aino@example.fi", "people.1.name": "Toinen", "people.2.name": "Koski Eero", "people.2.email": "eero@example.fi", "people.3.name": "אורה לוי",
	} {
		if stored.Get(name) != want {
			t.Errorf("%s is %q, want %q", name, stored.Get(name), want)
		}
	}
}

func TestPayByCard(t *testing.T) {
	w := newWorld(t)
	b := w.As(t, "company")
	at := held(t, b)
	payPage := b.Send(b.Get(at).Form("/kortti")).To()
	if again := b.Send(b.Get(at).Form("/kortti")).To(); again != payPage {
		t.Errorf("an open pay page is not shown again: %s, %s", payPage, again)
	}
	b.Get(at+"?maksu=kesken").Says("Maksu jäi kesken", "Jatka maksamaan", "Maksu kesken")
	b.Get(w.Pay.Back(payPage)).Status(200).Says("Maksu on vielä kesken", "Jatka maksamaan")
	back := w.Pay.Paid(payPage)
	for range 2 { // the browser may load the page again
		b.Get(back).Status(200).Says("Jakso on vahvistettu", "Nimeä osallistujat", "Lisää kalenteriin").Lacks("Maksa kortilla")
	}
	a := b.Get(at).Status(200).Says("Vahvistettu", "Maksettu", "Kuitti 2026000001", "Paikat ovat teidän", "Peru varaus", "100 %").Lacks("Maksa kortilla")
	if len(a.Forms("/kortti")) != 0 {
		t.Error("a paid booking can be paid again")
	}
	if to := b.Get(at + "/maksu?session_id=cs_unknown").To(); to != at {
		t.Error(to)
	}
	receipt := b.Get("/yritys/laskut/2026000001.pdf").Status(200)
	if !strings.HasPrefix(receipt.Body, "%PDF-") || receipt.Header.Get("Content-Disposition") != "attachment; filename=hubittaako-2026000001.pdf" {
		t.Errorf("%q, %q", receipt.Header.Get("Content-Disposition"), receipt.Body[:8])
	}
	b.Get("/yritys/1/laskut").Status(200).Says("Kuitti 2026000001", "Hoidettu")
	b.Get("/en"+at+"/kalenteri.ics").Status(200).Says("BEGIN:VCALENDAR", "en")
}

func TestMoneyThatCameTooLateGoesBack(t *testing.T) {
	w := newWorld(t)
	b := w.As(t, "company")
	at := held(t, b)
	payPage := b.Send(b.Get(at).Form("/kortti")).To()
	w.Exec(t, `UPDATE booking SET hold_expires_at = now() - interval '1 hour', state = 'held'`)
	if _, err := w.Bookings.ExpireLapsed(t.Context()); err != nil {
		t.Fatal(err)
	}
	desks(t, w, monday, 0)
	back := w.Pay.Paid(payPage)
	for range 2 {
		b.Get(back).Status(200).Says("Maksu palautetaan sinulle")
	}
	b.Get(at).Says("Rauennut", "Palautetaan", "Katso samat päivät")
}

func TestPayByInvoice(t *testing.T) {
	w := newWorld(t)
	b := w.As(t, "company")
	at := held(t, b)
	f := b.Get(at).Form("/lasku")
	w.Exec(t, `UPDATE company SET invoice_allowed = false`)
	b.Send(f).Status(403).Says("Laskulla maksaminen ei ole vielä käytössä", "Kysy laskutuslupaa", "Maksa kortilla")
	w.Exec(t, `UPDATE company SET invoice_allowed = true`)
	b.Send(f).To()
	b.Get(at).Says("lasku on lähtenyt", "Lasku 2026000001", "eräpäivä 7.12.2026", "FI21 1234 5600 0007 85", "Virtuaaliviivakoodi", "Maksettavaa")
	if to := b.Send(f).To(); to != at { // pressed twice
		t.Error(to)
	}
	b.Get(at).Says("lasku on lähtenyt", "Lasku 2026000001").Lacks("2026000002")
	w.Now = w.Now.AddDate(0, 0, 20)
	b.Get("/yritys/1/laskut").Says("Myöhässä", "7.12.2026")
}

func TestCancel(t *testing.T) {
	w := newWorld(t)
	b := w.As(t, "company")
	at := held(t, b)
	b.Get(at).Says("Alustavan varauksen voi perua maksutta")
	b.Send(b.Get(at).Form("/peru")).To()
	b.Get(at).Says("Tämä varaus on peruttu", "Palautettavaa ei ollut", "Ei maksettavaa").Lacks("Peru varaus")

	at = paid(t, w, b)
	f := b.Get(at).Says("Saat takaisin", "100 %").Form("/peru")
	w.Now = dates.At(monday.AddDays(-10), 12*60)
	b.Send(f, "reason", "Tiimi sairastui").Status(409).Says("Peruutusehto ehti muuttua", "50 %", "Tiimi sairastui")
	b.Send(b.Get(at).Form("/peru"), "reason", strings.Repeat("x", 501)).Status(422).Says("Enintään 500 merkkiä.")
	b.Send(b.Get(at).Form("/peru"), "full", "on").Status(403)
	b.Send(b.Get(at).Form("/peru"), "reason", "Tiimi sairastui").To()
	b.Get(at).Says("Hyvityslasku", "Sinulle palautetaan", "Tiimi sairastui", "Lähdössä")
	credited := b.Get("/yritys/1/laskut").Body
	if to := b.Send(f).To(); to != at { // pressed twice
		t.Error(to)
	}
	b.Get(at).Says("Varaus on peruttu", "Hyvityslasku")
	if b.Get("/yritys/1/laskut").Body == "" || strings.Count(b.Get("/yritys/1/laskut").Body, "Hyvityslasku") != strings.Count(credited, "Hyvityslasku") {
		t.Error("cancelled twice, credited twice")
	}
}

func TestPaidTwiceSaysSo(t *testing.T) {
	w := newWorld(t)
	b := w.As(t, "company")
	at := held(t, b)
	card := b.Get(at).Form("/kortti")
	invoice := b.Get(at).Form("/lasku")
	b.Get(w.Pay.Paid(b.Send(card).To())).Status(200)
	for _, f := range []webtest.Form{card, invoice} {
		if to := b.Send(f).To(); to != at {
			t.Error(to)
		}
		b.Get(at).Says("Tämä on jo maksettu. Sinulta ei veloitettu uudelleen.")
	}
}

func TestTheNetworkMayGiveEverythingBack(t *testing.T) {
	w := newWorld(t)
	at := paid(t, w, w.As(t, "company"))
	w.Now = dates.At(monday.AddDays(1), 12*60)
	w.As(t, "company").Get(at).Lacks("Peru varaus")
	admin := w.As(t, "admin")
	admin.Send(admin.Get(at).Status(200).Form("/peru"), "full", "on").To()
	admin.Get(at).Says("Sinulle palautetaan", "Ei maksettavaa")
}

func TestLapsedHold(t *testing.T) {
	w := newWorld(t)
	b := w.As(t, "company")
	at := held(t, b)
	f := b.Get(at).Form("/kortti")
	w.Exec(t, `UPDATE booking SET hold_expires_at = '2026-11-23 09:00+02'`)
	b.Get(at).Says("Alustava varaus on päättynyt", "Katso samat päivät").Lacks("Maksa kortilla")
	b.Send(f).Status(410).Says("Alustava varaus ehti päättyä")
}

func TestList(t *testing.T) {
	w := newWorld(t)
	b := w.As(t, "company")
	b.Get("/yritys/1/varaukset").Status(200).Says("Ei vielä yhtään varausta")
	b.Get("/yritys/1/laskut").Status(200).Says("Ei vielä laskuja")
	if to := b.Get("/yritys").To(); to != "/yritys/1/varaukset" {
		t.Error(to)
	}
	b.Send(b.Get(held(t, b)).Form("/peru")).To()
	paid(t, w, b)
	held(t, b)
	b.Get("/yritys/1/varaukset").Status(200).Says("Odottaa vahvistusta", "Tulossa", "Aiemmat", "nimetty 0/4", "voimassa", "Odottaa sinua", "Vahvista tai peru", "data-deadline").
		Lacks("osallistujaa on vielä nimeämättä", "Vanhemmat varaukset")
	b.Get("/en/yritys/1/varaukset").Status(200).Says("Waiting to be confirmed", "Coming", "Earlier")
	b.Get("/sv/yritys/1/varaukset").Status(200).Says("Väntar på dig")
	w.Now = dates.At(monday.AddDays(-5), 12*60)
	b.Get("/yritys/1/varaukset").Says("4 osallistujaa on vielä nimeämättä", "Nimeä osallistujat")
	w.Now = dates.At(monday, 12*60)
	b.Get("/yritys/1/varaukset").Says("Matkalla nyt").Lacks("Tulossa")
	b.Get("/yritys/1/varaukset?ennen=x").Status(200)
	b.Get("/yritys/1/varaukset?ennen=1").Status(200).Says("Ei vielä yhtään varausta")
}

func TestInvoicesWaitOnTheList(t *testing.T) {
	w := newWorld(t)
	b := w.As(t, "company")
	w.Exec(t, `UPDATE company SET invoice_allowed = true`)
	at := held(t, b)
	b.Send(b.Get(at).Form("/lasku")).To()
	b.Get("/yritys/1/varaukset").Says("Odottaa sinua", "Lasku 2026000001", "eräpäivä 7.12.2026", at+"#maksu").Lacks("Myöhässä")
	w.Now = w.Now.AddDate(0, 0, 20)
	b.Get("/yritys/1/varaukset").Says("Myöhässä")
}

func TestOthersSeeNothing(t *testing.T) {
	w := newWorld(t)
	b := w.As(t, "company")
	at := paid(t, w, b)
	f := b.Get(at).Form("/osallistujat")
	for _, who := range []string{"other", "nobody", "staff"} {
		o := w.As(t, who)
		for _, path := range []string{at, at + "/kalenteri.ics", at + "/maksu?session_id=cs_1", "/yritys/1/varaukset", "/yritys/1/laskut", "/yritys/laskut/2026000001.pdf"} {
			if a := o.Get(path); a.StatusCode != http.StatusNotFound {
				t.Errorf("%s on %s: %d", who, path, a.StatusCode)
			}
		}
		for _, action := range []string{"/osallistujat", "/kortti", "/lasku", "/peru"} {
			theirs := webtest.Form{Action: at + action, Values: map[string][]string{"_csrf": {page.NewCSRF(who).Token()}, "people.0.name": f.Values["people.0.name"]}}
			if a := o.Send(theirs); a.StatusCode != http.StatusNotFound {
				t.Errorf("%s on %s: %d", who, theirs.Action, a.StatusCode)
			}
		}
	}
	for _, path := range []string{"/yritys/x/varaukset", "/yritys/99/laskut", "/yritys/laskut/x.pdf", "/yritys/varaukset/HT-EI"} {
		b.Get(path).Status(404)
	}
	w.As(t, "admin").Get(at).Status(200).Says("Vahvistettu")
	w.As(t, "admin").Get("/yritys/1/varaukset").Status(200).Says("Yritys 1")
}
