package capacity_test

import (
	"errors"
	"fmt"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"github.com/hubittaako/hubittaako/app/base/capacity"
	"github.com/hubittaako/hubittaako/app/base/pgtest"
	"github.com/hubittaako/hubittaako/app/base/postgres"
)

func change(db *postgres.DB, booking int64, d []capacity.Demand) error {
	return db.InTx(ctx, func(tx *postgres.Tx) error {
		if _, err := tx.Exec(ctx, `/* capacity_test.lock */ SELECT 1 FROM booking WHERE id = $1 FOR NO KEY UPDATE`, booking); err != nil {
			return err
		}
		return capacity.Change(ctx, tx, booking, d)
	})
}

func held(t testing.TB, db *postgres.DB, booking int64) []capacity.Demand {
	t.Helper()
	list, err := capacity.Held(ctx, db, booking)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

func TestChangeLeavesExactlyTheDemands(t *testing.T) {
	db := pgtest.New(t)
	b := bookings(t, db, 2)
	h := hub(t, db, 5, 6)
	if err := take(db, b[0], wants(h, 3, 0, 1, 2)); err != nil {
		t.Fatal(err)
	}
	if err := take(db, b[1], wants(h, 2, 2, 3, 4)); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name  string
		want  []capacity.Demand
		taken string
	}{
		{"fewer", wants(h, 2, 0, 1, 2), "[2 2 4 2 2 0]"},
		{"other days, one shared", wants(h, 3, 2, 3), "[0 0 5 5 2 0]"},
		{"the same again", wants(h, 3, 2, 3), "[0 0 5 5 2 0]"},
		{"two demands for one slot", append(wants(h, 1, 5), wants(h, 4, 5, 0)...), "[4 0 2 2 2 5]"},
		{"nothing", nil, "[0 0 2 2 2 0]"},
		{"something out of nothing", wants(h, 5, 0, 5), "[5 0 2 2 2 5]"},
	} {
		if err := change(db, b[0], c.want); err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		if got := fmt.Sprint(taken(t, db, h)); got != c.taken {
			t.Errorf("%s: %s taken, want %s", c.name, got, c.taken)
		}
		if got, want := fmt.Sprint(held(t, db, b[0])), fmt.Sprint(capacity.Sum(c.want)); got != want {
			t.Errorf("%s: holds %s, want %s", c.name, got, want)
		}
	}
}

func TestARefusedChangeChangesNothingAndNamesTheSlots(t *testing.T) {
	db := pgtest.New(t)
	b := bookings(t, db, 2)
	h := hub(t, db, 5, 4)
	if err := take(db, b[0], wants(h, 3, 0, 1)); err != nil {
		t.Fatal(err)
	}
	if err := take(db, b[1], wants(h, 2, 1, 2)); err != nil {
		t.Fatal(err)
	}
	err := change(db, b[0], append(wants(h, 4, 1, 2, 3), wants(h, 1, 9)...))
	var short *capacity.Short
	if !errors.As(err, &short) {
		t.Fatalf("want a shortage, got %v", err)
	}
	slot := func(day int) capacity.Slot { return capacity.Slot{Resource: h, Day: monday.AddDays(day)} }
	if got, want := fmt.Sprint(short.Shortages), fmt.Sprint([]capacity.Shortage{
		{Slot: slot(1), Wanted: 4, Free: 3}, {Slot: slot(2), Wanted: 4, Free: 3}, {Slot: slot(9), Wanted: 1, Free: 0},
	}); got != want {
		t.Errorf("short of %s, want %s", got, want)
	}
	if got := fmt.Sprint(taken(t, db, h)); got != "[3 5 2 0]" {
		t.Errorf("a refused change left %s", got)
	}
}

