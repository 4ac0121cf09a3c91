package admin_test

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/i18n"
	"github.com/hubittaako/hubittaako/app/base/pgtest"
	"github.com/hubittaako/hubittaako/app/web"
	"github.com/hubittaako/hubittaako/app/web/admin"
	"github.com/hubittaako/hubittaako/app/web/locales"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/packages/hub"
	"github.com/hubittaako/hubittaako/packages/packtest"
)

// who lets a token be the name of a role.
type who struct{ packtest.Network }

func (w who) Authenticate(_ context.Context, token string) (page.Session, access.Actor, error) {
	a, ok := map[string]access.Actor{"admin": w.Admin, "staff": w.Staff, "company": w.Companies[0]}[token]
	if !ok {
		return page.Session{}, a, fault.New(fault.Unauthenticated, "fault.sign_in")
	}
	return page.Session{ID: 1, CSRF: token}, a, nil
}

// site has the pages of hubs on a test network.
type site struct {
	packtest.Network
	hubs   *hub.Service
	server *web.Server
}

func newSite(t *testing.T) site {
	t.Helper()
	n := packtest.New(t, pgtest.New(t), packtest.Options{})
	s := site{Network: n, hubs: hub.New(n.DB, func() time.Time { return n.Now })}
	texts, err := i18n.Load(locales.FS)
	if err != nil {
		t.Fatal(err)
	}
	texts.Report = func(lang, key, problem string) { t.Errorf("text %s in %s: %s", key, lang, problem) }
	s.server, err = web.New(web.Config{BaseURL: &url.URL{Scheme: "https", Host: "hubittaako.test"}, Secret: bytes.Repeat([]byte("k"), 32)}, web.Deps{
		Routes: admin.HubRoutes(s.hubs), Auth: who{n}, Texts: texts, Log: slog.New(slog.DiscardHandler),
		Ready:  func(context.Context) error { return nil },
		Assets: fstest.MapFS{"manifest.json": {Data: []byte("{}")}, "favicon.svg": {Data: []byte("<svg/>")}},
	})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func (s site) ask(t *testing.T, as, method, path string, form url.Values) (*http.Response, string) {
	t.Helper()
	r := httptest.NewRequest(method, path, strings.NewReader(form.Encode()))
	r.Host = "hubittaako.test"
	r.Header.Set("Accept", "text/html")
	r.AddCookie(&http.Cookie{Name: "__Host-session", Value: as})
	if method == http.MethodPost {
		r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	res, err := s.server.App().Test(r, -1)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	body, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res, string(body)
}

var formToken = regexp.MustCompile(`name="_csrf" value="([^"]+)"`)

func TestHubsAreAddedByNetworkAdmins(t *testing.T) {
	t.Parallel()
	s := newSite(t)
	for as, want := range map[string]int{"admin": 200, "staff": 404, "company": 404} {
		if res, _ := s.ask(t, as, "GET", "/hallinta/hubit", nil); res.StatusCode != want {
			t.Errorf("%s: %d, want %d", as, res.StatusCode, want)
		}
	}
	_, body := s.ask(t, "admin", "GET", "/en/hallinta/hubit", nil)
	if !strings.Contains(body, "HUBteekki") || !strings.Contains(body, "10 desks") || !strings.Contains(body, `action="/en/hallinta/hubit"`) {
		t.Errorf("the list: %.2000s", body)
	}
	form := url.Values{"_csrf": {formToken.FindStringSubmatch(body)[1]}, "name": {"Etäpesä <1>"}, "municipality": {"Äänekoski"}, "position": {"Äänekoski"}, "email": {"hei@example.fi"}}
	res, body := s.ask(t, "admin", "POST", "/hallinta/hubit", form)
	if res.StatusCode != 422 || !strings.Contains(body, "Etäpesä &lt;1&gt;") || !strings.Contains(body, "Tarkista sijainti kartalla.") {
		t.Errorf("%d: %.3000s", res.StatusCode, body)
	}
	form.Set("position", "62.6, 25.72")
	form.Set("name", "Etäpesä")
	if res, _ := s.ask(t, "staff", "POST", "/hallinta/hubit", form); res.StatusCode == 303 {
		t.Error("staff of a hub made another")
	}
	res, _ = s.ask(t, "admin", "POST", "/hallinta/hubit", form)
	made, err := s.hubs.BySlug(t.Context(), "etapesa")
	if err != nil || res.Header.Get("Location") != "/hubi/"+itoa(made.ID)+"/tiedot" || made.Status != hub.Planned {
		t.Errorf("%d to %q: %+v %v", res.StatusCode, res.Header.Get("Location"), made, err)
	}
	if res, body := s.ask(t, "admin", "POST", "/hallinta/hubit", form); res.StatusCode != 422 || !strings.Contains(body, "Tämän niminen hubi") {
		t.Errorf("the same name again: %d", res.StatusCode)
	}
}

func itoa(n int64) string { return strconv.FormatInt(n, 10) }
