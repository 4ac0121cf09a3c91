package event

import (
	"context"
	"errors"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
)

// stay is what a group's sign-up needs to know of its booking.
type stay struct {
	ID        int64      `db:"id"`
	CompanyID int64      `db:"company_id"`
	StartsOn  dates.Date `db:"starts_on"`
	EndsOn    dates.Date `db:"ends_on"`
	People    int        `db:"people"`
	Lang      string     `db:"lang"`
	Live      bool       `db:"live"`
}

// stayOf reads a booking for a member of its company and keeps it from ending meanwhile; to others it does not exist. Bookings
// are locked before occasions.
func stayOf(ctx context.Context, r postgres.Reader, actor access.Actor, ref, lock string) (b stay, err error) {
	err = r.Get(ctx, &b, `/* event.stay */
		SELECT id, company_id, starts_on, ends_on, people, lang, state IN ('held', 'awaiting_payment', 'confirmed') AS live
		FROM booking WHERE ref = $1 `+lock, ref)
	if err != nil {
		return b, found(err)
	}
	return b, actor.MayCompany(b.CompanyID)
}

// JoinGroup takes seats for the whole group of a stay, or none. Members of the company may. Joining twice is no error. Errors:
// NotFound; Conflict "fault.event_few" with Free and People, "fault.event_closed", "fault.event_cancelled", "fault.event_stay"
// when the stay has ended or is elsewhere at the time.
func (s *Service) JoinGroup(ctx context.Context, actor access.Actor, ref string, occasion int64) error {
	return s.db.InTx(ctx, func(tx *postgres.Tx) error {
		b, err := stayOf(ctx, tx, actor, ref, "FOR NO KEY UPDATE")
		if err != nil {
			return err
		}
		o, err := s.locked(ctx, tx, occasion)
		if err != nil {
			return err
		}
		there, err := groupSignup(ctx, tx, b.ID, occasion)
		if err != nil || there.ID != 0 {
			return err
		}
		if err := s.fitsGroup(o, b); err != nil {
			return err
		}
		if err := s.seat(ctx, tx, &o, b.People); err != nil {
			return err
		}
		var id int64
		if err := tx.Get(ctx, &id, `/* event.joinGroup */
			INSERT INTO event_signup (occasion_id, booking_id, lang, seats, state, token, created_at) VALUES ($1, $2, $3, $4, 'in', $5, $6) RETURNING id`,
			occasion, b.ID, known(b.Lang), b.People, newToken(), s.now()); err != nil {
			return err
		}
		x, err := groupSignup(ctx, tx, b.ID, occasion)
		if err != nil {
			return err
		}
		return s.tell(ctx, tx, GotIn, o, &x)
	})
}

func (s *Service) fitsGroup(o Occasion, b stay) error {
	if !b.Live || o.Day.Before(b.StartsOn) || o.LastDay().After(b.EndsOn) {
		return fault.New(fault.Conflict, "fault.event_stay")
	}
	switch o.StateAt(s.now()) {
	case Come:
		return nil
	case Open, Full:
		if b.People > o.Free() {
			return fault.New(fault.Conflict, "fault.event_few").With("Free", max(o.Free(), 0)).With("People", b.People)
		}
		return nil
	case Cancelled:
		return fault.New(fault.Conflict, "fault.event_cancelled")
	}
	return fault.New(fault.Conflict, "fault.event_closed")
}

// groupSignup is the live sign-up of a booking, the zero Signup for none.
func groupSignup(ctx context.Context, r postgres.Reader, booking, occasion int64) (x Signup, err error) {
	err = r.Get(ctx, &x, `/* event.groupSignup */
		SELECT `+signupColumns+` WHERE s.booking_id = $1 AND s.occasion_id = $2 AND s.state = 'in'`, booking, occasion)
	if err = found(err); errors.Is(err, errNotFound) {
		return Signup{}, nil
	}
	return x, err
}

