package survey

import (
	"context"
	"time"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/postgres"
)

// Result is what was answered, all together. Averages are tenths: 43 is 4.3 of 5, and Again 87 is 8.7 of 10; 0 where nobody answered
// the question. They are of the Counted answers, which grow by batches of Least: whoever looks before and after somebody answers does not
// learn what that one said. Shown is false, and the averages are 0, before the first batch.
type Result struct {
	Answers    int  `db:"answers"`
	Counted    int  `db:"counted"`
	Work       int  `db:"work"`
	Activities int  `db:"activities"`
	Hosting    int  `db:"hosting"`
	Again      int  `db:"again"`
	Shown      bool `db:"shown"`
}

// Comment is what somebody wrote about a stay at the hub. It does not say who.
type Comment struct {
	StartsOn dates.Date `db:"starts_on"`
	EndsOn   dates.Date `db:"ends_on"`
	Body     string     `db:"body"`
	Lang     string     `db:"lang"`
	At       time.Time  `db:"answered_at"`
}

const averages = `coalesce(sum(t.answers), 0) AS answers, coalesce(sum(t.shown), 0) AS counted, coalesce(sum(t.shown), 0) > 0 AS shown,
	coalesce(round(sum(t.work) * 10.0 / nullif(sum(t.shown), 0)), 0)::int AS work, coalesce(round(sum(t.activities) * 10.0 / nullif(sum(t.took_part), 0)), 0)::int AS activities,
	coalesce(round(sum(t.hosting) * 10.0 / nullif(sum(t.shown), 0)), 0)::int AS hosting, coalesce(round(sum(t.again) * 10.0 / nullif(sum(t.shown), 0)), 0)::int AS again
	FROM survey_total t JOIN booking b ON b.id = t.booking_id `

// OfStay is the result of one stay for its company. Members of the company may, and network admins.
func (s *Service) OfStay(ctx context.Context, actor access.Actor, ref string) (r Result, err error) {
	d, err := s.bookings.ByRef(ctx, actor, ref)
	if err != nil {
		return r, err
	}
	err = s.db.Get(ctx, &r, `/* survey.OfStay */ SELECT `+averages+`WHERE b.id = $1`, d.ID)
	return r, err
}

// OfHub is the result of the stays that passed through a hub and ended on the days, and what people wrote about them, the latest
// first. Staff of the hub may.
func (s *Service) OfHub(ctx context.Context, actor access.Actor, hubID int64, days dates.Range) (r Result, list []Comment, err error) {
	if err := actor.MayHub(hubID); err != nil {
		return r, nil, err
	}
	const here = `WHERE b.ends_on >= $2 AND b.ends_on < $3 AND EXISTS (SELECT FROM booking_leg l WHERE l.booking_id = b.id AND l.hub_id = $1)`
	if err = s.db.Get(ctx, &r, `/* survey.OfHub */ SELECT `+averages+here, hubID, days.From, days.To); err != nil {
		return r, nil, err
	}
	err = s.db.Select(ctx, &list, `/* survey.OfHub comments */ SELECT b.starts_on, b.ends_on, a.body, a.lang, a.answered_at
		FROM survey_answer a JOIN booking b ON b.id = a.booking_id `+here+`
		AND a.body <> '' ORDER BY b.ends_on DESC, a.id DESC LIMIT 200`, hubID, days.From, days.To)
	return r, list, err
}

// OfNetwork is the result of all stays that ended on the days. Network admins may.
func (s *Service) OfNetwork(ctx context.Context, actor access.Actor, days dates.Range) (r Result, err error) {
	if err := actor.MayAdmin(); err != nil {
		return r, err
	}
	err = s.db.Get(ctx, &r, `/* survey.OfNetwork */
		SELECT `+averages+`WHERE b.ends_on >= $1 AND b.ends_on < $2`, days.From, days.To)
	return r, err
}

// askedWithin is how many days after a stay its booker may still be asked: a site that stood still for longer asks nobody about what
// is long over.
const askedWithin = 7

// AskDue queues one mail for each stay that has ended, by the database's clock in Finland, the day after its last day or later, and
// says how many. Called by a job; no booker is asked twice about a stay.
func (s *Service) AskDue(ctx context.Context) (n int, err error) {
	err = s.db.InTx(ctx, func(tx *postgres.Tx) error {
		var ids []int64
		if err := tx.Select(ctx, &ids, `/* survey.AskDue */
			INSERT INTO survey_ask (booking_id)
			SELECT b.id FROM booking b, (SELECT (now() AT TIME ZONE 'Europe/Helsinki')::date AS today) t
			WHERE b.state IN ('confirmed', 'completed') AND b.ends_on < t.today AND b.ends_on >= t.today - $1::int
				AND NOT EXISTS (SELECT FROM survey_ask x WHERE x.booking_id = b.id)
			ORDER BY b.id LIMIT 500
			ON CONFLICT (booking_id) DO NOTHING RETURNING booking_id`, askedWithin); err != nil {
			return err
		}
		n = len(ids)
		for _, id := range ids {
			if err := s.notify.SurveyDue(ctx, tx, id); err != nil {
				return err
			}
		}
		return nil
	})
	return n, err
}
