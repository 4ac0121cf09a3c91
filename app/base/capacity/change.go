package capacity

import (
	"context"

	"github.com/hubittaako/hubittaako/app/base/postgres"
)

// Change makes what a booking holds exactly its demands, or changes nothing and returns *Short, and the caller rolls back.
// Only the difference is taken and the rest released, in one statement that locks the slots concerned in the order of all
// others: nobody can have in between what the booking keeps, and a booking may swap into a full slot what it gives back of
// the same slot. The caller has locked the booking, so that two changes of it cannot reckon from the same state. In a
// shortage Free counts what the booking itself has of the slot.
func Change(ctx context.Context, tx *postgres.Tx, booking int64, demands []Demand) error {
	wanted := Sum(demands)
	a := newArrays(len(wanted))
	for _, d := range wanted {
		a.add(d.Slot, d.Quantity)
	}
	var n struct{ Wanted, Counted int }
	err := tx.GetContext(ctx, &n, changeSQL, append(a.args(), booking)...)
	switch {
	case err != nil && postgres.Constraint(err) == "slot_taken_within_capacity":
		return &Short{}
	case err != nil:
		return err
	case n.Counted == n.Wanted:
		return nil
	}
	return shortOfChange(ctx, tx, booking, a)
}

// A row of difference says how much more (or less) of a slot the booking is to have. What grows needs room; what shrinks
// always may.
const changeSQL = `/* capacity.Change */
	WITH difference AS MATERIALIZED (
		SELECT resource_id, day, part, coalesce(w.quantity, 0) AS quantity, coalesce(w.quantity, 0) - coalesce(al.quantity, 0) AS more
		FROM unnest($1::bigint[], $2::date[], $3::smallint[], $4::int[]) AS w (resource_id, day, part, quantity)
		FULL JOIN (SELECT resource_id, day, part, quantity FROM allocation WHERE booking_id = $5) al USING (resource_id, day, part)
		WHERE coalesce(w.quantity, 0) <> coalesce(al.quantity, 0)
	), locked AS MATERIALIZED (
		SELECT s.resource_id, s.day, s.part, d.quantity, d.more
		FROM slot s JOIN difference d USING (resource_id, day, part)
		ORDER BY s.resource_id, s.day, s.part
		FOR UPDATE OF s
	), counted AS (
		UPDATE slot s SET taken = s.taken + l.more
		FROM locked l
		WHERE s.resource_id = l.resource_id AND s.day = l.day AND s.part = l.part AND (l.more < 0 OR s.taken + l.more <= s.capacity)
		RETURNING s.resource_id, s.day, s.part, l.quantity
	), freed AS (
		DELETE FROM allocation al USING counted c
		WHERE al.booking_id = $5 AND al.resource_id = c.resource_id AND al.day = c.day AND al.part = c.part AND c.quantity = 0
	), allocated AS (
		INSERT INTO allocation (booking_id, resource_id, day, part, quantity)
		SELECT $5, c.resource_id, c.day, c.part, c.quantity FROM counted c WHERE c.quantity > 0
		ON CONFLICT (booking_id, resource_id, day, part) DO UPDATE SET quantity = excluded.quantity
	)
	SELECT (SELECT count(*) FROM difference) AS wanted, (SELECT count(*) FROM counted) AS counted`

// shortOfChange explains a refusal: the slots of which the booking has not got what it wants, in the transaction that will
// be rolled back.
func shortOfChange(ctx context.Context, tx *postgres.Tx, booking int64, a *arrays) error {
	var rows []struct {
		Slot
		Wanted int `db:"wanted"`
		Free   int `db:"free"`
	}
	err := tx.SelectContext(ctx, &rows, `/* capacity.shortOfChange */
		SELECT w.resource_id, w.day, w.part, w.quantity AS wanted, coalesce(s.capacity - s.taken, 0) + coalesce(al.quantity, 0) AS free
		FROM unnest($1::bigint[], $2::date[], $3::smallint[], $4::int[]) AS w (resource_id, day, part, quantity)
		LEFT JOIN slot s USING (resource_id, day, part)
		LEFT JOIN allocation al ON al.booking_id = $5 AND al.resource_id = w.resource_id AND al.day = w.day AND al.part = w.part
		WHERE al.quantity IS DISTINCT FROM w.quantity
		ORDER BY w.resource_id, w.day, w.part`, append(a.args(), booking)...)
	if err != nil {
		return err
	}
	s := &Short{}
	for _, r := range rows {
		s.Shortages = append(s.Shortages, Shortage{Slot: r.Slot, Wanted: r.Wanted, Free: r.Free})
	}
	return s
}

// Held is what a booking holds, slot by slot in the order of all locks.
func Held(ctx context.Context, r postgres.Reader, booking int64) ([]Demand, error) {
	var list []Demand
	err := r.Select(ctx, &list, `/* capacity.Held */
		SELECT resource_id, day, part, quantity FROM allocation WHERE booking_id = $1 ORDER BY resource_id, day, part`, booking)
	return list, err
}

// Union is enough for either of two demands: of each slot the larger quantity. A booking that is about to become something
// else holds it until it knows which of the two it will be.
func Union(a, b []Demand) []Demand {
	most := map[Slot]int{}
	for _, d := range append(Sum(a), Sum(b)...) {
		most[d.Slot] = max(most[d.Slot], d.Quantity)
	}
	both := make([]Demand, 0, len(most))
	for s, n := range most {
		both = append(both, Demand{Slot: s, Quantity: n})
	}
	return Sum(both)
}
