package capacity_test

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"

	"pgregory.net/rapid"

	"github.com/hubittaako/hubittaako/app/base/capacity"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/pgtest"
	"github.com/hubittaako/hubittaako/app/base/postgres"
)

var (
	ctx    = context.Background()
	monday = dates.MustParse("2027-06-07")
)

// bookings makes n bookings of one company that hold nothing yet.
func bookings(t testing.TB, db *postgres.DB, n int) []int64 {
	t.Helper()
	var ids []int64
	err := db.InTx(ctx, func(tx *postgres.Tx) error {
		return tx.Select(ctx, &ids, `/* capacity_test.bookings */
			WITH r AS (INSERT INTO resource (kind) VALUES ('desk_day') RETURNING id),
			h AS (INSERT INTO hub (slug, name, municipality, lat, lon, resource_id) SELECT 'h', 'H', 'Pihtipudas', 63, 25, id FROM r RETURNING id),
			p AS (INSERT INTO package (hub_id, slug) SELECT id, 'p' FROM h RETURNING id),
			v AS (INSERT INTO revision (package_id, number, name_fi) SELECT id, 1, 'P' FROM p RETURNING id, package_id),
			c AS (INSERT INTO company (name, business_id, street, postcode, city, billing_email) VALUES ('C', '9000001-1', '', '', '', '') RETURNING id),
			b AS (INSERT INTO person (email, name) VALUES ('a@example.fi', 'A') RETURNING id)
			INSERT INTO booking (ref, company_id, booker_id, package_id, revision_id, starts_on, ends_on, people, hold_expires_at, net_cents, vat_cents, gross_cents, op_key)
			SELECT 'B' || n, c.id, b.id, v.package_id, v.id, '2027-06-07', '2027-06-11', 1, now(), 0, 0, 0, gen_random_uuid()
			FROM c, b, v, generate_series(1, $1) n
			RETURNING id`, n)
	})
	if err != nil {
		t.Fatal(err)
	}
	return ids
}

// hub makes a resource with desks on a number of days from Monday.
func hub(t testing.TB, db *postgres.DB, desks, days int) int64 {
	t.Helper()
	var id int64
	err := db.InTx(ctx, func(tx *postgres.Tx) (err error) {
		if id, err = capacity.NewResource(ctx, tx, "desk_day"); err != nil {
			return err
		}
		return capacity.Set(ctx, tx, week(id, desks, days))
	})
	if err != nil {
		t.Fatal(err)
	}
	return id
}

func week(resource int64, desks, days int) []capacity.Setting {
	var out []capacity.Setting
	for i := range days {
		out = append(out, capacity.Setting{Slot: capacity.Slot{Resource: resource, Day: monday.AddDays(i)}, Capacity: desks})
	}
	return out
}

func wants(resource int64, people int, days ...int) []capacity.Demand {
	var out []capacity.Demand
	for _, i := range days {
		out = append(out, capacity.Demand{Slot: capacity.Slot{Resource: resource, Day: monday.AddDays(i)}, Quantity: people})
	}
	return out
}

func take(db *postgres.DB, booking int64, d []capacity.Demand) error {
	return db.InTx(ctx, func(tx *postgres.Tx) error { return capacity.Take(ctx, tx, booking, d) })
}

func taken(t testing.TB, db *postgres.DB, resource int64) []int {
	t.Helper()
	states, err := capacity.States(ctx, db, []int64{resource}, monday, monday.AddDays(14))
	if err != nil {
		t.Fatal(err)
	}
	var out []int
	for _, s := range states {
		out = append(out, s.Taken)
	}
	return out
}

