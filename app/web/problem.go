package web

import (
	"context"
	"errors"
	"log/slog"

	"github.com/gofiber/fiber/v2"

	"github.com/hubittaako/hubittaako/app/base/fault"
)

// problem is an error on its way out: the status it gets and what may be said about it.
type problem struct {
	status int
	fault  *fault.Error
}

var statuses = map[fault.Code]int{
	fault.Invalid:         fiber.StatusUnprocessableEntity,
	fault.Unauthenticated: fiber.StatusUnauthorized,
	fault.Forbidden:       fiber.StatusForbidden,
	fault.NotFound:        fiber.StatusNotFound,
	fault.Conflict:        fiber.StatusConflict,
	fault.Gone:            fiber.StatusGone,
	fault.TooMany:         fiber.StatusTooManyRequests,
	fault.Unavailable:     fiber.StatusServiceUnavailable,
	fault.Internal:        fiber.StatusInternalServerError,
}

// protocol are refusals that come before any page: what to call them, and what they say.
var protocol = map[int]*fault.Error{
	fiber.StatusBadRequest:                  fault.New(fault.Invalid, "fault.bad_request"),
	fiber.StatusNotFound:                    errNotFound,
	fiber.StatusMethodNotAllowed:            fault.New(fault.NotFound, "fault.method"),
	fiber.StatusRequestTimeout:              fault.New(fault.Invalid, "fault.timeout"),
	fiber.StatusRequestEntityTooLarge:       fault.New(fault.Invalid, "fault.too_large"),
	fiber.StatusUnsupportedMediaType:        fault.New(fault.Invalid, "fault.encoding"),
	fiber.StatusTooManyRequests:             fault.New(fault.TooMany, "fault.too_many"),
	fiber.StatusRequestHeaderFieldsTooLarge: fault.New(fault.Invalid, "fault.too_large"),
}

// problemOf decides what an error is to the outside. What nobody named is internal.
func problemOf(err error) problem {
	var known *fault.Error
	if errors.As(err, &known) {
		if status, ok := statuses[known.Code]; ok {
			return problem{status, known}
		}
	}
	var http *fiber.Error
	if errors.As(err, &http) && protocol[http.Code] != nil {
		return problem{http.Code, protocol[http.Code]}
	}
	if errors.Is(err, context.DeadlineExceeded) {
		return problem{fiber.StatusServiceUnavailable, fault.New(fault.Unavailable, "fault.unavailable").Wrap(err)}
	}
	return problem{fiber.StatusInternalServerError, fault.New(fault.Internal, "fault.internal").Wrap(err)}
}

func faultKey(err error) string { return problemOf(err).fault.Key }

// record writes what the visitor is not told, once: the cause, and a panic's stack.
func (s *Server) record(ctx context.Context, err error) {
	p := problemOf(err)
	if p.status < fiber.StatusInternalServerError && p.fault.Err == nil {
		return // the access line says enough
	}
	level := slog.LevelInfo
	switch {
	case p.fault.Code == fault.Internal:
		level = slog.LevelError
	case p.status >= fiber.StatusInternalServerError:
		level = slog.LevelWarn
	}
	attrs := []slog.Attr{slog.String("error", err.Error())}
	var crash *panicked
	if errors.As(err, &crash) {
		attrs = append(attrs, slog.String("stack", string(crash.stack)))
	}
	s.deps.Log.LogAttrs(ctx, level, "request failed", attrs...)
}
