package packages

import (
	"context"

	"github.com/lib/pq"

	"github.com/hubittaako/hubittaako/app/base/postgres"
)

// startDraft copies a published revision to a new draft, which shows the prices of today.
func startDraft(ctx context.Context, tx *postgres.Tx, published Package) (Package, error) {
	var id int64
	err := tx.Get(ctx, &id, `/* packages.startDraft */
		INSERT INTO revision (package_id, number, name_fi, name_en, name_sv, summary_fi, summary_en, summary_sv, motif, season, start_weekdays, sale_from, sale_until,
			group_min, group_max, work_from, work_to, pricing, adjust_bp, fixed_cents, free_until_days, half_until_days)
		SELECT package_id, (SELECT max(number) + 1 FROM revision x WHERE x.package_id = r.package_id), name_fi, name_en, name_sv, summary_fi,
			summary_en, summary_sv, motif, season, start_weekdays, sale_from, sale_until, group_min, group_max, work_from, work_to, pricing, adjust_bp, fixed_cents, free_until_days, half_until_days
		FROM revision r WHERE id = $1 RETURNING id`, published.RevisionID)
	if err != nil {
		return Package{}, err
	}
	if _, err := tx.Exec(ctx, `/* packages.startDraft legs */
		INSERT INTO leg (revision_id, position, hub_id, days) SELECT $1, position, hub_id, days FROM leg WHERE revision_id = $2`, id, published.RevisionID); err != nil {
		return Package{}, err
	}
	if _, err := tx.Exec(ctx, `/* packages.startDraft items */
		INSERT INTO item (revision_id, position, activity_id, times, leg) SELECT $1, position, activity_id, times, leg FROM item WHERE revision_id = $2`,
		id, published.RevisionID); err != nil {
		return Package{}, err
	}
	return ByRevision(ctx, tx, id)
}

// writeDraft replaces everything in a draft.
func writeDraft(ctx context.Context, tx *postgres.Tx, p Package) error {
	_, err := tx.Exec(ctx, `/* packages.writeDraft */
		UPDATE revision SET name_fi = $2, name_en = $3, summary_fi = $4, summary_en = $5, motif = $6, season = $7, start_weekdays = $8, sale_from = $9,
			sale_until = $10, group_min = $11, group_max = $12, work_from = $13, work_to = $14, pricing = $15, adjust_bp = $16, fixed_cents = $17,
			free_until_days = $18, half_until_days = $19, version = $20, name_sv = $21, summary_sv = $22, updated_at = now()
		WHERE id = $1 AND state = 'draft'`, p.RevisionID, p.NameFi, p.NameEn, p.SummaryFi, p.SummaryEn, p.Motif, p.Season, p.StartWeekdays, p.SaleFrom,
		p.SaleUntil, p.GroupMin, p.GroupMax, p.WorkFrom, p.WorkTo, p.Pricing, p.AdjustBP, p.FixedCents, p.FreeUntilDays, p.HalfUntilDays, p.Version,
		p.NameSv, p.SummarySv)
	if err != nil {
		return err
	}
	if err := writeLegs(ctx, tx, p); err != nil {
		return err
	}
	return writeItems(ctx, tx, p)
}

func writeLegs(ctx context.Context, tx *postgres.Tx, p Package) error {
	var hubs, days []int64
	for _, l := range p.Legs {
		hubs, days = append(hubs, l.HubID), append(days, int64(l.Days))
	}
	if _, err := tx.Exec(ctx, `/* packages.writeLegs clears */ DELETE FROM leg WHERE revision_id = $1`, p.RevisionID); err != nil {
		return err
	}
	_, err := tx.Exec(ctx, `/* packages.writeLegs */
		INSERT INTO leg (revision_id, position, hub_id, days)
		SELECT $1, n, h, d FROM unnest($2::bigint[], $3::int[]) WITH ORDINALITY AS t (h, d, n)`, p.RevisionID, pq.Array(hubs), pq.Array(days))
	return err
}

func writeItems(ctx context.Context, tx *postgres.Tx, p Package) error {
	var activities, times, legs []int64
	for _, it := range p.Items {
		activities, times, legs = append(activities, it.ActivityID), append(times, int64(it.Times)), append(legs, int64(it.Leg))
	}
	if _, err := tx.Exec(ctx, `/* packages.writeItems clears */ DELETE FROM item WHERE revision_id = $1`, p.RevisionID); err != nil {
		return err
	}
	_, err := tx.Exec(ctx, `/* packages.writeItems */
		INSERT INTO item (revision_id, position, activity_id, times, leg)
		SELECT $1, n, a, t, nullif(l, 0) FROM unnest($2::bigint[], $3::int[], $4::int[]) WITH ORDINALITY AS x (a, t, l, n)`,
		p.RevisionID, pq.Array(activities), pq.Array(times), pq.Array(legs))
	return err
}
