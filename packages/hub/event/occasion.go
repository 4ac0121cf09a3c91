package event

import (
	"context"
	"slices"
	"unicode/utf8"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/app/base/typed"
)

// Plan is what a rule gives.
type Plan struct {
	Days    []dates.Date
	Skipped []dates.Date // public holidays and days on which the hub is closed
}

// PlanOf says on which days an event of the hub (0: the network) would take place, and refuses what Create would refuse. Those
// who run the hub may.
func (s *Service) PlanOf(ctx context.Context, actor access.Actor, hub int64, t Times) (Plan, error) {
	if err := may(actor, hub); err != nil {
		return Plan{}, err
	}
	var c checker
	t.check(&c, s.now())
	if err := fault.Check(c.fields); err != nil {
		return Plan{}, err
	}
	return s.plan(ctx, s.db, hub, t)
}

// plan lists the days of checked times.
func (s *Service) plan(ctx context.Context, r postgres.Reader, hub int64, t Times) (p Plan, err error) {
	repeat := t.Repeat
	if repeat == "" {
		repeat = Once
	}
	all, err := days(repeat, t.Day, t.Until, MaxOccasions+1)
	if err != nil {
		return p, err
	}
	if len(all) > MaxOccasions {
		return p, &fault.Error{Code: fault.Invalid, Key: "fault.invalid", Fields: []fault.Field{{Name: "until", Key: "field.weekly_many", Args: map[string]any{"Max": MaxOccasions}}}}
	}
	if !t.SkipClosed || repeat == Once {
		p.Days = all
		return p, nil
	}
	var closed []dates.Date
	if err := r.Select(ctx, &closed, `/* event.closures */ SELECT day FROM hub_closure WHERE hub_id = $1 AND day BETWEEN $2 AND $3`, hub, t.Day, t.Until); err != nil {
		return p, err
	}
	for _, d := range all {
		if _, holiday := dates.HolidayOn(d); holiday || slices.Contains(closed, d) {
			p.Skipped = append(p.Skipped, d)
		} else {
			p.Days = append(p.Days, d)
		}
	}
	if len(p.Days) == 0 {
		return p, fault.OnField("until", "field.event_none")
	}
	return p, nil
}

// AddOccasions lets an event take place at more times and says how many are new; times that it has already stay as they are.
// Those who run it may. Errors: Invalid with a message for each field.
func (s *Service) AddOccasions(ctx context.Context, actor access.Actor, event int64, t Times) (n int, err error) {
	var c checker
	t.check(&c, s.now())
	err = s.db.InTx(ctx, func(tx *postgres.Tx) error {
		e, err := ownEvent(ctx, tx, actor, event)
		if err != nil {
			return err
		}
		if err := fault.Check(c.fields); err != nil {
			return err
		}
		plan, err := s.plan(ctx, tx, e.HubID, t)
		if err != nil {
			return err
		}
		if n, err = insertOccasions(ctx, tx, event, plan.Days, t); err != nil || !t.repeats() {
			return err
		}
		_, err = tx.Exec(ctx, `/* event.setRepeat */ UPDATE event SET repeats = $2 WHERE id = $1`, event, t.Repeat)
		return err
	})
	return n, err
}

// locked reads an occasion and keeps others from changing it, or who comes, until the transaction ends.
func (s *Service) locked(ctx context.Context, tx *postgres.Tx, id int64) (Occasion, error) {
	return byID(ctx, tx, id, s.lock)
}

// ahead is an occasion to come, locked, for those who run it.
func (s *Service) ahead(ctx context.Context, tx *postgres.Tx, actor access.Actor, id int64) (Occasion, error) {
	o, err := s.locked(ctx, tx, id)
	if err != nil {
		return o, err
	}
	if err := may(actor, o.HubID); err != nil {
		return o, err
	}
	switch {
	case o.Cancelled:
		return o, fault.New(fault.Conflict, "fault.event_cancelled")
	case !s.now().Before(o.EndsAt):
		return o, fault.New(fault.Conflict, "fault.event_over")
	}
	return o, nil
}

