package partners

import (
	"context"
	"errors"

	"github.com/lib/pq"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/capacity"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
)

// MaxBulk is the most sessions that one form may change: more than a month of one activity can have.
const MaxBulk = 500

// lockSessions locks those of the sessions that belong to the activity, in the order in which everybody takes them, and reads
// them: seats are locked after sessions, in the order of their resources. lock is as for lockSession.
func lockSessions(ctx context.Context, tx *postgres.Tx, actor access.Actor, activity int64, ids []int64, lock string) ([]Session, error) {
	if _, err := ownActivity(ctx, tx, actor, activity, ""); err != nil {
		return nil, err
	}
	if len(ids) == 0 || len(ids) > MaxBulk {
		return nil, fault.New(fault.Invalid, "fault.sessions_chosen").With("Max", MaxBulk)
	}
	var rows []int64
	err := tx.Select(ctx, &rows, `/* partners.lockSessions */ SELECT id FROM session WHERE activity_id = $1 AND id = ANY ($2) ORDER BY id `+lock, activity, pq.Array(ids))
	if err != nil {
		return nil, err
	}
	var list []Session
	err = tx.Select(ctx, &list, `/* partners.lockSessions reads */`+sessionSelect+`WHERE s.id = ANY ($1) ORDER BY s.resource_id`, pq.Array(rows))
	return list, err
}

// ahead are those that can still be changed.
func (s *Service) ahead(list []Session) (open []Session) {
	for _, one := range list {
		if s.stillAhead(one) == nil {
			open = append(open, one)
		}
	}
	return open
}

// ChangeSeatsOfMany gives those of an activity's sessions that are still ahead a number of seats, and returns how many they are.
// Members of its partner and network admins may. All or nothing: Conflict on the field "seats" with the Days on which more are
// taken. Invalid "fault.sessions_chosen" without sessions.
func (s *Service) ChangeSeatsOfMany(ctx context.Context, actor access.Actor, activity int64, ids []int64, seats int) (n int, err error) {
	if err := known(actor); err != nil {
		return 0, err
	}
	if err := seatsInRange(seats); err != nil {
		return 0, err
	}
	err = s.db.InTx(ctx, func(tx *postgres.Tx) error {
		list, err := lockSessions(ctx, tx, actor, activity, ids, `FOR NO KEY UPDATE`)
		if err != nil {
			return err
		}
		var settings []capacity.Setting
		for _, one := range s.ahead(list) {
			if err := one.enough(seats); err != nil {
				return err
			}
			settings = append(settings, capacity.Setting{Slot: one.slot(), Capacity: seats})
		}
		n = len(settings)
		return daysInUse(capacity.Set(ctx, tx, settings))
	})
	return n, err
}

// daysInUse puts the engine's refusal at the field, with the days on which more seats are taken.
func daysInUse(err error) error {
	var inUse *capacity.InUse
	if !errors.As(err, &inUse) || len(inUse.Slots) == 0 {
		return err
	}
	var days []dates.Date
	most := 0
	for _, slot := range inUse.Slots {
		days, most = append(days, slot.Day), max(most, slot.Taken)
	}
	return &fault.Error{Code: fault.Conflict, Key: "fault.capacity_in_use", Err: err, Fields: []fault.Field{
		{Name: "seats", Key: "field.seats_taken_days", Args: map[string]any{"Days": days, "Taken": most}},
	}}
}

// CancelSessions calls off those of an activity's sessions that are still ahead, for one reason, and tells those who hold seats
// in them. It returns how many of the sessions are called off now, so that sending a form twice says the same twice. Members of
// its partner and network admins may. Errors: Invalid without a reason, or without sessions.
func (s *Service) CancelSessions(ctx context.Context, actor access.Actor, activity int64, ids []int64, reason string) (n int, err error) {
	if err := known(actor); err != nil {
		return 0, err
	}
	if reason, err = givenReason(reason); err != nil {
		return 0, err
	}
	err = s.db.InTx(ctx, func(tx *postgres.Tx) error {
		list, err := lockSessions(ctx, tx, actor, activity, ids, `FOR UPDATE`)
		if err != nil {
			return err
		}
		n = 0
		for _, one := range list {
			if one.Status == Cancelled {
				n++
			}
		}
		for _, one := range s.ahead(list) {
			if err := s.callOff(ctx, tx, actor, one, reason); err != nil {
				return err
			}
			n++
		}
		return nil
	})
	return n, err
}
