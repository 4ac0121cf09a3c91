package partners

import (
	"context"
	"slices"
	"time"

	"github.com/google/uuid"
	"github.com/lib/pq"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/postgres"
)

// Removed is what one form took away, and can be put back for a day.
type Removed struct {
	Key   uuid.UUID  `db:"key"`
	At    time.Time  `db:"at"`
	Count int        `db:"n"`
	First dates.Date `db:"first"`
	Last  dates.Date `db:"last"`
}

// RemoveSessions takes those of an activity's sessions away that nobody has ever booked, as if they had never been opened, and
// returns how many, and how many were left because they are or were booked: those can only be called off. For a day
// RestoreSessions puts them back. Members of the activity's partner and network admins may. The same operation key takes away
// once and returns the same numbers, as far as the sessions left are still there. Invalid "fault.sessions_chosen" without sessions.
func (s *Service) RemoveSessions(ctx context.Context, actor access.Actor, activity int64, ids []int64, op uuid.UUID) (gone, left int, err error) {
	if err := known(actor); err != nil {
		return 0, 0, err
	}
	err = s.db.InTx(ctx, func(tx *postgres.Tx) error {
		list, err := lockSessions(ctx, tx, actor, activity, ids, `FOR UPDATE`)
		if err != nil {
			return err
		}
		if gone, left = 0, len(list); len(list) > 0 {
			if err := removeUnbooked(ctx, tx, activity, list, op); err != nil {
				return err
			}
		}
		err = tx.Get(ctx, &gone, `/* partners.RemoveSessions counts */ SELECT count(*) FROM session_removed WHERE key = $1 AND activity_id = $2`, op, activity)
		if err != nil {
			return err
		}
		return tx.Get(ctx, &left, `/* partners.RemoveSessions left */ SELECT count(*) FROM session WHERE activity_id = $1 AND id = ANY ($2)`, activity, pq.Array(ids))
	})
	return gone, left, err
}

// removeUnbooked moves sessions to where they can be put back from. They are locked for update, so nobody is booking them: what
// the statement sees of bookings stays true.
func removeUnbooked(ctx context.Context, tx *postgres.Tx, activity int64, list []Session, op uuid.UUID) error {
	ids := make([]int64, len(list))
	for i, one := range list {
		ids[i] = one.ID
	}
	if _, err := tx.Exec(ctx, `/* partners.removeUnbooked forgets */
		DELETE FROM session_removed WHERE activity_id = $1 AND removed_at < now() - interval '1 day'`, activity); err != nil {
		return err
	}
	var resources []int64
	err := tx.Select(ctx, &resources, `/* partners.removeUnbooked */
		WITH gone AS (
			DELETE FROM session s
			WHERE s.id = ANY ($1) AND NOT EXISTS (SELECT FROM booking_session b WHERE b.session_id = s.id)
				AND NOT EXISTS (SELECT FROM allocation a WHERE a.resource_id = s.resource_id)
				AND NOT EXISTS (SELECT FROM session x WHERE x.plan_b_id = s.id)
			RETURNING s.activity_id, s.partner_id, s.day, s.starts_at, s.ends_at, s.op_key, s.resource_id, s.pool_min, s.decide_at
		), kept AS (
			INSERT INTO session_removed (key, activity_id, partner_id, day, starts_at, ends_at, seats, op_key, pool_min, decide_at)
			SELECT $2, g.activity_id, g.partner_id, g.day, g.starts_at, g.ends_at, sl.capacity, g.op_key, g.pool_min, g.decide_at
			FROM gone g JOIN slot sl ON sl.resource_id = g.resource_id AND sl.day = g.day AND sl.part = 0
		)
		SELECT resource_id FROM gone`, pq.Array(ids), op)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `/* partners.removeUnbooked resources */ DELETE FROM resource WHERE id = ANY ($1)`, pq.Array(resources))
	return err
}

// RemovedSessions lists what was taken away from an activity within a day, the latest first. Members of its partner and network
// admins may.
func (s *Service) RemovedSessions(ctx context.Context, actor access.Actor, activity int64) ([]Removed, error) {
	if err := known(actor); err != nil {
		return nil, err
	}
	if _, err := ownActivity(ctx, s.db, actor, activity, ""); err != nil {
		return nil, err
	}
	var list []Removed
	err := s.db.Select(ctx, &list, `/* partners.RemovedSessions */
		SELECT key, min(removed_at) AS at, count(*) AS n, min(day) AS first, max(day) AS last
		FROM session_removed WHERE activity_id = $1 AND removed_at >= now() - interval '1 day' AND starts_at > $2
		GROUP BY key ORDER BY 2 DESC LIMIT 20`, activity, s.now())
	return list, err
}

// RestoreSessions puts back what RemoveSessions took away with the key, seats and all, and returns how many sessions; times that
// have passed or have another session by now stay away. Doing it again finds nothing to put back: 0. Members of the activity's
// partner and network admins may. Conflict "fault.activity_archived".
func (s *Service) RestoreSessions(ctx context.Context, actor access.Actor, activity int64, key uuid.UUID) (n int, err error) {
	if err := known(actor); err != nil {
		return 0, err
	}
	err = s.db.InTx(ctx, func(tx *postgres.Tx) error {
		a, err := activityForSessions(ctx, tx, actor, activity)
		if err != nil {
			return err
		}
		var rows []struct {
			fresh
			Op uuid.NullUUID `db:"op_key"`
		}
		if err := tx.Select(ctx, &rows, `/* partners.RestoreSessions */
			DELETE FROM session_removed WHERE key = $1 AND activity_id = $2 RETURNING day, starts_at, ends_at, seats, op_key, pool_min, coalesce(decide_at, starts_at) AS decide_at`, key, a.ID); err != nil {
			return err
		}
		byForm := map[uuid.NullUUID][]fresh{} // a form sent again must find what it added before
		for _, row := range rows {
			byForm[row.Op] = append(byForm[row.Op], row.fresh)
		}
		n = 0
		for op, list := range byForm {
			if list, err = s.stillFree(ctx, tx, a, list); err != nil {
				return err
			}
			if len(list) == 0 {
				continue
			}
			ids, err := insertSessions(ctx, tx, a, list, op)
			if err != nil {
				return err
			}
			n += len(ids)
		}
		return nil
	})
	return n, err
}

// stillFree leaves out times that have passed, whole or to decide on, and those at which the activity has an open session.
func (s *Service) stillFree(ctx context.Context, tx *postgres.Tx, a Activity, list []fresh) ([]fresh, error) {
	starts := make([]time.Time, len(list))
	for i, f := range list {
		starts[i] = f.Start
	}
	taken, err := sessionTimes(ctx, tx, a.ID, starts, Open)
	return slices.DeleteFunc(list, func(f fresh) bool {
		return taken[f.Start.Unix()] || !f.Start.After(s.now()) || f.PoolMin > 0 && !f.DecideAt.After(s.now())
	}), err
}
