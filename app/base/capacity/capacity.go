package capacity

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/lib/pq"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
)

// Slot is a resource on a day. Part divides the day where the resource needs it, and is 0 where the day is whole.
type Slot struct {
	Resource int64      `db:"resource_id"`
	Day      dates.Date `db:"day"`
	Part     int        `db:"part"`
}

// Demand asks for a quantity (desks, seats) of one slot.
type Demand struct {
	Slot
	Quantity int `db:"quantity"`
}

// State is a slot as it stands now.
type State struct {
	Slot
	Capacity int `db:"capacity"`
	Taken    int `db:"taken"`
}

// Free is what is left of the slot.
func (s State) Free() int { return s.Capacity - s.Taken }

// Setting gives a slot its capacity.
type Setting struct {
	Slot
	Capacity int
}

// Shortage is a slot that could not give what was asked. Free is 0 for a slot that does not exist.
type Shortage struct {
	Slot
	Wanted, Free int
}

// Short is the refusal of Take: nothing was taken, and these slots are why.
type Short struct{ Shortages []Shortage }

func (s *Short) Error() string { return fmt.Sprintf("capacity: %d slots are short", len(s.Shortages)) }

// As lets a shortage nobody handled reach a person as a conflict.
func (s *Short) As(target any) bool {
	f, ok := target.(**fault.Error)
	if ok {
		*f = fault.New(fault.Conflict, "fault.sold_out")
	}
	return ok
}

// InUse is the refusal of Set: these slots have more taken than the capacity asked for.
type InUse struct{ Slots []State }

func (e *InUse) Error() string {
	return fmt.Sprintf("capacity: %d slots have more taken", len(e.Slots))
}

// As lets an unhandled refusal reach a person as a conflict.
func (e *InUse) As(target any) bool {
	f, ok := target.(**fault.Error)
	if ok {
		*f = fault.New(fault.Conflict, "fault.capacity_in_use")
	}
	return ok
}

// NewResource makes a resource of a kind: desk_day, session_seat, room_hour, lodging_night or transfer_seat.
func NewResource(ctx context.Context, tx *postgres.Tx, kind string) (int64, error) {
	var id int64
	err := tx.GetContext(ctx, &id, `/* capacity.NewResource */ INSERT INTO resource (kind) VALUES ($1) RETURNING id`, kind)
	return id, err
}

// Set gives slots their capacity, making those that are new. It is all or nothing: when a slot has more taken than asked
// it changes none and returns *InUse.
func Set(ctx context.Context, tx *postgres.Tx, settings []Setting) error {
	if len(settings) == 0 {
		return nil
	}
	a := newArrays(len(settings))
	for _, s := range sorted(settings, func(s Setting) Slot { return s.Slot }) {
		a.add(s.Slot, s.Capacity)
	}
	var over []State
	err := tx.SelectContext(ctx, &over, `/* capacity.Set locks */
		SELECT s.resource_id, s.day, s.part, s.capacity, s.taken
		FROM unnest($1::bigint[], $2::date[], $3::smallint[], $4::int[]) AS w (resource_id, day, part, capacity)
		JOIN slot s USING (resource_id, day, part)
		ORDER BY s.resource_id, s.day, s.part
		FOR UPDATE OF s`, a.args()...)
	if err != nil {
		return err
	}
	asked := make(map[Slot]int, len(settings))
	for _, s := range settings {
		asked[s.Slot] = s.Capacity
	}
	over = slices.DeleteFunc(over, func(s State) bool { return s.Taken <= asked[s.Slot] })
	if len(over) > 0 {
		return &InUse{Slots: over}
	}
	_, err = tx.ExecContext(ctx, `/* capacity.Set */
		INSERT INTO slot (resource_id, day, part, capacity)
		SELECT w.resource_id, w.day, w.part, w.capacity
		FROM unnest($1::bigint[], $2::date[], $3::smallint[], $4::int[]) AS w (resource_id, day, part, capacity)
		ORDER BY 1, 2, 3
		ON CONFLICT (resource_id, day, part) DO UPDATE SET capacity = excluded.capacity
		WHERE slot.capacity <> excluded.capacity`, a.args()...)
	return err
}

// Take gives a booking everything it asks for, or nothing: then it returns *Short, and the caller rolls back. Demands for
// one slot are summed first. One statement locks the slots in one order for all callers, so that two stays cannot wait for
// each other, checks and counts them, and writes the allocations; what another transaction took while this one waited is
// seen, since a locked row is read again.
func Take(ctx context.Context, tx *postgres.Tx, booking int64, demands []Demand) error {
	return take(ctx, tx, stays(), booking, demands)
}

func take(ctx context.Context, tx *postgres.Tx, in Ledger, holder int64, demands []Demand) error {
	wanted := Sum(demands)
	if len(wanted) == 0 {
		return nil
	}
	a := newArrays(len(wanted))
	for _, d := range wanted {
		a.add(d.Slot, d.Quantity)
	}
	var got int
	err := tx.GetContext(ctx, &got, in.in(takeSQL), append(a.args(), holder)...)
	switch {
	case err != nil && postgres.Constraint(err) == "slot_taken_within_capacity":
		return &Short{}
	case err != nil:
		return err
	case got == len(wanted):
		return nil
	}
	return short(ctx, tx, in, holder, wanted)
}

