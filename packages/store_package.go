package packages

import (
	"context"
	"database/sql"
	"errors"

	"github.com/lib/pq"

	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
)

const selectPackage = `/* packages.select */
	SELECT p.id, p.hub_id, p.slug, p.archived, p.demo, r.id AS revision_id, r.number, r.state, r.name_fi, r.name_en, r.name_sv, r.summary_fi, r.summary_en,
		r.summary_sv, r.motif, r.season, r.start_weekdays, r.sale_from, r.sale_until, r.group_min, r.group_max, r.work_from, r.work_to, r.pricing, r.adjust_bp, r.fixed_cents,
		r.free_until_days, r.half_until_days, r.version, r.published_at
	FROM revision r JOIN package p ON p.id = r.package_id `

// A draft shows the prices of today; what was published keeps those of its day.
const (
	selectLegs = `/* packages.legs */
	SELECT l.revision_id, l.position, l.hub_id, h.name AS hub_name, h.slug AS hub_slug, h.municipality, h.resource_id AS hub_resource, h.desks AS hub_desks,
		h.status AS hub_status, h.step_free, h.free_from, h.free_until, l.days, coalesce(l.desk_day_cents, h.desk_day_cents) AS desk_day_cents, coalesce(l.vat_class, h.vat_class) AS vat_class
	FROM leg l JOIN hub h ON h.id = l.hub_id
	WHERE l.revision_id = ANY ($1) ORDER BY l.revision_id, l.position`
	selectItems = `/* packages.items */
	SELECT i.revision_id, i.position, i.activity_id, a.slug AS activity_slug, a.status AS activity_status, a.partner_id, p.name AS partner_name, a.kind, a.motif,
		a.title_fi, a.title_en, a.title_sv, a.place, a.municipality, a.to_municipality, a.minutes, a.group_min, a.group_max, a.lead_days, a.season_from, a.season_to, a.languages, a.step_free, i.times,
		coalesce(i.leg, 0) AS leg, coalesce(i.price_cents, a.price_cents) AS price_cents, coalesce(i.price_per, a.price_per) AS price_per,
		coalesce(i.vat_class, a.vat_class) AS vat_class, coalesce(f.id, 0) AS photo_id, coalesce(f.alt_fi, '') AS photo_alt_fi, coalesce(f.alt_en, '') AS photo_alt_en,
		coalesce(f.alt_sv, '') AS photo_alt_sv, coalesce(f.focus_x, 50) AS photo_focus_x, coalesce(f.focus_y, 50) AS photo_focus_y
	FROM item i JOIN activity a ON a.id = i.activity_id JOIN partner p ON p.id = a.partner_id LEFT JOIN photo f ON f.id = a.photo_id
	WHERE i.revision_id = ANY ($1) ORDER BY i.revision_id, i.position`
)

// PublishedAll reads every package that is on sale, with legs and items, in three queries.
func PublishedAll(ctx context.Context, r postgres.Reader) ([]Package, error) {
	return load(ctx, r, `WHERE r.state = 'published' AND NOT p.archived ORDER BY p.id`)
}

// PublishedBySlug reads what is sold under a slug; an archived package is found too, and says so.
func PublishedBySlug(ctx context.Context, r postgres.Reader, slug string) (Package, error) {
	return loadOne(ctx, r, `WHERE r.state = 'published' AND p.slug = $1`, slug)
}

// PublishedAmong reads those of the packages that are on sale, in order of their ids.
func PublishedAmong(ctx context.Context, r postgres.Reader, ids []int64) ([]Package, error) {
	return load(ctx, r, `WHERE r.state = 'published' AND NOT p.archived AND p.id = ANY ($1) ORDER BY p.id`, pq.Array(ids))
}

// ByRevision reads a package as one of its revisions has it.
func ByRevision(ctx context.Context, r postgres.Reader, revisionID int64) (Package, error) {
	return loadOne(ctx, r, `WHERE r.id = $1`, revisionID)
}

func loadOne(ctx context.Context, r postgres.Reader, where string, args ...any) (Package, error) {
	list, err := load(ctx, r, where, args...)
	if err == nil && len(list) == 0 || errors.Is(err, sql.ErrNoRows) {
		err = fault.New(fault.NotFound, "fault.not_found")
	}
	if err != nil {
		return Package{}, err
	}
	return list[0], nil
}

func load(ctx context.Context, r postgres.Reader, where string, args ...any) ([]Package, error) {
	var list []Package
	if err := r.Select(ctx, &list, selectPackage+where, args...); err != nil || len(list) == 0 {
		return nil, err
	}
	ids := make([]int64, len(list))
	at := make(map[int64]*Package, len(list))
	for i := range list {
		ids[i] = list[i].RevisionID
		at[ids[i]] = &list[i]
	}
	var legs []struct {
		Of int64 `db:"revision_id"`
		Leg
	}
	if err := r.Select(ctx, &legs, selectLegs, pq.Array(ids)); err != nil {
		return nil, err
	}
	for _, l := range legs {
		at[l.Of].Legs = append(at[l.Of].Legs, l.Leg)
	}
	var items []struct {
		Of int64 `db:"revision_id"`
		Item
	}
	if err := r.Select(ctx, &items, selectItems, pq.Array(ids)); err != nil {
		return nil, err
	}
	for _, i := range items {
		at[i.Of].Items = append(at[i.Of].Items, i.Item)
	}
	return list, nil
}
