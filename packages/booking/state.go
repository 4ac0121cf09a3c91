package booking

import (
	"context"
	"slices"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/capacity"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
)

// State of a booking.
type State string

const (
	New             State = "new" // before the first event, never stored on a booking
	Held            State = "held"
	AwaitingPayment State = "awaiting_payment"
	Confirmed       State = "confirmed"
	Completed       State = "completed"
	Cancelled       State = "cancelled"
	Expired         State = "expired"
)

// Live says whether a booking in the state holds its desks and seats.
func (s State) Live() bool { return s == Held || s == AwaitingPayment || s == Confirmed }

// OnHold says whether the booking's time is running.
func (s State) OnHold() bool { return s == Held || s == AwaitingPayment }

// moves are the legal changes of state. The table booking_move says the same, and a test compares the two.
var moves = map[State][]State{
	New:             {Held},
	Held:            {AwaitingPayment, Confirmed, Cancelled, Expired},
	AwaitingPayment: {Held, Confirmed, Cancelled, Expired},
	Expired:         {Confirmed}, // money came late and everything was still free
	Confirmed:       {Cancelled, Completed},
}

// MayMove says whether a change of state is legal.
func MayMove(from, to State) bool { return slices.Contains(moves[from], to) }

// lock takes the booking's row for the rest of the transaction and reads its state. Bookings are locked before slots.
func lock(ctx context.Context, tx *postgres.Tx, id int64) (State, error) {
	var s State
	err := tx.Get(ctx, &s, `/* booking.lock */ SELECT state FROM booking WHERE id = $1 FOR NO KEY UPDATE`, id)
	return s, notFound(err)
}

// move changes the state of a locked booking and writes it into its history. An illegal move is a conflict.
func move(ctx context.Context, tx *postgres.Tx, actor access.Actor, id int64, from, to State, reason string) error {
	if !MayMove(from, to) {
		return fault.New(fault.Conflict, "fault.booking_state").With("State", string(from))
	}
	if from != New {
		_, err := tx.Exec(ctx, `/* booking.move */
			UPDATE booking SET state = $2, confirmed_at = CASE WHEN $2 = 'confirmed' THEN now() ELSE confirmed_at END
			WHERE id = $1`, id, to)
		if err != nil {
			return err
		}
	}
	_, err := tx.Exec(ctx, `/* booking.record */
		INSERT INTO booking_event (booking_id, from_state, to_state, actor_id, actor, reason)
		VALUES ($1, $2, $3, nullif($4::bigint, 0), $5, $6)`, id, from, to, actor.PersonID, actor.Name, reason)
	return err
}

// AwaitPayment marks that the booker is at the pay page, and keeps the hold until the page has closed, though never beyond
// payTime after the option's own end (an offer to somebody who waited has a shorter one): then it is Gone, so that nobody keeps places by opening page after page. Called by
// billing in the transaction that starts the payment.
func AwaitPayment(ctx context.Context, tx *postgres.Tx, actor access.Actor, id int64, holdMinutes int) error {
	from, err := lock(ctx, tx, id)
	if err != nil {
		return err
	}
	if !from.OnHold() {
		return fault.New(fault.Conflict, "fault.booking_state").With("State", string(from))
	}
	res, err := tx.Exec(ctx, `/* booking.keepHold */
		UPDATE booking SET hold_expires_at = greatest(hold_expires_at, now() + make_interval(mins => $2))
		WHERE id = $1 AND now() + make_interval(mins => $2)
			<= coalesce((SELECT q.offered_until FROM stay_queue q WHERE q.booking_id = booking.id), created_at + make_interval(hours => $3)) + make_interval(hours => $4)`,
		id, holdMinutes, int(HoldTime.Hours()), int(payTime.Hours()))
	if err != nil {
		return err
	}
	if n, err := res.RowsAffected(); err != nil || n == 0 {
		if err == nil {
			err = fault.New(fault.Gone, "fault.hold_lapsed")
		}
		return err
	}
	if from == AwaitingPayment {
		return nil
	}
	return move(ctx, tx, actor, id, from, AwaitingPayment, "")
}

