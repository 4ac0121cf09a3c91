package e2e

import (
	"context"
	_ "embed"
	"fmt"
	"os"
	"sync"

	"github.com/chromedp/chromedp"
)

// look is one way to look at a page, and what is asked of it then: functions of look.js.
type look struct {
	width, height int64
	media         map[string]string
	asks          []string
}

// 320 by 256 px is a window of 1280 by 1024 px at 400 %.
func wide(scheme string, asks ...string) look   { return look{1440, 900, device(scheme), asks} }
func narrow(scheme string, asks ...string) look { return look{320, 256, device(scheme), asks} }

// device wishes for no motion: then nothing fades while it is looked at.
func device(scheme string) map[string]string {
	return map[string]string{"prefers-color-scheme": scheme, "prefers-reduced-motion": "reduce", "forced-colors": "none"}
}

// forcedColors is a device that chooses all colours itself.
func forcedColors(asks ...string) look {
	l := wide("dark", asks...)
	l.media["forced-colors"] = "active"
	return l
}

// allLooks are light and dark, wide and narrow, with everything that is asked of a page.
func allLooks() []look {
	return []look{
		wide("light", "audit", "reflow", "cut", "targets", "motion"), wide("dark", "colours"), forcedColors("forced"),
		narrow("dark", "again", "reflow", "cut", "targets", "order", "sticky"), narrow("light", "colours", "spacing"),
	}
}

// roleLooks are for a page that somebody in another role has looked at in all ways.
func roleLooks() []look {
	return []look{narrow("dark", "again", "reflow", "cut", "targets", "order", "spacing")}
}

// languageLooks are for a page that differs by its words from one that was looked at in all ways: where longer words fit is seen in
// a narrow window first, and for one of the languages in the menu of a wide one.
func languageLooks(i int, role string) []look {
	schemes := []string{"dark", "light"}
	looks := []look{narrow(schemes[(i+1)%2], "words", "reflow", "cut", "targets", "spacing")}
	if i == 0 && (role == "visitor" || role == "company") {
		looks = append(looks, wide(schemes[i%2], "reflow", "cut"))
	}
	return looks
}

//go:embed look.js
var lookScript string

// axe and our own measures, as one script.
var instruments = sync.OnceValues(func() (string, error) {
	axe, err := os.ReadFile("../web/assets/node_modules/axe-core/axe.min.js")
	if err != nil {
		return "", fmt.Errorf("axe is not installed (npm ci in app/web/assets): %w", err)
	}
	return string(axe) + ";" + lookScript + ";0", nil
})

// measure looks at the page that is there in several ways and tells what is wrong with it.
func (p *person) measure(lang string, looks []look) []string {
	p.t.Helper()
	script, err := instruments()
	if err != nil {
		p.t.Fatal(err)
	}
	p.settled()
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	if _, err := chromedp.Run(ctx, chromedp.Evaluate[int](script)); err != nil {
		p.t.Fatal(err)
	}
	problems := js[[]string](p, `look.facts(%s)`, lang)
	for _, l := range looks {
		p.emulate(l.width, l.height, l.media)
		found := js[[]string](p, `(async asks => { const out = []; for (const ask of asks) out.push(...await look[ask]()); return out })(%s)`, l.asks)
		for _, s := range found {
			problems = append(problems, fmt.Sprintf("(%s, %s, %d px) %s", lang, l.media["prefers-color-scheme"], l.width, s))
		}
	}
	return append(problems, p.heard()...)
}

// flawless looks at the page as it is now in all ways: for states that no address leads to.
func (p *person) flawless(name, lang string) {
	p.t.Helper()
	p.heard() // the way here may have led over refusals
	for _, problem := range p.measure(lang, allLooks()) {
		p.t.Errorf("%s: %s", name, problem)
	}
	p.emulate(1440, 900, device("light"))
	p.shot(name)
}
