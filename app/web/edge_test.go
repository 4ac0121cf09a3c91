package web_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/hubittaako/hubittaako/app/web"
)

func TestHeadersAreOnEveryAnswer(t *testing.T) {
	s := newSite(t, options{})
	big := strings.Repeat("x", 2<<20)
	for name, a := range map[string]answer{
		"200":      s.browser(t).get("/"),
		"asset":    s.browser(t).get("/assets/app-3QX5ZK7A.css"),
		"health":   s.browser(t).get("/livez"),
		"303":      s.browser(t).get("/oma"),
		"404":      s.browser(t).get("/ei-ole"),
		"400":      s.browser(t).get("/paketit/%00"),
		"403":      s.browser(t).post("/kirjaudu", nil),
		"405":      s.browser(t).do("DELETE", "/", nil),
		"413":      s.as(t, "company").do("POST", "/oma", strings.NewReader(big)),
		"415":      s.browser(t).do("POST", "/kirjaudu", strings.NewReader("x"), "Content-Encoding", "gzip"),
		"500":      s.browser(t).get("/rikki"),
		"panic":    s.browser(t).get("/panic"),
		"503":      s.browser(t).get("/ruuhka"),
		"webhook":  s.browser(t).do("POST", "/webhook/stripe", strings.NewReader("x")),
		"no route": s.browser(t).do("PUT", "/kirjaudu", nil),
	} {
		for header, want := range map[string]string{
			"Content-Security-Policy":    "form-action 'self' https://checkout.stripe.com",
			"X-Content-Type-Options":     "nosniff",
			"Referrer-Policy":            "strict-origin-when-cross-origin",
			"Strict-Transport-Security":  "max-age=31536000",
			"Permissions-Policy":         "camera=()",
			"Cross-Origin-Opener-Policy": "same-origin",
			"X-Request-Id":               "-",
		} {
			if got := a.Header.Get(header); !strings.Contains(got, want) {
				t.Errorf("%s (%d): %s is %q, want %q in it", name, a.StatusCode, header, got, want)
			}
		}
		csp := a.Header.Get("Content-Security-Policy")
		if strings.Contains(csp, "unsafe") || !strings.Contains(csp, "object-src 'none'") || !strings.Contains(csp, "frame-ancestors 'none'") {
			t.Errorf("%s: weak policy %q", name, csp)
		}
		if a.Header.Get("Access-Control-Allow-Origin") != "" {
			t.Errorf("%s: lets other origins read", name)
		}
		for _, c := range a.Cookies() {
			if !strings.HasPrefix(c.Name, "__Host-") || !c.Secure || !c.HttpOnly || c.SameSite != 2 || c.Path != "/" || c.Domain != "" {
				t.Errorf("%s: weak cookie %v", name, c)
			}
		}
	}
}

func TestStatuses(t *testing.T) {
	s := newSite(t, options{})
	big := strings.Repeat("x", 2<<20)
	s.browser(t).get("/ei-ole").want(t, 404)
	s.browser(t).get("/paketit/%00").want(t, 400)
	s.browser(t).get("/paketit/%ff").want(t, 400)
	s.browser(t).get("/paketit/x?q=%00").want(t, 400)
	s.browser(t).get("/paketit/x?%c3%28=1").want(t, 400)
	s.browser(t).do("DELETE", "/", nil).want(t, 405)
	s.browser(t).do("POST", "/kirjaudu", strings.NewReader("x"), "Content-Encoding", "gzip").want(t, 415)
	s.browser(t).do("POST", "/webhook/stripe", strings.NewReader("x"), "Content-Encoding", "br").want(t, 415)
	s.as(t, "company").do("POST", "/oma", strings.NewReader(big)).want(t, 413)
	s.as(t, "company").do("POST", "/kuva", strings.NewReader(big)).want(t, 403) // large enough, but without a token
	busy := s.browser(t).get("/ruuhka")
	busy.want(t, 503)
	if busy.Header.Get("Retry-After") == "" {
		t.Error("503 without Retry-After")
	}
}

