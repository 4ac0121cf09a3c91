package partners

import (
	"context"
	"fmt"
	"time"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
)

// Pool is the least that a session needs in all, gathered over companies until it is decided whether it takes place.
//
// Only confirmed seats decide: a hold costs nothing and may lapse. What people are shown on the way ("6 of 8") counts holds
// too, since that is who is interested just now. A session goes as soon as enough are confirmed, and whoever leaves later does
// not undo it; one that is not there when its time comes is called off.
type Pool struct {
	PoolMin  int       `db:"pool_min"`  // people in all; 0: it goes with whoever comes
	DecideAt time.Time `db:"decide_at"` // of account where PoolMin is not 0
	Goes     bool      `db:"goes"`      // it was decided that it takes place
}

// poolColumns are a Pool's, of a session s.
const poolColumns = `s.pool_min, coalesce(s.decide_at, s.starts_at) AS decide_at, coalesce(s.pool_outcome = 'goes', false) AS goes`

// Gathers says whether the session still waits for its people.
func (p Pool) Gathers() bool { return p.PoolMin > 0 && !p.Goes }

// Overdue says whether the session should be decided, and is not yet: nothing is built on it any more.
func (p Pool) Overdue(now time.Time) bool { return p.Gathers() && !p.DecideAt.After(now) }

// Missing is how many people the session still lacks with so many seats taken.
func (p Pool) Missing(taken int) int {
	if !p.Gathers() {
		return 0
	}
	return max(0, p.PoolMin-taken)
}

// verdict says what is to become of a session that gathers people: whether it is decided now, and whether it goes. One that has
// begun before anybody decided took place for all that is known.
func (p Pool) verdict(confirmed int, due, begun bool) (decided, goes bool) {
	switch {
	case !p.Gathers():
		return false, false
	case confirmed >= p.PoolMin || begun:
		return true, true
	}
	return due, false
}

// poolWish is a pool as forms ask for it: how many people, and how many hours before the start it is decided.
type poolWish struct{ Min, Hours int }

// maxPoolHours is the earliest that a session may be decided: 60 days before.
const maxPoolHours = 1440

// faults are what is wrong with it by itself.
func (w poolWish) faults() []fault.Field {
	switch {
	case w.Min < 0 || w.Min > maxSeats:
		return []fault.Field{{Name: "pool_min", Key: "field.max", Args: map[string]any{"Max": maxSeats}}}
	case w.Min > 0 && (w.Hours < 1 || w.Hours > maxPoolHours):
		return []fault.Field{wrong("pool_hours", "field.choice")}
	}
	return nil
}

// sessionFaults are what is wrong with it for a session with so many seats that starts then.
func (w poolWish) sessionFaults(seats int, start, now time.Time) []fault.Field {
	if bad := w.faults(); len(bad) > 0 || w.Min == 0 {
		return bad
	}
	switch {
	case w.Min > seats:
		return []fault.Field{{Name: "pool_min", Key: "field.pool_seats", Args: map[string]any{"Seats": seats}}}
	case !w.decideAt(start).After(now):
		return []fault.Field{wrong("pool_hours", "field.pool_late")}
	}
	return nil
}

func (w poolWish) decideAt(start time.Time) time.Time {
	return start.Add(-time.Duration(w.Hours) * time.Hour)
}

// stored is the wish as an activity keeps it: without a minimum there is nothing to decide.
func (w poolWish) stored() poolWish {
	if w.Min == 0 {
		return poolWish{}
	}
	return w
}

