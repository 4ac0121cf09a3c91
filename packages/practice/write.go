package practice

import (
	"context"
	"database/sql"
	"errors"
	"slices"

	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/photo"
	"github.com/hubittaako/hubittaako/app/base/postgres"
)

// Create writes a practice of a hub down. Staff may. The same operation key gives the same practice. Errors: Invalid with fields; what
// is to be taken along must be the hub's own.
func (s *Service) Create(ctx context.Context, actor access.Actor, hubID int64, f Form, op uuid.UUID) (id int64, err error) {
	if err := actor.MayHub(hubID); err != nil {
		return 0, err
	}
	f.clean()
	if err := fault.Check(f.faults()); err != nil {
		return 0, err
	}
	err = s.db.InTx(ctx, func(tx *postgres.Tx) error {
		if err := owns(ctx, tx, hubID, f); err != nil {
			return err
		}
		err := tx.Get(ctx, &id, `/* practice.Create */
			INSERT INTO practice (hub_id, theme, title_fi, title_en, text_fi, text_en, kind, package_id, event_id, rule_fi, rule_en, rule_sv, op_key)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) ON CONFLICT ON CONSTRAINT practice_op_key DO NOTHING RETURNING id`,
			hubID, f.Theme, f.TitleFi, f.TitleEn, f.TextFi, f.TextEn, f.Kind, orNull(f.PackageID), orNull(f.EventID), f.RuleFi, f.RuleEn, f.RuleSv, op)
		if errors.Is(err, sql.ErrNoRows) { // the form was sent before
			return tx.Get(ctx, &id, `/* practice.created */ SELECT id FROM practice WHERE op_key = $1 AND hub_id = $2`, op, hubID)
		}
		return err
	})
	return id, err
}

// owns says whether what is to be taken along is there, and the hub's.
func owns(ctx context.Context, tx *postgres.Tx, hubID int64, f Form) error {
	var has bool
	switch f.Kind {
	case Package:
		if err := tx.Get(ctx, &has, `/* practice.ownsPackage */
			SELECT EXISTS (SELECT FROM package k JOIN revision r ON r.package_id = k.id AND r.state = 'published' WHERE k.id = $1 AND k.hub_id = $2 AND NOT k.archived)`,
			f.PackageID, hubID); err != nil || has {
			return err
		}
		return fault.OnField("package", "field.choice")
	case Event:
		if err := tx.Get(ctx, &has, `/* practice.ownsEvent */ SELECT EXISTS (SELECT FROM event WHERE id = $1 AND hub_id = $2)`, f.EventID, hubID); err != nil || has {
			return err
		}
		return fault.OnField("event", "field.choice")
	}
	return nil
}

// Update writes a practice anew; those who have adopted it keep what they have. Staff of its hub may.
func (s *Service) Update(ctx context.Context, actor access.Actor, id int64, f Form) error {
	f.clean()
	return s.db.InTx(ctx, func(tx *postgres.Tx) error {
		p, err := own(ctx, tx, actor, id)
		if err != nil {
			return err
		}
		if err := fault.Check(f.faults()); err != nil {
			return err
		}
		if err := owns(ctx, tx, p.HubID, f); err != nil {
			return err
		}
		_, err = tx.Exec(ctx, `/* practice.Update */
			UPDATE practice SET theme = $2, title_fi = $3, title_en = $4, text_fi = $5, text_en = $6, kind = $7, package_id = $8, event_id = $9, rule_fi = $10, rule_en = $11,
				rule_sv = $12, updated_at = now() WHERE id = $1`,
			id, f.Theme, f.TitleFi, f.TitleEn, f.TextFi, f.TextEn, f.Kind, orNull(f.PackageID), orNull(f.EventID), f.RuleFi, f.RuleEn, f.RuleSv)
		return err
	})
}

