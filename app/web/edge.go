package web

import (
	"context"
	"fmt"
	"log/slog"
	"regexp"
	"runtime/debug"
	"time"

	"github.com/gofiber/fiber/v2"
	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/app/web/page"
)

// routeKey holds the route's template once it is known; logs and metrics never see the raw path.
const routeKey = "route"

// edge is the first and the last to see a request: it names it, bounds it in time, turns errors and panics into answers, and
// writes its line in the log.
func (s *Server) edge(f *fiber.Ctx) error {
	start := time.Now()
	id := requestID(f)
	s.setHeaders(f, id)
	ctx, cancel := context.WithTimeout(page.WithRequest(context.Background(), id), requestTime)
	defer cancel()
	f.SetUserContext(ctx)
	c := page.New(s.site, f, id)
	err := guarded(f.Next)
	if err != nil {
		err = s.answer(c, f, err)
	}
	compress(f)
	s.observe(c, f, time.Since(start), err)
	return nil
}

// panicked is a panic as an error; its stack is for the log.
type panicked struct {
	value any
	stack []byte
}

func (p *panicked) Error() string { return fmt.Sprintf("panic: %v", p.value) }

func guarded(next func() error) (err error) {
	defer func() {
		if v := recover(); v != nil {
			err = &panicked{v, debug.Stack()}
		}
	}()
	return next()
}

var goodID = regexp.MustCompile(`^[A-Za-z0-9-]{8,64}$`)

// requestID takes a proxy's id when the proxy is ours, and makes one otherwise.
func requestID(f *fiber.Ctx) string {
	if id := f.Get(fiber.HeaderXRequestID); f.IsProxyTrusted() && goodID.MatchString(id) {
		return id
	}
	return uuid.NewString()
}

// observe writes the access line. It names people by id alone and routes by template, so nothing personal gets in.
func (s *Server) observe(c *page.Ctx, f *fiber.Ctx, took time.Duration, err error) {
	route, _ := f.Locals(routeKey).(string)
	status := f.Response().StatusCode()
	s.metrics.observe(f.Method(), route, status, took)
	attrs := []slog.Attr{
		slog.String("method", f.Method()), slog.String("route", route), slog.Int("status", status),
		slog.Float64("ms", float64(took.Microseconds())/1000),
	}
	if err == nil {
		err = c.Noted()
	}
	if err != nil {
		attrs = append(attrs, slog.String("fault", faultKey(err)))
	}
	s.deps.Log.LogAttrs(c.Context(), level(route, status), "request", attrs...)
}

func level(route string, status int) slog.Level {
	switch {
	case status >= 500:
		return slog.LevelError
	case route == "/livez" || route == "/readyz" || route == assetsRoute:
		return slog.LevelDebug
	case status == fiber.StatusForbidden || status == fiber.StatusTooManyRequests:
		return slog.LevelWarn
	}
	return slog.LevelInfo
}
