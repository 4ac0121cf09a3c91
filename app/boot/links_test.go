package boot_test

import (
	"context"
	"html"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/seed"
	"github.com/hubittaako/hubittaako/app/web/ui"
)

var areas = map[string]string{"company": ui.AreaCompany, "partner": ui.AreaPartner, "hub": ui.AreaStaff, "network": ui.AreaAdmin}

// alike is how many addresses of one route are opened in one area.
const alike = 6

// TestEveryLinkLeadsSomewhere opens the navigation of every area as who it is for, and follows what those pages link to:
// header, footer, account menu and content. A visitor also opens what the sitemap names. Of many links of one kind, the first
// few are followed.
func TestEveryLinkLeadsSomewhere(t *testing.T) {
	t.Parallel()
	w := newTown(t)
	seen := map[string]bool{}
	for _, p := range seed.People() {
		kind, org := w.place(t, p.Email)
		seen[kind] = true
		walk := walk{w, t, w.cookies[p.Email], map[string]string{}, map[string]int{}}
		for _, item := range ui.Nav(areas[kind], org) {
			walk.from(item.Path)
			walk.from("/en" + item.Path)
		}
	}
	for kind := range areas {
		if !seen[kind] {
			t.Errorf("nobody to open the navigation of the %s area", kind)
		}
	}
	visitor := walk{w, t, "", map[string]string{}, map[string]int{}}
	visitor.from("/")
	visitor.from("/en")
	for _, item := range ui.Nav(ui.AreaPublic, 0) {
		visitor.from(item.Path)
	}
	_, listed := ask(t, w.app, "GET", "/sitemap.xml", nil)
	for _, m := range location.FindAllStringSubmatch(listed, -1) {
		visitor.from(strings.TrimPrefix(m[1], w.app.URL()))
	}
	if len(visitor.pages) < 20 {
		t.Errorf("a visitor finds only %d pages", len(visitor.pages))
	}
}

// place is the organisation that somebody belongs to.
func (w town) place(t *testing.T, email string) (kind string, org int64) {
	t.Helper()
	var m struct {
		Role access.Role `db:"role"`
		Org  int64       `db:"org"`
	}
	if err := w.app.DB().Get(context.Background(), &m, `/* boot.place */
		SELECT m.role, coalesce(m.hub_id, m.partner_id, m.company_id, 0) AS org FROM membership m JOIN person p ON p.id = m.person_id
		WHERE p.email = $1 ORDER BY m.id LIMIT 1`, email); err != nil {
		t.Fatal(err)
	}
	return m.Role.Kind(), m.Org
}

// walk is one browser on its way; pages are the bodies of what it opened, by address.
type walk struct {
	town
	t      *testing.T
	cookie string
	pages  map[string]string
	kinds  map[string]int // how many of each have been opened
}

var location = regexp.MustCompile(`<loc>([^<]*)</loc>`)

var value = regexp.MustCompile(`=[^&]*`)

// kind is the route that an address belongs to, and which questions it asks.
func (w walk) kind(address string) string {
	path, query, _ := strings.Cut(address, "?")
	parts, found := strings.Split(path, "/"), ""
	for _, r := range w.app.Web().Table() {
		if r.Method != http.MethodGet {
			continue
		}
		for _, route := range addresses(r, "*") {
			if alikeParts(strings.Split(route, "/"), parts) && (found == "" || strings.Count(route, "*") < strings.Count(found, "*")) {
				found = route
			}
		}
	}
	if found == "" {
		return address
	}
	return found + "?" + value.ReplaceAllString(query, "")
}

func alikeParts(route, path []string) bool {
	return slices.EqualFunc(route, path, func(r, p string) bool { return r == p || r == "*" })
}

var link = regexp.MustCompile(`<a\s[^>]*href="(/[^"]*)"`)

// from opens a page that must be there, and all that it links to.
func (w walk) from(path string) {
	w.t.Helper()
	for _, m := range link.FindAllStringSubmatch(w.open(path, http.StatusOK), -1) {
		to, anchor, _ := strings.Cut(html.UnescapeString(m[1]), "#")
		body := w.open(to, 0)
		if anchor != "" && body != "" && !strings.Contains(body, `id="`+anchor+`"`) {
			w.t.Errorf("%s leads to %s, where no %q is", path, to, anchor)
		}
	}
}

// open asks for an address once. want 0 is a page, a file or the way to one.
func (w walk) open(path string, want int) string {
	w.t.Helper()
	if body, ok := w.pages[path]; ok {
		return body
	}
	if want == 0 {
		kind := w.kind(path)
		if w.kinds[kind]++; w.kinds[kind] > alike {
			return ""
		}
	}
	res, body := ask(w.t, w.app, "GET", path, nil, "Cookie", w.cookie)
	if want == 0 && res.StatusCode >= 400 || want != 0 && res.StatusCode != want {
		w.t.Errorf("GET %s: %d", path, res.StatusCode)
	}
	if res.StatusCode != http.StatusOK {
		body = ""
	}
	w.pages[path] = body
	return body
}
