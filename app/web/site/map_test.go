package site

import (
	"fmt"
	"math"
	"regexp"
	"strings"
	"testing"

	"github.com/hubittaako/hubittaako/packages/hub"
)

func townHub(id int64, name, municipality string, lat, lon float64, status hub.Status) hub.Hub {
	return hub.Hub{ID: id, Slug: fmt.Sprint("h", id), Name: name, Municipality: municipality, Lat: lat, Lon: lon, Status: status}
}

// region is hubs as they are and as they may come.
var region = []hub.Hub{
	townHub(1, "HUBteekki", "Pihtipudas", 63.367, 25.574, hub.Working), townHub(2, "Osaamiskeskus Lennätin", "Viitasaari", 63.076, 25.860, hub.Working),
	townHub(3, "Demohubi Kinnula", "Kinnula", 63.366, 24.966, hub.Working), townHub(4, "Demohubi Saarijärvi", "Saarijärvi", 62.706, 25.257, hub.Working),
	townHub(5, "Demohubi Konnevesi", "Konnevesi", 62.628, 26.288, hub.Planned), townHub(6, "Äänehub", "Äänekoski", 62.604, 25.727, hub.Closed),
	townHub(7, "Etätyöpiste Joutsa", "Joutsa", 61.741, 26.115, hub.Planned), townHub(8, "Kampus", "Jyväskylä", 62.242, 25.747, hub.Planned),
	townHub(9, "Karstulan hubi", "Karstula", 62.880, 24.800, hub.Planned), townHub(10, "Kivijärven hubi", "Kivijärvi", 63.120, 25.078, hub.Planned),
}

func toTown(name string, km int) string { return fmt.Sprint(name, " ", km, " km") }

func TestNamesOnTheMapKeepApart(t *testing.T) {
	for n := 1; n <= len(region); n++ {
		c := chartOf(region[:n], toTown)
		boxes := map[string]box{"sign": square(c.Sign, 18)}
		for _, p := range c.Pins {
			if !c.inside(p.spot) {
				t.Errorf("%d hubs: %s is off the map", n, p.Name)
			}
			boxes["pin "+p.Name], boxes["name "+p.Name] = square(p.spot, 14), p.name.box
		}
		for _, list := range [][]mapName{c.Lakes, c.Towns, c.Kms, c.Ends} {
			for _, m := range list {
				boxes["text "+m.Text] = m.box
			}
		}
		for a, one := range boxes {
			if !strings.HasPrefix(a, "pin") && !one.within(c.frame) && a != "sign" {
				t.Errorf("%d hubs: %q leaves the map: %+v", n, a, one)
			}
			for b, other := range boxes {
				if a < b && one.over(other) {
					t.Errorf("%d hubs: %q lies over %q", n, a, b)
				}
			}
		}
	}
}

func TestTheMapIsTrue(t *testing.T) {
	c := chartOf(region[:5], toTown)
	at := func(i int) spot { return c.Pins[i].spot }
	if at(0).y >= at(1).y || at(0).x >= at(1).x || at(2).x >= at(0).x || at(3).y <= at(1).y || at(4).x <= at(1).x {
		t.Errorf("the hubs do not lie as they do in the country: %v", c.Pins)
	}
	// The same length on the map in either direction: from HUBteekki to Kinnula, and to Lennätin.
	west, south := at(0).to(at(2))/birdKm(townOf(region[0]).at, townOf(region[2]).at), at(0).to(at(1))/birdKm(townOf(region[0]).at, townOf(region[1]).at)
	if math.Abs(west/south-1) > .02 {
		t.Errorf("a kilometre is %.2f to the west and %.2f to the south", west, south)
	}
	for i, want := range []bool{true, true, false, false, false, true, true, true, false, false} {
		if atRoad4(region[i]) != want {
			t.Errorf("%s by highway 4: %v", region[i].Name, !want)
		}
	}
}

func TestTheMapSaysHowFar(t *testing.T) {
	c := chartOf(region[:5], toTown)
	if len(c.Kms) != 1 || c.Kms[0].Text != "40\u00a0km" {
		t.Errorf("between the hubs of the road: %v", c.Kms)
	}
	if len(c.Ends) != 2 || c.Ends[0].Text != "Oulu 200 km" || c.Ends[1].Text != "Jyväskylä 100 km" {
		t.Errorf("the road's ends: %v", c.Ends)
	}
	if c := chartOf(region[3:4], toTown); len(c.Kms)+len(c.Ends) > 0 {
		t.Errorf("no hub by the road, but %v %v", c.Kms, c.Ends)
	}
	if c := chartOf(nil, toTown); c.road() == "" || c.water() == "" {
		t.Error("the land is drawn without hubs too")
	}
}

func TestMapPathsAreWhole(t *testing.T) {
	good := regexp.MustCompile(`^(M-?\d+ -?\d+(q-?\d+(?: ?-?\d+){3})+z?)+$`)
	c := chartOf(region, toTown)
	for name, d := range map[string]string{"water": c.water(), "road": c.road(), "sides": c.sides()} {
		if !good.MatchString(strings.ReplaceAll(d, " -", "-")) && !good.MatchString(d) {
			t.Errorf("%s: %.120s", name, d)
		}
	}
}

func TestRoadKilometres(t *testing.T) {
	for _, c := range []struct {
		a, b      int
		from, to  int // what people would say
		same      bool
		otherWays bool
	}{
		{a: 0, b: 1, from: 40, to: 40}, {a: 0, b: 2, from: 35, to: 40}, {a: 0, b: 3, from: 85, to: 95}, {a: 0, b: 4, from: 105, to: 115}, {a: 0, b: 7, from: 140, to: 140},
		{a: 1, b: 7, from: 100, to: 100}, {a: 0, b: 6, from: 210, to: 230}, {a: 0, b: 0, from: 0, to: 0},
	} {
		a, b := townOf(region[c.a]), townOf(region[c.b])
		if km := roadKm(a, b); km < c.from || km > c.to || km != roadKm(b, a) {
			t.Errorf("%s to %s: %d km, back %d km", a.name, b.name, km, roadKm(b, a))
		}
	}
	for km, want := range map[float64]int{3.4: 3, 14.6: 15, 42.4: 40, 198: 200, 287: 290} {
		if got := roundKm(km); got != want {
			t.Errorf("%v km is said as %d", km, got)
		}
	}
	for km, want := range map[int]int{40: 30, 140: 105, 200: 150, 410: 315, 2: 5} {
		if got := drive(km); got != want {
			t.Errorf("%d km take %d minutes", km, got)
		}
	}
}

func TestNearestHubsFirst(t *testing.T) {
	near := nearest(region, region[1])
	if len(near) != len(region)-2 || near[0].Name != "HUBteekki" {
		t.Fatalf("%v", near)
	}
	for i, n := range near {
		if n.Status == hub.Closed || i > 0 && n.km < near[i-1].km {
			t.Errorf("%d: %s, %d km", i, n.Name, n.km)
		}
	}
}

func TestRowsOfCardsAreFull(t *testing.T) {
	for count := 2; count <= 12; count++ {
		cells := 0
		for i := range count {
			if wideCard(i, count) {
				cells++
			}
			if left := 4 - cells%4; wideCard(i, count) && cells%4 == 0 {
				t.Errorf("%d cards: the wide one at %d breaks a row (%d left)", count, i, left)
			}
			cells++
		}
		if cells%4 != 0 {
			t.Errorf("%d cards take %d cells", count, cells)
		}
	}
}
