package e2e

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/chromedp/cdproto"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

// patience bounds every single wait. Nothing waits for time to pass: a wait ends as soon as what it waits for is there, so a
// slow machine makes the tests slow and not wrong.
const patience = time.Minute

// tick is how long a page is left alone before it is asked again.
const tick = 30 * time.Millisecond

// js gives the value of an expression in the page that is there, or that comes; promises are waited for. It is for asking:
// when the page leaves meanwhile, the next page is asked.
func js[T any](p *person, format string, args ...any) T {
	p.t.Helper()
	var value T
	p.wait(fmt.Sprintf(format, quoted(p, args)...), func() (err error) {
		value, err = try[T](p, fmt.Sprintf(format, quoted(p, args)...))
		return err
	})
	return value
}

// errLeaving: between two pages there is nobody to ask.
var errLeaving = errors.New("no page is there yet")

// try asks once, and only a page that has arrived whole: not the one before it, which may go away under the question, and
// not one whose body is still to come.
func try[T any](p *person, expression string) (T, error) {
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](`document.readyState === "complete" ? (`+expression+"\n"+`) : (() => { throw new Error("leaving") })()`,
		func(e *runtime.EvaluateParams) { yes := true; e.AwaitPromise = &yes }))
	var protocol *cdproto.Error
	var thrown *chromedp.ExceptionError
	if errors.As(err, &protocol) || errors.As(err, &thrown) && strings.Contains(thrown.Error(), "Error: leaving") {
		return v, fmt.Errorf("%w: %v", errLeaving, err)
	}
	return v, err
}

// errNotYet is a condition that does not hold yet.
var errNotYet = errors.New("not yet")

// wait asks until there is an answer, and fails the test when the answer is an error or patience ends.
func (p *person) wait(what string, ask func() error) {
	p.t.Helper()
	end := time.Now().Add(patience)
	for {
		err := ask()
		if err == nil {
			return
		}
		if !errors.Is(err, errLeaving) && !errors.Is(err, errNotYet) || time.Now().After(end) {
			p.t.Fatalf("%s: %v\n%s", what, err, p.where())
		}
		p.pause()
	}
}

func (p *person) pause() {
	p.t.Helper()
	select {
	case <-time.After(tick):
	case <-p.ctx.Done():
		p.t.Fatal(context.Cause(p.ctx))
	}
}

func quoted(p *person, args []any) []any {
	p.t.Helper()
	out := make([]any, len(args))
	for i, a := range args {
		b, err := json.Marshal(a)
		if err != nil {
			p.t.Fatal(err)
		}
		out[i] = string(b)
	}
	return out
}

// until waits for an expression to become true, over page changes.
func (p *person) until(format string, args ...any) {
	p.t.Helper()
	expression := "!!(" + fmt.Sprintf(format, quoted(p, args)...) + ")"
	p.wait("never true: "+expression, func() error {
		yes, err := try[bool](p, expression)
		if err == nil && !yes {
			err = errNotYet
		}
		return err
	})
}

// open goes to a path of the site, or to a full address.
func (p *person) open(path string) {
	p.t.Helper()
	if strings.HasPrefix(path, "/") {
		path = p.base + path
	}
	p.do(chromedp.Navigate(path))
}

// where tells which page this is and what it says, for failures.
func (p *person) where() string {
	ctx, cancel := context.WithTimeout(p.ctx, patience)
	defer cancel()
	text, err := chromedp.Run(ctx, chromedp.Evaluate[string](`location.href + "\n" + document.title + "\n" + ((document.querySelector("main") || document.body)?.innerText ?? "").slice(0, 1500)`))
	if err != nil {
		return err.Error()
	}
	return text
}

// path is the address without the site.
func (p *person) path() string { return js[string](p, `location.pathname`) }

const saying = `(document.body?.innerText ?? "").replace(/\s+/g, " ").includes(%s.replace(/\s+/g, " "))`

// sees waits until the page says the text, whatever its spaces.
func (p *person) sees(text string) {
	p.t.Helper()
	p.until(saying, text)
}

// has says whether the page says the text now.
func (p *person) has(text string) bool {
	p.t.Helper()
	return js[bool](p, saying, text)
}

// waitFor reloads until the page says the text: for what a job does a moment later.
func (p *person) waitFor(text string) {
	p.t.Helper()
	p.wait(fmt.Sprintf("the page never says %q", text), func() error {
		if p.has(text) {
			return nil
		}
		p.open(js[string](p, `location.href`))
		return errNotYet
	})
}

// fill types into fields by name: text, numbers and dates are set as typing would leave them, boxes and radios are chosen.
func (p *person) fill(fields map[string]any) {
	p.t.Helper()
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		p.wait("fill "+name, func() error {
			problem, err := try[string](p, fmt.Sprintf(filling, quoted(p, []any{name, fields[name]})...))
			if err == nil && problem != "" {
				err = fmt.Errorf("%w: %s", errNotYet, problem) // htmx may be bringing it
			}
			return err
		})
	}
}

const filling = `((name, v) => {
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
})(%s, %s)`

// press clicks a button or a link by its words or by a selector, and waits for the page that follows.
func (p *person) press(what string) {
	p.t.Helper()
	p.settled()
	p.mark()
	p.click(what)
	p.follow()
}

// mark is how a page is told from the one that follows it.
func (p *person) mark() { js[bool](p, `(window.stillHere = true)`) }

// follow waits for another page than the marked one.
func (p *person) follow() {
	p.t.Helper()
	p.until(`window.stillHere !== true`)
}

// settled waits until htmx has brought and placed everything that it asked for. The sheet of components shows one that waits
// for ever.
func (p *person) settled() {
	p.t.Helper()
	p.until(`![...document.querySelectorAll(".htmx-request, .htmx-swapping, .htmx-settling, .htmx-added")].some(e => !e.closest(".sheet"))`)
}

// click clicks what press would, once it is there, and waits for nothing.
func (p *person) click(what string) {
	p.t.Helper()
	marked := js[bool](p, `window.stillHere === true`)
	p.wait(fmt.Sprintf("there is nothing to press called %q", what), func() error {
		// A question that the page did not live to answer is asked again of the next page, and that one must not be clicked.
		ok, err := try[bool](p, fmt.Sprintf(clicking, quoted(p, []any{what, marked})...))
		if err == nil && !ok {
			err = errNotYet
		}
		return err
	})
}

const clicking = `((what, marked) => {
	if (marked && window.stillHere !== true) return true;
	let e = null;
	try { e = document.querySelector(what); } catch {}
	const words = s => s.replace(/\s+/g, " ").trim();
	const all = [...document.querySelectorAll("main button, main a, main summary, button, a")].filter(x => x.getClientRects().length);
	e ||= all.find(x => words(x.innerText) === what) || all.find(x => words(x.innerText).includes(what));
	e?.click();
	return !!e;
})(%s, %s)`

// signIn signs in with a password.
func (p *person) signIn(email, password string) {
	p.t.Helper()
	p.open("/kirjaudu")
	p.fill(map[string]any{"email": email, "password": password})
	p.press(`main form button[type=submit]`)
	if p.path() == "/kirjaudu" {
		p.t.Fatalf("%s cannot sign in:\n%s", email, p.where())
	}
}
