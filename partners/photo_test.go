package partners

import (
	"bytes"
	"encoding/binary"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"strings"
	"testing"

	"github.com/disintegration/imaging"

	"github.com/hubittaako/hubittaako/app/base/fault"
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

// withEXIF puts a camera's note into a JPEG: that it lies on its side (orientation 6), and a word to look for.
func withEXIF(data []byte) []byte {
	tiff := []byte("MM\x00\x2a\x00\x00\x00\x08\x00\x01\x01\x12\x00\x03\x00\x00\x00\x01\x00\x06\x00\x00\x00\x00\x00\x00GPS-SECRET")
	segment := append([]byte("Exif\x00\x00"), tiff...)
	out := append([]byte{0xff, 0xd8, 0xff, 0xe1}, binary.BigEndian.AppendUint16(nil, uint16(len(segment)+2))...)
	return append(append(out, segment...), data[2:]...)
}

// bomb is a PNG of a few bytes whose header claims w by h pixels.
func bomb(w, h uint32) []byte {
	head := append([]byte("IHDR"), binary.BigEndian.AppendUint32(binary.BigEndian.AppendUint32(nil, w), h)...)
	head = append(head, 8, 2, 0, 0, 0)
	out := append([]byte("\x89PNG\r\n\x1a\n"), 0, 0, 0, 13)
	return binary.BigEndian.AppendUint32(append(out, head...), crc32.ChecksumIEEE(head))
}

func TestShrinkSizes(t *testing.T) {
	tests := []struct {
		w, h int
		want []picture
	}{
		{2400, 1200, []picture{{named: 400, width: 400, height: 200}, {named: 800, width: 800, height: 400}, {named: 1600, width: 1600, height: 800}}},
		{1000, 500, []picture{{named: 400, width: 400, height: 200}, {named: 800, width: 800, height: 400}, {named: 1600, width: 1000, height: 500}}},
		{600, 300, []picture{{named: 400, width: 400, height: 200}, {named: 800, width: 600, height: 300}}},
		{400, 700, []picture{{named: 400, width: 400, height: 700}}},
	}
	for _, test := range tests {
		got, err := shrink(asJPEG(t, halves(test.w, test.h)))
		if err != nil || len(got) != len(test.want) {
			t.Errorf("%d by %d: %d sizes, %v", test.w, test.h, len(got), err)
			continue
		}
		for i, p := range got {
			header, kind, err := image.DecodeConfig(bytes.NewReader(p.jpeg))
			if err != nil || kind != "jpeg" || header.Width != p.width || header.Height != p.height {
				t.Errorf("%d by %d: %s %d by %d, %v", test.w, test.h, kind, header.Width, header.Height, err)
			}
			if want := test.want[i]; p.named != want.named || p.width != want.width || p.height != want.height {
				t.Errorf("%d by %d: %d is %d by %d", test.w, test.h, p.named, p.width, p.height)
			}
		}
	}
}

func TestShrinkTurnsUprightAndForgetsTheCamera(t *testing.T) {
	data := withEXIF(asJPEG(t, halves(600, 500)))
	if !bytes.Contains(data, []byte("GPS-SECRET")) {
		t.Fatal("the test's photo has no note")
	}
	sizes, err := shrink(data)
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range sizes {
		if bytes.Contains(p.jpeg, []byte("GPS-SECRET")) || bytes.Contains(p.jpeg, []byte("Exif")) {
			t.Error("the camera's note is still there")
		}
	}
	last := sizes[len(sizes)-1]
	if last.width != 500 || last.height != 600 {
		t.Fatalf("%d by %d: not upright", last.width, last.height)
	}
	img, err := jpeg.Decode(bytes.NewReader(last.jpeg))
	if err != nil {
		t.Fatal(err)
	}
	if r, _, b, _ := img.At(250, 50).RGBA(); r < b {
		t.Error("turned the wrong way: the left should be on top")
	}
}

func TestShrinkPutsTransparencyOnWhite(t *testing.T) {
	sizes, err := shrink(asPNG(t, image.NewNRGBA(image.Rect(0, 0, 500, 500))))
	if err != nil {
		t.Fatal(err)
	}
	img, err := jpeg.Decode(bytes.NewReader(sizes[0].jpeg))
	if err != nil {
		t.Fatal(err)
	}
	if r, g, b, _ := img.At(5, 5).RGBA(); min(r, g, b) < 0xf000 {
		t.Errorf("%x %x %x", r, g, b)
	}
}

func TestShrinkRefuses(t *testing.T) {
	whole := asJPEG(t, halves(800, 600))
	tests := []struct {
		name string
		data []byte
		want string
	}{
		{"a text", []byte("hello"), "photo field.photo_type"},
		{"a page", []byte("<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"), "photo field.photo_type"},
		{"a GIF", []byte("GIF89a\x01\x00\x01\x00\x00\x00\x00;"), "photo field.photo_type"},
		{"a JPEG's beginning", whole[:30], "photo field.photo_broken"},
		{"half a JPEG", whole[:len(whole)/3], "photo field.photo_broken"},
		{"a bomb", bomb(50000, 50000), "photo field.photo_pixels"},
		{"a bomb that overflows", bomb(1<<31-1, 1<<31-1), "photo field.photo_broken"},
		{"a strip", bomb(20001, 401), "photo field.photo_pixels"},
		{"a stamp", asPNG(t, halves(200, 300)), "photo field.photo_small"},
		{"narrow", asPNG(t, halves(300, 600)), "photo field.photo_small"},
		{"too heavy", []byte(strings.Repeat("x", MaxPhotoBytes+1)), "photo field.file_size"},
	}
	for _, test := range tests {
		_, err := shrink(test.data)
		wants(t, test.name, err, fault.Invalid, test.want)
	}
}

func TestPhotoOfAnActivity(t *testing.T) {
	h := newHouse(t)
	id := h.activity(t, nil)
	photo := asJPEG(t, halves(1000, 500))
	wants(t, "nothing chosen", h.SetPhoto(ctx, h.member, id, PhotoForm{AltFi: "Sauna"}), fault.Invalid, "photo field.photo_missing")
	wants(t, "not described", h.SetPhoto(ctx, h.member, id, PhotoForm{Data: photo}), fault.Invalid, "alt_fi field.required")
	wants(t, "set", h.SetPhoto(ctx, h.member, id, PhotoForm{AltFi: " Sauna illalla ", Data: photo}), "")
	a, err := h.Activity(ctx, h.member, id)
	if wants(t, "read", err, ""); a.PhotoID == 0 || a.PhotoAlt("en") != "Sauna illalla" {
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

	wants(t, "describe", h.SetPhoto(ctx, h.member, id, PhotoForm{AltFi: "Sauna", AltEn: "A sauna"}), "")
	wants(t, "replace", h.SetPhoto(ctx, h.member, id, PhotoForm{AltFi: "Uusi sauna", Data: asPNG(t, halves(600, 400))}), "")
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
