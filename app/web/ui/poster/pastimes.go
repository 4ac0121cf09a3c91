package poster

// standing is somebody on (x, y), about 64 high: coat and cap, dark trousers.
func standing(x, y float64, coat, skin, cap string) string {
	var legs, body track
	legs.to("M", x-4, y).to("l", 1, -20).to("m", 8, 20).to("l", -2, -20)
	body.to("M", x-9, y-19).to("l", 1, -24).to("q", 8, -8, 16, 0).to("l", 1, 24).to("z")
	return line(legs.String(), "#2B3A3A", 6) + path(body.String(), coat) + disc(x, y-52, 6.2, skin) + path(arc(x-6.6, y-52.6, 6.6, 7), cap)
}

// sup is two people standing on boards on still water.
func sup(s *scene) motif {
	board := s.pick(cloudberry, ember, "#F4EBD8")
	one := func(coat, cap string) string {
		return oval(0, 9, 58, 4, s.p.water[1], opacity(.5)) + path("M-62-2C-48 6-28 8 0 8S48 6 62-2C48-7 28-8 0-8S-48-7-62-2z", board) +
			path("M-62-2C-48-7-28-8 0-8S48-7 62-2C48-5 28-5 0-5S-48-5-62-2z", lighter(board, .4)) + standing(-2, -2, coat, s.skin(), cap) +
			line("M5-38L20-30", coat, 5) + line("M-6-38L15-45", coat, 5) + line("M12-60L30 12", bark, 2.6) + path("M27 5l5 13 5-2-5-14z", "#8C6239") +
			line("M-44 16h30M2 19h46", s.p.glint, 1.8, opacity(.8))
	}
	art := at(74, -20, .62, one(lake, white), false) + at(-22, 6, 1, one(ember, spruce), false)
	return motif{x: .5, scale: 1.35, art: art, place: onWater}
}

// ski is two skiers on a fresh track through the snow.
func ski(s *scene) motif {
	const shade = "#9DBACB"
	art := line("M-128 46C-60 40-10 22 30 4S92-20 128-24M-116 54C-52 48 0 30 40 10S100-14 134-18", shade, 2.4)
	skier := func(coat, cap string) string {
		return line("M-30 4L26 1Q32 0 33-5M-22 10L34 7Q40 6 41 1", ember, 2.6) +
			line("M-6 2L-14-8L-4-24M10 6L14-8L4-24", "#2B3A3A", 5.4) + // a long stride
			path("M-9-22Q-8-40 4-50Q16-52 18-42L8-20z", coat) + line("M8-42L26-34", coat, 5) + line("M4-40L-16-32", coat, 5) +
			line("M26-34L14 6M-16-32L-34 2", bark, 2) + disc(17, -53, 6, s.skin()) + path(arc(10.6, -53.6, 6.4, 7), cap) + disc(17, -61, 2.2, white)
	}
	art += at(64, -22, .66, skier(lake, cloudberry), false) + at(-26, 18, 1, skier(s.pick(ember, spruce), lake), false)
	return motif{x: .5, y: .1, scale: 1.35, art: art, upright: false}
}

// iceFishing is somebody on a stool at a hole in the ice, with a drill, a bucket and what was caught.
func iceFishing(s *scene) motif {
	skin := s.skin()
	art := oval(-20, 8, 54, 6, "#7FA3B8", opacity(.35)) + oval(34, 10, 17, 5.5, "#FFFFFF") + oval(34, 10, 13, 4, "#123C54") +
		rect(-34, -12, 24, 5, bark, round(2)) + line("M-30-8L-34 10M-14-8L-10 10", bark, 3) + // the stool
		line("M-18-14L2-12L4 8M-14-16L10-14L12 7", "#2B3A3A", 7) + path("M-34-14Q-36-42-22-48Q-8-46-10-14z", ember) +
		line("M-18-38L4-26", ember, 6.5) + disc(5, -25, 3.2, "#2B3A3A") + line("M5-25L28-34", bark, 2) + line("M28-34L34 9", iron, .8) +
		disc(-21, -55, 7, skin) + path(arc(-28.6, -55.5, 7.6, 8), lake) + path("M-28.6-56h4l-1 9-3-2z", lake) + // a cap with flaps
		bucket(-52, 10) + path("M54 16q10-8 22 0l7-5v10l-7-5q-12 8-22 0z", "#5E8C94") + disc(58, 15, 1, iron) +
		line("M78 8V-40", iron, 3.2) + line("M66-40h22v-8M66-40v-7", bark, 3) + line("M73-4l10-5M73-11l10-5M73 3l10-5", "#7E928F", 2.4) // the drill
	art += at(96, -24, .5, person(0, 10, cloudberry, skin, spruce)+line("M6-6L24-14", bark, 2)+rect(-10, 2, 18, 5, bark), false)
	return motif{x: .46, y: .09, scale: 1.45, art: art}
}

