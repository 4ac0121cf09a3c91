package site

import (
	"slices"
	"strings"
)

// at is a place by longitude and latitude, the way a map is read: first to the right, then up.
type at struct{ lon, lat float64 }

func (a at) spot() spot { return spotOf(a.lon, a.lat) }

// road4 is highway 4 from Helsinki to Oulu, true to a kilometre or two between Jyväskylä and Pihtipudas.
var road4 = []at{
	{24.94, 60.17}, {25.66, 60.98}, {26.03, 61.20}, {26.03, 61.58}, {26.11, 61.74}, {26.07, 62.09}, {25.88, 62.24}, {25.75, 62.25},
	{25.71, 62.31}, {25.66, 62.44}, {25.65, 62.52}, {25.71, 62.61}, {25.72, 62.69}, {25.79, 62.78}, {25.74, 62.88}, {25.79, 62.99},
	{25.856, 63.076}, {25.82, 63.16}, {25.69, 63.25}, {25.63, 63.32}, {25.578, 63.367}, {25.66, 63.46}, {25.83, 63.58}, {25.96, 63.69},
	{25.76, 63.98}, {25.55, 64.55}, {25.47, 65.01},
}

// sideRoads are the main roads beside it, only hinted at.
var sideRoads = [][]at{
	{{25.71, 62.31}, {25.48, 62.50}, {25.26, 62.71}, {24.90, 62.87}, {24.57, 63.04}, {24.00, 63.25}},
	{{24.57, 63.04}, {25.20, 62.99}, {25.55, 63.04}, {25.86, 63.08}, {26.10, 63.15}, {26.35, 63.18}, {26.77, 63.23}},
	{{25.71, 62.61}, {25.87, 62.56}, {26.08, 62.60}, {26.29, 62.63}, {26.84, 62.62}},
	{{24.56, 62.42}, {24.80, 62.88}, {25.07, 63.12}, {24.95, 63.24}, {24.97, 63.37}, {24.93, 63.61}},
	{{24.97, 63.37}, {25.22, 63.41}, {25.45, 63.36}, {25.574, 63.367}},
}

// lake is a shore, roughly: enough to say that there is water. A name is drawn at its place.
type lake struct {
	name  string
	named at
	shore []at
}

