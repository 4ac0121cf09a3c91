package site_test

import "testing"

// An activity's photo stands in the gallery of its package, with its own description; without one a poster is drawn.
func TestAnActivitysPhotoIsShown(t *testing.T) {
	w := newWorld(t)
	b := w.As(t, "")
	b.Get("/paketit/viikko").Status(200).Lacks(`src="/kuvat/`)
	w.Exec(t, `WITH f AS (INSERT INTO photo (alt_fi, alt_en, width, height) VALUES ('Savua rannalla', 'Smoke on the shore', 1600, 900) RETURNING id)
		UPDATE activity SET photo_id = f.id FROM f WHERE slug = 'savusauna'`)
	b.Get("/paketit/viikko").Status(200).Says(`src="/kuvat/1/800"`, `/kuvat/1/1600 1600w`, `alt="Savua rannalla"`)
	b.Get("/en/paketit/viikko").Status(200).Says(`alt="Smoke on the shore"`)
}
