package e2e

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/seed"
)

// mail opens the newest mail to an address whose subject has the words, when it has come.
func (p *person) mail(to, subject string) {
	p.t.Helper()
	p.wait(fmt.Sprintf("no mail %q to %s comes", subject, to), func() error {
		p.open("/dev/posti")
		href := js[string](p, `(() => {
			const row = [...document.querySelectorAll("main tbody tr")].find(r => r.innerText.includes(%s) && r.innerText.includes(%s));
			return row ? row.querySelector("a").getAttribute("href") : "";
		})()`, to, subject)
		if href == "" {
			return errNotYet
		}
		p.open(href)
		return nil
	})
}

// TestJourney is the main job, end to end: a partner lists, staff build a package, a company books and pays, and all see
// what concerns them. Everybody has a browser of their own.
func TestJourney(t *testing.T) {
	t.Parallel()
	s := demoSite(t)
	start := dates.Today(time.Now()).AddDays(28).StartOfWeek()
	partner, staff, company, admin := s.visitor(t), s.visitor(t), s.visitor(t), s.visitor(t)

	// 1. A partner applies, is approved, and lists an activity with sessions.
	const partnerMail = "hei@testimelonta.example"
	partner.open("/kumppaniksi")
	partner.fill(map[string]any{
		"name": "Testimelonta", "business_id": "FI 9000018-4", "vat_registered": "yes", "municipality": "Pihtipudas",
		"contact_name": "Testimelonnan väki", "email": "  " + partnerMail + " ", "about": "Melontaa Kolimalla.",
	})
	partner.press("main form button[type=submit]")
	if got := js[string](partner, `document.querySelector("[name=business_id]").value`); !strings.Contains(got, "9000018-4") {
		t.Fatalf("what was typed is lost: %q", got)
	}
	partner.shot("partner-apply-refused")
	partner.fill(map[string]any{"business_id": "FI90000185"})
	partner.press("main form button[type=submit]")
	if partner.path() != "/kumppaniksi/kiitos" {
		t.Fatal(partner.where())
	}
	admin.signIn("yllapito@hubittaako.example", seed.Password)
	admin.open("/hallinta/kumppanit")
	admin.sees("Testimelonta")
	admin.shot("admin-partners")
	admin.press("main form[action$=hyvaksy] button")
	partner.mail(partnerMail, "")
	partner.press("main pre a[href*='/linkki/']")
	partner.fill(map[string]any{"name": "Testimelonnan väki", "password": seed.Password})
	partner.press("main form button[type=submit]")
	partner.open("/kumppani")
	partnerHome := partner.path()
	partner.open(partnerHome + "/aktiviteetit/uusi")
	partner.fill(map[string]any{
		"kind": "recreation", "motif": "canoe", "title_fi": "Testikanootti", "title_en": "Test canoe", "summary_fi": "Ilta vesillä.", "summary_en": "An evening on the water.",
		"duration": "2 h", "place": "Ranta", "municipality": "Pihtipudas", "group_min": 1, "group_max": 10, "price": "25,50", "price_per": "person", "vat_class": "reduced",
		"season_from": 1, "season_to": 12, "lead_days": 1, "languages": []string{"fi"},
	})
	partner.shot("partner-activity")
	partner.press("main form button[type=submit]")
	activity := partner.path()
	partner.press("main form[action$=tila] button")
	partner.open(activity + "/kerrat")
	partner.fill(map[string]any{"weekdays": []string{"3"}, "from": start.String(), "until": start.AddDays(20).String()})
	js[bool](partner, `(() => { const f = document.querySelector("form[action*=viikoittain]");
		f.querySelector("[name=time]").value = "17:00"; f.querySelector("[name=seats]").value = "10"; return true; })()`)
	partner.press("Lisää kerrat")
	partner.shot("partner-sessions")
	partner.sees("17.00")

	// 2. Staff build a package with it and publish it.
	staff.signIn("henkilokunta@hubittaako.example", seed.Password)
	buildPackage(t, staff, start)

	// 3. A company signs up, finds it, holds it, and pays by card.
	company.open("/rekisteroidy")
	company.fill(map[string]any{
		"company_name": "Testitiimi Oy", "business_id": "9000019-3", "street": "Testikatu 1", "postcode": "00100", "city": "Helsinki",
		"billing_email": "laskut@testitiimi.example", "name": "Testitiimin varaaja", "email": "varaaja@testitiimi.example", "password": seed.Password,
	})
	company.shot("company-signup")
	company.press("main form button[type=submit]")
	company.open(fmt.Sprintf("/paketit?pv=%s&hlo=4", start))
	company.waitFor("Testipaketti")
	company.shot("search")
	company.press("Testipaketti")
	company.open(company.path() + fmt.Sprintf("?alku=%s&hlo=4", start))
	company.sees("Testikanootti")
	company.shot("package")
	company.press("main form[method=post] button.go")
	if !strings.HasPrefix(company.path(), "/yritys/varaukset/HT-") {
		t.Fatal(company.where())
	}
	booking := company.path()
	company.sees("Alustava")
	company.shot("booking-held")
	js[bool](company, `(() => { document.querySelector("form[action$=osallistujat] input[type=text], form[action$=osallistujat] input:not([type])").value = "Osallistuja 1"; return true; })()`)
	company.press("form[action$=osallistujat] button[type=submit]")
	company.press("form[action$=kortti] button")
	company.sees("Testimaksu")
	company.press("button[name=do][value=decline]")
	company.press("button[name=do][value=pay]")
	if !strings.HasPrefix(company.path(), booking) {
		t.Fatal(company.where())
	}
	company.open(booking)
	company.waitFor("Vahvistettu")
	company.sees("Osallistuja")
	company.shot("booking-confirmed")

	// 4. Everybody is told, and sees their part.
	company.mail("varaaja@testitiimi.example", "Vahvistettu")
	company.sees(".ics")
	company.sees(".pdf")
	company.mail(partnerMail, "Ryhmä tulossa")
	company.sees("Testikanootti")
	if text := js[string](company, `document.querySelector("main").innerText`); strings.Contains(text, "Työpiste") || strings.Contains(text, "€") {
		t.Fatal("the partner's mail tells more than its part:\n" + text)
	}
	company.mail("hubteekki@hubittaako.example", "Testitiimi")
	home := staff.hubHome()
	staff.open(home + "/varaukset")
	staff.sees("Testitiimi Oy")
	staff.shot("staff-arrivals")
	staff.open(home + "/kayttoaste")
	staff.shot("staff-occupancy")
	partner.open(partnerHome + "?viikko=" + start.String())
	partner.shot("partner-week")
	admin.open("/hallinta/varaukset")
	admin.sees("Testitiimi Oy")
	admin.shot("admin-bookings")

	// 5. Plans change: the company cancels in time or not, and the money goes back by the policy.
	company.open(booking)
	company.press("form[action$=peru] button[type=submit]")
	company.waitFor("Peruttu")
	company.shot("booking-cancelled")
	company.mail("varaaja@testitiimi.example", "Peruttu")
}

