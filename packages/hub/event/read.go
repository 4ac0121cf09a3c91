package event

import (
	"context"
	"time"

	"github.com/lib/pq"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/postgres"
)

const columns = `o.id, o.day, o.starts_at, o.ends_at, o.capacity, o.taken, o.status = 'cancelled' AS cancelled, o.reason, o.seq, o.updated_at,
		(SELECT count(*) FROM event_signup s WHERE s.occasion_id = o.id AND s.state IN ('waiting', 'offered')) AS waiting,
		e.id AS event_id, coalesce(e.hub_id, 0) AS hub_id, coalesce(h.name, '') AS hub_name, coalesce(h.slug, '') AS hub_slug,
		coalesce(h.street, '') AS street, coalesce(h.postcode, '') AS postcode, coalesce(h.municipality, '') AS municipality,
		coalesce(h.lat, 0) AS lat, coalesce(h.lon, 0) AS lon, e.slug, e.theme, e.motif, e.title_fi, e.title_en, e.title_sv,
		e.text_fi, e.text_en, e.text_sv, e.place, e.link, e.price_cents, e.closes_hours, e.repeats, e.demo,
		coalesce(f.id, 0) AS photo_id, coalesce(f.alt_fi, '') AS photo_alt_fi, coalesce(f.alt_en, '') AS photo_alt_en, coalesce(f.alt_sv, '') AS photo_alt_sv,
		coalesce(f.focus_x, 50) AS photo_focus_x, coalesce(f.focus_y, 50) AS photo_focus_y,
		(SELECT min(f.day) FROM event_occasion f WHERE f.event_id = e.id) AS first_day
	FROM event_occasion o JOIN event e ON e.id = o.event_id LEFT JOIN hub h ON h.id = e.hub_id LEFT JOIN photo f ON f.id = e.photo_id `

// public leaves out what a closed hub had planned.
const public = `(h.id IS NULL OR h.status <> 'closed')`

// Filter narrows a list. Zero values narrow nothing.
type Filter struct {
	Hubs      []int64 // of these hubs; 0 among them is the network
	Theme     Theme
	From      time.Time // what ends after
	Until     time.Time // what starts before
	Cancelled bool      // those that were cancelled, too
	Next      bool      // of each event the first occasion only
	Limit     int
}

// List is what is on, in the order of time. Everybody may.
func (s *Service) List(ctx context.Context, f Filter) ([]Occasion, error) { return list(ctx, s.db, f) }

// Upcoming is what comes next, of each event its first occasion: for the front page. Everybody may.
func (s *Service) Upcoming(ctx context.Context, limit int) ([]Occasion, error) {
	return Upcoming(ctx, s.db, s.now(), limit)
}

// Upcoming is what comes next after a moment, for those who have no Service.
func Upcoming(ctx context.Context, r postgres.Reader, from time.Time, limit int) ([]Occasion, error) {
	return list(ctx, r, Filter{From: from, Next: true, Limit: limit})
}

func list(ctx context.Context, r postgres.Reader, f Filter) ([]Occasion, error) {
	var all []Occasion
	err := r.Select(ctx, &all, `/* event.list */
		WITH found AS MATERIALIZED (
			SELECT o.id, row_number() OVER (PARTITION BY o.event_id ORDER BY o.starts_at, o.id) AS nth
			FROM event_occasion o JOIN event e ON e.id = o.event_id LEFT JOIN hub h ON h.id = e.hub_id
			WHERE `+public+` AND ($1::bigint[] IS NULL OR coalesce(e.hub_id, 0) = ANY ($1)) AND $2 IN ('', e.theme)
				AND ($3::timestamptz IS NULL OR o.ends_at > $3) AND ($4::timestamptz IS NULL OR o.starts_at < $4) AND ($5 OR o.status = 'open')
		)
		SELECT `+columns+` WHERE o.id IN (SELECT id FROM found WHERE NOT $6 OR nth = 1)
		ORDER BY o.starts_at, o.id LIMIT nullif($7, 0)`,
		pq.Array(f.Hubs), string(f.Theme), orNoTime(f.From), orNoTime(f.Until), f.Cancelled, f.Next, f.Limit)
	return all, err
}