func TestErrorsKeepTheirCauseToTheLog(t *testing.T) {
	s := newSite(t, options{})
	for _, path := range []string{"/panic", "/rikki"} {
		for _, accept := range []string{"text/html", "application/json"} {
			a := s.browser(t).get(path, "Accept", accept)
			a.want(t, 500)
			for _, leak := range []string{"pq:", "pq password", "secret:", "goroutine", ".go:", "users_email_key"} {
				if strings.Contains(a.body, leak) {
					t.Errorf("%s as %s shows %q: %s", path, accept, leak, a.body)
				}
			}
			if id := a.Header.Get("X-Request-Id"); !strings.Contains(a.body, id) || !strings.Contains(s.log.String(), id) {
				t.Errorf("%s as %s: request id %s is not on the page and in the log", path, accept, id)
			}
		}
	}
	log := s.log.String()
	if !strings.Contains(log, "secret: pq password") || !strings.Contains(log, "harness_test.go") {
		t.Errorf("the log lacks the panic or its stack: %s", log)
	}
	if n := strings.Count(log, "users_email_key"); n != 2 {
		t.Errorf("two failed requests logged their cause %d times", n)
	}
}

func TestJSONErrorsNameTheFields(t *testing.T) {
	s := newSite(t, options{})
	b := s.as(t, "company")
	token := b.token("/oma")
	a := b.post("/oma", map[string][]string{"_csrf": {token}, "email": {"ei"}}, "Accept", "application/json")
	a.want(t, 422)
	for _, want := range []string{`"code":"invalid"`, `"name":"Tämä tarvitaan."`, `"email":"Tarkista sähköpostiosoite."`} {
		if !strings.Contains(a.body, want) {
			t.Errorf("no %s in %s", want, a.body)
		}
	}
}

func TestLogLinesNameNobody(t *testing.T) {
	s := newSite(t, options{})
	s.as(t, "company").get("/paketit/nimi-esimerkki?email=nimi@example.com")
	s.browser(t).get("/salaisuus/token-abc")
	log := s.log.String()
	for _, personal := range []string{"nimi@", "nimi-esimerkki", "token-abc", "0.0.0.0"} {
		if strings.Contains(log, personal) {
			t.Errorf("the log says %q: %s", personal, log)
		}
	}
	if !strings.Contains(log, `"route":"/paketit/:slug"`) || !strings.Contains(log, `"status":404`) {
		t.Errorf("the log lacks the route or the status: %s", log)
	}
}

func TestStringsOfARequestAreKept(t *testing.T) {
	var kept []string
	s := newSite(t, options{}, keep(&kept))
	for i := range 50 {
		s.browser(t).get("/pida/"+strings.Repeat(string(rune('a'+i%26)), 20)+"?q="+strings.Repeat("q", i%7+1), "User-Agent", strings.Repeat("u", i%9+1))
	}
	for i := 0; i < 50; i++ {
		want := []string{strings.Repeat(string(rune('a'+i%26)), 20), strings.Repeat("q", i%7+1), strings.Repeat("u", i%9+1)}
		for j := range want {
			if kept[3*i+j] != want[j] {
				t.Fatalf("request %d: kept %q, want %q", i, kept[3*i+j], want[j])
			}
		}
	}
}

func TestForwardedHeadersFromStrangersChangeNothing(t *testing.T) {
	spoof := []string{
		"X-Forwarded-For", "6.6.6.6", "X-Real-IP", "6.6.6.6", "X-Forwarded-Host", "evil.example", "X-Forwarded-Proto", "http",
		"X-Request-ID", "chosen-by-stranger", "Forwarded", "for=6.6.6.6;host=evil.example",
	}
	a := newSite(t, options{}).browser(t).get("/kuka", spoof...)
	if a.body != "0.0.0.0 "+origin+"/x" || a.Header.Get("X-Request-Id") == "chosen-by-stranger" {
		t.Errorf("believed a stranger: %q, request id %s", a.body, a.Header.Get("X-Request-Id"))
	}
	trusted := newSite(t, options{config: func(c *web.Config) { c.TrustedProxies = []string{"0.0.0.0"} }})
	a = trusted.browser(t).get("/kuka", spoof...)
	if a.body != "6.6.6.6 "+origin+"/x" || a.Header.Get("X-Request-Id") != "chosen-by-stranger" {
		t.Errorf("did not believe the proxy: %q, request id %s", a.body, a.Header.Get("X-Request-Id"))
	}
}