func TestTakeIsAllOrNothing(t *testing.T) {
	db := pgtest.New(t)
	b := bookings(t, db, 3)
	h := hub(t, db, 5, 5)
	if err := take(db, b[0], wants(h, 3, 1, 2)); err != nil {
		t.Fatal(err)
	}
	err := take(db, b[1], wants(h, 3, 0, 1, 2, 3))
	var short *capacity.Short
	if !errors.As(err, &short) {
		t.Fatalf("want a shortage, got %v", err)
	}
	if got := fmt.Sprint(short.Shortages); got != fmt.Sprint([]capacity.Shortage{
		{Slot: capacity.Slot{Resource: h, Day: monday.AddDays(1)}, Wanted: 3, Free: 2},
		{Slot: capacity.Slot{Resource: h, Day: monday.AddDays(2)}, Wanted: 3, Free: 2},
	}) {
		t.Fatalf("shortages: %s", got)
	}
	if fault.CodeOf(err) != fault.Conflict {
		t.Fatalf("a shortage is a conflict, got %v", fault.CodeOf(err))
	}
	if got := fmt.Sprint(taken(t, db, h)); got != "[0 3 3 0 0]" {
		t.Fatalf("a refused take left %s", got)
	}
}

func TestTakeSumsDemandsForOneSlot(t *testing.T) {
	db := pgtest.New(t)
	b := bookings(t, db, 1)
	h := hub(t, db, 5, 2)
	if err := take(db, b[0], append(wants(h, 3, 0), wants(h, 3, 0)...)); err == nil {
		t.Fatal("3 + 3 of 5 was given")
	}
	if err := take(db, b[0], append(wants(h, 3, 0), wants(h, 2, 0)...)); err != nil {
		t.Fatal(err)
	}
	if got := fmt.Sprint(taken(t, db, h)); got != "[5 0]" {
		t.Fatal(got)
	}
}

func TestTakeOfADayThatDoesNotExistIsRefused(t *testing.T) {
	db := pgtest.New(t)
	b := bookings(t, db, 1)
	h := hub(t, db, 5, 2)
	var short *capacity.Short
	if err := take(db, b[0], wants(h, 1, 1, 2)); !errors.As(err, &short) || len(short.Shortages) != 1 || short.Shortages[0].Free != 0 {
		t.Fatalf("got %v", err)
	}
}

func TestReleaseGivesEverythingBackOnce(t *testing.T) {
	db := pgtest.New(t)
	b := bookings(t, db, 2)
	h := hub(t, db, 5, 3)
	for i, n := range []int{2, 1} {
		if err := take(db, b[i], wants(h, n, 0, 1, 2)); err != nil {
			t.Fatal(err)
		}
	}
	for range 2 {
		if err := db.InTx(ctx, func(tx *postgres.Tx) error { return capacity.Release(ctx, tx, b[0]) }); err != nil {
			t.Fatal(err)
		}
		if got := fmt.Sprint(taken(t, db, h)); got != "[1 1 1]" {
			t.Fatal(got)
		}
	}
}

func TestSetRefusesToGoBelowWhatIsTaken(t *testing.T) {
	db := pgtest.New(t)
	b := bookings(t, db, 1)
	h := hub(t, db, 5, 3)
	if err := take(db, b[0], wants(h, 4, 1)); err != nil {
		t.Fatal(err)
	}
	err := db.InTx(ctx, func(tx *postgres.Tx) error { return capacity.Set(ctx, tx, week(h, 3, 3)) })
	var inUse *capacity.InUse
	if !errors.As(err, &inUse) || len(inUse.Slots) != 1 || inUse.Slots[0].Day != monday.AddDays(1) {
		t.Fatalf("got %v", err)
	}
	states, _ := capacity.States(ctx, db, []int64{h}, monday, monday.AddDays(3))
	if states[0].Capacity != 5 {
		t.Fatal("a refused change lowered another day")
	}
	if err := db.InTx(ctx, func(tx *postgres.Tx) error { return capacity.Set(ctx, tx, week(h, 4, 3)) }); err != nil {
		t.Fatal(err)
	}
}

// race lets everybody want the last places at once and says how many were served. It drives Take through the real engine,
// or a version without its lock and its check, which must oversell: otherwise the race proves nothing.
func race(t *testing.T, db *postgres.DB, ids []int64, grab func(tx *postgres.Tx, booking int64) error) (served int) {
	t.Helper()
	var wg sync.WaitGroup
	var mu sync.Mutex
	start := make(chan struct{})
	for _, b := range ids {
		wg.Go(func() {
			<-start
			err := db.InTx(ctx, func(tx *postgres.Tx) error { return grab(tx, b) })
			var short *capacity.Short
			switch {
			case err == nil:
				mu.Lock()
				served++
				mu.Unlock()
			case !errors.As(err, &short):
				t.Errorf("neither served nor short: %v", err)
			}
		})
	}
	close(start)
	wg.Wait()
	return served
}

