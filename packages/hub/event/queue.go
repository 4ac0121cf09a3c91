package event

import (
	"context"
	"time"

	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
)

const (
	// OfferTime is how long somebody from the waiting list has to take the seats that have become free.
	OfferTime = 24 * time.Hour
	// lastOffer is how long before the start the last offer ends: whoever takes it must still get there.
	lastOffer = time.Hour
	// shortestOffer is the least time that is fair to offer.
	shortestOffer = 30 * time.Minute
)

// offerUntil is until when seats that become free now are kept for the next in the queue; false when there is no time left for
// that, and the seats go to whoever comes first.
func offerUntil(now, start time.Time) (time.Time, bool) {
	until := now.Add(OfferTime)
	if last := start.Add(-lastOffer); last.Before(until) {
		until = last
	}
	return until, until.Sub(now) >= shortestOffer
}

// promote offers free seats of a locked occasion to those who wait, in their order; who wants more than there is lets the next
// go first.
func (s *Service) promote(ctx context.Context, tx *postgres.Tx, o *Occasion) error {
	until, ok := offerUntil(s.now(), o.StartsAt)
	if o.Cancelled || !ok {
		return nil
	}
	for o.Free() > 0 {
		var next []Signup
		err := tx.Select(ctx, &next, `/* event.next */
			SELECT `+signupColumns+` WHERE s.occasion_id = $1 AND s.state = 'waiting' AND s.seats <= $2 ORDER BY s.queued_at, s.id LIMIT 1`, o.ID, o.Free())
		if err != nil || len(next) == 0 {
			return err
		}
		if err := s.offer(ctx, tx, o, &next[0], until); err != nil {
			return err
		}
	}
	return nil
}

func (s *Service) offer(ctx context.Context, tx *postgres.Tx, o *Occasion, x *Signup, until time.Time) error {
	if err := s.seat(ctx, tx, o, x.Seats); err != nil {
		return err
	}
	x.State, x.OfferedUntil = SignupOffered, &until
	if _, err := tx.Exec(ctx, `/* event.offer */ UPDATE event_signup SET state = 'offered', offered_until = $2 WHERE id = $1`, x.ID, until); err != nil {
		return err
	}
	return s.tell(ctx, tx, Offer, *o, x)
}

// takeOffer turns an offer into seats; they are counted already.
func (s *Service) takeOffer(ctx context.Context, tx *postgres.Tx, o Occasion, x *Signup) error {
	if !s.now().Before(*x.OfferedUntil) {
		return fault.New(fault.Gone, "fault.event_offer_over")
	}
	return s.markIn(ctx, tx, o, x)
}

// takeLate lets somebody in who waits, when seats are free and it is too late to offer them around.
func (s *Service) takeLate(ctx context.Context, tx *postgres.Tx, o *Occasion, x *Signup) error {
	if o.StateAt(s.now()) == Over || x.Seats > o.Free() {
		return nil
	}
	return s.letIn(ctx, tx, o, x)
}

// LapseOffers ends the offers whose time is over, tells those who had them, and offers the seats to the next. A job calls it
// every few minutes; calling it again changes nothing.
func (s *Service) LapseOffers(ctx context.Context) error {
	var ids []int64
	if err := s.db.Select(ctx, &ids, `/* event.lapsing */
		SELECT DISTINCT occasion_id FROM event_signup WHERE state = 'offered' AND offered_until <= $1 ORDER BY occasion_id`, s.now()); err != nil {
		return err
	}
	for _, id := range ids {
		if err := s.db.InTx(ctx, func(tx *postgres.Tx) error { return s.lapse(ctx, tx, id) }); err != nil {
			return err
		}
	}
	return nil
}

func (s *Service) lapse(ctx context.Context, tx *postgres.Tx, occasion int64) error {
	o, err := s.locked(ctx, tx, occasion)
	if err != nil {
		return err
	}
	var over []Signup
	if err := tx.Select(ctx, &over, `/* event.over */
		SELECT `+signupColumns+` WHERE s.occasion_id = $1 AND s.state = 'offered' AND s.offered_until <= $2 ORDER BY s.id`, occasion, s.now()); err != nil {
		return err
	}
	for i := range over {
		if err := s.tell(ctx, tx, Lapsed, o, &over[i]); err != nil {
			return err
		}
		if err := s.leave(ctx, tx, &o, &over[i], SignupLapsed); err != nil {
			return err
		}
	}
	return nil
}
