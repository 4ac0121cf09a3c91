package jobs

import (
	"context"
	"fmt"
	"log/slog"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"
)

// reporter logs each failed run. The job's arguments stay out of the log: they may hold a person's data.
type reporter struct{ logger *slog.Logger }

func (r reporter) HandleError(ctx context.Context, job *rivertype.JobRow, err error) *river.ErrorHandlerResult {
	r.report(ctx, job, "job failed", slog.String("error", err.Error()))
	return nil
}

func (r reporter) HandlePanic(ctx context.Context, job *rivertype.JobRow, value any, trace string) *river.ErrorHandlerResult {
	r.report(ctx, job, "job panicked", slog.String("error", fmt.Sprint(value)), slog.String("trace", trace))
	return nil
}

// report: a run that will be repeated is a warning, the last one an error that somebody has to look at.
func (r reporter) report(ctx context.Context, job *rivertype.JobRow, message string, details ...slog.Attr) {
	level := slog.LevelWarn
	if job.Attempt >= job.MaxAttempts {
		level = slog.LevelError
	}
	attrs := append(details, slog.Int64("job", job.ID), slog.String("kind", job.Kind),
		slog.Int("attempt", job.Attempt), slog.Int("of", job.MaxAttempts))
	r.logger.LogAttrs(ctx, level, message, attrs...)
}

// quiet drops River's own news below a warning: it reports every failed job once more, and counts of jobs all the time.
type quiet struct{ slog.Handler }

func (q quiet) Enabled(ctx context.Context, level slog.Level) bool {
	return level >= slog.LevelWarn && q.Handler.Enabled(ctx, level)
}
func (q quiet) WithAttrs(attrs []slog.Attr) slog.Handler { return quiet{q.Handler.WithAttrs(attrs)} }
func (q quiet) WithGroup(name string) slog.Handler       { return quiet{q.Handler.WithGroup(name)} }