// TestEveryKindOfResource: rooms by the hour, nights and seats of a ride are slots like desks are. A room's parts are hours.
func TestEveryKindOfResource(t *testing.T) {
	db := pgtest.New(t)
	all := bookings(t, db, 10)
	for i, kind := range []string{"desk_day", "session_seat", "room_hour", "lodging_night", "transfer_seat"} {
		t.Run(kind, func(t *testing.T) {
			b := all[2*i : 2*i+2]
			var r int64
			at := func(day, part, n int) capacity.Demand {
				return capacity.Demand{Slot: capacity.Slot{Resource: r, Day: monday.AddDays(day), Part: part}, Quantity: n}
			}
			err := db.InTx(ctx, func(tx *postgres.Tx) (err error) {
				if r, err = capacity.NewResource(ctx, tx, kind); err != nil {
					return err
				}
				var all []capacity.Setting
				for _, part := range []int{0, 9, 10, 11} {
					all = append(all, capacity.Setting{Slot: at(0, part, 0).Slot, Capacity: 1}, capacity.Setting{Slot: at(1, part, 0).Slot, Capacity: 1})
				}
				return capacity.Set(ctx, tx, all)
			})
			if err != nil {
				t.Fatal(err)
			}
			if err := take(db, b[0], []capacity.Demand{at(0, 9, 1), at(0, 10, 1)}); err != nil {
				t.Fatal(err)
			}
			if err := take(db, b[1], []capacity.Demand{at(0, 11, 1), at(1, 0, 1)}); err != nil {
				t.Fatal(err)
			}
			var short *capacity.Short
			if err := change(db, b[0], []capacity.Demand{at(0, 10, 1), at(0, 11, 1)}); !errors.As(err, &short) || len(short.Shortages) != 1 || short.Shortages[0].Part != 11 {
				t.Fatalf("into a taken hour: %v %+v", err, short)
			}
			want := []capacity.Demand{at(0, 10, 1), at(1, 9, 1)}
			if err := change(db, b[0], want); err != nil {
				t.Fatal(err)
			}
			if got := fmt.Sprint(held(t, db, b[0])); got != fmt.Sprint(want) {
				t.Errorf("holds %s", got)
			}
			if err := change(db, b[1], []capacity.Demand{at(0, 9, 1)}); err != nil {
				t.Errorf("the hour that was given back is not free: %v", err)
			}
		})
	}
}

// swapInto lets stays that hold a seat of their own want the one that is left elsewhere, all at once.
func swapInto(t *testing.T, db *postgres.DB, ids []int64, swap func(tx *postgres.Tx, booking int64, to []capacity.Demand) error) (served int, last int64) {
	t.Helper()
	own := hub(t, db, len(ids), 1)
	last = hub(t, db, 1, 1)
	for _, b := range ids {
		if err := take(db, b, wants(own, 1, 0)); err != nil {
			t.Fatal(err)
		}
	}
	return race(t, db, ids, func(tx *postgres.Tx, b int64) error { return swap(tx, b, wants(last, 1, 0)) }), last
}

func TestTheLastSeatIsSwappedIntoByOne(t *testing.T) {
	db := pgtest.New(t)
	ids := bookings(t, db, 20)
	n, last := swapInto(t, db, ids, func(tx *postgres.Tx, b int64, to []capacity.Demand) error { return capacity.Change(ctx, tx, b, to) })
	if n != 1 || fmt.Sprint(taken(t, db, last)) != "[1]" {
		t.Fatalf("%d stays swapped into the last seat", n)
	}
}

