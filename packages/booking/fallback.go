package booking

import (
	"context"
	"time"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
)

// Fallback is what is done where a partner calls a session off and nobody answers in time.
type Fallback string

const (
	AnotherTime     Fallback = "time"     // of the same activity; the money back where there is none
	AnotherActivity Fallback = "activity" // of about the same price and no dearer; else another time, else the money back
	MoneyBack       Fallback = "money"
)

// Fallbacks are the choices, the usual one first.
func Fallbacks() []Fallback { return []Fallback{AnotherTime, AnotherActivity, MoneyBack} }

// cheapest is the least, in percent of what was lost, that another activity costs which is taken without asking.
const cheapest = 60

// Choose picks from the alternatives to a lost session: never anything that costs more, and of other times the nearest that is
// certain before one that still gathers people and may be lost again.
func (f Fallback) Choose(a Alternatives) Change {
	if f == AnotherActivity {
		lost := -a.Out.Difference()
		for _, c := range a.Others {
			if d := -c.Difference(); d >= 0 && d*100 <= lost*(100-cheapest) {
				return c
			}
		}
	}
	if f != MoneyBack {
		for _, certain := range []bool{true, false} {
			for _, c := range a.Times {
				if c.Difference() <= 0 && !(certain && c.New()[0].Gathers()) {
					return c
				}
			}
		}
	}
	return *a.Out
}

// SetFallback changes what is done about a called-off session in case that nobody answers. Members of the company may, while
// the booking is live.
func (s *Service) SetFallback(ctx context.Context, actor access.Actor, ref string, f Fallback) error {
	if f != AnotherTime && f != AnotherActivity && f != MoneyBack {
		return fault.OnField("fallback", "field.choice")
	}
	return s.db.InTx(ctx, func(tx *postgres.Tx) error {
		var b struct {
			ID        int64
			CompanyID int64 `db:"company_id"`
			State     State
		}
		if err := tx.Get(ctx, &b, `/* booking.SetFallback locks */ SELECT id, company_id, state FROM booking WHERE ref = $1 FOR NO KEY UPDATE`, ref); err != nil {
			return notFound(err)
		}
		if err := actor.MayCompany(b.CompanyID); err != nil {
			return err
		}
		if !b.State.Live() {
			return fault.New(fault.Conflict, "fault.booking_state").With("State", string(b.State))
		}
		_, err := tx.Exec(ctx, `/* booking.SetFallback */ UPDATE booking SET fallback = $2 WHERE id = $1`, b.ID, f)
		return err
	})
}

// Loss is a session that a stay has lost, and until when the company may choose what comes instead.
type Loss struct {
	BookingID int64     `db:"booking_id"`
	Ref       string    `db:"ref"`
	SessionID int64     `db:"session_id"`
	Reason    string    `db:"reason"`
	AnswerBy  time.Time `db:"answer_by"`
	Short     bool      `db:"short"`    // too few had confirmed when it was decided
	PoolMin   int       `db:"pool_min"` // how many it needed then
}

// answerBy is until when a company may choose what comes in the place of session s: two days, less where the session is near, but
// two hours, and never beyond the session's own time.
const answerBy = `greatest(now(), least(now() + interval '48 hours', s.starts_at, greatest(now() + interval '2 hours', s.starts_at - interval '24 hours')))`

// Lose notes that a session was called off for every live stay with seats in it, and gives those stays. Called in the transaction that calls it off.
func Lose(ctx context.Context, tx *postgres.Tx, session int64) ([]Booking, error) {
	if _, err := tx.Exec(ctx, `/* booking.Lose */
		INSERT INTO lost_session (booking_id, session_id, answer_by)
		SELECT b.id, s.id, `+answerBy+`
		FROM session s JOIN booking_session bs ON bs.session_id = s.id JOIN booking b ON b.id = bs.booking_id
		WHERE s.id = $1 AND b.state IN ('held', 'awaiting_payment', 'confirmed')
		ORDER BY b.id
		ON CONFLICT DO NOTHING`, session); err != nil {
		return nil, err
	}
	return Holders(ctx, tx, session)
}

const selectLoss = `/* booking.selectLoss */
	SELECT l.booking_id, b.ref, l.session_id, s.cancel_reason AS reason, l.answer_by, coalesce(s.pool_outcome = 'short', false) AS short, s.pool_min
	FROM lost_session l JOIN booking b ON b.id = l.booking_id JOIN session s ON s.id = l.session_id `

// LossesOf are the sessions that a booking has lost and nothing has replaced yet. Members of its company may.
func (s *Service) LossesOf(ctx context.Context, actor access.Actor, b Booking) ([]Loss, error) {
	if err := actor.MayCompany(b.CompanyID); err != nil {
		return nil, err
	}
	var list []Loss
	err := s.db.Select(ctx, &list, selectLoss+`
		WHERE l.booking_id = $1 AND l.settled_at IS NULL AND b.state IN ('held', 'awaiting_payment', 'confirmed') ORDER BY l.answer_by, l.session_id`, b.ID)
	return list, err
}

// LossesDue are those whose companies have not answered in time, by the database's clock, where it can be seen to now: not while
// the booking is at its pay page or a change of it waits. The oldest first, at most a hundred.
func LossesDue(ctx context.Context, r postgres.Reader) ([]Loss, error) {
	var list []Loss
	err := r.Select(ctx, &list, selectLoss+`
		WHERE l.settled_at IS NULL AND l.answer_by <= now() AND (b.state = 'confirmed' OR b.state = 'held' AND b.hold_expires_at > now())
			AND NOT EXISTS (SELECT 1 FROM booking_change c WHERE c.booking_id = b.id AND c.state = 'waiting')
		ORDER BY l.answer_by LIMIT 100`)
	return list, err
}

// settleLosses marks the losses of a booking whose sessions are not among its own any more as settled by a change, and notes
// those that it has lost and nobody has noted: a session may be called off while the change that takes it waits for its payment.
func settleLosses(ctx context.Context, tx *postgres.Tx, bookingID, changeID int64) error {
	if _, err := tx.Exec(ctx, `/* booking.settleLosses */
		UPDATE lost_session l SET change_id = $2, settled_at = now()
		WHERE l.booking_id = $1 AND l.settled_at IS NULL
			AND NOT EXISTS (SELECT 1 FROM booking_session bs WHERE bs.booking_id = l.booking_id AND bs.session_id = l.session_id)`, bookingID, changeID); err != nil {
		return err
	}
	_, err := tx.Exec(ctx, `/* booking.noteLosses */
		INSERT INTO lost_session (booking_id, session_id, answer_by)
		SELECT bs.booking_id, s.id, `+answerBy+`
		FROM booking_session bs JOIN session s ON s.id = bs.session_id
		WHERE bs.booking_id = $1 AND s.status = 'cancelled'
		ON CONFLICT DO NOTHING`, bookingID)
	return err
}