func orNoTime(t time.Time) any {
	if t.IsZero() {
		return nil
	}
	return t
}

// BySlug is an event with its occasions that have not ended by now, cancelled ones too, or, where all have, its last one.
// Everybody may; NotFound when there is no such event.
func (s *Service) BySlug(ctx context.Context, slug string) ([]Occasion, error) {
	var all []Occasion
	err := s.db.Select(ctx, &all, `/* event.bySlug */
		SELECT `+columns+` WHERE `+public+` AND e.slug = $1
			AND (o.ends_at > $2 OR o.id = (SELECT x.id FROM event_occasion x WHERE x.event_id = e.id ORDER BY x.starts_at DESC, x.id DESC LIMIT 1))
		ORDER BY o.starts_at, o.id`, slug, s.now())
	if err == nil && len(all) > 1 && !s.now().Before(all[0].EndsAt) {
		all = all[1:]
	}
	if err == nil && len(all) == 0 {
		err = errNotFound
	}
	return all, err
}

// ByID is one occasion; NotFound when there is none. Everybody may.
func (s *Service) ByID(ctx context.Context, id int64) (Occasion, error) {
	return byID(ctx, s.db, id, "")
}

func byID(ctx context.Context, r postgres.Reader, id int64, lock string) (o Occasion, err error) {
	err = r.Get(ctx, &o, `/* event.byID */ SELECT `+columns+` WHERE o.id = $1 `+lock, id)
	return o, found(err)
}

// may is nil for those who run the hub, and, for events of the network, for its admins.
func may(actor access.Actor, hub int64) error {
	if hub == 0 {
		return actor.MayAdmin()
	}
	return actor.MayHub(hub)
}

// ForStaff lists the occasions of a hub (0: the network) that touch the days, cancelled ones too. Those who run it may.
func (s *Service) ForStaff(ctx context.Context, actor access.Actor, hub int64, days dates.Range) ([]Occasion, error) {
	if err := may(actor, hub); err != nil {
		return nil, err
	}
	var all []Occasion
	err := s.db.Select(ctx, &all, `/* event.forStaff */
		SELECT `+columns+` WHERE coalesce(e.hub_id, 0) = $1 AND o.ends_at > $2 AND o.starts_at < $3 ORDER BY o.starts_at, o.id`,
		hub, dates.At(days.From, 0), dates.At(days.To, 0))
	return all, err
}

// Occasions are all of an event, past ones too, newest last. Those who run it may; to others it does not exist.
func (s *Service) Occasions(ctx context.Context, actor access.Actor, event int64) ([]Occasion, error) {
	var all []Occasion
	err := s.db.Select(ctx, &all, `/* event.occasions */ SELECT `+columns+` WHERE e.id = $1 ORDER BY o.starts_at, o.id`, event)
	if err != nil {
		return nil, err
	}
	if len(all) == 0 {
		return nil, errNotFound
	}
	return all, may(actor, all[0].HubID)
}

// Signups are those who are in, wait or have been offered a seat, in that order; nobody once the occasion is long over. Those
// who run the event may.
func (s *Service) Signups(ctx context.Context, actor access.Actor, occasion int64) ([]Signup, error) {
	o, err := s.ByID(ctx, occasion)
	if err != nil {
		return nil, err
	}
	if err := may(actor, o.HubID); err != nil {
		return nil, err
	}
	return signups(ctx, s.db, occasion)
}

func signups(ctx context.Context, r postgres.Reader, occasion int64) ([]Signup, error) {
	var all []Signup
	err := r.Select(ctx, &all, `/* event.signups */
		SELECT `+signupColumns+` WHERE s.occasion_id = $1 AND s.state IN ('in', 'offered', 'waiting')
		ORDER BY array_position(ARRAY['in', 'offered', 'waiting'], s.state), s.queued_at, s.id`, occasion)
	return all, err
}
