package postgres

import (
	"context"
	"fmt"
	"time"

	"github.com/lib/pq"
)

// Listen calls heard when somebody notifies the channel, and after each connection, since what was said before it was not
// heard. It connects again whenever the connection is lost, and ends with ctx. heard must not wait for anything.
func Listen(ctx context.Context, dsn, channel string, heard func()) error {
	events := func(event pq.ListenerEventType, _ error) {
		if event == pq.ListenerEventReconnected {
			heard()
		}
	}
	l := pq.NewListener(dsn, 200*time.Millisecond, 5*time.Second, events)
	defer l.Close()
	if err := l.Listen(channel); err != nil {
		return fmt.Errorf("listen to %s: %w", channel, err)
	}
	heard()
	alive := time.NewTicker(30 * time.Second)
	defer alive.Stop()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-l.Notify:
			heard()
		case <-alive.C:
			_ = l.Ping() // a dead connection is noticed by writing to it; the listener connects anew by itself
		}
	}
}
