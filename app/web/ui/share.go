package ui

import (
	"context"
	"encoding/json"
	"io"

	"github.com/a-h/templ"
)

// Size of the pictures that PageMeta.Image names.
const (
	ShareWidth  = "1200"
	ShareHeight = "630"
)

// SharePicture is the site's own picture for sharing: that of the front page.
const SharePicture = "/jako/sivu/etusivu.png"

// shareImage is the full address of the page's picture, in the page's language.
func shareImage(ctx context.Context, m PageMeta) string {
	if m.Image == "" {
		return Abs(ctx, SharePicture)
	}
	return Abs(ctx, m.Image)
}

// shareTitle is the page's name without the site's, which stands beside it wherever links are shown.
func shareTitle(ctx context.Context, m PageMeta) string {
	if m.Title == "" {
		return T(ctx, "ui.brand")
	}
	return m.Title
}

// ogLocales are the languages as Open Graph names them.
var ogLocales = map[string]string{"fi": "fi_FI", "sv": "sv_FI", "en": "en_GB"}

// linkedData writes what a page is about as JSON-LD. A block of data is no script that runs, so the content policy has nothing
// against it, and encoding/json writes every < as \u003c, so nothing in it can end the block.
func linkedData(data any) templ.Component {
	return templ.ComponentFunc(func(_ context.Context, w io.Writer) error {
		b, err := json.Marshal(data)
		if err != nil {
			return err
		}
		_, err = io.WriteString(w, `<script type="application/ld+json">`+string(b)+`</script>`)
		return err
	})
}
