package e2e

import (
	"html"
	"io"
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"
)

// What a visitor may have to wait for, in bytes as they are sent, without headers.
const (
	mostHTML  = 14 << 10
	mostCSS   = 15 << 10
	mostJS    = 20 << 10
	mostFirst = 160 << 10 // all of a first page, pictures further down too
	mostNext  = 40 << 10  // all that a further page adds
)

// cache is a browser's: what it has it does not ask for again.
type cache struct {
	t    *testing.T
	base string
	has  map[string]bool
}

// get asks as browsers do and gives the body as it was sent.
func (c cache) get(path, accept string) (*http.Response, []byte) {
	c.t.Helper()
	r, err := http.NewRequestWithContext(c.t.Context(), http.MethodGet, c.base+path, http.NoBody)
	if err != nil {
		c.t.Fatal(err)
	}
	r.Header.Set("Accept-Encoding", "gzip, deflate, br")
	r.Header.Set("Accept", accept)
	res, err := (&http.Client{Timeout: 30 * time.Second}).Do(r)
	if err != nil {
		c.t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil || res.StatusCode != http.StatusOK {
		c.t.Fatalf("%s: %d %v", path, res.StatusCode, err)
	}
	return res, body
}

// readable is a page's HTML, not packed.
func (c cache) readable(path string) string {
	c.t.Helper()
	r, err := http.NewRequestWithContext(c.t.Context(), http.MethodGet, c.base+path, http.NoBody)
	if err != nil {
		c.t.Fatal(err)
	}
	r.Header.Set("Accept", "text/html")
	res, err := (&http.Client{Transport: &http.Transport{DisableCompression: true}}).Do(r)
	if err != nil {
		c.t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		c.t.Fatal(err)
	}
	return string(body)
}

var (
	styles  = regexp.MustCompile(`<link rel="stylesheet" href="([^"]+)"`)
	scripts = regexp.MustCompile(`<script src="([^"]+)"`)
	fonts   = regexp.MustCompile(`<link rel="preload" href="([^"]+)" as="font"`)
	icons   = regexp.MustCompile(`<link rel="icon" href="([^"]+)"`)
	images  = regexp.MustCompile(`<img [^>]*>`)
	srcAttr = regexp.MustCompile(` src="([^"]+)"`)
)

// view opens a page and gives the weights of what the browser had to fetch for it, by kind.
func (c cache) view(path string) map[string]int {
	c.t.Helper()
	res, body := c.get(path, "text/html")
	if res.Header.Get("Content-Encoding") != "gzip" {
		c.t.Errorf("%s is not packed: %q", path, res.Header.Get("Content-Encoding"))
	}
	weight := map[string]int{"html": len(body), "all": len(body)}
	page := c.readable(path)
	fetch := func(kind, file string) {
		file = html.UnescapeString(file)
		if !strings.HasPrefix(file, "/") || strings.HasPrefix(file, "//") {
			c.t.Errorf("%s fetches from elsewhere: %s", path, file)
			return
		}
		if c.has[file] {
			return
		}
		c.has[file] = true
		res, body := c.get(file, "*/*")
		weight[kind] += len(body)
		weight["all"] += len(body)
		c.kept(file, kind, res)
	}
	for kind, pattern := range map[string]*regexp.Regexp{"css": styles, "js": scripts, "font": fonts, "icon": icons} {
		found := pattern.FindAllStringSubmatch(page, -1)
		if len(found) == 0 {
			c.t.Errorf("%s has no %s: does the pattern still fit?", path, kind)
		}
		for _, m := range found {
			fetch(kind, m[1])
		}
	}
	for _, tag := range images.FindAllString(page, -1) {
		fetch("image", srcAttr.FindStringSubmatch(tag)[1])
		if !strings.Contains(tag, ` width="`) || !strings.Contains(tag, ` height="`) {
			c.t.Errorf("%s: a picture without its size moves the page when it comes: %s", path, tag)
		}
	}
	return weight
}

// kept: files of the build and drawings stay in the browser for a year, and text among them comes packed.
func (c cache) kept(file, kind string, res *http.Response) {
	c.t.Helper()
	if kind == "icon" {
		return
	}
	control := res.Header.Get("Cache-Control")
	if !strings.Contains(control, "max-age=31536000") || strings.HasPrefix(file, "/assets/") && !strings.Contains(control, "immutable") {
		c.t.Errorf("%s is not kept: %q", file, control)
	}
	packed := res.Header.Get("Content-Encoding") != ""
	if text := kind == "css" || kind == "js" || strings.HasSuffix(file, ".svg"); packed != text {
		c.t.Errorf("%s: packed %v", file, packed)
	}
}

// TestPagesAreLight walks as a visitor does: the weight of each kind of page on a first visit, and what each page adds on the
// way from the front page to a package.
func TestPagesAreLight(t *testing.T) {
	s := demoSite(t)
	fresh := func() cache { return cache{t, s.URL, map[string]bool{}} }
	link := func(path, pattern string) string {
		t.Helper()
		m := regexp.MustCompile(pattern).FindStringSubmatch(fresh().readable(path))
		if m == nil {
			t.Fatalf("%s has no link like %s", path, pattern)
		}
		return html.UnescapeString(m[1])
	}
	pkg := link("/paketit?hlo=6", `href="(/paketit/[^"]+)"`)
	hub := link("/hubit", `href="(/hubit/[^"?#]+)"`)
	for _, path := range []string{"/", "/en", "/sv", "/paketit?hlo=6", pkg, "/hubit", hub, "/tapahtumat", "/kumppaneille", "/kumppaniksi", "/saavutettavuus", "/palaute", "/kirjaudu"} {
		w := fresh().view(path)
		t.Logf("%-60.60s %v", path, w)
		for kind, most := range map[string]int{"html": mostHTML, "css": mostCSS, "js": mostJS, "all": mostFirst} {
			if w[kind] > most {
				t.Errorf("%s: %s weighs %d, at most %d", path, kind, w[kind], most)
			}
		}
	}
	walk := fresh()
	for i, path := range []string{"/", "/paketit?hlo=6", pkg, hub} {
		if w := walk.view(path); i > 0 && w["all"] > mostNext {
			t.Errorf("%s adds %v, at most %d", path, w, mostNext)
		}
	}
}
