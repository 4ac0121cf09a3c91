package poster

// Skins and hair of the people in the pictures.
func (s *scene) skin() string { return s.pick("#E8B48E", "#E8B48E", "#D9A07C", "#B97A56", "#8A5A3E") }

// person stands on (x, y), about 26 high, in a coat and perhaps a cap.
func person(x, y float64, coat, skin, cap string) string {
	var body track
	body.to("M", x-6, y).to("l", 1, -15).to("q", 5, -6, 10, 0).to("l", 1, 15).to("z")
	out := path(body.String(), coat) + disc(x, y-22, 4.3, skin)
	if cap != "" {
		out += path(arc(x-4.6, y-22.5, 4.6, 4.8), cap)
	}
	return out
}

// arc is the upper half of an oval with its left end at (x, y): caps, lids, mushrooms.
func arc(x, y, rx, ry float64) string {
	return "M" + n(x) + " " + n(y) + "a" + n(rx) + " " + n(ry) + " 0 0 1 " + n(2*rx) + " 0z"
}

// smoke rises from (x, y).
func smoke(x, y float64, c string, k float64) string {
	var wide, thin track
	wide.to("M", x, y).to("c", -8*k, -12*k, 10*k, -18*k, 2*k, -32*k).to("s", 12*k, -22*k, 4*k, -42*k)
	thin.to("M", x+1, y-6).to("c", 5*k, -10*k, -4*k, -16*k, 4*k, -27*k)
	return line(wide.String(), c, 7*k, opacity(.5)) + line(thin.String(), c, 3.5*k, opacity(.55))
}

func (s *scene) smokeColour() string {
	if s.p.aurora != nil {
		return "#BFD3DA"
	}
	return white
}

// forestWalk is two walkers on a winding path between mushrooms.
func forestWalk(s *scene) motif {
	trail := "#E4C98F"
	if s.p.snow {
		trail = s.p.ground[1]
	}
	art := s.bigSpruce(-92, 2, 118, 50) + s.bigSpruce(-118, 10, 84, 38) + s.bigSpruce(84, -6, 134, 54) + s.bigSpruce(116, 6, 96, 42) +
		path("M-14 40C-34 18 22 4 2-14C-6-22 6-28 8-34L14-34C14-26 8-22 18-12C42 8 4 22 34 40Z", trail) +
		person(-2, 6, ember, s.skin(), spruce) + rect(-10, -13, 6, 12, spruce, round(2)) +
		person(20, -6, cloudberry, s.skin(), lake) + line("M6-8l5 14", bark, 1.6)
	if !s.p.snow {
		for _, m := range [][3]float64{{-52, 8, 1}, {54, 14, 1.2}, {70, 2, .8}} {
			art += mushroom(m[0], m[1], m[2])
		}
	}
	return motif{x: .58, y: .1, scale: 1.5, art: art}
}

func mushroom(x, y, k float64) string {
	var stem track
	stem.to("M", x-5*k, y).to("v", -8*k).to("h", 10*k).to("v", 8*k).to("z")
	return path(stem.String(), white) + path(arc(x-13*k, y-8*k, 13*k, 11*k), ember) +
		disc(x-4*k, y-12*k, 1.6*k, white) + disc(x+4*k, y-11*k, 1.3*k, white)
}

