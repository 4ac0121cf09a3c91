package boot_test

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/hubittaako/hubittaako/app/boot"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui/poster"
)

// still is an app that serves nobody but answers requests handed to it.
func still(t *testing.T) *boot.App {
	t.Helper()
	cfg := development(t)
	cfg.RequestsPerMinute = 0
	app, err := boot.New(context.Background(), cfg, quiet)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := app.Close(); err != nil {
			t.Error(err)
		}
	})
	return app
}

func ask(t *testing.T, app *boot.App, method, path string, body io.Reader, headers ...string) (*http.Response, string) {
	t.Helper()
	r := httptest.NewRequest(method, path, body)
	r.Header.Set("Accept", "text/html")
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	res, err := app.Web().App().Test(r, -1)
	if err != nil {
		t.Fatalf("%s %.200s: %.300v", method, path, err)
	}
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res, string(text)
}

var param = regexp.MustCompile(`:\w+`)

// addresses are a row's address in both languages with its parameters filled in.
func addresses(r page.Route, value string) []string {
	path := param.ReplaceAllLiteralString(r.Path, value)
	if r.Options.Neutral || r.Policy == page.Webhook {
		return []string{path}
	}
	return []string{path, strings.TrimSuffix("/en"+path, "/")}
}

func TestEveryRouteKeepsItsPolicy(t *testing.T) {
	t.Parallel()
	app := still(t)
	for _, r := range app.Web().Table() {
		for _, path := range addresses(r, "1") {
			res, body := ask(t, app, r.Method, path, nil)
			if problem := breach(r, res); problem != "" {
				t.Errorf("%s %s (%s): %d, %s\n%.300s", r.Method, path, r.Policy, res.StatusCode, problem, body)
			}
			if res.StatusCode >= 500 {
				t.Errorf("%s %s: %d\n%.300s", r.Method, path, res.StatusCode, body)
			}
		}
	}
}

// breach says what is wrong with the answer to a stranger without a token, "" for nothing.
func breach(r page.Route, res *http.Response) string {
	personal := r.Policy == page.SignedIn || r.Policy == page.Admin || r.Policy.Kind() != ""
	toSignIn := strings.Contains(res.Header.Get("Location"), "/kirjaudu?next=")
	switch {
	case r.Policy == page.Webhook:
		if res.StatusCode < 400 {
			return "took an unsigned message"
		}
	case r.Method == http.MethodGet && personal:
		if res.StatusCode != http.StatusSeeOther || !toSignIn {
			return "should lead to the sign-in"
		}
	case r.Method == http.MethodGet:
		if toSignIn || res.StatusCode == http.StatusForbidden {
			return "should be open"
		}
	case personal:
		if res.StatusCode != http.StatusUnauthorized {
			return "should ask for a person"
		}
	case res.StatusCode != http.StatusForbidden:
		return "should refuse a form without a token"
	}
	return ""
}

// TestNoAddressBreaksTheServer feeds every row what people, robots and attackers put into addresses.
func TestNoAddressBreaksTheServer(t *testing.T) {
	t.Parallel()
	app := still(t)
	values := []string{"0", "-1", "99999999999999999999", "x", "%2e%2e%2f", "%00", "%ff", "ä", "1;DROP", strings.Repeat("a", 1500), "2027-13-45", "%27"}
	for _, r := range app.Web().Table() {
		if r.Method != http.MethodGet {
			continue
		}
		for _, v := range values {
			path := addresses(r, v)[0]
			for _, query := range []string{"", "?people=" + v + "&from=" + v + "&weeks=" + v + "&before=" + v + "&q=" + v + "&next=" + v} {
				if res, body := ask(t, app, "GET", path+query, nil); res.StatusCode >= 500 {
					t.Errorf("GET %.100s%.100s: %d\n%.300s", path, query, res.StatusCode, body)
				}
			}
		}
	}
}

// TestNoFormBreaksTheServer posts odd bodies, with a good token, to every form that strangers may send.
func TestNoFormBreaksTheServer(t *testing.T) {
	t.Parallel()
	app := still(t)
	res, body := ask(t, app, "GET", "/ei-ole", nil)
	token := regexp.MustCompile(`X-CSRF-Token&#34;:&#34;([^&]+)&#34;`).FindStringSubmatch(body)
	if token == nil || len(res.Cookies()) == 0 {
		t.Fatal("no token on the page")
	}
	cookie := res.Cookies()[0]
	for _, r := range app.Web().Table() {
		if r.Method != http.MethodPost || r.Policy != page.Public {
			continue
		}
		for _, v := range []string{"", "x", "-1", "\u202e", strings.Repeat("ä", 4000), "99999999999999999999", "a@b.fi", "on"} {
			form := url.Values{}
			for _, name := range []string{"email", "name", "password", "business_id", "people", "from", "next", "_op", "rows.0.title", "token", "day"} {
				form.Set(name, v)
			}
			res, body := ask(t, app, "POST", addresses(r, "1")[0], strings.NewReader(form.Encode()), "Content-Type", "application/x-www-form-urlencoded",
				"X-CSRF-Token", token[1], "Cookie", cookie.Name+"="+cookie.Value)
			if res.StatusCode >= 500 {
				t.Errorf("POST %s with %.20q: %d\n%.300s", r.Path, v, res.StatusCode, body)
			}
			if res.StatusCode == http.StatusForbidden {
				t.Errorf("POST %s: the token was refused", r.Path)
			}
		}
	}
}

func TestPostersAreDrawn(t *testing.T) {
	t.Parallel()
	app := still(t)
	path := poster.Spec{Slug: "kaksi-viikkoa", Kind: "package", Season: "winter"}.Path()
	res, body := ask(t, app, "GET", path, nil)
	if res.StatusCode != http.StatusOK || res.Header.Get("Content-Type") != "image/svg+xml" || !strings.Contains(body, "<svg") {
		t.Errorf("%s: %d %s", path, res.StatusCode, res.Header.Get("Content-Type"))
	}
	if got := res.Header.Get("Cache-Control"); got != "public, max-age=31536000, immutable" {
		t.Errorf("Cache-Control %q", got)
	}
	res, _ = ask(t, app, "GET", strings.Replace(path, "/posters/"+poster.Version+"/", "/posters/0/", 1), nil)
	if res.StatusCode != http.StatusNotFound || strings.Contains(res.Header.Get("Cache-Control"), "public") {
		t.Errorf("an old drawing: %d, %s", res.StatusCode, res.Header.Get("Cache-Control"))
	}
}
