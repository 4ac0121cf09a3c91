package picture

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/png"

	"golang.org/x/image/font"
	"golang.org/x/image/vector"

	"github.com/hubittaako/hubittaako/app/web/ui/poster"
)

// Card is what a page looks like where somebody shares its address: a name and a line beside a poster.
type Card struct {
	Poster poster.Spec // drawn tall, whatever it says
	Brand  string      // the site's name
	Title  string
	Line   string // under the title: where and how long
}

// A card's size is the one that all places where links are shared cut well.
const (
	CardWidth  = 1200
	CardHeight = 630
)

const (
	cardMargin  = 64
	cardPicture = 560 // how wide the poster is
	cardText    = CardWidth - cardPicture - 2*cardMargin
)

var (
	paper      = color.RGBA{0xFA, 0xF8, 0xF3, 0xFF}
	ink        = color.RGBA{0x17, 0x21, 0x1E, 0xFF}
	soft       = color.RGBA{0x4A, 0x58, 0x52, 0xFF}
	cloudberry = color.RGBA{0xF0, 0xA6, 0x3A, 0xFF}
)

// mark is the site's mark, as ui.Logo draws it.
const mark = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><circle cx="20" cy="20" r="20" fill="#12443A"/>` +
	`<circle cx="26" cy="14" r="5" fill="#F0A63A"/><path d="M3 27L11 12l5 8 4-6 9 13z" fill="#8FBF9F"/>` +
	`<path d="M2 27h36a20 20 0 0 1-36 0z" fill="#8EC5DA"/><path d="M12 31h16M16 35h9" stroke="#FAF8F3" stroke-width="1.6" fill="none" stroke-linecap="round"/></svg>`

// PNG draws the card. The same card gives the same bytes. It takes some hundred milliseconds: keep what it gives.
func (c Card) PNG() ([]byte, error) {
	img := image.NewRGBA(image.Rect(0, 0, CardWidth, CardHeight))
	draw.Draw(img, img.Bounds(), image.NewUniform(paper), image.Point{}, draw.Src)
	if err := c.drawPoster(img); err != nil {
		return nil, err
	}
	if err := c.drawWords(img); err != nil {
		return nil, err
	}
	var b bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestSpeed}
	if err := encoder.Encode(&b, img); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

// drawPoster fills the right side, the poster's top cut off more than its foot: what it is about stands there.
func (c Card) drawPoster(img *image.RGBA) error {
	spec := c.Poster
	spec.Wide, spec.Quiet = false, false
	w, h := spec.Size()
	high := cardPicture * h / w
	side := image.NewRGBA(image.Rect(0, 0, cardPicture, CardHeight))
	if err := paintSVG(side, poster.Draw(spec), cardPicture, high, image.Pt(0, (high-CardHeight)*3/4)); err != nil {
		return err
	}
	at := image.Rect(CardWidth-cardPicture, 0, CardWidth, CardHeight)
	draw.DrawMask(img, at, side, image.Point{}, roundedLeft(cardPicture, CardHeight, 44), image.Point{}, draw.Over)
	return nil
}

// roundedLeft is a mask with round corners on its left.
func roundedLeft(w, h, r int) *image.Alpha {
	mask := image.NewAlpha(image.Rect(0, 0, w, h))
	fw, fh, fr := float32(w), float32(h), float32(r)
	v := vector.NewRasterizer(w, h)
	v.MoveTo(fw, 0)
	v.LineTo(fr, 0)
	v.QuadTo(0, 0, 0, fr)
	v.LineTo(0, fh-fr)
	v.QuadTo(0, fh, fr, fh)
	v.LineTo(fw, fh)
	v.ClosePath()
	v.Draw(mask, mask.Bounds(), image.Opaque, image.Point{})
	return mask
}

func (c Card) drawWords(img *image.RGBA) error {
	logo := image.NewRGBA(image.Rect(0, 0, 56, 56))
	if err := paintSVG(logo, []byte(mark), 56, 56, image.Point{}); err != nil {
		return err
	}
	draw.Draw(img, image.Rect(cardMargin, cardMargin, cardMargin+56, cardMargin+56), logo, image.Point{}, draw.Over)
	brand, err := faceOf(34)
	if err != nil {
		return err
	}
	write(img, brand, ink, cardMargin+72, cardMargin+40, drawable(c.Brand))

	title, lines, err := fit(drawable(c.Title), cardText, 4, 76, 68, 60, 52)
	if err != nil {
		return err
	}
	sub, subLines, err := fit(drawable(c.Line), cardText, 2, 32)
	if err != nil {
		return err
	}
	foot := CardHeight - cardMargin
	y := foot - len(subLines)*42 - 8
	for i, line := range subLines {
		write(img, sub, soft, cardMargin, y+42*(i+1), line)
	}
	if len(subLines) > 0 {
		y -= 28
	}
	leading := title.Metrics().Height.Ceil()
	leading -= leading / 12 // large letters stand closer
	top := y - leading*len(lines)
	draw.Draw(img, image.Rect(cardMargin, top-18, cardMargin+72, top-10), image.NewUniform(cloudberry), image.Point{}, draw.Src)
	writeLines(img, title, cardMargin, top+leading-leading/8, leading, lines)
	return nil
}

func writeLines(img *image.RGBA, face font.Face, x, baseline, leading int, lines []string) {
	for i, line := range lines {
		write(img, face, ink, x, baseline+i*leading, line)
	}
}
