package page

import (
	"strings"
	"time"

	"github.com/hubittaako/hubittaako/app/base/i18n"
)

// Handler is the one shape of a page action: decode a form, call one service, render or redirect, return the error.
type Handler func(c *Ctx) error

// Policy says who may reach a route. Package web enforces it before the handler runs; what a person may do with a certain
// hub, partner or company is checked by the services.
type Policy string

const (
	Public   Policy = "public"    // anyone
	SignedIn Policy = "signed_in" // any person; others are sent to sign in
	Admin    Policy = "admin"     // network admins; other people get 404
	DevOnly  Policy = "dev"       // anyone, but mounted in development only
	Webhook  Policy = "webhook"   // machines: no session, no CSRF token, one address for all languages; the handler verifies the sender
)

const memberPrefix = "member:"

// Member lets in whoever has a role in any organisation of the kind ("company", "partner" or "hub"), and network admins.
// Other people get 404.
func Member(kind string) Policy { return Policy(memberPrefix + kind) }

// Kind is the organisation kind of a Member policy, "" for others.
func (p Policy) Kind() string {
	kind, _ := strings.CutPrefix(string(p), memberPrefix)
	if kind == string(p) {
		return ""
	}
	return kind
}

// Known says whether the policy is one of this file's.
func (p Policy) Known() bool {
	switch p {
	case Public, SignedIn, Admin, DevOnly, Webhook, Member("company"), Member("partner"), Member("hub"):
		return true
	}
	return false
}

// Speaks is the language in which pages of the policy answer those who ask for lang. Swedish is for visitors and companies;
// the pages that partners, hub staff and administrators work on have Finnish and English.
func (p Policy) Speaks(lang string) string {
	working := p == Admin || p == DevOnly || p == Member("partner") || p == Member("hub")
	if lang == "sv" && working {
		return i18n.Order(lang)[1]
	}
	return lang
}

// Route is one row of the route table. Path is written once, without a language, with Fiber's :parameters, in lower case and
// without a slash at the end; it is mounted for every language.
type Route struct {
	Method  string // GET, POST, PUT, PATCH or DELETE; pages and forms use GET and POST
	Path    string
	Policy  Policy
	Handler Handler
	Options Options
}

// Options are a route's exceptions from the common rules.
type Options struct {
	Neutral bool          // one address for all languages: files, feeds, photos
	Body    int           // largest request body in bytes; 0 means DefaultBody
	Cache   time.Duration // public, cacheable answers that are the same for everybody: photos, illustrations
}

// DefaultBody is the largest body of a route that asks for no more; MaxBody is the server's limit, made for photos.
const (
	DefaultBody = 1 << 20
	MaxBody     = 16 << 20
)

// Get is a row for reading a page.
func Get(path string, policy Policy, h Handler) Route {
	return Route{Method: "GET", Path: path, Policy: policy, Handler: h}
}

// Post is a row for a form.
func Post(path string, policy Policy, h Handler) Route {
	return Route{Method: "POST", Path: path, Policy: policy, Handler: h}
}

// With gives the row options.
func (r Route) With(o Options) Route {
	r.Options = o
	return r
}
