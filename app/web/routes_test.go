package web_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/gofiber/fiber/v2"

	"github.com/hubittaako/hubittaako/app/web"
	"github.com/hubittaako/hubittaako/app/web/page"
)

func keep(kept *[]string) page.Route {
	return page.Get("/pida/:name", page.Public, func(c *page.Ctx) error {
		*kept = append(*kept, c.Param("name"), c.Query("q"), c.UserAgent())
		return c.Empty()
	})
}

func TestPolicies(t *testing.T) {
	s := newSite(t, options{})
	for _, c := range []struct {
		path    string
		allowed string
	}{
		{"/", "- nobody-special company partner hub admin"},
		{"/oma", "nobody-special company partner hub admin"},
		{"/yritys/1", "company admin"},
		{"/kumppani", "partner admin"},
		{"/hubi", "hub admin"},
		{"/yllapito", "admin"},
	} {
		for _, who := range []string{"-", "nobody-special", "company", "partner", "hub", "admin"} {
			b := s.as(t, who)
			if who == "-" {
				b = s.browser(t)
			}
			for _, lang := range []string{"", "/en"} {
				a := b.get("/" + strings.Trim(lang+c.path, "/"))
				want := http.StatusNotFound
				switch {
				case strings.Contains(" "+c.allowed+" ", " "+who+" "):
					want = http.StatusOK
				case who == "-":
					want = http.StatusSeeOther
				}
				if a.StatusCode != want {
					t.Errorf("%s on %s%s: %d, want %d", who, lang, c.path, a.StatusCode, want)
				}
				if who != "-" && a.StatusCode == http.StatusOK && a.Header.Get("Cache-Control") != "no-store" {
					t.Errorf("%s on %s: a signed-in page may be cached: %q", who, c.path, a.Header.Get("Cache-Control"))
				}
			}
		}
	}
}

func TestSignInLeadsBack(t *testing.T) {
	s := newSite(t, options{})
	a := s.browser(t).get("/en/yritys/5?tab=money")
	if got := a.Header.Get("Location"); got != "/en/kirjaudu?next="+url.QueryEscape("/yritys/5?tab=money") {
		t.Errorf("Location %q", got)
	}
	hx := s.browser(t).get("/oma", "HX-Request", "true")
	if hx.StatusCode != 200 || !strings.HasPrefix(hx.Header.Get("HX-Redirect"), "/kirjaudu?next=") {
		t.Errorf("htmx: %d, HX-Redirect %q", hx.StatusCode, hx.Header.Get("HX-Redirect"))
	}
	piece := s.browser(t).get("/en/oma?osa=1", "HX-Request", "true", "HX-Current-URL", "https://hubittaako.fi/en/yritys/5?tab=money")
	if got := piece.Header.Get("HX-Redirect"); got != "/en/kirjaudu?next="+url.QueryEscape("/yritys/5?tab=money") {
		t.Errorf("a piece leads back to %q and not to its page", got)
	}
	s.browser(t).get("/oma", "Accept", "application/json").want(t, 401)
}

func TestDevRoutesAreForDevelopment(t *testing.T) {
	newSite(t, options{}).browser(t).get("/dev/posti").want(t, 404)
	newSite(t, options{config: func(c *web.Config) { c.Dev = true }}).browser(t).get("/dev/posti").want(t, 200)
}

func TestRedirectsStayHere(t *testing.T) {
	s := newSite(t, options{})
	for to, want := range map[string]string{
		"/oma":                  "/oma",
		"/oma?x=1&y=ä":          "/oma?x=1&y=ä",
		"/en/oma":               "/en/oma",
		"//evil.example":        "/",
		"/\\evil.example":       "/",
		"\\/evil.example":       "/",
		"https:evil.example":    "/",
		"https://evil.example/": "/",
		"javascript:alert(1)":   "/",
		"/a\r\nSet-Cookie: x=1": "/",
		"":                      "/",
		"oma":                   "/",
		"/%2fevil.example":      "/",
		"/./..//evil.example":   "/./..//evil.example",
	} {
		a := s.browser(t).get("/minne?to=" + url.QueryEscape(to))
		got, _ := url.PathUnescape(a.Header.Get("Location"))
		wanted, _ := url.PathUnescape(want)
		if got != wanted || a.StatusCode != 303 {
			t.Errorf("%q: %d to %q, want %q", to, a.StatusCode, got, wanted)
		}
	}
	if a := s.browser(t).get("/ulos?to=" + url.QueryEscape("https://checkout.stripe.com/pay/1")); a.Header.Get("Location") != "https://checkout.stripe.com/pay/1" {
		t.Errorf("to the payment page: %d %q", a.StatusCode, a.Header.Get("Location"))
	}
	for _, to := range []string{"https://evil.example/", "https://checkout.stripe.com.evil.example/", "https://checkout.stripe.com@evil.example/", "http://checkout.stripe.com/", "javascript:1"} {
		s.browser(t).get("/ulos?to="+url.QueryEscape(to)).want(t, 500)
	}
}