var lakes = []lake{
	{"Keitele", at{26.05, 62.99}, []at{{25.76, 62.63}, {25.80, 62.70}, {25.85, 62.77}, {25.86, 62.84}, {25.81, 62.90}, {25.86, 62.97}, {25.88, 63.03}, {25.90, 63.09}, {26.00, 63.12},
		{26.11, 63.13}, {26.20, 63.08}, {26.15, 63.04}, {26.22, 62.99}, {26.20, 62.92}, {26.10, 62.89}, {26.04, 62.85}, {25.96, 62.81}, {25.93, 62.76}, {25.87, 62.70}, {25.84, 62.64}}},
	{"Kolima", at{25.87, 63.245}, []at{{25.65, 63.34}, {25.72, 63.36}, {25.78, 63.33}, {25.90, 63.31}, {26.01, 63.27}, {26.04, 63.21}, {25.95, 63.18}, {25.88, 63.21}, {25.80, 63.23}, {25.74, 63.26}, {25.71, 63.30}}},
	{"Kivijärvi", at{25.16, 63.145}, []at{{25.00, 63.29}, {25.07, 63.32}, {25.15, 63.27}, {25.14, 63.20}, {25.21, 63.15}, {25.26, 63.08}, {25.22, 63.02}, {25.15, 63.00}, {25.12, 63.05}, {25.15, 63.09}, {25.10, 63.13}, {25.08, 63.19}, {25.02, 63.24}}},
	{"Konnevesi", at{26.47, 62.665}, []at{{26.37, 62.72}, {26.47, 62.75}, {26.57, 62.71}, {26.62, 62.64}, {26.63, 62.57}, {26.53, 62.53}, {26.42, 62.55}, {26.37, 62.60}, {26.42, 62.65}}},
	{"", at{}, []at{{25.50, 63.40}, {25.43, 63.45}, {25.35, 63.44}, {25.38, 63.39}, {25.47, 63.37}}},                                 // Alvajärvi
	{"", at{}, []at{{25.28, 63.51}, {25.35, 63.50}, {25.36, 63.46}, {25.27, 63.45}, {25.23, 63.48}}},                                 // Muurasjärvi
	{"", at{}, []at{{25.47, 63.04}, {25.56, 63.07}, {25.64, 63.04}, {25.61, 62.99}, {25.52, 62.98}}},                                 // Vuosjärvi
	{"", at{}, []at{{25.37, 62.73}, {25.46, 62.76}, {25.54, 62.72}, {25.51, 62.67}, {25.41, 62.66}}},                                 // Pyhäjärvi of Saarijärvi
	{"", at{}, []at{{25.18, 62.72}, {25.25, 62.735}, {25.31, 62.71}, {25.27, 62.68}, {25.20, 62.69}}},                                // Saarijärvi
	{"", at{}, []at{{26.48, 63.19}, {26.58, 63.24}, {26.68, 63.20}, {26.72, 63.11}, {26.66, 63.03}, {26.56, 63.01}, {26.49, 63.08}}}, // Nilakka
	{"", at{}, []at{{26.40, 62.86}, {26.52, 62.89}, {26.66, 62.86}, {26.72, 62.80}, {26.60, 62.77}, {26.47, 62.80}}},                 // Niinivesi
	{"", at{}, []at{{25.83, 63.66}, {25.97, 63.71}, {26.10, 63.66}, {26.09, 63.58}, {25.96, 63.54}, {25.86, 63.59}}},                 // Pyhäjärvi of Pyhäsalmi
	{"", at{}, []at{{24.61, 63.58}, {24.71, 63.61}, {24.78, 63.54}, {24.73, 63.47}, {24.64, 63.50}}},                                 // Lestijärvi
	{"", at{}, []at{{24.66, 62.87}, {24.76, 62.89}, {24.80, 62.85}, {24.71, 62.82}}},                                                 // Pääjärvi
	{"", at{}, []at{{24.52, 63.05}, {24.60, 63.04}, {24.61, 62.99}, {24.54, 62.98}}},                                                 // Kyyjärvi
	{"", at{}, []at{{24.66, 62.25}, {24.75, 62.24}, {24.74, 62.13}, {24.67, 62.02}, {24.59, 62.08}, {24.64, 62.17}}},                 // Keurusselkä
	{"", at{}, []at{{26.48, 61.85}, {26.68, 61.87}, {26.80, 61.79}, {26.70, 61.66}, {26.50, 61.70}}},                                 // Puula
	{"Päijänne", at{25.52, 61.72}, []at{{25.73, 62.23}, {25.80, 62.20}, {25.77, 62.09}, {25.66, 61.97}, {25.68, 61.82}, {25.64, 61.66}, {25.56, 61.48}, {25.52, 61.25}, {25.38, 61.22}, {25.40, 61.45}, {25.46, 61.66}, {25.50, 61.84}, {25.58, 62.02}, {25.68, 62.12}}},
}

// Towns that people come from.
var (
	jyvaskyla = town{"Jyväskylä", at{25.747, 62.242}}
	oulu      = town{"Oulu", at{25.471, 65.012}}
	helsinki  = town{"Helsinki", at{24.941, 60.170}}
	tampere   = town{"Tampere", at{23.761, 61.498}}
	kuopio    = town{"Kuopio", at{27.678, 62.893}}
)

// bearings are towns that stand on the map unless a hub is there.
var bearings = []town{jyvaskyla, {"Äänekoski", at{25.727, 62.604}}, oulu, kuopio, tampere, helsinki}

// water is all the lakes in the frame as one path.
func (c chart) water() string {
	var b strings.Builder
	for _, l := range lakes {
		shore := c.spots(l.shore)
		if slices.ContainsFunc(shore, c.inside) {
			b.WriteString(smoothLoop(shore))
		}
	}
	return b.String()
}

