package site

import (
	"math"
	"strconv"

	"github.com/hubittaako/hubittaako/packages/hub"
)

// town is somewhere people travel from or to.
type town struct {
	name string // of the municipality
	at
}

// townOf is where a hub is.
func townOf(h hub.Hub) town { return town{h.Municipality, at{h.Lon, h.Lat}} }

// measured are road kilometres that are known. Whatever is not here is estimated.
var measured = map[[2]string]int{
	{"Pihtipudas", "Viitasaari"}: 40, {"Pihtipudas", "Jyväskylä"}: 140, {"Pihtipudas", "Oulu"}: 200, {"Pihtipudas", "Helsinki"}: 410,
	{"Pihtipudas", "Tampere"}: 290, {"Pihtipudas", "Kuopio"}: 150, {"Viitasaari", "Jyväskylä"}: 100,
}

// Estimates: roads in the region are about a fifth longer than the bird's way, and one drives 80 kilometres in an hour.
const (
	detour       = 1.2
	kmPerHour    = 80
	earthRadius  = 6371.0
	degreeToRads = math.Pi / 180
)

// roadKm is about how many kilometres of road lie between two places: a number that people would say, to be shown with an
// "about".
func roadKm(a, b town) int {
	if km, ok := measured[[2]string{a.name, b.name}]; ok {
		return km
	}
	if km, ok := measured[[2]string{b.name, a.name}]; ok {
		return km
	}
	return roundKm(birdKm(a.at, b.at) * detour)
}

// roundKm: to the kilometre when near, else to five, far away to ten.
func roundKm(km float64) int {
	step := 10.0
	switch {
	case km < 15:
		step = 1
	case km < 200:
		step = 5
	}
	return int(math.Round(km/step) * step)
}

// birdKm is the great circle between two places.
func birdKm(a, b at) float64 {
	lat1, lat2 := a.lat*degreeToRads, b.lat*degreeToRads
	dLat, dLon := lat2-lat1, (b.lon-a.lon)*degreeToRads
	h := math.Pow(math.Sin(dLat/2), 2) + math.Cos(lat1)*math.Cos(lat2)*math.Pow(math.Sin(dLon/2), 2)
	return 2 * earthRadius * math.Asin(math.Sqrt(h))
}

// drive is about how many minutes the way takes by car, to five minutes, and to a quarter of an hour when it is long.
func drive(km int) int {
	step := 5.0
	if km > 120 {
		step = 15
	}
	return int(max(step, math.Round(float64(km)*60/kmPerHour/step)*step))
}

func kmText(km int) string { return strconv.Itoa(km) + "\u00a0km" }
