package ui

import (
	"context"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"

	"github.com/a-h/templ"

	"github.com/hubittaako/hubittaako/app/web/assets"
)

type themeKey struct{}

// inBothThemes draws its children in the light theme and then in the dark, as two pages would: ids and names that must be
// there once get another ending in the dark.
func inBothThemes() templ.Component {
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		children := templ.GetChildren(ctx)
		ctx = templ.ClearChildren(ctx)
		for _, theme := range []string{"light", "dark"} {
			var b strings.Builder
			if err := children.Render(context.WithValue(ctx, themeKey{}, theme), &b); err != nil {
				return err
			}
			html := grabsFocus.ReplaceAllString(b.String(), "")
			if theme == "dark" {
				html = renamed(html)
			}
			if _, err := fmt.Fprintf(w, `<div class="theme %s stack">%s</div>`, theme, html); err != nil {
				return err
			}
		}
		return nil
	})
}

var (
	grabsFocus = regexp.MustCompile(` (?:data-focus|autofocus)\b`)
	idOf       = regexp.MustCompile(` id="([^"]*)"`)
	refersTo   = regexp.MustCompile(` (id|for|form|data-form|list|popovertarget|aria-describedby|aria-labelledby|aria-controls)="([^"]*)"`)
	anchorTo   = regexp.MustCompile(` href="#([^"]+)"`)
	called     = regexp.MustCompile(` aria-label="([^"]*)"`)
)

// renamed gives the ids of a piece of a page another ending, wherever they stand, and its landmarks another name.
func renamed(html string) string {
	var ids []string
	for _, m := range idOf.FindAllStringSubmatch(html, -1) {
		ids = append(ids, m[1])
	}
	other := func(id string) string {
		if slices.Contains(ids, id) {
			return id + "-dark"
		}
		return id
	}
	html = refersTo.ReplaceAllStringFunc(html, func(attr string) string {
		m := refersTo.FindStringSubmatch(attr)
		words := strings.Fields(m[2])
		for i := range words {
			words[i] = other(words[i])
		}
		return fmt.Sprintf(` %s="%s"`, m[1], strings.Join(words, " "))
	})
	html = anchorTo.ReplaceAllStringFunc(html, func(attr string) string {
		return fmt.Sprintf(` href="#%s"`, other(anchorTo.FindStringSubmatch(attr)[1]))
	})
	return called.ReplaceAllString(html, ` aria-label="$1, tumma"`)
}

var titled = regexp.MustCompile(`<h2 class="h4" id="([^"]*)">([^<]*)</h2>`)

// indexed puts links to the parts of the sheet before them.
func indexed() templ.Component {
	return templ.ComponentFunc(func(ctx context.Context, w io.Writer) error {
		var b strings.Builder
		if err := templ.GetChildren(ctx).Render(templ.ClearChildren(ctx), &b); err != nil {
			return err
		}
		var index strings.Builder
		for _, m := range titled.FindAllStringSubmatch(b.String(), -1) {
			fmt.Fprintf(&index, `<li><a href="#%s">%s</a></li>`, m[1], m[2])
		}
		_, err := fmt.Fprintf(w, `<nav aria-label="Osat"><ul class="sheet-index">%s</ul></nav>%s`, index.String(), b.String())
		return err
	})
}

// pair is two colours that are used together, and the contrast that they need: 4.5 for text, 3 for lines and shapes.
type pair struct {
	ink, ground string
	least       float64
}

// colourPairs are all that the style sheets put together.
var colourPairs = slices.Concat(
	inks("ink", 4.5, "paper", "card", "mist", "lichen", "sand", "blush", "butter", "day-off"),
	inks("soft", 4.5, "paper", "card", "mist", "lichen", "sand", "butter"),
	inks("lake-text", 4.5, "paper", "card", "mist"), inks("ember-text", 4.5, "paper", "card", "blush"),
	inks("spruce-text", 4.5, "paper", "card", "lichen"), inks("warn-text", 4.5, "butter"), inks("ok", 4.5, "card", "lichen"),
	inks("on-spruce", 4.5, "spruce"), inks("on-ember", 4.5, "ember"), inks("on-cloudberry", 4.5, "cloudberry"), inks("on-foot", 4.5, "foot"),
	inks("on-block", 4.5, "b-work", "b-water", "b-sauna", "b-food", "b-forest", "b-study"), inks("on-night", 4.5, "b-night"),
	inks("on-h-lo", 4.5, "h1", "h2", "h3"), inks("on-h-hi", 4.5, "h4", "h5"),
	inks("edge", 3, "card", "paper"), inks("lake", 3, "paper", "card"), inks("ember-text", 3, "card"), inks("spruce-text", 3, "mist"),
)

func inks(ink string, least float64, grounds ...string) []pair {
	var all []pair
	for _, g := range grounds {
		all = append(all, pair{ink, g, least})
	}
	return all
}

// contrast is the pair's contrast ratio in a theme, 0 when one of the colours is not there.
func (p pair) contrast(theme string) float64 {
	of := func(name string) string {
		for _, c := range assets.Colours() {
			if c.Name == name && theme == "dark" {
				return c.Dark
			} else if c.Name == name {
				return c.Light
			}
		}
		return ""
	}
	ink, ground := of(p.ink), of(p.ground)
	if ink == "" || ground == "" {
		return 0
	}
	return assets.Contrast(ink, ground)
}

// ratio is the contrast in the theme of the context, with what is needed.
func (p pair) ratio(ctx context.Context) string {
	theme, _ := ctx.Value(themeKey{}).(string)
	return fmt.Sprintf("%.1f (%g)", p.contrast(theme), p.least)
}
