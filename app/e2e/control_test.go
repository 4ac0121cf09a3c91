package e2e

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// blank is a tab with nothing in it.
func blank(t *testing.T) *person {
	t.Helper()
	parent, err := browser()
	if err != nil {
		t.Fatal(err)
	}
	p := openTab(t, parent, "", chromedp.WithNewBrowserContext())
	p.emulate(320, 256, map[string]string{"forced-colors": "none"})
	return p
}

// becomes fills the tab with a page.
func (p *person) becomes(head, body string) {
	p.t.Helper()
	js[bool](p, `(document.open(), document.write("<!doctype html><html lang=fi><head><title>x</title>" + %s + "</head><body><main><h1>Otsikko</h1>" + %s + "</main></body></html>"), document.close(), true)`, head, body)
}

// flaws are pages on which one of the measures must find fault. A fine page comes first in the test, so that a measure that
// always complains fails too.
var flaws = []struct{ ask, head, body, want string }{
	{"reflow", "", `<div style="width:500px">leveä</div>`, "wider than the window"},
	{"reflow", "", `<div style="overflow-x:auto"><p style="width:500px">leveä</p></div>`, "scrolls sideways"},
	{"cut", "", `<p style="width:60px;overflow:hidden;white-space:nowrap">Tästä jää loppu näkemättä</p>`, "cut off"},
	{"cut", "", `<p style="height:20px;overflow:hidden">Tästä jää loppu näkemättä, sillä se ei mahdu yhdelle riville</p>`, "cut off"},
	{"cut", "", `<p style="position:absolute;left:300px;white-space:nowrap">Tämä on osin ikkunan ulkona</p>`, "cut off"},
	{"targets", "", `<button style="padding:0;width:20px;height:20px">x</button>`, "smaller than 24 px"},
	{"targets", "", `<p><a href="/">Yksin</a></p>`, "smaller than 24 px"},
	{"order", "<style>div { display: flex; flex-direction: column-reverse }</style>", `<div><button>1</button><button>2</button></div>`, "focus goes back"},
	{"order", "<style>div { display: flex; flex-direction: row-reverse }</style>", `<div><button>1</button><button>2</button></div>`, "focus goes back"},
	{"order", "", `<button>1</button><button tabindex="2">2</button>`, "tabindex 2"},
	{"sticky", "", `<div style="position:fixed;bottom:0;left:0;right:0;height:150px">x</div>`, "never scroll"},
	{"motion", "<style>p { transition: color 1s }</style>", `<p>x</p>`, "would run on"},
	{"motion", "<style>@keyframes k { to { opacity: 0 } } p { animation: k 1s infinite }</style>", `<p>x</p>`, "runs on"},
	{"forced", "<style>.btn { border: 0 }</style>", `<button class="btn">x</button>`, "no edge"},
	{"forced", "", `<ul><li><a href="/1" aria-current="page">1</a></li><li><a href="/2">2</a></li></ul>`, "looks like the rest"},
	{"spacing", "", `<p style="width:5.5em;overflow:hidden;white-space:nowrap">Juuri ja juuri</p>`, "cut off"},
	{"audit", "", `<input>`, "axe: label"},
	{"again", "", `<img src="data:,">`, "axe: image-alt"},
	{"words", "", `<button></button>`, "axe: button-name"},
	{"colours", "", `<p style="color:#999;background:#fff">vaalea</p>`, "axe: color-contrast"},
	{"audit", "", `<p style="color:#999;background:#fff">vaalea</p>`, "axe: color-contrast"},
}

const fine = `<p>Kappale, jossa on <a href="/">linkki</a> tekstin seassa.</p><p><a href="/x" style="display:inline-block;padding:8px">Yksin</a></p>
	<label>Nimi <input style="min-height:24px"></label> <button style="min-height:32px">Lähetä</button>
	<ul><li><a href="/1" aria-current="page" style="display:inline-block;padding:10px;border:1px solid">1</a></li><li><a href="/2" style="display:inline-block;padding:10px">2</a></li></ul>`

// TestTheMeasuresFindFault is the control of TestEveryPage: each measure finds its flaw, and none on a page without one.
func TestTheMeasuresFindFault(t *testing.T) {
	t.Parallel()
	script, err := instruments()
	if err != nil {
		t.Fatal(err)
	}
	p := blank(t)
	asks := map[string]bool{}
	for _, f := range flaws {
		asks[f.ask] = true
	}
	measure := func(head, body, ask string) []string {
		p.becomes(head, body)
		p.do(chromedp.Evaluate[chromedp.Void](script))
		return js[[]string](p, `(async () => look[%s]())()`, ask)
	}
	for ask := range asks {
		if found := measure("", fine, ask); len(found) > 0 {
			t.Errorf("%s finds fault with a page that has none: %s", ask, found)
		}
	}
	for _, f := range flaws {
		if found := fmt.Sprint(measure(f.head, f.body, f.ask)); !strings.Contains(found, f.want) {
			t.Errorf("%s says %s of %s, without %q", f.ask, found, f.body, f.want)
		}
	}
}

// TestTheKeysFindFault is the control of the journeys by keyboard.
func TestTheKeysFindFault(t *testing.T) {
	t.Parallel()
	p := blank(t)
	with := func(third string) string {
		return `<button>1</button><button>2</button>` + third + `<button>4</button>`
	}
	for _, f := range []struct{ head, body, want string }{
		{"", with(`<button>3</button>`), ""},
		{"<style>:focus { outline: none }</style>", with(`<button>3</button>`), "nothing shows the focus"},
		{"", with(`<button style="position:absolute;left:-500px">3</button>`), "out of sight"},
		{"", with(`<button>3</button>`) + `<div style="position:fixed;inset:0;background:#fff"></div>`, "out of sight"},
		{"", with(`<button onfocus="this.blur()">3</button>`), "the focus is lost"},
		{"", with(`<button onfocus="document.querySelector('button').focus()">3</button>`), "the focus goes back"},
	} {
		p.becomes(f.head, f.body)
		js[bool](p, `(window.focusBefore = null, true)`)
		var problems []string
		for range 4 {
			p.do(chromedp.KeyEvent(kb.Tab))
			problems = append(problems, p.focus().Problems...)
		}
		if all := strings.Join(problems, "; "); all == "" != (f.want == "") || !strings.Contains(all, f.want) {
			t.Errorf("%s %s: found %q, want %q", f.head, f.body, all, f.want)
		}
	}
}
