package partners

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"github.com/google/uuid"
	"github.com/lib/pq"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/capacity"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
)

// AddSession opens one session of an activity. Members of its partner and network admins may. The same operation key gives the
// same session. Errors: Invalid with fields: a time that is past, outside the season or there already; too few seats for the
// smallest group. Conflict "fault.activity_archived".
func (s *Service) AddSession(ctx context.Context, actor access.Actor, activity int64, form SessionForm, op uuid.UUID) (id int64, err error) {
	if err := known(actor); err != nil {
		return 0, err
	}
	err = s.db.InTx(ctx, func(tx *postgres.Tx) error {
		a, err := activityForSessions(ctx, tx, actor, activity)
		if err != nil {
			return err
		}
		if id, err = sessionByOpKey(ctx, tx, a.ID, op); err != nil || id != 0 {
			return err
		}
		if err := fault.Check(form.faults(s.forms, a, s.now())); err != nil {
			return err
		}
		start, _ := span(form.Day, *form.Time, a.Minutes)
		taken, err := sessionTimes(ctx, tx, a.ID, []time.Time{start}, Open)
		if err != nil {
			return err
		}
		if len(taken) > 0 {
			return fault.OnField("time", "field.session_exists")
		}
		ids, err := insertSessions(ctx, tx, a, a.at([]dates.Date{form.Day}, *form.Time, form.Seats, form.pool()), sent(op))
		if err == nil {
			id = ids[0]
		}
		return err
	})
	return id, err
}

// activityForSessions locks the activity, so that its sessions are added one form after another.
func activityForSessions(ctx context.Context, tx *postgres.Tx, actor access.Actor, id int64) (Activity, error) {
	a, err := ownActivity(ctx, tx, actor, id, forUpdate)
	if err == nil && a.Status == Archived {
		err = fault.New(fault.Conflict, "fault.activity_archived")
	}
	return a, err
}

// sessionByOpKey is the session that this form has added before, 0 for none.
func sessionByOpKey(ctx context.Context, tx *postgres.Tx, activity int64, op uuid.UUID) (id int64, err error) {
	err = tx.Get(ctx, &id, `/* partners.sessionByOpKey */ SELECT id FROM session WHERE op_key = $1 AND activity_id = $2 ORDER BY id LIMIT 1`, op, activity)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, nil
	}
	return id, err
}

// sessionTimes are those of the times at which the activity has a session with the status, "" for any.
func sessionTimes(ctx context.Context, r postgres.Reader, activity int64, times []time.Time, status SessionStatus) (map[int64]bool, error) {
	var rows []time.Time
	err := r.Select(ctx, &rows, `/* partners.sessionTimes */
		SELECT starts_at FROM session WHERE activity_id = $1 AND starts_at = ANY ($2::timestamptz[]) AND $3 IN ('', status)`,
		activity, pq.Array(stamps(times)), string(status))
	there := map[int64]bool{}
	for _, t := range rows {
		there[t.Unix()] = true
	}
	return there, err
}

func stamps(times []time.Time) []string {
	all := make([]string, len(times))
	for i, t := range times {
		all[i] = t.UTC().Format(time.RFC3339)
	}
	return all
}

// fresh is a session that is not there yet.
type fresh struct {
	Day   dates.Date `db:"day"`
	Start time.Time  `db:"starts_at"`
	End   time.Time  `db:"ends_at"`
	Seats int        `db:"seats"`

	PoolMin  int       `db:"pool_min"`
	DecideAt time.Time `db:"decide_at"` // of account where PoolMin is not 0
}

// at makes sessions of the activity's length at the same time of the clock on each day.
func (a Activity) at(days []dates.Date, minute, seats int, pool poolWish) []fresh {
	list := make([]fresh, len(days))
	for i, day := range days {
		start, end := span(day, minute, a.Minutes)
		list[i] = fresh{Day: day, Start: start, End: end, Seats: seats, PoolMin: pool.Min, DecideAt: pool.decideAt(start)}
	}
	return list
}