func TestOnePageOneAddress(t *testing.T) {
	s := newSite(t, options{})
	a := s.browser(t).get("/kirjaudu/?a=1")
	if a.StatusCode != 308 || a.Header.Get("Location") != "/kirjaudu?a=1" {
		t.Errorf("trailing slash: %d to %q", a.StatusCode, a.Header.Get("Location"))
	}
	s.browser(t).get("/Kirjaudu").want(t, 404)
	s.browser(t).get("//evil.example/").want(t, 404)
	s.as(t, "nobody-special").get("/YLLAPITO").want(t, 404)
}

func TestHealth(t *testing.T) {
	s := newSite(t, options{})
	s.browser(t).get("/livez").want(t, 200)
	s.browser(t).get("/readyz").want(t, 200)
	s.Drain()
	s.browser(t).get("/livez").want(t, 200)
	s.browser(t).get("/readyz").want(t, 503)
	down := newSite(t, options{ready: errors.New("pq: no route to host")})
	a := down.browser(t).get("/readyz")
	a.want(t, 503)
	if strings.Contains(a.body, "pq:") {
		t.Errorf("says too much: %s", a.body)
	}
	down.browser(t).get("/livez").want(t, 200)
	down.browser(t).get("/metrics").want(t, 404)
}

func TestFloodGate(t *testing.T) {
	s := newSite(t, options{config: func(c *web.Config) { c.RequestsPerMinute = 3 }})
	for range 3 {
		s.browser(t).get("/").want(t, 200)
	}
	a := s.browser(t).get("/")
	a.want(t, 429)
	if a.Header.Get("Retry-After") == "" {
		t.Error("429 without Retry-After")
	}
	s.browser(t).get("/livez").want(t, 200)
	s.browser(t).get("/assets/app-3QX5ZK7A.css").want(t, 200)
}

func TestCompression(t *testing.T) {
	s := newSite(t, options{})
	for _, c := range []struct{ accept, want string }{{"br, gzip", "gzip"}, {"gzip", "gzip"}, {"", ""}} {
		a := s.browser(t).get("/pitka", "Accept-Encoding", c.accept)
		if a.Header.Get("Content-Encoding") != c.want || !strings.Contains(a.Header.Get("Vary"), "Accept-Encoding") {
			t.Errorf("%q: encoding %q, vary %q", c.accept, a.Header.Get("Content-Encoding"), a.Header.Get("Vary"))
		}
	}
	if a := s.browser(t).get("/media/1", "Accept-Encoding", "br"); a.Header.Get("Content-Encoding") != "" {
		t.Error("packed a picture")
	}
}

func TestAssets(t *testing.T) {
	s := newSite(t, options{})
	a := s.browser(t).get("/assets/app-3QX5ZK7A.css")
	a.want(t, 200)
	if got := a.Header.Get("Cache-Control"); !strings.Contains(got, "immutable") {
		t.Errorf("Cache-Control %q", got)
	}
	s.browser(t).get("/assets/app-3QX5ZK7A.css", "If-None-Match", a.Header.Get("Etag")).want(t, 304)
	if br := s.browser(t).get("/assets/app-3QX5ZK7A.css", "Accept-Encoding", "gzip, br"); br.body != "packed" || br.Header.Get("Content-Encoding") != "br" {
		t.Errorf("got %q as %q", br.body, br.Header.Get("Content-Encoding"))
	}
	if m := s.browser(t).get("/assets/manifest.json"); strings.Contains(m.Header.Get("Cache-Control"), "immutable") {
		t.Error("a file without a hash is kept for ever")
	}
	s.browser(t).get("/favicon.ico").want(t, 200)
	for _, path := range []string{"/assets/", "/assets/app-3QX5ZK7A.css.br", "/assets/../go.mod", "/assets/..%2f..%2fgo.mod", "/assets/x.css"} {
		s.browser(t).get(path).want(t, 404)
	}
}