const takeSQL = `/* capacity.Take */
	WITH want AS MATERIALIZED (
		SELECT w.resource_id, w.day, w.part, w.quantity
		FROM unnest($1::bigint[], $2::date[], $3::smallint[], $4::int[]) AS w (resource_id, day, part, quantity)
	), locked AS MATERIALIZED (
		SELECT s.resource_id, s.day, s.part, w.quantity
		FROM slot s JOIN want w USING (resource_id, day, part)
		ORDER BY s.resource_id, s.day, s.part
		FOR UPDATE OF s
	), counted AS (
		UPDATE slot s SET taken = s.taken + l.quantity
		FROM locked l
		WHERE s.resource_id = l.resource_id AND s.day = l.day AND s.part = l.part AND s.taken + l.quantity <= s.capacity
		RETURNING s.resource_id, s.day, s.part, l.quantity
	), allocated AS (
		INSERT INTO allocation (booking_id, resource_id, day, part, quantity)
		SELECT $5, c.resource_id, c.day, c.part, c.quantity FROM counted c
		ON CONFLICT (booking_id, resource_id, day, part) DO UPDATE SET quantity = allocation.quantity + excluded.quantity
		RETURNING 1
	)
	SELECT count(*) FROM allocated`

// short explains a refusal. The transaction has taken what it could of the demand and will be rolled back, so what this
// booking has now comes on top of what is free.
func short(ctx context.Context, tx *postgres.Tx, in Ledger, holder int64, wanted []Demand) error {
	a := newArrays(len(wanted))
	for _, d := range wanted {
		a.add(d.Slot, d.Quantity)
	}
	var rows []struct {
		Slot
		Wanted int `db:"wanted"`
		Free   int `db:"free"`
	}
	err := tx.SelectContext(ctx, &rows, in.in(`/* capacity.short */
		SELECT w.resource_id, w.day, w.part, w.quantity AS wanted, coalesce(s.capacity - s.taken, 0) AS free
		FROM unnest($1::bigint[], $2::date[], $3::smallint[], $4::int[]) AS w (resource_id, day, part, quantity)
		LEFT JOIN slot s USING (resource_id, day, part)
		LEFT JOIN allocation al ON al.booking_id = $5 AND al.resource_id = w.resource_id AND al.day = w.day AND al.part = w.part
		WHERE al.booking_id IS NULL
		ORDER BY w.resource_id, w.day, w.part`), append(a.args(), holder)...)
	if err != nil {
		return err
	}
	s := &Short{}
	for _, r := range rows {
		s.Shortages = append(s.Shortages, Shortage{Slot: r.Slot, Wanted: r.Wanted, Free: r.Free})
	}
	return s
}

// Release gives back everything a booking holds. Releasing twice is no error: the second finds nothing.
func Release(ctx context.Context, tx *postgres.Tx, booking int64) error {
	return stays().Release(ctx, tx, booking)
}

const releaseSQL = `/* capacity.Release */
	WITH locked AS MATERIALIZED (
		SELECT s.resource_id, s.day, s.part
		FROM slot s JOIN allocation al USING (resource_id, day, part)
		WHERE al.booking_id = $1
		ORDER BY s.resource_id, s.day, s.part
		FOR UPDATE OF s
	), freed AS (
		DELETE FROM allocation al USING locked l
		WHERE al.booking_id = $1 AND al.resource_id = l.resource_id AND al.day = l.day AND al.part = l.part
		RETURNING al.resource_id, al.day, al.part, al.quantity
	)
	UPDATE slot s SET taken = s.taken - f.quantity
	FROM freed f
	WHERE s.resource_id = f.resource_id AND s.day = f.day AND s.part = f.part`

// States reads the slots of resources on the days from (in) until (out).
func States(ctx context.Context, r postgres.Reader, resources []int64, from, until dates.Date) ([]State, error) {
	var states []State
	err := r.Select(ctx, &states, `/* capacity.States */
		SELECT resource_id, day, part, capacity, taken
		FROM slot
		WHERE resource_id = ANY ($1) AND day >= $2 AND day < $3
		ORDER BY resource_id, day, part`, pq.Array(resources), from, until)
	return states, err
}

// Sum adds up the demands for each slot and sorts them in the order that every lock is taken.
func Sum(demands []Demand) []Demand {
	bySlot := map[Slot]int{}
	for _, d := range demands {
		bySlot[d.Slot] += d.Quantity
	}
	sum := make([]Demand, 0, len(bySlot))
	for s, n := range bySlot {
		if n > 0 {
			sum = append(sum, Demand{Slot: s, Quantity: n})
		}
	}
	return sorted(sum, func(d Demand) Slot { return d.Slot })
}

func sorted[T any](in []T, slot func(T) Slot) []T {
	out := slices.Clone(in)
	slices.SortFunc(out, func(a, b T) int {
		x, y := slot(a), slot(b)
		return cmp.Or(cmp.Compare(x.Resource, y.Resource), x.Day.Compare(y.Day), cmp.Compare(x.Part, y.Part))
	})
	return out
}

// arrays are the columns that unnest joins into rows.
type arrays struct {
	resources  []int64
	days       []string
	parts      []int64
	quantities []int64
}

func newArrays(n int) *arrays {
	return &arrays{make([]int64, 0, n), make([]string, 0, n), make([]int64, 0, n), make([]int64, 0, n)}
}

func (a *arrays) add(s Slot, quantity int) {
	a.resources = append(a.resources, s.Resource)
	a.days = append(a.days, s.Day.String())
	a.parts = append(a.parts, int64(s.Part))
	a.quantities = append(a.quantities, int64(quantity))
}

func (a *arrays) args() []any {
	return []any{pq.Array(a.resources), pq.Array(a.days), pq.Array(a.parts), pq.Array(a.quantities)}
}
