package booking

import (
	"context"
	"errors"
	"slices"
	"strings"

	"github.com/lib/pq"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/capacity"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/packages/hub/desk"
)

// Trader makes shifts between slots, all or none and *capacity.Short: capacity.Trade.
type Trader func(ctx context.Context, tx *postgres.Tx, shifts []capacity.Shift) error

// Trading is the service with another trader: for the controls of race tests, as Taking.
func (s *Service) Trading(t Trader) *Service {
	c := *s
	c.trade = t
	return &c
}

// AcceptMove gives a day at this hub to somebody who has asked: the desk here is taken and the one at their own hub given back, both or
// neither. Staff of the receiving hub may. Accepting again changes nothing. Conflict "fault.move_full" without a free desk,
// "fault.move_over" when the wish or its day is gone, or while a change of the stay waits for its payment.
func (s *Service) AcceptMove(ctx context.Context, actor access.Actor, hubID, id int64) error {
	return s.atHub(ctx, actor, hubID, id, 0, func(tx *postgres.Tx, m, _ DayMove) error {
		if m.State == MoveAccepted {
			return nil
		}
		return s.accept(ctx, tx, actor, m)
	})
}

// SwapMoves lets two people change places who have asked for each other's hub on the same day: it needs no free desk at either. Staff of
// the hub to which the first has asked to come may. Errors as AcceptMove; Conflict "fault.move_over" also where they do not fit together.
func (s *Service) SwapMoves(ctx context.Context, actor access.Actor, hubID, id, other int64) error {
	return s.atHub(ctx, actor, hubID, id, other, func(tx *postgres.Tx, m, o DayMove) error {
		if o.State != MoveAsked || !m.opposite(o) {
			return errMoveOver
		}
		return s.accept(ctx, tx, actor, m, o)
	})
}

// DeclineMove refuses a day at this hub and says why. Staff of the receiving hub may. Invalid without a reason.
func (s *Service) DeclineMove(ctx context.Context, actor access.Actor, hubID, id int64, reason string) error {
	reason = strings.TrimSpace(reason)
	switch {
	case reason == "":
		return fault.OnField("reason", "field.required")
	case len([]rune(reason)) > MaxMoveText:
		return tooLong("reason")
	}
	return s.atHub(ctx, actor, hubID, id, 0, func(tx *postgres.Tx, m, _ DayMove) error {
		if m.State != MoveAsked {
			return errMoveOver
		}
		if err := endMove(ctx, tx, m.ID, MoveDeclined, reason, actor.PersonID); err != nil {
			return err
		}
		return s.notify.DayMoved(ctx, tx, m.BookingID, m.ID, MoveNewsAnswered)
	})
}

// MoveGuest is somebody at a hub who may be asked to change places.
type MoveGuest struct {
	Person  string `db:"person"` // token of their link; goes into no page
	ID      int64  `db:"id"`     // of the participant
	Name    string `db:"name"`
	Company string `db:"company"`
	Ref     string `db:"ref"`
}

// MoveGuests are the named people whose stay is at the hub on the day and who have no move of that day, in order of names. Staff may.
func (s *Service) MoveGuests(ctx context.Context, actor access.Actor, hubID int64, day dates.Date) ([]MoveGuest, error) {
	if err := actor.MayHub(hubID); err != nil {
		return nil, err
	}
	var list []MoveGuest
	err := s.db.Select(ctx, &list, selectMoveGuests+`ORDER BY c.name, p.name, p.id`, hubID, day)
	return list, err
}

const selectMoveGuests = `/* booking.moveGuests */
	SELECT p.token AS person, p.id, p.name, c.name AS company, b.ref
	FROM booking_leg l
	JOIN booking b ON b.id = l.booking_id AND b.state = 'confirmed'
	JOIN company c ON c.id = b.company_id
	JOIN hub h ON h.id = l.hub_id
	JOIN allocation a ON a.booking_id = b.id AND a.resource_id = h.resource_id AND a.day = $2 AND a.part = 0
	JOIN participant p ON p.booking_id = b.id AND p.name <> ''
	WHERE l.hub_id = $1 AND $2 BETWEEN l.starts_on AND l.ends_on
		AND NOT EXISTS (SELECT FROM day_move m WHERE m.booking_id = b.id AND m.person = p.token AND m.day = $2 AND m.state IN ('asked', 'proposed', 'accepted')) `

