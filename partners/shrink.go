package partners

import (
	"bytes"
	"image"
	"image/color"
	"net/http"
	"slices"

	"github.com/disintegration/imaging"

	"github.com/hubittaako/hubittaako/app/base/fault"
)

// Bounds of an uploaded photo. Pixels are counted from the header before anything is decoded: a few kilobytes can claim
// gigabytes of them.
const (
	MaxPhotoBytes  = 8_000_000 // as people count megabytes
	maxPhotoPixels = 40_000_000
	maxPhotoSide   = 20_000 // a JPEG has no room for more than 65,535, and no photo is such a strip
	minPhotoWidth  = 400
	jpegQuality    = 82
)

// PhotoWidths are the widths in pixels that photos are stored in.
func PhotoWidths() []int { return []int{400, 800, 1600} }

// picture is one stored size of a photo. It may be narrower than the width it is named by, never wider.
type picture struct {
	named, width, height int
	jpeg                 []byte
}

// shrink re-encodes a photo to each of PhotoWidths, the narrowest first, upright and without the camera's notes: where it was
// taken is nobody's business. Widths that the photo does not have are left out, but the last is as wide as it can be.
func shrink(data []byte) ([]picture, error) {
	if err := acceptable(data); err != nil {
		return nil, err
	}
	img, err := imaging.Decode(bytes.NewReader(data), imaging.AutoOrientation(true))
	if err != nil {
		return nil, fault.OnField("photo", "field.photo_broken")
	}
	full := img.Bounds().Dx()
	if full < minPhotoWidth {
		return nil, smallPhoto()
	}
	var out []picture
	widths := PhotoWidths()
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

// acceptable looks at the bytes, never at what the browser calls them.
func acceptable(data []byte) error {
	if len(data) > MaxPhotoBytes {
		return fault.OnField("photo", "field.file_size")
	}
	if kind := http.DetectContentType(data); kind != "image/jpeg" && kind != "image/png" {
		return fault.OnField("photo", "field.photo_type")
	}
	header, _, err := image.DecodeConfig(bytes.NewReader(data))
	switch {
	case err != nil || header.Width < 1 || header.Height < 1:
		return fault.OnField("photo", "field.photo_broken")
	case header.Width > maxPhotoPixels/header.Height || max(header.Width, header.Height) > maxPhotoSide:
		return fault.Check([]fault.Field{{Name: "photo", Key: "field.photo_pixels", Args: map[string]any{"Max": maxPhotoPixels / 1_000_000}}})
	case max(header.Width, header.Height) < minPhotoWidth: // it may lie on its side
		return smallPhoto()
	}
	return nil
}

func smallPhoto() error {
	return fault.Check([]fault.Field{{Name: "photo", Key: "field.photo_small", Args: map[string]any{"Min": minPhotoWidth}}})
}

// encode writes a JPEG, which knows no transparency: what shines through becomes white.
func encode(img image.Image, named int) (picture, error) {
	if o, ok := img.(interface{ Opaque() bool }); ok && !o.Opaque() {
		paper := imaging.New(img.Bounds().Dx(), img.Bounds().Dy(), color.White)
		img = imaging.Overlay(paper, img, image.Point{}, 1)
	}
	var b bytes.Buffer
	if err := imaging.Encode(&b, img, imaging.JPEG, imaging.JPEGQuality(jpegQuality)); err != nil {
		return picture{}, err
	}
	return picture{named: named, width: img.Bounds().Dx(), height: img.Bounds().Dy(), jpeg: b.Bytes()}, nil
}
