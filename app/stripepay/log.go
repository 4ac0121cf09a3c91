package stripepay

import (
	"context"
	"fmt"
	"log/slog"
)

// libraryLog takes what the library wants to say. Errors come back as values and are logged once at the edge, so they
// are quiet here; debug lines are dropped because they hold whole answers, with people's addresses in them.
type libraryLog struct{ log *slog.Logger }

func (l libraryLog) Debugf(string, ...any) {}

func (l libraryLog) Infof(format string, v ...any) { l.say(slog.LevelDebug, format, v) }

func (l libraryLog) Warnf(format string, v ...any) { l.say(slog.LevelWarn, format, v) }

func (l libraryLog) Errorf(format string, v ...any) { l.say(slog.LevelDebug, format, v) }

func (l libraryLog) say(level slog.Level, format string, v []any) {
	ctx := context.Background()
	if l.log.Enabled(ctx, level) {
		l.log.Log(ctx, level, "stripe: "+fmt.Sprintf(format, v...))
	}
}
