package feedback

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
)

// Message is what somebody told us.
type Message struct {
	ID        int64      `db:"id"`
	Ref       string     `db:"ref"`
	Topic     Topic      `db:"topic"`
	Page      string     `db:"page"`
	Body      string     `db:"body"`
	Email     string     `db:"email"`
	Lang      string     `db:"lang"`
	Suspect   bool       `db:"suspect"`
	CreatedAt time.Time  `db:"created_at"`
	DoneAt    *time.Time `db:"done_at"`
	DoneBy    string     `db:"done_by_name"` // "" when open, or when that person is gone
}

// answerDays is how long the law gives us for an answer about accessibility (306/2019); we promise the same to all.
const answerDays = 14

// AnswerBy is the last day to answer.
func (m Message) AnswerBy() dates.Date { return dates.Of(m.CreatedAt).AddDays(answerDays) }

// listed is the most that a list shows of what is done.
const listed = 100

// List gives the messages that are open, the oldest first, then the latest that are done. Network admins only.
func (s *Service) List(ctx context.Context, actor access.Actor) (open, done []Message, err error) {
	if err := actor.MayAdmin(); err != nil {
		return nil, nil, err
	}
	const columns = `SELECT f.id, f.ref, f.topic, f.page, f.body, f.email, f.lang, f.suspect, f.created_at, f.done_at, coalesce(p.name, '') AS done_by_name
		FROM feedback f LEFT JOIN person p ON p.id = f.done_by `
	if err := s.db.Select(ctx, &open, `/* feedback.open */ `+columns+`WHERE f.done_at IS NULL ORDER BY f.suspect, f.created_at, f.id`); err != nil {
		return nil, nil, err
	}
	err = s.db.Select(ctx, &done, `/* feedback.done */ `+columns+`WHERE f.done_at IS NOT NULL ORDER BY f.done_at DESC, f.id DESC LIMIT $1`, listed)
	return open, done, err
}

// Done marks a message as seen to and gives its reference; to do it again changes nothing. Network admins only. NotFound where
// there is none.
func (s *Service) Done(ctx context.Context, actor access.Actor, id int64) (ref string, err error) {
	return s.mark(ctx, actor, `/* feedback.Done */
		UPDATE feedback SET done_at = coalesce(done_at, now()), done_by = coalesce(done_by, $2) WHERE id = $1 RETURNING ref`, id, actor.PersonID)
}

// Reopen takes the mark back and gives the reference. Network admins only. NotFound where there is none.
func (s *Service) Reopen(ctx context.Context, actor access.Actor, id int64) (ref string, err error) {
	return s.mark(ctx, actor, `/* feedback.Reopen */ UPDATE feedback SET done_at = NULL, done_by = NULL WHERE id = $1 RETURNING ref`, id)
}

func (s *Service) mark(ctx context.Context, actor access.Actor, query string, args ...any) (ref string, err error) {
	if err := actor.MayAdmin(); err != nil {
		return "", err
	}
	err = s.db.InTx(ctx, func(tx *postgres.Tx) error { return tx.Get(ctx, &ref, query, args...) })
	if errors.Is(err, sql.ErrNoRows) {
		err = fault.New(fault.NotFound, "fault.not_found")
	}
	return ref, err
}

// Messages are personal data: what is done is kept for a year, so that a question about it can be answered, and what a robot
// seems to have sent for a month.
const (
	keepDone    = 365 * 24 * time.Hour
	keepSuspect = 30 * 24 * time.Hour
)

// Sweep deletes what need not be kept any longer. The system calls it.
func (s *Service) Sweep(ctx context.Context) error {
	return s.db.InTx(ctx, func(tx *postgres.Tx) error {
		_, err := tx.Exec(ctx, `/* feedback.Sweep */ DELETE FROM feedback WHERE done_at < $1 OR suspect AND created_at < $2`,
			s.now().Add(-keepDone), s.now().Add(-keepSuspect))
		return err
	})
}
