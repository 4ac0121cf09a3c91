package poster

import (
	"slices"
	"strings"
)

// scene is one picture while it is drawn: its facts, its light, and where things lie. Everything left to chance is taken
// from the dice in a fixed order, so the order of the calls in Draw is a part of every picture.
type scene struct {
	*dice
	p             *palette
	w, h          float64
	theme, hour   string
	quiet, flip   bool
	horizon       float64
	ground        float64 // where the near shore begins, in the middle
	a, b          float64 // the near shore's edge at the left and at the right
	sunX, sunY, r float64
	trees         string
	rays          bool
}

// Draw is the picture as an SVG document: the same bytes for the same Spec.
func Draw(spec Spec) []byte {
	s := newScene(spec)
	far := s.hills() + s.shore()
	var b strings.Builder
	b.WriteString(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ` + n(s.w) + ` ` + n(s.h) + `" preserveAspectRatio="xMidYMid slice" stroke-linecap="round" stroke-linejoin="round">`)
	b.WriteString(s.defs(far))
	b.WriteString(s.sky())
	b.WriteString(`<use href="#f"/>`)
	b.WriteString(s.water())
	if indoors(s.theme) {
		b.WriteString(s.interior())
	} else {
		b.WriteString(s.foreground())
	}
	b.WriteString(`</svg>`)
	return []byte(b.String())
}

func newScene(spec Spec) *scene {
	theme := themeOf(spec)
	season := spec.Season
	if !slices.Contains([]string{"spring", "autumn", "winter"}, season) {
		season = "summer"
	}
	switch theme {
	case "snowshoe", "ice_swim", "ski", "ice_fishing":
		season = "winter"
	}
	w, h := spec.Size()
	s := &scene{dice: seed(spec.Slug + "|" + theme), w: float64(w), h: float64(h), theme: theme, quiet: spec.Quiet}
	s.hour = s.chooseHour(spec.Hour, season)
	s.p = paletteOf(season, s.hour)
	s.flip = s.chance(0.5) && !s.quiet
	s.horizon = s.h * s.between(0.47, 0.54)
	s.rays = s.chance(0.3)
	s.trees = s.pick("birch", "pine", "spruce", "spruce")
	s.ground = s.h * s.between(0.74, 0.77)
	tilt := s.h * 0.045
	if s.flip {
		tilt = -tilt
	}
	s.a, s.b = s.ground-tilt*0.8, s.ground+tilt
	s.sunX = s.w * s.between(0.52, 0.78)
	if s.flip {
		s.sunX = s.w * s.between(0.22, 0.48)
	}
	s.r = s.h * s.between(0.055, 0.085)
	low, high := 0.7, 0.86
	if s.hour == "day" {
		low, high = 0.34, 0.56
	}
	s.sunY = s.horizon * s.between(low, high)
	return s
}

// chooseHour: saunas and fires belong to the evening, the rest to any hour of the season, unless the hour is said.
func (s *scene) chooseHour(said, season string) string {
	roll := s.roll()
	if slices.Contains(Hours(), said) {
		return said
	}
	evening := 0.35
	switch s.theme {
	case "sauna", "smoke_sauna", "campfire", "cabin", "hot_tub", "music":
		evening = 0.8
	case "hub", "students", "javelin", "bus", "study", "coffee", "ski", "ice_fishing":
		evening = 0.15
	}
	switch {
	case s.theme == "ice_swim" && roll < 0.6, season == "winter" && roll < evening*0.55, season != "winter" && evening > 0.5 && roll < evening*0.3:
		return "night"
	case roll < evening:
		return "dusk"
	}
	return "day"
}

// defs are what the picture refers to: the light of sky and water, and the far shore, which the water repeats.
func (s *scene) defs(far string) string {
	p := s.p
	return `<defs>` + gradient("s", "0", stop(p.sky[0]), ".55", stop(p.sky[1]), "1", stop(p.sky[2])) +
		gradient("w", "0", stop(p.water[0]), "1", stop(p.water[1])) + s.curtainLight() +
		`<g id="f">` + far + `</g></defs>`
}

// foreground is the near shore, what frames the picture, and what it is about.
func (s *scene) foreground() string {
	m := motifs[s.theme](s)
	scale := m.scale * s.h / 500
	flip := s.flip && !m.upright
	x := s.w * m.x
	if s.flip {
		x = s.w * (1 - m.x)
	}
	if s.w > s.h {
		scale *= 1.2
		x = s.w * 0.6
		if s.flip {
			x = s.w * 0.42
		}
	}
	ground := s.shoreline()
	frame := s.frame()
	var body string
	switch m.place {
	case onWater:
		body = at(x, s.ground-s.h*0.075, scale, m.art, flip) + ground + frame
	case onJetty:
		body = ground + frame + at(x, s.ground+s.h*0.1, scale, m.art, flip)
	default:
		body = ground + frame + at(x, s.groundAt(x)+s.h*m.y, scale, m.art, flip)
	}
	if s.p.snow {
		body += s.snowfall()
	}
	return body
}

// place is where a motif stands.
type place int

const (
	onGround place = iota
	onWater
	onJetty
)

// motif is what the picture is about, drawn around the middle of its foot, about 120 wide.
type motif struct {
	x, y, scale float64 // where it stands: a part of the width, a part of the height below the shore's edge
	art         string
	place       place
	upright     bool // has letters or signs: never flipped
}

var motifs = map[string]func(*scene) motif{
	"jetty": jetty, "hub": hubHouse, "sauna": sauna, "smoke_sauna": smokeSauna, "cabin": cottage, "canoe": canoe,
	"fishing": fishing, "ice_swim": iceSwim, "forest": forestWalk, "snowshoe": snowshoe, "horse": horses, "campfire": campfire,
	"food": table, "bus": bus, "students": students, "javelin": javelin, "sup": sup, "ski": ski, "ice_fishing": iceFishing, "hot_tub": hotTub,
	"music": music,
}

// indoors are the themes that look out of a window.
func indoors(theme string) bool { return theme == "study" || theme == "podcast" || theme == "coffee" }

// Themes are what a picture can show.
func Themes() []string {
	return []string{
		"jetty", "sauna", "smoke_sauna", "canoe", "forest", "snowshoe", "ice_swim", "horse", "food", "campfire", "cabin", "bus",
		"study", "students", "javelin", "fishing", "podcast", "hub", "sup", "ski", "ice_fishing", "hot_tub", "music", "coffee",
	}
}

// themeOf is what the picture shows: the theme if we can draw it, else what the kind suggests.
func themeOf(spec Spec) string {
	if _, ok := motifs[spec.Theme]; ok || indoors(spec.Theme) {
		return spec.Theme
	}
	switch spec.Kind {
	case "hub":
		return "hub"
	case "wellbeing":
		return "sauna"
	case "recreation":
		if spec.Season == "winter" {
			return "snowshoe"
		}
		return seed(spec.Slug).pick("canoe", "forest")
	case "food":
		return "food"
	case "lodging":
		return "cabin"
	case "transport":
		return "bus"
	case "learning", "room":
		return "study"
	case "students":
		return "students"
	}
	return "jetty"
}
