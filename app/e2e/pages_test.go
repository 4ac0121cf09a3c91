package e2e

import (
	_ "embed"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/hubittaako/hubittaako/app/seed"
)

// starts are where each role begins. From there every link of the site is followed, one address of each kind.
var starts = []struct {
	role, email string
	paths       []string
}{
	{"visitor", "", []string{"/", "/paketit?hlo=6", "/paketit?hlo=400", "/vertaa?p=hiljainen-viikko&p=kahden-hubin-jakso&p=kosken-kuohussa", "/suosikit", "/hubit", "/kumppaniksi", "/kirjaudu", "/rekisteroidy", "/salasana", "/dev/posti", "/ui", "/eioo"}},
	{"company", "varaaja@kuusikko.example", []string{"/yritys", "/oma"}},
	{"partner", "sauna@kolimanranta.example", []string{"/kumppani"}},
	{"institution", "avoin@opisto.example", []string{"/kumppani"}},
	{"school", "koordinaattori@jarvilukio.example", []string{"/kumppani"}},
	{"staff", "henkilokunta@hubittaako.example", []string{"/hubi"}},
	{"manager", "yhteisomanageri@hubittaako.example", []string{"/verkosto"}},
	{"admin", "yllapito@hubittaako.example", []string{"/hallinta/varaukset", "/hallinta/kumppanit"}},
}

// TestEveryPage opens every kind of page in every role and in every language, in light and dark, wide and at 400 %. No page
// may break a rule of axe or of look.js, ask for anything that is not there, complain in the console or show a message key,
// and no link may lead nowhere.
func TestEveryPage(t *testing.T) {
	t.Parallel()
	s := demoSite(t)
	var public []string         // what the visitor has looked at; only a package's page is another one for a company
	before := map[string]bool{} // kinds that somebody has looked at
	langs := s.visitor(t).languages()
	for _, start := range starts {
		p := s.visitor(t)
		if start.email != "" {
			p.signIn(start.email, seed.Password)
		}
		tabs := tabs{p, make(chan *person, 100)}
		pages := p.pages(start.paths, slices.Concat(public, theSame(start.role, before)))
		for _, page := range pages {
			first := !before[page.Kind]
			before[page.Kind] = true
			if start.role == "visitor" && page.Kind != "/paketit/:slug" || start.role == "company" && page.Kind == "/paketit/:slug" {
				public = append(public, page.Kind)
			}
			t.Run(start.role+page.Path, func(t *testing.T) {
				t.Parallel()
				if page.Status >= 400 && page.Path != "/eioo" {
					t.Fatalf("%s leads to %s, and that answers %d", page.From, page.Path, page.Status)
				}
				p := tabs.take(t)
				defer tabs.give(p)
				if !first {
					p.look(start.role, page.Path, "fi", roleLooks())
					return
				}
				p.inspect(start.role, page.Path, spoken(start.role, langs))
			})
		}
		if len(pages) < len(start.paths) || start.role != "manager" && len(pages) < 5 {
			t.Errorf("%s: only %d pages were looked at", start.role, len(pages))
		}
		t.Logf("%s: %d pages in %v", start.role, len(pages), spoken(start.role, langs))
	}
}

// theSame are the kinds of pages that are the same for a role as for those who had them before: a hub's manager has the rights and
// the menu of its staff, and an organisation's pages look to a network admin as to its own people. In the network's room admins have
// more to do.
func theSame(role string, before map[string]bool) (kinds []string) {
	for kind := range before {
		room := strings.HasPrefix(kind, "/verkosto")
		if role == "manager" && kind != "/verkosto" || role == "admin" && !room {
			kinds = append(kinds, kind)
		}
	}
	return kinds
}

// spoken are the languages that a role's pages have: those who work for the network have Finnish and English.
func spoken(role string, langs []string) []string {
	if role == "visitor" || role == "company" {
		return langs
	}
	return slices.DeleteFunc(slices.Clone(langs), func(lang string) bool { return lang == "sv" })
}

// languages are those that the front page offers, the first one first.
func (p *person) languages() []string {
	p.t.Helper()
	p.open("/")
	langs := js[[]string](p, `[...new Set([document.documentElement.lang, ...[...document.querySelectorAll("a[hreflang]")].map(a => a.hreflang)])]`)
	if len(langs) < 2 {
		p.t.Fatalf("the front page offers %v", langs)
	}
	return langs
}

// inspect looks at a page in all ways, and in each language.
func (p *person) inspect(role, path string, langs []string) {
	p.t.Helper()
	p.look(role, path, langs[0], allLooks())
	if strings.HasPrefix(path, "/dev") || path == "/ui" {
		return // these keep the language that the visitor has
	}
	for i, lang := range langs[1:] {
		p.look(role, strings.TrimSuffix("/"+lang+path, "/"), lang, languageLooks(i, role))
	}
}

func (p *person) look(role, path, lang string, looks []look) {
	p.t.Helper()
	p.heard()
	p.emulate(looks[0].width, looks[0].height, looks[0].media)
	p.open(path)
	shot := lang + "-" + role + strings.ReplaceAll(regexp.MustCompile(`[^a-z0-9/]+`).ReplaceAllString(strings.ToLower(path), "-"), "/", "_")
	p.shot(shot)
	for _, problem := range p.measure(lang, looks) {
		if strings.HasSuffix(path, "/eioo") && strings.Contains(problem, "404") {
			continue
		}
		p.t.Errorf("%s %s", path, problem)
	}
	if shots != "" {
		p.emulate(390, 844, device("dark"))
		p.shot(shot + "-phone-dark")
	}
}

// found is a page that a link leads to.
type found struct {
	Path, From, Kind string
	Status           int
}

//go:embed pages.js
var pagesScript string

// pages follows the links in the person's name.
func (p *person) pages(from, seen []string) []found {
	p.t.Helper()
	p.open("/kirjaudu") // scripts can only ask the site that they are on
	return js[[]found](p, "("+strings.ReplaceAll(pagesScript, "%", "%%")+"\n)(%s, %s)", from, slices.Concat([]string{"/kirjaudu"}, seen))
}

// tabs are a person's tabs that nobody looks at just now.
type tabs struct {
	owner *person
	idle  chan *person
}

func (w tabs) take(t *testing.T) *person {
	t.Helper()
	select {
	case p := <-w.idle:
		p.t = t
		return p
	default:
		p := w.owner.tab(w.owner.t) // it outlives the page
		p.hidden()
		p.t = t
		return p
	}
}

func (w tabs) give(p *person) { w.idle <- p }
