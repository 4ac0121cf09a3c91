package event

import (
	"context"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/photo"
	"github.com/hubittaako/hubittaako/app/base/postgres"
)

// SetPhoto gives an event a photo in the place of the one it had. Those who run it may. Errors: NotFound; Invalid with the fields of
// photo.Form.
func (s *Service) SetPhoto(ctx context.Context, actor access.Actor, event int64, form photo.Form) error {
	if _, err := s.Occasions(ctx, actor, event); err != nil { // before a large file is opened
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
	return s.changePhoto(ctx, actor, event, func(tx *postgres.Tx) (int64, error) { return photo.Insert(ctx, tx, form, encoded) })
}

// RemovePhoto takes an event's photo away for good; there need not be one. Those who run it may.
func (s *Service) RemovePhoto(ctx context.Context, actor access.Actor, event int64) error {
	return s.changePhoto(ctx, actor, event, func(*postgres.Tx) (int64, error) { return 0, nil })
}

func (s *Service) changePhoto(ctx context.Context, actor access.Actor, event int64, fresh func(tx *postgres.Tx) (int64, error)) error {
	return s.db.InTx(ctx, func(tx *postgres.Tx) error {
		if _, err := ownEvent(ctx, tx, actor, event); err != nil {
			return err
		}
		var old int64
		if err := tx.Get(ctx, &old, `/* event.photo */ SELECT coalesce(photo_id, 0) FROM event WHERE id = $1`, event); err != nil {
			return err
		}
		id, err := fresh(tx)
		if err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `/* event.putPhoto */ UPDATE event SET photo_id = $2, updated_at = $3 WHERE id = $1`, event, orNull(id), s.now()); err != nil || old == 0 {
			return err
		}
		return photo.Delete(ctx, tx, old)
	})
}

// CopyPhotoIn gives an event that has none a copy of a photo, words and all; of none where the photo is 0. It checks no actor: it is for
// who has just made the event, in the same transaction.
func (s *Service) CopyPhotoIn(ctx context.Context, tx *postgres.Tx, event, photoID int64) error {
	var has bool
	if err := tx.Get(ctx, &has, `/* event.hasPhoto */ SELECT photo_id IS NOT NULL FROM event WHERE id = $1`, event); err != nil || has || photoID == 0 {
		return err
	}
	id, err := photo.Copy(ctx, tx, photoID)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `/* event.CopyPhotoIn */ UPDATE event SET photo_id = $2 WHERE id = $1`, event, id)
	return err
}