// hotTub is a barrel of hot water with people in it, steam above and a stove beside.
func hotTub(s *scene) motif {
	steam := s.smokeColour()
	art := oval(0, 6, 74, 8, "#000", opacity(.15)) + rect(52, -78, 8, 66, iron, round(2)) + rect(44, -28, 22, 30, iron, round(4)) + rect(48, -18, 14, 10, "#F2813C", round(2)) +
		smoke(56, -80, steam, 1)
	for k, x := range []float64{-26, 0, 26} {
		coat := []string{"#E8B48E", "#B97A56", "#D9A07C"}[k]
		art += path("M"+n(x-11)+"-34q11-15 22 0z", coat) + disc(x, -50, 6.6, coat) + path(arc(x-7, -50.6, 7, 7.4), []string{ember, cloudberry, lake}[k])
	}
	art += path("M-50-38h100l-7 42h-86z", timber) +
		line("M-38-36l4 38M-25-36l3 38M-12-36l1 38M1-36v38M14-36l-1 38M27-36l-3 38M39-36l-4 38", "#9A7046", 1.2) +
		line("M-49-26h97M-46-6h92", iron, 2.4) + oval(0, -38, 50, 6, "#2F7F96") + line("M-30-38h22M6-36h26", "#9ED3DA", 1.8) +
		smoke(-18, -58, steam, .7) + smoke(16, -60, steam, .8) +
		rect(-86, -6, 34, 5, "#B98A5A") + rect(-80, -16, 26, 5, "#B98A5A") + line("M-82 0v6M-56 0v6", "#7C5836", 3) + path("M-50-30q-6 8-3 22l-8 0q-2-14 3-24z", white) // steps, a towel
	return motif{x: .54, y: .08, scale: 1.45, art: art}
}

// music is an accordion and a fiddle on a small stage under lamps.
func music(s *scene) motif {
	art := oval(0, 14, 104, 8, "#000", opacity(.15)) + line("M-96 6V-98M96 6V-98", bark, 4) + line("M-96-94Q0-66 96-94", s.p.dark, 1.4)
	for _, l := range [][2]float64{{-66, -86}, {-34, -81}, {0, -79}, {34, -81}, {66, -86}} {
		art += disc(l[0], l[1]+5, 11, "#FFD37A", opacity(.26)) + disc(l[0], l[1]+5, 4, "#FFE3A0")
	}
	art += rect(-104, 0, 208, 8, timber, round(2)) + rect(-98, 8, 196, 8, "#8C6239") + line("M-60 0v8M-20 0v8M20 0v8M60 0v8", "#9A7046", 1.2) +
		// the accordion, on a chair
		line("M-58-20v20M-34-20v20", bark, 3) + rect(-62, -24, 32, 5, bark, round(2)) + line("M-42-22L-22-20L-20 0M-50-22L-34-19L-33 0", "#2B3A3A", 6.5) +
		path("M-58-22L-57-52Q-46-60-35-52L-34-22z", lake) + disc(-46, -63, 6.6, s.skin()) + path(arc(-53, -63.6, 7, 7.4), "#3A2A22") +
		path("M-62-50l14 2v26l-14-2z", ember) + path("M-48-48l8-1 8 1v26l-8 1-8-1z", white) + line("M-44-48v26M-40-49v28M-36-48v26", "#C9BFA8", 1.4) + path("M-32-48l12-4v26l-12 4z", ember) +
		line("M-24-46v14", white, 2.4) + line("M-54-46L-62-38", lake, 5) +
		// the fiddle
		standing(30, 0, cloudberry, s.skin(), spruce) + line("M26-38L42-46", cloudberry, 5) + line("M38-36L52-34", cloudberry, 5) +
		at(36, -44, 1, `<g transform="rotate(-24)">`+oval(6, 0, 7, 4.4, "#8A4B2A")+oval(14, 0, 5.4, 3.6, "#8A4B2A")+line("M18 0h16", "#3A2418", 2.4)+`</g>`, false) +
		line("M52-34L34-60", "#E9DCC0", 1.4) +
		// notes
		line("M66-62v-14l10-3v14", s.p.dark, 1.8) + oval(63.6, -61, 3.4, 2.6, s.p.dark) + oval(73.6, -64, 3.4, 2.6, s.p.dark) + line("M-80-58v-12q6 2 6 8", s.p.dark, 1.8) + oval(-82.4, -57, 3.4, 2.6, s.p.dark)
	return motif{x: .52, y: .12, scale: 1.4, art: art, upright: true}
}

// coffeeTable is what stands on the table by the window when people meet: a pot, cups, buns.
func coffeeTable() string {
	cup := func(x, y float64, c string) string {
		return at(x, y, 1, oval(0, 1, 15, 3, "#000", opacity(.13))+path("M-11-15h22q-1 14-8 15h-6q-7-1-8-15z", c)+line("M10-12q9 0 7 7t-9 3", c, 3)+oval(0, -15, 11, 2.6, "#5A3522")+
			smoke(0, -18, white, .34), false)
	}
	bun := func(x, y float64) string {
		return oval(x, y, 13, 7.5, "#C98A4B") + line("M"+n(x-9)+" "+n(y)+"q4-6 9-3t8-2M"+n(x-5)+" "+n(y+2)+"q5-4 11-2", "#8A5424", 1.8) + disc(x-3, y-3, 1, white) + disc(x+4, y-2, 1, white)
	}
	return oval(-44, 2, 26, 4, "#000", opacity(.13)) + path("M-62 0L-58-44Q-44-54-30-44L-26 0z", ember) + path("M-58-44Q-44-54-30-44l-1-4q-13-8-26 0z", darker(ember, .2)) + disc(-44, -54, 3.4, iron) +
		path("M-28-30q14-2 18-18l5 2q-3 24-21 28z", ember) + line("M-60-36q-18 2-14 20t14 12", iron, 4) +
		line("M-57-18h28", white, 2.4) + disc(-43, -18, 4, white) +
		cup(18, 2, lake) + cup(52, 6, cloudberry) + oval(96, 4, 34, 6, white) + bun(84, -3) + bun(106, -4) + bun(95, -10) +
		path("M-118 4l6-14h34l6 14z", "#F4EBD8") + line("M-106-4h22M-108 0h26", lake, 1.6)
}
