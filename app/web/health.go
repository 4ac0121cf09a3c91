package web

import (
	"regexp"
	"strings"

	"github.com/gofiber/fiber/v2"

	"github.com/hubittaako/hubittaako/app/web/page"
)

// mountHealth adds what machines ask: is the process alive, may it get visitors, what may be indexed.
func (s *Server) mountHealth() {
	plain := func(path string, answer func(c *page.Ctx) error) {
		s.app.Get(path, func(f *fiber.Ctx) error {
			f.Locals(routeKey, path)
			return answer(page.From(f))
		})
	}
	plain("/livez", func(c *page.Ctx) error { return c.Text(fiber.StatusOK, "ok\n") })
	plain("/readyz", s.ready)
	plain("/robots.txt", s.robots)
}

// ready says no while shutting down, so that the load balancer turns to the others first.
func (s *Server) ready(c *page.Ctx) error {
	if s.draining.Load() {
		return c.Text(fiber.StatusServiceUnavailable, "shutting down\n")
	}
	if err := s.deps.Ready(c.Context()); err != nil {
		s.deps.Log.WarnContext(c.Context(), "not ready", "error", err)
		return c.Text(fiber.StatusServiceUnavailable, "the database does not answer or is not migrated\n")
	}
	return c.Text(fiber.StatusOK, "ok\n")
}

// robots keeps search engines to the pages that are for everybody.
func (s *Server) robots(c *page.Ctx) error {
	var b strings.Builder
	b.WriteString("User-agent: *\n")
	seen := map[string]bool{}
	for _, r := range s.deps.Routes {
		if r.Policy == page.Public || r.Policy == page.DevOnly || r.Method != fiber.MethodGet {
			continue
		}
		for _, path := range paths(page.Route{Path: s.hiding(r.Path), Policy: r.Policy, Options: r.Options}, s.site.Langs) {
			if seen[path] {
				continue
			}
			seen[path] = true
			b.WriteString("Disallow: " + path + "$\n")
			if !strings.Contains(path, "*") {
				b.WriteString("Disallow: " + path + "/\n")
			}
		}
	}
	b.WriteString("\nSitemap: " + s.site.URL(s.site.Langs[0], "/sitemap.xml") + "\n")
	return c.Text(fiber.StatusOK, b.String())
}

var pathParam = regexp.MustCompile(`:[^/]+`)

// hiding is what to hide so that a page is hidden: all that begins with its first word, or its own address alone where public
// pages begin so too. A word ends where it ends: /hubi does not hide /hubit.
func (s *Server) hiding(path string) string {
	top := "/" + strings.SplitN(strings.TrimPrefix(path, "/"), "/", 2)[0]
	for _, r := range s.deps.Routes {
		if r.Policy == page.Public && r.Method == fiber.MethodGet && (r.Path == top || strings.HasPrefix(r.Path, top+"/")) {
			return pathParam.ReplaceAllLiteralString(path, "*")
		}
	}
	return top
}
