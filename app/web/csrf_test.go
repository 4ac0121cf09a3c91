package web_test

import (
	"bytes"
	"mime/multipart"
	"net/url"
	"strings"
	"testing"
)

// unsafeRoutes are the POST rows of the table with somebody who may use them.
var unsafeRoutes = []struct{ path, page, who string }{
	{"/kirjaudu", "/kirjaudu", ""},
	{"/en/kirjaudu", "/en/kirjaudu", ""},
	{"/oma", "/oma", "company"},
	{"/yritys/1", "/oma", "company"},
	{"/yllapito", "/oma", "admin"},
	{"/kuva", "/oma", "hub"},
}

func (s site) visitor(t *testing.T, who string) *browser {
	if who == "" {
		return s.browser(t)
	}
	return s.as(t, who)
}

func TestFormsOfThisSitePass(t *testing.T) {
	s := newSite(t, options{})
	for _, r := range unsafeRoutes {
		b := s.visitor(t, r.who)
		form := url.Values{"_csrf": {b.token(r.page)}, "name": {"Nimi"}}
		b.post(r.path, form).want(t, 303)
		b.post(r.path, form, "Origin", origin, "Sec-Fetch-Site", "same-origin").want(t, 303)
		b.post(r.path, url.Values{"name": {"Nimi"}}, "X-CSRF-Token", b.token(r.page)).want(t, 303)
		var body bytes.Buffer
		m := multipart.NewWriter(&body)
		_ = m.WriteField("_csrf", b.token(r.page))
		_ = m.WriteField("name", "Nimi")
		_ = m.Close()
		b.do("POST", r.path, &body, "Content-Type", m.FormDataContentType(), "Accept", "text/html").want(t, 303)
	}
}

func TestFormsOfOthersAreRefused(t *testing.T) {
	s := newSite(t, options{})
	for _, r := range unsafeRoutes {
		b := s.visitor(t, r.who)
		token := b.token(r.page)
		foreign := s.as(t, "partner").token("/oma")
		guest := s.browser(t).token("/kirjaudu")
		flipped := []byte(token)
		flipped[10] ^= 1
		good := url.Values{"_csrf": {token}, "name": {"Nimi"}}
		attacks := map[string]answer{
			"no token":         b.post(r.path, url.Values{"name": {"Nimi"}}),
			"empty token":      b.post(r.path, url.Values{"_csrf": {""}, "name": {"Nimi"}}),
			"foreign token":    b.post(r.path, url.Values{"_csrf": {foreign}, "name": {"Nimi"}}),
			"guest's token":    b.post(r.path, url.Values{"_csrf": {guest}, "name": {"Nimi"}}),
			"changed token":    b.post(r.path, url.Values{"_csrf": {string(flipped)}, "name": {"Nimi"}}),
			"token in query":   b.post(r.path+"?_csrf="+token, url.Values{"name": {"Nimi"}}),
			"other origin":     b.post(r.path, good, "Origin", "https://evil.example"),
			"null origin":      b.post(r.path, good, "Origin", "null"),
			"http origin":      b.post(r.path, good, "Origin", "http://hubittaako.test"),
			"cross-site":       b.post(r.path, good, "Sec-Fetch-Site", "cross-site"),
			"same-site":        b.post(r.path, good, "Sec-Fetch-Site", "same-site"),
			"plain text":       b.do("POST", r.path, strings.NewReader(good.Encode()), "Content-Type", "text/plain"),
			"JSON":             b.do("POST", r.path, strings.NewReader(`{"name":"Nimi"}`), "Content-Type", "application/json"),
			"no content type":  b.do("POST", r.path, strings.NewReader(good.Encode())),
			"method by header": b.do("GET", r.path, nil, "X-HTTP-Method-Override", "POST"),
		}
		for name, a := range attacks {
			if a.StatusCode != 403 && (name != "method by header" || strings.Contains(a.Header.Get("Location"), "valmis")) {
				t.Errorf("%s to %s: status %d", name, r.path, a.StatusCode)
			}
		}
	}
}

