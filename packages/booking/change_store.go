package booking

import (
	"context"
	"encoding/json"
	"time"

	"github.com/google/uuid"
	"github.com/jmoiron/sqlx/types"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/postgres"
)

// ChangeState says what became of a change.
type ChangeState string

const (
	ChangeWaiting   ChangeState = "waiting" // for its payment
	ChangeDone      ChangeState = "done"
	ChangeLapsed    ChangeState = "lapsed"    // not paid in time
	ChangeWithdrawn ChangeState = "withdrawn" // by the company, or since the booking ended
)

// Made is a change that was made, or waits to be.
type Made struct {
	Change
	ID        int64
	BookingID int64
	State     ChangeState
	Actor     string
	MadeAt    time.Time
	ExpiresAt *time.Time
	Lapsed    bool // it waits, and its time is over by the database's clock
}

type changeRow struct {
	ID        int64          `db:"id"`
	BookingID int64          `db:"booking_id"`
	State     ChangeState    `db:"state"`
	Wish      types.JSONText `db:"wish"`
	Before    types.JSONText `db:"before"`
	After     types.JSONText `db:"after"`
	Percent   int            `db:"percent"`
	Actor     string         `db:"actor"`
	MadeAt    time.Time      `db:"made_at"`
	ExpiresAt *time.Time     `db:"expires_at"`
	Lapsed    bool           `db:"lapsed"`
}

func (r changeRow) made() (Made, error) {
	m := Made{ID: r.ID, BookingID: r.BookingID, State: r.State, Actor: r.Actor, MadeAt: r.MadeAt, ExpiresAt: r.ExpiresAt, Lapsed: r.Lapsed}
	m.Percent = r.Percent
	for _, part := range []struct {
		from types.JSONText
		to   any
	}{{r.Wish, &m.Wish}, {r.Before, &m.Before}, {r.After, &m.After}} {
		if err := json.Unmarshal(part.from, part.to); err != nil {
			return Made{}, err
		}
	}
	m.Moves = m.Before.StartsOn != m.After.StartsOn
	return m, nil
}

const selectChange = `/* booking.selectChange */
	SELECT id, booking_id, state, wish, before, after, percent, actor, made_at, expires_at, state = 'waiting' AND expires_at <= now() AS lapsed
	FROM booking_change `

func changes(ctx context.Context, r postgres.Reader, where string, args ...any) ([]Made, error) {
	var rows []changeRow
	if err := r.Select(ctx, &rows, selectChange+where, args...); err != nil {
		return nil, err
	}
	list := make([]Made, len(rows))
	for i, row := range rows {
		var err error
		if list[i], err = row.made(); err != nil {
			return nil, err
		}
	}
	return list, nil
}

func (s *Service) madeByID(ctx context.Context, r postgres.Reader, id int64) (Made, error) {
	var row changeRow
	if err := r.Get(ctx, &row, selectChange+`WHERE id = $1`, id); err != nil {
		return Made{}, notFound(err)
	}
	return row.made()
}

// ChangeByID reads a change for jobs and for billing. It checks no actor.
func (s *Service) ChangeByID(ctx context.Context, r postgres.Reader, id int64) (Made, error) {
	return s.madeByID(ctx, r, id)
}

// ChangeByKey finds what an operation key has done to a booking; false for nothing yet.
func (s *Service) ChangeByKey(ctx context.Context, r postgres.Reader, bookingID int64, key uuid.UUID) (Made, bool, error) {
	list, err := changes(ctx, r, `WHERE booking_id = $1 AND op_key = $2`, bookingID, key)
	if err != nil || len(list) == 0 {
		return Made{}, false, err
	}
	return list[0], true, nil
}

// WaitingChange finds the change of a booking that waits for its payment; false for none.
func (s *Service) WaitingChange(ctx context.Context, r postgres.Reader, bookingID int64) (Made, bool, error) {
	list, err := changes(ctx, r, `WHERE booking_id = $1 AND state = 'waiting'`, bookingID)
	if err != nil || len(list) == 0 {
		return Made{}, false, err
	}
	return list[0], true, nil
}

// LapsedChanges are waiting changes whose time is over by the database's clock, the oldest first, at most a hundred.
func LapsedChanges(ctx context.Context, r postgres.Reader) ([]Made, error) {
	return changes(ctx, r, `WHERE state = 'waiting' AND expires_at <= now() ORDER BY expires_at LIMIT 100`)
}

// ChangesOf lists all changes of a booking, in order. Members of its company may.
func (s *Service) ChangesOf(ctx context.Context, actor access.Actor, b Booking) ([]Made, error) {
	if err := actor.MayCompany(b.CompanyID); err != nil {
		return nil, err
	}
	return changes(ctx, s.db, `WHERE booking_id = $1 ORDER BY id`, b.ID)
}

func insertChange(ctx context.Context, tx *postgres.Tx, actor access.Actor, bookingID int64, c Change, key uuid.UUID, state ChangeState, minutes int) (id int64, err error) {
	var parts [3]string
	for i, part := range []any{c.Wish, c.Before, c.After} {
		text, err := json.Marshal(part)
		if err != nil {
			return 0, err
		}
		parts[i] = string(text)
	}
	err = tx.Get(ctx, &id, `/* booking.insertChange */
		INSERT INTO booking_change (booking_id, op_key, state, wish, before, after, percent, gross_cents, actor_id, actor, expires_at, ended_at)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, nullif($9::bigint, 0), $10, CASE WHEN $3 = 'waiting' THEN now() + make_interval(mins => $11) END,
			CASE WHEN $3 <> 'waiting' THEN now() END)
		RETURNING id`, bookingID, key, state, parts[0], parts[1], parts[2], c.Percent, c.Difference(), actor.PersonID, actor.Name, minutes)
	return id, err
}

func endChange(ctx context.Context, tx *postgres.Tx, id int64, state ChangeState) error {
	_, err := tx.Exec(ctx, `/* booking.endChange */ UPDATE booking_change SET state = $2, ended_at = now() WHERE id = $1 AND state = 'waiting'`, id, state)
	return err
}
