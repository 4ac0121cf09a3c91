package partners

import (
	"context"
	"slices"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
)

// PhotoForm is a picture for an activity with its descriptions for those who don't see it. Without a file only the descriptions
// change.
type PhotoForm struct {
	AltFi string `form:"alt_fi" validate:"required,max=300"`
	AltEn string `form:"alt_en" validate:"max=300"`
	AltSv string `form:"alt_sv" validate:"max=300"`
	Data  []byte
}

// SetPhoto gives an activity a photo in place of its poster or of the photo it had; it is stored re-encoded, without what the
// camera wrote into it. Members of its partner and network admins may. Errors: Invalid with fields alt_fi, alt_en, alt_sv and photo: no
// picture, more than MaxPhotoBytes, no JPEG or PNG, too many or too few pixels.
func (s *Service) SetPhoto(ctx context.Context, actor access.Actor, activity int64, form PhotoForm) error {
	a, err := s.Activity(ctx, actor, activity)
	if err != nil {
		return err
	}
	form.AltFi, form.AltEn, form.AltSv = cleanLine(form.AltFi), cleanLine(form.AltEn), cleanLine(form.AltSv)
	fields := s.forms.faults(form)
	if len(form.Data) == 0 && a.PhotoID == 0 {
		fields = append(fields, wrong("photo", "field.photo_missing"))
	}
	if err := fault.Check(fields); err != nil {
		return err
	}
	if len(form.Data) == 0 {
		return s.describePhoto(ctx, actor, activity, form)
	}
	pictures, err := s.shrink(ctx, form.Data)
	if err != nil {
		return err
	}
	return s.replacePhoto(ctx, actor, activity, func(tx *postgres.Tx) (int64, error) { return insertPhoto(ctx, tx, form, pictures) })
}

// shrink waits for its turn.
func (s *Service) shrink(ctx context.Context, data []byte) ([]picture, error) {
	select {
	case s.photos <- struct{}{}:
		defer func() { <-s.photos }()
		return shrink(data)
	case <-ctx.Done():
		return nil, fault.New(fault.Unavailable, "fault.unavailable").Wrap(ctx.Err())
	}
}

func (s *Service) describePhoto(ctx context.Context, actor access.Actor, activity int64, form PhotoForm) error {
	return s.db.InTx(ctx, func(tx *postgres.Tx) error {
		a, err := ownActivity(ctx, tx, actor, activity, forUpdate)
		if err != nil {
			return err
		}
		_, err = tx.Exec(ctx, `/* partners.describePhoto */ UPDATE photo SET alt_fi = $2, alt_en = $3, alt_sv = $4 WHERE id = $1`,
			a.PhotoID, form.AltFi, form.AltEn, form.AltSv)
		return err
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
		_, err = tx.Exec(ctx, `/* partners.deletePhoto */ DELETE FROM photo WHERE id = $1`, a.PhotoID)
		return err
	})
}

func insertPhoto(ctx context.Context, tx *postgres.Tx, form PhotoForm, pictures []picture) (id int64, err error) {
	largest := pictures[len(pictures)-1]
	err = tx.Get(ctx, &id, `/* partners.insertPhoto */ INSERT INTO photo (alt_fi, alt_en, alt_sv, width, height) VALUES ($1, $2, $3, $4, $5) RETURNING id`,
		form.AltFi, form.AltEn, form.AltSv, largest.width, largest.height)
	if err != nil {
		return 0, err
	}
	for _, p := range pictures {
		_, err = tx.Exec(ctx, `/* partners.insertPhotoSize */ INSERT INTO photo_size (photo_id, width, body) VALUES ($1, $2, $3)`, id, p.named, p.jpeg)
		if err != nil {
			return 0, err
		}
	}
	return id, nil
}

// Photo is a photo as a JPEG, in one of PhotoWidths; one that was never as wide comes as wide as it is. Anyone may see it.
// NotFound for unknown photos and widths.
func (s *Service) Photo(ctx context.Context, id int64, width int) (jpeg []byte, err error) {
	if !slices.Contains(PhotoWidths(), width) {
		return nil, errNotFound
	}
	err = s.db.Get(ctx, &jpeg, `/* partners.Photo */
		SELECT body FROM photo_size WHERE photo_id = $1 ORDER BY width < $2, abs(width - $2) LIMIT 1`, id, width)
	return jpeg, found(err)
}
