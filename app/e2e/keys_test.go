package e2e

import (
	_ "embed"
	"fmt"
	"strings"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// keys are all that somebody has who uses no mouse. Wherever Tab leads, the focus must show, be in sight and go on in the
// order of the page.
type keys struct{ *person }

// stop is where the focus stands.
type stop struct {
	Name, Words string
	Body        bool // nothing has it: before the first element, or after the last
	Problems    []string
}

//go:embed focus.js
var focusScript string

// most is more than the elements of any page that one can reach.
const most = 250

// hit presses a key, or types a text.
func (k keys) hit(text string, mods ...chromedp.Modifier) {
	k.t.Helper()
	k.do(chromedp.KeyEvent(text, chromedp.KeyModifiers(mods...)))
}

// tab goes on to the next element.
func (k keys) tab() stop {
	k.t.Helper()
	k.hit(kb.Tab)
	return k.stop()
}

func (k keys) stop() stop {
	k.t.Helper()
	s := k.focus()
	for _, problem := range s.Problems {
		k.t.Errorf("%s: %s", k.path(), problem)
	}
	return s
}

// focus asks focus.js.
func (p *person) focus() stop {
	p.t.Helper()
	return js[stop](p, "("+strings.ReplaceAll(focusScript, "%", "%%")+")()")
}

// to tabs on to the element that a selector or its words name.
func (k keys) to(what string) {
	k.t.Helper()
	k.settled()
	var passed []string
	for range most {
		s := k.tab()
		if js[bool](k.person, `((what) => {
			const e = document.activeElement;
			try { if (e.matches(what)) return true; } catch {}
			return false;
		})(%s)`, what) || s.Words == what || strings.HasPrefix(s.Words, what+" ") {
			return
		}
		passed = append(passed, s.Name+" "+s.Words)
	}
	k.t.Fatalf("Tab never comes to %q, only to\n%s", what, strings.Join(passed[max(0, len(passed)-60):], "\n"))
}

// write goes to a field and types over what is there.
func (k keys) write(field, text string) {
	k.t.Helper()
	k.to(field)
	k.hit("a", chromedp.ModifierCtrl)
	k.hit(text)
}

// enter presses what has the focus, and waits for the page that follows.
func (k keys) enter() {
	k.t.Helper()
	k.leave(kb.Enter)
}

func (k keys) leave(key string) {
	k.t.Helper()
	k.settled()
	k.mark()
	k.hit(key)
	k.follow()
}

// walk goes through the whole page, from its first element to its last. Every element must be come to: none may be left out
// or hold the focus.
func (k keys) walk() int {
	k.t.Helper()
	k.settled()
	js[bool](k.person, `(document.activeElement.blur(), window.focusBefore = null, window.scrollTo(0, 0), true)`)
	for n := range most {
		if s := k.tab(); s.Body && n > 0 {
			return n
		}
	}
	k.t.Fatalf("Tab never comes to the end of %s", k.path())
	return 0
}

// skip uses the link that leads past the navigation.
func (k keys) skip() {
	k.t.Helper()
	if s := k.tab(); s.Name != "a.skip" {
		k.t.Fatalf("the first stop of %s is %s, not the link to the content", k.path(), s.Name)
	}
	k.hit(kb.Enter)
	k.until(`document.activeElement.id === "content"`)
	js[bool](k.person, `(window.focusBefore = document.activeElement, true)`)
}

// date are the keys that a date field wants in the browser's language.
func date(iso string) string {
	p := strings.Split(iso, "-")
	return fmt.Sprintf("%s%s%s", p[1], p[2], p[0])
}
