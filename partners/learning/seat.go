package learning

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/app/base/typed"
)

// SeatState is where somebody stands who wants to follow a course at the hub.
type SeatState string

const (
	SeatAsked SeatState = "asked" // the mailed link has not been used: holds nothing
	SeatIn    SeatState = "in"
	SeatOut   SeatState = "out" // given back, and forgotten whose it was
)

// Seat is a place at the hub for one person, for all meetings of a course.
type Seat struct {
	ID       int64     `db:"id"`
	CourseID int64     `db:"course_id"`
	Name     string    `db:"name"`
	Email    string    `db:"email"`
	Lang     string    `db:"lang"`
	State    SeatState `db:"state"`
	Token    string    `db:"token"`
	Letters  int       `db:"letters"`
}

const seatSelect = `SELECT s.id, s.course_id, s.name, s.email, s.lang, s.state, s.token, s.letters FROM course_seat s `

// SeatForm is what somebody says who wants a seat.
type SeatForm struct {
	Name  string `form:"name"`
	Email string `form:"email"`
	Lang  string // of the page, and of the mails
}

func (f *SeatForm) check() []fault.Field {
	f.Name, f.Email = typed.Line(f.Name), cleanEmail(f.Email)
	var c checker
	c.add(f.Name == "", "name", "field.required")
	c.long("name", f.Name, 80)
	c.add(strings.Contains(f.Name, "://") || strings.Contains(f.Name, "www.") || strings.ContainsAny(f.Name, "/\\<>@"), "name", "field.event_name")
	checkEmail(&c, f.Email)
	return c.fields
}

var errFull = fault.New(fault.Conflict, "fault.course_full")

// AskSeat asks for a seat at the hub: the link that takes it is mailed, and until it is used nothing is taken. Everybody may.
// Asking again mails the link again; the answer never tells whether the address was known. Errors: Invalid with fields, TooMany,
// NotFound, Conflict "fault.course_full", "fault.course_over".
func (s *Service) AskSeat(ctx context.Context, course int64, f SeatForm, ip string) error {
	if err := fault.Check(f.check()); err != nil {
		return err
	}
	if err := s.allow(ctx, "course-seat", ip); err != nil {
		return err
	}
	return s.db.InTx(ctx, func(tx *postgres.Tx) error {
		c, err := byID(ctx, tx, course, "FOR UPDATE OF c")
		if err != nil {
			return err
		}
		seat, err := liveSeat(ctx, tx, course, f.Email)
		if err != nil {
			return err
		}
		if seat.ID == 0 {
			if err := s.open(c); err != nil {
				return err
			}
			seat = Seat{CourseID: course, Name: f.Name, Email: f.Email, Lang: known(f.Lang), State: SeatAsked, Token: newToken()}
			if err := tx.Get(ctx, &seat.ID, `/* learning.insertSeat */
				INSERT INTO course_seat (course_id, name, email, lang, state, token, created_at) VALUES ($1, $2, $3, $4, 'asked', $5, $6) RETURNING id`,
				course, seat.Name, seat.Email, seat.Lang, seat.Token, s.now()); err != nil {
				return err
			}
		}
		return s.tellSeat(ctx, tx, c, &seat)
	})
}

func (s *Service) open(c Course) error {
	switch {
	case c.TakesSeats(s.today()):
		return nil
	case c.Over(s.today()) || c.Free() > 0:
		return fault.New(fault.Conflict, "fault.course_over")
	}
	return errFull
}

func liveSeat(ctx context.Context, r postgres.Reader, course int64, email string) (x Seat, err error) {
	err = r.Get(ctx, &x, `/* learning.liveSeat */ `+seatSelect+`WHERE s.course_id = $1 AND s.email = $2 AND s.state IN ('asked', 'in')`, course, email)
	if errors.Is(err, sql.ErrNoRows) {
		return Seat{}, nil
	}
	return x, err
}

// tellSeat counts the mail, so that it has a key of its own, and queues what fits the seat's state.
func (s *Service) tellSeat(ctx context.Context, tx *postgres.Tx, c Course, seat *Seat) error {
	if err := tx.Get(ctx, &seat.Letters, `/* learning.tellSeat */ UPDATE course_seat SET letters = letters + 1 WHERE id = $1 RETURNING letters`, seat.ID); err != nil {
		return err
	}
	if seat.State == SeatIn {
		return s.notify.SeatTaken(ctx, tx, c, *seat)
	}
	return s.notify.SeatAsked(ctx, tx, c, *seat)
}

// Ticket is what the page of a mailed link shows.
type Ticket struct {
	Course
	Seat Seat
}

// Ticket is a seat by the token of its link, and leaves it as it is. Who has the token may. Gone "fault.link_unknown".
func (s *Service) Ticket(ctx context.Context, token string) (t Ticket, err error) {
	if t.Seat, err = byToken(ctx, s.db, token); err != nil {
		return t, err
	}
	t.Course, err = byID(ctx, s.db, t.Seat.CourseID, "")
	return t, err
}