// ProposeSwap asks a guest of this hub to change places with somebody who has asked to come here. The one has agreed by asking; the guest
// agrees on their own page, or their company does, and then the exchange is made. guest is a MoveGuest's ID. Staff of the receiving hub may.
// Conflict "fault.move_over" when the wish is gone or the guest is not there that day.
func (s *Service) ProposeSwap(ctx context.Context, actor access.Actor, hubID, id, guest int64) error {
	return s.atHub(ctx, actor, hubID, id, 0, func(tx *postgres.Tx, m, _ DayMove) error {
		if m.State != MoveAsked {
			return errMoveOver
		}
		var g MoveGuest
		if err := tx.Get(ctx, &g, selectMoveGuests+`AND p.id = $3 LIMIT 1`, hubID, m.Day, guest); err != nil {
			if fault.CodeOf(notFound(err)) == fault.NotFound {
				return errMoveOver
			}
			return err
		}
		var made struct {
			ID        int64
			BookingID int64 `db:"booking_id"`
		}
		err := tx.Get(ctx, &made, `/* booking.ProposeSwap */
			INSERT INTO day_move (booking_id, person, day, from_hub, to_hub, state, pair_id, asked_by)
			SELECT b.id, $2, $3, $4, $5, 'proposed', $6, $7 FROM booking b WHERE b.ref = $1 RETURNING id, booking_id`, g.Ref, g.Person, m.Day, hubID, m.FromID, m.ID, actor.Name)
		switch {
		case postgres.Constraint(err) == "day_move_once":
			return errMoveOver
		case err != nil:
			return err
		}
		if err := s.notify.DayMoved(ctx, tx, made.BookingID, made.ID, MoveNewsProposed); err != nil {
			return err
		}
		return s.notify.DayMoved(ctx, tx, m.BookingID, m.ID, MoveNewsWaits)
	})
}

// AgreeSwap is the guest's yes to a proposal: the two change places at once. Members of the guest's company may; and whoever has the
// participant's link, as person, with nobody as the actor. Conflict "fault.move_over" when the other has thought better of it.
func (s *Service) AgreeSwap(ctx context.Context, actor access.Actor, ref, person string, id int64) error {
	return s.db.InTx(ctx, func(tx *postgres.Tx) error {
		var pair int64
		if err := tx.Get(ctx, &pair, `/* booking.pairOf */ SELECT coalesce(pair_id, 0) FROM day_move WHERE id = $1`, id); err != nil {
			return notFound(err)
		}
		if _, _, err := lockMoves(ctx, tx, id, pair); err != nil {
			return err
		}
		m, err := s.ownMove(ctx, tx, actor, ref, person, id)
		if err != nil || m.State == MoveAccepted {
			return err
		}
		var o DayMove
		if err := tx.Get(ctx, &o, selectMoves+`WHERE m.id = $1`, pair); err != nil {
			return notFound(err)
		}
		if m.State != MoveProposed || o.State != MoveAsked || !m.opposite(o) {
			return errMoveOver
		}
		if err := s.accept(ctx, tx, actor, m, o); err != nil {
			return err
		}
		return s.notify.DayMoved(ctx, tx, m.BookingID, m.ID, MoveNewsAgreed)
	})
}

// atHub locks the stays of one or two moves, in order, and does something for the hub to which the first goes.
func (s *Service) atHub(ctx context.Context, actor access.Actor, hubID, id, other int64, do func(tx *postgres.Tx, m, o DayMove) error) error {
	if err := actor.MayHub(hubID); err != nil {
		return err
	}
	return s.db.InTx(ctx, func(tx *postgres.Tx) error {
		m, o, err := lockMoves(ctx, tx, id, other)
		if err != nil {
			return err
		}
		if m.ToID != hubID || other != 0 && o.FromID != hubID {
			return fault.New(fault.NotFound, "fault.not_found")
		}
		return do(tx, m, o)
	})
}

