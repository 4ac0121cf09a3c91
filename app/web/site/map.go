package site

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strconv"
	"unicode/utf8"

	"github.com/hubittaako/hubittaako/packages/hub"
)

// The map lies flat on kilometres: x to the east and y to the south of a point in the middle of the region. Over the two
// hundred kilometres that it shows, the earth's roundness is less than a pin is wide.
const (
	middleLon, middleLat = 25.6, 63.0
	kmPerLat             = 111.4
	kmPerLon             = 50.6 // at the middle's latitude
	mapWide              = 720.0
	mapMargin            = 13.0 // km around the outermost hubs, for their names
)

// spot is a point of the map in kilometres.
type spot struct{ x, y float64 }

func spotOf(lon, lat float64) spot {
	return spot{(lon - middleLon) * kmPerLon, (middleLat - lat) * kmPerLat}
}

func (s spot) to(o spot) float64 { return math.Hypot(s.x-o.x, s.y-o.y) }

// frame is what the map shows: the heart of the region, and as much more as the hubs need. One unit of the drawing is so
// many kilometres that the drawing is always mapWide wide, which keeps its letters readable.
type frame struct{ left, top, right, bottom float64 }

func frameOf(hubs []hub.Hub) frame {
	nw, se := spotOf(24.66, 63.52), spotOf(26.60, 62.52)
	f := frame{nw.x, nw.y, se.x, se.y}
	for _, h := range hubs {
		s := spotOf(h.Lon, h.Lat)
		f.left, f.right = min(f.left, s.x-mapMargin), max(f.right, s.x+mapMargin)
		f.top, f.bottom = min(f.top, s.y-mapMargin), max(f.bottom, s.y+mapMargin)
	}
	return f
}

func (f frame) scale() float64 { return mapWide / (f.right - f.left) }

// at is a spot in the drawing's own units.
func (f frame) at(s spot) spot { return spot{(s.x - f.left) * f.scale(), (s.y - f.top) * f.scale()} }

func (f frame) high() float64 { return (f.bottom - f.top) * f.scale() }

func (f frame) viewBox() string { return fmt.Sprintf("0 0 %s %s", unit(mapWide), unit(f.high())) }

// box is a piece of the drawing that something takes up.
type box struct{ x0, y0, x1, y1 float64 }

func (b box) over(o box) bool { return b.x0 < o.x1 && o.x0 < b.x1 && b.y0 < o.y1 && o.y0 < b.y1 }

func (b box) within(f frame) bool {
	return b.x0 >= 4 && b.y0 >= 4 && b.x1 <= mapWide-4 && b.y1 <= f.high()-4
}

// pinned is a hub at its place on the map, with its number in the list beside and its name where there is room for it.
type pinned struct {
	hub.Hub
	Number int
	spot
	name label
}

// label is a text of the map: where it is and which part of it stands there.
type label struct {
	box
	x, y   float64
	anchor string // start, middle or end
}

// twoLines says whether the municipality stands under the name: not when the name has it already.
func (p pinned) twoLines() bool { return !containsFold(p.Name, p.Municipality) }

// chart is everything that the map draws.
type chart struct {
	frame
	Pins  []pinned
	Lakes []mapName
	Towns []mapName
	Kms   []mapName // how long the road is between hubs
	Ends  []mapName // where the road leads
	Sign  spot
}

type mapName struct {
	label
	Text string
}

// chartOf puts the hubs on the map. Names of hubs are placed first; whatever else would lie on them is left out.
func chartOf(hubs []hub.Hub, far func(name string, km int) string) chart {
	c := chart{frame: frameOf(hubs)}
	var taken []box
	for i, h := range hubs {
		p := pinned{Hub: h, Number: i + 1, spot: c.at(spotOf(h.Lon, h.Lat))}
		c.Pins = append(c.Pins, p)
		taken = append(taken, square(p.spot, pinSize))
	}
	c.Sign = c.signSpot(taken)
	taken = append(taken, square(c.Sign, 20))
	road := c.roadDots()
	for i := range c.Pins {
		p := &c.Pins[i]
		p.name = putName(c.frame, p.spot, nameSize(*p), taken, road)
		taken = append(taken, p.name.box)
	}
	for _, end := range c.roadEnds(hubs, far) {
		c.Ends, taken = tryName(c.Ends, taken, end)
	}
	for _, km := range c.roadKms(hubs) {
		c.Kms, taken = tryName(c.Kms, taken, km)
	}
	for _, t := range c.townNames() {
		c.Towns, taken = tryName(c.Towns, taken, t)
	}
	for _, l := range c.lakeNames() {
		c.Lakes, taken = tryName(c.Lakes, taken, l)
	}
	return c
}

func tryName(list []mapName, taken []box, n mapName) ([]mapName, []box) {
	if slices.ContainsFunc(taken, n.box.over) {
		return list, taken
	}
	return append(list, n), append(taken, n.box)
}

// Sizes of what stands on the map, in its units. A letter is a little over half as wide as it is high.
const (
	pinSize     = 16.0
	nameHeight  = 22.0
	townHeight  = 19.0
	letterWidth = 0.56
	nameGap     = 24.0
)

// size is how much room a text needs.
type size struct{ w, h float64 }

func textSize(text string, height float64) size {
	return size{float64(utf8.RuneCountInString(text)) * height * letterWidth, height}
}

func nameSize(p pinned) size {
	s := textSize(p.Name, nameHeight)
	if p.twoLines() {
		s.w, s.h = max(s.w, textSize(p.Municipality, townHeight).w), s.h+townHeight
	}
	return s
}

// putName finds the side of a pin on which its name disturbs least.
func putName(f frame, at spot, s size, taken []box, road []spot) label {
	beside, above, under := -s.h/2, -nameGap-s.h, nameGap-4
	sides := []label{
		{x: nameGap, y: beside, anchor: "start"}, {x: -nameGap, y: beside, anchor: "end"}, {y: under, anchor: "middle"}, {y: above, anchor: "middle"},
		{x: 8, y: under, anchor: "start"}, {x: -8, y: under, anchor: "end"}, {x: 8, y: above, anchor: "start"}, {x: -8, y: above, anchor: "end"},
	}
	for i := range sides {
		sides[i].box = boxFrom(spot{at.x + sides[i].x, at.y + sides[i].y}, s, sides[i].anchor)
	}
	return slices.MinFunc(sides, func(a, b label) int { return cmp.Compare(burden(f, a.box, taken, road), burden(f, b.box, taken, road)) })
}

// boxFrom is the room of a text whose upper edge is at a spot, which is its beginning, middle or end.
func boxFrom(top spot, s size, anchor string) box {
	left := map[string]float64{"start": top.x, "middle": top.x - s.w/2, "end": top.x - s.w}[anchor]
	return box{left, top.y, left + s.w, top.y + s.h}
}

// burden is how much a name would disturb: out of the map worst, then over something, then over the road.
func burden(f frame, b box, taken []box, road []spot) (sum int) {
	if !b.within(f) {
		sum += 1000
	}
	for _, o := range taken {
		if b.over(o) {
			sum += 100
		}
	}
	for _, r := range road {
		if b.over(square(r, 3)) {
			sum++
		}
	}
	return sum
}

func square(at spot, half float64) box {
	return box{at.x - half, at.y - half, at.x + half, at.y + half}
}

// whole is the nearest point that unit can write.
func whole(s spot) spot { return spot{math.Round(s.x), math.Round(s.y)} }

// unit writes a coordinate of the drawing: nobody sees less than one.
func unit(f float64) string { return strconv.Itoa(int(math.Round(f))) }
