package web

import (
	"net/url"

	"github.com/gofiber/fiber/v2"

	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/web/page"
)

// noEncoding refuses compressed bodies: Fiber would unpack them without any limit. No browser sends them.
func noEncoding(f *fiber.Ctx) error {
	if f.Get(fiber.HeaderContentEncoding) != "" {
		return fiber.ErrUnsupportedMediaType
	}
	return f.Next()
}

// wellFormed refuses addresses with bytes that no page could use and that the database would not take.
func wellFormed(f *fiber.Ctx) error {
	path, err := url.PathUnescape(f.Path())
	if err != nil || !page.WellFormed(path) {
		return fiber.ErrBadRequest
	}
	good := true
	f.Context().QueryArgs().VisitAll(func(k, v []byte) {
		good = good && page.WellFormed(string(k)) && page.WellFormed(string(v))
	})
	if !good {
		return fiber.ErrBadRequest
	}
	return f.Next()
}

// notFlooded slows down an address that asks too much.
func (s *Server) notFlooded(f *fiber.Ctx) error {
	if !s.flood.allow(page.From(f).IP()) {
		f.Set(fiber.HeaderRetryAfter, "60")
		return fiber.ErrTooManyRequests
	}
	return f.Next()
}

// authenticate finds out who asks. A token that is no good any more makes a signed-out visitor, not an error.
func (s *Server) authenticate(f *fiber.Ctx) error {
	token := f.Cookies(s.site.SessionCookie())
	if token == "" || len(token) > 200 {
		return f.Next()
	}
	c := page.From(f)
	session, actor, err := s.deps.Auth.Authenticate(c.Context(), token)
	switch fault.CodeOf(err) {
	case "":
		c.SignIn(token, session, actor)
	case fault.Unauthenticated, fault.NotFound, fault.Gone:
		c.ClearSession()
	default:
		return err
	}
	return f.Next()
}

func safe(method string) bool {
	return method == fiber.MethodGet || method == fiber.MethodHead || method == fiber.MethodOptions
}

// sameOrigin refuses unsafe requests that a browser says another site began. Old browsers send neither header; the token
// stops those.
func (s *Server) sameOrigin(c *page.Ctx) error {
	switch c.Header("Sec-Fetch-Site") {
	case "", "same-origin", "none":
	default:
		return errForeign
	}
	origin := c.Header(fiber.HeaderOrigin)
	if origin == "" || origin == s.site.Origin() || s.site.Dev && origin == "http://"+c.Header(fiber.HeaderHost) {
		return nil // in development the machine has several names: localhost, 127.0.0.1
	}
	return errForeign
}

var (
	errForeign = fault.New(fault.Forbidden, "fault.foreign_form")
	errToken   = fault.New(fault.Forbidden, "fault.form_stale")
	errAgain   = fault.New(fault.Conflict, "fault.form_again")
)

// admit is what every unsafe request passes before its handler: a form of this site, whole and with its token.
func (s *Server) admit(c *page.Ctx, f *fiber.Ctx, r page.Route) error {
	if len(f.BodyRaw()) > bodyLimit(r) {
		return fiber.ErrRequestEntityTooLarge
	}
	if safe(f.Method()) || r.Policy == page.Webhook {
		return nil
	}
	if err := s.sameOrigin(c); err != nil {
		return err
	}
	if needsPerson(r.Policy) && !c.Actor().SignedIn() {
		return errSignIn // a session that ended meanwhile deserves a better word than "stale form"
	}
	if err := c.ReadForm(); err != nil {
		return err
	}
	if !c.TokenValid() {
		if c.HX() {
			return errAgain // the page stays with all that was typed into it, and gets a token to ask again with
		}
		return errToken
	}
	return nil
}

func bodyLimit(r page.Route) int {
	if r.Options.Body == 0 {
		return page.DefaultBody
	}
	return min(r.Options.Body, page.MaxBody)
}
