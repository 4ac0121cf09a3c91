package room

import (
	"errors"
	"fmt"
	"sync"
	"testing"

	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/app/base/capacity"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/packages/hub"
	"github.com/hubittaako/hubittaako/packages/packtest"
)

// race lets all try at once and counts who was served.
func race(t *testing.T, n int, try func(i int) error) (served int) {
	t.Helper()
	var wg sync.WaitGroup
	var mu sync.Mutex
	start := make(chan struct{})
	for i := range n {
		wg.Go(func() {
			<-start
			err := try(i)
			mu.Lock()
			defer mu.Unlock()
			if err == nil {
				served++
			} else if f := fault.As(err); f.Code != fault.Invalid && f.Code != fault.Conflict {
				t.Errorf("neither served nor refused: %v", err)
			}
		})
	}
	close(start)
	wg.Wait()
	return served
}

// TestOneOfManyGetsTheRoom: bookings that all overlap at ten o'clock, of different lengths, through the service.
func TestOneOfManyGetsTheRoom(t *testing.T) {
	h := newHouse(t)
	h.notify = silent{}
	n := race(t, 16, func(i int) error {
		from, to := 10*60-Quarter*(i%4), 10*60+Quarter*(1+i%3)
		_, err := h.book(h.Companies[i%2], Request{Day: h.day, From: &from, To: &to, People: 2, Company: packtest.Company(h.Companies[i%2])})
		return err
	})
	if n != 1 {
		t.Errorf("%d have the room", n)
	}
	h.sound()
}

// rows books without the room's lock, as a careless service would: hold takes the quarters, or does not.
func (h *house) row(tx *postgres.Tx, hold func(id int64) error) error {
	var id int64
	err := tx.Get(ctx, &id, `INSERT INTO room_booking (ref, room_id, hub_id, name, lang, day, starts, ends, buffer, starts_at, ends_at, people, net_cents, vat_cents, vat_bp, op_key)
		VALUES ($1, $2, $3, 'X', 'fi', $4, 600, 660, 15, $5, $6, 1, 0, 0, 0, $7) RETURNING id`,
		uuid.NewString()[:8], h.room.ID, h.HubID, h.day, dates.At(h.day, 600), dates.At(h.day, 660), uuid.New())
	if err != nil {
		return err
	}
	return hold(id)
}

func (h *house) demands() (settings []capacity.Setting, demands []capacity.Demand) {
	for _, part := range parts(600, 660, 15) {
		slot := capacity.Slot{Resource: h.room.ResourceID, Day: h.day, Part: part}
		settings, demands = append(settings, capacity.Setting{Slot: slot, Capacity: 1}), append(demands, capacity.Demand{Slot: slot, Quantity: 1})
	}
	return settings, demands
}

// looked lets everybody look before anybody takes: the worst moment, on purpose.
func (h *house) looked(t *testing.T, n int, hold func(tx *postgres.Tx, id int64) error) int {
	var all sync.WaitGroup
	all.Add(n)
	var once sync.Map // a transaction that runs again has looked already
	return race(t, n, func(i int) error {
		return h.DB.InTx(ctx, func(tx *postgres.Tx) error {
			var busy int
			if err := tx.Get(ctx, &busy, `SELECT count(*) FROM room_booking WHERE room_id = $1 AND state = 'booked'`, h.room.ID); err != nil {
				return err
			}
			if _, again := once.LoadOrStore(i, true); !again {
				all.Done()
			}
			all.Wait()
			if busy > 0 {
				return fault.New(fault.Conflict, "fault.sold_out")
			}
			return h.row(tx, func(id int64) error { return hold(tx, id) })
		})
	})
}

// TestWithoutItsLockOneStillGetsTheRoom: the quarters alone keep bookings apart, with no lock of the room above them.
func TestWithoutItsLockOneStillGetsTheRoom(t *testing.T) {
	h := newHouse(t)
	settings, demands := h.demands()
	n := h.looked(t, 8, func(tx *postgres.Tx, id int64) error {
		if err := capacity.Set(ctx, tx, settings); err != nil {
			return err
		}
		return ledger().Take(ctx, tx, id, demands)
	})
	if n != 1 {
		t.Errorf("%d have the room", n)
	}
	h.sound()
}

// The control: look first and write later, without quarters. It must overlap, or the tests above prove nothing; and the watch
// must see it.
func TestWithoutQuartersBookingsOverlap(t *testing.T) {
	h := newHouse(t)
	n := h.looked(t, 6, func(*postgres.Tx, int64) error { return nil })
	broken, err := Violations(ctx, h.DB)
	if n <= 1 || err != nil || len(broken) == 0 {
		t.Fatalf("the control served %d, the watch saw %v, %v", n, broken, err)
	}
}

// TestAQuarterHasOneHolder: the database refuses a second row for a quarter whatever the counters say.
func TestAQuarterHasOneHolder(t *testing.T) {
	h := newHouse(t)
	_, demands := h.demands()
	if _, err := h.book(h.Companies[0], h.ask("10:00-11:00", nil)); err != nil {
		t.Fatal(err)
	}
	for what, statement := range map[string]string{
		"room_allocation_once":       `INSERT INTO room_allocation (room_booking_id, resource_id, day, part, quantity) VALUES ($1, $2, $3, $4, 1)`,
		"slot_taken_within_capacity": `UPDATE slot SET taken = taken + 1 WHERE $1 > 0 AND resource_id = $2 AND day = $3 AND part = $4`,
	} {
		err := h.DB.InTx(ctx, func(tx *postgres.Tx) error {
			return h.row(tx, func(id int64) error {
				_, err := tx.Exec(ctx, statement, id, demands[0].Resource, demands[0].Day, demands[0].Part)
				return err
			})
		})
		if postgres.Constraint(err) != what {
			t.Errorf("%s: %v", what, err)
		}
	}
}

// TestADayClosesWhileCompaniesBook: either the day is closed, or somebody has the room.
func TestADayClosesWhileCompaniesBook(t *testing.T) {
	h := newHouse(t)
	h.notify = silent{}
	var mu sync.Mutex
	closed, booked := 0, 0
	race(t, 10, func(i int) error {
		var err error
		if i%5 == 0 {
			err = h.hubs.CloseDays(ctx, h.Staff, h.HubID, []hub.Closure{{Day: h.day}})
		} else {
			_, err = h.book(h.Companies[0], h.ask(fmt.Sprintf("%d:00-%d:30", 7+i%5, 7+i%5), nil))
		}
		mu.Lock()
		defer mu.Unlock()
		if inWay := (*hub.StaysInTheWay)(nil); err == nil && i%5 == 0 {
			closed++
		} else if err == nil {
			booked++
		} else if i%5 == 0 && !errors.As(err, &inWay) {
			t.Errorf("closing: %v", err)
		}
		return err
	})
	if (closed > 0) == (booked > 0) {
		t.Errorf("%d closed the day, %d have the room on it", closed, booked)
	}
	h.sound()
}