// LeaveGroup gives a group's seats back; those who wait move up. Members of the company may. Leaving twice is no error.
func (s *Service) LeaveGroup(ctx context.Context, actor access.Actor, ref string, occasion int64) error {
	return s.db.InTx(ctx, func(tx *postgres.Tx) error {
		b, err := stayOf(ctx, tx, actor, ref, "FOR NO KEY UPDATE")
		if err != nil {
			return err
		}
		return s.leaveGroup(ctx, tx, b.ID, occasion)
	})
}

func (s *Service) leaveGroup(ctx context.Context, tx *postgres.Tx, booking, occasion int64) error {
	o, err := s.locked(ctx, tx, occasion)
	if err != nil {
		return err
	}
	x, err := groupSignup(ctx, tx, booking, occasion)
	if err != nil || x.ID == 0 {
		return err
	}
	return s.leave(ctx, tx, &o, &x, SignupOut)
}

// OfStay lists what the group of a stay has joined, in the order of time, cancelled occasions too. Members of the company may.
func (s *Service) OfStay(ctx context.Context, actor access.Actor, ref string) ([]Occasion, error) {
	b, err := stayOf(ctx, s.db, actor, ref, "")
	if err != nil {
		return nil, err
	}
	var all []Occasion
	err = s.db.Select(ctx, &all, `/* event.ofStay */
		SELECT `+columns+` WHERE o.id IN (SELECT occasion_id FROM event_signup WHERE booking_id = $1 AND state = 'in') ORDER BY o.starts_at, o.id`, b.ID)
	return all, err
}

// StayChanged keeps what the group of a stay has joined in step with the stay, in the transaction that moves it or makes its group
// another size: seats are given back or taken, and what the stay or its group no longer fits is left, which the booker is told.
func (s *Service) StayChanged(ctx context.Context, tx *postgres.Tx, booking int64) error {
	var b stay
	if err := tx.Get(ctx, &b, `/* event.changedStay */
		SELECT id, company_id, starts_on, ends_on, people, lang, state IN ('held', 'awaiting_payment', 'confirmed') AS live
		FROM booking WHERE id = $1 FOR NO KEY UPDATE`, booking); err != nil {
		return found(err)
	}
	ids, err := joinedBy(ctx, tx, booking)
	if err != nil {
		return err
	}
	for _, id := range ids {
		if err := s.fitGroup(ctx, tx, b, id); err != nil {
			return err
		}
	}
	return nil
}

func (s *Service) fitGroup(ctx context.Context, tx *postgres.Tx, b stay, occasion int64) error {
	o, err := s.locked(ctx, tx, occasion)
	if err != nil || o.Cancelled || !s.now().Before(o.EndsAt) {
		return err
	}
	x, err := groupSignup(ctx, tx, b.ID, occasion)
	if err != nil || x.ID == 0 {
		return err
	}
	more := b.People - x.Seats
	if o.Day.Before(b.StartsOn) || o.LastDay().After(b.EndsOn) || o.Capacity > 0 && more > o.Free() {
		if err := s.tell(ctx, tx, Dropped, o, &x); err != nil {
			return err
		}
		return s.leave(ctx, tx, &o, &x, SignupOut)
	}
	if more == 0 {
		return nil
	}
	if err := s.seat(ctx, tx, &o, more); err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, `/* event.resizeGroup */ UPDATE event_signup SET seats = $2 WHERE id = $1`, x.ID, b.People); err != nil {
		return err
	}
	return s.promote(ctx, tx, &o)
}

// joinedBy are the occasions that the group of a stay has joined, in the order that every lock is taken.
func joinedBy(ctx context.Context, r postgres.Reader, booking int64) (ids []int64, err error) {
	err = r.Select(ctx, &ids, `/* event.joinedBy */
		SELECT occasion_id FROM event_signup WHERE booking_id = $1 AND state = 'in' ORDER BY occasion_id`, booking)
	return ids, err
}

// StayEnded gives back what the group of a stay had joined, in the transaction that ends its booking.
func (s *Service) StayEnded(ctx context.Context, tx *postgres.Tx, booking int64) error {
	ids, err := joinedBy(ctx, tx, booking)
	if err != nil {
		return err
	}
	for _, id := range ids {
		if err := s.leaveGroup(ctx, tx, booking, id); err != nil {
			return err
		}
	}
	return nil
}