func TestTheLastDeskGoesToOne(t *testing.T) {
	db := pgtest.New(t)
	ids := bookings(t, db, 20)
	h := hub(t, db, 1, 5)
	if n := race(t, db, ids, func(tx *postgres.Tx, b int64) error {
		return capacity.Take(ctx, tx, b, wants(h, 1, 0, 1, 2, 3, 4))
	}); n != 1 {
		t.Fatalf("the last desk went to %d", n)
	}
	if got := fmt.Sprint(taken(t, db, h)); got != "[1 1 1 1 1]" {
		t.Fatal(got)
	}
}

// The control: look first, count later, without lock or check. It must oversell, or the test above proves nothing.
func TestWithoutTheLockTheRaceOversells(t *testing.T) {
	db := pgtest.New(t)
	ids := bookings(t, db, 8) // fewer than the pool has connections: all of them look while none has counted
	h := hub(t, db, 1, 1)
	if err := db.InTx(ctx, func(tx *postgres.Tx) error {
		_, err := tx.Exec(ctx, `/* capacity_test.control */ ALTER TABLE slot DROP CONSTRAINT slot_taken_within_capacity`)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	looked := sync.WaitGroup{}
	looked.Add(len(ids))
	n := race(t, db, ids, func(tx *postgres.Tx, b int64) error {
		var free int
		err := tx.Get(ctx, &free, `/* capacity_test.look */ SELECT capacity - taken FROM slot WHERE resource_id = $1 AND day = $2`, h, monday)
		looked.Done()
		if err != nil {
			return err
		}
		looked.Wait() // everybody has looked before anybody counts: the worst moment, on purpose
		if free < 1 {
			return &capacity.Short{}
		}
		_, err = tx.Exec(ctx, `/* capacity_test.count */ UPDATE slot SET taken = taken + 1 WHERE resource_id = $1 AND day = $2`, h, monday)
		return err
	})
	if n <= 1 {
		t.Fatalf("the control served %d: the race does not happen in this set-up", n)
	}
}

func TestOppositeOrdersDoNotDeadlock(t *testing.T) {
	db := pgtest.New(t)
	ids := bookings(t, db, 20)
	a, b := hub(t, db, 100, 5), hub(t, db, 100, 5)
	n := race(t, db, ids, func(tx *postgres.Tx, booking int64) error {
		d := append(wants(a, 1, 0, 1, 2), wants(b, 1, 0, 1, 2)...)
		if booking%2 == 0 {
			d = append(wants(b, 1, 2, 1, 0), wants(a, 1, 2, 1, 0)...)
		}
		return capacity.Take(ctx, tx, booking, d)
	})
	if n != 20 {
		t.Fatalf("served %d of 20", n)
	}
}

func TestSumKeepsEveryQuantity(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var demands []capacity.Demand
		total := 0
		for range rapid.IntRange(0, 30).Draw(t, "n") {
			q := rapid.IntRange(0, 9).Draw(t, "q")
			total += q
			demands = append(demands, capacity.Demand{
				Slot: capacity.Slot{Resource: int64(rapid.IntRange(1, 3).Draw(t, "r")), Day: monday.AddDays(rapid.IntRange(0, 3).Draw(t, "d"))}, Quantity: q,
			})
		}
		sum := capacity.Sum(demands)
		got := 0
		for i, d := range sum {
			got += d.Quantity
			if i > 0 {
				p := sum[i-1]
				if p.Resource > d.Resource || p.Resource == d.Resource && !p.Day.Before(d.Day) {
					t.Fatalf("not in order, or a slot twice: %v", sum)
				}
			}
		}
		if got != total {
			t.Fatalf("asked for %d, summed to %d", total, got)
		}
	})
}
