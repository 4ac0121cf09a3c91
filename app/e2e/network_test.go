package e2e

import (
	"strings"
	"testing"
	"time"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/seed"
)

// TestARoomByKeyboard books a meeting room for an hour with the keyboard alone, and mends a time that is taken.
func TestARoomByKeyboard(t *testing.T) {
	t.Parallel()
	s := demoSite(t)
	k := keys{s.visitor(t)}
	k.signIn("varaaja@jarvisuunnittelu.example", seed.Password)
	day := dates.Today(time.Now()).AddDays(35).StartOfWeek().AddDays(1) // a Tuesday: the hub is open
	book := func(from, to string) {
		t.Helper()
		k.open("/hubit/osaamiskeskus-lennatin/tilat")
		k.to("a.btn[href*='-lennatin/tilat/']")
		k.enter()
		k.write("[name=day]", date(day.String()))
		k.write("[name=from]", from)
		k.write("[name=to]", to)
		k.write("[name=people]", "3")
		k.to("main form button.go, main form button[type=submit]")
		k.enter()
	}
	book("1000AM", "1100AM")
	if !strings.Contains(k.path(), "/yritys/") {
		t.Fatal(k.where())
	}
	k.sees("Keitele")
	book("1030AM", "1130AM")
	k.sees("Tila on varattu 10.00–11.00")
	k.write("[name=from]", "0115PM")
	k.write("[name=to]", "0215PM")
	k.to("main form button.go, main form button[type=submit]")
	k.enter()
	k.sees("13.15")
}

// TestASeatOnACourse asks for a seat at the hub without an account, and takes it by the link that comes by mail.
func TestASeatOnACourse(t *testing.T) {
	t.Parallel()
	s := demoSite(t)
	p := s.visitor(t)
	p.open("/opi")
	p.press("Palaute, joka auttaa")
	p.fill(map[string]any{"name": "Aino", "email": "aino@oppija.example"})
	p.press("Varaa paikka hubilta")
	p.sees("Lähetimme linkin")
	p.mail("aino@oppija.example", "Palaute, joka auttaa")
	p.press("main pre a[href*='/opi/paikka/']")
	p.press("main form button[type=submit]")
	p.sees("Paikka on sinun")
}

// TestAPackageFromAnotherHub copies a package from the network and opens the draft that it becomes.
func TestAPackageFromAnotherHub(t *testing.T) {
	t.Parallel()
	s := demoSite(t)
	p := s.visitor(t)
	p.signIn("henkilokunta@hubittaako.example", seed.Password)
	p.open("/hubi/2/paketit")
	p.press("Kopioi verkostosta")
	p.sees("Hiljainen viikko")
	p.press("a[href*='/paketit/verkosta/']")
	p.press("Tee luonnos")
	p.sees("Kopio paketista")
	p.sees("hubista HUBteekki")
	if !strings.HasPrefix(p.path(), "/hubi/2/paketit/") {
		t.Fatal(p.where())
	}
}
