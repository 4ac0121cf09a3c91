package packages

import (
	"math"
	"strings"
	"time"
)

// centres are where the municipalities of Central Finland and its neighbours lie: degrees north and east, to a kilometre or two.
var centres = map[string][2]float64{
	"pihtipudas": {63.367, 25.574}, "viitasaari": {63.076, 25.860}, "äänekoski": {62.604, 25.727}, "joutsa": {61.741, 26.115},
	"alajärvi": {62.998, 23.817}, "kaustinen": {63.549, 23.698}, "jyväskylä": {62.242, 25.747}, "saarijärvi": {62.706, 25.257},
	"karstula": {62.880, 24.800}, "kyyjärvi": {63.043, 24.565}, "kannonkoski": {62.977, 25.262}, "kivijärvi": {63.120, 25.078},
	"kinnula": {63.366, 24.966}, "keuruu": {62.260, 24.707}, "jämsä": {61.864, 25.190}, "laukaa": {62.414, 25.952},
	"hankasalmi": {62.388, 26.436}, "konnevesi": {62.628, 26.288}, "keitele": {63.179, 26.350},
}

const (
	earthKM    = 6371
	winding    = 1.2 // roads here are a fifth longer than the crow flies
	kmPerHour  = 75
	toTheDoor  = 10 // minutes of parking and finding the place
	farUnknown = 45 // minutes to a municipality that the table does not have
)

// TravelTime is how long a group needs from a place in one municipality to a place in another, by car: none within one, where
// the rest between two sessions is enough. Rounded up to five minutes.
func TravelTime(from, to string) time.Duration {
	if from == to { // nearly always, and the planner asks very often
		return 0
	}
	from, to = strings.ToLower(strings.TrimSpace(from)), strings.ToLower(strings.TrimSpace(to))
	if from == to || from == "" || to == "" {
		return 0
	}
	a, knownA := centres[from]
	b, knownB := centres[to]
	minutes := float64(farUnknown)
	if knownA && knownB {
		minutes = toTheDoor + 60*winding*kilometres(a, b)/kmPerHour
	}
	return 5 * time.Minute * time.Duration(math.Ceil(minutes/5))
}

// kilometres is the great-circle distance.
func kilometres(a, b [2]float64) float64 {
	radians := func(degrees float64) float64 { return degrees * math.Pi / 180 }
	lat := math.Sin(radians(b[0]-a[0]) / 2)
	lon := math.Sin(radians(b[1]-a[1]) / 2)
	h := lat*lat + math.Cos(radians(a[0]))*math.Cos(radians(b[0]))*lon*lon
	return 2 * earthKM * math.Asin(math.Sqrt(h))
}
