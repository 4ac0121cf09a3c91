package search

import (
	"context"

	"github.com/lib/pq"

	"github.com/hubittaako/hubittaako/app/base/capacity"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/partners"
)

// changes are what transactions wrote that may be new to the mirror. Values are read as they are now, never as they were
// when the change was logged: reading a change twice, or late, does no harm.
type changes struct {
	unseen     string
	slots      []capacity.State
	gone       []int64 // sessions that changed: the mirror forgets them and takes those that are still open
	activities []int64 // whose sessions are all read again
	catalog    bool
}

func (c changes) any() bool { return c.catalog || len(c.slots)+len(c.gone)+len(c.activities) > 0 }

// readChanges asks for what transactions from `since` on have written. The transactions that are still open are in the answer
// of the next time, because unseen is the oldest of them.
func readChanges(ctx context.Context, r postgres.Reader, since string) (changes, error) {
	var found struct {
		Unseen     string        `db:"unseen"`
		Catalog    bool          `db:"catalog"`
		Sessions   pq.Int64Array `db:"sessions"`
		Activities pq.Int64Array `db:"activities"`
		Slots      int           `db:"slots"`
	}
	err := r.Get(ctx, &found, `/* search.readChanges */
		SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS unseen,
			coalesce(bool_or(c.kind IN ('catalog', 'activity')), false) AS catalog,
			coalesce((SELECT array_agg(DISTINCT i) FROM stock_change s, unnest(s.ids) i WHERE s.xid >= $1::xid8 AND s.kind = 'session'), '{}') AS sessions,
			coalesce((SELECT array_agg(DISTINCT i) FROM stock_change s, unnest(s.ids) i WHERE s.xid >= $1::xid8 AND s.kind = 'activity'), '{}') AS activities,
			count(*) FILTER (WHERE c.kind = 'slot') AS slots
		FROM stock_change c WHERE c.xid >= $1::xid8`, since)
	if err != nil {
		return changes{}, err
	}
	c := changes{unseen: found.Unseen, catalog: found.Catalog, gone: found.Sessions, activities: found.Activities}
	if found.Slots > 0 {
		err = r.Select(ctx, &c.slots, `/* search.changedSlots */
			SELECT s.resource_id, s.day, s.part, s.capacity, s.taken
			FROM (SELECT DISTINCT k.resource_id, k.day, k.part
				FROM stock_change c, unnest(c.ids, c.days, c.parts) AS k (resource_id, day, part)
				WHERE c.xid >= $1::xid8 AND c.kind = 'slot') k
			JOIN slot s USING (resource_id, day, part)`, since)
	}
	return c, err
}

// readSessions reads those of the changed sessions that may be booked now.
func (c changes) readSessions(ctx context.Context, r postgres.Reader) ([]partners.OpenSession, error) {
	if len(c.gone)+len(c.activities) == 0 {
		return nil, nil
	}
	return partners.OpenAmong(ctx, r, c.gone, c.activities)
}

// Forget deletes the changes that every index has seen, or is too far behind to catch up on. A job calls it.
func (x *Index) Forget(ctx context.Context) error {
	return x.db.InTx(ctx, func(tx *postgres.Tx) error {
		_, err := tx.Exec(ctx, `/* search.Forget */ DELETE FROM stock_change WHERE at < now() - make_interval(secs => $1)`, (2 * forgotten).Seconds())
		return err
	})
}