// road is highway 4 with a piece beyond each edge of the frame.
func (c chart) road() string { return smoothLine(c.clip(c.spots(road4))) }

func (c chart) sides() string {
	var b strings.Builder
	for _, r := range sideRoads {
		if line := c.clip(c.spots(r)); len(line) > 1 {
			b.WriteString(smoothLine(line))
		}
	}
	return b.String()
}

func (c chart) spots(list []at) []spot {
	spots := make([]spot, len(list))
	for i, a := range list {
		spots[i] = c.at(a.spot())
	}
	return spots
}

func (c chart) inside(s spot) bool { return s.x > 0 && s.x < mapWide && s.y > 0 && s.y < c.high() }

// clip keeps the points of a line that are in the frame, and the one before and after them.
func (c chart) clip(line []spot) []spot {
	first := slices.IndexFunc(line, c.inside)
	if first < 0 {
		return nil
	}
	last := len(line) - 1
	for !c.inside(line[last]) {
		last--
	}
	return line[max(0, first-1):min(len(line), last+2)]
}

// smoothLine rounds a line's corners: it goes through the middles between its points and bends at them.
func smoothLine(p []spot) string {
	if len(p) < 2 {
		return ""
	}
	b := pathStart(p[0])
	for i := 1; i < len(p)-1; i++ {
		b.bend(p[i], middle(p[i], p[i+1]))
	}
	b.bend(middle(p[len(p)-2], p[len(p)-1]), p[len(p)-1])
	return b.String()
}

func smoothLoop(p []spot) string {
	b := pathStart(middle(p[len(p)-1], p[0]))
	for i := range p {
		b.bend(p[i], middle(p[i], p[(i+1)%len(p)]))
	}
	return b.String() + "z"
}

func middle(a, b spot) spot { return spot{(a.x + b.x) / 2, (a.y + b.y) / 2} }

// mapPath writes path data in whole units, each point from the one before.
type mapPath struct {
	strings.Builder
	now spot
}

func pathStart(s spot) *mapPath {
	b := &mapPath{now: whole(s)}
	b.WriteString("M" + unit(s.x) + " " + unit(s.y))
	return b
}

func (b *mapPath) bend(over, to spot) {
	over, to = whole(over), whole(to)
	b.WriteString("q")
	for i, v := range []float64{over.x - b.now.x, over.y - b.now.y, to.x - b.now.x, to.y - b.now.y} {
		if s := unit(v); i > 0 && s[0] != '-' {
			b.WriteString(" " + s)
		} else {
			b.WriteString(s)
		}
	}
	b.now = to
}

func (c chart) lakeNames() (list []mapName) {
	for _, l := range lakes {
		if n := centred(l.name, c.at(l.named.spot())); l.name != "" && n.within(c.frame) {
			list = append(list, n)
		}
	}
	return list
}

func (c chart) townNames() (list []mapName) {
	for _, t := range bearings {
		hubThere := slices.ContainsFunc(c.Pins, func(p pinned) bool { return p.Municipality == t.name })
		if n := beside(t.name, c.at(t.spot())); !hubThere && n.within(c.frame) {
			list = append(list, n)
		}
	}
	return list
}

// Small texts of the map: lakes, towns, kilometres.
const smallHeight = 18.0

func centred(text string, s spot) mapName {
	w := textSize(text, smallHeight).w
	return mapName{label{box{s.x - w/2, s.y - smallHeight/2, s.x + w/2, s.y + smallHeight/2}, s.x, s.y, "middle"}, text}
}

// beside is a text on the left of a point, where the road's names do not stand.
func beside(text string, s spot) mapName {
	w := textSize(text, smallHeight).w
	return mapName{label{box{s.x - 12 - w, s.y - smallHeight/2, s.x - 12, s.y + smallHeight/2}, s.x - 12, s.y, "end"}, text}
}