// lockMoves locks the stays of moves, the older first as everywhere, and then reads them; other may be 0.
func lockMoves(ctx context.Context, tx *postgres.Tx, id, other int64) (m, o DayMove, err error) {
	if _, err = tx.Exec(ctx, `/* booking.lockMoves */
		SELECT b.id FROM booking b WHERE b.id IN (SELECT booking_id FROM day_move WHERE id = ANY ($1)) ORDER BY b.id FOR NO KEY UPDATE`, pq.Array([]int64{id, other})); err != nil {
		return m, o, err
	}
	if err = tx.Get(ctx, &m, selectMoves+`WHERE m.id = $1`, id); err != nil || other == 0 {
		return m, o, notFound(err)
	}
	return m, o, notFound(tx.Get(ctx, &o, selectMoves+`WHERE m.id = $1`, other))
}

// accept makes moves whose stays are locked, all or none.
func (s *Service) accept(ctx context.Context, tx *postgres.Tx, actor access.Actor, moves ...DayMove) error {
	var shifts []capacity.Shift
	for i, m := range moves {
		if m.State != MoveAsked && m.State != MoveProposed {
			return errMoveOver
		}
		if err := s.mayShift(ctx, tx, m); err != nil {
			return err
		}
		shifts = append(shifts, m.Shifts()...)
		pair := int64(0)
		if len(moves) == 2 {
			pair = moves[1-i].ID
		}
		if _, err := tx.Exec(ctx, `/* booking.accept */
			WITH asked AS (UPDATE day_move SET state = 'withdrawn', answered_at = now() WHERE pair_id = $1 AND state = 'proposed' AND id <> $3)
			UPDATE day_move SET state = 'accepted', answered_by = nullif($2::bigint, 0), answered_at = now(), pair_id = nullif($3::bigint, 0) WHERE id = $1`, m.ID, actor.PersonID, pair); err != nil {
			return err
		}
	}
	if err := s.shift(ctx, tx, errMoveFull, shifts...); err != nil {
		return err
	}
	for _, m := range moves {
		if err := desk.Trim(ctx, tx, m.BookingID); err != nil { // whoever goes leaves the desk by name too
			return err
		}
		if err := s.notify.DayMoved(ctx, tx, m.BookingID, m.ID, MoveNewsAnswered); err != nil {
			return err
		}
	}
	return nil
}

// mayShift is the rule of when a desk may still change hubs: on days to come, of a confirmed stay as it stands. While a change of the stay
// waits for its payment, what it holds is settled.
func (s *Service) mayShift(ctx context.Context, tx *postgres.Tx, m DayMove) error {
	if m.Day.Before(dates.Today(s.now())) {
		return errMoveOver
	}
	d, err := s.byID(ctx, tx, m.BookingID)
	if err != nil {
		return err
	}
	if d.State != Confirmed {
		return errMoveOver
	}
	if _, waits, err := s.WaitingChange(ctx, tx, m.BookingID); err != nil || waits {
		if waits {
			err = fault.New(fault.Conflict, "fault.change_waiting")
		}
		return err
	}
	return nil
}

// shift moves desks, or says that there is none with the given refusal.
func (s *Service) shift(ctx context.Context, tx *postgres.Tx, full error, shifts ...capacity.Shift) error {
	err := s.trade(ctx, tx, shifts)
	var short *capacity.Short
	if errors.As(err, &short) {
		return full
	}
	return err
}

// Exchanges are the open wishes that would change places with a move, of a list of moves.
func (m DayMove) Exchanges(list []DayMove) []DayMove {
	return slices.DeleteFunc(slices.Clone(list), func(o DayMove) bool { return o.State != MoveAsked || !m.opposite(o) })
}
