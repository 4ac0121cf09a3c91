package poster

import (
	"math"
	"strings"
)

// hills are three ridges, one behind the other; the farthest may carry a fell.
func (s *scene) hills() string {
	fell := 0.0
	if s.chance(0.45) {
		fell = s.between(0.2, 0.8)
	}
	var b strings.Builder
	for k, ridge := range [][2]float64{{0.1, 0.075}, {0.055, 0.05}, {0.022, 0.035}} {
		f, phase := s.between(0.7, 1.8), s.roll()*2*math.Pi
		if k > 0 {
			fell = 0
		}
		b.WriteString(path(s.ridge(s.horizon-s.h*ridge[0]*0.55, s.h*ridge[1], f, phase, fell), s.p.hills[k]))
	}
	return b.String()
}

// ridge is a hill line: two waves and perhaps a fell, closed at the horizon.
func (s *scene) ridge(base, height, f, phase, fell float64) string {
	const steps = 14
	var points [][2]float64
	for k := 0; k <= steps; k++ {
		t := float64(k) / steps
		y := math.Sin(t*2*math.Pi*f+phase)*0.6 + math.Sin(t*2*math.Pi*f*2.3+phase*1.7)*0.28
		if fell > 0 {
			y += 1.25 * math.Exp(-math.Pow((t-fell)/0.17, 2))
		}
		points = append(points, [2]float64{t * s.w, base - height*(0.8+y)})
	}
	foot := i(s.horizon + 1)
	return "M0 " + foot + smooth(points, "L") + "V" + foot + "Z"
}

// stand is a row of trees on a point or an island of the far shore.
type stand struct {
	from, to float64
	island   bool
}

// shore is the far one: two points, perhaps an island, with spruces and, in autumn and spring, leaves among them.
func (s *scene) shore() string {
	stands := []stand{{-10, s.w * s.between(0.22, 0.42), false}, {s.w * s.between(0.62, 0.8), s.w + 10, false}}
	if s.chance(0.75) {
		middle, half := s.w*s.between(0.36, 0.62), s.w*s.between(0.05, 0.12)
		stands = append(stands, stand{middle - half, middle + half, true})
	}
	trees := make([]track, len(s.p.mix))
	var banks track
	for _, st := range stands {
		s.plant(st, trees)
		y := math.Round(s.horizon)
		banks.to("M", math.Round(st.from-6), y+2).to("Q", math.Round((st.from+st.to)/2), y-5, math.Round(st.to+8), y+2).to("z")
	}
	var b strings.Builder
	for k := range trees {
		if trees[k].Len() > 0 {
			b.WriteString(path(trees[k].String(), s.p.mix[k]))
		}
	}
	bank := s.p.forest[1]
	if s.p.snow {
		bank = s.p.ground[1]
	}
	return b.String() + path(banks.String(), bank)
}

func (s *scene) plant(st stand, trees []track) {
	tallest, slope := 0.075, 70.0
	if st.island {
		tallest, slope = 0.055, 34
	}
	for x := st.from; x < st.to; x += s.between(5, 11.5) {
		edge := min(1, min(x-st.from+14, st.to-x+14)/slope)
		h := s.h * tallest * s.between(0.5, 1.25) * (0.45 + 0.55*edge)
		t := &trees[int(s.roll()*float64(len(trees)))]
		if len(trees) > 4 && s.chance(0.45) {
			leafTree(t, x, s.horizon, h)
		} else {
			farSpruce(t, x, s.horizon+1, h)
		}
	}
}

// farSpruce is three steps on each side, in steps relative to the top.
func farSpruce(t *track, x, y, h float64) {
	w := h * 0.2
	t.to("M", math.Round(x), math.Round(y-h))
	for k := 1; k <= 3; k++ {
		t.to("l", -w*0.62, h*0.33).to("h", w*0.3)
	}
	t.to("h", w*1.92)
	for k := 1; k <= 2; k++ {
		t.to("l", -w*0.62, -h*0.33).to("h", w*0.3)
	}
	t.to("z")
}

func leafTree(t *track, x, y, h float64) {
	t.to("M", math.Round(x-h*0.2), math.Round(y)).to("q", -h*0.08, -h*0.85, h*0.22, -h*0.9).to("q", h*0.3, h*0.05, h*0.2, h*0.9).to("z")
}

// groundAt is the height of the near shore's edge at x.
func (s *scene) groundAt(x float64) float64 {
	return s.a + (s.b-s.a)*(x/s.w) - math.Sin(x/s.w*math.Pi)*s.h*0.012
}

// shoreline is the near ground: a lit band over a shaded one, with grass and flowers, or drifts.
func (s *scene) shoreline() string {
	edge := func(down float64) string {
		return "M0 " + i(s.a+down) + "C" + i(s.w*0.3) + " " + i(s.a-s.h*0.02+down) + " " + i(s.w*0.65) + " " + i(s.b+s.h*0.005+down) +
			" " + i(s.w) + " " + i(s.b+down) + "V" + i(s.h) + "H0Z"
	}
	shade := s.p.dark
	if s.p.snow {
		shade = blend(s.p.ground[1], s.p.water[1], .4)
	}
	near := "M0 " + i(s.a+s.h*0.1) + "C" + i(s.w*0.35) + " " + i(s.a+s.h*0.04) + " " + i(s.w*0.6) + " " + i(s.b+s.h*0.13) + " " +
		i(s.w) + " " + i(s.b+s.h*0.06) + "V" + i(s.h) + "H0Z"
	out := path(edge(0), shade, opacity(.35)) + path(edge(4), s.p.ground[0]) + path(near, s.p.ground[1])
	if s.p.snow {
		return out + s.drifts()
	}
	return out + s.grass()
}

