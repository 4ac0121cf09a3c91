package web

import (
	"context"
	"log/slog"

	"github.com/hubittaako/hubittaako/app/web/page"
)

// LogHandler adds the request's id and the person's id to every line that was written with a request's context, so that one
// search finds all that happened.
func LogHandler(next slog.Handler) slog.Handler { return logHandler{next} }

type logHandler struct{ slog.Handler }

func (h logHandler) Handle(ctx context.Context, r slog.Record) error {
	id, person := page.RequestOf(ctx)
	if id != "" {
		r.AddAttrs(slog.String("request_id", id))
	}
	if person != 0 {
		r.AddAttrs(slog.Int64("person", person))
	}
	return h.Handler.Handle(ctx, r)
}

func (h logHandler) WithAttrs(attrs []slog.Attr) slog.Handler {
	return logHandler{h.Handler.WithAttrs(attrs)}
}

func (h logHandler) WithGroup(name string) slog.Handler { return logHandler{h.Handler.WithGroup(name)} }