// own locks a practice for those who run its hub; for others it is not there.
func own(ctx context.Context, tx *postgres.Tx, actor access.Actor, id int64) (Practice, error) {
	p, err := byID(ctx, tx, id, "FOR UPDATE OF p")
	if err != nil {
		return p, err
	}
	return p, actor.MayHub(p.HubID)
}

// Withdraw takes a practice back: nobody finds or adopts it any more, and those who have keep what they took along. Staff of its hub
// may, and network admins. Doing it again changes nothing.
func (s *Service) Withdraw(ctx context.Context, actor access.Actor, id int64) error {
	return s.stand(ctx, actor, id, false)
}

// Restore takes Withdraw back. Who may withdraw may restore.
func (s *Service) Restore(ctx context.Context, actor access.Actor, id int64) error {
	return s.stand(ctx, actor, id, true)
}

func (s *Service) stand(ctx context.Context, actor access.Actor, id int64, stands bool) error {
	return s.db.InTx(ctx, func(tx *postgres.Tx) error {
		if _, err := own(ctx, tx, actor, id); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, `/* practice.stand */ UPDATE practice SET withdrawn_at = CASE WHEN $2 THEN NULL ELSE coalesce(withdrawn_at, now()) END WHERE id = $1`, id, stands)
		return err
	})
}

// MaxPhotos is how many pictures a practice may have.
const MaxPhotos = 4

// AddPhoto gives a practice one more picture, after the others. Staff of its hub may. Errors: Invalid with the fields of photo.Form,
// and on the field photo when there are MaxPhotos.
func (s *Service) AddPhoto(ctx context.Context, actor access.Actor, id int64, form photo.Form) error {
	p, err := s.ByID(ctx, actor, id)
	if err != nil {
		return err
	}
	if err := actor.MayHub(p.HubID); err != nil {
		return err
	}
	form.Clean()
	if err := fault.Check(form.Faults(false)); err != nil {
		return err
	}
	encoded, err := s.press.Encode(ctx, form.Data)
	if err != nil {
		return err
	}
	return s.changePhotos(ctx, actor, id, func(tx *postgres.Tx, ids []int64) ([]int64, error) {
		if len(ids) >= MaxPhotos {
			return nil, fault.Check([]fault.Field{{Name: "photo", Key: "field.photo_count", Args: map[string]any{"Max": MaxPhotos}}})
		}
		one, err := photo.Insert(ctx, tx, form, encoded)
		return append(ids, one), err
	})
}

// RemovePhoto takes a picture away for good. Staff of the practice's hub may; one that is gone already is left as it is.
func (s *Service) RemovePhoto(ctx context.Context, actor access.Actor, id, which int64) error {
	return s.changePhotos(ctx, actor, id, func(tx *postgres.Tx, ids []int64) ([]int64, error) {
		if !slices.Contains(ids, which) {
			return ids, nil
		}
		return slices.DeleteFunc(ids, func(one int64) bool { return one == which }), photo.Delete(ctx, tx, which)
	})
}

// changePhotos lets fn choose the pictures anew, from those that there are; the practice's row is locked meanwhile.
func (s *Service) changePhotos(ctx context.Context, actor access.Actor, id int64, fn func(tx *postgres.Tx, ids []int64) ([]int64, error)) error {
	return s.db.InTx(ctx, func(tx *postgres.Tx) error {
		if _, err := own(ctx, tx, actor, id); err != nil {
			return err
		}
		photos, err := photosOf(ctx, tx, []int64{id})
		if err != nil {
			return err
		}
		ids := make([]int64, len(photos))
		for i, p := range photos {
			ids[i] = p.ID
		}
		if ids, err = fn(tx, ids); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `/* practice.clearPhotos */ DELETE FROM practice_photo WHERE practice_id = $1`, id); err != nil {
			return err
		}
		for i, one := range ids {
			if _, err := tx.Exec(ctx, `/* practice.putPhoto */ INSERT INTO practice_photo (practice_id, position, photo_id) VALUES ($1, $2, $3)`, id, i+1, one); err != nil {
				return err
			}
		}
		return nil
	})
}