func (s *scene) grass() string {
	var light, dark track
	flowers := map[string]*track{white: {}, cloudberry: {}, ember: {}}
	for range 34 {
		x := math.Round(s.roll() * s.w)
		y := math.Round(s.groundAt(x) + s.between(6, 6+(s.h-s.ground)*0.8))
		blade := &light
		if s.chance(0.3) {
			blade = &dark
		}
		blade.to("M", x, y).to("q", 1, -5, math.Round(s.between(-1, 2)), -math.Round(s.between(6, 12)))
		if s.chance(0.28) {
			flowers[s.pick(white, cloudberry, ember)].to("M", x+2, y-9).to("h", 0)
		}
	}
	out := line(light.String(), s.p.leaf, 1.3, opacity(.7)) + line(dark.String(), s.p.dark, 1.3, opacity(.7))
	for _, c := range []string{white, cloudberry, ember} {
		if flowers[c].Len() > 0 {
			out += line(flowers[c].String(), c, 3.4)
		}
	}
	return out
}

func (s *scene) drifts() string {
	var t track
	for range 7 {
		x := math.Round(s.roll() * s.w)
		t.to("M", x, math.Round(s.groundAt(x)+s.between(12, 12+(s.h-s.ground)*0.7))).to("q", 14, -4, math.Round(s.between(26, 46)), 0)
	}
	return line(t.String(), s.p.ground[1], 2, opacity(.8))
}

// frame is trees at the edge, which give the picture its depth; a quiet picture goes without.
func (s *scene) frame() string {
	if s.quiet {
		return ""
	}
	x := func(t float64) float64 {
		if s.flip {
			return s.w * (1 - t)
		}
		return s.w * t
	}
	var b strings.Builder
	switch {
	case s.trees == "birch" && !s.p.snow:
		b.WriteString(s.birches(x))
	case s.trees == "pine":
		for _, tree := range [][2]float64{{0.08, 0.62}, {0.2, 0.47}} {
			b.WriteString(s.pine(x(tree[0]), s.groundAt(x(tree[0]))+s.h*0.04, s.h*tree[1]))
		}
	default:
		for _, tree := range [][3]float64{{0.2, 0.36, 0.19}, {0.055, 0.6, 0.3}} {
			at := x(tree[0] + s.between(0, 0.02))
			b.WriteString(s.bigSpruce(at, s.groundAt(at)+s.h*0.05, s.h*tree[1]*s.between(0.92, 1.12), 400*tree[2]))
		}
	}
	far := x(s.between(0.96, 0.99))
	b.WriteString(s.bigSpruce(far, s.groundAt(far)+s.h*0.055, s.h*s.between(0.2, 0.32), 52))
	return b.String()
}

// birches are trunks whose crowns the picture's edge cuts off.
func (s *scene) birches(x func(float64) float64) string {
	var b strings.Builder
	for k := range 3 {
		at := math.Round(x(0.05 + float64(k)*0.075 + s.between(0, 0.02)))
		b.WriteString(s.birch(at, s.groundAt(at)+s.h*(0.06+float64(k)*0.018), s.w*(0.024-float64(k)*0.003)))
	}
	crown := blend(s.p.leaf, s.p.mix[1], .6)
	var back, front []string
	for range 13 {
		leaf := oval(math.Round(x(s.between(-0.04, 0.36))), math.Round(s.h*s.between(-0.01, 0.095)), math.Round(s.w*s.between(0.05, 0.1)), math.Round(s.h*0.022), "")
		if s.chance(0.5) {
			back = append(back, leaf)
		} else {
			front = append(front, leaf)
		}
	}
	return b.String() + leaves(back, crown) + leaves(front, s.p.leaf)
}

func leaves(ovals []string, fill string) string {
	if len(ovals) == 0 {
		return ""
	}
	return `<g fill="` + fill + `">` + strings.ReplaceAll(strings.Join(ovals, ""), ` fill=""`, "") + `</g>`
}

func (s *scene) birch(x, foot, w float64) string {
	var trunk, shade, marks track
	trunk.to("M", x-w/2, foot).to("L", x-w*0.36, -6).to("h", w*0.72).to("L", x+w/2, foot).to("z")
	shade.to("M", x+w*0.1, foot).to("V", -6).to("h", w*0.26).to("L", x+w/2, foot).to("z")
	for y := 6.0; y < foot-6; y += s.between(15, 36) {
		side := 1.0
		if s.chance(0.5) {
			side = -1
		}
		marks.to("M", x+side*w*0.42, math.Round(y)).to("l", -side*w*s.between(0.35, 0.7), 2).to("l", side*w*s.between(0.35, 0.65), 2).to("z")
	}
	return path(trunk.String(), white) + path(shade.String(), "#D9D6CB") + path(marks.String(), "#2B2F2C")
}

