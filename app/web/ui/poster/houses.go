package poster

import "math"

func wave(t float64) float64 { return math.Sin(t) }

// cabin is a log house with a lit window, its foot at (0, 0).
func (s *scene) cabin(wall string) string {
	const w, h = 76.0, 40.0
	roof, ridge := s.p.dark, path("M-12-67h24l4 4h-32z", blend(s.p.dark, s.p.ground[0], .3))
	if s.p.snow {
		roof, ridge = s.p.ground[0], path("M-47-37l3-4h88l3 4z", s.p.dark)
	}
	return rect(-w/2, -h, w, h, wall) + line("M-38-33h76M-38-26h76M-38-19h76M-38-12h76M-38-5h76", darker(wall, .28), 1.1) +
		path("M11 0V-40L38-40V0z", darker(wall, .14), opacity(.6)) +
		path("M-47-37L-12-67h24L47-37z", roof) + ridge + pane(-27, -29, 17, 15) +
		rect(6, -31, 16, 31, darker(wall, .45)) + disc(18.5, -15, 1.2, cloudberry)
}

// pane is a lit window with a white frame and a cross.
func pane(x, y, w, h float64) string {
	var cross track
	cross.to("M", x+w/2, y).to("v", h).to("M", x, y+h/2).to("h", w)
	return rect(x, y, w, h, lamplight, attr(` stroke="`+white+`" stroke-width="2.2"`)) + line(cross.String(), white, 1.5)
}

func (s *scene) wall() string {
	if s.p.snow {
		return "#8A4A34"
	}
	return "#7A4630"
}

// sauna stands by the water with its woodpile and a jetty.
func sauna(s *scene) motif {
	art := rect(14, -80, 9, 18, blend(s.p.dark, redOchre, .4)) + smoke(18, -82, s.smokeColour(), 1.1) + s.cabin(s.wall())
	if !s.p.snow {
		art += path("M-58 6L-128 34L-116 40L-40 8z", "#B98A5A") + line("M-70 11l11 5M-84 17l12 5M-98 22l12 6M-112 28l12 6", "#7C5836", 1.2) +
			line("M-120 38v14M-96 28v14", "#5C4028", 3)
	}
	return motif{x: .6, y: .05, scale: 1.55, art: art + woodpile(-58, -9)}
}

func woodpile(x, y float64) string {
	var rows track
	rows.to("M", x, y+3).to("h", 14).to("m", -14, 3).to("h", 14)
	return rect(x, y, 14, 9, "#C9A06A") + line(rows.String(), "#7C5836", 1)
}

// smokeSauna has no chimney: the smoke leaves by the hatch and the door, and the logs are black with years.
func smokeSauna(s *scene) motif {
	const wall = "#3B2B25"
	roof, moss := "#2A211D", path("M-50-36q26-6 50-3t50 3l-6-5q-44-9-88 0z", blend(s.p.ground[0], s.p.dark, .25))
	if s.p.snow {
		roof, moss = s.p.ground[0], path("M-52-36h104l-3-4h-98z", "#2A211D")
	}
	art := smoke(-26, -56, s.smokeColour(), 1.1) + smoke(8, -30, s.smokeColour(), .9) +
		rect(-42, -38, 84, 38, wall) + line("M-42-31h84M-42-23h84M-42-15h84M-42-7h84", "#241A16", 1.6) +
		line("M-42-34v32M42-34v32", "#57423A", 5) + // the ends of the logs
		path("M-54-36L-10-62h20L54-36z", roof) + moss +
		rect(-2, -30, 19, 30, "#170F0C") + path("M-2 0V-30h19V0z", "#F2813C", opacity(.35)) + // embers inside
		path("M2 0q6-9 11 0z", ember) + path("M5 0q3-5 6 0z", cloudberry) +
		path("M-2-30l-11 3v30l11-3z", "#4A372F") + rect(-34, -30, 9, 7, "#170F0C") +
		bench(-74, 2) + bucket(50, 2) + woodpile(62, -9)
	if !s.p.snow {
		art += birchWhisk(-66, -8)
	}
	return motif{x: .58, y: .06, scale: 1.5, art: art}
}

