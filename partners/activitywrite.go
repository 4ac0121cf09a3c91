package partners

import (
	"context"
	"database/sql"
	"errors"

	"github.com/google/uuid"
	"github.com/lib/pq"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/app/base/slug"
)

// CheckActivity says what is wrong with a form before anything is stored: an Invalid error with fields, or nil. Pages use it to
// say everything at once that is wrong with a form.
func (s *Service) CheckActivity(ctx context.Context, actor access.Actor, partner int64, form ActivityForm) error {
	if err := actor.MayPartner(partner); err != nil {
		return err
	}
	p, err := partnerByID(ctx, s.db, partner)
	if err != nil {
		return err
	}
	return fault.Check(form.check(s.forms, p.VATRegistered))
}

// CreateActivity describes a new activity, as a draft; its slug comes from the Finnish title and stays. Members of the partner
// and network admins may. The same operation key gives the same activity. Errors: Invalid with fields, Conflict
// "fault.partner_not_approved".
func (s *Service) CreateActivity(ctx context.Context, actor access.Actor, partner int64, form ActivityForm, op uuid.UUID) (id int64, err error) {
	if err := actor.MayPartner(partner); err != nil {
		return 0, err
	}
	err = s.db.InTx(ctx, func(tx *postgres.Tx) error {
		id, err = s.CreateActivityTx(ctx, tx, actor, partner, form, op)
		return err
	})
	return id, err
}

// CreateActivityTx is CreateActivity as a part of something larger, such as a course.
func (s *Service) CreateActivityTx(ctx context.Context, tx *postgres.Tx, actor access.Actor, partner int64, form ActivityForm, op uuid.UUID) (int64, error) {
	if err := actor.MayPartner(partner); err != nil {
		return 0, err
	}
	p, err := lockPartner(ctx, tx, partner)
	if err != nil {
		return 0, err
	}
	if p.Status != Approved {
		return 0, fault.New(fault.Conflict, "fault.partner_not_approved")
	}
	if err := fault.Check(form.check(s.forms, p.VATRegistered)); err != nil {
		return 0, err
	}
	return insertActivity(ctx, tx, p, form, op)
}

// insertActivity counts on until a slug is free. The partner is locked, so a key that is there already is this form's.
func insertActivity(ctx context.Context, tx *postgres.Tx, p Partner, form ActivityForm, op uuid.UUID) (id int64, err error) {
	err = tx.Get(ctx, &id, `/* partners.activityByOpKey */ SELECT id FROM activity WHERE op_key = $1 AND partner_id = $2`, op, p.ID)
	if !errors.Is(err, sql.ErrNoRows) {
		return id, err
	}
	base := slug.From(form.TitleFi)
	if base == "" {
		base = "aktiviteetti"
	}
	for n := 1; n < 1000; n++ {
		err = tx.Get(ctx, &id, `/* partners.insertActivity */
			INSERT INTO activity (partner_id, slug, op_key, kind, motif, title_fi, title_en, summary_fi, summary_en, minutes, place, municipality, group_min,
				group_max, price_cents, price_per, vat_class, season_from, season_to, lead_days, languages, accessibility_fi, accessibility_en, bring_fi, bring_en,
				title_sv, summary_sv, accessibility_sv, bring_sv, step_free, pool_min, pool_hours, to_municipality)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33)
			ON CONFLICT (slug) DO NOTHING RETURNING id`,
			append([]any{p.ID, slug.Numbered(base, n), op}, form.values(p.VATRegistered)...)...)
		if !errors.Is(err, sql.ErrNoRows) {
			return id, err
		}
	}
	return 0, errors.New("partners: no free slug for " + base)
}

// values are the form's columns in the order of both statements, kind to to_municipality.
func (f ActivityForm) values(registered bool) []any {
	return []any{
		string(f.Kind), f.Motif, f.TitleFi, f.TitleEn, f.SummaryFi, f.SummaryEn, f.minutes(), f.Place, f.Municipality, f.GroupMin, f.GroupMax, *f.PriceCents,
		string(f.PricePer), string(vatClass(registered, f.VATClass)), f.SeasonFrom, f.SeasonTo, f.LeadDays, pq.StringArray(f.Languages), f.AccessibilityFi,
		f.AccessibilityEn, f.BringFi, f.BringEn, f.TitleSv, f.SummarySv, f.AccessibilitySv, f.BringSv, f.StepFree, f.pool().Min, f.pool().Hours, f.To,
	}
}

