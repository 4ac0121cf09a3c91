package learning

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"github.com/lib/pq"

	"github.com/hubittaako/hubittaako/app/base/postgres"
)

// Reader is somebody who asked for news of courses on some themes.
type Reader struct {
	ID        int64          `db:"id"`
	Email     string         `db:"email"`
	Lang      string         `db:"lang"`
	Themes    pq.StringArray `db:"themes"`
	Token     string         `db:"token"`
	Letters   int            `db:"letters"`
	Confirmed bool           `db:"confirmed"`
}

const readerColumns = `id, email, lang, themes, token, letters, confirmed_at IS NOT NULL AS confirmed`

// subscribe asks whose the address is; somebody who reads already gets the new themes with the link.
func (s *Service) subscribe(ctx context.Context, tx *postgres.Tx, f NeedForm) error {
	var r Reader
	err := tx.Get(ctx, &r, `/* learning.subscribe */
		INSERT INTO learning_reader (email, lang, themes, token, letters, asked_at) VALUES ($1, $2, $3, $4, 1, $5)
		ON CONFLICT (email) DO UPDATE SET letters = learning_reader.letters + 1,
			themes = ARRAY(SELECT DISTINCT t FROM unnest(learning_reader.themes || excluded.themes) t ORDER BY t)
		RETURNING `+readerColumns, f.Email, known(f.Lang), f.themes(), newToken(), s.now())
	if err != nil {
		return err
	}
	return s.notify.NewsAsked(ctx, tx, r)
}

// tellReaders tells those who asked for news of a course's theme.
func (s *Service) tellReaders(ctx context.Context, tx *postgres.Tx, c Course) error {
	var list []Reader
	err := tx.Select(ctx, &list, `/* learning.readers */
		SELECT `+readerColumns+` FROM learning_reader WHERE confirmed_at IS NOT NULL AND $1 = ANY (themes) ORDER BY id`, string(c.Theme))
	if err != nil {
		return err
	}
	for _, r := range list {
		if err := s.notify.CoursePublished(ctx, tx, c, r); err != nil {
			return err
		}
	}
	return nil
}

// ReaderOf is who a mailed link belongs to. Who has the token may. Gone "fault.link_unknown".
func (s *Service) ReaderOf(ctx context.Context, token string) (r Reader, err error) {
	err = s.db.Get(ctx, &r, `/* learning.ReaderOf */ SELECT `+readerColumns+` FROM learning_reader WHERE token = $1`, token)
	if errors.Is(err, sql.ErrNoRows) {
		err = errLinkUnknown
	}
	return r, err
}

// StartNews begins the news of whoever has the token. Doing it again changes nothing. Gone "fault.link_unknown".
func (s *Service) StartNews(ctx context.Context, token string) error {
	return s.db.InTx(ctx, func(tx *postgres.Tx) error {
		var id int64
		err := tx.Get(ctx, &id, `/* learning.StartNews */
			UPDATE learning_reader SET confirmed_at = coalesce(confirmed_at, $2) WHERE token = $1 RETURNING id`, token, s.now())
		if errors.Is(err, sql.ErrNoRows) {
			return errLinkUnknown
		}
		return err
	})
}

// StopNews forgets whoever has the token. Doing it again is no error.
func (s *Service) StopNews(ctx context.Context, token string) error {
	return s.db.InTx(ctx, func(tx *postgres.Tx) error {
		_, err := tx.Exec(ctx, `/* learning.StopNews */ DELETE FROM learning_reader WHERE token = $1`, token)
		return err
	})
}

const (
	forgetAfter = 30                 // days after a course has ended
	askedFor    = 7 * 24 * time.Hour // a seat, or the news, waits for its link to be used
	needsKept   = 5                  // years
)

// Sweep forgets people: who came to what is over, who never used the link of their mail, and where mails have gone; and old needs.
// A job calls it; calling it again changes nothing.
func (s *Service) Sweep(ctx context.Context) error {
	now := s.now()
	return s.db.InTx(ctx, func(tx *postgres.Tx) error {
		for _, step := range []struct {
			query string
			args  []any
		}{
			{`/* learning.sweepSeats */
				WITH over AS (UPDATE course SET swept_at = $2 WHERE swept_at IS NULL AND ends_on < $1 RETURNING activity_id)
				DELETE FROM course_seat s USING over WHERE s.course_id = over.activity_id`, []any{s.today().AddDays(-forgetAfter), now}},
			{`/* learning.sweepAsked */ DELETE FROM course_seat WHERE state = 'asked' AND created_at <= $1`, []any{now.Add(-askedFor)}},
			{`/* learning.sweepReaders */ DELETE FROM learning_reader WHERE confirmed_at IS NULL AND asked_at <= $1`, []any{now.Add(-askedFor)}},
			{`/* learning.sweepNeeds */ DELETE FROM learning_need WHERE created_at <= $1`, []any{now.AddDate(-needsKept, 0, 0)}},
			{`/* learning.sweepAddresses */ UPDATE message SET to_addr = '', to_name = '' WHERE starts_with(key, 'learning-') AND to_addr <> '' AND content IS NULL`, nil},
		} {
			if _, err := tx.Exec(ctx, step.query, step.args...); err != nil {
				return err
			}
		}
		return nil
	})
}