func bench(x, y float64) string {
	var legs track
	legs.to("M", x+3, y-6).to("v", 8).to("m", 14, -8).to("v", 8)
	return rect(x, y-9, 22, 4, timber, round(1)) + line(legs.String(), "#7C5836", 2.4)
}

func bucket(x, y float64) string {
	var staves, handle track
	staves.to("M", x-7, y-12).to("h", 14).to("l", -2, 12).to("h", -10).to("z")
	handle.to("M", x-7, y-12).to("q", 7, -12, 14, 0)
	return path(staves.String(), "#C9A06A") + line("M"+n(x-6.5)+" "+n(y-8)+"h13", "#7C5836", 1.4) + line(handle.String(), "#7C5836", 1.4)
}

func birchWhisk(x, y float64) string {
	return line("M"+n(x)+" "+n(y)+"l9-5", bark, 2.2) + oval(x+15, y-8, 9, 5.5, "#6E9A4B") + oval(x+18, y-10, 6, 4, "#8DB45E")
}

// cottage is a house to sleep in: a porch, lit windows, a lamp, and in summer a hammock.
func cottage(s *scene) motif {
	wall := s.pick(redOchre, "#C9A15A", "#4F7F8E", "#6B7F52")
	roof := s.p.dark
	eaves := ""
	if s.p.snow {
		roof = s.p.ground[0]
		eaves = path("M-62-46h104l3 4h-110z", s.p.dark)
	}
	art := rect(-52, -46, 86, 46, wall) + line("M-45-46v46M-38-46v46M-31-46v46M-24-46v46M-17-46v46M-10-46v46M-3-46v46M4-46v46M11-46v46M18-46v46M25-46v46", darker(wall, .2), .9) +
		rect(-34, -84, 10, 20, "#7C3B2A") + smoke(-29, -86, s.smokeColour(), .8) +
		path("M-64-44L-42-76h66L46-44z", roof) + eaves + pane(-44, -36, 15, 17) + pane(-20, -36, 15, 17) +
		rect(6, -36, 17, 36, white) + rect(8, -34, 13, 34, darker(wall, .45)) + rect(10, -31, 9, 9, lamplight) +
		rect(32, -6, 42, 6, timber) + line("M36-6v-34M70-6v-34M36-16h34", "#E9DCC0", 3) + path("M28-38h50l-6-10H28z", roof) + // the porch
		disc(44, -30, 12, "#FFD37A", opacity(.3)) + disc(44, -30, 3, "#FFE9B0") + bench(48, -4)
	if !s.p.snow {
		art += line("M-104 8V-44M-66 6V-30", bark, 3.4) + path("M-104-26Q-84 2-66-20Q-84 14-104-26z", cloudberry) + path("M-104-26Q-84 8-66-20Q-84 14-104-26z", ember)
	} else {
		art += person(-84, 8, ember, s.skin(), cloudberry) + line("M-76-6l6 14", bark, 1.6)
	}
	return motif{x: .56, y: .07, scale: 1.4, art: art}
}

