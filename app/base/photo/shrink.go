package photo

import (
	"bytes"
	"image"
	"image/color"
	"net/http"
	"slices"

	"github.com/disintegration/imaging"
	_ "golang.org/x/image/webp" // phones and browsers save pictures in it

	"github.com/hubittaako/hubittaako/app/base/fault"
)

// Bounds of an uploaded photo. Pixels are counted from the header before anything is decoded: a few kilobytes can claim
// gigabytes of them.
const (
	MaxBytes    = 10_000_000 // as people count megabytes
	maxPixels   = 40_000_000
	maxSide     = 20_000 // a JPEG has no room for more than 65,535, and no photo is such a strip
	minWidth    = 400
	jpegQuality = 82
)

// Widths are the widths in pixels that photos are stored in.
func Widths() []int { return []int{400, 800, 1600} }

// size is one stored size of a photo. It may be narrower than the width it is named by, never wider.
type size struct {
	named, width, height int
	jpeg                 []byte
}

// shrink re-encodes a photo to each of Widths, the narrowest first, upright and without the camera's notes: where it was
// taken is nobody's business. Widths that the photo does not have are left out, but the last is as wide as it can be.
func shrink(data []byte) ([]size, error) {
	if err := acceptable(data); err != nil {
		return nil, err
	}
	img, err := imaging.Decode(bytes.NewReader(data), imaging.AutoOrientation(true))
	if err != nil {
		return nil, fault.OnField("photo", "field.photo_broken")
	}
	full := img.Bounds().Dx()
	if full < minWidth {
		return nil, tooSmall()
	}
	var out []size
	widths := Widths()
	for _, named := range slices.Backward(widths) { // each from the one before, which is much less work
		if named > full && slices.ContainsFunc(widths, func(w int) bool { return w >= full && w < named }) {
			continue // a narrower name holds all of it
		}
		if width := min(named, full); width < img.Bounds().Dx() {
			img = imaging.Resize(img, width, 0, imaging.Lanczos)
		}
		p, err := encode(img, named)
		if err != nil {
			return nil, err
		}
		out = append(out, p)
	}
	slices.Reverse(out)
	return out, nil
}

// kinds are the types of files that we take.
func kinds() []string { return []string{"image/jpeg", "image/png", "image/webp"} }

// acceptable looks at the bytes, never at what the browser calls them.
func acceptable(data []byte) error {
	if len(data) > MaxBytes {
		return fault.Check([]fault.Field{{Name: "photo", Key: "field.photo_size", Args: map[string]any{"Max": MaxBytes / 1_000_000}}})
	}
	if !slices.Contains(kinds(), http.DetectContentType(data)) {
		return fault.OnField("photo", "field.photo_type")
	}
	header, _, err := image.DecodeConfig(bytes.NewReader(data))
	switch {
	case err != nil || header.Width < 1 || header.Height < 1:
		return fault.OnField("photo", "field.photo_broken")
	case header.Width > maxPixels/header.Height || max(header.Width, header.Height) > maxSide:
		return fault.Check([]fault.Field{{Name: "photo", Key: "field.photo_pixels", Args: map[string]any{"Max": maxPixels / 1_000_000}}})
	case max(header.Width, header.Height) < minWidth: // it may lie on its side
		return tooSmall()
	}
	return nil
}

func tooSmall() error {
	return fault.Check([]fault.Field{{Name: "photo", Key: "field.photo_small", Args: map[string]any{"Min": minWidth}}})
}

// encode writes a JPEG, which knows no transparency: what shines through becomes white.
func encode(img image.Image, named int) (size, error) {
	if o, ok := img.(interface{ Opaque() bool }); ok && !o.Opaque() {
		paper := imaging.New(img.Bounds().Dx(), img.Bounds().Dy(), color.White)
		img = imaging.Overlay(paper, img, image.Point{}, 1)
	}
	var b bytes.Buffer
	if err := imaging.Encode(&b, img, imaging.JPEG, imaging.JPEGQuality(jpegQuality)); err != nil {
		return size{}, err
	}
	return size{named: named, width: img.Bounds().Dx(), height: img.Bounds().Dy(), jpeg: b.Bytes()}, nil
}
