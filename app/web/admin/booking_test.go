package admin_test

import (
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/money"
	"github.com/hubittaako/hubittaako/app/web/admin"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/webtest"
	"github.com/hubittaako/hubittaako/packages/billing"
	"github.com/hubittaako/hubittaako/packages/booking"
	"github.com/hubittaako/hubittaako/packages/packtest"
	"github.com/hubittaako/hubittaako/partners"
)

func newNetwork(t *testing.T) *webtest.World {
	t.Helper()
	return webtest.New(t, packtest.Options{}, func(w *webtest.World) []page.Route {
		return admin.BookingRoutes(admin.BookingDeps{
			Bookings: w.Bookings, Billing: w.Billing, Accounts: w.Accounts, Partners: partners.New(w.DB, nil, w.Clock), Now: w.Clock,
		})
	})
}

// invoiced is a booking of the first company, paid by invoice.
func invoiced(t *testing.T, w *webtest.World) booking.Booking {
	t.Helper()
	who := w.Companies[0]
	b, err := w.Bookings.Hold(t.Context(), who, booking.HoldRequest{
		CompanyID: packtest.Company(who), RevisionID: w.RevisionID, Start: w.Monday, People: 4, Lang: "fi", OpKey: uuid.New(),
	})
	if err == nil {
		err = w.Billing.PayByInvoice(t.Context(), who, b.Ref)
	}
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestNetworkSeesWhatIsBooked(t *testing.T) {
	w := newNetwork(t)
	b := w.As(t, "admin")
	b.Get("/hallinta").Status(200).Says("Täällä ei ole vielä varauksia.").Lacks("Myydyt jaksot")
	b.Get("/hallinta/talous").Status(200).Says("Tässä tilassa ei ole tositteita.")
	made := invoiced(t, w)
	b.Get("/hallinta").Status(200).Says(made.Ref, "Yritys 1", "Avoinna, 1 lasku", "Juuri nyt mikään ei odota sinua", "Myydyt jaksot alkukuukausittain", "Kesäkuu 2027").Lacks("Heinäkuu 2027")
	b.Get("/hallinta/varaukset").Status(200).Says(made.Ref, "/yritys/varaukset/"+made.Ref, "Vahvistettu")
	b.Get("/hallinta/varaukset?tila=cancelled").Status(200).Lacks(made.Ref)
	b.Get("/hallinta/varaukset?tila=muu&ennen=x").Status(200).Says(made.Ref)
	b.Get("/en/hallinta/varaukset?tila=confirmed").Status(200).Says(made.Ref, "Confirmed")
	for _, who := range []string{"company", "staff", "nobody"} {
		for _, path := range []string{"/hallinta", "/hallinta/varaukset", "/hallinta/talous", "/hallinta/yritykset"} {
			w.As(t, who).Get(path).Status(404)
		}
	}
}

func TestTheWeeksBookingsAreCounted(t *testing.T) {
	w := newNetwork(t)
	monday := dates.At(dates.Today(w.Now).StartOfWeek(), 0)
	invoiced(t, w)
	b := w.As(t, "admin")
	for _, c := range []struct {
		made  time.Time
		state booking.State
		want  string
	}{
		{monday, booking.Confirmed, "1"}, {monday.Add(-time.Second), booking.Confirmed, "0"}, {w.Now, booking.Cancelled, "0"},
	} {
		w.Exec(t, `UPDATE booking SET created_at = $1, state = $2`, c.made, string(c.state))
		body := strings.ReplaceAll(b.Get("/hallinta").Status(200).Body, " </dd>", "</dd>")
		_, after, ok := strings.Cut(body, "Varauksia tällä viikolla")
		if i := strings.Index(after, `big num">`); !ok || i < 0 || !strings.HasPrefix(after[i:], `big num">`+c.want) {
			t.Errorf("%s, made %s: the week's number is not %s", c.state, c.made, c.want)
		}
	}
}

func TestMarkPaid(t *testing.T) {
	w := newNetwork(t)
	invoiced(t, w)
	second := invoiced(t, w)
	b := w.As(t, "admin")
	f := b.Get("/hallinta/talous?tila=open").Status(200).Says("Lasku 2026000001", "2 02600 00011").Form("/maksetut")
	if f.Values.Get("paid_on") != "2026-11-23" {
		t.Errorf("the form does not begin with today: %v", f.Values)
	}
	b.Send(f).Status(422).Says("Valitse ensin laskut.")
	f.Add("number", "2026000001")
	b.Send(f, "paid_on", "24.11.2026").Status(422).Says("Päivä on vasta tulossa.", `value="2026-11-24"`, `value="2026000001" checked`)
	b.Send(f, "paid_on", "eilen").Status(422).Says("Kirjoita päivä näin")
	b.Send(f, "paid_on", "").Status(422).Says("Tämä tarvitaan.")
	f.Add("number", "2026000002")
	sure := b.Send(f, "paid_on", "20.11.2026").Status(200).Says("Merkitäänkö nämä maksetuiksi?", "20.11.2026", "Lasku 2026000001", "Lasku 2026000002", "Yhteensä").Form("/maksetut")
	b.Get("/hallinta/talous?tila=open").Says("Lasku 2026000001") // nothing has been done yet
	for range 2 {                                                // the button pressed twice
		b.Send(sure).To()
		b.Get("/hallinta/talous?tila=open").Says("2 laskua on merkitty maksetuiksi.").Lacks("Lasku 2026000001")
	}
	b.Get("/hallinta/talous?tila=paid").Says("Maksettu", "20.11.2026").Lacks("Merkitse maksetuiksi")
	b.Send(f).Status(409).Says("Lasku ei ole enää avoinna.")
	b.Send(f, "number", "999").Status(404)
	b.Send(f, "number", "metsä").Status(422)
	if broken, err := billing.Violations(t.Context(), w.DB); err != nil || len(broken) > 0 {
		t.Errorf("%v, %v", broken, err)
	}
	company := w.As(t, "company")
	company.Send(webtest.Form{Action: f.Action, Values: map[string][]string{"_csrf": {page.NewCSRF("company").Token()}}}).Status(404)

	for find, there := range map[string]bool{
		"2026000001": true, "2 02600 00011": true, "yritys 1": true, second.Ref: true, money.Decimal(second.Gross): true, "metsä": false, "0,01": false,
	} {
		a := b.Get("/hallinta/talous?haku=" + url.QueryEscape(find)).Status(200)
		if strings.Contains(a.Body, "Lasku 202600000") != there {
			t.Errorf("%q finds an invoice: %v", find, !there)
		}
	}
	b.Get("/hallinta/talous?haku=mets%C3%A4").Says("Haulla ”metsä” ei löytynyt mitään", "Näytä kaikki")
}

func TestLateInvoicesWait(t *testing.T) {
	w := newNetwork(t)
	invoiced(t, w)
	b := w.As(t, "admin")
	b.Get("/hallinta/talous?tila=late").Status(200).Lacks("Lasku 2026000001")
	w.Now = w.Now.AddDate(0, 0, 20)
	b.Get("/hallinta").Says("Yksi lasku", "/hallinta/talous?tila=late", "Myöhässä, 1 lasku")
	b.Get("/hallinta/talous?tila=late").Says("Lasku 2026000001")
}

func TestAPaymentThatDoesNotMatchWaits(t *testing.T) {
	w := newNetwork(t)
	b := w.As(t, "admin")
	held, err := w.Bookings.Hold(t.Context(), w.Companies[0], booking.HoldRequest{
		CompanyID: packtest.Company(w.Companies[0]), RevisionID: w.RevisionID, Start: w.Monday, People: 4, Lang: "fi", OpKey: uuid.New(),
	})
	if err != nil {
		t.Fatal(err)
	}
	address, err := w.Billing.PayByCard(t.Context(), w.Companies[0], held.Ref, webtest.Origin+"/ok?s={CHECKOUT_SESSION_ID}", webtest.Origin)
	if err != nil {
		t.Fatal(err)
	}
	w.Exec(t, `UPDATE payment SET amount_cents = amount_cents + 100`)
	w.Pay.Paid(address)
	session := address[strings.LastIndex(address, "/")+1:]
	if outcome, err := w.Billing.Settle(t.Context(), session); err != nil || outcome != billing.OutcomeMismatch {
		t.Fatal(outcome, err)
	}
	b.Get("/hallinta").Says("Maksu ei täsmää", held.Ref, "Selvitä", "/hallinta/talous#tasmaamattomat")
	page := b.Get("/hallinta/talous").Says("Nämä maksut eivät täsmää", "Piti tulla", session)
	f := page.Form("/palautettu")
	b.Send(f, "note", strings.Repeat("palautettu ", 10_000)).To()
	b.Get("/hallinta/talous").Says("Maksu on merkitty hoidetuksi.").Lacks("Nämä maksut eivät täsmää")
	b.Send(f).To()
	b.Get("/hallinta/talous").Says("Tämä on jo hoidettu.")
	b.Send(f.At("/hallinta/talous/maksut/999/palautettu")).Status(404)
	w.As(t, "company").Send(webtest.Form{Action: f.Action, Values: map[string][]string{"_csrf": {tokenOf("company")}}}).Status(404)
}

func tokenOf(who string) string { return page.NewCSRF(who).Token() }

func TestApplicationsWaitByName(t *testing.T) {
	w := newNetwork(t)
	b := w.As(t, "admin")
	w.Exec(t, `INSERT INTO partner (slug, name, business_id, vat_registered, municipality, email, feed_token) VALUES ('kala', 'Kalamajat', '9000009-7', true, 'Kinnula', 'k@example.fi', 'x')`)
	b.Get("/hallinta").Says("Hakemus", "Kalamajat, Kinnula", "/hallinta/kumppanit#hakemus-")
}

func TestListsAreTurned(t *testing.T) {
	w := newNetwork(t)
	first := invoiced(t, w)
	w.Exec(t, `WITH b AS (
			INSERT INTO booking (ref, company_id, booker_id, package_id, revision_id, starts_on, ends_on, people, state, net_cents, vat_cents, gross_cents, op_key)
			SELECT 'HT-' || n, b.company_id, b.booker_id, b.package_id, b.revision_id, b.starts_on, b.ends_on, 1, 'expired', 0, 0, 0, gen_random_uuid()
			FROM booking b, generate_series(1, 120) n WHERE b.ref = $1 RETURNING id, starts_on, ends_on, ref
		), l AS (INSERT INTO booking_leg (booking_id, position, hub_id, starts_on, ends_on) SELECT id, 1, $2, starts_on, ends_on FROM b)
		INSERT INTO invoice (booking_id, kind, number, reference, issued_on, net_cents, vat_cents, gross_cents, state, content)
		SELECT id, 'receipt', 2026000000 + substr(ref, 4)::int + 1, '1232', starts_on, 0, 0, 0, 'settled', '{}' FROM b`, first.Ref, w.HubID)
	b := w.As(t, "admin")
	for path, last := range map[string]string{"/hallinta/varaukset": first.Ref, "/hallinta/talous": "Lasku 2026000001"} {
		start := b.Get(path).Status(200).Says("Seuraavat").Lacks(last, "Alkuun")
		next := regexp.MustCompile(`rel="next" href="([^"]+)"`).FindStringSubmatch(start.Body)
		b.Get(next[1]).Status(200).Says(last, "Alkuun").Lacks("Seuraavat")
	}
	b.Get("/hallinta/varaukset?haku="+first.Ref).Says(first.Ref, "Näytä kaikki").Lacks("Seuraavat")
}

func TestBankRefund(t *testing.T) {
	w := newNetwork(t)
	made := invoiced(t, w)
	if err := w.Billing.MarkPaid(t.Context(), w.Admin, 2026000001, dates.Today(w.Now)); err != nil {
		t.Fatal(err)
	}
	if err := w.Billing.Cancel(t.Context(), w.Companies[0], made.Ref, "", false); err != nil {
		t.Fatal(err)
	}
	b := w.As(t, "admin")
	b.Get("/hallinta").Says("Palautus", "pankista", "/hallinta/talous#palautukset")
	page := b.Get("/hallinta/talous").Says("Maksa nämä palautukset pankista", made.Ref)
	f := page.Forms("/maksettu")[0]
	if !strings.Contains(f.Action, "/palautukset/") {
		t.Fatal(f.Action)
	}
	b.Send(f).To()
	b.Get("/hallinta/talous").Says("Palautus on merkitty maksetuksi.").Lacks("Maksa nämä palautukset")
	b.Send(f).To()
	b.Get("/hallinta/talous").Says("Palautus on jo hoidettu.")
}

func TestInvoicingIsOpenedForACompany(t *testing.T) {
	w := newNetwork(t)
	b := w.As(t, "admin")
	b.Get("/hallinta/yritykset?haku=Yritys+2").Status(200).Says("Yritys 2").Lacks("Yritys 1")
	b.Get("/hallinta/yritykset?haku=ei+ole").Status(200).Says("Haulla ”ei ole” ei löytynyt mitään")
	id := packtest.Company(w.Companies[1])
	f := b.Get("/hallinta/yritykset?haku=Yritys+2").Form("/laskutus")
	for _, c := range []struct {
		allowed string
		want    bool
		says    string
	}{{"off", false, "Laskulla maksaminen on poistettu"}, {"on", true, "Yritys voi nyt maksaa laskulla."}} {
		if to := b.Send(f, "allowed", c.allowed).To(); to != "/hallinta/yritykset?haku=Yritys+2" {
			t.Error(to)
		}
		b.Get("/hallinta/yritykset").Says(c.says, "Kumoa")
		if got, err := w.Billing.InvoiceAllowed(t.Context(), w.Admin, id); err != nil || got != c.want {
			t.Errorf("%s: allowed %v, %v", c.allowed, got, err)
		}
	}
	b.Send(webtest.Form{Action: "/hallinta/yritykset/999/laskutus", Values: f.Values}, "allowed", "on").Status(404)
}
