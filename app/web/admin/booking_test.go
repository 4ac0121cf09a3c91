package admin_test

import (
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/web/admin"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/webtest"
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
	b.Get("/hallinta").Status(200).Says("Täällä ei ole vielä varauksia.")
	b.Get("/hallinta/talous").Status(200).Says("Tässä tilassa ei ole tositteita.")
	made := invoiced(t, w)
	b.Get("/hallinta").Status(200).Says(made.Ref, "Yritys 1", "avoin lasku")
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
		{monday, booking.Confirmed, "1</p>"}, {monday.Add(-time.Second), booking.Confirmed, "0</p>"}, {w.Now, booking.Cancelled, "0</p>"},
	} {
		w.Exec(t, `UPDATE booking SET created_at = $1, state = $2`, c.made, string(c.state))
		body := b.Get("/hallinta").Status(200).Body
		before, _, ok := strings.Cut(body, "tällä viikolla")
		if i := strings.LastIndex(before, `big num">`); !ok || i < 0 || !strings.HasPrefix(before[i:], `big num">`+c.want) {
			t.Errorf("%s, made %s: the week's number is not %s", c.state, c.made, c.want)
		}
	}
}

func TestMarkPaid(t *testing.T) {
	w := newNetwork(t)
	invoiced(t, w)
	b := w.As(t, "admin")
	f := b.Get("/hallinta/talous?tila=open").Status(200).Says("Lasku 2026000001").Form("/maksettu")
	if f.Values.Get("paid_on") != "2026-11-23" {
		t.Errorf("the form does not begin with today: %v", f.Values)
	}
	b.Send(f, "paid_on", "24.11.2026").Status(422).Says("Päivä on vasta tulossa.", `value="2026-11-24"`)
	b.Send(f, "paid_on", "eilen").Status(422).Says("Kirjoita päivä näin")
	b.Send(f, "paid_on", "").Status(422).Says("Tämä tarvitaan.")
	b.Send(f, "paid_on", "20.11.2026").To()
	b.Get("/hallinta/talous?tila=open").Says("Lasku 2026000001 on merkitty maksetuksi.")
	b.Get("/hallinta/talous?tila=paid").Says("Maksettu").Lacks("Merkitse maksetuksi")
	b.Send(f).Status(409).Says("Lasku ei ole enää avoinna.")
	b.Send(webtest.Form{Action: "/hallinta/talous/999/maksettu", Values: f.Values}).Status(404)
	company := w.As(t, "company")
	company.Send(webtest.Form{Action: f.Action, Values: map[string][]string{"_csrf": {page.NewCSRF("company").Token()}}}).Status(404)
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
	b.Get("/hallinta").Says("palautus maksettava pankista")
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
	b.Get("/hallinta/yritykset?haku=ei+ole").Status(200).Says("Yhtään yritystä ei löytynyt.")
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
		b.Get("/hallinta/yritykset").Says(c.says)
		if got, err := w.Billing.InvoiceAllowed(t.Context(), w.Admin, id); err != nil || got != c.want {
			t.Errorf("%s: allowed %v, %v", c.allowed, got, err)
		}
	}
	b.Send(webtest.Form{Action: "/hallinta/yritykset/999/laskutus", Values: f.Values}, "allowed", "on").Status(404)
}
