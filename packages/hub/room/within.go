package room

import (
	"context"
	"database/sql"
	"errors"

	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
)

// BookKind takes a room of a kind at a hub, the first that is free then, in a transaction of the caller's, who has checked that the
// actor may. The booking's name says whom it is for, and more people than the room has chairs for are as many as it has. Errors: a
// Booking without ID and no error where the hub has no such room; Invalid at the field that is wrong, as Book.
func (s *Service) BookKind(ctx context.Context, tx *postgres.Tx, actor access.Actor, hubID int64, kind Kind, q Request) (b Booking, err error) {
	var r struct {
		ID     int64 `db:"id"`
		People int   `db:"people"`
	}
	if q.clean(); q.From == nil || q.To == nil {
		return b, fault.Check(q.faults(s.now(), true))
	}
	err = tx.Get(ctx, &r, `/* room.BookKind */
		SELECT r.id, r.people FROM room r WHERE r.hub_id = $1 AND r.kind = $2 AND r.active
		ORDER BY EXISTS (SELECT FROM room_booking b WHERE b.room_id = r.id AND b.day = $3 AND b.state = 'booked' AND b.starts < $5::int + r.buffer_minutes AND b.ends + b.buffer > $4),
			r.people < $6, r.id LIMIT 1`, hubID, kind, q.Day, *q.From, *q.To, q.People)
	if errors.Is(err, sql.ErrNoRows) {
		return b, nil
	}
	if err != nil {
		return b, err
	}
	q.People = max(1, min(q.People, r.People))
	if err := fault.Check(q.faults(s.now(), true)); err != nil {
		return b, err
	}
	if b, err = s.take(ctx, tx, actor, hubID, r.ID, q, uuid.New()); err != nil {
		return Booking{}, err
	}
	return b, s.notify.RoomBooked(ctx, tx, b)
}

// CancelWithin gives a room's time back in a transaction of the caller's, who has checked that this is theirs to do. What is over or
// cancelled already stays as it is.
func (s *Service) CancelWithin(ctx context.Context, tx *postgres.Tx, id int64, reason string) error {
	list, err := load(ctx, tx, `WHERE b.id = $1 FOR NO KEY UPDATE OF b`, id)
	if err != nil || len(list) == 0 || list[0].Cancelled || !s.now().Before(list[0].EndsAt) {
		return err
	}
	return s.cancel(ctx, tx, &list[0], reason)
}
