package poster

// campfire is a fire with a pot over it and seats around.
func campfire(s *scene) motif {
	art := oval(0, 4, 50, 8, "#000", opacity(.18)) + disc(0, -20, 58, "#FFC65A", opacity(.16)) + line("M-30 4L26-4M-26-5L30 5M-14 7L12-8", "#5C3A22", 8) +
		path("M-20 0C-30-24-8-28-6-52C8-40 0-32 8-24C12-28 12-34 11-38C26-26 26-8 18 0z", ember) +
		path("M-11 0C-17-14-3-18-2-33C8-24 4-16 9-12C14-10 12-4 9 0z", cloudberry) + path("M-4 0C-7-8 0-10 1-17C6-11 6-5 4 0z", "#FFF0C0") +
		line("M-48 8L-2-88L46 8M-2-88V-66", "#4B3423", 4) + path("M-18-66h34l-3 20q-14 6-28 0z", iron) + line("M-18-66q17-20 34 0", iron, 2.4) +
		path("M15-62l11-5-10 13z", iron) + smoke(0, -92, s.smokeColour(), .8)
	for _, x := range []float64{-72, 66} {
		art += stump(x, 10)
	}
	art += path("M-80 4v-11h13v11z", ember) + line("M-67-5q6 0 4 5t-5 2", ember, 2.2) + path("M60 6v-10h12v10z", cloudberry)
	return motif{x: .56, y: .13, scale: 1.4, art: art}
}

func stump(x, y float64) string {
	return rect(x-16, y, 32, 12, "#5A3C24", round(3)) + oval(x, y, 16, 5, "#C9A06A") + line("M"+n(x-7)+" "+n(y)+"a7 2.2 0 0 1 14 0", "#8C6239", 1)
}

// table is a long table laid outdoors under a string of lamps: bread, soup, fish, berries.
func table(s *scene) motif {
	cloth := s.pick(white, "#F4E3C4", "#E4EDE6")
	art := oval(0, 12, 96, 8, "#000", opacity(.16)) + line("M-96 10V-100M96 10V-100", bark, 4) + line("M-96-96Q0-70 96-96", s.p.dark, 1.4)
	for _, l := range [][2]float64{{-66, -88}, {-34, -83}, {0, -81}, {34, -83}, {66, -88}} {
		art += disc(l[0], l[1]+5, 11, "#FFD37A", opacity(.26)) + disc(l[0], l[1]+5, 4, "#FFE3A0")
	}
	for k, x := range []float64{-52, -18, 18, 52} { // guests behind the table
		art += person(x, -25, []string{lake, ember, "#5B7F4F", cloudberry}[k], s.skin(), []string{"#3A2A22", "", spruce, "#C98A4B"}[k])
	}
	art += line("M-70 12V-8M70 12V-8", "#7C5836", 5) + path("M-86-24h172l5 7h-182z", lighter(cloth, .3)) + path("M-91-17h182v13q-11 6-22 0t-23 0t-23 0t-23 0t-23 0t-23 0t-23 0t-22 0z", cloth) +
		line("M-80-12h160", ember, 1.6, opacity(.75)) +
		// soup, bread, a plate of fish, berries, a jug of flowers
		path("M-74-27h26l-3 9h-20z", iron) + smoke(-61, -29, white, .35) +
		path("M-38-21q0-8 11-8t11 8z", "#B9793C") + line("M-32-27l2 4M-26-28l2 4", "#8A5424", 1.3) +
		oval(4, -21, 17, 3.4, "#DDE4E2") + path("M-8-22q10-7 21 0l5-3v6l-5-3q-11 5-21 0z", "#E98B62") +
		path("M30-26h16q-1 8-8 8t-8-8z", lake) + line("M33-27h0M38-28h0M43-27h0", ember, 4) +
		path("M62-34h10l2 16h-14z", "#CFE3DC") + line("M65-34q-4-8-6-12M67-34v-14M70-34q4-6 6-11", "#5B7F4F", 1.6) +
		disc(59, -47, 3.2, cloudberry) + disc(67, -50, 3.2, ember) + disc(76, -46, 3.2, white)
	return motif{x: .52, y: .13, scale: 1.5, art: art}
}

