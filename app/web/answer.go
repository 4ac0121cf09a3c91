package web

import (
	"net/url"
	"strings"

	"github.com/gofiber/fiber/v2"

	"github.com/hubittaako/hubittaako/app/web/page"
)

const signInPath = "/kirjaudu"

// answer turns an error into a response in the form the asker wants: a page in the site's look, a note for htmx, JSON, or the
// way to the sign-in. It needs no database. It returns the error for the log.
func (s *Server) answer(c *page.Ctx, f *fiber.Ctx, err error) error {
	s.record(c.Context(), err)
	p := problemOf(err)
	clean(f)
	if lead, ok := s.elsewhere(c, f, p); ok {
		return first(err, lead())
	}
	c.RetryAfter(p.fault)
	if p.fault == errAgain {
		c.RenewToken()
	}
	failed := guarded(func() error { return s.say(c, f, p) })
	if failed != nil {
		s.record(c.Context(), failed)
		return first(err, c.Text(p.status, s.deps.Texts.For(c.Lang()).T("fault.internal")+"\n"+c.RequestID()+"\n"))
	}
	return err
}

func first(err, next error) error {
	if err != nil {
		return err
	}
	return next
}

// clean takes back what the failed handler had begun to say; cookies and common headers stay.
func clean(f *fiber.Ctx) {
	r := f.Response()
	r.ResetBody()
	for _, h := range []string{
		fiber.HeaderContentDisposition, fiber.HeaderETag, fiber.HeaderLastModified, fiber.HeaderLocation,
		fiber.HeaderContentEncoding, "HX-Redirect", "HX-Trigger",
	} {
		r.Header.Del(h)
	}
}

// elsewhere: a page that needs a person leads to the sign-in and back; a trailing slash leads to the page
// without it, and a language of others to one of ours.
func (s *Server) elsewhere(c *page.Ctx, f *fiber.Ctx, p problem) (lead func() error, ok bool) {
	if f.Method() != fiber.MethodGet || wantsJSON(c) {
		return nil, false
	}
	if p.status == fiber.StatusUnauthorized {
		return func() error { return c.Redirect(signInPath + "?next=" + url.QueryEscape(c.Shown())) }, true
	}
	if p.status != fiber.StatusNotFound || f.Locals(routeKey) != nil {
		return nil, false
	}
	if bare, ok := withoutSlash(f.OriginalURL()); ok {
		return func() error { return c.Moved(bare) }, true
	}
	to, known, ok := s.otherLanguage(c, f.OriginalURL())
	switch {
	case !ok:
		return nil, false
	case known:
		return func() error { return c.Moved(to) }, true
	}
	return func() error {
		c.Flash("info", "ui.lang.unknown")
		return c.Redirect(to)
	}, true
}

// withoutSlash is an address without the slashes at the end of its path, and whether it had any.
func withoutSlash(address string) (string, bool) {
	path, query, hasQuery := strings.Cut(address, "?")
	bare := strings.TrimRight(path, "/")
	if bare == path || bare == "" {
		return "", false
	}
	if hasQuery {
		bare += "?" + query
	}
	return page.OwnPath(bare)
}

func wantsJSON(c *page.Ctx) bool {
	return c.Prefers("text/html", "application/json") == "application/json"
}

func (s *Server) say(c *page.Ctx, f *fiber.Ctx, p problem) error {
	t := s.deps.Texts.For(c.Lang())
	text := t.TMap(p.fault.Key, p.fault.Args)
	if wantsJSON(c) {
		return c.JSON(p.status, map[string]any{"error": failure{
			Code: string(p.fault.Code), Key: p.fault.Key, Message: text, RequestID: c.RequestID(), Fields: c.FieldTexts(p.fault),
		}})
	}
	return c.RenderProblem(p.status, text)
}

// failure is an error as machines get it.
type failure struct {
	Code      string            `json:"code"`
	Key       string            `json:"key"`
	Message   string            `json:"message"`
	Fields    map[string]string `json:"fields,omitempty"`
	RequestID string            `json:"request_id"`
}

// early answers what never reached a handler: broken requests, too large ones, too slow ones.
func (s *Server) early(f *fiber.Ctx, err error) error {
	id := requestID(f)
	s.setHeaders(f, id)
	ctx := page.WithRequest(f.UserContext(), id)
	f.SetUserContext(ctx)
	c := page.New(s.site, f, id)
	err = s.answer(c, f, err)
	s.observe(c, f, 0, err)
	return nil
}
