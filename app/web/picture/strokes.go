package picture

import (
	"errors"
	"math"
	"regexp"
	"strconv"
	"strings"
)

var (
	strokeOrGroup = regexp.MustCompile(`</g>|<g(?: [^>]*)?>|stroke-(?:width|dasharray)="[^"]*"`)
	viewBox       = regexp.MustCompile(`viewBox="0 0 ([\d.]+) [\d.]+"`)
	scaling       = regexp.MustCompile(`scale\((-?[\d.]+)[ ,]?(-?[\d.]+)?\)`)
)

// scaleOf is how much larger than in its own units an SVG is drawn that is to be so many pixels wide.
func scaleOf(svg []byte, width int) (float64, error) {
	m := viewBox.FindSubmatch(svg)
	if m == nil {
		return 0, errors.New("picture: an SVG without a viewBox")
	}
	own, err := strconv.ParseFloat(string(m[1]), 64)
	return float64(width) / own, err
}

// scaleStrokes gives the strokes of an SVG the width in pixels that they have where it is drawn so many times larger: the
// rasteriser moves and scales the points of a path, but not the width of its stroke. It knows groups as our posters write them.
func scaleStrokes(svg string, by float64) string {
	scales := []float64{by}
	return strokeOrGroup.ReplaceAllStringFunc(svg, func(found string) string {
		now := scales[len(scales)-1]
		switch {
		case found == "</g>":
			scales = scales[:max(1, len(scales)-1)]
			return found
		case strings.HasPrefix(found, "<g"):
			scales = append(scales, now*groupScale(found))
			return found
		}
		name, numbers, _ := strings.Cut(strings.TrimSuffix(found, `"`), `="`)
		parts := strings.Fields(strings.ReplaceAll(numbers, ",", " "))
		for i, p := range parts {
			if v, err := strconv.ParseFloat(p, 64); err == nil {
				parts[i] = strconv.FormatFloat(v*now, 'f', 2, 64)
			}
		}
		return name + `="` + strings.Join(parts, " ") + `"`
	})
}

// groupScale is how much larger a group draws what is in it.
func groupScale(tag string) float64 {
	m := scaling.FindStringSubmatch(tag)
	if m == nil {
		return 1
	}
	x, _ := strconv.ParseFloat(m[1], 64)
	y := x
	if m[2] != "" {
		y, _ = strconv.ParseFloat(m[2], 64)
	}
	return math.Sqrt(math.Abs(x * y))
}
