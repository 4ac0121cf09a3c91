package photo

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"runtime"
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
		want []size
	}{
		{2400, 1200, []size{{named: 400, width: 400, height: 200}, {named: 800, width: 800, height: 400}, {named: 1600, width: 1600, height: 800}}},
		{1000, 500, []size{{named: 400, width: 400, height: 200}, {named: 800, width: 800, height: 400}, {named: 1600, width: 1000, height: 500}}},
		{600, 300, []size{{named: 400, width: 400, height: 200}, {named: 800, width: 600, height: 300}}},
		{400, 700, []size{{named: 400, width: 400, height: 700}}},
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

// refusal is the field and the key of the first thing that is wrong.
func refusal(err error) string {
	f := fault.As(err)
	if f == nil || f.Code != fault.Invalid || len(f.Fields) == 0 {
		return fmt.Sprint(err)
	}
	return f.Fields[0].Name + " " + f.Fields[0].Key
}

// claiming is a JPEG whose header says that it has w by h pixels.
func claiming(data []byte, w, h uint16) []byte {
	out := bytes.Clone(data)
	at := bytes.Index(out, []byte{0xff, 0xc0}) // the frame: length, precision, height, width
	binary.BigEndian.PutUint16(out[at+5:], h)
	binary.BigEndian.PutUint16(out[at+7:], w)
	return out
}

// withComment puts words into a JPEG where cameras write remarks.
func withComment(data []byte, words string) []byte {
	out := append([]byte{0xff, 0xd8, 0xff, 0xfe}, binary.BigEndian.AppendUint16(nil, uint16(len(words)+2))...)
	return append(append(out, words...), data[2:]...)
}

// TestShrinkKeepsNothingButThePicture: a file that is a picture and something else besides comes out a picture alone.
func TestShrinkKeepsNothingButThePicture(t *testing.T) {
	const page, script = "<html><script>alert(1)</script>", "PK\x03\x04 an archive with a program"
	whole := asJPEG(t, halves(800, 600))
	for name, data := range map[string][]byte{
		"a JPEG with a page after it":       append(bytes.Clone(whole), page...),
		"a JPEG with an archive after it":   append(bytes.Clone(whole), script...),
		"a JPEG with a page in its comment": withComment(whole, page),
		"a PNG with a page after it":        append(asPNG(t, halves(800, 600)), page...),
	} {
		sizes, err := shrink(data)
		if err != nil || len(sizes) != 2 {
			t.Errorf("%s: %d sizes, %v", name, len(sizes), err)
		}
		for _, s := range sizes {
			if bytes.Contains(s.jpeg, []byte("<script>")) || bytes.Contains(s.jpeg, []byte("PK\x03\x04")) || !bytes.HasSuffix(s.jpeg, []byte{0xff, 0xd9}) {
				t.Errorf("%s: something else is still in it", name)
			}
		}
	}
}

// TestShrinkLooksAtTheHeaderFirst: what claims a hundred megapixels is refused before anything of it is unpacked.
func TestShrinkLooksAtTheHeaderFirst(t *testing.T) {
	huge := claiming(asJPEG(t, halves(800, 600)), 10000, 10000)
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	_, err := shrink(huge)
	runtime.ReadMemStats(&after)
	if used := after.TotalAlloc - before.TotalAlloc; err == nil || used > 4<<20 {
		t.Errorf("%v after %d bytes of memory", err, used)
	}
}

func TestWebPIsAPicture(t *testing.T) {
	// The smallest lossless WebP there is: one white pixel, too small for a photo, which is what it is refused for.
	tiny := []byte("RIFF\x1a\x00\x00\x00WEBPVP8L\x0d\x00\x00\x00\x2f\x00\x00\x00\x10\x07\x10\x11\x11\x88\x88\xfe\x07\x00")
	if _, err := shrink(tiny); refusal(err) != "photo field.photo_small" {
		t.Error(err)
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
		{"a hundred megapixels", bomb(10000, 10000), "photo field.photo_pixels"},
		{"a JPEG of a hundred megapixels", claiming(whole, 10000, 10000), "photo field.photo_pixels"},
		{"a strip", bomb(20001, 401), "photo field.photo_pixels"},
		{"a PDF", []byte("%PDF-1.7\n"), "photo field.photo_type"},
		{"a ZIP", []byte("PK\x03\x04..."), "photo field.photo_type"},
		{"a stamp", asPNG(t, halves(200, 300)), "photo field.photo_small"},
		{"narrow", asPNG(t, halves(300, 600)), "photo field.photo_small"},
		{"too heavy", []byte(strings.Repeat("x", MaxBytes+1)), "photo field.photo_size"},
	}
	for _, test := range tests {
		_, err := shrink(test.data)
		if got := refusal(err); got != test.want {
			t.Errorf("%s: %s, want %s", test.name, got, test.want)
		}
	}
}
