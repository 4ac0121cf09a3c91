package company_test

import (
	"net/url"
	"strings"
	"testing"

	"github.com/hubittaako/hubittaako/app/web/company"
	"github.com/hubittaako/hubittaako/app/web/site"
)

const own = "/paketit/viikko?alku=2027-06-07&hlo=4&rytmi="

// TestTheGroupsOwnHoursComeBeforeTheHold: what the fold of the package page asks is in the address, the programme, and the stay that is held.
func TestTheGroupsOwnHoursComeBeforeTheHold(t *testing.T) {
	w := newWorld(t)
	b := w.As(t, "company")
	b.Get(packagePage).Says("Ryhmän työaika ja palaverit", `name="meetings.2.to"`).Lacks(`name="rytmi"`)
	fold := "&oma=1&alkaa=07%3A00&paattyy=15%3A00&zone=Europe%2FHelsinki&meetings.0.row=0&meetings.0.title=Viikko~palaveri&meetings.0.when=4&meetings.0.from=18%3A00&meetings.0.to=19%3A00"
	to := b.Get(packagePage + fold).To()
	want := own + url.QueryEscape("t0.420-900~p4.1080-1140.Viikko-palaveri") + "#tyoaika"
	if to != want {
		t.Fatalf("leads to %s, want %s", to, want)
	}
	page := b.Get(strings.TrimSuffix(to, "#tyoaika")).Status(200).Says("yksi palaveri", "Viikko-palaveri", `value="07:00"`)
	at := b.Send(page.Form(site.HoldPath)).To()
	ref := strings.TrimPrefix(at, "/yritys/varaukset/")
	b.Get(at).Says("Ryhmällä on oma työaika ja yksi palaveri.", `<span class="when num">18.00`)
	b.Get(company.RhythmPath(ref)).Says("Ohjelma sopii työaikaanne ja palavereihinne.", `value="07:00"`)

	if to := b.Get(packagePage + "&oma=1&alkaa=08%3A00&paattyy=16%3A00&zone=Europe%2FHelsinki").To(); to != packagePage+"#tyoaika" {
		t.Errorf("the package's own hours lead to %s", to)
	}
	for _, c := range []struct{ name, query, says string }{
		{"ends before it begins", "&oma=1&alkaa=16%3A00&paattyy=08%3A00", "Tarkista ajat: loppu on alun jälkeen."},
		{"half a pair", "&oma=1&alkaa=07%3A00", "Tarkista ajat"},
		{"half a meeting", "&oma=1&meetings.2.row=2&meetings.2.title=Hallitus&meetings.2.when=0", "Palaveri 3: "},
		{"two at once", "&oma=1&meetings.0.row=0&meetings.0.from=18:00&meetings.0.to=19:00&meetings.1.row=1&meetings.1.from=18:30&meetings.1.to=20:00", "Palaveri 2: Palaveri on samaan aikaan"},
		{"an address cut short", "&rytmi=p4.1080", "ei voitu lukea"},
		{"no address of ours", "&rytmi=%F0%9F%8C%B2", "ei voitu lukea"},
	} {
		if a := b.Get(packagePage + c.query).Status(422); !strings.Contains(a.Body, c.says) {
			t.Errorf("%s: no %q", c.name, c.says)
		}
	}
}

// TestAMeetingInTheWayIsNamed: on the package page, when the hold is refused, and on the way to what works all the same.
func TestAMeetingInTheWayIsNamed(t *testing.T) {
	w := newWorld(t)
	b := w.As(t, "company")
	text := url.QueryEscape("p0.1080-1140.Asiakas")
	b.Get(own + text).Status(200).Says("Savusauna ei mahdu ohjelmaan, koska tiellä on palaveri: Asiakas (joka arkipäivä")
	b.Get("/en" + own + text).Says("because a meeting is in the way: Asiakas (every working day")
	f := b.Get(packagePage).Form(site.HoldPath)
	f.Values.Set("rytmi", "p1.1080-1140.Eka~p4.1080-1140.Toka")
	a := b.Send(f).Status(409).Says("tiellä on palaveri: Eka (joka maanantai", "Mitään ei varattu eikä veloitettu", "rytmi=p1.1080-1140.Eka")
	without := a.Form(site.HoldPath)
	if without.Values.Get("rytmi") == "" || without.Values.Get("pois") == "" {
		t.Fatalf("%v", without.Values)
	}
	at := b.Send(without).To()
	b.Get(at).Says("Ryhmällä on oma työaika ja 2 palaveria.").Lacks("Savusauna")
	f.Values.Set("rytmi", "p1")
	b.Send(f).Status(422)
}
