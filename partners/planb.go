package partners

import (
	"context"
	"time"

	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
)

// PlanBForm says what is done in the place of an activity when the weather is against it: another of the partner's activities,
// which need not be on sale by itself. Seats are those of the sessions that have to be opened for it.
type PlanBForm struct {
	Activity int64 `form:"plan_b"` // 0: nothing, for sessions that are opened from now on
	Seats    int   `form:"plan_b_seats"`
}

// SetPlanB gives an activity its plan B, and each of its sessions ahead the plan B's session at the same time, opened where there
// is none; it returns how many got one. From then on a stay takes the seats of both, and a session has no more places than its
// plan B. Sessions that are paired stay so. Members of the partner and network admins may. Errors: Invalid with fields: an
// activity of the same partner, in the same municipality, that takes no longer; Conflict "fault.activity_archived".
func (s *Service) SetPlanB(ctx context.Context, actor access.Actor, activity int64, form PlanBForm) (n int, err error) {
	if err := known(actor); err != nil {
		return 0, err
	}
	err = s.db.InTx(ctx, func(tx *postgres.Tx) error {
		a, err := activityForSessions(ctx, tx, actor, activity)
		if err != nil {
			return err
		}
		if form.Activity != 0 {
			other, err := ownActivity(ctx, tx, actor, form.Activity, "")
			if err != nil {
				return fault.OnField("plan_b", "field.choice")
			}
			if err := fault.Check(form.faults(a, other)); err != nil {
				return err
			}
		}
		if _, err := tx.Exec(ctx, `/* partners.SetPlanB */ UPDATE activity SET plan_b_id = nullif($2::bigint, 0), plan_b_seats = $3 WHERE id = $1`,
			a.ID, form.Activity, form.Seats); err != nil {
			return err
		}
		a.PlanB, a.PlanBSeats, n = form.Activity, form.Seats, 0
		if a.PlanB != 0 {
			n, err = pairSessions(ctx, tx, a)
		}
		return err
	})
	return n, err
}

// MayStandIn says whether the activity may be the plan B of another, place and length aside.
func (a Activity) MayStandIn(of Activity) bool {
	return a.PartnerID == of.PartnerID && a.ID != of.ID && a.Kind.slots() == "session_seat" && of.Kind.slots() == "session_seat" && a.PlanB == 0 && a.Status != Archived
}

func (f PlanBForm) faults(a, other Activity) []fault.Field {
	switch {
	case !other.MayStandIn(a):
		return []fault.Field{wrong("plan_b", "field.choice")}
	case other.Minutes > a.Minutes:
		return []fault.Field{wrong("plan_b", "field.plan_b_longer")}
	case other.Municipality != a.Municipality:
		return []fault.Field{wrong("plan_b", "field.plan_b_town")}
	case f.Seats < a.GroupMin || f.Seats > maxSeats:
		return []fault.Field{{Name: "plan_b_seats", Key: "field.min", Args: map[string]any{"Min": a.GroupMin}}}
	}
	return nil
}

// pairSessions gives the activity's open sessions that have no plan B one at the same time. The activity is locked. Who holds
// seats in them already has none of the plan B: nothing is taken for a stay behind its back.
func pairSessions(ctx context.Context, tx *postgres.Tx, a Activity) (int, error) {
	var other Activity
	if err := tx.Get(ctx, &other, `/* partners.planB */ SELECT `+activityColumns+activityTables+`WHERE a.id = $1 `+forUpdate, a.PlanB); err != nil {
		return 0, err
	}
	if other.Status == Archived {
		return 0, nil
	}
	var missing []fresh
	err := tx.Select(ctx, &missing, `/* partners.pairSessions opens */
		SELECT s.day, s.starts_at, s.starts_at + make_interval(mins => $3) AS ends_at, $4::int AS seats, 0 AS pool_min, s.starts_at AS decide_at
		FROM session s
		WHERE s.activity_id = $1 AND s.status = 'open' AND s.plan_b_id IS NULL AND s.starts_at > now()
			AND NOT EXISTS (SELECT FROM session o WHERE o.activity_id = $2 AND o.starts_at = s.starts_at)
		ORDER BY s.starts_at`, a.ID, other.ID, other.Minutes, a.PlanBSeats)
	if err != nil {
		return 0, err
	}
	if len(missing) > 0 {
		if _, err := insertSessions(ctx, tx, other, missing, uuid.NullUUID{}); err != nil {
			return 0, err
		}
	}
	var ids []int64
	err = tx.Select(ctx, &ids, `/* partners.pairSessions */
		UPDATE session s SET plan_b_id = o.id FROM session o
		WHERE s.activity_id = $1 AND s.status = 'open' AND s.plan_b_id IS NULL AND s.starts_at > now()
			AND o.activity_id = $2 AND o.starts_at = s.starts_at AND o.status = 'open' AND o.ends_at <= s.ends_at
		RETURNING s.id`, a.ID, other.ID)
	return len(ids), err
}

// Span is the day of a session and when it is over.
type Span struct {
	Day    dates.Date `db:"day"`
	EndsAt time.Time  `db:"ends_at"`
}

// PlanBTerm is when plan B may be called: from the day before until the session is over.
func (s Span) PlanBTerm() (from, until time.Time) { return dates.At(s.Day.AddDays(-1), 0), s.EndsAt }

// MayCallPlanB says whether the moment for it has come, and is not over.
func (s Session) MayCallPlanB(now time.Time) bool {
	from, until := Span{s.Day, s.EndsAt}.PlanBTerm()
	return s.PlanB != 0 && !s.Called && s.Status == Open && !now.Before(from) && now.Before(until)
}
