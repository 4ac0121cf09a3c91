package assets

import (
	_ "embed"
	"math"
	"regexp"
	"strconv"
	"strings"
)

//go:embed src/css/tokens.css
var tokens string

// Colour is a colour token of the style sheets: "#RRGGBB" in the light theme and in the dark.
type Colour struct{ Name, Light, Dark string }

var colourRule = regexp.MustCompile(`(?m)^  --([a-z0-9-]+): (?:light-dark\((#[0-9A-F]{6}), (#[0-9A-F]{6})\)|(#[0-9A-F]{6}));`)

// Colours are all colour tokens in the order of their file.
func Colours() []Colour {
	var all []Colour
	for _, m := range colourRule.FindAllStringSubmatch(tokens, -1) {
		c := Colour{m[1], m[2], m[3]}
		if m[4] != "" {
			c.Light, c.Dark = m[4], m[4]
		}
		all = append(all, c)
	}
	return all
}

// Contrast is the contrast ratio of two colours "#RRGGBB" as WCAG reckons it, from 1 to 21.
func Contrast(a, b string) float64 {
	la, lb := luminance(a), luminance(b)
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

func luminance(colour string) float64 {
	n, err := strconv.ParseUint(strings.TrimPrefix(colour, "#"), 16, 32)
	if err != nil {
		return 0
	}
	channel := func(shift int) float64 {
		v := float64(n>>shift&0xff) / 255
		if v <= 0.04045 {
			return v / 12.92
		}
		return math.Pow((v+0.055)/1.055, 2.4)
	}
	return 0.2126*channel(16) + 0.7152*channel(8) + 0.0722*channel(0)
}
