package e2e

import (
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"github.com/hubittaako/hubittaako/app/seed"
)

// starts are where each role begins. From there every link of the site that stays in sight is followed, one address of
// each kind: /paketit/:slug is looked at once, not for each package.
var starts = []struct {
	role, email string
	paths       []string
}{
	{"visitor", "", []string{"/", "/paketit?hlo=6", "/paketit?hlo=400", "/hubit", "/kumppaniksi", "/kirjaudu", "/rekisteroidy", "/salasana", "/dev/posti", "/ui", "/eioo"}},
	{"company", "varaaja@kuusikko.example", []string{"/yritys", "/oma"}},
	{"partner", "sauna@kolimanranta.example", []string{"/kumppani"}},
	{"staff", "henkilokunta@hubittaako.example", []string{"/hubi"}},
	{"admin", "yllapito@hubittaako.example", []string{"/hallinta/varaukset", "/hallinta/kumppanit"}},
}

// TestEveryPage opens every kind of page in every role, in Finnish and in English, in light and dark, wide and narrow, and
// asks axe about it. No page may break a rule, ask for anything that is not there, write an error to the console, show a
// message key, or be wider than the screen.
func TestEveryPage(t *testing.T) {
	axe := axeSource(t)
	s := newSite(t, true, nil)
	public := map[string]bool{} // what the visitor has looked at; only a package's page is another one for a company
	for _, start := range starts {
		t.Run(start.role, func(t *testing.T) {
			p := s.visitor(t)
			if start.email != "" {
				p.signIn(start.email, seed.Password)
			}
			c := crawl{person: p, axe: axe, seen: maps.Clone(public), role: start.role}
			for _, path := range start.paths {
				c.queue = append(c.queue, path)
				c.seen[kindOf(path)] = true
			}
			c.run()
			if start.role == "visitor" {
				public = c.seen
				delete(public, "/paketit/:slug")
			} else {
				public["/paketit/:slug"] = true
			}
			t.Logf("%d pages: %s", len(c.done), strings.Join(c.done, " "))
			if len(c.done) < len(start.paths) {
				t.Fatalf("only %d pages were looked at", len(c.done))
			}
		})
	}
}

func axeSource(t *testing.T) string {
	t.Helper()
	b, err := os.ReadFile("../web/assets/node_modules/axe-core/axe.min.js")
	if err != nil {
		t.Fatalf("axe is not installed (npm ci in app/web/assets): %v", err)
	}
	return string(b)
}

type crawl struct {
	*person
	axe   string
	role  string
	queue []string
	seen  map[string]bool
	done  []string
}

// look is one way to look at a page.
type look struct {
	lang   string
	dark   bool
	narrow bool
}

func (c *crawl) run() {
	looks := []look{{"fi", false, false}, {"en", true, true}}
	for len(c.queue) > 0 {
		path := c.queue[0]
		c.queue = c.queue[1:]
		for i, l := range looks {
			c.look(path, l)
			if i == 0 {
				c.follow()
			}
		}
		c.done = append(c.done, path)
	}
}

func (c *crawl) look(path string, l look) {
	c.t.Helper()
	scheme, width := "light", int64(1440)
	if l.dark {
		scheme = "dark"
	}
	if l.narrow {
		width = 320
	}
	if l.lang != "fi" && !strings.HasPrefix(path, "/dev") {
		path = strings.TrimSuffix("/"+l.lang+path, "/")
	}
	_, err := chromedp.Call(c.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
		{Name: "prefers-color-scheme", Value: scheme}, {Name: "prefers-reduced-motion", Value: "reduce"}}})
	if err == nil {
		err = chromedp.Do(c.ctx, chromedp.EmulateViewport(width, 900))
	}
	if err != nil {
		c.t.Fatal(err)
	}
	c.open(path)
	c.shot(c.role + strings.ReplaceAll(regexp.MustCompile(`[^a-z0-9/]+`).ReplaceAllString(strings.ToLower(path), "-"), "/", "_"))
	for _, problem := range c.problems() {
		c.t.Errorf("%s (%s, %d px): %s", path, scheme, width, problem)
	}
}

// problems are what a person would stumble over.
func (c *crawl) problems() []string {
	c.t.Helper()
	js[int](c.person, strings.ReplaceAll(c.axe, "%", "%%")+";0")
	return js[[]string](c.person, `axe.run(document, { runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }).then(r => {
		const out = r.violations.map(v => "axe: " + v.id + ", " + v.nodes.map(n => n.html).slice(0, 3).join(" | "));
		const root = document.documentElement;
		if (root.scrollWidth > root.clientWidth + 1) out.push("wider than the screen: " + root.scrollWidth + " px, " + [...document.querySelectorAll("main *")]
			.filter(e => e.getBoundingClientRect().right > root.clientWidth + 1).map(e => e.tagName + "." + e.className).slice(0, 3).join(" "));
		const key = document.body.innerText.match(/\b(ui|site|company|partner|staff|admin\w*|account|core|fault|field|mail|stay|missing)\.[a-z_]+(\.[a-z_]+)*\b/);
		if (key && !location.hostname.includes(key[0])) out.push("a message key: " + key[0]);
		for (const e of performance.getEntriesByType("resource")) if (e.responseStatus >= 400) out.push("not there: " + e.name);
		if (document.querySelectorAll("[style]").length) out.push("inline style");
		return out;
	})`)
}

// follow queues the links of the page that lead to a kind of page not seen yet.
func (c *crawl) follow() {
	links := js[[]string](c.person, `[...document.querySelectorAll("a[href]")].filter(a => a.origin === location.origin && !a.hasAttribute("download")).map(a => a.pathname + a.search)`)
	for _, l := range links {
		if strings.HasPrefix(l, "/en") || strings.HasPrefix(l, "/kuvat/") || strings.HasPrefix(l, "/posters/") || slices.ContainsFunc([]string{".ics", ".pdf", "/html", "/kirjaudu-ulos"}, func(end string) bool {
			path, _, _ := strings.Cut(l, "?")
			return strings.HasSuffix(path, end)
		}) || strings.HasPrefix(l, "/dev/posti/") && strings.Count(l, "/") > 3 {
			continue
		}
		if k := kindOf(l); !c.seen[k] {
			c.seen[k] = true
			c.queue = append(c.queue, l)
		}
	}
}

var ids = regexp.MustCompile(`/(\d+|HT-[A-Z0-9]+)(/|$)`)

// kindOf is the address without what tells one thing from another of its kind.
func kindOf(path string) string {
	path, _, _ = strings.Cut(path, "?")
	path = ids.ReplaceAllString(ids.ReplaceAllString(path, "/:id$2"), "/:id$2")
	for _, named := range []string{"/paketit/", "/hubit/"} {
		if strings.HasPrefix(path, named) {
			path = named + ":slug"
		}
	}
	return path
}
