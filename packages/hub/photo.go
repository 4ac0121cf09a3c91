package hub

import (
	"context"
	"slices"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/i18n"
	"github.com/hubittaako/hubittaako/app/base/photo"
	"github.com/hubittaako/hubittaako/app/base/postgres"
)

// MaxPhotos is how many photos a hub may have.
const MaxPhotos = 8

// Photo is one of a hub's photos. Its bytes are photo.Read's.
type Photo struct {
	ID     int64  `db:"id"`
	AltFi  string `db:"alt_fi"`
	AltEn  string `db:"alt_en"`
	AltSv  string `db:"alt_sv"`
	FocusX int    `db:"focus_x"`
	FocusY int    `db:"focus_y"`
}

// Alt says what the photo shows, in the language.
func (p Photo) Alt(lang string) string {
	return i18n.Text{Fi: p.AltFi, En: p.AltEn, Sv: p.AltSv}.In(lang)
}

// Focus is the point that stays in sight.
func (p Photo) Focus() photo.Focus { return photo.Focus{X: p.FocusX, Y: p.FocusY} }

// Photos are a hub's photos in their order, the first of which stands for the hub. Anyone may see them.
func (s *Service) Photos(ctx context.Context, id int64) ([]Photo, error) {
	return photosOf(ctx, s.db, id)
}

func photosOf(ctx context.Context, r postgres.Reader, id int64) (list []Photo, err error) {
	err = r.Select(ctx, &list, `/* hub.Photos */
		SELECT f.id, f.alt_fi, f.alt_en, f.alt_sv, f.focus_x, f.focus_y FROM hub_photo h JOIN photo f ON f.id = h.photo_id WHERE h.hub_id = $1 ORDER BY h.position`, id)
	return list, err
}

// AddPhoto gives the hub one more photo, after the others. Staff may. Errors: Invalid with the fields of photo.Form, and on the
// field photo when there are MaxPhotos.
func (s *Service) AddPhoto(ctx context.Context, actor access.Actor, id int64, form photo.Form) error {
	if err := actor.MayHub(id); err != nil {
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
	return s.changePhotos(ctx, id, func(tx *postgres.Tx, ids []int64) ([]int64, error) {
		if len(ids) >= MaxPhotos {
			return nil, fault.Check([]fault.Field{{Name: "photo", Key: "field.photo_count", Args: map[string]any{"Max": MaxPhotos}}})
		}
		one, err := photo.Insert(ctx, tx, form, encoded)
		return append(ids, one), err
	})
}

// DescribePhoto changes what a photo's words say and which point stays in sight. Staff may; NotFound for what is no photo of the
// hub.
func (s *Service) DescribePhoto(ctx context.Context, actor access.Actor, id, which int64, form photo.Form) error {
	if err := actor.MayHub(id); err != nil {
		return err
	}
	form.Data = nil
	form.Clean()
	if err := fault.Check(form.Faults(true)); err != nil {
		return err
	}
	return s.changePhotos(ctx, id, func(tx *postgres.Tx, ids []int64) ([]int64, error) {
		if !slices.Contains(ids, which) {
			return nil, fault.New(fault.NotFound, "fault.not_found")
		}
		return ids, photo.Describe(ctx, tx, which, form)
	})
}

// PutPhotoFirst makes a photo the one that stands for the hub. Staff may; NotFound for what is no photo of the hub.
func (s *Service) PutPhotoFirst(ctx context.Context, actor access.Actor, id, which int64) error {
	if err := actor.MayHub(id); err != nil {
		return err
	}
	return s.changePhotos(ctx, id, func(_ *postgres.Tx, ids []int64) ([]int64, error) {
		rest := slices.DeleteFunc(slices.Clone(ids), func(one int64) bool { return one == which })
		if len(rest) == len(ids) {
			return nil, fault.New(fault.NotFound, "fault.not_found")
		}
		return append([]int64{which}, rest...), nil
	})
}

// RemovePhoto takes a photo away for good. Staff may; one that is gone already is left as it is.
func (s *Service) RemovePhoto(ctx context.Context, actor access.Actor, id, which int64) error {
	if err := actor.MayHub(id); err != nil {
		return err
	}
	return s.changePhotos(ctx, id, func(tx *postgres.Tx, ids []int64) ([]int64, error) {
		if !slices.Contains(ids, which) {
			return ids, nil
		}
		rest := slices.DeleteFunc(ids, func(one int64) bool { return one == which })
		return rest, photo.Delete(ctx, tx, which)
	})
}

// changePhotos lets fn choose the hub's photos anew, from those it has. The hub's row is locked, so that two who add one at a
// time do not take the same place.
func (s *Service) changePhotos(ctx context.Context, id int64, fn func(tx *postgres.Tx, ids []int64) ([]int64, error)) error {
	return s.db.InTx(ctx, func(tx *postgres.Tx) error {
		if _, err := s.locked(ctx, tx, id); err != nil {
			return err
		}
		photos, err := photosOf(ctx, tx, id)
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
		if _, err := tx.Exec(ctx, `/* hub.clearPhotos */ DELETE FROM hub_photo WHERE hub_id = $1`, id); err != nil {
			return err
		}
		for i, one := range ids {
			if _, err := tx.Exec(ctx, `/* hub.putPhoto */ INSERT INTO hub_photo (hub_id, position, photo_id) VALUES ($1, $2, $3)`, id, i+1, one); err != nil {
				return err
			}
		}
		_, err = tx.Exec(ctx, `/* hub.touchPhotos */ UPDATE hub SET updated_at = now() WHERE id = $1`, id)
		return err
	})
}