// ChangePool changes how many people a session needs in all and how many hours before its start that is decided; 0 people lets it
// go with whoever comes. Members of its partner and network admins may, until it is decided. Where seats are taken the terms may
// only become easier: fewer people at the same time. Errors: Invalid with fields; Conflict "fault.pool_decided", on the field
// "pool_min" where it would be harder, "fault.session_cancelled", "fault.session_over".
func (s *Service) ChangePool(ctx context.Context, actor access.Actor, id int64, people, hours int) error {
	if err := known(actor); err != nil {
		return err
	}
	w := poolWish{people, hours}
	return s.db.InTx(ctx, func(tx *postgres.Tx) error {
		one, err := lockSession(ctx, tx, actor, id, `FOR NO KEY UPDATE`)
		if err != nil {
			return err
		}
		if err := s.stillAhead(one); err != nil {
			return err
		}
		if one.Goes {
			return fault.New(fault.Conflict, "fault.pool_decided")
		}
		if err := fault.Check(w.sessionFaults(one.Capacity, one.StartsAt, s.now())); err != nil {
			return err
		}
		if one.Taken > 0 && people > 0 && (people > one.PoolMin || !w.decideAt(one.StartsAt).Equal(one.DecideAt)) {
			return &fault.Error{Code: fault.Conflict, Key: "fault.pool_taken", Fields: []fault.Field{wrong("pool_min", "field.pool_taken")}}
		}
		_, err = tx.Exec(ctx, `/* partners.ChangePool */
			UPDATE session SET pool_min = $2, decide_at = CASE WHEN $2 > 0 THEN $3::timestamptz END WHERE id = $1`, id, people, w.decideAt(one.StartsAt))
		return err
	})
}

// DecideSessions decides, by the database's clock, the sessions whose time has come or that have enough people, and says how many
// go and how many are called off. Each is decided once, however many processes do it: the row is locked, and what is decided is
// not looked at again. Whoever books at the same instant either has the row first, and is counted among those who are told, or finds the session gone.
// Called by a job; calling it again changes nothing.
func (s *Service) DecideSessions(ctx context.Context) (going, off int, err error) {
	for {
		id, goes, err := s.decideOne(ctx)
		switch {
		case err != nil || id == 0:
			return going, off, err
		case goes:
			going++
		default:
			off++
		}
	}
}

const (
	poolConfirmed = `(SELECT coalesce(sum(x.seats), 0) FROM booking_session x JOIN booking b ON b.id = x.booking_id WHERE x.session_id = s.id AND b.state = 'confirmed')`

	// shortReason stands where a partner's own reason would; pages and mails say it in their reader's language, see Session.Short.
	shortReason = "Osallistujia oli liian vähän."
)

// decider is the actor of what is decided by the clock.
var decider = access.System("decision")

func (s *Service) decideOne(ctx context.Context) (id int64, goes bool, err error) {
	err = s.db.InTx(ctx, func(tx *postgres.Tx) error {
		id, goes = 0, false
		var ids []int64
		if err := tx.Select(ctx, &ids, `/* partners.undecided */
			SELECT s.id FROM session s
			WHERE s.status = 'open' AND s.pool_min > 0 AND s.pool_outcome IS NULL AND (s.decide_at <= now() OR `+poolConfirmed+` >= s.pool_min)
			ORDER BY s.decide_at, s.id LIMIT 1 FOR UPDATE SKIP LOCKED`); err != nil || len(ids) == 0 {
			return err
		}
		var clock struct{ Due, Begun bool }
		if err := tx.Get(ctx, &clock, `/* partners.decideOne */ SELECT decide_at <= now() AS due, starts_at <= now() AS begun FROM session WHERE id = $1`, ids[0]); err != nil {
			return err
		}
		one, err := ownSession(ctx, tx, decider, ids[0]) // read anew: the lock may have waited for a booking
		if err != nil {
			return err
		}
		decided, yes := one.verdict(one.Confirmed, clock.Due, clock.Begun)
		if !decided {
			return nil
		}
		id, goes = one.ID, yes
		return s.carryOut(ctx, tx, one, yes)
	})
	if err != nil {
		err = fmt.Errorf("deciding sessions: %w", err)
	}
	return id, goes, err
}

// carryOut records the outcome of a locked session. One that does not go is called off as a partner does it: its stays get what
// their bookers chose beforehand.
func (s *Service) carryOut(ctx context.Context, tx *postgres.Tx, one Session, goes bool) error {
	if goes {
		if _, err := tx.Exec(ctx, `/* partners.carryOut goes */ UPDATE session SET pool_outcome = 'goes', decided_at = now() WHERE id = $1`, one.ID); err != nil {
			return err
		}
		one.Goes = true
		return s.notify.PoolDecided(ctx, tx, one)
	}
	if err := s.callOff(ctx, tx, decider, one, shortReason); err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, `/* partners.carryOut short */ UPDATE session SET pool_outcome = 'short', decided_at = now() WHERE id = $1`, one.ID); err != nil {
		return err
	}
	one.Status, one.CancelReason, one.Short = Cancelled, shortReason, true
	return s.notify.PoolDecided(ctx, tx, one)
}
