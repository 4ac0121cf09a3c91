package web

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"

	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/web/page"
)

// mount builds the one chain that every request goes through. The order matters: nothing reads a body before its encoding is
// known, nothing asks the database before the flood gate, machines and pictures need no session, pages do.
func (s *Server) mount() error {
	if err := CheckTable(s.deps.Routes, s.site.Langs); err != nil {
		return err
	}
	s.deps.Routes = ordered(s.deps.Routes)
	s.app.Use(s.edge, noEncoding)
	s.mountHealth()
	if err := s.mountAssets(); err != nil {
		return err
	}
	s.app.Use(wellFormed, s.notFlooded)
	s.mountRoutes(func(r page.Route) bool { return sessionless(r) })
	s.app.Use(s.authenticate)
	s.mountRoutes(func(r page.Route) bool { return !sessionless(r) })
	return nil
}

// sessionless routes answer the same to everybody, so that asking who it is would be waste.
func sessionless(r page.Route) bool { return r.Policy == page.Webhook || r.Options.Cache > 0 }

func (s *Server) mountRoutes(want func(page.Route) bool) {
	for _, r := range s.deps.Routes {
		if !want(r) || r.Policy == page.DevOnly && !s.cfg.Dev {
			continue
		}
		for _, path := range paths(r, s.site.Langs) {
			s.register(r.Method, path, s.handle(r))
		}
	}
}

func (s *Server) register(method, path string, h fiber.Handler) {
	if method == fiber.MethodGet {
		s.app.Get(path, h) // and HEAD
		return
	}
	s.app.Add(method, path, h)
}

// paths are the addresses of a row: one a language, or one for all.
func paths(r page.Route, langs []string) []string {
	if r.Options.Neutral || r.Policy == page.Webhook {
		return []string{r.Path}
	}
	var all []string
	for _, lang := range langs {
		all = append(all, page.JoinLang(lang, r.Path, langs))
	}
	return all
}

// handle wraps a page action in its row's rules.
func (s *Server) handle(r page.Route) fiber.Handler {
	return func(f *fiber.Ctx) error {
		f.Locals(routeKey, f.Route().Path)
		c := page.From(f)
		c.Speak(r.Policy)
		if err := s.admit(c, f, r); err != nil {
			return err
		}
		if err := allowed(c, r.Policy); err != nil {
			return err
		}
		if done, err := s.chooseLanguage(c, r); done || err != nil {
			return err
		}
		if r.Options.Cache > 0 {
			c.MayCache(r.Options.Cache)
		}
		return r.Handler(c)
	}
}

var (
	errSignIn   = fault.New(fault.Unauthenticated, "fault.sign_in")
	errNotFound = fault.New(fault.NotFound, "fault.not_found")
)

func needsPerson(p page.Policy) bool { return p == page.SignedIn || p == page.Admin || p.Kind() != "" }

// allowed enforces a policy. Whoever lacks the role sees what anybody sees where there is nothing.
func allowed(c *page.Ctx, p page.Policy) error {
	actor := c.Actor()
	switch {
	case !needsPerson(p):
		return nil
	case !actor.SignedIn():
		return errSignIn
	case p == page.Admin && !actor.IsAdmin():
		return errNotFound
	case p.Kind() != "" && !actor.HasKind(p.Kind()) && !actor.IsAdmin():
		return errNotFound
	}
	return nil
}

// Strays are the addresses that the application answers without a row in the route table or a place in this file. There must
// be none; a test asks.
func (s *Server) Strays() []string {
	known := map[string]bool{"/livez": true, "/readyz": true, "/robots.txt": true, "/favicon.ico": true, assetsRoute: true}
	for _, r := range s.deps.Routes {
		for _, path := range paths(r, s.site.Langs) {
			known[path] = true
		}
	}
	var strays []string
	for _, r := range s.app.GetRoutes(true) {
		if !known[r.Path] {
			strays = append(strays, r.Method+" "+r.Path)
		}
	}
	return strays
}

// CheckTable refuses rows that could not mean what they say, and rows that another one hides.
func CheckTable(routes []page.Route, langs []string) error {
	var errs []error
	for i, r := range routes {
		if err := checkRow(r, langs); err != nil {
			errs = append(errs, fmt.Errorf("route %s %s: %w", r.Method, r.Path, err))
		}
		for _, other := range routes[:i] {
			if other.Method == r.Method && hides(other, r) {
				errs = append(errs, fmt.Errorf("routes %s %s and %s answer the same addresses", r.Method, r.Path, other.Path))
			}
		}
	}
	return errors.Join(errs...)
}

// hides: two rows for the same addresses; or a row without sessions, which are asked first, over one with.
func hides(a, b page.Route) bool {
	if sessionless(a) == sessionless(b) {
		return slices.Equal(segments(a.Path), segments(b.Path))
	}
	if sessionless(b) {
		a, b = b, a
	}
	return covers(a.Path, b.Path)
}

var methods = []string{fiber.MethodGet, fiber.MethodPost, fiber.MethodPut, fiber.MethodPatch, fiber.MethodDelete}

func checkRow(r page.Route, langs []string) error {
	lang, _ := page.SplitLang(r.Path, langs)
	switch {
	case !slices.Contains(methods, r.Method):
		return errors.New("unknown method")
	case !r.Policy.Known():
		return fmt.Errorf("unknown policy %q", r.Policy)
	case r.Handler == nil:
		return errors.New("no handler")
	case !strings.HasPrefix(r.Path, "/") || r.Path != "/" && strings.HasSuffix(r.Path, "/"):
		return errors.New("the path must begin with a slash and not end with one")
	case lang != langs[0]:
		return errors.New("the path must not name a language")
	case r.Options.Cache > 0 && (r.Policy != page.Public || r.Method != fiber.MethodGet):
		return errors.New("only public pictures and files can be cached")
	}
	return nil
}
