package practice

import (
	"context"
	"database/sql"
	"errors"

	"github.com/lib/pq"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/i18n"
	"github.com/hubittaako/hubittaako/app/base/photo"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/packages/hub"
	"github.com/hubittaako/hubittaako/packages/hub/event"
)

// Service is everything that those who run hubs do with practices.
type Service struct {
	db     *postgres.DB
	hubs   *hub.Service
	events *event.Service
	press  *photo.Press
}

// New makes the service on those whose things are taken along.
func New(db *postgres.DB, hubs *hub.Service, events *event.Service) *Service {
	return &Service{db: db, hubs: hubs, events: events, press: photo.NewPress()}
}

var errNotFound = fault.New(fault.NotFound, "fault.not_found")

// member is nil for those who run a hub, and for network admins.
func member(actor access.Actor) error {
	if actor.IsAdmin() || actor.HasKind("hub") {
		return nil
	}
	return errNotFound
}

// A package that was copied counts as adopted, whether its copier came by here or not.
const columns = `p.id, p.hub_id, h.name AS hub_name, h.municipality, p.theme, p.title_fi, p.title_en, p.text_fi, p.text_en, p.kind, coalesce(p.package_id, 0) AS package_id,
		coalesce(p.event_id, 0) AS event_id, p.rule_fi, p.rule_en, p.rule_sv, p.created_at, p.updated_at, p.withdrawn_at,
		p.kind <> 'package' OR EXISTS (SELECT FROM package k JOIN revision r ON r.package_id = k.id AND r.state = 'published' WHERE k.id = p.package_id AND NOT k.archived) AS offered,
		(SELECT count(*) FROM (
			SELECT a.hub_id FROM practice_adoption a WHERE a.practice_id = p.id
			UNION SELECT k.hub_id FROM package_copy c JOIN revision r ON r.id = c.revision_id JOIN package k ON k.id = c.package_id WHERE r.package_id = p.package_id AND k.hub_id <> p.hub_id
		) hubs) AS adopters
	FROM practice p JOIN hub h ON h.id = p.hub_id `

// Filter narrows the list. Zero values narrow nothing.
type Filter struct {
	Theme string
	HubID int64 // that wrote it
}

// List is the practices that stand, the latest first. Those who run a hub may, and network admins.
func (s *Service) List(ctx context.Context, actor access.Actor, f Filter) (list []Practice, err error) {
	if err := member(actor); err != nil {
		return nil, err
	}
	if err = s.db.Select(ctx, &list, `/* practice.List */
		SELECT `+columns+` WHERE p.withdrawn_at IS NULL AND $1 IN ('', p.theme) AND $2 IN (0::bigint, p.hub_id) ORDER BY p.id DESC`, f.Theme, f.HubID); err != nil {
		return nil, err
	}
	return list, s.withPhotos(ctx, list)
}

// Authors are the hubs that have written what stands, by name. Those who run a hub may, and network admins.
func (s *Service) Authors(ctx context.Context, actor access.Actor) (list []Object, err error) {
	if err := member(actor); err != nil {
		return nil, err
	}
	err = s.db.Select(ctx, &list, `/* practice.Authors */
		SELECT h.id, h.name AS title_fi FROM hub h WHERE EXISTS (SELECT FROM practice p WHERE p.hub_id = h.id AND p.withdrawn_at IS NULL) ORDER BY h.name`)
	return list, err
}

// ByID is one practice. Those who run a hub may, and network admins; one that was withdrawn has no text but for its own hub and
// network admins.
func (s *Service) ByID(ctx context.Context, actor access.Actor, id int64) (p Practice, err error) {
	if err := member(actor); err != nil {
		return p, err
	}
	if p, err = byID(ctx, s.db, id, ""); err != nil {
		return p, err
	}
	if p.Withdrawn() && actor.MayHub(p.HubID) != nil {
		return Practice{ID: p.ID, HubID: p.HubID, HubName: p.HubName, Theme: p.Theme, TitleFi: p.TitleFi, TitleEn: p.TitleEn, Kind: Plain, WithdrawnAt: p.WithdrawnAt, Adopters: p.Adopters}, nil
	}
	list := []Practice{p}
	err = s.withPhotos(ctx, list)
	return list[0], err
}

func byID(ctx context.Context, r postgres.Reader, id int64, lock string) (p Practice, err error) {
	err = r.Get(ctx, &p, `/* practice.byID */ SELECT `+columns+` WHERE p.id = $1 `+lock, id)
	if errors.Is(err, sql.ErrNoRows) {
		err = errNotFound
	}
	return p, err
}

func (s *Service) withPhotos(ctx context.Context, list []Practice) error {
	ids, at := make([]int64, len(list)), map[int64]int{}
	for i, p := range list {
		ids[i], at[p.ID] = p.ID, i
	}
	photos, err := photosOf(ctx, s.db, ids)
	for _, x := range photos {
		p := &list[at[x.PracticeID]]
		p.Photos = append(p.Photos, x)
	}
	return err
}

func photosOf(ctx context.Context, r postgres.Reader, ids []int64) (list []Photo, err error) {
	err = r.Select(ctx, &list, `/* practice.photos */
		SELECT o.practice_id, f.id, f.alt_fi, f.alt_en, f.alt_sv, f.focus_x, f.focus_y FROM practice_photo o JOIN photo f ON f.id = o.photo_id
		WHERE o.practice_id = ANY ($1) ORDER BY o.practice_id, o.position`, pq.Array(ids))
	return list, err
}

// Object is something that a hub has and others could take along.
type Object struct {
	ID      int64  `db:"id"`
	TitleFi string `db:"title_fi"`
	TitleEn string `db:"title_en"`
}

// Title in the language.
func (o Object) Title(lang string) string { return i18n.Text{Fi: o.TitleFi, En: o.TitleEn}.In(lang) }

// Objects are a hub's packages on sale and its events, to choose from. Staff may.
func (s *Service) Objects(ctx context.Context, actor access.Actor, hubID int64) (pkgs, events []Object, err error) {
	if err := actor.MayHub(hubID); err != nil {
		return nil, nil, err
	}
	if err = s.db.Select(ctx, &pkgs, `/* practice.packages */
		SELECT k.id, r.name_fi AS title_fi, r.name_en AS title_en FROM package k JOIN revision r ON r.package_id = k.id AND r.state = 'published'
		WHERE k.hub_id = $1 AND NOT k.archived ORDER BY r.name_fi, k.id`, hubID); err != nil {
		return nil, nil, err
	}
	err = s.db.Select(ctx, &events, `/* practice.events */ SELECT id, title_fi, title_en FROM event WHERE hub_id = $1 ORDER BY title_fi, id`, hubID)
	return pkgs, events, err
}

func orNull(id int64) sql.NullInt64 { return sql.NullInt64{Int64: id, Valid: id != 0} }
