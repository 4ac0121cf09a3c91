package partners

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"testing"

	"github.com/disintegration/imaging"

	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/photo"
)

// halves is a picture that is red on the left and blue on the right.
func halves(w, h int) *image.NRGBA {
	img := imaging.New(w, h, color.NRGBA{200, 30, 30, 255})
	return imaging.Paste(img, imaging.New(w/2, h, color.NRGBA{30, 30, 200, 255}), image.Pt(w/2, 0))
}

func asJPEG(t *testing.T, img image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, nil); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func asPNG(t *testing.T, img image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestPhotoOfAnActivity(t *testing.T) {
	h := newHouse(t)
	id := h.activity(t, nil)
	picture := asJPEG(t, halves(1000, 500))
	wants(t, "nothing chosen", h.SetPhoto(ctx, h.member, id, photo.Form{AltFi: "Sauna"}), fault.Invalid, "photo field.photo_missing")
	wants(t, "not described", h.SetPhoto(ctx, h.member, id, photo.Form{Data: picture}), fault.Invalid, "alt_fi field.required")
	wants(t, "set", h.SetPhoto(ctx, h.member, id, photo.Form{AltFi: " Sauna illalla ", Data: picture}), "")
	a, err := h.Activity(ctx, h.member, id)
	if wants(t, "read", err, ""); a.PhotoID == 0 || a.PhotoAlt("en") != "Sauna illalla" || a.PhotoFocusX != 50 {
		t.Fatalf("%+v", a)
	}
	for width, want := range map[int]int{400: 400, 800: 800, 1600: 1000} {
		data, err := h.Photo(ctx, a.PhotoID, width)
		header, _, decodeErr := image.DecodeConfig(bytes.NewReader(data))
		if err != nil || decodeErr != nil || header.Width != want {
			t.Errorf("%d: %d, %v, %v", width, header.Width, err, decodeErr)
		}
	}
	_, err = h.Photo(ctx, a.PhotoID, 401)
	wants(t, "another width", err, fault.NotFound)

	wants(t, "describe", h.SetPhoto(ctx, h.member, id, photo.Form{AltFi: "Sauna", AltEn: "A sauna", Focus: "15-85"}), "")
	if b, err := h.Activity(ctx, h.member, id); err != nil || b.PhotoID != a.PhotoID || b.PhotoFocusX != 15 || b.PhotoFocusY != 85 {
		t.Errorf("the focus: %+v, %v", b, err)
	}
	wants(t, "a focus outside", h.SetPhoto(ctx, h.member, id, photo.Form{AltFi: "Sauna", Focus: "120-0"}), fault.Invalid, "focus field.choice")
	wants(t, "replace", h.SetPhoto(ctx, h.member, id, photo.Form{AltFi: "Uusi sauna", Data: asPNG(t, halves(600, 400))}), "")
	_, err = h.Photo(ctx, a.PhotoID, 400)
	wants(t, "the old one", err, fault.NotFound)
	wants(t, "remove", h.RemovePhoto(ctx, h.member, id), "")
	wants(t, "remove twice", h.RemovePhoto(ctx, h.member, id), "")
	if a, err = h.Activity(ctx, h.member, id); err != nil || a.PhotoID != 0 || a.PhotoAltFi != "" {
		t.Errorf("%+v, %v", a, err)
	}
	var left int
	err = h.db.Get(ctx, &left, `SELECT (SELECT count(*) FROM photo) + (SELECT count(*) FROM photo_size)`)
	if wants(t, "strays", err, ""); left != 0 {
		t.Errorf("%d rows of photos left", left)
	}
}
