package partners

import (
	"context"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/photo"
	"github.com/hubittaako/hubittaako/app/base/postgres"
)

// SetPhoto gives an activity a photo in place of its poster or of the photo it had; it is stored re-encoded, without what the
// camera wrote into it. Without a file only the words and the focus change. Members of its partner and network admins may.
// Errors: Invalid with the fields of photo.Form, as Form.Faults and Press.Encode find them.
func (s *Service) SetPhoto(ctx context.Context, actor access.Actor, activity int64, form photo.Form) error {
	a, err := s.Activity(ctx, actor, activity)
	if err != nil {
		return err
	}
	form.Clean()
	if err := fault.Check(form.Faults(a.PhotoID != 0)); err != nil {
		return err
	}
	if len(form.Data) == 0 {
		return s.describePhoto(ctx, actor, activity, form)
	}
	encoded, err := s.press.Encode(ctx, form.Data)
	if err != nil {
		return err
	}
	return s.replacePhoto(ctx, actor, activity, func(tx *postgres.Tx) (int64, error) { return photo.Insert(ctx, tx, form, encoded) })
}

func (s *Service) describePhoto(ctx context.Context, actor access.Actor, activity int64, form photo.Form) error {
	return s.db.InTx(ctx, func(tx *postgres.Tx) error {
		a, err := ownActivity(ctx, tx, actor, activity, forUpdate)
		if err != nil {
			return err
		}
		return photo.Describe(ctx, tx, a.PhotoID, form)
	})
}

// RemovePhoto gives an activity its poster back. Members of its partner and network admins may; there need not be a photo.
func (s *Service) RemovePhoto(ctx context.Context, actor access.Actor, activity int64) error {
	if err := known(actor); err != nil {
		return err
	}
	return s.replacePhoto(ctx, actor, activity, func(*postgres.Tx) (int64, error) { return 0, nil })
}

// replacePhoto puts the photo that insert makes (0 for none) in the old one's place, which goes away.
func (s *Service) replacePhoto(ctx context.Context, actor access.Actor, activity int64, insert func(tx *postgres.Tx) (int64, error)) error {
	return s.db.InTx(ctx, func(tx *postgres.Tx) error {
		a, err := ownActivity(ctx, tx, actor, activity, forUpdate)
		if err != nil {
			return err
		}
		id, err := insert(tx)
		if err != nil {
			return err
		}
		if _, err = tx.Exec(ctx, `/* partners.replacePhoto */ UPDATE activity SET photo_id = $2, updated_at = now() WHERE id = $1`, activity, orNull(id)); err != nil {
			return err
		}
		return photo.Delete(ctx, tx, a.PhotoID)
	})
}

// Photo is a photo as a JPEG, in one of photo.Widths. Anyone may see it. NotFound for unknown photos and widths.
func (s *Service) Photo(ctx context.Context, id int64, width int) (jpeg []byte, err error) {
	return photo.Read(ctx, s.db, id, width)
}