func byToken(ctx context.Context, r postgres.Reader, token string) (x Seat, err error) {
	err = r.Get(ctx, &x, `/* learning.byToken */ `+seatSelect+`WHERE s.token = $1`, token)
	if errors.Is(err, sql.ErrNoRows) {
		err = errLinkUnknown
	}
	return x, err
}

// withSeat lets fn change a seat whose course is locked.
func (s *Service) withSeat(ctx context.Context, token string, fn func(tx *postgres.Tx, c Course, x Seat) error) error {
	return s.db.InTx(ctx, func(tx *postgres.Tx) error {
		x, err := byToken(ctx, tx, token)
		if err != nil {
			return err
		}
		c, err := byID(ctx, tx, x.CourseID, "FOR UPDATE OF c")
		if err != nil {
			return err
		}
		if x, err = byToken(ctx, tx, token); err != nil { // as it is now that nobody else can change it
			return err
		}
		return fn(tx, c, x)
	})
}

// TakeSeat uses the mailed link. Doing it again changes nothing. Who has the token may. Errors: Gone "fault.link_unknown", and for
// a seat that was given back; Conflict "fault.course_full", "fault.course_over".
func (s *Service) TakeSeat(ctx context.Context, token string) error {
	return s.withSeat(ctx, token, func(tx *postgres.Tx, c Course, x Seat) error {
		switch x.State {
		case SeatIn:
			return nil
		case SeatOut:
			return fault.New(fault.Gone, "fault.course_left")
		}
		if err := s.open(c); err != nil {
			return err
		}
		if err := seat(ctx, tx, c.ID, x.ID, SeatIn, 1); err != nil {
			return err
		}
		x.State = SeatIn
		return s.tellSeat(ctx, tx, c, &x)
	})
}

// LeaveSeat gives a seat back and forgets whose it was. Doing it again changes nothing. Who has the token may.
func (s *Service) LeaveSeat(ctx context.Context, token string) error {
	return s.withSeat(ctx, token, func(tx *postgres.Tx, c Course, x Seat) error {
		switch x.State {
		case SeatOut:
			return nil
		case SeatIn:
			return seat(ctx, tx, c.ID, x.ID, SeatOut, -1)
		}
		return seat(ctx, tx, c.ID, x.ID, SeatOut, 0)
	})
}

// seat moves a seat to a state and counts it; the database has the last word on whether there are so many.
func seat(ctx context.Context, tx *postgres.Tx, course, id int64, to SeatState, count int) error {
	_, err := tx.Exec(ctx, `/* learning.seat */
		UPDATE course_seat SET state = $2, name = CASE WHEN $2 = 'out' THEN '' ELSE name END, email = CASE WHEN $2 = 'out' THEN '' ELSE email END WHERE id = $1`, id, string(to))
	if err != nil || count == 0 {
		return err
	}
	_, err = tx.Exec(ctx, `/* learning.countSeat */ UPDATE course SET taken = taken + $2 WHERE activity_id = $1`, course, count)
	if postgres.Constraint(err) == "course_taken" {
		return errFull.Wrap(err)
	}
	return err
}

// Seats are who has a seat in a course, by name. Members of its institution and network admins may, and who runs its hub: they
// lay the tables.
func (s *Service) Seats(ctx context.Context, actor access.Actor, course int64) (list []Seat, err error) {
	c, err := byID(ctx, s.db, course, "")
	if err != nil {
		return nil, err
	}
	if err := actor.MayPartner(c.PartnerID); err != nil && (c.HubID == 0 || actor.MayHub(c.HubID) != nil) {
		return nil, err
	}
	err = s.db.Select(ctx, &list, `/* learning.Seats */ `+seatSelect+`WHERE s.course_id = $1 AND s.state = 'in' ORDER BY s.name COLLATE "fi-x-icu", s.id`, course)
	return list, err
}

// Violations are the courses whose count of taken seats is not that of those who have one: none, unless something is wrong.
func Violations(ctx context.Context, r postgres.Reader) ([]string, error) {
	var rows []struct {
		ID    int64 `db:"id"`
		Taken int   `db:"taken"`
		Seats int   `db:"seats"`
	}
	err := r.Select(ctx, &rows, `/* learning.Violations */
		SELECT c.activity_id AS id, c.taken, count(s.id) AS seats
		FROM course c LEFT JOIN course_seat s ON s.course_id = c.activity_id AND s.state = 'in'
		WHERE c.swept_at IS NULL GROUP BY c.activity_id HAVING c.taken <> count(s.id) LIMIT 10`)
	var all []string
	for _, row := range rows {
		all = append(all, fmt.Sprintf("course %d: %d taken, %d seated", row.ID, row.Taken, row.Seats))
	}
	return all, err
}
