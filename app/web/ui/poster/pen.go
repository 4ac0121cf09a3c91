package poster

import (
	"fmt"
	"math"
	"strconv"
	"strings"
)

// n writes a coordinate with at most one decimal and no needless zeros.
func n(v float64) string {
	s := strconv.FormatFloat(math.Round(v*10)/10, 'f', -1, 64)
	switch {
	case s == "-0":
		return "0"
	case strings.HasPrefix(s, "0."):
		return s[1:]
	case strings.HasPrefix(s, "-0."):
		return "-" + s[2:]
	}
	return s
}

// i writes a whole coordinate: enough for landscape.
func i(v float64) string { return n(math.Round(v)) }

// track is path data under construction.
type track struct{ strings.Builder }

// to adds a command with its numbers, as short as SVG allows.
func (t *track) to(command string, at ...float64) *track {
	t.WriteString(command)
	for k, v := range at {
		s := n(v)
		if k > 0 && s[0] != '-' {
			t.WriteByte(' ')
		}
		t.WriteString(s)
	}
	return t
}

// attr is an attribute that a shape may have besides its paint.
type attr string

func opacity(v float64) attr { return attr(` opacity="` + strconv.FormatFloat(v, 'g', 2, 64) + `"`) }

func all(more []attr) string {
	var b strings.Builder
	for _, a := range more {
		b.WriteString(string(a))
	}
	return b.String()
}

func path(d, fill string, more ...attr) string {
	return `<path d="` + d + `" fill="` + fill + `"` + all(more) + `/>`
}

// line is a stroke with round ends; the picture's root sets those.
func line(d, stroke string, width float64, more ...attr) string {
	return `<path d="` + d + `" fill="none" stroke="` + stroke + `" stroke-width="` + n(width) + `"` + all(more) + `/>`
}

func rect(x, y, w, h float64, fill string, more ...attr) string {
	return `<rect x="` + n(x) + `" y="` + n(y) + `" width="` + n(w) + `" height="` + n(h) + `" fill="` + fill + `"` + all(more) + `/>`
}

// round is the corner radius of a rect.
func round(r float64) attr { return attr(` rx="` + n(r) + `"`) }

func disc(x, y, r float64, fill string, more ...attr) string {
	return `<circle cx="` + n(x) + `" cy="` + n(y) + `" r="` + n(r) + `" fill="` + fill + `"` + all(more) + `/>`
}

func oval(x, y, rx, ry float64, fill string, more ...attr) string {
	return `<ellipse cx="` + n(x) + `" cy="` + n(y) + `" rx="` + n(rx) + `" ry="` + n(ry) + `" fill="` + fill + `"` + all(more) + `/>`
}

// at moves and scales a piece of the drawing; a flipped one looks the other way.
func at(x, y, scale float64, body string, flip bool) string {
	k := strconv.FormatFloat(scale, 'g', 3, 64)
	sign := ""
	if flip {
		sign = "-"
	}
	return `<g transform="translate(` + n(x) + ` ` + n(y) + `)scale(` + sign + k + ` ` + k + `)">` + body + `</g>`
}

// blend mixes two colours of the form #RRGGBB; t 0 is the first.
func blend(a, b string, t float64) string {
	var out strings.Builder
	out.WriteByte('#')
	for k := 1; k < 7; k += 2 {
		x, _ := strconv.ParseUint(a[k:k+2], 16, 8)
		y, _ := strconv.ParseUint(b[k:k+2], 16, 8)
		fmt.Fprintf(&out, "%02X", int(math.Round(float64(x)+(float64(y)-float64(x))*t)))
	}
	return out.String()
}

func darker(c string, t float64) string  { return blend(c, "#000000", t) }
func lighter(c string, t float64) string { return blend(c, "#FFFFFF", t) }

// gradient is a vertical one; stops alternate between offset and colour.
func gradient(id string, stops ...string) string {
	var b strings.Builder
	b.WriteString(`<linearGradient id="` + id + `" x2="0" y2="1">`)
	for k := 0; k+1 < len(stops); k += 2 {
		b.WriteString(`<stop offset="` + stops[k] + `" ` + stops[k+1] + `/>`)
	}
	b.WriteString(`</linearGradient>`)
	return b.String()
}

func stop(c string) string { return `stop-color="` + c + `"` }

// dice is a small random source (mulberry32): the same seed, the same numbers, on every machine and in every version of Go.
type dice struct{ state uint32 }

// seed is FNV-1a of a text.
func seed(text string) *dice {
	h := uint32(2166136261)
	for _, b := range []byte(text) {
		h = (h ^ uint32(b)) * 16777619
	}
	return &dice{h}
}

// roll is a number from 0 to below 1.
func (d *dice) roll() float64 {
	d.state += 0x6D2B79F5
	t := d.state
	t = (t ^ t>>15) * (t | 1)
	t ^= t + (t^t>>7)*(t|61)
	return float64(t^t>>14) / 4294967296
}

// between is a number from a to below b.
func (d *dice) between(a, b float64) float64 { return a + d.roll()*(b-a) }

func (d *dice) pick(list ...string) string { return list[int(d.roll()*float64(len(list)))] }

func (d *dice) chance(p float64) bool { return d.roll() < p }
