package poster

import (
	"math"
	"strconv"
	"strings"
)

// sky is its colour, its light and what flies in it.
func (s *scene) sky() string {
	out := rect(0, 0, s.w, s.horizon+2, "url(#s)")
	if s.p.aurora != nil {
		return out + s.stars() + s.curtains() + s.moon()
	}
	return out + s.light() + s.clouds() + s.birds()
}

// light is the sun in rings, flat like a lithograph.
func (s *scene) light() string {
	var b strings.Builder
	for k, ring := range []float64{5.6, 4.2, 3, 2} {
		b.WriteString(disc(math.Round(s.sunX), math.Round(s.sunY), math.Round(s.r*ring), s.p.sun, opacity([]float64{.07, .09, .12, .18}[k])))
	}
	b.WriteString(disc(math.Round(s.sunX), math.Round(s.sunY), s.r, s.p.sun))
	if s.rays && s.hour == "day" {
		b.WriteString(s.sunRays())
	}
	return b.String()
}

func (s *scene) sunRays() string {
	var t track
	for k := range 24 {
		angle := float64(k) / 24 * 2 * math.Pi
		to := 1.7 + 0.3*float64(k%2)
		x, y := math.Cos(angle)*s.r, math.Sin(angle)*s.r
		t.to("M", s.sunX+x*1.3, s.sunY+y*1.3).to("L", s.sunX+x*to, s.sunY+y*to)
	}
	return line(t.String(), s.p.sun, 1.6, opacity(.75))
}

func (s *scene) clouds() string {
	var t track
	for range 2 + int(s.roll()*3) {
		x, y := s.roll()*s.w, s.horizon*s.between(0.12, 0.54)
		w := s.w * s.between(0.14, 0.34)
		for _, bank := range [][3]float64{{0, 0, 1}, {0.16, -7, 0.6}, {-0.12, 7, 0.7}} {
			t.to("M", math.Round(x+w*(bank[0]-bank[2]/2)), math.Round(y+bank[1])).to("h", math.Round(w*bank[2]))
		}
	}
	return line(t.String(), s.p.cloud, 7, opacity(.8))
}

func (s *scene) birds() string {
	if !s.chance(0.6) || s.p.snow || s.quiet { // a headline is no place for birds
		return ""
	}
	var t track
	x, y := s.w*s.between(0.25, 0.75), s.horizon*s.between(0.25, 0.45)
	for k := range 5 {
		side := float64(k*11 - k%2*k*22)
		t.to("M", math.Round(x+side-5), math.Round(y+float64(k)*4.5-2))
		t.WriteString("q3-2 5 2q2-4 5-2")
	}
	return line(t.String(), s.p.dark, 1.4)
}

func (s *scene) stars() string {
	var small, large track
	for k := range 42 {
		t := &small
		if k%4 == 0 {
			t = &large
		}
		t.to("M", math.Round(s.roll()*s.w), math.Round(s.roll()*s.horizon*.85)).to("h", 0)
	}
	return line(small.String(), white, 1.3, opacity(.6)) + line(large.String(), "#FFFFFF", 2.3, opacity(.9))
}

func (s *scene) moon() string {
	y := s.horizon * 0.2
	return disc(s.sunX, y, 17, s.p.sun) + disc(s.sunX+6, y-4, 14, blend(s.p.sky[0], s.p.sky[1], .35))
}

func (s *scene) curtainLight() string {
	var b strings.Builder
	for k, c := range s.p.aurora {
		b.WriteString(gradient("a"+strconv.Itoa(k), ".1", stop(c)+` stop-opacity="0"`, ".72", stop(c)+` stop-opacity=".6"`, "1", stop(c)+` stop-opacity="0"`))
	}
	return b.String()
}

// curtains are the northern lights: bands under a wave that thin out to both sides.
func (s *scene) curtains() string {
	var b strings.Builder
	const steps = 12
	for k := range s.p.aurora {
		swing, f, phase := s.between(12, 32), s.between(0.7, 1.3), s.roll()*6
		base := s.horizon * (0.38 + float64(k)*0.13)
		x0, x1 := s.w*s.between(-0.25, 0.05), s.w*s.between(0.95, 1.25)
		var low, high [][2]float64
		for j := 0; j <= steps; j++ {
			t := float64(j) / steps
			x := x0 + (x1-x0)*t
			y := base + math.Sin(t*2*math.Pi*f+phase)*swing
			tall := s.horizon * 0.42 * math.Sin(t*math.Pi) * (0.8 + 0.2*math.Sin(t*17+phase))
			low = append(low, [2]float64{x, y})
			high = append([][2]float64{{x, y - tall}}, high...)
		}
		b.WriteString(path(smooth(low, "M")+smooth(high, "L")+"Z", "url(#a"+strconv.Itoa(k)+")"))
	}
	return b.String()
}

// smooth is a curve through points in whole numbers (Catmull-Rom as Béziers), begun with the given command.
func smooth(at [][2]float64, begin string) string {
	var t track
	t.to(begin, math.Round(at[0][0]), math.Round(at[0][1]))
	for k := 0; k+1 < len(at); k++ {
		a, b, c, d := at[max(k-1, 0)], at[k], at[k+1], at[min(k+2, len(at)-1)]
		t.to("C", math.Round(b[0]+(c[0]-a[0])/6), math.Round(b[1]+(c[1]-a[1])/6),
			math.Round(c[0]-(d[0]-b[0])/6), math.Round(c[1]-(d[1]-b[1])/6), math.Round(c[0]), math.Round(c[1]))
	}
	return t.String()
}

func (s *scene) snowfall() string {
	var small, large track
	for k := range 36 {
		t := &small
		if k%3 == 0 {
			t = &large
		}
		t.to("M", math.Round(s.roll()*s.w), math.Round(s.roll()*s.h)).to("h", 0)
	}
	return line(small.String(), "#FFFFFF", 2.4, opacity(.8)) + line(large.String(), "#FFFFFF", 4, opacity(.85))
}
