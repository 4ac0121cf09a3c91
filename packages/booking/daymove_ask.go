package booking

import (
	"context"
	"slices"
	"strings"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/packages/hub/desk"
)

// MaxMoveText is how many characters a wish, or the reason of an answer, may have.
const MaxMoveText = 500

// MoveWish asks for a day at another hub. Person is the token of the participant.
type MoveWish struct {
	Person string
	Day    dates.Date
	HubID  int64
	Note   string
}

// AskMove asks for somebody of the stay. Members of its company may; and whoever has a participant's link, for that participant: then the
// actor is nobody. NotFound for another's stay or participant; Invalid without a day and hub that MoveChoices names; Conflict when the
// same day is asked for already, or the hub has filled up since.
func (s *Service) AskMove(ctx context.Context, actor access.Actor, ref string, w MoveWish) (id int64, err error) {
	w.Note = strings.TrimSpace(w.Note)
	if len([]rune(w.Note)) > MaxMoveText {
		return 0, tooLong("note")
	}
	err = s.db.InTx(ctx, func(tx *postgres.Tx) error {
		d, who, err := s.lockForMove(ctx, tx, actor, ref, w.Person)
		if err != nil {
			return err
		}
		at, err := s.choice(ctx, tx, d, w)
		if err != nil {
			return err
		}
		if slices.ContainsFunc(d.Moves, func(m DayMove) bool { return m.Person == w.Person && m.Day == w.Day && m.State.Open() }) {
			return errMoveTwice
		}
		by := who.Name
		if actor.SignedIn() {
			by = actor.Name
		}
		if err := tx.Get(ctx, &id, `/* booking.AskMove */
			INSERT INTO day_move (booking_id, person, day, from_hub, to_hub, state, note, asked_by) VALUES ($1, $2, $3, $4, $5, 'asked', $6, $7) RETURNING id`,
			d.ID, w.Person, w.Day, at.FromID, at.HubID, w.Note, by); err != nil {
			return err
		}
		return s.notify.DayMoved(ctx, tx, d.ID, id, MoveNewsAsked)
	})
	return id, err
}

func tooLong(field string) error {
	return fault.Check([]fault.Field{{Name: field, Key: "field.too_long", Args: map[string]any{"Max": MaxMoveText}}})
}

func (s *Service) choice(ctx context.Context, tx *postgres.Tx, d Detail, w MoveWish) (MoveChoice, error) {
	if d.State != Confirmed {
		return MoveChoice{}, fault.New(fault.Conflict, "fault.booking_state").With("State", string(d.State))
	}
	list, err := s.moveChoices(ctx, tx, d)
	if err != nil {
		return MoveChoice{}, err
	}
	if i := slices.IndexFunc(list, func(c MoveChoice) bool { return c.Day == w.Day && c.HubID == w.HubID }); i >= 0 {
		return list[i], nil
	}
	if w.Day.IsZero() || w.HubID == 0 {
		return MoveChoice{}, fault.OnField("to", "field.move_to")
	}
	return MoveChoice{}, errMoveNoPlace
}

// lockForMove locks a stay for one of its people, and asks who may.
func (s *Service) lockForMove(ctx context.Context, tx *postgres.Tx, actor access.Actor, ref, person string) (Detail, Participant, error) {
	var row struct {
		ID        int64
		CompanyID int64 `db:"company_id"`
	}
	none := fault.New(fault.NotFound, "fault.not_found")
	if err := tx.Get(ctx, &row, `/* booking.lockForMove */ SELECT id, company_id FROM booking WHERE ref = $1 FOR NO KEY UPDATE`, ref); err != nil {
		return Detail{}, Participant{}, notFound(err)
	}
	if actor.SignedIn() {
		if err := actor.MayCompany(row.CompanyID); err != nil {
			return Detail{}, Participant{}, err
		}
	}
	d, err := s.ReadDetail(ctx, tx, row.ID)
	if err != nil {
		return Detail{}, Participant{}, err
	}
	i := slices.IndexFunc(d.Participants, func(p Participant) bool { return p.Token == person && person != "" })
	switch {
	case i >= 0:
		return d, d.Participants[i], nil
	case actor.SignedIn() && person == "":
		return Detail{}, Participant{}, errMoveNobody
	}
	return Detail{}, Participant{}, none
}

// TakeMoveBack withdraws a wish, turns a proposal down, or brings somebody back to the stay's own hub: that takes a desk there again and
// gives the other back. Members of the company may; and whoever has the participant's link, as person, with nobody as the actor. Doing it
// again changes nothing. Conflict "fault.move_home_full" when the own hub has filled up, "fault.move_over" when the day has come.
func (s *Service) TakeMoveBack(ctx context.Context, actor access.Actor, ref, person string, id int64) error {
	return s.db.InTx(ctx, func(tx *postgres.Tx) error {
		m, err := s.ownMove(ctx, tx, actor, ref, person, id)
		switch {
		case err != nil:
			return err
		case !m.State.Open():
			return nil
		case m.State == MoveAccepted:
			if err := s.mayShift(ctx, tx, m); err != nil {
				return err
			}
			if err := s.shift(ctx, tx, errMoveHomeFull, m.back()...); err != nil {
				return err
			}
		}
		if err := endMove(ctx, tx, m.ID, MoveWithdrawn, "", actor.PersonID); err != nil {
			return err
		}
		switch m.State {
		case MoveAccepted:
			if err := desk.Trim(ctx, tx, m.BookingID); err != nil {
				return err
			}
			return s.notify.DayMoved(ctx, tx, m.BookingID, m.ID, MoveNewsBack)
		case MoveProposed:
			return s.notify.DayMoved(ctx, tx, m.BookingID, m.ID, MoveNewsRefused)
		}
		return nil
	})
}

// ownMove locks a stay and finds one of its moves, for its company or for the participant whose it is.
func (s *Service) ownMove(ctx context.Context, tx *postgres.Tx, actor access.Actor, ref, person string, id int64) (DayMove, error) {
	none := fault.New(fault.NotFound, "fault.not_found")
	var company int64
	if err := tx.Get(ctx, &company, `/* booking.ownMove */ SELECT company_id FROM booking WHERE ref = $1 FOR NO KEY UPDATE`, ref); err != nil {
		return DayMove{}, notFound(err)
	}
	if actor.SignedIn() {
		if err := actor.MayCompany(company); err != nil {
			return DayMove{}, err
		}
	}
	var m DayMove
	if err := tx.Get(ctx, &m, selectMoves+`WHERE m.id = $1 AND b.ref = $2`, id, ref); err != nil {
		return DayMove{}, notFound(err)
	}
	if !actor.SignedIn() && (person == "" || m.Person != person) {
		return DayMove{}, none
	}
	return m, nil
}

// endMove stores what became of a move. An end leaves the pair: whoever was asked to change places with it is asked no more.
func endMove(ctx context.Context, tx *postgres.Tx, id int64, state MoveState, reason string, by int64) error {
	_, err := tx.Exec(ctx, `/* booking.endMove */
		WITH pair AS (UPDATE day_move SET state = 'withdrawn', answered_at = now() WHERE pair_id = $1 AND state = 'proposed')
		UPDATE day_move SET state = $2, reason = $3, answered_by = nullif($4::bigint, 0), answered_at = now() WHERE id = $1`, id, state, reason, by)
	return err
}
