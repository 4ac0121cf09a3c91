package e2e

import (
	"regexp"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"github.com/hubittaako/hubittaako/app/seed"
)

// TestChoosing goes the way of somebody who is in no hurry: narrows a search by keyboard, goes back, types nonsense, compares,
// keeps a favourite, signs in with it, stays on a page longer than the sign-in lasts, and prints an offer.
func TestChoosing(t *testing.T) {
	t.Parallel()
	s := demoSite(t)
	p := s.visitor(t)
	p.open("/paketit?hlo=6")
	hits := `document.querySelectorAll(".hit").length`
	all := js[int](p, hits)

	// What is chosen narrows at once. The focus stays, the address follows, and those who hear the page are told.
	p.tick("r-teema-water")
	p.until(hits+` < %s && `+hits+` > 0`, all)
	p.until(`location.search.includes("teema=water") && document.activeElement.id === "r-teema-water"`)
	p.until(`document.getElementById("kerrottu").textContent.includes(document.querySelector("#found").textContent)`)
	js[bool](p, `(history.back(), true)`)
	p.until(hits+` === %s && !document.getElementById("r-teema-water").checked`, all)

	// Nonsense is said to be that, beside what was typed, and the way on is open.
	p.fill(map[string]any{"hlo": "0"})
	p.until(`document.querySelector("#results [role=alert]") && document.querySelector("[name=hlo]").value === "0" && document.querySelector(".err")`)
	p.settled()
	p.fill(map[string]any{"hlo": "4"})
	p.until(`!document.querySelector(".err") && location.search.includes("hlo=4") && ` + hits + ` > 1`)

	// Two side by side.
	js[bool](p, `([...document.querySelectorAll("[name=p]")].slice(0, 2).forEach(b => b.click()), true)`)
	p.press("#vertaa button")
	if n := js[int](p, `document.querySelectorAll(".compare thead th").length`); p.path() != "/vertaa" || n != 2 {
		t.Fatalf("%d packages side by side: %s", n, p.where())
	}

	// A favourite is kept in place, and goes along to whoever signs in.
	heart := `document.querySelector(".like")`
	js[bool](p, `(`+heart+`.focus(), `+heart+`.click(), true)`)
	p.until(heart + `.getAttribute("aria-pressed") === "true" && document.activeElement === ` + heart + ` && document.getElementById("announcer").textContent`)
	name := js[string](p, `document.querySelector(".compare thead th a").textContent.replaceAll("\u00ad", "")`)
	p.signIn("varaaja@jarvisuunnittelu.example", seed.Password)
	p.open("/suosikit")
	p.sees(name)

	// The sign-in ends in another tab; the page says so, and the second press does it.
	js[int](p, `fetch("/kirjaudu-ulos", { method: "POST", body: new URLSearchParams({ _csrf: document.querySelector("[name=_csrf]").value }) }).then(r => r.status)`)
	p.click(".like")
	p.until(`document.getElementById("problem").textContent.includes("paina vielä kerran")`)
	p.settled()
	p.click(".like")
	p.until(heart + `.getAttribute("aria-pressed") === "false" && !document.getElementById("problem").textContent`)

	// An offer fits on one sheet.
	for _, path := range []string{"/paketit/kahden-hubin-jakso", "/en/paketit/kaamoksen-kirkkaus"} {
		p.open(path)
		if n := p.sheets(); n != 1 {
			t.Errorf("%s prints on %d sheets", path, n)
		}
	}
}

// tick presses the space bar on a box.
func (p *person) tick(id string) {
	p.t.Helper()
	js[bool](p, `(document.getElementById(%s).focus(), true)`, id)
	p.do(chromedp.KeyEvent(" "))
}

var sheet = regexp.MustCompile(`/Type\s*/Page\b`)

// sheets is how many sheets of paper the page takes.
func (p *person) sheets() int {
	p.t.Helper()
	ours := true // the style sheet says A4
	pdf, err := chromedp.Call(p.ctx, page.PrintToPDF, page.PrintToPDFParams{PreferCSSPageSize: &ours})
	if err != nil {
		p.t.Fatal(err)
	}
	return len(sheet.FindAll(pdf.Data, -1))
}