// ChangeOccasion moves an occasion to come or gives it other seats. Those who run it may. Who has signed up is told of another
// time; those who wait move up into new seats. Errors: Invalid with a message for each field, also for fewer seats than are
// taken ("field.seats_taken") and for a time at which the event takes place already; Conflict when it is over or cancelled.
func (s *Service) ChangeOccasion(ctx context.Context, actor access.Actor, id int64, t Times) error {
	t.Repeat = Once
	err := s.db.InTx(ctx, func(tx *postgres.Tx) error {
		o, err := s.ahead(ctx, tx, actor, id)
		if err != nil {
			return err
		}
		var c checker
		t.check(&c, s.now())
		held, err := heldSeats(ctx, tx, id)
		if err != nil {
			return err
		}
		c.add(t.Seats > 0 && t.Seats < held, "seats", "field.seats_taken", "Taken", held)
		if err := fault.Check(c.fields); err != nil {
			return err
		}
		moved, err := s.moveOccasion(ctx, tx, o, t, held)
		if err != nil {
			return err
		}
		if o, err = byID(ctx, tx, id, ""); err != nil {
			return err
		}
		if moved {
			if err := s.tellAll(ctx, tx, Moved, []int64{id}); err != nil {
				return err
			}
		}
		return s.promote(ctx, tx, &o)
	})
	if postgres.Constraint(err) == "event_occasion_once" { // another moved there at the same moment
		return fault.OnField("day", "field.event_there")
	}
	return err
}

func (s *Service) moveOccasion(ctx context.Context, tx *postgres.Tx, o Occasion, t Times, held int) (moved bool, err error) {
	start, end := span(t.Day, *t.From, *t.To, t.nights())
	var there bool
	if err := tx.Get(ctx, &there, `/* event.there */
		SELECT EXISTS (SELECT FROM event_occasion WHERE event_id = $1 AND starts_at = $2 AND status = 'open' AND id <> $3)`, o.EventID, start, o.ID); err != nil {
		return false, err
	}
	if there {
		return false, fault.OnField("day", "field.event_there")
	}
	if t.Seats == 0 {
		held = 0 // nobody counts any more
	}
	_, err = tx.Exec(ctx, `/* event.moveOccasion */
		UPDATE event_occasion SET day = $2, starts_at = $3, ends_at = $4, capacity = $5, taken = $6, seq = seq + 1, updated_at = $7 WHERE id = $1`,
		o.ID, t.Day, start, end, t.Seats, held, s.now())
	return !start.Equal(o.StartsAt) || !end.Equal(o.EndsAt), err
}

// heldSeats are the seats of those who are in or have been offered some.
func heldSeats(ctx context.Context, r postgres.Reader, id int64) (n int, err error) {
	err = r.Get(ctx, &n, `/* event.heldSeats */ SELECT coalesce(sum(seats), 0) FROM event_signup WHERE occasion_id = $1 AND state IN ('in', 'offered')`, id)
	return n, err
}

const maxReason = 300

// CancelOccasion calls an occasion to come off; everybody who is in or waits is told why by mail. Those who run it may. Errors:
// Invalid without a reason, Conflict when it is over or cancelled already.
func (s *Service) CancelOccasion(ctx context.Context, actor access.Actor, id int64, reason string) error {
	reason, err := checkReason(reason)
	return s.db.InTx(ctx, func(tx *postgres.Tx) error {
		if _, wrong := s.ahead(ctx, tx, actor, id); wrong != nil {
			return wrong
		}
		if err != nil {
			return err
		}
		return s.cancel(ctx, tx, []int64{id}, reason)
	})
}

// CancelEvent calls all occasions to come off and says how many; everybody who is in or waits is told why. Those who run the
// event may. Invalid without a reason.
func (s *Service) CancelEvent(ctx context.Context, actor access.Actor, event int64, reason string) (n int, err error) {
	reason, wrong := checkReason(reason)
	err = s.db.InTx(ctx, func(tx *postgres.Tx) error {
		if _, err := ownEvent(ctx, tx, actor, event); err != nil {
			return err
		}
		if wrong != nil {
			return wrong
		}
		ids, err := s.touch(ctx, tx, event)
		if err != nil {
			return err
		}
		n = len(ids)
		return s.cancel(ctx, tx, ids, reason)
	})
	return n, err
}

func checkReason(reason string) (string, error) {
	reason = typed.Line(reason)
	switch {
	case reason == "":
		return reason, fault.OnField("reason", "field.required")
	case utf8.RuneCountInString(reason) > maxReason:
		return reason, &fault.Error{Code: fault.Invalid, Key: "fault.invalid", Fields: []fault.Field{{Name: "reason", Key: "field.max_chars", Args: map[string]any{"Max": maxReason}}}}
	}
	return reason, nil
}

// cancel marks locked occasions as cancelled and tells everybody. Who has not confirmed yet is forgotten.
func (s *Service) cancel(ctx context.Context, tx *postgres.Tx, ids []int64, reason string) error {
	for _, id := range ids {
		if _, err := tx.Exec(ctx, `/* event.cancel */
			UPDATE event_occasion SET status = 'cancelled', reason = $2, seq = seq + 1, updated_at = $3 WHERE id = $1`, id, reason, s.now()); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `/* event.dropAsked */ DELETE FROM event_signup WHERE occasion_id = $1 AND state = 'asked'`, id); err != nil {
			return err
		}
	}
	return s.tellAll(ctx, tx, CalledOff, ids)
}
