package picture

import (
	_ "embed" // the font
	"image"
	"image/color"
	"slices"
	"strings"
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/math/fixed"
	"golang.org/x/text/unicode/norm"
)

// The headings' font of the site, under the SIL Open Font License (font/OFL.txt).
//
//go:embed font/bricolage-grotesque-700.ttf
var fontFile []byte

var parsedFont = sync.OnceValues(func() (*opentype.Font, error) { return opentype.Parse(fontFile) })

// faceOf is the font at a size in pixels.
func faceOf(size float64) (font.Face, error) {
	f, err := parsedFont()
	if err != nil {
		return nil, err
	}
	return opentype.NewFace(f, &opentype.FaceOptions{Size: size, DPI: 72, Hinting: font.HintingNone})
}

// drawable is a text with the letters that the font has: an accent that it does not know is left off its letter, a sign that it
// does not know is left out.
func drawable(text string) string {
	f, err := parsedFont()
	if err != nil {
		return text
	}
	known := func(r rune) bool { i, err := f.GlyphIndex(nil, r); return err == nil && i != 0 }
	var b strings.Builder
	for _, r := range norm.NFC.String(text) {
		if known(r) {
			b.WriteRune(r)
			continue
		}
		for _, part := range norm.NFD.String(string(r)) {
			if known(part) {
				b.WriteRune(part)
				break
			}
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

func write(dst *image.RGBA, face font.Face, ink color.Color, x, baseline int, text string) {
	d := font.Drawer{Dst: dst, Src: image.NewUniform(ink), Face: face, Dot: fixed.P(x, baseline)}
	d.DrawString(text)
}

// wrap breaks a text into lines of at most so many pixels. A word that is wider alone is broken where it must.
func wrap(face font.Face, text string, width int) (lines []string) {
	line := ""
	for _, word := range strings.Fields(text) {
		if try := strings.TrimSpace(line + " " + word); measure(face, try) <= width {
			line = try
			continue
		}
		if line != "" {
			lines = append(lines, line)
		}
		for line = word; measure(face, line) > width; {
			head, rest := breakWord(face, line, width)
			lines, line = append(lines, head), rest
		}
	}
	if line != "" {
		lines = append(lines, line)
	}
	return lines
}

func breakWord(face font.Face, word string, width int) (head, rest string) {
	letters := []rune(word)
	n := len(letters) - 1
	for n > 1 && measure(face, string(letters[:n])+"-") > width {
		n--
	}
	return string(letters[:n]) + "-", string(letters[n:])
}

// fit finds the largest of the sizes at which a text takes at most so many lines; at the smallest, what is too long ends in dots.
func fit(text string, width, most int, sizes ...float64) (face font.Face, lines []string, err error) {
	for _, size := range sizes {
		if face, err = faceOf(size); err != nil {
			return nil, nil, err
		}
		lines = wrap(face, text, width)
		broken := slices.ContainsFunc(lines, func(l string) bool { return strings.HasSuffix(l, "-") })
		if len(lines) <= most && !broken {
			return face, lines, nil
		}
	}
	if len(lines) > most {
		lines = lines[:most]
		last := []rune(lines[most-1])
		for len(last) > 1 && measure(face, string(last)+"…") > width {
			last = last[:len(last)-1]
		}
		lines[most-1] = strings.TrimRight(string(last), " ,.-") + "…"
	}
	return face, lines, nil
}

func measure(face font.Face, text string) int { return font.MeasureString(face, text).Ceil() }
