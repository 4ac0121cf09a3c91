package poster

import "math"

// jetty is the picture of a package that names nothing else: someone working at the end of the pier, a free chair, a boat.
func jetty(s *scene) motif {
	var boards track
	for k := range 11 {
		t := float64(k) / 11
		y := 66 - 94*(1-math.Pow(1-t, 1.25))
		boards.to("M", -100+92*(70-y)/98, y).to("L", 34-18*(70-y)/98, y)
	}
	art := path("M-100 70L-8-28h24L34 70z", timber) + line(boards.String(), "#8C6239", 1.1) + line("M-12-26v16M18-26v18", "#5C4028", 3.4) +
		deckChair(-26, 14, ember) + deckChair(8, 10, cloudberry) +
		disc(-26, -19, 4.6, s.skin()) + path("M-31-20a5 5.4 0 0 1 10 0z", spruce) + path("M-33 4q7-16 14-16t13 16z", lake) +
		path("M-36-2h17l3-11h-16z", "#DDE4E2") + rect(-38, -3, 19, 2.4, "#AEB9B6", round(1))
	if s.p.snow {
		art += at(78, 2, .72, smoke(18, -82, white, 1)+rect(14, -80, 9, 18, "#5A2F22")+s.cabin("#8A4A34"), false)
	} else {
		art += path("M46-6C56 8 70 10 92 10S124 6 132-8C116-1 104 0 90 0S60 0 46-6z", s.pick(lake, "#F4EBD8")) +
			line("M66-2L52 14M106-2L120 13", bark, 2.2) + line("M52 16h34M96 18h30", s.p.glint, 1.6, opacity(.8))
	}
	return motif{x: .5, y: .02, scale: 1.4, art: art, place: onJetty}
}

func deckChair(x, y float64, c string) string {
	var back, slats, legs track
	back.to("M", x-9, y-30).to("q", 8, -5, 17, 0).to("l", 3, 24).to("h", -22).to("z")
	slats.to("M", x-3, y-31).to("l", -1, 24).to("M", x+3, y-31).to("l", 1, 24)
	legs.to("M", x-12, y-10).to("v", 11).to("m", 24, -11).to("v", 11)
	return path(back.String(), c) + line(slats.String(), darker(c, .25), 1.1) + rect(x-14, y-14, 28, 4, lighter(c, .15), round(1.5)) +
		line(legs.String(), darker(c, .2), 3)
}

// canoe is two paddlers on the open water.
func canoe(s *scene) motif {
	c := s.pick(ember, "#C8452B", "#2F7A66")
	art := oval(0, 9, 74, 4, s.p.water[1], opacity(.55)) + person(-26, -2, cloudberry, s.skin(), spruce) + person(24, -2, "#F4EBD8", s.skin(), ember) +
		line("M-38-26L-8 10M38-26L52 9", bark, 2.6) + path("M-10 6l8 9 4-4-7-8z", "#8C6239") +
		path("M-78-13C-66 6-50 9 0 9S66 6 78-13C60-3 40-2 0-2S-60-3-78-13z", c) +
		path("M-78-13C-60-3-40-2 0-2S60-3 78-13L75-8C58 1 40 2 0 2S-58 1-75-8z", lighter(c, .35)) +
		line("M-60 17h34M-10 20h44M50 15h24", s.p.glint, 1.8, opacity(.8))
	return motif{x: .52, scale: 1.5, art: art, place: onWater}
}

// fishing is one in a rowing boat, the line out and something below.
func fishing(s *scene) motif {
	wood := s.pick("#8C5A34", "#F4EBD8", "#3E7A63")
	art := oval(-6, 10, 70, 5, s.p.water[1], opacity(.55)) +
		person(-20, -2, "#5B7F4F", s.skin(), cloudberry) + line("M-15-14L-2-16", "#5B7F4F", 5) + disc(-1, -16, 2.4, "#E8B48E") +
		line("M-2-14Q34-52 66-58", bark, 2) + line("M66-58Q78-30 80 8", white, 1, opacity(.9)) +
		disc(80, 8, 3, ember) + line("M70 11h20M66 15h28", s.p.glint, 1.4, opacity(.8)) +
		path("M-72-12C-62 6-52 10-6 10S48 8 56-12C40-4 24-3-6-3S-56-4-72-12z", wood) +
		path("M-72-12C-56-4-36-3-6-3S40-4 56-12L53-7C40 1 24 2-6 2S-54 1-69-7z", lighter(wood, .3)) +
		line("M-34 0L-62 16M10 0L36 16", bark, 2.4) + path("M-62 16l-10 3 6-8z", bark) + path("M36 16l10 3-6-8z", bark) +
		path("M92 22q10-8 22 0l7-5v10l-7-5q-12 8-22 0z", s.p.water[1], opacity(.75)) +
		line("M-64 18h30M-14 21h40", s.p.glint, 1.8, opacity(.8))
	return motif{x: .48, scale: 1.5, art: art, place: onWater}
}