// interior makes the landscape the view from a window, with a desk in front of it.
func (s *scene) interior() string {
	w, h := s.w, s.h
	wall := s.pick("#F1E4CB", "#D8E0D2", "#EFD9C4")
	if s.hour == "night" {
		wall = "#23433D"
	}
	x0, y0, x1, y1 := w*.1, h*.07, w*.9, h*.7
	var hole, bars track
	hole.to("M", 0, 0).to("H", w).to("V", h).to("H", 0).to("z").to("M", x0, y0).to("V", y1).to("H", x1).to("V", y0).to("z")
	bars.to("M", w/2, y0).to("V", y1).to("M", x0, y0+(y1-y0)*.3).to("H", x1)
	out := path(hole.String(), wall, ` fill-rule="evenodd"`) + rect(x0-4, y0-4, x1-x0+8, y1-y0+8, "none", attr(` stroke="`+white+`" stroke-width="12"`)) +
		line(bars.String(), white, 7) + rect(x0-16, y1, x1-x0+32, 11, white) + rect(x0-16, y1+9, x1-x0+32, 4, blend(white, "#8C6239", .35))
	cloth := s.pick(ember, lake, cloudberry, "#3E7A63")
	out += s.curtain(0, 1, cloth) + s.curtain(w, -1, cloth)
	desk := h * .84
	var grain track
	grain.to("M", 0, desk+28).to("H", w*.6).to("M", w*.3, desk+50).to("H", w)
	out += rect(0, desk, w, h-desk, "#B98250") + rect(0, desk, w, 7, "#D9A873") + line(grain.String(), "#9A6A3E", 1.6)
	k := h / 500
	switch s.theme {
	case "podcast":
		return out + at(w/2, desk+22*k, 1.65*k, microphone(), false)
	case "coffee":
		return out + at(w/2, desk+20*k, 1.5*k, coffeeTable(), false)
	}
	return out + at(w/2, desk+18*k, 1.6*k, deskWithLaptop(), false)
}

func (s *scene) curtain(x, side float64, c string) string {
	px := func(t float64) float64 { return x + side*s.w*t }
	var cloth, folds track
	cloth.to("M", x, 0).to("H", px(.16)).to("Q", px(.11), s.h*.34, px(.05), s.h*.62).to("L", x, s.h*.64).to("z")
	folds.to("M", px(.055), 0).to("Q", px(.045), s.h*.3, px(.02), s.h*.6).to("M", px(.11), 0).to("Q", px(.08), s.h*.3, px(.04), s.h*.56)
	return path(cloth.String(), c) + line(folds.String(), darker(c, .22), 2)
}

func microphone() string {
	return line("M-46-118C-20-150 16-150 44-122L30-92M-46-118V-4", iron, 5) + rect(10, -104, 34, 54, iron, round(17)) + rect(13, -101, 28, 26, "#9FB3AD", round(13)) +
		line("M15-95h24M14-89h26M14-83h26", iron, 1.6) + rect(10, -72, 34, 5, cloudberry) + oval(-46, -2, 20, 5, iron) +
		line("M53-99q9 13 0 26M67-104q14 20 0 40M81-109q18 27 0 54", ember, 4) +
		line("M-112-16a22 22 0 0 1 44 0", iron, 4) + rect(-118, -20, 12, 20, ember, round(5)) + rect(-74, -20, 12, 20, ember, round(5)) +
		path("M82-2v-22h20v22z", cloudberry) + line("M102-18q9 0 6 8t-6 3", cloudberry, 3)
}

func deskWithLaptop() string {
	return rect(-34, -44, 68, 43, "#2B3A3A", round(4)) + rect(-30, -40, 60, 35, "#CFE3DC") + line("M-24-32h26M-24-25h38M-24-18h20", lake, 3) + disc(19, -18, 7, cloudberry) +
		path("M-42-2H42L48 5H-48z", "#AEB9B6") + rect(-104, -8, 40, 8, ember, round(1)) + rect(-100, -16, 36, 8, "#F4EBD8", round(1)) + rect(-103, -23, 34, 7, spruce, round(1)) +
		path("M-92-23v-13h14v13z", cloudberry) + line("M-78-33q7 0 5 6t-6 2", cloudberry, 2.4) + line("M74 2V-38L54-66", iron, 3.4) +
		path("M44-62L10 0H64L62-58z", "#FFE9A8", opacity(.22)) + path("M40-66L62-82L70-62Q54-50 40-66z", cloudberry) + oval(74, 3, 15, 4, iron) +
		path("M96 2l-4-18h20l-4 18z", "#C8452B") + path("M102-16q-14-10-12-26q12 6 12 26q-2-22 6-34q10 14-4 34q8-14 18-14q-2 12-18 14z", "#3E7A63")
}
