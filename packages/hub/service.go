package hub

import (
	"context"
	"errors"
	"time"

	"github.com/lib/pq"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/photo"
	"github.com/hubittaako/hubittaako/app/base/postgres"
)

// Service is everything that people do with hubs. Reading is for everybody; methods that take an actor check it first: staff
// of the hub and network admins may, others get NotFound.
type Service struct {
	db    *postgres.DB
	now   func() time.Time
	press *photo.Press
}

// New makes the service; now is the clock.
func New(db *postgres.DB, now func() time.Time) *Service {
	return &Service{db: db, now: now, press: photo.NewPress()}
}

func (s *Service) today() dates.Date { return dates.Today(s.now()) }

const selectHub = `/* hub.select */
	SELECT id, slug, name, status, demo, municipality, street, postcode, lat, lon, email, phone, business_id, intro_fi, intro_en, intro_sv, story_fi, story_en,
		story_sv, emphasis_fi, emphasis_en, emphasis_sv, desks, desk_day_cents, vat_class, step_free, free_from, free_until, resource_id, updated_at
	FROM hub `

// List is the hubs that the public sees, working and planned, by name.
func (s *Service) List(ctx context.Context) ([]Hub, error) {
	return s.load(ctx, s.db, `WHERE status <> 'closed' ORDER BY status = 'planned', demo, name`)
}

// BySlug is a hub that the public sees; NotFound when there is none.
func (s *Service) BySlug(ctx context.Context, slug string) (Hub, error) {
	return one(s.load(ctx, s.db, `WHERE slug = $1 AND status <> 'closed'`, slug))
}

// ByID is a hub in whatever state; NotFound when there is none.
func (s *Service) ByID(ctx context.Context, id int64) (Hub, error) {
	return one(s.load(ctx, s.db, `WHERE id = $1`, id))
}

// Mine lists the hubs that the actor works for; a network admin gets all of them.
func (s *Service) Mine(ctx context.Context, actor access.Actor) ([]Hub, error) {
	return s.load(ctx, s.db, `WHERE $1 OR id = ANY ($2) ORDER BY status = 'closed', demo, name`, actor.IsAdmin(), pq.Array(actor.Orgs("hub")))
}

// ForStaff is ByID for those who run the hub.
func (s *Service) ForStaff(ctx context.Context, actor access.Actor, id int64) (Hub, error) {
	if err := actor.MayHub(id); err != nil {
		return Hub{}, err
	}
	return s.ByID(ctx, id)
}

func one(list []Hub, err error) (Hub, error) {
	if err != nil {
		return Hub{}, err
	}
	if len(list) == 0 {
		return Hub{}, fault.New(fault.NotFound, "fault.not_found")
	}
	return list[0], nil
}

// Standing reads a hub and keeps its status, hours and closed days as they are until the transaction ends; others may do so at
// the same time.
func (s *Service) Standing(ctx context.Context, tx *postgres.Tx, id int64) (Hub, error) {
	return one(s.load(ctx, tx, `WHERE id = $1 FOR SHARE`, id))
}

// locked reads a hub and keeps others from changing it until the transaction ends. NO KEY: a booking that is being made points
// at the hub after it took its desks, and must not wait for us while we wait for the desks.
func (s *Service) locked(ctx context.Context, tx *postgres.Tx, id int64) (Hub, error) {
	return one(s.load(ctx, tx, `WHERE id = $1 FOR NO KEY UPDATE`, id))
}

func (s *Service) load(ctx context.Context, r postgres.Reader, where string, args ...any) ([]Hub, error) {
	var list []Hub
	if err := r.Select(ctx, &list, selectHub+where, args...); err != nil || len(list) == 0 {
		return nil, err
	}
	ids := make([]int64, len(list))
	at := make(map[int64]*Hub, len(list))
	for i := range list {
		ids[i], at[list[i].ID] = list[i].ID, &list[i]
	}
	return list, errors.Join(loadHours(ctx, r, ids, at), loadClosures(ctx, r, ids, at, s.today()))
}

func loadHours(ctx context.Context, r postgres.Reader, ids []int64, at map[int64]*Hub) error {
	var rows []struct {
		Hub     int64 `db:"hub_id"`
		Weekday int   `db:"weekday"`
		Opens   int   `db:"opens"`
		Closes  int   `db:"closes"`
	}
	err := r.Select(ctx, &rows, `/* hub.hours */ SELECT hub_id, weekday, opens, closes FROM hub_hours WHERE hub_id = ANY ($1)`, pq.Array(ids))
	for _, row := range rows {
		at[row.Hub].Hours[row.Weekday-1] = Span{row.Opens, row.Closes}
	}
	return err
}

func loadClosures(ctx context.Context, r postgres.Reader, ids []int64, at map[int64]*Hub, today dates.Date) error {
	var rows []struct {
		Hub int64 `db:"hub_id"`
		Closure
	}
	err := r.Select(ctx, &rows, `/* hub.closures */
		SELECT hub_id, day, reason_fi, reason_en, reason_sv FROM hub_closure WHERE hub_id = ANY ($1) AND day >= $2 ORDER BY day`, pq.Array(ids), today)
	for _, row := range rows {
		at[row.Hub].Closures = append(at[row.Hub].Closures, row.Closure)
	}
	return err
}