// hubHouse is the house of a hub: two wings, a flag, someone working on the step, a bicycle.
func hubHouse(s *scene) motif {
	wall := s.pick(redOchre, "#E2B34C", lake, "#3E7A63", "#C46B43")
	roof, yard := s.p.dark, "#E6D3A4"
	if s.p.snow {
		roof, yard = s.p.ground[0], s.p.ground[1]
	}
	boards := line("M-58-52v52M-51-52v52M-44-52v52M-37-52v52M-30-52v52M-23-52v52M-16-52v52M-9-52v52M-2-52v52M5-52v52M26-52v52", darker(wall, .2), .9)
	gable := line("M38-62v62M45-62v62M52-62v62M59-62v62M66-62v62M73-62v62", darker(wall, .26), .9)
	art := path("M6 0L28 0C38 22 72 30 92 66L20 66C26 40 4 24 6 0z", yard, opacity(.95)) +
		rect(-64, -52, 96, 52, wall) + boards + path("M-74-50L-60-82L28-82L42-50z", roof) + rect(-40, -98, 11, 22, "#7C3B2A") + smoke(-34, -100, white, .7) +
		pane(-56, -40, 13, 17) + pane(-36, -40, 13, 17) + pane(-16, -40, 13, 17) + rect(10, -38, 15, 38, white) + rect(12, -36, 11, 36, darker(wall, .45)) +
		path("M32 0V-62L56-92L80-62V0z", darker(wall, .1)) + gable + path("M24-58L56-102L88-58L80-58L56-90L32-58z", roof) +
		pane(49, -66, 14, 16) + pane(38, -34, 15, 18) + pane(60, -34, 15, 18) + line("M80 0v-62M32 0v-62", white, 2) +
		rect(-88, -70, 2.6, 74, white) + path("M-85-70h26v16h-26z", white) + rect(-85, -64, 26, 4, lake) + rect(-78, -70, 4, 16, lake) +
		person(-2, 13, cloudberry, s.skin(), ember) + rect(-9, -1, 9, 7, s.p.dark, round(1)) + bicycle(96, 4, s.p.dark)
	return motif{x: .53, y: .06, scale: 1.42, art: art, upright: true}
}

func bicycle(x, y float64, c string) string {
	at := "M" + n(x) + " " + n(y)
	return line(at+"a9 9 0 1 0 .1 0m26 0a9 9 0 1 0 .1 0"+at+"m0 9l8-17h14l4 17m-18-17l8 17l6-17m-17-4h6m11 4l-2-6h6", c, 1.7)
}

// bus waits at its stop on a road along the shore.
func bus(s *scene) motif {
	body := s.pick(ember, lake, "#3E7A63", "#E2A33C")
	road := "#5B6460"
	if s.p.snow {
		road = blend(s.p.ground[1], "#5B6460", .35)
	}
	art := path("M-560 44Q-190 22 0 12T560 26V62Q260 48 0 44T-560 86z", road) + line("M-540 64Q-190 38 0 28T540 43", white, 2.2, attr(` stroke-dasharray="16 14"`), opacity(.85)) +
		oval(0, 26, 92, 7, "#000", opacity(.22)) +
		path("M-84 20V-40Q-84-50-74-50H70Q84-50 88-34L92-6V20z", body) + path("M-84 4H92V12H-84z", white) +
		rect(-76, -40, 26, 24, "#CFE7EA", round(3)) + rect(-46, -40, 26, 24, "#CFE7EA", round(3)) + rect(-16, -40, 26, 24, "#CFE7EA", round(3)) +
		rect(14, -40, 26, 24, "#CFE7EA", round(3)) + path("M64-40h6q9 0 12 10l4 14h-22z", "#CFE7EA") + rect(44, -40, 16, 56, darker(body, .22), round(2)) +
		rect(46, -38, 12, 26, "#CFE7EA", round(2)) + rect(86, 6, 7, 5, lamplight, round(2))
	for _, x := range []float64{-54, 66} {
		art += disc(x, 20, 13, iron) + disc(x, 20, 5.5, "#AEB9B6")
	}
	for k, x := range []float64{-63, -33, -3} { // travellers
		art += disc(x, -25, 5, s.skin()) + path(arc(x-5.4, -26, 5.4, 6), []string{"#3A2A22", spruce, "#C98A4B"}[k])
	}
	art += line("M120 18V-44", iron, 2.6) + rect(108, -60, 24, 18, cloudberry, round(3)) + line("M113-53h14M113-48h9", iron, 1.8) +
		person(136, 22, cloudberry, s.skin(), lake) + rect(144, 8, 9, 14, ember, round(2))
	return motif{x: .47, y: .1, scale: 1.2, art: art, upright: true}
}
