package web

import (
	"net/netip"
	"sync"
	"time"
)

// flood counts requests by address over a sliding window. It is crude, per process and forgetful on purpose: it keeps one
// visitor from starving the others. Sign-in attempts are counted elsewhere, in the database.
type flood struct {
	max    int
	window time.Duration
	now    func() time.Time

	mu       sync.Mutex
	began    time.Time
	current  map[netip.Prefix]int
	previous map[netip.Prefix]int
}

func newFlood(max int, window time.Duration, now func() time.Time) *flood {
	return &flood{max: max, window: window, now: now, began: now(), current: map[netip.Prefix]int{}}
}

// allow counts a request and says whether the address is still within its share. The previous window counts in proportion
// to how much of it the sliding window still covers.
func (l *flood) allow(ip netip.Addr) bool {
	if l.max <= 0 {
		return true
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	who := network(ip)
	passed := l.turn()
	rest := 1 - float64(passed)/float64(l.window)
	if float64(l.current[who])+float64(l.previous[who])*rest >= float64(l.max) {
		return false
	}
	l.current[who]++
	return true
}

// turn begins a new window when the current one is over and returns how far into it we are.
func (l *flood) turn() time.Duration {
	passed := l.now().Sub(l.began)
	if passed < l.window {
		return passed
	}
	l.previous, l.current = l.current, map[netip.Prefix]int{}
	if passed >= 2*l.window {
		l.previous = nil
	}
	l.began = l.began.Add(passed.Truncate(l.window))
	return passed % l.window
}

// network is what one visitor controls: an IPv4 address, or the /64 that every IPv6 line gets.
func network(ip netip.Addr) netip.Prefix {
	bits := 32
	if ip.Is6() {
		bits = 64
	}
	p, err := ip.Prefix(bits)
	if err != nil {
		return netip.Prefix{} // no address known: all such requests share one
	}
	return p
}