// insertSessions opens sessions in three statements however many there are: resources, sessions, seats.
func insertSessions(ctx context.Context, tx *postgres.Tx, a Activity, list []fresh, op uuid.NullUUID) ([]int64, error) {
	resources, err := capacity.NewResources(ctx, tx, a.Kind.slots(), len(list))
	if err != nil {
		return nil, err
	}
	var starts, ends, decide []time.Time
	var pools []int64
	var iso []string
	var seated []capacity.Setting
	for i, s := range list {
		starts, ends, iso = append(starts, s.Start), append(ends, s.End), append(iso, s.Day.String())
		pools, decide = append(pools, int64(s.PoolMin)), append(decide, s.DecideAt)
		seated = append(seated, capacity.Setting{Slot: capacity.Slot{Resource: resources[i], Day: s.Day}, Capacity: s.Seats})
	}
	var ids []int64
	err = tx.Select(ctx, &ids, `/* partners.insertSessions */
		INSERT INTO session (activity_id, partner_id, day, starts_at, ends_at, resource_id, op_key, pool_min, decide_at)
		SELECT $1, $2, n.day, n.starts_at, n.ends_at, n.resource_id, $3, n.pool_min, CASE WHEN n.pool_min > 0 THEN n.decide_at END
		FROM unnest($4::date[], $5::timestamptz[], $6::timestamptz[], $7::bigint[], $8::int[], $9::timestamptz[])
			AS n (day, starts_at, ends_at, resource_id, pool_min, decide_at)
		ORDER BY n.starts_at
		RETURNING id`, a.ID, a.PartnerID, op, pq.Array(iso), pq.Array(stamps(starts)), pq.Array(stamps(ends)), pq.Array(resources), pq.Array(pools), pq.Array(stamps(decide)))
	if err != nil {
		return nil, err
	}
	if err := capacity.Set(ctx, tx, seated); err != nil || a.PlanB == 0 {
		return ids, err
	}
	_, err = pairSessions(ctx, tx, a)
	return ids, err
}

// sent is the key of the form that adds sessions.
func sent(op uuid.UUID) uuid.NullUUID { return uuid.NullUUID{UUID: op, Valid: true} }

// WeeklyPlan is what a weekly rule would do.
type WeeklyPlan struct {
	New   []dates.Date // on which a session would be opened
	There int          // how many of the rule's times have one already, cancelled ones too
}

// PlanWeekly says what AddWeekly would do, and refuses what it would refuse. Members of the activity's partner and network
// admins may.
func (s *Service) PlanWeekly(ctx context.Context, actor access.Actor, activity int64, form WeeklyForm) (WeeklyPlan, error) {
	if err := known(actor); err != nil {
		return WeeklyPlan{}, err
	}
	a, err := ownActivity(ctx, s.db, actor, activity, "")
	if err != nil {
		return WeeklyPlan{}, err
	}
	return s.planWeekly(ctx, s.db, a, form)
}

func (s *Service) planWeekly(ctx context.Context, r postgres.Reader, a Activity, form WeeklyForm) (WeeklyPlan, error) {
	days, err := form.plan(s.forms, a, s.now())
	if err != nil {
		return WeeklyPlan{}, err
	}
	var starts []time.Time
	for _, d := range days {
		start, _ := span(d, *form.Time, a.Minutes)
		starts = append(starts, start)
	}
	there, err := sessionTimes(ctx, r, a.ID, starts, "")
	if err != nil {
		return WeeklyPlan{}, err
	}
	plan := WeeklyPlan{New: []dates.Date{}}
	for i, d := range days {
		if there[starts[i].Unix()] {
			plan.There++
		} else {
			plan.New = append(plan.New, d)
		}
	}
	return plan, nil
}

// AddWeekly opens the sessions of a weekly rule and returns how many. Times that have a session already are left as they are,
// also cancelled ones: what was called off stays off. Members of the activity's partner and network admins may. The same
// operation key adds once and returns the same number. Errors: Invalid with fields: a start in the past, days outside the season
// (with the first of them), more than MaxWeekly sessions, none at all. Conflict "fault.activity_archived".
func (s *Service) AddWeekly(ctx context.Context, actor access.Actor, activity int64, form WeeklyForm, op uuid.UUID) (n int, err error) {
	if err := known(actor); err != nil {
		return 0, err
	}
	err = s.db.InTx(ctx, func(tx *postgres.Tx) error {
		a, err := activityForSessions(ctx, tx, actor, activity)
		if err != nil {
			return err
		}
		err = tx.Get(ctx, &n, `/* partners.countByOpKey */ SELECT count(*) FROM session WHERE op_key = $1 AND activity_id = $2`, op, a.ID)
		if err != nil || n > 0 {
			return err
		}
		plan, err := s.planWeekly(ctx, tx, a, form)
		if err != nil || len(plan.New) == 0 {
			return err
		}
		ids, err := insertSessions(ctx, tx, a, a.at(plan.New, *form.Time, form.Seats, form.pool()), sent(op))
		n = len(ids)
		return err
	})
	return n, err
}
