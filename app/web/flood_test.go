package web

import (
	"net/netip"
	"testing"
	"time"
)

func TestFloodWindowSlides(t *testing.T) {
	now := time.Unix(1000, 0)
	l := newFlood(10, time.Minute, func() time.Time { return now })
	ip := netip.MustParseAddr("192.0.2.1")
	take := func() (n int) {
		for l.allow(ip) {
			n++
		}
		return n
	}
	for _, step := range []struct {
		after time.Duration
		want  int
	}{
		{0, 10},
		{59 * time.Second, 0},
		{time.Second, 0},       // a new window, but the old one still counts in full
		{30 * time.Second, 5},  // half of it does
		{30 * time.Second, 5},  // those five, and the half of ten before them is gone
		{10 * time.Minute, 10}, // all forgotten
	} {
		now = now.Add(step.after)
		if got := take(); got != step.want {
			t.Errorf("after %v: %d allowed, want %d", step.after, got, step.want)
		}
	}
}

func TestFloodCountsLinesNotAddresses(t *testing.T) {
	l := newFlood(1, time.Minute, time.Now)
	for _, c := range []struct {
		ip   string
		want bool
	}{
		{"192.0.2.1", true}, {"192.0.2.2", true}, {"192.0.2.1", false},
		{"2001:db8:1:2::1", true}, {"2001:db8:1:2:ffff::1", false}, {"2001:db8:1:3::1", true},
	} {
		if got := l.allow(netip.MustParseAddr(c.ip)); got != c.want {
			t.Errorf("%s: %v", c.ip, got)
		}
	}
	if !l.allow(netip.Addr{}) || l.allow(netip.Addr{}) {
		t.Error("requests without an address do not share one count")
	}
}