// snowshoe is three walkers and the tracks behind them.
func snowshoe(s *scene) motif {
	var prints string
	for k := range 11 {
		t := float64(k) / 11
		x, y, size := 8+wave(t*4.2)*34*(1-t*.5), 56-t*74, 1.25-t*.75
		prints += oval(x-4.5*size, y, 3.4*size, 5.4*size, "#8FB0C4") + oval(x+4.5*size, y-5*size, 3.4*size, 5.4*size, "#8FB0C4")
	}
	art := `<g opacity=".75">` + prints + `</g>`
	for _, w := range []struct {
		x, y      float64
		coat, cap string
	}{{-6, -16, ember, cloudberry}, {22, -20, lake, white}, {46, -24, cloudberry, ember}} {
		var poles track
		poles.to("M", w.x+8, w.y-14).to("l", 3, 17).to("M", w.x-8, w.y-14).to("l", -3, 17)
		art += person(w.x, w.y, w.coat, s.skin(), w.cap) + line(poles.String(), "#4B3A2C", 1.4) +
			oval(w.x-4, w.y+1.5, 6, 2, bark) + oval(w.x+5, w.y+1.5, 6, 2, bark)
	}
	return motif{x: .55, y: .09, scale: 1.55, art: art}
}

// students are five young people on a long bench, their work between them.
func students(s *scene) motif {
	art := oval(0, 6, 92, 8, "#000", opacity(.15)) + rect(-80, -12, 160, 7, timber, round(2)) + line("M-64-6v14M64-6v14", "#7C5836", 5)
	coats := []string{ember, lake, cloudberry, "#F4EBD8", "#5B7F4F"}
	hair := []string{"#3A2A22", spruce, redOchre, "#C98A4B", "#2B2F2C"}
	for k, x := range []float64{-56, -28, 0, 28, 56} {
		var coat, legs track
		coat.to("M", x-9, -11).to("l", 1, -21).to("q", 8, -9, 16, 0).to("l", 1, 21).to("z")
		legs.to("M", x-8, -12).WriteString("h16l2 16h-6l-2-9h-4l-2 9h-6z")
		var locks track
		locks.to("M", x-6.6, -43.5).WriteString("a6.6 7.2 0 0 1 13.2 0q-6-4-13.2 0z")
		art += path(coat.String(), coats[k]) + disc(x, -43, 6.2, s.skin()) + path(locks.String(), hair[k]) + path(legs.String(), "#2B3A3A")
	}
	art += path("M-38-20h20l4 9h-26z", "#DDE4E2") + path("M-8-20l8 3 8-3v9l-8 3-8-3z", white) + path("M50-20l7 2 7-2v8l-7 2-7-2z", ember) +
		rect(-98, -16, 14, 20, ember, round(5)) + rect(-95, -8, 8, 7, darker(ember, .25), round(2))
	return motif{x: .52, y: .08, scale: 1.45, art: art}
}

// javelin is a thrower, the flight of the spear and the marks on the field.
func javelin(s *scene) motif {
	skin := s.skin()
	art := line("M-96 14Q0 4 104 10M-92 34Q0 22 108 28", white, 2, opacity(.75))
	for k, x := range []float64{40, 66, 92} {
		art += line("M"+n(x)+" "+n(float64(2-k))+"v-16", bark, 1.6) + path("M"+n(x)+" "+n(float64(-14-k))+"l12 4-12 4z", []string{ember, cloudberry, lake}[k])
	}
	art += line("M-28-62Q20-120 78-92", white, 1.6, attr(` stroke-dasharray="1 7"`), opacity(.9)) + // the flight
		line("M62-104L104-78", "#8C6239", 2.6) + path("M104-78l8 7-11-3z", iron) +
		oval(-44, 10, 30, 4, "#000", opacity(.18)) +
		line("M-44-18L-58-6L-68 8M-40-18L-28-4L-20 9", "#2B3A3A", 7) + // legs in stride
		path("M-52-16L-50-44Q-42-52-34-42L-34-16Z", ember) + line("M-36-42L-18-52L-10-44", ember, 5.5) + disc(-9, -43, 3, skin) +
		line("M-48-42L-66-50L-72-62", ember, 5.5) + disc(-73, -64, 3, skin) + disc(-41, -55, 6, skin) +
		path(arc(-47.5, -56, 6.2, 6.6), "#3A2A22") + rect(-48, -58, 13, 2.6, white)
	return motif{x: .5, y: .1, scale: 1.3, art: art}
}
