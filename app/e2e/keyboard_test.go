package e2e

import (
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp/kb"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/seed"
)

// TestJourneyByKeyboard walks the main job with Tab, Enter, Space, arrows and letters alone: a partner adds a time, a
// company signs up, searches, chooses, holds and pays, and staff see it.
func TestJourneyByKeyboard(t *testing.T) {
	t.Parallel()
	s := demoSite(t)
	day := dates.Today(time.Now()).AddDays(28).StartOfWeek()

	partner := keys{s.visitor(t)}
	partner.signInByKeys("sauna@kolimanranta.example")
	partner.to("Aktiviteetit")
	partner.enter()
	partner.to("Kerrat")
	partner.enter()
	partner.write("#kerta-f-day", date(day.String()))
	partner.write("#kerta-f-time", "0515PM")
	partner.write("#kerta-f-seats", "8")
	partner.to("Lisää kerta")
	partner.enter()
	partner.sees("17.15")

	company := keys{s.visitor(t)}
	company.open("/")
	company.skip()
	company.open("/")
	company.walk()
	company.to("Kirjaudu")
	company.enter()
	company.to("a[href*=rekisteroidy]")
	company.enter()
	for _, f := range [][2]string{
		{"company_name", "Näppäinväki Oy"}, {"business_id", "9000019-3"}, {"street", "Testikatu 1"}, {"postcode", "00100"}, {"city", "Helsinki"},
		{"name", "Näppäinväen varaaja"}, {"email", "varaaja@nappainvaki.example"}, {"password", seed.Password},
	} {
		company.write("[name="+f[0]+"]", f[1])
	}
	company.enter() // from the last field, as people do
	if company.path() == "/rekisteroidy" {
		t.Fatal(company.where())
	}
	company.open("/")
	company.write("main [name=hlo]", "4")
	company.to("main form button[type=submit]")
	company.enter()
	company.to(".hits h3 a, .hits h2 a")
	company.enter()

	// Another month and another day bring pieces of the page anew; the focus stays where it was.
	company.to("#month-right")
	company.stays(`document.querySelector(".month-head h3").innerText`)
	company.to(".month a:not([aria-current])")
	company.stays(`document.activeElement.getAttribute("aria-current")`)
	company.walk()
	company.write("main [name=hlo]", "5")
	company.hit(kb.Tab)
	company.until(`document.getElementById("kerrottu").innerText.includes("5 henki")`)
	company.to("main form[method=post] button.go")
	company.enter()
	if !strings.HasPrefix(company.path(), "/yritys/varaukset/HT-") {
		t.Fatal(company.where())
	}
	booking := company.path()
	company.walk()
	company.write("form[action$=osallistujat] input[type=text], form[action$=osallistujat] input:not([type])", "Osallistuja 1")
	company.to("form[action$=osallistujat] button[type=submit]")
	company.leave(" ")
	company.to("form[action$=kortti] button")
	company.enter()
	company.sees("Testimaksu")
	company.walk()
	company.to("button[name=do][value=pay]")
	company.leave(" ")
	company.open(booking)
	company.waitFor("Vahvistettu")

	staff := keys{s.visitor(t)}
	staff.signInByKeys("henkilokunta@hubittaako.example")
	if staff.path() == "/hubi" {
		staff.to("HUBteekki")
		staff.enter()
	}
	staff.to("Varaukset")
	staff.enter()
	staff.sees("Näppäinväki Oy")
	staff.walk()
}

// TestSigningInOnTheWayByKeyboard: who chooses a stay before signing in comes back to it with all that was chosen, and goes on
// without a mouse.
func TestSigningInOnTheWayByKeyboard(t *testing.T) {
	t.Parallel()
	s := demoSite(t)
	p := keys{s.visitor(t)}
	p.open("/paketit/hiljainen-viikko?hlo=5")
	p.to("main a.go")
	p.enter()
	p.write("[name=email]", "varaaja@jarvisuunnittelu.example")
	p.write("[name=password]", seed.Password)
	p.enter()
	if n := js[string](p.person, `document.querySelector("main [name=hlo]").value`); p.path() != "/paketit/hiljainen-viikko" || n != "5" {
		t.Fatalf("%s people at %s", n, p.where())
	}
	p.to("main form[method=post] button.go")
	p.enter()
	if !strings.HasPrefix(p.path(), "/yritys/varaukset/HT-") {
		t.Fatal(p.where())
	}
	p.sees("5 henkilöä")
}

// TestKeyboardAt400Percent walks through the busiest pages in a window of 320 by 256 px, where little is in sight at a time,
// and opens and leaves the menus.
func TestKeyboardAt400Percent(t *testing.T) {
	t.Parallel()
	s := demoSite(t)
	p := keys{s.visitor(t)}
	p.signInByKeys("varaaja@kuusikko.example")
	p.emulate(320, 256, device("light"))
	for _, path := range []string{"/", "/paketit?hlo=4", "/paketit/hiljainen-viikko?hlo=4", "/kumppaneille"} {
		p.open(path)
		p.skip()
		p.walk()
	}
	for button, menu := range map[string]string{".menu-button": "main-nav", ".account-button": "account"} {
		p.open("/")
		p.to(button)
		p.hit(kb.Enter)
		p.until(`document.getElementById(%s).matches(":popover-open")`, menu)
		js[bool](p.person, `(window.focusBefore = null, true)`) // a menu may stand elsewhere in the page than its button
		p.tab()
		if !js[bool](p.person, `document.getElementById(%s).contains(document.activeElement)`, menu) {
			t.Errorf("Tab does not lead into the menu %s, but to %s", menu, p.stop().Name)
		}
		p.hit(kb.Escape)
		p.until(`!document.getElementById(%s).matches(":popover-open") && document.activeElement.matches(%s)`, menu, button)
	}
}

// stays presses what has the focus, waits until that changed something, and wants the focus where it was.
func (k keys) stays(changing string) {
	k.t.Helper()
	before := js[string](k.person, `(window.focusID = document.activeElement.id, String(`+changing+`))`)
	k.hit(kb.Enter)
	k.until(`String(`+changing+`) !== %s`, before)
	k.settled()
	if now := js[[]string](k.person, `[document.activeElement.id, window.focusID]`); now[0] != now[1] || now[0] == "" {
		k.t.Errorf("the focus went from #%s to #%s", now[1], now[0])
	}
	js[bool](k.person, `(window.focusBefore = document.activeElement, true)`)
}

func (k keys) signInByKeys(email string) {
	k.t.Helper()
	k.open("/kirjaudu")
	k.write("[name=email]", email)
	k.write("[name=password]", seed.Password)
	k.enter()
	if k.path() == "/kirjaudu" {
		k.t.Fatal(k.where())
	}
}
