package partners

import (
	"context"
	"time"

	"github.com/lib/pq"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/capacity"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/i18n"
	"github.com/hubittaako/hubittaako/app/base/postgres"
)

// SessionStatus says whether a session takes place.
type SessionStatus string

const (
	Open      SessionStatus = "open"
	Cancelled SessionStatus = "cancelled"
)

// Session is an activity at a time, with seats, as its partner sees it: with its activity and how many seats are taken. A night
// of lodging is a session from evening to morning.
type Session struct {
	ID           int64         `db:"id"`
	ActivityID   int64         `db:"activity_id"`
	PartnerID    int64         `db:"partner_id"`
	ResourceID   int64         `db:"resource_id"`
	Day          dates.Date    `db:"day"` // on which it starts
	StartsAt     time.Time     `db:"starts_at"`
	EndsAt       time.Time     `db:"ends_at"`
	Status       SessionStatus `db:"status"`
	CancelReason string        `db:"cancel_reason"`
	Capacity     int           `db:"capacity"` // seats on sale
	Taken        int           `db:"taken"`
	Kind         Kind          `db:"kind"`
	Motif        string        `db:"motif"`
	TitleFi      string        `db:"title_fi"`
	TitleEn      string        `db:"title_en"`
	TitleSv      string        `db:"title_sv"`
	Place        string        `db:"place"`
	Municipality string        `db:"municipality"`
	GroupMin     int           `db:"group_min"`
	PlanB        int64         `db:"plan_b_id"` // the session that is held for bad weather, 0 for none
	PlanBFi      string        `db:"plan_b_fi"` // what it is
	PlanBEn      string        `db:"plan_b_en"`
	PlanBSv      string        `db:"plan_b_sv"`
	Called       bool          `db:"plan_b_called"` // it takes place as its plan B
	Pool
	Confirmed int  `db:"confirmed"` // of the taken seats, those of stays that are confirmed; 0 where no minimum is gathered
	Short     bool `db:"short"`     // it was called off because too few had confirmed
}

// Title of its activity in the language.
func (s Session) Title(lang string) string {
	return i18n.Text{Fi: s.TitleFi, En: s.TitleEn, Sv: s.TitleSv}.In(lang)
}

// PlanBTitle is what is done in bad weather, in the language.
func (s Session) PlanBTitle(lang string) string {
	return i18n.Text{Fi: s.PlanBFi, En: s.PlanBEn, Sv: s.PlanBSv}.In(lang)
}

// Free is how many seats are left.
func (s Session) Free() int { return max(0, s.Capacity-s.Taken) }

func (s Session) slot() capacity.Slot { return capacity.Slot{Resource: s.ResourceID, Day: s.Day} }

const sessionSelect = `
	SELECT s.id, s.activity_id, s.partner_id, s.resource_id, s.day, s.starts_at, s.ends_at, s.status, s.cancel_reason, sl.capacity, sl.taken, a.kind,
		a.motif, a.title_fi, a.title_en, a.title_sv, a.place, a.municipality, a.group_min, ` + poolColumns + `, coalesce(s.pool_outcome = 'short', false) AS short,
		CASE WHEN s.pool_min > 0 THEN ` + poolConfirmed + ` ELSE 0 END AS confirmed, coalesce(pb.id, 0) AS plan_b_id, coalesce(pa.title_fi, '') AS plan_b_fi,
		coalesce(pa.title_en, '') AS plan_b_en, coalesce(pa.title_sv, '') AS plan_b_sv, s.plan_b_called_at IS NOT NULL AS plan_b_called
	FROM session s
	JOIN slot sl ON sl.resource_id = s.resource_id AND sl.day = s.day AND sl.part = 0
	JOIN activity a ON a.id = s.activity_id
	LEFT JOIN session pb ON pb.id = s.plan_b_id AND pb.status = 'open'
	LEFT JOIN activity pa ON pa.id = pb.activity_id `

// Sessions lists an activity's sessions on the days, cancelled ones too, in order of time. Members of its partner and network
// admins may.
func (s *Service) Sessions(ctx context.Context, actor access.Actor, activity int64, days dates.Range) ([]Session, error) {
	if err := known(actor); err != nil {
		return nil, err
	}
	if _, err := ownActivity(ctx, s.db, actor, activity, ""); err != nil {
		return nil, err
	}
	var list []Session
	err := s.db.Select(ctx, &list, `/* partners.Sessions */`+sessionSelect+`
		WHERE s.activity_id = $1 AND s.day >= $2 AND s.day < $3 ORDER BY s.starts_at, s.id`, activity, days.From, days.To)
	return list, err
}