func TestLanguageChoice(t *testing.T) {
	s := newSite(t, options{})
	b := s.browser(t)
	if a := b.get("/"); a.body != "hello fi" {
		t.Errorf("first visit: %q", a.body)
	}
	if a := b.get("/en"); a.body != "hello en" {
		t.Errorf("/en: %q", a.body)
	}
	if a := b.get("/"); a.body != "hello fi" {
		t.Errorf("looking at an English page is no choice: %q", a.body)
	}
	if a := b.get("/en/paketit/x?a=1&lang=en&b=2"); a.Header.Get("Location") != "/en/paketit/x?a=1&b=2" {
		t.Errorf("choice leads to %q", a.Header.Get("Location"))
	}
	if a := b.get("/"); a.Header.Get("Location") != "/en" {
		t.Errorf("front page after the choice: %d %q", a.StatusCode, a.Header.Get("Location"))
	}
	if a := b.get("/paketit/x"); a.StatusCode != 200 {
		t.Errorf("another page is what its address says: %d", a.StatusCode)
	}
	if a := b.get("/?lang=fi"); a.Header.Get("Location") != "/" {
		t.Errorf("back to Finnish: %q", a.Header.Get("Location"))
	}
	if a := b.get("/"); a.body != "hello fi" {
		t.Errorf("after choosing Finnish: %q", a.body)
	}
}

func TestNeutralRoutesHaveOneAddress(t *testing.T) {
	s := newSite(t, options{})
	a := s.browser(t).get("/media/1")
	a.want(t, 200)
	if got := a.Header.Get("Cache-Control"); got != "public, max-age=60" {
		t.Errorf("Cache-Control %q", got)
	}
	s.browser(t).get("/en/media/1").want(t, 404)
	s.browser(t).do("POST", "/en/webhook/stripe", nil).want(t, 404)
	// pictures and machines are served even when sessions cannot be read; pages are not
	down := newSite(t, options{auth: brokenAuth{}})
	down.as(t, "company").get("/media/1").want(t, 200)
	page := down.as(t, "company").get("/")
	page.want(t, 503)
	if strings.Contains(page.body, "pq:") {
		t.Errorf("leaks: %s", page.body)
	}
}

func TestRobots(t *testing.T) {
	a := newSite(t, options{}).browser(t).get("/robots.txt")
	for _, want := range []string{"Disallow: /yritys$\n", "Disallow: /yritys/\n", "Disallow: /en/yllapito/\n", "Disallow: /oma$\n", "Sitemap: " + origin + "/sitemap.xml"} {
		if !strings.Contains(a.body, want) {
			t.Errorf("no %q in %s", want, a.body)
		}
	}
	if strings.Contains(a.body, "paketit") {
		t.Error("hides public pages")
	}
}

func TestBadTablesAreRefused(t *testing.T) {
	h := func(*page.Ctx) error { return nil }
	for name, routes := range map[string][]page.Route{
		"no policy":     {{Method: "GET", Path: "/a", Handler: h}},
		"odd policy":    {page.Get("/a", page.Member("friends"), h)},
		"no handler":    {page.Get("/a", page.Public, nil)},
		"slash":         {page.Get("/a/", page.Public, h)},
		"language":      {page.Get("/en/a", page.Public, h)},
		"twice":         {page.Get("/a", page.Public, h), page.Get("/a", page.SignedIn, h)},
		"method":        {{Method: "FETCH", Path: "/a", Policy: page.Public, Handler: h}},
		"other name":    {page.Get("/a/:id", page.Public, h), page.Get("/a/:slug", page.Public, h)},
		"hidden":        {page.Get("/a/b", page.Public, h), page.Get("/a/:slug", page.Public, h).With(page.Options{Cache: 1})},
		"private cache": {page.Get("/a", page.SignedIn, h).With(page.Options{Cache: 1})},
	} {
		if err := web.CheckTable(routes, []string{"fi", "en"}); err == nil {
			t.Errorf("%s: accepted", name)
		}
	}
}

func TestFixedWordsGoBeforeParameters(t *testing.T) {
	say := func(text string) page.Handler { return func(c *page.Ctx) error { return c.Text(200, text) } }
	s := newSite(t, options{},
		page.Get("/x/:slug/:part", page.Public, say("both")), page.Get("/x/:slug", page.Public, say("slug")), page.Get("/x/new", page.Public, say("new")),
		page.Get("/x/:slug/edit", page.Public, say("edit")), page.Get("/x/new/:part", page.Public, say("new part")),
	)
	for path, want := range map[string]string{
		"/x/new": "new", "/x/old": "slug", "/x/old/edit": "edit", "/x/old/1": "both", "/x/new/1": "new part", "/en/x/new": "new",
	} {
		if a := s.browser(t).get(path); a.body != want {
			t.Errorf("%s: %q, want %q", path, a.body, want)
		}
	}
}

// TestEveryMountedRouteHasARow walks what Fiber will really answer.
func TestEveryMountedRouteHasARow(t *testing.T) {
	s := newSite(t, options{})
	if strays := s.Strays(); len(strays) > 0 {
		t.Errorf("routes without a row: %v", strays)
	}
	s.App().Get("/stray", func(*fiber.Ctx) error { return nil })
	if strays := s.Strays(); len(strays) == 0 {
		t.Error("the walk does not see a stray route")
	}
}
