package pdf

import (
	"strings"
	"sync"
	"unicode"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/gobold"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

const mmPerPoint = 25.4 / 72

// The fonts for measuring. Lines are broken here, not in the drawing library, for two reasons: pages can be planned
// only when heights are known beforehand, and the library lets a long word run over its neighbours.
var (
	regular = sync.OnceValue(func() *sfnt.Font { return mustParse(goregular.TTF) })
	bold    = sync.OnceValue(func() *sfnt.Font { return mustParse(gobold.TTF) })
)

func mustParse(ttf []byte) *sfnt.Font {
	f, err := sfnt.Parse(ttf)
	if err != nil {
		panic(err) // the font is compiled in
	}
	return f
}

// style is how a piece of text is set.
type style struct {
	size float64 // points
	bold bool
}

// lineHeight in mm.
func (s style) lineHeight() float64 { return s.size * mmPerPoint * 1.38 }

// width of a text in mm.
func (s style) width(text string) float64 {
	f := regular()
	if s.bold {
		f = bold()
	}
	const em = 1000
	var buf sfnt.Buffer
	var sum fixed.Int26_6
	for _, r := range text {
		i, _ := f.GlyphIndex(&buf, r)
		advance, _ := f.GlyphAdvance(&buf, i, fixed.I(em), font.HintingNone)
		sum += advance
	}
	return float64(sum) / 64 / em * s.size * mmPerPoint
}

// wrap breaks a text into lines of at most width mm, at its own line ends, at spaces, and within a word only if the word
// alone is too long. An empty text has no lines.
func (s style) wrap(text string, width float64) []string {
	var out []string
	for paragraph := range strings.SplitSeq(strings.TrimSpace(printable(text)), "\n") {
		line := ""
		for _, word := range strings.FieldsFunc(paragraph, func(r rune) bool { return r == ' ' }) {
			for _, piece := range s.pieces(word, width) {
				if joined := strings.TrimPrefix(line+" "+piece, " "); s.width(joined) <= width {
					line = joined
					continue
				}
				out = append(out, line)
				line = piece
			}
		}
		if line != "" {
			out = append(out, line)
		}
	}
	return out
}

func (s style) pieces(word string, width float64) []string {
	if s.width(word) <= width {
		return []string{word}
	}
	var out []string
	piece := ""
	for _, r := range word {
		if piece != "" && s.width(piece+string(r)) > width {
			out = append(out, piece)
			piece = ""
		}
		piece += string(r)
	}
	return append(out, piece)
}

// printable leaves only what the font can draw: the drawing library panics on signs beyond the basic plane, and leaves
// holes for others.
func printable(text string) string {
	var buf sfnt.Buffer
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case r == '\t' || r == ' ':
			return ' '
		case unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Mn, r):
			return -1
		case unicode.Is(unicode.Pd, r) && r > '\u2014' || r == '\u2010' || r == '\u2011':
			return '-'
		case unicode.IsSpace(r):
			return '\u00a0'
		}
		if i, err := regular().GlyphIndex(&buf, r); err != nil || i == 0 || r > 0xFFFF {
			return '?'
		}
		return r
	}, text)
}
