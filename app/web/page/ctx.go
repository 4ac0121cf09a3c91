package page

import (
	"context"
	"net/netip"
	"net/url"
	"strconv"
	"time"
	"unicode/utf8"

	"github.com/gofiber/fiber/v2"
	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/web/ui"
)

// Session is one sign-in, as the authenticator found it by its token.
type Session struct {
	ID   int64
	CSRF string // random, made at sign-in; forms carry a masked form of it
}

// Ctx is one request as a page action sees it. It lives as long as the request and never leaves its goroutine; its strings
// are copies and may be kept.
type Ctx struct {
	fiber *fiber.Ctx
	site  *Site

	id      string
	lang    string // of the address
	spoken  string // of the page: another one where the address's has no such pages
	path    string // without the language, with the query
	actor   access.Actor
	session Session
	token   string // the session cookie's value, "" when nobody is signed in
	csrf    CSRF
	guest   bool // a signed-out visitor has a CSRF cookie
	form    *posted
	view    *ui.View
	note    error // what Again answered with
	flashes []Flash
	fresh   []Flash // to be shown on the next page
}

const ctxKey = "page"

// New makes the request's Ctx and keeps it with the request. Only package web calls it, once a request.
func New(site *Site, f *fiber.Ctx, id string) *Ctx {
	c := &Ctx{fiber: f, site: site, id: id}
	c.lang, c.path = SplitLang(f.OriginalURL(), site.Langs)
	c.spoken = c.lang
	c.takeGuest()
	f.Locals(ctxKey, c)
	return c
}

// From is the Ctx that New made for the request.
func From(f *fiber.Ctx) *Ctx {
	c, _ := f.Locals(ctxKey).(*Ctx)
	return c
}

// SignIn tells the request who asks; package web calls it when the session cookie was good.
func (c *Ctx) SignIn(token string, s Session, a access.Actor) {
	c.token, c.session, c.actor = token, s, a
	c.csrf = NewCSRF(s.CSRF)
	c.fiber.SetUserContext(context.WithValue(c.fiber.UserContext(), actorKey{}, a.PersonID))
}

type (
	requestKey struct{}
	actorKey   struct{}
)

// WithRequest puts the request's id into a context.
func WithRequest(ctx context.Context, id string) context.Context {
	return context.WithValue(ctx, requestKey{}, id)
}

// RequestOf returns the request id and the person id that a context carries; "" and 0 outside of requests. Logs use it.
func RequestOf(ctx context.Context) (id string, person int64) {
	id, _ = ctx.Value(requestKey{}).(string)
	person, _ = ctx.Value(actorKey{}).(int64)
	return id, person
}

// Context is what services get: it ends at the request's deadline and carries its id. It does not end when the browser
// leaves, so that what was begun is finished.
func (c *Ctx) Context() context.Context { return c.fiber.UserContext() }

// RequestID names the request in logs and on error pages.
func (c *Ctx) RequestID() string { return c.id }

// Actor is who asks; the zero Actor for nobody.
func (c *Ctx) Actor() access.Actor { return c.actor }

// Session is the sign-in in use, zero when nobody is signed in.
func (c *Ctx) Session() Session { return c.session }

// SessionToken is the value of the session cookie, for signing out; "" when nobody is signed in.
func (c *Ctx) SessionToken() string { return c.token }

// Lang is the language that the page is in: "fi", "sv" or "en".
func (c *Ctx) Lang() string { return c.spoken }

// AskedLang is the language of the address. Links keep to it also where the page has to be in another language.
func (c *Ctx) AskedLang() string { return c.lang }

// Speak answers in the language that pages of the policy have for the asked one. Package web calls it before the handler.
func (c *Ctx) Speak(p Policy) { c.spoken = p.Speaks(c.lang) }

// Path is the address without its language, with its query: what to come back to after signing in.
func (c *Ctx) Path() string { return c.path }

// Method is GET, HEAD, POST and so on.
func (c *Ctx) Method() string { return c.fiber.Method() }

// IP is the visitor's address, or the zero Addr when it is not known. It comes from a proxy's header only if the proxy is
// trusted.
func (c *Ctx) IP() netip.Addr {
	ip, _ := netip.ParseAddr(c.fiber.IP())
	return ip.Unmap()
}

