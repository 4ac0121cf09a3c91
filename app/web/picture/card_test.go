package picture

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/color"
	"image/png"
	"strings"
	"testing"

	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/web/ui/poster"
)

func drawn(t *testing.T, c Card) image.Image {
	t.Helper()
	b, err := c.PNG()
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	if img.Bounds() != image.Rect(0, 0, CardWidth, CardHeight) {
		t.Fatalf("bounds %v", img.Bounds())
	}
	if len(b) > 300<<10 {
		t.Errorf("%d bytes", len(b))
	}
	return img
}

// dark counts the pixels of a box that are as dark as words.
func dark(img image.Image, box image.Rectangle) (n int) {
	for y := box.Min.Y; y < box.Max.Y; y++ {
		for x := box.Min.X; x < box.Max.X; x++ {
			if g := color.GrayModel.Convert(img.At(x, y)).(color.Gray); g.Y < 0x60 {
				n++
			}
		}
	}
	return n
}

func TestCardHasWordsOnTheLeftAndAPosterOnTheRight(t *testing.T) {
	card := Card{Poster: poster.Spec{Slug: "a", Kind: "package", Season: "summer"}, Brand: "Hubittaako", Title: "Kaksi viikkoa Koliman rannalla", Line: "HUBteekki, Pihtipudas"}
	img := drawn(t, card)
	if n := dark(img, image.Rect(130, 70, 400, 130)); n < 300 {
		t.Errorf("no brand: %d dark pixels", n)
	}
	if n := dark(img, image.Rect(60, 220, 620, 500)); n < 8000 {
		t.Errorf("no title: %d dark pixels", n)
	}
	if n := dark(img, image.Rect(600, 20, 632, 600)); n > 0 {
		t.Errorf("the words run into the poster: %d dark pixels", n)
	}
	seen := map[color.Color]bool{}
	for y := 10; y < 620; y += 10 {
		seen[img.At(1100, y)] = true
	}
	if len(seen) < 30 {
		t.Errorf("no poster: %d colours", len(seen))
	}
	other := drawn(t, Card{Poster: poster.Spec{Slug: "a", Kind: "package", Season: "winter"}, Brand: "Hubittaako", Title: card.Title, Line: card.Line})
	if other.At(900, 40) == img.At(900, 40) && other.At(900, 600) == img.At(900, 600) {
		t.Error("winter looks like summer")
	}
}

// TestStrokesAreDrawn: a deck's planks and the glints on the water are lines, which a rasteriser that closes open pieces loses.
func TestStrokesAreDrawn(t *testing.T) {
	const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10" stroke-linecap="round"><path d="M1 5H9" stroke="#000000" stroke-width="2" fill="none"/></svg>`
	img := image.NewRGBA(image.Rect(0, 0, 100, 100))
	if err := paintSVG(img, []byte(svg), 100, 100, image.Point{}); err != nil {
		t.Fatal(err)
	}
	for _, at := range []image.Point{{20, 50}, {50, 50}, {80, 50}, {50, 43}, {50, 57}} {
		if img.RGBAAt(at.X, at.Y).A < 200 {
			t.Errorf("nothing at %v", at)
		}
	}
	const grouped = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><g transform="translate(0 5)scale(-2 2)"><g><path d="M-5 0H0" stroke="#000000" stroke-width="1" fill="none"/></g></g></svg>`
	inGroup := image.NewRGBA(image.Rect(0, 0, 100, 100))
	if err := paintSVG(inGroup, []byte(grouped), 100, 100, image.Point{}); err != nil {
		t.Fatal(err)
	}
	if inGroup.RGBAAt(50, 57).A < 200 || inGroup.RGBAAt(50, 63).A > 0 {
		t.Error("a group's scale does not reach its strokes")
	}
	if img.RGBAAt(50, 30).A > 0 || img.RGBAAt(50, 70).A > 0 {
		t.Error("the line is wider or longer than it should be")
	}
}

// TestEveryPosterCanBeACard: the rasteriser knows all that the posters draw.
func TestEveryPosterCanBeACard(t *testing.T) {
	for _, theme := range poster.Themes() {
		for _, season := range []string{"summer", "winter"} {
			img := image.NewRGBA(image.Rect(0, 0, 80, 100))
			if err := paintSVG(img, poster.Draw(poster.Spec{Slug: theme, Theme: theme, Season: season}), 80, 100, image.Point{}); err != nil {
				t.Errorf("%s, %s: %v", theme, season, err)
			}
			for _, at := range []image.Point{{1, 1}, {40, 50}, {78, 98}} {
				if img.RGBAAt(at.X, at.Y).A != 255 {
					t.Errorf("%s, %s: a hole at %v", theme, season, at)
				}
			}
		}
	}
}

func TestWordsFit(t *testing.T) {
	for _, c := range []struct {
		text  string
		lines int
		ends  string
	}{
		{"Kaamos", 1, "Kaamos"},
		{"Kaksi viikkoa Koliman rannalla", 3, "rannalla"},
		{"Osaamiskeskus Lennätin", 2, "Lennätin"},
		{strings.Repeat("Pitkäaikaissäilytyslaitos ", 6), 4, "…"},
		{strings.Repeat("a", 200), 4, "…"},
		{"", 0, ""},
	} {
		face, lines, err := fit(c.text, cardText, 4, 76, 68, 60, 52)
		if err != nil || len(lines) != c.lines || len(lines) > 0 && !strings.HasSuffix(lines[len(lines)-1], c.ends) {
			t.Errorf("%q: %q, %v", c.text, lines, err)
		}
		for _, l := range lines {
			if w := measure(face, l); w > cardText+2 {
				t.Errorf("%q is %d wide", l, w)
			}
		}
	}
	for in, want := range map[string]string{"Häälyöjä – 7 päivää": "Häälyöjä – 7 päivää", "Žemaitė": "Žemaitė", "愛 ja 🙂 ilo": "ja ilo", " a\n b ": "a b"} {
		got := drawable(in)
		if got != want && in != "Žemaitė" || in == "Žemaitė" && got != "Zemaite" && got != want {
			t.Errorf("%q is drawn as %q", in, got)
		}
	}
}

func TestCardsAreKeptAndBounded(t *testing.T) {
	cards := NewCards(2)
	card := func(title string) Card { return Card{Poster: poster.Spec{Slug: "x"}, Title: title} }
	first, err := cards.PNG(t.Context(), card("a"))
	if err != nil {
		t.Fatal(err)
	}
	again, err := cards.PNG(t.Context(), card("a"))
	if err != nil || &again[0] != &first[0] {
		t.Errorf("drawn a second time: %v", err)
	}
	for _, title := range []string{"b", "c"} {
		if _, err := cards.PNG(t.Context(), card(title)); err != nil {
			t.Fatal(err)
		}
	}
	if cards.order.Len() != 2 || len(cards.byKey) != 2 {
		t.Errorf("%d cards kept", cards.order.Len())
	}
	if _, ok := cards.kept(card("a").Key()); ok {
		t.Error("the oldest is still there")
	}
	one, same := card("a"), card("a")
	if one.Key() == card("b").Key() || one.Key() != same.Key() {
		t.Error("keys do not tell cards apart")
	}
	cards.turn <- struct{}{} // somebody draws
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if _, err := cards.PNG(ctx, card("d")); fault.CodeOf(err) != fault.Unavailable || !errors.Is(err, context.Canceled) {
		t.Errorf("in the queue: %v", err)
	}
	if png, err := cards.PNG(ctx, card("c")); err != nil || len(png) == 0 {
		t.Errorf("what is kept needs no turn: %v", err)
	}
}
