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
		// The row of the total is locked first: answers of a stay are kept one after the other, so that batches are whole.
		if _, err := tx.Exec(ctx, `/* survey.lockTotal */
			INSERT INTO survey_total (booking_id) VALUES ($1) ON CONFLICT (booking_id) DO UPDATE SET answers = survey_total.answers`, b.ID); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `/* survey.keep */
			INSERT INTO survey_answer (booking_id, respondent, by_booker, work, activities, hosting, again, body, lang)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
			ON CONFLICT ON CONSTRAINT survey_answer_once DO UPDATE SET work = EXCLUDED.work, activities = EXCLUDED.activities, hosting = EXCLUDED.hosting,
				again = EXCLUDED.again, body = EXCLUDED.body, lang = EXCLUDED.lang, answered_at = now(), waits = true`,
			b.ID, respondent, byBooker, f.Work, f.Activities, f.Hosting, f.Again, f.Body, f.Lang); err != nil {
			return err
		}
		return publish(ctx, tx, b.ID)
	})
}

// publish shows the answers of a stay that wait, once there are Least of them, and counts all. A changed answer waits like a new one, and
// what it said before counts until then. The row of the total is locked.
func publish(ctx context.Context, tx *postgres.Tx, id int64) error {
	for _, query := range []string{`/* survey.show */
		INSERT INTO survey_shown (booking_id, respondent, work, activities, hosting, again)
		SELECT booking_id, respondent, work, activities, hosting, again FROM survey_answer
		WHERE booking_id = $1 AND waits AND (SELECT count(*) FROM survey_answer WHERE booking_id = $1 AND waits) >= $2
		ON CONFLICT (booking_id, respondent) DO UPDATE SET work = EXCLUDED.work, activities = EXCLUDED.activities, hosting = EXCLUDED.hosting, again = EXCLUDED.again`, `/* survey.shown */
		UPDATE survey_answer SET waits = false WHERE booking_id = $1 AND waits AND (SELECT count(*) FROM survey_answer WHERE booking_id = $1 AND waits) >= $2`} {
		if _, err := tx.Exec(ctx, query, id, Least); err != nil {
			return err
		}
	}
	_, err := tx.Exec(ctx, `/* survey.total */
		UPDATE survey_total t SET answers = (SELECT count(*) FROM survey_answer WHERE booking_id = $1), shown = s.shown, work = s.work, activities = s.activities,
			took_part = s.took_part, hosting = s.hosting, again = s.again
		FROM (SELECT count(*) AS shown, coalesce(sum(work), 0) AS work, coalesce(sum(activities), 0) AS activities, count(activities) AS took_part,
			coalesce(sum(hosting), 0) AS hosting, coalesce(sum(again), 0) AS again FROM survey_shown WHERE booking_id = $1) s
		WHERE t.booking_id = $1`, id)
	return err
}

// Forget deletes the answers of stays that ended more than KeptDays ago, by the database's clock: marks, words and who gave them. What
// had been published stays as sums. Called by a job.
func (s *Service) Forget(ctx context.Context) error {
	return s.db.InTx(ctx, func(tx *postgres.Tx) error {
		for _, table := range []string{"survey_answer", "survey_shown"} {
			if _, err := tx.Exec(ctx, `/* survey.Forget */ DELETE FROM `+table+` a USING booking b
				WHERE b.id = a.booking_id AND b.ends_on < (now() AT TIME ZONE 'Europe/Helsinki')::date - $1::int`, KeptDays); err != nil {
				return err
			}
		}
		return nil
	})
}

func ofLink(token string) []byte { return digest("link:" + token) }

func ofBooker(b booking.Booking) []byte { return digest(fmt.Sprintf("booker:%d", b.ID)) }

func digest(s string) []byte {
	sum := sha256.Sum256([]byte(s))
	return sum[:]
}
