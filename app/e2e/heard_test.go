package e2e

import (
	"slices"
	"testing"
	"time"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/seed"
)

// hourglass replaces the page's time with one that the test turns, and notes what the page says aloud.
const hourglass = `(() => {
	const now = Date.now, later = window.setTimeout;
	let ahead = 0, due = [];
	Date.now = () => now() + ahead;
	window.setTimeout = (f, ms = 0, ...rest) => ms < 900 ? later(f, ms, ...rest) : due.push({ f, at: Date.now() + ms });
	window.turnTo = moment => {
		ahead = moment - now();
		const ripe = due.filter(d => d.at <= Date.now() + 500);
		due = due.filter(d => d.at > Date.now() + 500);
		for (const d of ripe) d.f();
	};
	window.said = [];
	document.addEventListener("DOMContentLoaded", () => new MutationObserver(() => {
		const text = document.getElementById("announcer").textContent;
		if (text) window.said.push(text);
	}).observe(document.getElementById("announcer"), { childList: true, characterData: true, subtree: true }));
})()`

// TestTheHoldsClockIsHeardSeldom turns the time of a booking's page to the end of its hold: the clock counts on for the eye,
// and the ear gets 10, 5, 2 and 1 minutes and the end, each once.
func TestTheHoldsClockIsHeardSeldom(t *testing.T) {
	t.Parallel()
	s := demoSite(t)
	p := s.visitor(t)
	p.signIn("varaaja@jarvisuunnittelu.example", seed.Password)
	if _, err := chromedp.Call(p.ctx, page.AddScriptToEvaluateOnNewDocument, page.AddScriptToEvaluateOnNewDocumentParams{Source: hourglass}); err != nil {
		t.Fatal(err)
	}
	p.press("Kahden hubin jakso")
	const clock = `document.querySelector("[data-deadline]")`
	if js[bool](p, clock+`.closest("[aria-live], [role=status], [role=alert], [role=log]") !== null`) {
		t.Error("the clock stands in a live region, which would never be silent")
	}
	var shown []string
	for _, left := range []int{3600, 601, 600, 590, 540, 301, 300, 240, 121, 120, 119, 90, 61, 60, 59, 30, 1, 0} {
		shown = append(shown, js[string](p, `(turnTo(Date.parse(`+clock+`.dataset.deadline) - %s * 1000 + 1), `+clock+`.textContent)`, left))
	}
	if len(slices.Compact(slices.Clone(shown))) < 14 {
		t.Errorf("the clock shows %q", shown)
	}
	said := js[[]string](p, `(new Promise(r => queueMicrotask(() => r(said))))`)
	want := []string{shown[2], shown[6], shown[9], shown[13], shown[len(shown)-1]}
	if !slices.Equal(said, want) {
		t.Errorf("heard %q, want %q", said, want)
	}
	if !js[bool](p, clock+`.closest(".hold").classList.contains("ending")`) {
		t.Error("the end does not show")
	}
}

// TestChangesAreHeard changes what stands in forms that show their consequences at once. The words must change inside an
// element that announces and that was there before: readers do not listen to one that comes with its words in it.
func TestChangesAreHeard(t *testing.T) {
	t.Parallel()
	s := demoSite(t)
	start := dates.Today(time.Now()).AddDays(28).StartOfWeek()
	p := s.visitor(t)

	// heard watches a region while something is done, until it says something new.
	heard := func(region string, change func()) {
		t.Helper()
		if !js[bool](p, `(window.region = document.querySelector(%s), window.region.ariaLive !== null || ["status", "alert"].includes(window.region.role))`, region) {
			t.Fatalf("%s does not announce", region)
		}
		before := js[string](p, `window.region.textContent`)
		change()
		p.until(`window.region.textContent.trim() && window.region.textContent !== %s && window.region.isConnected`, before)
		p.settled()
		if !js[bool](p, `window.region === document.querySelector(%s)`, region) {
			t.Errorf("%s came anew with its words, so nobody heard them", region)
		}
	}

	p.open("/paketit/hiljainen-viikko?hlo=4")
	heard("#kerrottu", func() { p.fill(map[string]any{"hlo": 5}) })
	heard("#kerrottu", func() { p.click("#month-right") })
	heard("#kerrottu", func() { p.click(".month a:not([aria-current])") })

	p.signIn("henkilokunta@hubittaako.example", seed.Password)
	p.open(p.hubHome() + "/paketit/1")
	heard("#announcer", func() { p.fill(map[string]any{"people": 7}) })

	other := s.visitor(t)
	other.signIn("sauna@kolimanranta.example", seed.Password)
	other.press("Aktiviteetit")
	other.press("Kerrat")
	p = other
	heard("#viikkosuunnitelma", func() {
		p.fill(map[string]any{"weekdays": []string{"3"}, "from": start.String(), "until": start.AddDays(20).String()})
		js[bool](p, `(() => { const f = document.querySelector("form[action*=viikoittain]");
			f.querySelector("[name=seats]").value = "10"; f.querySelector("[name=time]").value = "17:00";
			f.querySelector("[name=time]").dispatchEvent(new Event("change", { bubbles: true })); return true; })()`)
	})
}