// UserAgent is the browser's own description of itself, at most 300 bytes of it.
func (c *Ctx) UserAgent() string {
	ua := tidy(c.fiber.Get(fiber.HeaderUserAgent))
	for len(ua) > 300 {
		_, size := utf8.DecodeLastRuneInString(ua)
		ua = ua[:len(ua)-size]
	}
	return ua
}

// Header is a request header, for webhooks' signatures. Never trust one for anything else.
func (c *Ctx) Header(name string) string { return c.fiber.Get(name) }

// HX says whether htmx asks for a piece of a page. Boosted links want whole pages, so they are not HX.
func (c *Ctx) HX() bool {
	return c.fiber.Get("HX-Request") == "true" && c.fiber.Get("HX-Boosted") == ""
}

// Param is a part of the path, decoded.
func (c *Ctx) Param(name string) string {
	raw := c.fiber.Params(name)
	s, err := url.PathUnescape(raw)
	if err != nil {
		return raw
	}
	return s
}

// ParamInt64 is an id in the path; NotFound when it is none.
func (c *Ctx) ParamInt64(name string) (int64, error) {
	id, err := strconv.ParseInt(c.Param(name), 10, 64)
	if err != nil || id <= 0 {
		return 0, fault.New(fault.NotFound, "fault.not_found")
	}
	return id, nil
}

// Query is a value of the query, tidied like a form's; "" when there is none.
func (c *Ctx) Query(name string) string { return tidy(c.fiber.Query(name)) }

// QueryAll are all values of a name in the query, as check boxes send them.
func (c *Ctx) QueryAll(name string) []string {
	var all []string
	for _, b := range c.fiber.Context().QueryArgs().PeekMulti(name) {
		all = append(all, tidy(string(b)))
	}
	return all
}

// QueryInt is a number in the query, or the fallback when there is none or it is not one.
func (c *Ctx) QueryInt(name string, fallback int) int {
	n, err := strconv.Atoi(c.Query(name))
	if err != nil {
		return fallback
	}
	return n
}

// QueryForm fills a form struct from the query, as Form does from the body: for searches.
func (c *Ctx) QueryForm(dst any) error {
	in := map[string][]string{}
	c.fiber.Context().QueryArgs().VisitAll(func(k, v []byte) {
		in[string(k)] = append(in[string(k)], string(v))
	})
	return fault.Check(decode(dst, in).check(dst))
}

// OpKey is the form's operation key, which makes doing the same thing twice do it once. Invalid when the form has none.
func (c *Ctx) OpKey() (uuid.UUID, error) {
	key, err := uuid.Parse(c.posted().first(OpField))
	if err != nil || key == uuid.Nil {
		return uuid.Nil, fault.New(fault.Invalid, "fault.form_stale")
	}
	return key, nil
}

// Body is the raw body, for webhooks.
func (c *Ctx) Body() []byte { return append([]byte(nil), c.fiber.BodyRaw()...) }

// SetSession gives the browser a session cookie; MaxAge 0 keeps it until the browser closes. Package accounts' token goes in
// as it is.
func (c *Ctx) SetSession(token string, maxAge time.Duration) {
	c.setCookie(c.site.SessionCookie(), token, maxAge)
	c.setCookie(c.site.guestCookie(), "", -1)
}

// ClearSession takes the session cookie away.
func (c *Ctx) ClearSession() { c.setCookie(c.site.SessionCookie(), "", -1) }

// Remember keeps a small preference, such as the language, in a cookie for a year.
func (c *Ctx) Remember(name, value string) { c.setCookie(c.site.cookie(name), value, 365*24*time.Hour) }

// Remembered is what Remember kept. It comes from the browser: treat it like any input.
func (c *Ctx) Remembered(name string) string { return c.fiber.Cookies(c.site.cookie(name)) }

// setCookie: 0 is until the browser closes, less than 0 takes it away.
func (c *Ctx) setCookie(name, value string, maxAge time.Duration) {
	cookie := &fiber.Cookie{
		Name: name, Value: value, Path: "/", HTTPOnly: true, Secure: c.site.Secure(), SameSite: fiber.CookieSameSiteLaxMode,
		MaxAge: int(maxAge / time.Second), SessionOnly: maxAge == 0,
	}
	if maxAge < 0 {
		cookie.MaxAge, cookie.Expires = -1, time.Unix(1, 0)
	}
	c.fiber.Cookie(cookie)
}
