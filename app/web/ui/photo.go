package ui

import (
	"context"
	"fmt"
	"strconv"

	"github.com/a-h/templ"

	"github.com/hubittaako/hubittaako/app/base/photo"
)

// photoAttrs let the browser offer what we take, and refuse what is too heavy before it is sent.
func photoAttrs(ctx context.Context) templ.Attributes {
	return templ.Attributes{
		"accept": "image/jpeg,image/png,image/webp", "data-max-bytes": strconv.Itoa(photo.MaxBytes),
		"data-too-large": T(ctx, "field.photo_size", "Max", photo.MaxBytes/1_000_000),
	}
}

// cutClass is the class that keeps a photo's focus in sight, "" for the middle. Content policy allows no style attributes, so a
// point that is none of photo.Focuses is taken to the nearest that is.
func cutClass(f photo.Focus) string {
	f = photo.Focus{X: nearestStep(f.X), Y: nearestStep(f.Y)}
	if f == photo.Middle {
		return ""
	}
	return fmt.Sprintf("cut fx%d fy%d", f.X, f.Y)
}

func nearestStep(percent int) int {
	switch {
	case percent < 33:
		return 15
	case percent > 67:
		return 85
	}
	return 50
}

func focusChecked(f Form, at photo.Focus) bool {
	if f.Value("focus") == "" {
		return at == photo.Middle
	}
	chosen, ok := photo.ParseFocus(f.Value("focus"))
	return ok && photo.Focus{X: nearestStep(chosen.X), Y: nearestStep(chosen.Y)} == at
}
