package booking

import (
	"context"
	"encoding/json"

	"github.com/google/uuid"
	"github.com/lib/pq"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/capacity"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/packages/hub/desk"
)

// LockForChange locks a booking and reads it, for a change in the same transaction. Members of the company may; to all others
// it does not exist. An option whose time is over by the database's clock is Gone, one at its pay page a Conflict.
func (s *Service) LockForChange(ctx context.Context, tx *postgres.Tx, actor access.Actor, ref string) (Detail, error) {
	var row struct {
		ID        int64
		CompanyID int64 `db:"company_id"`
		State     State
		Lapsed    bool
	}
	err := tx.Get(ctx, &row, `/* booking.LockForChange */
		SELECT id, company_id, state, state IN ('held', 'awaiting_payment') AND hold_expires_at <= now() AS lapsed
		FROM booking WHERE ref = $1 FOR NO KEY UPDATE`, ref)
	if err != nil {
		return Detail{}, notFound(err)
	}
	if err := actor.MayCompany(row.CompanyID); err != nil {
		return Detail{}, err
	}
	switch {
	case row.Lapsed:
		return Detail{}, fault.New(fault.Gone, "fault.hold_lapsed")
	case row.State == AwaitingPayment:
		return Detail{}, fault.New(fault.Conflict, "fault.at_pay_page")
	}
	return s.ReadDetail(ctx, tx, row.ID)
}

// MakeChange makes a change at once, under an operation key of its own: the booking becomes what Reckon has said, and holds
// exactly that. The caller has locked the booking in this transaction, before Reckon. *capacity.Short says that somebody was
// faster by a moment; the caller rolls back and reckons again.
func (s *Service) MakeChange(ctx context.Context, tx *postgres.Tx, actor access.Actor, bookingID int64, c Change, key uuid.UUID) (Made, error) {
	id, err := insertChange(ctx, tx, actor, bookingID, c, key, ChangeDone, 0)
	if err != nil {
		return Made{}, err
	}
	if err := capacity.Change(ctx, tx, bookingID, c.After.Demands); err != nil {
		return Made{}, err
	}
	if err := write(ctx, tx, bookingID, id, c, true); err != nil {
		return Made{}, err
	}
	return s.madeByID(ctx, tx, id)
}

// ReserveChange stores a change that waits for its payment, for some minutes by the database's clock: until then the booking
// holds what it is and what it may become. Otherwise as MakeChange.
func (s *Service) ReserveChange(ctx context.Context, tx *postgres.Tx, actor access.Actor, bookingID int64, c Change, key uuid.UUID, minutes int) (Made, error) {
	id, err := insertChange(ctx, tx, actor, bookingID, c, key, ChangeWaiting, minutes)
	if err != nil {
		return Made{}, err
	}
	if err := keepOpen(ctx, tx, c.New()); err != nil {
		return Made{}, err
	}
	if err := capacity.Change(ctx, tx, bookingID, capacity.Union(c.Before.Demands, c.After.Demands)); err != nil {
		return Made{}, err
	}
	return s.madeByID(ctx, tx, id)
}

// FinishChange makes a waiting change, whose booking the caller has locked. What is called off meanwhile is lost like any other
// session of the stay.
func (s *Service) FinishChange(ctx context.Context, tx *postgres.Tx, m Made) (Made, error) {
	if err := endChange(ctx, tx, m.ID, ChangeDone); err != nil {
		return Made{}, err
	}
	if err := capacity.Change(ctx, tx, m.BookingID, m.After.Demands); err != nil {
		return Made{}, err
	}
	if err := write(ctx, tx, m.BookingID, m.ID, m.Change, false); err != nil {
		return Made{}, err
	}
	return s.madeByID(ctx, tx, m.ID)
}

// DropChange ends a waiting change, as lapsed or withdrawn, and gives back what the booking held for it. The caller has locked
// the booking.
func (s *Service) DropChange(ctx context.Context, tx *postgres.Tx, m Made, state ChangeState) error {
	if err := endChange(ctx, tx, m.ID, state); err != nil {
		return err
	}
	return capacity.Change(ctx, tx, m.BookingID, m.Before.Demands)
}