// The control: look first, release and count later, without lock or check. It must oversell.
func TestSwappingWithoutTheLockOversells(t *testing.T) {
	db := pgtest.New(t)
	ids := bookings(t, db, 8)
	if err := db.InTx(ctx, func(tx *postgres.Tx) error {
		_, err := tx.Exec(ctx, `/* capacity_test.control */ ALTER TABLE slot DROP CONSTRAINT slot_taken_within_capacity`)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	var looked sync.WaitGroup
	looked.Add(len(ids))
	n, last := swapInto(t, db, ids, func(tx *postgres.Tx, b int64, to []capacity.Demand) error {
		var free int
		err := tx.Get(ctx, &free, `/* capacity_test.look */ SELECT capacity - taken FROM slot WHERE resource_id = $1`, to[0].Resource)
		looked.Done()
		if err != nil {
			return err
		}
		looked.Wait()
		if free < 1 {
			return &capacity.Short{}
		}
		if err := capacity.Release(ctx, tx, b); err != nil {
			return err
		}
		_, err = tx.Exec(ctx, `/* capacity_test.count */ UPDATE slot SET taken = taken + 1 WHERE resource_id = $1`, to[0].Resource)
		return err
	})
	if n <= 1 || fmt.Sprint(taken(t, db, last)) == "[1]" {
		t.Fatalf("the control served %d: the race does not happen in this set-up", n)
	}
}

// TestTwoStaysMayTradePlaces: each wants what the other gives back. One may be refused, but nobody waits for somebody who
// waits for them, and nothing is left over or sold twice.
func TestTwoStaysMayTradePlaces(t *testing.T) {
	db := pgtest.New(t)
	ids := bookings(t, db, 12)
	a, b := hub(t, db, 8, 3), hub(t, db, 8, 3)
	for i, id := range ids {
		from := a
		if i%2 == 0 {
			from = b
		}
		if err := take(db, id, wants(from, 1, 0, 1, 2)); err != nil {
			t.Fatal(err)
		}
	}
	race(t, db, ids, func(tx *postgres.Tx, id int64) error {
		to := wants(a, 1, 2, 1, 0)
		if held, err := capacity.Held(ctx, tx, id); err != nil {
			return err
		} else if held[0].Resource == a {
			to = wants(b, 1, 0, 1, 2)
		}
		return capacity.Change(ctx, tx, id, to)
	})
	if got := fmt.Sprint(sumOf(taken(t, db, a)) + sumOf(taken(t, db, b))); got != "36" {
		t.Fatalf("%s places are taken by 12 stays of 3", got)
	}
}

func sumOf(list []int) (n int) {
	for _, x := range list {
		n += x
	}
	return n
}

// TestChangesFollowTheModel plays any sequence of changes by any bookings on a database and on a model of it: both refuse
// the same ones, and hold the same after each.
func TestChangesFollowTheModel(t *testing.T) {
	db := pgtest.New(t)
	ids := bookings(t, db, 3)
	rooms := []int64{hub(t, db, 4, 3), hub(t, db, 2, 3)}
	free := map[capacity.Slot]int{}
	for i, r := range rooms {
		for d := range 3 {
			free[capacity.Slot{Resource: r, Day: monday.AddDays(d)}] = []int{4, 2}[i]
		}
	}
	rapid.Check(t, func(rt *rapid.T) {
		has := map[int64]map[capacity.Slot]int{}
		for _, id := range ids {
			has[id] = map[capacity.Slot]int{}
			if err := change(db, id, nil); err != nil {
				rt.Fatal(err)
			}
		}
		for range rapid.IntRange(1, 6).Draw(rt, "steps") {
			id := rapid.SampledFrom(ids).Draw(rt, "booking")
			want := map[capacity.Slot]int{}
			var demands []capacity.Demand
			for range rapid.IntRange(0, 5).Draw(rt, "demands") {
				s := capacity.Slot{Resource: rapid.SampledFrom(rooms).Draw(rt, "resource"), Day: monday.AddDays(rapid.IntRange(0, 2).Draw(rt, "day"))}
				n := rapid.IntRange(0, 3).Draw(rt, "quantity")
				demands = append(demands, capacity.Demand{Slot: s, Quantity: n})
				want[s] += n
			}
			fits := true
			for s, n := range want {
				others := 0
				for other, h := range has {
					if other != id {
						others += h[s]
					}
				}
				fits = fits && others+n <= free[s]
			}
			err := change(db, id, demands)
			var short *capacity.Short
			if fits != (err == nil) || err != nil && !errors.As(err, &short) {
				rt.Fatalf("the model says %v, the database %v", fits, err)
			}
			if fits {
				has[id] = want
			}
			compare(rt, db, has)
		}
	})
}

func compare(t *rapid.T, db *postgres.DB, has map[int64]map[capacity.Slot]int) {
	sums := map[capacity.Slot]int{}
	for id, slots := range has {
		held, err := capacity.Held(ctx, db, id)
		if err != nil {
			t.Fatal(err)
		}
		for _, h := range held {
			if slots[h.Slot] != h.Quantity {
				t.Fatalf("booking %d holds %d of %v, the model says %d", id, h.Quantity, h.Slot, slots[h.Slot])
			}
			sums[h.Slot] += h.Quantity
		}
	}
	var states []capacity.State
	if err := db.Select(ctx, &states, `/* capacity_test.states */ SELECT resource_id, day, part, capacity, taken FROM slot`); err != nil {
		t.Fatal(err)
	}
	for _, s := range states {
		model := 0
		for _, slots := range has {
			model += slots[s.Slot]
		}
		if s.Taken != model || s.Taken != sums[s.Slot] {
			t.Fatalf("%v has %d taken, the model %d, allocations %d", s.Slot, s.Taken, model, sums[s.Slot])
		}
	}
}
