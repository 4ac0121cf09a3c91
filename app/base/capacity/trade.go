package capacity

import (
	"context"
	"errors"

	"github.com/lib/pq"

	"github.com/hubittaako/hubittaako/app/base/postgres"
)

// Shift is how much more of a slot a booking is to have; less than zero is given back.
type Shift struct {
	Booking int64
	Slot
	More int
}

// errNotHeld is a caller's mistake: a booking cannot give what it has not got.
var errNotHeld = errors.New("capacity: a booking gives back what it does not hold")

// Trade makes several shifts at once, or none and returns *Short, and the caller rolls back. What bookings give and take of one slot is
// settled between them first: two may change places in slots that are full. Only what a slot gives on balance needs room. The slots are
// locked in the order of all others; the caller has locked the bookings.
func Trade(ctx context.Context, tx *postgres.Tx, shifts []Shift) error {
	all := summed(shifts)
	if len(all) == 0 {
		return nil
	}
	a := newArrays(len(all))
	bookings := make([]int64, len(all))
	for i, s := range all {
		a.add(s.Slot, s.More)
		bookings[i] = s.Booking
	}
	var n struct{ Wanted, Counted, Given, Gave int }
	err := tx.GetContext(ctx, &n, tradeSQL, append(a.args(), pq.Array(bookings))...)
	switch {
	case err != nil && postgres.Constraint(err) == "slot_taken_within_capacity":
		return &Short{}
	case err != nil:
		return err
	case n.Counted != n.Wanted:
		return &Short{}
	case n.Given != n.Gave:
		return errNotHeld
	}
	return nil
}

func summed(shifts []Shift) []Shift {
	type key struct {
		booking int64
		slot    Slot
	}
	sum := map[key]int{}
	for _, s := range shifts {
		sum[key{s.Booking, s.Slot}] += s.More
	}
	var all []Shift
	for k, n := range sum {
		if n != 0 {
			all = append(all, Shift{k.booking, k.slot, n})
		}
	}
	return sorted(all, func(s Shift) Slot { return s.Slot })
}

// A slot whose balance is zero is locked as well: what stands in it is somebody else's after the trade.
const tradeSQL = `/* capacity.Trade */
	WITH want AS MATERIALIZED (
		SELECT booking_id, resource_id, day, part, more
		FROM unnest($1::bigint[], $2::date[], $3::smallint[], $4::int[], $5::bigint[]) AS w (resource_id, day, part, more, booking_id)
	), balance AS MATERIALIZED (
		SELECT resource_id, day, part, sum(more)::int AS more FROM want GROUP BY resource_id, day, part
	), locked AS MATERIALIZED (
		SELECT s.resource_id, s.day, s.part, b.more
		FROM slot s JOIN balance b USING (resource_id, day, part)
		ORDER BY s.resource_id, s.day, s.part
		FOR UPDATE OF s
	), counted AS (
		UPDATE slot s SET taken = s.taken + l.more
		FROM locked l
		WHERE s.resource_id = l.resource_id AND s.day = l.day AND s.part = l.part AND (l.more <= 0 OR s.taken + l.more <= s.capacity)
		RETURNING s.resource_id, s.day, s.part
	), freed AS (
		DELETE FROM allocation al USING want w JOIN counted c USING (resource_id, day, part)
		WHERE al.booking_id = w.booking_id AND al.resource_id = w.resource_id AND al.day = w.day AND al.part = w.part AND al.quantity + w.more = 0
		RETURNING 1
	), lowered AS (
		UPDATE allocation al SET quantity = al.quantity + w.more
		FROM want w JOIN counted c USING (resource_id, day, part)
		WHERE al.booking_id = w.booking_id AND al.resource_id = w.resource_id AND al.day = w.day AND al.part = w.part AND w.more < 0 AND al.quantity + w.more > 0
		RETURNING 1
	), grown AS (
		INSERT INTO allocation (booking_id, resource_id, day, part, quantity)
		SELECT w.booking_id, w.resource_id, w.day, w.part, w.more FROM want w JOIN counted c USING (resource_id, day, part) WHERE w.more > 0
		ON CONFLICT (booking_id, resource_id, day, part) DO UPDATE SET quantity = allocation.quantity + excluded.quantity
	)
	SELECT (SELECT count(*) FROM balance) AS wanted, (SELECT count(*) FROM counted) AS counted, (SELECT count(*) FROM want WHERE more < 0) AS given,
		(SELECT count(*) FROM freed) + (SELECT count(*) FROM lowered) AS gave`
