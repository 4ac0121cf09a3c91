package capacity

import (
	"context"

	"github.com/hubittaako/hubittaako/app/base/postgres"
)

// Close lets nobody take more of a resource: each of its slots gets the capacity that is taken just then. What is taken stays
// taken until it is released; it returns how much that is, over all slots.
func Close(ctx context.Context, tx *postgres.Tx, resource int64) (taken int, err error) {
	err = tx.Get(ctx, &taken, `/* capacity.Close */
		WITH locked AS MATERIALIZED (
			SELECT s.resource_id, s.day, s.part FROM slot s WHERE s.resource_id = $1 ORDER BY s.day, s.part FOR UPDATE
		), closed AS (
			UPDATE slot s SET capacity = s.taken
			FROM locked l
			WHERE s.resource_id = l.resource_id AND s.day = l.day AND s.part = l.part
			RETURNING s.taken
		)
		SELECT coalesce(sum(taken), 0) FROM closed`, resource)
	return taken, err
}