func TestGuestCookieMustBeOurs(t *testing.T) {
	s := newSite(t, options{})
	b := s.browser(t)
	token := b.token("/kirjaudu")
	cookie := b.cookies["__Host-csrf"]
	forged := "AAAA" + cookie[4:]
	for _, value := range []string{forged, "", "x", strings.SplitN(cookie, ".", 2)[0]} {
		s.browser(t, "__Host-csrf", value).post("/kirjaudu", url.Values{"_csrf": {token}, "name": {"M"}}).want(t, 403)
	}
	// a signed flash message is not a visitor's cookie
	b.post("/kirjaudu", url.Values{"_csrf": {token}, "name": {"M"}}).want(t, 303)
	s.browser(t, "__Host-csrf", b.cookies["__Host-flash"]).post("/kirjaudu", url.Values{"_csrf": {token}, "name": {"M"}}).want(t, 403)
}

func TestTokensDiffer(t *testing.T) {
	b := newSite(t, options{}).as(t, "company")
	if one, other := b.token("/oma"), b.token("/oma"); one == other {
		t.Error("two pages show the same token bytes")
	}
}

func TestAnEndedSessionIsToldSo(t *testing.T) {
	s := newSite(t, options{})
	told := s.as(t, "long-gone").post("/oma", url.Values{"name": {"Pitkä teksti"}, "password": {"salainen sana"}, "_csrf": {"vanha-lippu"}}, "Referer", "https://example.fi/oma?x=1")
	told.want(t, 401)
	for text, there := range map[string]bool{"Pitkä teksti": true, `href="/kirjaudu?next=%2Foma%3Fx%3D1"`: true, "salainen": false, "vanha-lippu": false} {
		if strings.Contains(told.body, text) != there {
			t.Errorf("the page has %q: %v, want %v", text, !there, there)
		}
	}
	b := s.as(t, "long-gone")
	b.get("/").want(t, 200)
	if _, kept := b.cookies["__Host-session"]; kept {
		t.Error("a dead session's cookie stays")
	}
}

func TestBrokenBytesInForms(t *testing.T) {
	s := newSite(t, options{})
	b := s.as(t, "company")
	token := b.token("/oma")
	for _, name := range []string{"a\x00b", "\xff\xfe", "a\xc3\x28"} {
		b.post("/oma", url.Values{"_csrf": {token}, "name": {name}}).want(t, 400)
		b.post("/oma", url.Values{"_csrf": {token}, "name": {"ok"}, name: {"x"}}).want(t, 400)
	}
	b.do("POST", "/oma", strings.NewReader("--x\r\nbroken"), "Content-Type", "multipart/form-data; boundary=x", "Accept", "text/html").want(t, 400)
}

// A page that has outlived its sign-in stays as it is, with what was typed: it hears why, and gets a token to ask again with.
func TestAPageThatOutlivedItsSignIn(t *testing.T) {
	s := newSite(t, options{})
	form := url.Values{"_csrf": {s.as(t, "partner").token("/oma")}, "name": {"Nimi"}}
	out := s.browser(t).post("/oma", form, "HX-Request", "true", "Referer", origin+"/oma?osa=1")
	out.want(t, 401)
	if !strings.Contains(out.body, `href="/kirjaudu?next=`+url.QueryEscape("/oma?osa=1")+`" target="_blank"`) || strings.Contains(out.body, "<html") {
		t.Errorf("signed out: %s", out.body)
	}
	again := s.as(t, "company") // somebody has signed in since
	stale := again.post("/oma", form, "HX-Request", "true")
	stale.want(t, 409)
	fresh := stale.Header.Get("X-CSRF-Token")
	if !strings.Contains(stale.body, "paina vielä kerran") || fresh == "" {
		t.Errorf("stale: token %q, %s", fresh, stale.body)
	}
	again.post("/oma", form, "HX-Request", "true", "X-CSRF-Token", fresh).want(t, 200)
	if whole := again.post("/oma", form); whole.StatusCode != 403 || whole.Header.Get("X-CSRF-Token") != "" {
		t.Errorf("a whole page: %d, token %q", whole.StatusCode, whole.Header.Get("X-CSRF-Token"))
	}
}
