package site

import (
	"fmt"
	"strconv"

	"github.com/hubittaako/hubittaako/packages/hub"
)

// The map is drawn around highway 4 between Pihtipudas and Jyväskylä; a degree has so many units on it.
const (
	mapLat, mapLon   = 63.367, 25.574 // drawn at mapX, mapY
	mapX, mapY       = 450.0, 134.0
	unitsLat         = 410.0
	unitsLon         = 284.5
	mapWide, mapHigh = 720.0, 680.0
	mapMargin        = 60.0
)

// mapped is a hub at its place on the map.
type mapped struct {
	hub.Hub
	x, y float64
}

// left says whether its name stands on the left: away from the border, and in the west away from the road.
func (m mapped) left() bool { return m.x > mapWide-200 || m.x > 180 && m.x < mapX-50 }

func (m mapped) textX() string {
	if m.left() {
		return coordinate(m.x - 18)
	}
	return coordinate(m.x + 18)
}

func (m mapped) anchor() string {
	if m.left() {
		return "end"
	}
	return "start"
}

func mappedHubs(hubs []hub.Hub) []mapped {
	list := make([]mapped, len(hubs))
	for i, h := range hubs {
		list[i] = mapped{h, mapX + (h.Lon-mapLon)*unitsLon, mapY + (mapLat-h.Lat)*unitsLat}
	}
	return list
}

// mapBox is the part of the map that is shown: the usual one, and as much more as the hubs need.
func mapBox(hubs []mapped) string {
	left, top, right, bottom := 0.0, 0.0, mapWide, mapHigh
	for _, h := range hubs {
		left, right = min(left, h.x-mapMargin), max(right, h.x+mapMargin)
		top, bottom = min(top, h.y-mapMargin), max(bottom, h.y+mapMargin)
	}
	return fmt.Sprintf("%s %s %s %s", coordinate(left), coordinate(top), coordinate(right-left), coordinate(bottom-top))
}

func coordinate(f float64) string { return strconv.FormatFloat(f, 'f', 0, 64) }
