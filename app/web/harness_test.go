package web_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"regexp"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/a-h/templ"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/i18n"
	"github.com/hubittaako/hubittaako/app/web"
	"github.com/hubittaako/hubittaako/app/web/locales"
	"github.com/hubittaako/hubittaako/app/web/page"
)

// origin of the sites under test: https, so that cookies are as in production.
const origin = "https://hubittaako.test"

type options struct {
	config func(*web.Config)
	ready  error
	auth   web.Authenticator
}

type site struct {
	*web.Server
	log *lines
}

// newSite serves the routes of small pages that stand in for real ones.
func newSite(t *testing.T, opts options, extra ...page.Route) site {
	t.Helper()
	texts, err := i18n.Load(locales.FS)
	if err != nil {
		t.Fatal(err)
	}
	base, _ := url.Parse(origin)
	cfg := web.Config{BaseURL: base, Secret: bytes.Repeat([]byte("k"), 32), PaymentOrigins: []string{"https://checkout.stripe.com"}}
	if opts.config != nil {
		opts.config(&cfg)
	}
	if opts.auth == nil {
		opts.auth = people{}
	}
	log := &lines{}
	s, err := web.New(cfg, web.Deps{
		Routes: append(routes(), extra...), Auth: opts.auth, Texts: texts,
		Assets: fstest.MapFS{
			"app-3QX5ZK7A.css":    {Data: []byte(strings.Repeat("body{}", 200))},
			"app-3QX5ZK7A.css.br": {Data: []byte("packed")},
			"favicon.svg":         {Data: []byte("<svg/>")},
			"manifest.json":       {Data: []byte("{}")},
		},
		Ready: func(context.Context) error { return opts.ready },
		Log:   slog.New(web.LogHandler(slog.NewJSONHandler(log, nil))),
	})
	if err != nil {
		t.Fatal(err)
	}
	return site{s, log}
}

type lines struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (l *lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *lines) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// people authenticates by the name in the token.
type people struct{}

func (people) Authenticate(_ context.Context, token string) (page.Session, access.Actor, error) {
	grants := map[string][]access.Grant{
		"nobody-special": nil,
		"company":        {{Role: access.Booker, Org: 1}},
		"partner":        {{Role: access.PartnerMember, Org: 2}},
		"hub":            {{Role: access.HubStaff, Org: 3}},
		"admin":          {{Role: access.NetworkAdmin}},
	}
	g, ok := grants[token]
	if !ok {
		return page.Session{}, access.Actor{}, fault.New(fault.Unauthenticated, "fault.sign_in")
	}
	return page.Session{ID: 7, CSRF: "secret of " + token}, access.Actor{PersonID: 42, Grants: g}, nil
}

type brokenAuth struct{}

func (brokenAuth) Authenticate(context.Context, string) (page.Session, access.Actor, error) {
	return page.Session{}, access.Actor{}, fault.New(fault.Unavailable, "fault.unavailable").Wrap(errors.New("pq: secret detail"))
}

type nameForm struct {
	Name  string `form:"name" validate:"required,max=20"`
	Email string `form:"email" validate:"omitempty,email"`
}

func html(s string) templ.Component {
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		_, err := io.WriteString(w, s)
		return err
	})
}

