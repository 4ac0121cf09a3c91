package e2e

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// js runs an expression in the page; promises are waited for.
func js[T any](p *person, format string, args ...any) T {
	p.t.Helper()
	v, err := try[T](p, format, args...)
	if err != nil {
		p.t.Fatalf("%s %v: %v\n%s", format, args, err, p.where())
	}
	return v
}

// try is js for a page that may be leaving: the browser refuses an expression whose page goes away under it.
func try[T any](p *person, format string, args ...any) (T, error) {
	p.t.Helper()
	quoted := make([]any, len(args))
	for i, a := range args {
		b, err := json.Marshal(a)
		if err != nil {
			p.t.Fatal(err)
		}
		quoted[i] = string(b)
	}
	ctx, cancel := context.WithTimeout(p.ctx, 20*time.Second)
	defer cancel()
	return chromedp.Run(ctx, chromedp.Evaluate[T](fmt.Sprintf(format, quoted...), func(e *runtime.EvaluateParams) { yes := true; e.AwaitPromise = &yes }))
}

// open goes to a path of the site, or to a full address.
func (p *person) open(path string) {
	p.t.Helper()
	if strings.HasPrefix(path, "/") {
		path = p.base + path
	}
	ctx, cancel := context.WithTimeout(p.ctx, 20*time.Second)
	defer cancel()
	if err := chromedp.Do(ctx, chromedp.Navigate(path)); err != nil {
		p.t.Fatalf("open %s: %v", path, err)
	}
}

// where tells which page this is and what it says, for failures.
func (p *person) where() string {
	text, err := chromedp.Run(p.ctx, chromedp.Evaluate[string](`location.href + "\n" + document.title + "\n" + ((document.querySelector("main") || document.body)?.innerText ?? "").slice(0, 1500)`))
	if err != nil {
		return err.Error()
	}
	return text
}

// path is the address without the site.
func (p *person) path() string { return js[string](p, `location.pathname`) }

// until waits for an expression to become true, over page changes: asked while the page leaves, it is not true yet.
func (p *person) until(format string, args ...any) {
	p.t.Helper()
	end := time.Now().Add(20 * time.Second)
	for {
		yes, err := try[bool](p, "!!("+format+")", args...)
		if err == nil && yes {
			return
		}
		if time.Now().After(end) {
			p.t.Fatalf("never true: %s %v (%v)\n%s", format, args, err, p.where())
		}
		select {
		case <-time.After(40 * time.Millisecond):
		case <-p.ctx.Done():
			p.t.Fatal(p.ctx.Err())
		}
	}
}

// sees fails unless the page says the text.
func (p *person) sees(text string) {
	p.t.Helper()
	if !p.has(text) {
		p.t.Fatalf("the page does not say %q:\n%s", text, p.where())
	}
}

// has says whether the page says the text, whatever its spaces.
func (p *person) has(text string) bool {
	p.t.Helper()
	return js[bool](p, `(document.body?.innerText ?? "").replace(/\s+/g, " ").includes(%s.replace(/\s+/g, " "))`, text)
}

// waitFor reloads until the page says the text: for what a job does a moment later.
func (p *person) waitFor(text string) {
	p.t.Helper()
	for range 40 {
		if p.has(text) {
			return
		}
		select {
		case <-time.After(250 * time.Millisecond):
		case <-p.ctx.Done():
			p.t.Fatal(p.ctx.Err())
		}
		p.open(js[string](p, `location.href`))
	}
	p.sees(text)
}

// fill types into fields by name: text, numbers and dates are set as typing would leave them, boxes and radios are chosen.
func (p *person) fill(fields map[string]any) {
	p.t.Helper()
	for name, v := range fields {
		ok := js[string](p, `((name, v) => {
			const all = [...document.querySelectorAll('main [name="' + name + '"]')].filter(e => e.type !== "hidden");
			if (!all.length) return "there is no field " + name;
			const want = Array.isArray(v) ? v.map(String) : [String(v)];
			for (const e of all) {
				if (e.type === "checkbox" && typeof v === "boolean") e.checked = v;
				else if (e.type === "checkbox" || e.type === "radio") { if (want.includes(e.value)) e.checked = true; else if (e.type === "checkbox" && Array.isArray(v)) e.checked = false; else continue; }
				else if (e.tagName === "SELECT") { if (![...e.options].some(o => o.value === want[0])) return "no choice " + want[0] + " in " + name; e.value = want[0]; }
				else e.value = want[0];
				e.dispatchEvent(new Event("input", { bubbles: true }));
				e.dispatchEvent(new Event("change", { bubbles: true }));
			}
			return "";
		})(%s, %s)`, name, v)
		if ok != "" {
			p.t.Fatalf("%s\n%s", ok, p.where())
		}
	}
}

// press clicks a button or a link by its words or by a selector, and waits for the page that follows.
func (p *person) press(what string) {
	p.t.Helper()
	p.mark()
	p.click(what)
	p.until(`window.stillHere !== true && document.readyState === "complete"`)
}

func (p *person) mark() { js[bool](p, `(window.stillHere = true)`) }

// click clicks what press would, and waits for nothing.
func (p *person) click(what string) {
	p.t.Helper()
	ok := js[bool](p, `((what) => {
		let e = null;
		try { e = document.querySelector(what); } catch {}
		const words = s => s.replace(/\s+/g, " ").trim();
		e ||= [...document.querySelectorAll("main button, main a, main summary, button, a")].find(x => words(x.innerText) === what && x.getClientRects().length);
		e ||= [...document.querySelectorAll("main button, main a, main summary, button, a")].find(x => words(x.innerText).includes(what) && x.getClientRects().length);
		if (!e) return false;
		setTimeout(() => e.click(), 0);
		return true;
	})(%s)`, what)
	if !ok {
		p.t.Fatalf("there is nothing to press called %q:\n%s", what, p.where())
	}
}

// signIn signs in with a password.
func (p *person) signIn(email, password string) {
	p.t.Helper()
	p.open("/kirjaudu")
	p.fill(map[string]any{"email": email, "password": password})
	p.press(`main form button[type=submit]`)
}
