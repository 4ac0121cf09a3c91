package e2e

import (
	"strings"
	"testing"

	"github.com/hubittaako/hubittaako/app/seed"
)

// TestNamesOfAllKinds lets people with names from right to left and with pictures in them sign up, hold, pay and get their
// papers.
func TestNamesOfAllKinds(t *testing.T) {
	t.Parallel()
	s := demoSite(t)
	const company, person = "شركة العمل عن بُعد 🌲 Oy", "דנה 👩🏽‍💻 Ähtäri-Ǿstgård"
	p := s.visitor(t)
	p.open("/rekisteroidy")
	p.fill(map[string]any{
		"company_name": company, "business_id": "9000019-3", "street": "قرية 1", "postcode": "00100", "city": "Hyvinkää 🏙️",
		"name": person, "email": "dana@nimet.example", "password": seed.Password,
	})
	p.press("main form button[type=submit]")
	p.open("/oma")
	if got := js[string](p, `document.querySelector("main [name=name]").value`); got != person {
		t.Fatalf("the name became %q", got)
	}
	p.open("/paketit/hiljainen-viikko?hlo=4")
	p.press("main form[method=post] button.go")
	if !strings.HasPrefix(p.path(), "/yritys/varaukset/HT-") {
		t.Fatal(p.where())
	}
	booking := p.path()
	p.fill(map[string]any{"people.0.name": person})
	p.press("form[action$=osallistujat] button[type=submit]")
	if got := js[string](p, `document.querySelector("[name='people.0.name']").value`); got != person {
		t.Fatalf("the participant became %q", got)
	}
	for _, problem := range p.measure("fi", roleLooks()) {
		t.Error(problem)
	}
	p.emulate(1440, 900, device("light"))
	p.press("form[action$=kortti] button")
	p.press("button[name=do][value=pay]")
	p.open(booking)
	p.waitFor("Vahvistettu")
	p.waitFor("Lasku") // made by a job
	if pdf := js[string](p, `fetch(document.querySelector("a[href*='tosite'], a[href$='.pdf']").href).then(r => r.text()).then(s => s.slice(0, 5))`); pdf != "%PDF-" {
		t.Errorf("the receipt begins with %q", pdf)
	}
	p.mail("dana@nimet.example", "Vahvistettu")
	staff := s.visitor(t)
	staff.signIn("henkilokunta@hubittaako.example", seed.Password)
	staff.open(staff.hubHome() + "/varaukset")
	staff.sees(company)
}

// TestTooMuch writes 100,000 characters where a few are wanted, and asks for what is not there.
func TestTooMuch(t *testing.T) {
	t.Parallel()
	s := demoSite(t)
	p := s.visitor(t)
	much := strings.Repeat("ylen määrin ", 100_000/12)

	// Each field says that it is too long, keeps what was typed, and reading begins at the list of what is wrong.
	p.open("/kumppaniksi")
	p.fill(map[string]any{"name": much, "about": much, "contact_name": "Kirjoittaja", "email": "kirjoittaja@pitka.example"})
	p.press("main form button[type=submit]")
	p.until(`document.activeElement.matches(".summary")`)
	for _, field := range []string{"name", "about"} {
		if !js[bool](p, `(e => e.value.length > 90000 && e.getAttribute("aria-invalid") === "true" && document.getElementById(e.getAttribute("aria-describedby").split(" ").pop()).innerText.length > 5)(document.querySelector("main [name=" + %s + "]"))`, field) {
			t.Errorf("%s: %s", field, js[string](p, `document.querySelector("main [name=" + %s + "]").parentElement.innerText.slice(0, 300)`, field))
		}
	}
	if got := js[string](p, `document.querySelector("[name=contact_name]").value`); got != "Kirjoittaja" {
		t.Errorf("what was right is lost: %q", got)
	}
	p.flawless("refused-application", "fi")

	// An address that is too long, or in a language that is not there, gets a page that says so.
	answer := func(path string, status int, says string) {
		t.Helper()
		got := js[[]any](p, `fetch(%s, { headers: { Accept: "text/html" } }).then(async r => [r.status, r.redirected ? new URL(r.url).pathname : "", await r.text()])`, path)
		if got[0] != float64(status) || !strings.Contains(got[2].(string), says) {
			t.Errorf("%.60s: %v, led to %q: %.400s", path, got[0], got[1], got[2])
		}
	}
	answer("/paketit?sana="+strings.Repeat("a", 100_000), 431, "</html>")
	answer("/paketit?hlo="+strings.Repeat("9", 1000), 422, "role=\"alert\"")
	answer("/xx/paketit", 404, "</html>")
	answer("/zh-Hant-TW", 404, "</html>")
	answer("/paketit?lang=xx", 200, "</html>")
	answer("/paketit?lang=%2F%2Fevil.example", 200, "</html>")
}

// TestAPageThatOutlivesItsSignIn signs out in another tab while a builder is open: what is typed stays, the page says what
// happened, and after the sign-in the work goes on.
func TestAPageThatOutlivesItsSignIn(t *testing.T) {
	t.Parallel()
	s := demoSite(t)
	p := s.visitor(t)
	p.signIn("henkilokunta@hubittaako.example", seed.Password)
	p.open(p.hubHome() + "/paketit/1")
	builder := p.path()
	p.fill(map[string]any{"summary_fi": "Kirjoitettu ennen kuin istunto päättyi."})
	p.settled()
	other := p.tab(t)
	other.open("/oma")
	other.press("form[action$=kirjaudu-ulos] button")

	p.heard()
	p.fill(map[string]any{"people": 6})
	p.until(`document.getElementById("problem").innerText.includes("irjaudu")`)
	if got := js[string](p, `document.querySelector("[name=summary_fi]").value`); !strings.Contains(got, "ennen kuin") || p.path() != builder {
		t.Fatalf("what was typed is lost: %q\n%s", got, p.where())
	}
	p.settled()
	p.press("button[form][name]:not([formaction]), main form button[type=submit]:not([formaction])")
	p.sees("Kirjoitettu ennen kuin istunto päättyi.")
	p.flawless("signed-out-meanwhile", "fi")
	p.press("main a[href*=kirjaudu]")
	p.fill(map[string]any{"email": "henkilokunta@hubittaako.example", "password": seed.Password})
	p.press("main form button[type=submit]")
	if p.path() != builder {
		t.Errorf("signed in again, and sent to %s instead of %s", p.path(), builder)
	}
}