func (s *scene) pine(x, y, h float64) string {
	c, d := s.p.mix[0], s.p.mix[len(s.p.mix)-1]
	if s.p.pine != "" {
		c, d = s.p.pine, lighter(s.p.pine, .12)
	}
	trunk := "#B0643C"
	if s.p.snow {
		trunk = "#8C6A62"
	}
	var t track
	t.to("M", math.Round(x), math.Round(y)).to("q", h*0.03, -h*0.5, 0, -h*0.86)
	out := line(t.String(), trunk, h*0.035)
	for k, crown := range [][4]float64{{0, 0.93, 0.17, 0.08}, {-0.1, 0.8, 0.16, 0.06}, {0.11, 0.74, 0.17, 0.06}, {-0.05, 0.66, 0.12, 0.045}} {
		cx, cy := math.Round(x+crown[0]*h+s.between(-2, 2)), math.Round(y-crown[1]*h)
		out += oval(cx, cy, math.Round(crown[2]*h), math.Round(crown[3]*h), []string{c, d}[k%2])
		if s.p.snow {
			out += oval(cx-crown[2]*h*0.12, cy-crown[3]*h*0.45, math.Round(crown[2]*h*0.75), math.Round(crown[3]*h*0.5), s.p.ground[0], opacity(.9))
		}
	}
	return out
}

// bigSpruce has a lit and a shaded side, branch by branch, and carries snow in winter.
func (s *scene) bigSpruce(x, y, h, w float64) string {
	const tiers = 7
	x, y = math.Round(x), math.Round(y)
	var lit, shade, snow track
	for k := 1; k <= tiers; k++ {
		top := max(0, h*0.92*(float64(k)-1.25)/tiers)
		foot := h * 0.94 * float64(k) / tiers
		half := w / 2 * math.Pow(float64(k)/tiers, 0.9)
		for _, side := range []float64{-1, 1} {
			t := &lit
			if side > 0 {
				t = &shade
			}
			drop := foot - top
			t.to("M", x, math.Round(y-h+top)).to("q", side*half*0.42, drop-h*0.035, side*half, drop).to("q", -side*half*0.6, h*0.012, -side*half, -h*0.012).to("z")
		}
		if s.p.snow {
			snow.to("M", math.Round(x-half*0.96), math.Round(y-h+foot-1)).to("q", half*0.5, -h*0.035, half*0.86, -h*0.07).to("q", -half*0.2, h*0.06, -half*0.86, h*0.07).to("z")
		}
	}
	out := rect(x-w*0.035, y-h*0.09, w*0.07, h*0.09, s.p.forest[1]) + path(lit.String(), s.p.forest[0]) + path(shade.String(), s.p.forest[1])
	if s.p.snow {
		out += path(snow.String(), s.p.ground[0], opacity(.92))
	}
	return out
}

// water mirrors the far shore and glitters under the light; in winter it is ice.
func (s *scene) water() string {
	out := rect(0, math.Round(s.horizon), s.w, s.h-math.Round(s.horizon), "url(#w)")
	frozen := s.p.snow && s.theme != "canoe" && s.theme != "fishing"
	clear := .42
	if frozen {
		clear = .16
	}
	out += `<g transform="translate(0 ` + n(math.Round(s.horizon)*2) + `)scale(1-1)"` + string(opacity(clear)) + `><use href="#f"/></g>`
	if frozen {
		return out + s.ice()
	}
	return out + s.glitter()
}

func (s *scene) ice() string {
	var b strings.Builder
	b.WriteString(`<g fill="` + s.p.ground[0] + `" opacity=".6">`)
	for range 9 {
		y, x := s.horizon+8+s.roll()*(s.h-s.horizon)*0.5, s.roll()*s.w
		b.WriteString(strings.Replace(oval(math.Round(x), math.Round(y), math.Round(s.between(30, 100)), s.between(1.6, 4.6), ""), ` fill=""`, "", 1))
	}
	return b.String() + `</g>`
}

func (s *scene) glitter() string {
	var sun, light, deep track
	for y := math.Round(s.horizon) + 5; y < s.h; y += 7 {
		t := (y - s.horizon) / (s.h - s.horizon)
		w := math.Round((s.r*1.3 + t*60) * s.between(0.5, 1.2))
		sun.to("M", math.Round(s.sunX+s.between(-8, 8)-w/2), y).to("h", w)
		for range 2 {
			if !s.chance(0.55) {
				continue
			}
			streak := &light
			if s.chance(0.5) {
				streak = &deep
			}
			streak.to("M", math.Round(s.roll()*s.w), y+3).to("h", math.Round(12+s.roll()*46*(0.4+t)))
		}
	}
	return line(deep.String(), s.p.water[1], 1.8, opacity(.3)) + line(light.String(), s.p.glint, 1.8, opacity(.3)) + line(sun.String(), s.p.glint, 1.8, opacity(.62))
}
