package survey

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"errors"
	"fmt"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/packages/booking"
)

// ByLink is the stay that a participant's link is for, and whether it has been answered by that link. What was answered it does not
// say: whoever booked the stay knows the links. NotFound for any other token.
func (s *Service) ByLink(ctx context.Context, token string) (d booking.Detail, answered bool, err error) {
	if d, _, err = s.bookings.Invited(ctx, token); err != nil {
		return d, false, err
	}
	err = s.db.Get(ctx, &answered, `/* survey.ByLink */ SELECT EXISTS (SELECT FROM survey_answer WHERE booking_id = $1 AND respondent = $2)`, d.ID, ofLink(token))
	return d, answered, err
}

// AnswerByLink keeps a participant's answer in the place of an earlier one. Whoever has the link may. See Open for when it is refused,
// and Invalid with its fields for what cannot be read.
func (s *Service) AnswerByLink(ctx context.Context, token string, f Form) error {
	d, _, err := s.bookings.Invited(ctx, token)
	if err != nil {
		return err
	}
	return s.keep(ctx, d.Booking, ofLink(token), false, f)
}

// Own is what the booker has answered; nil when nothing yet. Only who booked the stay may; NotFound for all others.
func (s *Service) Own(ctx context.Context, actor access.Actor, ref string) (d booking.Detail, f *Form, err error) {
	if d, err = s.ofBooker(ctx, actor, ref); err != nil {
		return d, nil, err
	}
	var row struct {
		Work       int           `db:"work"`
		Activities sql.NullInt64 `db:"activities"`
		Hosting    int           `db:"hosting"`
		Again      int           `db:"again"`
		Body       string        `db:"body"`
	}
	err = s.db.Get(ctx, &row, `/* survey.Own */ SELECT work, activities, hosting, again, body FROM survey_answer WHERE booking_id = $1 AND respondent = $2`,
		d.ID, ofBooker(d.Booking))
	if errors.Is(err, sql.ErrNoRows) {
		return d, nil, nil
	}
	f = &Form{Work: &row.Work, Hosting: &row.Hosting, Again: &row.Again, Body: row.Body}
	if row.Activities.Valid {
		mark := int(row.Activities.Int64)
		f.Activities = &mark
	}
	return d, f, err
}

// AnswerAsBooker keeps the booker's answer, as AnswerByLink does a participant's.
func (s *Service) AnswerAsBooker(ctx context.Context, actor access.Actor, ref string, f Form) error {
	d, err := s.ofBooker(ctx, actor, ref)
	if err != nil {
		return err
	}
	return s.keep(ctx, d.Booking, ofBooker(d.Booking), true, f)
}

// IsBooker says whether an actor may answer as who booked the stay.
func IsBooker(actor access.Actor, b booking.Booking) bool {
	return actor.SignedIn() && actor.PersonID == b.BookerID
}

func (s *Service) ofBooker(ctx context.Context, actor access.Actor, ref string) (booking.Detail, error) {
	d, err := s.bookings.ByRef(ctx, actor, ref)
	if err == nil && !IsBooker(actor, d.Booking) {
		err = fault.New(fault.NotFound, "fault.not_found")
	}
	if err != nil {
		return booking.Detail{}, err
	}
	return d, nil
}

func (s *Service) keep(ctx context.Context, b booking.Booking, respondent []byte, byBooker bool, f Form) error {
	if err := Open(b, s.today()); err != nil {
		return err
	}
	if err := fault.Check(f.faults()); err != nil {
		return err
	}
	return s.db.InTx(ctx, func(tx *postgres.Tx) error {
		_, err := tx.Exec(ctx, `/* survey.keep */
			INSERT INTO survey_answer (booking_id, respondent, by_booker, work, activities, hosting, again, body, lang)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
			ON CONFLICT ON CONSTRAINT survey_answer_once DO UPDATE SET work = EXCLUDED.work, activities = EXCLUDED.activities, hosting = EXCLUDED.hosting,
				again = EXCLUDED.again, body = EXCLUDED.body, lang = EXCLUDED.lang, answered_at = now()`,
			b.ID, respondent, byBooker, f.Work, f.Activities, f.Hosting, f.Again, f.Body, f.Lang)
		return err
	})
}

func ofLink(token string) []byte { return digest("link:" + token) }

func ofBooker(b booking.Booking) []byte { return digest(fmt.Sprintf("booker:%d", b.ID)) }

func digest(s string) []byte {
	sum := sha256.Sum256([]byte(s))
	return sum[:]
}