// Session reads one session. Members of its partner and network admins may.
func (s *Service) Session(ctx context.Context, actor access.Actor, id int64) (Session, error) {
	if err := known(actor); err != nil {
		return Session{}, err
	}
	return ownSession(ctx, s.db, actor, id)
}

func ownSession(ctx context.Context, r postgres.Reader, actor access.Actor, id int64) (one Session, err error) {
	err = r.Get(ctx, &one, `/* partners.ownSession */`+sessionSelect+`WHERE s.id = $1`, id)
	if err != nil {
		return Session{}, found(err)
	}
	if err := actor.MayPartner(one.PartnerID); err != nil {
		return Session{}, err
	}
	return one, nil
}

// PartnerSessions lists all sessions of a partner on the days, in order of time; cancelled ones only where somebody had booked.
// Members of the partner and network admins may.
func (s *Service) PartnerSessions(ctx context.Context, actor access.Actor, partner int64, days dates.Range) ([]Session, error) {
	if err := actor.MayPartner(partner); err != nil {
		return nil, err
	}
	return partnerSessions(ctx, s.db, partner, days)
}

func partnerSessions(ctx context.Context, r postgres.Reader, partner int64, days dates.Range) ([]Session, error) {
	var list []Session
	err := r.Select(ctx, &list, `/* partners.partnerSessions */`+sessionSelect+`
		WHERE s.partner_id = $1 AND s.day >= $2 AND s.day < $3 AND (s.status = 'open' OR sl.taken > 0)
		ORDER BY s.starts_at, s.id`, partner, days.From, days.To)
	return list, err
}

// OpenSession is a session that may be booked: what placing it into a stay needs. Full ones are among them.
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
	Spare
	Pool
}

// Spare is the plan B of a session: a slot of the same day that is taken with it. Zero: it has none.
type Spare struct {
	SpareResource int64 `db:"spare_resource"`
	SpareFree     int   `db:"spare_free"`
}

// Free is how many may still come: no more than its plan B has room for.
func (s OpenSession) Free() int {
	if s.SpareResource != 0 {
		return min(s.Capacity-s.Taken, s.SpareFree)
	}
	return s.Capacity - s.Taken
}

const selectOpen = `/* partners.selectOpen */
	SELECT s.id, s.activity_id, s.partner_id, s.resource_id, s.day, s.starts_at, s.ends_at, sl.capacity, sl.taken, ` + poolColumns + `,
		coalesce(pb.resource_id, 0) AS spare_resource, coalesce(ps.capacity - ps.taken, 0) AS spare_free
	FROM session s
	JOIN activity a ON a.id = s.activity_id
	JOIN slot sl ON sl.resource_id = s.resource_id AND sl.day = s.day AND sl.part = 0
	LEFT JOIN session pb ON pb.id = s.plan_b_id AND pb.status = 'open'
	LEFT JOIN slot ps ON ps.resource_id = pb.resource_id AND ps.day = pb.day AND ps.part = 0
	WHERE s.status = 'open' AND a.status = 'listed' AND `

// OpenSessions reads the open sessions of listed activities on the days from (in) until (out), in order of time: one query,
// however many activities there are. A picture of the counters, never a promise. It checks no actor: whoever searches sees
// what is free.
func OpenSessions(ctx context.Context, r postgres.Reader, activities []int64, from, until dates.Date) ([]OpenSession, error) {
	var list []OpenSession
	err := r.Select(ctx, &list, selectOpen+`s.activity_id = ANY ($1) AND s.day >= $2 AND s.day < $3 ORDER BY s.starts_at, s.id`, pq.Array(activities), from, until)
	return list, err
}

// OpenFrom is OpenSessions of all activities, from a day (in) on.
func OpenFrom(ctx context.Context, r postgres.Reader, from dates.Date) ([]OpenSession, error) {
	var list []OpenSession
	err := r.Select(ctx, &list, selectOpen+`s.day >= $1 ORDER BY s.starts_at, s.id`, from)
	return list, err
}

// OpenAmong is OpenSessions of those with these ids and those of these activities, whatever their day.
func OpenAmong(ctx context.Context, r postgres.Reader, ids, activities []int64) ([]OpenSession, error) {
	var list []OpenSession
	err := r.Select(ctx, &list, selectOpen+`(s.id = ANY ($1) OR s.activity_id = ANY ($2)) ORDER BY s.starts_at, s.id`, pq.Array(ids), pq.Array(activities))
	return list, err
}