func routes() []page.Route {
	form := func(c *page.Ctx) error { return c.Render(200, html(`<form><input value="`+c.Token()+`">`)) }
	save := func(c *page.Ctx) error {
		var in nameForm
		if err := c.Form(&in); err != nil {
			return err
		}
		c.Flash("ok", "fault.gone")
		return c.Redirect("/valmis")
	}
	hello := func(c *page.Ctx) error { return c.Render(200, html("hello "+c.Lang())) }
	return []page.Route{
		page.Get("/", page.Public, hello),
		page.Get("/kirjaudu", page.Public, form),
		page.Post("/kirjaudu", page.Public, save),
		page.Get("/paketit/:slug", page.Public, func(c *page.Ctx) error { return c.Render(200, html("slug "+c.Param("slug"))) }),
		page.Get("/oma", page.SignedIn, form),
		page.Post("/oma", page.SignedIn, save),
		page.Get("/yritys/:id", page.Member("company"), hello),
		page.Post("/yritys/:id", page.Member("company"), save),
		page.Get("/kumppani", page.Member("partner"), hello),
		page.Get("/hubi", page.Member("hub"), hello),
		page.Get("/yllapito", page.Admin, hello),
		page.Post("/yllapito", page.Admin, save),
		page.Post("/kuva", page.SignedIn, save).With(page.Options{Body: page.MaxBody}),
		page.Get("/dev/posti", page.DevOnly, hello),
		page.Post("/webhook/stripe", page.Webhook, func(c *page.Ctx) error { return c.Text(200, string(c.Body())) }),
		page.Get("/media/:id", page.Public, func(c *page.Ctx) error { return c.Bytes("image/png", []byte("png")) }).With(page.Options{Neutral: true, Cache: 1e9 * 60}),
		page.Get("/panic", page.Public, func(*page.Ctx) error { panic("secret: pq password") }),
		page.Get("/rikki", page.Public, func(*page.Ctx) error { return errors.New("pq: duplicate key users_email_key") }),
		page.Get("/ruuhka", page.Public, func(*page.Ctx) error { return fault.New(fault.Unavailable, "fault.unavailable") }),
		page.Get("/pitka", page.Public, func(c *page.Ctx) error { return c.Render(200, html(strings.Repeat("pitkä sivu ", 300))) }),
		page.Get("/ulos", page.Public, func(c *page.Ctx) error { return c.RedirectOut(c.Query("to")) }),
		page.Get("/minne", page.Public, func(c *page.Ctx) error { return c.Redirect(c.Query("to")) }),
		page.Get("/kuka", page.Public, func(c *page.Ctx) error { return c.Text(200, c.IP().String()+" "+c.URL("/x")) }),
	}
}

// browser keeps cookies and sends what browsers send.
type browser struct {
	t       *testing.T
	site    site
	cookies map[string]string
}

func (s site) browser(t *testing.T, cookies ...string) *browser {
	b := &browser{t, s, map[string]string{}}
	for i := 0; i+1 < len(cookies); i += 2 {
		b.cookies[cookies[i]] = cookies[i+1]
	}
	return b
}

func (s site) as(t *testing.T, who string) *browser { return s.browser(t, "__Host-session", who) }

type answer struct {
	*http.Response
	body string
}

func (b *browser) do(method, path string, body io.Reader, headers ...string) answer {
	b.t.Helper()
	r := httptest.NewRequest(method, path, body)
	r.Host = "hubittaako.test"
	for name, value := range b.cookies {
		r.AddCookie(&http.Cookie{Name: name, Value: value})
	}
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	res, err := b.site.App().Test(r, -1)
	if err != nil {
		b.t.Fatalf("%s %s: %v", method, path, err)
	}
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	if err != nil {
		b.t.Fatal(err)
	}
	for _, c := range res.Cookies() {
		b.cookies[c.Name] = c.Value
		if c.MaxAge < 0 || !c.Expires.IsZero() && c.Expires.Year() < 2000 {
			delete(b.cookies, c.Name)
		}
	}
	return answer{res, string(text)}
}

func (b *browser) get(path string, headers ...string) answer {
	b.t.Helper()
	return b.do("GET", path, nil, append([]string{"Accept", "text/html"}, headers...)...)
}

func (b *browser) post(path string, form url.Values, headers ...string) answer {
	b.t.Helper()
	return b.do("POST", path, strings.NewReader(form.Encode()),
		append([]string{"Accept", "text/html", "Content-Type", "application/x-www-form-urlencoded"}, headers...)...)
}

var tokenInput = regexp.MustCompile(`value="([^"]+)"`)

// token reads the CSRF token of a page with a form.
func (b *browser) token(path string) string {
	b.t.Helper()
	m := tokenInput.FindStringSubmatch(b.get(path).body)
	if m == nil {
		b.t.Fatalf("no token on %s", path)
	}
	return m[1]
}

func (a answer) want(t *testing.T, status int) {
	t.Helper()
	if a.StatusCode != status {
		t.Errorf("%s %s: status %d, want %d: %s", a.Request.Method, a.Request.URL, a.StatusCode, status, a.body)
	}
}