// keepOpen keeps sessions from being called off or deleted until the end of the transaction; *capacity.Short when one is
// already.
func keepOpen(ctx context.Context, tx *postgres.Tx, seats []Seat) error {
	ids := make([]int64, len(seats))
	for i, s := range seats {
		ids[i] = s.SessionID
	}
	var open []int64
	err := tx.Select(ctx, &open, `/* booking.keepOpen */
		SELECT id FROM session WHERE id = ANY ($1) AND status = 'open' ORDER BY id FOR SHARE`, pq.Array(ids))
	if err == nil && len(open) != len(seats) {
		err = &capacity.Short{}
	}
	return err
}

// write makes a booking what a change says: its row, lines, legs and sessions, and participants where there are fewer people.
// With open, the sessions that come must be open still.
func write(ctx context.Context, tx *postgres.Tx, id, changeID int64, c Change, open bool) error {
	if open {
		if err := keepOpen(ctx, tx, c.New()); err != nil {
			return err
		}
	}
	after := c.After
	if _, err := tx.Exec(ctx, `/* booking.changeRow */
		UPDATE booking SET starts_on = $2, ends_on = $3, people = $4, net_cents = $5, vat_cents = $6, gross_cents = $7, version = version + 1,
			refund_cap = CASE WHEN $8 AND state = 'confirmed' THEN least(refund_cap, $9) ELSE refund_cap END
		WHERE id = $1`, id, after.StartsOn, after.EndsOn, after.People, after.Net, after.VAT, after.Gross, c.Moves, c.Percent); err != nil {
		return err
	}
	if err := writeParts(ctx, tx, id, after); err != nil {
		return err
	}
	if err := settleLosses(ctx, tx, id, changeID); err != nil {
		return err
	}
	if c.Resets() {
		if err := withdrawMoves(ctx, tx, id); err != nil {
			return err
		}
	}
	if _, err := tx.Exec(ctx, `/* booking.dropParticipants */ DELETE FROM participant WHERE booking_id = $1 AND position > $2`, id, after.People); err != nil {
		return err
	}
	return desk.Trim(ctx, tx, id)
}

func writeParts(ctx context.Context, tx *postgres.Tx, id int64, after Shape) error {
	lines, err := json.Marshal(after.Lines)
	if err != nil {
		return err
	}
	legs, err := json.Marshal(after.Legs)
	if err != nil {
		return err
	}
	sessions, err := json.Marshal(append([]Seat{}, after.Sessions...)) // none is an empty list, not null
	if err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, `/* booking.dropParts */
		WITH lines AS (DELETE FROM booking_line WHERE booking_id = $1), legs AS (DELETE FROM booking_leg WHERE booking_id = $1)
		DELETE FROM booking_session WHERE booking_id = $1`, id); err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `/* booking.writeParts */
		WITH lines AS (
			INSERT INTO booking_line (booking_id, position, kind, hub_id, partner_id, activity_id, text_fi, text_en, text_sv, quantity, unit,
				unit_cents, net_cents, vat_class, vat_bp, performed_on)
			SELECT $1, l.position, l.kind, nullif(l.hub_id, 0), nullif(l.partner_id, 0), nullif(l.activity_id, 0), l.text_fi, l.text_en, l.text_sv,
				l.quantity, l.unit, l.unit_cents, l.net_cents, l.vat_class, l.vat_bp, l.performed_on
			FROM jsonb_to_recordset($2::jsonb) AS l (position smallint, kind text, hub_id bigint, partner_id bigint, activity_id bigint, text_fi text,
				text_en text, text_sv text, quantity int, unit text, unit_cents bigint, net_cents bigint, vat_class text, vat_bp int, performed_on date)
		), legs AS (
			INSERT INTO booking_leg (booking_id, position, hub_id, starts_on, ends_on)
			SELECT $1, l.position, l.hub_id, l.starts_on, l.ends_on
			FROM jsonb_to_recordset($3::jsonb) AS l (position smallint, hub_id bigint, starts_on date, ends_on date)
		)
		INSERT INTO booking_session (booking_id, session_id, item, seats)
		SELECT $1, s.session_id, s.item, s.seats
		FROM jsonb_to_recordset($4::jsonb) AS s (session_id bigint, item smallint, seats int)`, id, string(lines), string(legs), string(sessions))
	return err
}
