package event

import (
	"context"
	"fmt"
	"sync"
	"testing"

	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
)

const (
	raceSeats  = 3
	racePeople = 8
)

// rush lets everybody use their link at the same moment and says how many are in and how many wait.
func (h *house) rush(o Occasion) (in, waiting int) {
	h.t.Helper()
	var tokens []string
	for i := range racePeople {
		tokens = append(tokens, h.ask(o, fmt.Sprintf("nro%d", i), 1))
	}
	h.Service.notify = &locked{Notifier: h.post}
	start := make(chan struct{})
	var wg sync.WaitGroup
	for _, token := range tokens {
		wg.Go(func() {
			<-start
			if _, err := h.Confirm(ctx, token); err != nil {
				h.t.Error(err)
			}
		})
	}
	close(start)
	wg.Wait()
	return h.number(`SELECT count(*) FROM event_signup WHERE state = 'in'`), h.number(`SELECT count(*) FROM event_signup WHERE state = 'waiting'`)
}

// locked lets one mail be noted at a time.
type locked struct {
	Notifier
	mu sync.Mutex
}

func (l *locked) Signup(ctx context.Context, tx *postgres.Tx, what News, o Occasion, s Signup) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.Notifier.Signup(ctx, tx, what, o, s)
}

func TestTheLastSeatIsGivenOnce(t *testing.T) {
	h := newHouse(t)
	o := h.seats(raceSeats)
	if in, waiting := h.rush(o); in != raceSeats || waiting != racePeople-raceSeats {
		t.Errorf("%d in, %d wait", in, waiting)
	}
	h.sound()
}

// TestTheRaceIsThere is the control: without the lock, everybody finds the same free seats and writes what they reckoned.
func TestTheRaceIsThere(t *testing.T) {
	h := newHouse(t)
	o := h.seats(raceSeats)
	var ready sync.WaitGroup
	ready.Add(racePeople)
	h.Service.lock = ""
	h.Service.seat = func(ctx context.Context, tx *postgres.Tx, o *Occasion, seats int) error {
		ready.Done()
		ready.Wait()
		o.Taken += seats
		_, err := tx.Exec(ctx, `/* event.unlocked */ UPDATE event_occasion SET taken = $2 WHERE id = $1`, o.ID, o.Taken)
		return err
	}
	if in, _ := h.rush(o); in <= raceSeats {
		t.Errorf("only %d are in: the test would not see a missing lock", in)
	}
	if broken, err := Violations(ctx, h.DB); err != nil || len(broken) != 1 {
		t.Errorf("the watch sees %v %v", broken, err)
	}
}

// TestEverythingAtOnce lets people come and leave, offers lapse, groups join and staff change the seats: nobody waits for somebody
// who waits for them, and the counts are right at the end.
func TestEverythingAtOnce(t *testing.T) {
	h := newHouse(t)
	o := h.seats(4)
	ref := h.stay(2, o.Day, 0)
	var tokens []string
	for i := range 6 {
		tokens = append(tokens, h.come(o, fmt.Sprintf("nro%d", i), 1+i%2))
	}
	h.Service.notify = &locked{Notifier: h.post}
	var wg sync.WaitGroup
	try := func(what string, do func() error) {
		wg.Go(func() {
			if err := do(); err != nil && fault.CodeOf(err) != fault.Conflict && fault.CodeOf(err) != fault.Invalid && fault.CodeOf(err) != fault.Gone {
				t.Errorf("%s: %v", what, err)
			}
		})
	}
	for i, token := range tokens {
		if i%2 == 0 {
			try("leave", func() error { _, err := h.Leave(ctx, token); return err })
		}
		try("confirm", func() error { _, err := h.Confirm(ctx, token); return err })
		try("join", func() error { return h.JoinGroup(ctx, h.Companies[0], ref, o.ID) })
		try("leave group", func() error { return h.LeaveGroup(ctx, h.Companies[0], ref, o.ID) })
		try("lapse", func() error { return h.LapseOffers(ctx) })
		times := coffee(func(f *Form) { f.Seats = 3 + i }).Times
		try("seats", func() error { return h.ChangeOccasion(ctx, h.Staff, o.ID, times) })
	}
	wg.Wait()
	h.sound()
	if now := h.occasion(o.ID); now.Taken > now.Capacity {
		t.Errorf("%d of %d", now.Taken, now.Capacity)
	}
}
