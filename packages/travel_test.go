package packages

import (
	"testing"
	"time"
)

func TestTravelTime(t *testing.T) {
	for _, c := range []struct {
		from, to    string
		least, most time.Duration
	}{
		{"Pihtipudas", "Pihtipudas", 0, 0},
		{"Pihtipudas", " pihtipudas", 0, 0},
		{"Pihtipudas", "", 0, 0},
		{"Pihtipudas", "Viitasaari", 35 * time.Minute, 50 * time.Minute}, // 40 km on highway 4, half an hour and the door
		{"Pihtipudas", "Jyväskylä", 100 * time.Minute, 140 * time.Minute},
		{"Pihtipudas", "Helsinki", 45 * time.Minute, 45 * time.Minute},
	} {
		there, back := TravelTime(c.from, c.to), TravelTime(c.to, c.from)
		if there != back || there < c.least || there > c.most {
			t.Errorf("%q to %q: %v and back %v, want %v to %v", c.from, c.to, there, back, c.least, c.most)
		}
	}
}