// BackToHold undoes AwaitPayment when the pay page was left or declined; anything else is left as it is.
func BackToHold(ctx context.Context, tx *postgres.Tx, actor access.Actor, id int64, reason string) error {
	from, err := lock(ctx, tx, id)
	if err != nil || from != AwaitingPayment {
		return err
	}
	return move(ctx, tx, actor, id, from, Held, reason)
}

// Confirm makes a stay final, in the transaction that records its payment or invoice. Confirming again is no error and
// says false. A booking that had lapsed takes everything again; *capacity.Short means that it is gone, and the caller
// gives the money back.
func Confirm(ctx context.Context, tx *postgres.Tx, actor access.Actor, id int64, reason string) (now bool, err error) {
	from, err := lock(ctx, tx, id)
	if err != nil {
		return false, err
	}
	switch from {
	case Confirmed, Completed:
		return false, nil
	case Expired:
		demands, err := demandsOf(ctx, tx, id)
		if err != nil {
			return false, err
		}
		if err := capacity.Take(ctx, tx, id, demands); err != nil {
			return false, err
		}
	}
	return true, move(ctx, tx, actor, id, from, Confirmed, reason)
}

// End cancels or expires a live booking and gives everything back. Ending what has ended is a conflict.
func End(ctx context.Context, tx *postgres.Tx, actor access.Actor, id int64, to State, reason string) error {
	from, err := lock(ctx, tx, id)
	if err != nil {
		return err
	}
	if err := move(ctx, tx, actor, id, from, to, reason); err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, `/* booking.endWaiting */
		UPDATE booking_change SET state = 'withdrawn', ended_at = now() WHERE booking_id = $1 AND state = 'waiting'`, id); err != nil {
		return err
	}
	if err := withdrawMoves(ctx, tx, id); err != nil {
		return err
	}
	return capacity.Release(ctx, tx, id)
}

// demandsOf is what a stored booking needs, for taking it again: a desk a person on the open days of its legs, a seat in
// each of its sessions and their plans B. When it cannot be had as it was sold, because a session was cancelled since or a hub has closed or
// opened on a day, it asks for a slot that does not exist, so that Take refuses.
func demandsOf(ctx context.Context, tx *postgres.Tx, id int64) ([]capacity.Demand, error) {
	var d []capacity.Demand
	err := tx.Select(ctx, &d, `/* booking.demandsOf */
		WITH desks AS (
			SELECT s.resource_id, s.day, s.part, b.people AS quantity
			FROM booking b
			JOIN booking_leg l ON l.booking_id = b.id
			JOIN hub h ON h.id = l.hub_id
			JOIN slot s ON s.resource_id = h.resource_id AND s.day BETWEEN l.starts_on AND l.ends_on AND s.capacity > 0
			WHERE b.id = $1
		)
		SELECT resource_id, day, part, quantity FROM desks
		UNION ALL
		SELECT 0, b.starts_on, 0, 1 FROM booking b
		WHERE b.id = $1 AND (SELECT coalesce(sum(quantity), 0) FROM desks)
			<> (SELECT coalesce(sum(l.quantity), 0) FROM booking_line l WHERE l.booking_id = $1 AND l.kind = 'desk')
		UNION ALL
		SELECT CASE WHEN s.status = 'open' THEN s.resource_id ELSE 0 END, s.day, 0, bs.seats
		FROM booking_session bs JOIN session s ON s.id = bs.session_id
		WHERE bs.booking_id = $1
		UNION ALL
		SELECT p.resource_id, p.day, 0, bs.seats
		FROM booking_session bs JOIN session s ON s.id = bs.session_id JOIN session p ON p.id = s.plan_b_id AND p.status = 'open'
		WHERE bs.booking_id = $1`, id)
	return d, err
}
