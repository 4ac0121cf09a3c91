package survey

import (
	"context"
	"time"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/postgres"
)

// Result is what was answered, all together. Averages are tenths: 43 is 4.3 of 5, and Again 87 is 8.7 of 10; 0 where nobody answered
// the question. Shown is false, and the averages are 0, where too few have answered for whoever asks.
type Result struct {
	Answers    int  `db:"answers"`
	Work       int  `db:"work"`
	Activities int  `db:"activities"`
	Hosting    int  `db:"hosting"`
	Again      int  `db:"again"`
	Shown      bool `db:"-"`
}

// outside is a result as those see it who are not the hub's: nothing but the count until Least have answered.
func (r Result) outside() Result {
	if r.Answers < Least {
		return Result{Answers: r.Answers}
	}
	r.Shown = true
	return r
}

// Comment is what somebody wrote about a stay at the hub. It does not say who.
type Comment struct {
	StartsOn dates.Date `db:"starts_on"`
	EndsOn   dates.Date `db:"ends_on"`
	Body     string     `db:"body"`
	Lang     string     `db:"lang"`
	At       time.Time  `db:"answered_at"`
}

const averages = `count(*) AS answers, coalesce(round(avg(a.work) * 10), 0)::int AS work, coalesce(round(avg(a.activities) * 10), 0)::int AS activities,
	coalesce(round(avg(a.hosting) * 10), 0)::int AS hosting, coalesce(round(avg(a.again) * 10), 0)::int AS again`

// OfStay is the result of one stay for its company. Members of the company may, and network admins.
func (s *Service) OfStay(ctx context.Context, actor access.Actor, ref string) (r Result, err error) {
	d, err := s.bookings.ByRef(ctx, actor, ref)
	if err != nil {
		return r, err
	}
	err = s.db.Get(ctx, &r, `/* survey.OfStay */ SELECT `+averages+` FROM survey_answer a WHERE a.booking_id = $1`, d.ID)
	return r.outside(), err
}

// OfHub is the result of the stays that passed through a hub and ended on the days, and what people wrote about them, the latest
// first. Staff of the hub may; they see averages of any number of answers.
func (s *Service) OfHub(ctx context.Context, actor access.Actor, hubID int64, days dates.Range) (r Result, list []Comment, err error) {
	if err := actor.MayHub(hubID); err != nil {
		return r, nil, err
	}
	const here = `FROM survey_answer a JOIN booking b ON b.id = a.booking_id
		WHERE b.ends_on >= $2 AND b.ends_on < $3 AND EXISTS (SELECT FROM booking_leg l WHERE l.booking_id = b.id AND l.hub_id = $1)`
	if err = s.db.Get(ctx, &r, `/* survey.OfHub */ SELECT `+averages+` `+here, hubID, days.From, days.To); err != nil {
		return r, nil, err
	}
	r.Shown = r.Answers > 0
	err = s.db.Select(ctx, &list, `/* survey.OfHub comments */ SELECT b.starts_on, b.ends_on, a.body, a.lang, a.answered_at `+here+`
		AND a.body <> '' ORDER BY b.ends_on DESC, a.id DESC LIMIT 200`, hubID, days.From, days.To)
	return r, list, err
}

// OfNetwork is the result of all stays that ended on the days. Network admins may.
func (s *Service) OfNetwork(ctx context.Context, actor access.Actor, days dates.Range) (r Result, err error) {
	if err := actor.MayAdmin(); err != nil {
		return r, err
	}
	err = s.db.Get(ctx, &r, `/* survey.OfNetwork */
		SELECT `+averages+` FROM survey_answer a JOIN booking b ON b.id = a.booking_id WHERE b.ends_on >= $1 AND b.ends_on < $2`, days.From, days.To)
	return r.outside(), err
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
