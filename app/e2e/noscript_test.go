package e2e

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/seed"
)

// scriptless is a visitor in whose browser no script of the page runs.
func (s site) scriptless(t *testing.T) *person {
	t.Helper()
	p := s.visitor(t)
	if _, err := chromedp.Call(p.ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true}); err != nil {
		t.Fatal(err)
	}
	p.open("/ui")
	if js[bool](p, `"htmx" in window || !document.querySelector("[data-theme-switch]").hidden`) {
		t.Fatal("scripts run")
	}
	return p
}

// TestJourneyWithoutScript walks the main job where no script runs: a partner lists and adds times, staff build a package, a
// company signs up, searches, chooses, holds and pays, and all see what concerns them.
func TestJourneyWithoutScript(t *testing.T) {
	t.Parallel()
	s := demoSite(t)
	start := dates.Today(time.Now()).AddDays(28).StartOfWeek()

	partner := s.scriptless(t)
	partner.signIn("sauna@kolimanranta.example", seed.Password)
	partner.press("Aktiviteetit")
	partner.press("Kerrat")
	partner.fill(map[string]any{"day": start.String(), "time": "17:15", "seats": 8})
	partner.press("Lisää kerta")
	partner.sees("17.15")

	staff := s.scriptless(t)
	staff.signIn("henkilokunta@hubittaako.example", seed.Password)
	staff.open(staff.hubHome() + "/paketit")
	staff.fill(map[string]any{"name_fi": "Skriptitön viikko"})
	staff.press("main aside form button[type=submit]")
	staff.press("Savusauna")
	staff.fill(map[string]any{
		"name_en": "Scriptless week", "summary_fi": "Viisi päivää.", "summary_en": "Five days.", "legs.0.days": 5, "items.0.times": 1,
		"start_weekdays": []string{"1"}, "sale_from": start.String(), "sale_until": start.AddDays(14).String(), "group_min": 2, "group_max": 6,
		"pricing": "sum", "adjust": "10",
	})
	staff.press("[formaction$=julkaise]")
	staff.sees("Myynnissä")

	company := s.scriptless(t)
	company.open("/")
	company.press("Kirjaudu")
	company.press("a[href*=rekisteroidy]")
	company.fill(map[string]any{
		"company_name": "Skriptitön Oy", "business_id": "9000019-3", "street": "Testikatu 1", "postcode": "00100", "city": "Helsinki",
		"billing_email": "laskut@skriptiton.example", "name": "Skriptittömän varaaja", "email": "varaaja@skriptiton.example", "password": seed.Password,
	})
	company.press("main form button[type=submit]")
	company.open("/")
	company.fill(map[string]any{"pv": start.String(), "hlo": 4})
	company.press("main form button[type=submit]")
	company.waitFor("Skriptitön viikko")
	company.press("Skriptitön viikko")
	company.press(fmt.Sprintf("#start-%s", start.AddDays(7)))
	company.fill(map[string]any{"hlo": 5})
	company.press("form:has(input[name=hlo]:not([type=hidden])) button[type=submit]")
	company.sees("5 henkilöä")
	company.press("main form[method=post] button.go")
	if !strings.HasPrefix(company.path(), "/yritys/varaukset/HT-") {
		t.Fatal(company.where())
	}
	booking := company.path()
	company.sees("Alustava")
	company.press("form[action$=kortti] button")
	company.press("button[name=do][value=pay]")
	company.open(booking)
	company.waitFor("Vahvistettu")
	staff.open(staff.hubHome() + "/varaukset")
	staff.sees("Skriptitön Oy")

	company.click("#peru summary")
	company.until(`document.querySelector("#peru details").open`)
	company.press("form[action$=peru] button[type=submit]")
	company.waitFor("Peruttu")
}