// iceSwim is a hole in the ice with a ladder and lanterns, the sauna warm behind.
func iceSwim(s *scene) motif {
	skin := s.skin()
	art := oval(0, 6, 62, 18, "#FFFFFF") + oval(0, 6, 54, 14.5, "#123C54") + oval(0, 9, 47, 10, "#1D5A76") + line("M-28 10h20M4 14h26M-8 5h18", "#7FC4CE", 1.8) +
		path("M-17 9Q-8 0 1 9z", skin) + disc(-8, 1, 5, skin) + path("M-13 0a5 5.6 0 0 1 10 0z", ember) + disc(-8, -6, 2, white) +
		line("M36 16V-26M50 13V-29M36-14L50-17M36-3L50-6M36 7L50 4M36-26q3-7 8-5M50-29q3-7 8-5", "#C9A06A", 3.2)
	for _, l := range [][2]float64{{-76, 12}, {-58, 28}, {72, 22}} {
		art += lantern(l[0], l[1], s.p.dark)
	}
	art += at(84, -26, .52, rect(14, -80, 9, 18, "#5A2F22")+smoke(18, -82, "#FFFFFF", 1)+s.cabin("#8A4A34"), false)
	return motif{x: .46, y: .07, scale: 1.35, art: art}
}

func lantern(x, y float64, frame string) string {
	return disc(x, y-9, 17, "#FFD37A", opacity(.28)) + rect(x-5, y-16, 10, 15, "#FFC65A", round(2)) + rect(x-6.5, y-18, 13, 3, frame, round(1)) +
		rect(x-6.5, y-2, 13, 3, frame, round(1)) + line("M"+n(x-3)+" "+n(y-18)+"q3-6 6 0", frame, 1.2)
}

// horses are two riders, one behind the other.
func horses(s *scene) motif {
	first, second := horse("#C98A4B", "#F4E6C8"), horse("#8A4B2A", "#E9D2A6")
	if s.chance(.5) {
		first = horse("#5A3A2A", "#2A1C16")
	}
	art := at(-62, -78, .84, second+rider(lake, white, s.skin()), false) + at(-8, -74, 1, first+rider(ember, spruce, s.skin()), false)
	return motif{x: .56, y: .1, scale: 1.25, art: art}
}

func horse(coat, mane string) string {
	return path("M31 52C30 60 35 64 36 78L41 78L41 62Q42 56 40 52zM56 52L53 78L58 78L61 54z", darker(coat, .35)) +
		path("M10 40C7 30 14 25 24 25.5C34 26 44 30 53 26C60 23 63 15 67 9C69 6 72 5 74 1L77 6C81 8 84 13 89 19C91 22 89 25 85.5 24C81 22.5 78 22 76 23C74 29 74 34 73 39C72 45 69 48 68 53L66.5 78L61 78L61 55C54 57 46 57 38 55C35 54 33 53 31 53C29 59 26 62 25.5 66L25 78L19.5 78L19.5 65C19.5 58 14 51 10 40z", coat) +
		path("M12 28C3 31 1 44 4 58C9 52 9 44 14 38zM73 3C64 8 60 17 52 27L58 30C63 24 66 16 73 8z", mane) +
		disc(80, 13.5, 1.2, "#1B1B1B") + line("M78 10l3 10M74 18l8 3", "#4A2A1A", 1)
}

func rider(coat, helmet, skin string) string {
	return path("M36 26q2 18-4 26l6 2q8-12 10-27z", "#2B3A3A") + path("M33 27L36 6Q42 0 48 6L50 26Q42 30 33 27z", coat) + line("M46 10L56 20", coat, 5) +
		disc(42, -3, 5.2, skin) + path("M36.5-3.5a5.6 6 0 0 1 11.2 0z", helmet) + line("M56 20L76 18", "#4A2A1A", 1)
}
