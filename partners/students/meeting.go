package students

import (
	"context"
	"database/sql"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
)

const meetingColumns = `id, starts_at, ends_at, state, note`

// meet keeps a time in the corner, and its room.
func (s *Service) meet(ctx context.Context, tx *postgres.Tx, actor access.Actor, a Assignment, f MeetingForm) (m Meeting, err error) {
	var room int64
	if s.rooms != nil {
		if room, err = s.rooms.TakeCorner(ctx, tx, actor, a, f); err != nil {
			return m, err
		}
	}
	err = tx.Get(ctx, &m, `/* students.meet */
		INSERT INTO assignment_meeting (assignment_id, hub_id, starts_at, ends_at, room_booking_id) VALUES ($1, $2, $3, $4, $5) RETURNING `+meetingColumns,
		a.ID, a.HubID, dates.At(f.Day, *f.From), dates.At(f.Day, *f.To), orNull(room))
	if postgres.Constraint(err) == "corner_once" {
		return m, fault.OnField("from", "field.corner_taken").Wrap(err)
	}
	return m, err
}

// leave calls the meeting of an assignment off, if there is one, and gives its room back.
func (s *Service) leave(ctx context.Context, tx *postgres.Tx, id int64) error {
	var rooms []sql.NullInt64
	if err := tx.Select(ctx, &rooms, `/* students.leave */
		UPDATE assignment_meeting SET state = 'cancelled', note = '' WHERE assignment_id = $1 AND state <> 'cancelled' RETURNING room_booking_id`, id); err != nil {
		return err
	}
	return s.giveBack(ctx, tx, rooms)
}

func (s *Service) giveBack(ctx context.Context, tx *postgres.Tx, rooms []sql.NullInt64) error {
	for _, room := range rooms {
		if !room.Valid || s.rooms == nil {
			continue
		}
		if err := s.rooms.LeaveCorner(ctx, tx, room.Int64); err != nil {
			return err
		}
	}
	return nil
}

// answer agrees to the proposed time, or calls it off and gives its room back.
func (s *Service) answer(ctx context.Context, tx *postgres.Tx, id int64, agree bool, note string) (Meeting, error) {
	var found []struct {
		Meeting
		Room sql.NullInt64 `db:"room_booking_id"`
	}
	err := tx.Select(ctx, &found, `/* students.answer */
		UPDATE assignment_meeting SET state = CASE WHEN $2 THEN 'agreed' ELSE 'cancelled' END, note = $3
		WHERE assignment_id = $1 AND state = 'proposed' RETURNING `+meetingColumns+`, room_booking_id`, id, agree, note)
	if err != nil {
		return Meeting{}, err
	}
	if len(found) == 0 {
		return Meeting{}, fault.New(fault.Conflict, "fault.meeting_moved")
	}
	if !agree {
		err = s.giveBack(ctx, tx, []sql.NullInt64{found[0].Room})
	}
	return found[0].Meeting, err
}

// RoomGone calls off the time whose room the hub has cancelled, in the transaction that does. Its school is told with the room.
func (s *Service) RoomGone(ctx context.Context, tx *postgres.Tx, booking int64, reason string) error {
	_, err := tx.Exec(ctx, `/* students.RoomGone */ UPDATE assignment_meeting SET state = 'cancelled', note = $2 WHERE room_booking_id = $1 AND state <> 'cancelled'`, booking, reason)
	return err
}
