package partners

import (
	"context"
	"errors"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/capacity"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
)

// maxSeats is the most that one session can have.
const maxSeats = 1000

// lockSession reads a session that the actor may change, after locking its row. Booking takes its hold on the session's row
// before it takes seats, so everybody takes session and slot in this order. lock is FOR UPDATE where the session may go away,
// which also waits for whoever is booking it just now.
func lockSession(ctx context.Context, tx *postgres.Tx, actor access.Actor, id int64, lock string) (Session, error) {
	var row int64
	if err := tx.Get(ctx, &row, `/* partners.lockSession */ SELECT id FROM session WHERE id = $1 `+lock, id); err != nil {
		return Session{}, found(err)
	}
	return ownSession(ctx, tx, actor, id)
}

// ChangeSeats changes how many seats a session has; 0 takes what is left off sale. Members of its partner and network admins
// may. Errors: Conflict on the field "seats" when more are taken, with Taken; Conflict "fault.session_cancelled" and
// "fault.session_over".
func (s *Service) ChangeSeats(ctx context.Context, actor access.Actor, id int64, seats int) error {
	if err := known(actor); err != nil {
		return err
	}
	if err := seatsInRange(seats); err != nil {
		return err
	}
	return s.db.InTx(ctx, func(tx *postgres.Tx) error {
		one, err := lockSession(ctx, tx, actor, id, `FOR NO KEY UPDATE`)
		if err != nil {
			return err
		}
		if err := s.stillAhead(one); err != nil {
			return err
		}
		if err := one.enough(seats); err != nil {
			return err
		}
		return seatsInUse(capacity.Set(ctx, tx, []capacity.Setting{{Slot: one.slot(), Capacity: seats}}))
	})
}

func seatsInRange(seats int) error {
	if seats >= 0 && seats <= maxSeats {
		return nil
	}
	return fault.Check([]fault.Field{{Name: "seats", Key: "field.max", Args: map[string]any{"Max": maxSeats}}})
}

// enough refuses fewer seats than the people that the session still gathers; none takes what is left off sale.
func (s Session) enough(seats int) error {
	if seats == 0 || !s.Gathers() || seats >= s.PoolMin {
		return nil
	}
	return fault.Check([]fault.Field{{Name: "seats", Key: "field.seats_pool", Args: map[string]any{"Min": s.PoolMin}}})
}

// stillAhead refuses changes to a session that was cancelled or has begun.
func (s *Service) stillAhead(one Session) error {
	switch {
	case one.Status == Cancelled:
		return fault.New(fault.Conflict, "fault.session_cancelled")
	case !one.StartsAt.After(s.now()):
		return fault.New(fault.Conflict, "fault.session_over")
	}
	return nil
}

// seatsInUse puts the engine's refusal at the field, with how many seats are taken.
func seatsInUse(err error) error {
	var inUse *capacity.InUse
	if !errors.As(err, &inUse) || len(inUse.Slots) == 0 {
		return err
	}
	return &fault.Error{Code: fault.Conflict, Key: "fault.capacity_in_use", Err: err, Fields: []fault.Field{
		{Name: "seats", Key: "field.seats_taken", Args: map[string]any{"Taken": inUse.Slots[0].Taken}},
	}}
}

// CancelSession calls a session off and tells those who hold seats in it; nobody can book it from then on. Which bookings those
// are, package booking knows. Members of its partner and network admins may. Errors: Invalid without a reason; Conflict
// "fault.session_cancelled" the second time, "fault.session_over" once it has begun.
func (s *Service) CancelSession(ctx context.Context, actor access.Actor, id int64, reason string) error {
	if err := known(actor); err != nil {
		return err
	}
	reason, err := givenReason(reason)
	if err != nil {
		return err
	}
	return s.db.InTx(ctx, func(tx *postgres.Tx) error {
		one, err := lockSession(ctx, tx, actor, id, `FOR UPDATE`)
		if err != nil {
			return err
		}
		if err := s.stillAhead(one); err != nil {
			return err
		}
		return s.callOff(ctx, tx, actor, one, reason)
	})
}

// callOff cancels a locked session that is still ahead.
func (s *Service) callOff(ctx context.Context, tx *postgres.Tx, actor access.Actor, one Session, reason string) error {
	_, err := tx.Exec(ctx, `/* partners.callOff */
		UPDATE session SET status = 'cancelled', cancel_reason = $2, cancelled_at = now(), cancelled_by = $3 WHERE id = $1`,
		one.ID, reason, orNull(actor.PersonID))
	if err != nil {
		return err
	}
	if one.Taken, err = capacity.Close(ctx, tx, one.ResourceID); err != nil {
		return err
	}
	one.Status, one.CancelReason, one.Capacity = Cancelled, reason, one.Taken
	return s.notify.SessionCancelled(ctx, tx, one, reason)
}