// hubHome goes to HUBteekki among the person's hubs and gives the address that its pages begin with.
func (p *person) hubHome() string {
	p.t.Helper()
	p.open("/hubi")
	p.press("HUBteekki")
	parts := strings.Split(p.path(), "/")
	return strings.Join(parts[:3], "/")
}

// buildPackage makes, fills and publishes a package of five days with the new activity.
func buildPackage(t *testing.T, staff *person, start dates.Date) {
	t.Helper()
	staff.open(staff.hubHome() + "/paketit")
	staff.fill(map[string]any{"name_fi": "Testipaketti"})
	staff.press("main aside form button[type=submit]")
	staff.shot("builder-new")
	staff.click("Testikanootti")
	staff.until(`document.querySelector("[name='items.0.times']")`)
	staff.fill(map[string]any{
		"name_en": "Test package", "summary_fi": "Viisi päivää.", "summary_en": "Five days.", "legs.0.days": 5, "items.0.times": 1,
		"start_weekdays": []string{"1"}, "sale_from": start.String(), "sale_until": start.AddDays(14).String(), "group_min": 1, "group_max": 8,
		"pricing": "sum", "adjust": "10",
	})
	staff.press("button[form][name]:not([formaction]), main form button[type=submit]:not([formaction])")
	staff.shot("builder-filled")
	staff.press("[formaction$=julkaise]")
	staff.sees("Myynnissä")
	staff.shot("builder-published")
}
