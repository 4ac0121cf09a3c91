package photo

import (
	"context"
	"database/sql"
	"errors"
	"slices"

	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
)

// Press encodes one photo at a time: a large one takes hundreds of megabytes while it is open.
type Press struct{ turn chan struct{} }

// NewPress makes the press of a process; those who take photos share it.
func NewPress() *Press { return &Press{make(chan struct{}, 1)} }

// Photo is an encoded photo that is not stored yet.
type Photo struct{ sizes []size }

// Encode makes a photo of an uploaded file. Errors: Invalid with the field photo when it is no JPEG, PNG or WebP, heavier than
// MaxBytes, or has too many or too few pixels; Unavailable when the request's time ends in the queue.
func (p *Press) Encode(ctx context.Context, data []byte) (Photo, error) {
	select {
	case p.turn <- struct{}{}:
		defer func() { <-p.turn }()
		sizes, err := shrink(data)
		return Photo{sizes}, err
	case <-ctx.Done():
		return Photo{}, fault.New(fault.Unavailable, "fault.unavailable").Wrap(ctx.Err())
	}
}

// Insert stores a photo with the words and the focus of its checked form.
func Insert(ctx context.Context, tx *postgres.Tx, form Form, photo Photo) (id int64, err error) {
	largest := photo.sizes[len(photo.sizes)-1]
	focus, _ := ParseFocus(form.Focus)
	err = tx.Get(ctx, &id, `/* photo.Insert */
		INSERT INTO photo (alt_fi, alt_en, alt_sv, width, height, focus_x, focus_y) VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id`,
		form.AltFi, form.AltEn, form.AltSv, largest.width, largest.height, focus.X, focus.Y)
	if err != nil {
		return 0, err
	}
	for _, s := range photo.sizes {
		if _, err = tx.Exec(ctx, `/* photo.insertSize */ INSERT INTO photo_size (photo_id, width, body) VALUES ($1, $2, $3)`, id, s.named, s.jpeg); err != nil {
			return 0, err
		}
	}
	return id, nil
}

// Copy makes a photo of its own from another, with its words and its focus.
func Copy(ctx context.Context, tx *postgres.Tx, id int64) (copied int64, err error) {
	err = tx.Get(ctx, &copied, `/* photo.Copy */
		INSERT INTO photo (alt_fi, alt_en, alt_sv, width, height, focus_x, focus_y)
		SELECT alt_fi, alt_en, alt_sv, width, height, focus_x, focus_y FROM photo WHERE id = $1 RETURNING id`, id)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, fault.New(fault.NotFound, "fault.not_found")
	}
	if err != nil {
		return 0, err
	}
	_, err = tx.Exec(ctx, `/* photo.copySizes */ INSERT INTO photo_size (photo_id, width, body) SELECT $2, width, body FROM photo_size WHERE photo_id = $1`, id, copied)
	return copied, err
}

// Describe changes a photo's words and focus to those of a checked form.
func Describe(ctx context.Context, tx *postgres.Tx, id int64, form Form) error {
	focus, _ := ParseFocus(form.Focus)
	_, err := tx.Exec(ctx, `/* photo.Describe */ UPDATE photo SET alt_fi = $2, alt_en = $3, alt_sv = $4, focus_x = $5, focus_y = $6 WHERE id = $1`,
		id, form.AltFi, form.AltEn, form.AltSv, focus.X, focus.Y)
	return err
}

// Delete takes a photo away with all of its sizes; there need not be one.
func Delete(ctx context.Context, tx *postgres.Tx, id int64) error {
	_, err := tx.Exec(ctx, `/* photo.Delete */ DELETE FROM photo WHERE id = $1`, id)
	return err
}

// Read is a photo as a JPEG, in one of Widths; one that was never as wide comes as wide as it is. NotFound for unknown photos and
// widths.
func Read(ctx context.Context, r postgres.Reader, id int64, width int) (jpeg []byte, err error) {
	if !slices.Contains(Widths(), width) {
		return nil, fault.New(fault.NotFound, "fault.not_found")
	}
	err = r.Get(ctx, &jpeg, `/* photo.Read */
		SELECT body FROM photo_size WHERE photo_id = $1 ORDER BY width < $2, abs(width - $2) LIMIT 1`, id, width)
	if errors.Is(err, sql.ErrNoRows) {
		return nil, fault.New(fault.NotFound, "fault.not_found")
	}
	return jpeg, err
}
