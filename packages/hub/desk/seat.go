package desk

import (
	"context"
	"slices"

	"github.com/lib/pq"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
)

// GiveAll gives everybody who is at the hub on the day and has no desk one, for the rest of their stay there; see Give. Staff may. It
// returns those who have got one; giving again gives nothing. Conflict "fault.desk_past" for a day that is over, "fault.desk_none" at a
// hub without named desks.
func (s *Service) GiveAll(ctx context.Context, actor access.Actor, hubID int64, day dates.Date) (who []Person, err error) {
	err = s.onFloor(ctx, actor, hubID, day, func(tx *postgres.Tx, f floor) error {
		who = nil
		given, err := f.give(ctx, tx, func(g Guest) bool { return slices.Contains(g.Days, day) && f.deskOf(g.Person, day) == 0 })
		for _, seat := range given {
			if !slices.Contains(who, seat.Person) {
				who = append(who, seat.Person)
			}
		}
		return err
	})
	return who, err
}

func (f floor) deskOf(who Person, day dates.Date) int64 {
	for _, s := range f.taken {
		if s.Person == who && s.Day == day {
			return s.Desk
		}
	}
	return 0
}

// Free takes the desks of people back, from the day on. Staff may. Those who have none are left out.
func (s *Service) Free(ctx context.Context, actor access.Actor, hubID int64, day dates.Date, who []Person) error {
	return s.onFloor(ctx, actor, hubID, day, func(tx *postgres.Tx, f floor) error {
		return erase(ctx, tx, slices.DeleteFunc(f.taken, func(seat Seat) bool { return !slices.Contains(who, seat.Person) }))
	})
}

// MoveForm moves somebody to a desk from a day on: for the rest of the stay at the hub, or that day alone.
type MoveForm struct {
	Who  Person
	To   int64
	Day  dates.Date
	Only bool // the day alone
}

// MovedTo is what moving somebody has done.
type MovedTo struct {
	Others []Person // who changed places with them
	From   int64    // the desk that they had on all the days: moving them back there undoes it
	Fresh  bool     // they had none on any of the days
}

// MoveTo moves somebody; whoever sits there takes the desk that becomes free. Staff may. Conflict "fault.desk_taken" when somebody sits
// there and the person has nothing to give in return, or the desk is out of use on one of the days; NotFound when the person is not at
// the hub on the day.
func (s *Service) MoveTo(ctx context.Context, actor access.Actor, hubID int64, m MoveForm) (done MovedTo, err error) {
	err = s.onFloor(ctx, actor, hubID, m.Day, func(tx *postgres.Tx, f floor) error {
		i := slices.IndexFunc(f.guests, func(g Guest) bool { return g.Person == m.Who && slices.Contains(g.Days, m.Day) })
		if i < 0 {
			return fault.New(fault.NotFound, "fault.not_found")
		}
		days := f.guests[i].Days
		if m.Only {
			days = []dates.Date{m.Day}
		}
		moved, ok := Move(f.desks, f.taken, m.Who, m.To, days)
		if !ok {
			return fault.New(fault.Conflict, "fault.desk_taken")
		}
		from := map[int64]bool{}
		for _, day := range days {
			from[f.deskOf(m.Who, day)] = true
		}
		done = MovedTo{Others: moved.Others, Fresh: len(from) == 1 && from[0]}
		if len(from) == 1 {
			done.From = f.deskOf(m.Who, m.Day)
		}
		if err := erase(ctx, tx, moved.Freed); err != nil {
			return err
		}
		return write(ctx, tx, moved.Seats)
	})
	return done, err
}

// onFloor locks the stays that are at the hub from the day on, the older first as everywhere; then the desks; and then does something.
func (s *Service) onFloor(ctx context.Context, actor access.Actor, hubID int64, day dates.Date, do func(*postgres.Tx, floor) error) error {
	if err := actor.MayHub(hubID); err != nil {
		return err
	}
	if day.Before(s.today()) {
		return fault.New(fault.Conflict, "fault.desk_past")
	}
	return s.db.InTx(ctx, func(tx *postgres.Tx) error {
		f, err := lockFloor(ctx, tx, hubID, ahead(day))
		if err != nil {
			return err
		}
		if len(f.desks) == 0 {
			return fault.New(fault.Conflict, "fault.desk_none")
		}
		return do(tx, f)
	})
}

func lockFloor(ctx context.Context, tx *postgres.Tx, hubID int64, days dates.Range) (floor, error) {
	var ids []int64
	if err := tx.Select(ctx, &ids, `/* desk.lockFloor */
		SELECT b.id FROM booking b WHERE b.id IN (
			SELECT a.booking_id FROM allocation a JOIN hub h ON h.resource_id = a.resource_id WHERE h.id = $1 AND a.day BETWEEN $2 AND $3)
		ORDER BY b.id FOR NO KEY UPDATE`, hubID, days.From, days.Last()); err != nil {
		return floor{}, err
	}
	f, err := readFloor(ctx, tx, hubID, days)
	f.guests = slices.DeleteFunc(f.guests, func(g Guest) bool { return !slices.Contains(ids, g.Booking) }) // came since
	return f, err
}

// SeatArrived gives desks to people of a stay as they arrive, from a day on, where the hub has named its desks. The caller has locked
// the booking and asked who may. Nobody who has a desk gets another.
func SeatArrived(ctx context.Context, tx *postgres.Tx, hubID, booking int64, positions []int, from dates.Date) error {
	f, err := readFloor(ctx, tx, hubID, ahead(from))
	if err != nil || len(f.desks) == 0 {
		return err
	}
	_, err = f.give(ctx, tx, func(g Guest) bool { return g.Booking == booking && slices.Contains(positions, g.Position) })
	return err
}

// Trim takes seats back that a stay's people do not need any more: they are at another hub that day, or do not come. The caller has
// locked the booking, which has just become another. What is released altogether needs no trimming.
func Trim(ctx context.Context, tx *postgres.Tx, bookings ...int64) error {
	_, err := tx.Exec(ctx, `/* desk.Trim */
		DELETE FROM desk_seat s WHERE s.booking_id = ANY ($1) AND NOT EXISTS (
			SELECT FROM desk_guest g WHERE g.booking_id = s.booking_id AND g.resource_id = s.resource_id AND g.day = s.day AND g.position = s.position)`, pq.Array(bookings))
	return err
}

// Follow lets desks follow people whose place in the list of their group has become another: from old positions to new ones, each once.
// The caller has locked the booking.
func Follow(ctx context.Context, tx *postgres.Tx, booking int64, to map[int]int) error {
	var old, fresh []int64
	for was, is := range to {
		if was != is {
			old, fresh = append(old, int64(was)), append(fresh, int64(is))
		}
	}
	if len(old) == 0 {
		return nil
	}
	_, err := tx.Exec(ctx, `/* desk.Follow */
		UPDATE desk_seat s SET position = n.is_now FROM unnest($2::smallint[], $3::smallint[]) AS n (was, is_now)
		WHERE s.booking_id = $1 AND s.position = n.was`, booking, pq.Array(old), pq.Array(fresh))
	return err
}
