package partners

import (
	"context"
	"time"

	"github.com/lib/pq"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/postgres"
)

// OpenSession is a session that is not cancelled, with its seats as they stand now.
type OpenSession struct {
	ID         int64      `db:"id"`
	ActivityID int64      `db:"activity_id"`
	PartnerID  int64      `db:"partner_id"`
	ResourceID int64      `db:"resource_id"`
	Day        dates.Date `db:"day"`
	StartsAt   time.Time  `db:"starts_at"`
	EndsAt     time.Time  `db:"ends_at"`
	Capacity   int        `db:"capacity"`
	Taken      int        `db:"taken"`
}

// OpenSessions reads the open sessions of activities on the days from (in) until (out), in one query, in order of time.
func OpenSessions(ctx context.Context, r postgres.Reader, activityIDs []int64, from, until dates.Date) ([]OpenSession, error) {
	var list []OpenSession
	err := r.Select(ctx, &list, `/* partners.OpenSessions */
		SELECT s.id, s.activity_id, s.partner_id, s.resource_id, s.day, s.starts_at, s.ends_at, t.capacity, t.taken
		FROM session s JOIN slot t ON t.resource_id = s.resource_id AND t.day = s.day
		WHERE s.activity_id = ANY ($1) AND s.status = 'open' AND s.day >= $2 AND s.day < $3
		ORDER BY s.starts_at, s.id`, pq.Array(activityIDs), from, until)
	return list, err
}