// UpdateActivity describes an activity anew. Sessions keep their times and seats, and what was sold stays as it was sold.
// Members of its partner and network admins may. Errors: Invalid with fields; the kind stays what it is between nights, transfers and
// all else once there are sessions.
func (s *Service) UpdateActivity(ctx context.Context, actor access.Actor, id int64, form ActivityForm) error {
	if err := known(actor); err != nil {
		return err
	}
	return s.db.InTx(ctx, func(tx *postgres.Tx) error { return s.UpdateActivityTx(ctx, tx, actor, id, form) })
}

// UpdateActivityTx is UpdateActivity as a part of something larger, such as a course.
func (s *Service) UpdateActivityTx(ctx context.Context, tx *postgres.Tx, actor access.Actor, id int64, form ActivityForm) error {
	a, err := ownActivity(ctx, tx, actor, id, forUpdate)
	if err != nil {
		return err
	}
	if err := fault.Check(form.check(s.forms, a.PartnerVAT)); err != nil {
		return err
	}
	if err := keepsSlots(ctx, tx, a, form.Kind); err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `/* partners.UpdateActivityTx */
		UPDATE activity SET updated_at = now(), kind = $2, motif = $3, title_fi = $4, title_en = $5, summary_fi = $6, summary_en = $7, minutes = $8,
			place = $9, municipality = $10, group_min = $11, group_max = $12, price_cents = $13, price_per = $14, vat_class = $15, season_from = $16,
			season_to = $17, lead_days = $18, languages = $19, accessibility_fi = $20, accessibility_en = $21, bring_fi = $22, bring_en = $23,
			title_sv = $24, summary_sv = $25, accessibility_sv = $26, bring_sv = $27, step_free = $28, pool_min = $29, pool_hours = $30, to_municipality = $31
		WHERE id = $1`, append([]any{id}, form.values(a.PartnerVAT)...)...)
	return err
}

// keepsSlots refuses another kind where sessions are there already whose slots are of another kind: a night never becomes a seat.
func keepsSlots(ctx context.Context, tx *postgres.Tx, a Activity, kind Kind) error {
	if kind.slots() == a.Kind.slots() {
		return nil
	}
	var any bool
	err := tx.Get(ctx, &any, `/* partners.keepsSlots */ SELECT EXISTS (SELECT FROM session WHERE activity_id = $1)`, a.ID)
	if err == nil && any {
		err = fault.OnField("kind", "field.kind_sessions")
	}
	return err
}

// ListActivity offers an activity to those who build packages, also one that was archived. Members of its partner and network
// admins may; doing it twice is no error.
func (s *Service) ListActivity(ctx context.Context, actor access.Actor, id int64) error {
	return s.setStatus(ctx, actor, id, Listed)
}

// ArchiveActivity takes an activity off sale. Its sessions stay, with those who have booked them, but nobody else can.
// Members of its partner and network admins may; doing it twice is no error.
func (s *Service) ArchiveActivity(ctx context.Context, actor access.Actor, id int64) error {
	return s.setStatus(ctx, actor, id, Archived)
}

func (s *Service) setStatus(ctx context.Context, actor access.Actor, id int64, status ActivityStatus) error {
	if err := known(actor); err != nil {
		return err
	}
	return s.db.InTx(ctx, func(tx *postgres.Tx) error { return setStatus(ctx, tx, actor, id, status) })
}

// ListActivityTx is ListActivity as a part of something larger.
func (s *Service) ListActivityTx(ctx context.Context, tx *postgres.Tx, actor access.Actor, id int64) error {
	return setStatus(ctx, tx, actor, id, Listed)
}

func setStatus(ctx context.Context, tx *postgres.Tx, actor access.Actor, id int64, status ActivityStatus) error {
	if _, err := ownActivity(ctx, tx, actor, id, forUpdate); err != nil {
		return err
	}
	_, err := tx.Exec(ctx, `/* partners.setStatus */ UPDATE activity SET status = $2, updated_at = now() WHERE id = $1 AND status <> $2`, id, string(status))
	return err
}
