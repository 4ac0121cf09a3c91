package webtest

import (
	"bytes"
	"context"
	"log/slog"
	"net/http"
	"net/url"
	"testing"
	"testing/fstest"

	"github.com/hubittaako/hubittaako/app/base/i18n"
	"github.com/hubittaako/hubittaako/app/web"
	"github.com/hubittaako/hubittaako/app/web/locales"
	"github.com/hubittaako/hubittaako/app/web/page"
)

// Origin is where the pages are: https, so that cookies are as in production.
const Origin = "https://hubittaako.test"

// Site is some pages without a network under them; see World for pages with one.
type Site struct{ server *web.Server }

// Serve puts pages behind the real server, with the real texts. A text that is missing or lacks a value fails the test.
func Serve(t *testing.T, routes []page.Route, auth web.Authenticator, log *slog.Logger) Site {
	t.Helper()
	texts, err := i18n.Load(locales.FS)
	must(t, err)
	texts.Report = func(lang, key, problem string) { t.Errorf("text %s in %s: %s", key, lang, problem) }
	base, err := url.Parse(Origin)
	must(t, err)
	server, err := web.New(web.Config{BaseURL: base, Secret: bytes.Repeat([]byte("k"), 32), PaymentOrigins: []string{payOrigin}}, web.Deps{
		Routes: routes, Auth: auth, Texts: texts, Log: log, Ready: func(context.Context) error { return nil },
		Assets: fstest.MapFS{"manifest.json": {Data: []byte("{}")}, "favicon.svg": {Data: []byte("<svg/>")}},
	})
	must(t, err)
	return Site{server}
}

// RoundTrip asks the server without a network between.
func (s Site) RoundTrip(r *http.Request) (*http.Response, error) { return s.server.App().Test(r, -1) }

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
