package site

import (
	"cmp"
	"math"
	"slices"

	"github.com/hubittaako/hubittaako/packages/hub"
)

// onRoad4 is where on highway 4 a place is: how far along it, and how far off, in kilometres of the map.
type onRoad4 struct{ along, off float64 }

// road4From finds the nearest point of the highway.
func road4From(s spot) onRoad4 {
	best, along := onRoad4{off: math.Inf(1)}, 0.0
	for i := 1; i < len(road4); i++ {
		a, b := road4[i-1].spot(), road4[i].spot()
		length := a.to(b)
		t := ((s.x-a.x)*(b.x-a.x) + (s.y-a.y)*(b.y-a.y)) / (length * length)
		t = min(1, max(0, t))
		if off := s.to(spot{a.x + t*(b.x-a.x), a.y + t*(b.y-a.y)}); off < best.off {
			best = onRoad4{along + t*length, off}
		}
		along += length
	}
	return best
}

// road4At is the point so far along the highway.
func road4At(along float64) spot {
	for i := 1; i < len(road4); i++ {
		a, b := road4[i-1].spot(), road4[i].spot()
		if length := a.to(b); along > length {
			along -= length
		} else {
			t := along / length
			return spot{a.x + t*(b.x-a.x), a.y + t*(b.y-a.y)}
		}
	}
	return road4[len(road4)-1].spot()
}

// atRoad4 says whether a hub is by the highway.
func atRoad4(h hub.Hub) bool { return road4From(spotOf(h.Lon, h.Lat)).off < 6 }

// roadDots are points along the highway, to keep names off it.
func (c chart) roadDots() (dots []spot) {
	const step = 1.5
	length := road4From(road4[len(road4)-1].spot()).along
	for along := 0.0; along < length; along += step {
		if s := c.at(road4At(along)); c.inside(s) {
			dots = append(dots, s)
		}
	}
	return dots
}

// signSpot is where the road's number stands: on the highway near the upper edge, where nothing else is.
func (c chart) signSpot(taken []box) spot {
	dots := slices.DeleteFunc(c.roadDots(), func(s spot) bool { return slices.ContainsFunc(taken, square(s, 20).over) })
	if len(dots) == 0 {
		return spot{-100, -100}
	}
	return nearestHeight(dots, c.high()*.06)
}

func nearestHeight(dots []spot, y float64) spot {
	return slices.MinFunc(dots, func(a, b spot) int { return cmp.Compare(math.Abs(a.y-y), math.Abs(b.y-y)) })
}

// alongRoad4 are the hubs at the highway, from south to north.
func alongRoad4(hubs []hub.Hub) []hub.Hub {
	list := slices.DeleteFunc(slices.Clone(hubs), func(h hub.Hub) bool { return !atRoad4(h) || h.Status == hub.Closed })
	slices.SortFunc(list, func(a, b hub.Hub) int {
		return cmp.Compare(road4From(spotOf(a.Lon, a.Lat)).along, road4From(spotOf(b.Lon, b.Lat)).along)
	})
	return list
}

// roadKms are the distances between hubs that follow each other on the highway, beside its middle.
func (c chart) roadKms(hubs []hub.Hub) (list []mapName) {
	road := alongRoad4(hubs)
	for i := 1; i < len(road); i++ {
		a, b := road4From(spotOf(road[i-1].Lon, road[i-1].Lat)), road4From(spotOf(road[i].Lon, road[i].Lat))
		s := c.at(road4At((a.along + b.along) / 2))
		list = append(list, beside(kmText(roadKm(townOf(road[i-1]), townOf(road[i]))), s))
	}
	return list
}

// endGap keeps the names of the road's ends off its number, which narrow screens draw larger.
const endGap = 34.0

// roadEnds say where the highway leads from the outermost hubs.
func (c chart) roadEnds(hubs []hub.Hub, far func(name string, km int) string) (list []mapName) {
	road := alongRoad4(hubs)
	if len(road) == 0 {
		return nil
	}
	end := func(from hub.Hub, to town, y float64) {
		text := far(to.name, roadKm(townOf(from), to))
		x := nearestHeight(c.roadDots(), y).x
		w := textSize(text, smallHeight).w
		list = append(list, mapName{label{box{x + endGap, y - smallHeight/2, x + endGap + w, y + smallHeight/2}, x + endGap, y, "start"}, text})
	}
	end(road[len(road)-1], oulu, c.Sign.y)
	if !c.inside(c.at(jyvaskyla.spot())) {
		end(road[0], jyvaskyla, c.high()*.96)
	}
	return list
}
