package event

import (
	"context"
	"fmt"
	"time"

	"github.com/hubittaako/hubittaako/app/base/postgres"
)

const (
	forgetAfter = 12 * time.Hour     // an occasion's end
	askedFor    = 24 * time.Hour     // a sign-up waits for its link to be used
	readerFor   = 7 * 24 * time.Hour // a subscription does
)

// Sweep forgets people: who had signed up for what is over, who never used the link of their mail, and where mails about events
// have gone. A job calls it every hour; calling it again changes nothing.
func (s *Service) Sweep(ctx context.Context) error {
	now := s.now()
	return s.db.InTx(ctx, func(tx *postgres.Tx) error {
		for _, step := range []struct {
			query string
			args  []any
		}{
			{`/* event.sweepSignups */
				WITH over AS (
					UPDATE event_occasion SET swept_at = $2 WHERE swept_at IS NULL AND ends_at <= $1 RETURNING id
				)
				DELETE FROM event_signup s USING over WHERE s.occasion_id = over.id AND s.booking_id IS NULL`, []any{now.Add(-forgetAfter), now}},
			{`/* event.sweepAsked */ DELETE FROM event_signup WHERE state = 'asked' AND created_at <= $1`, []any{now.Add(-askedFor)}},
			{`/* event.sweepReaders */ DELETE FROM event_reader WHERE confirmed_at IS NULL AND asked_at <= $1`, []any{now.Add(-readerFor)}},
			{`/* event.sweepAddresses */ UPDATE message SET to_addr = '', to_name = '' WHERE starts_with(key, 'event-') AND to_addr <> '' AND content IS NULL`, nil},
		} {
			if _, err := tx.Exec(ctx, step.query, step.args...); err != nil {
				return err
			}
		}
		return nil
	})
}

// Violations are the occasions whose count of taken seats is not the sum of those who have them: none, unless something is
// wrong. A watch runs it.
func Violations(ctx context.Context, r postgres.Reader) ([]string, error) {
	var rows []struct {
		ID    int64 `db:"id"`
		Taken int   `db:"taken"`
		Seats int   `db:"seats"`
	}
	err := r.Select(ctx, &rows, `/* event.violations */
		SELECT o.id, o.taken, coalesce(sum(s.seats), 0) AS seats
		FROM event_occasion o LEFT JOIN event_signup s ON s.occasion_id = o.id AND s.state IN ('in', 'offered')
		WHERE o.swept_at IS NULL AND o.capacity > 0
		GROUP BY o.id HAVING o.taken <> coalesce(sum(s.seats), 0) OR o.taken > o.capacity LIMIT 10`)
	var all []string
	for _, row := range rows {
		all = append(all, fmt.Sprintf("event occasion %d: %d taken, %d signed up", row.ID, row.Taken, row.Seats))
	}
	return all, err
}
