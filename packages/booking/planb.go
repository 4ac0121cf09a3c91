package booking

import (
	"context"
	"time"

	"github.com/lib/pq"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/capacity"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/i18n"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/partners"
)

// PlanB is what a session has for bad weather, or, once that is called, what it was planned as; empty where the stay holds none.
func (s Session) PlanB() i18n.Text { return i18n.Text{Fi: s.PlanBFi, En: s.PlanBEn, Sv: s.PlanBSv} }

// HasPlanB says whether the stay holds the seats of a plan B.
func (s Session) HasPlanB() bool { return s.PlanBFi != "" }

// MayCall says whether its plan B may be called at the moment: the stay holds one, and the day has come near.
func (s Session) MayCall(now time.Time) bool {
	from, until := partners.Span{Day: dates.Of(s.StartsAt), EndsAt: s.EndsAt}.PlanBTerm()
	return s.HasPlanB() && !s.Called && s.Status == string(partners.Open) && !now.Before(from) && now.Before(until)
}

// standIn puts the plan B in the place of a session that it was called for.
func (s *Session) standIn() {
	if !s.Called {
		return
	}
	s.TitleFi, s.PlanBFi = s.PlanBFi, s.TitleFi
	s.TitleEn, s.PlanBEn = s.PlanBEn, s.TitleEn
	s.TitleSv, s.PlanBSv = s.PlanBSv, s.TitleSv
	s.Place, s.PlanBPlace = s.PlanBPlace, s.Place
	s.EndsAt, s.PlanBEndsAt = s.PlanBEndsAt, s.EndsAt
}

// CallPlanB moves a session to its plan B: every live stay that holds seats there sees it in its programme from now on and is told.
// It returns how many those are, and how many have booked before there was a plan B: they hold no seats there, and nothing changes for
// them. From the day before until it is over. Members of its partner may, network admins, and those who run a hub at which one of the
// groups is that day. Called twice, nobody is told again. Errors: NotFound without a plan B; Conflict "fault.plan_b_early",
// "fault.session_over", "fault.session_cancelled".
func (s *Service) CallPlanB(ctx context.Context, actor access.Actor, session int64) (told, without int, err error) {
	err = s.db.InTx(ctx, func(tx *postgres.Tx) error {
		told, without = 0, 0
		var stays []struct {
			ID    int64
			Spare bool
		}
		if err := tx.Select(ctx, &stays, `/* booking.CallPlanB stays */
			SELECT b.id, EXISTS (SELECT FROM session s JOIN session p ON p.id = s.plan_b_id
				JOIN allocation a ON a.booking_id = b.id AND a.resource_id = p.resource_id AND a.day = p.day WHERE s.id = $1) AS spare
			FROM booking b
			WHERE b.state IN ('held', 'awaiting_payment', 'confirmed') AND EXISTS (SELECT FROM booking_session x WHERE x.booking_id = b.id AND x.session_id = $1)
			ORDER BY b.id FOR NO KEY UPDATE OF b`, session); err != nil {
			return err
		}
		fresh, err := s.markCalled(ctx, tx, actor, session)
		if err != nil || !fresh {
			return err
		}
		for _, b := range stays {
			if !b.Spare {
				without++
				continue
			}
			told++
			if _, err := tx.Exec(ctx, `/* booking.CallPlanB */ UPDATE booking SET version = version + 1 WHERE id = $1`, b.ID); err != nil { // calendars take it as news
				return err
			}
			if err := s.notify.PlanBCalled(ctx, tx, b.ID, session); err != nil {
				return err
			}
		}
		return nil
	})
	return told, without, err
}

// markCalled notes at the session that its plan B was called; false where it was before.
func (s *Service) markCalled(ctx context.Context, tx *postgres.Tx, actor access.Actor, session int64) (bool, error) {
	var at struct {
		PartnerID int64                  `db:"partner_id"`
		Status    partners.SessionStatus `db:"status"`
		Called    bool                   `db:"called"`
		PlanB     bool                   `db:"plan_b"`
		partners.Span
	}
	if err := tx.Get(ctx, &at, `/* booking.markCalled locks */
		SELECT s.partner_id, s.status, s.plan_b_called_at IS NOT NULL AS called, EXISTS (SELECT FROM session p WHERE p.id = s.plan_b_id AND p.status = 'open') AS plan_b,
			s.day, s.ends_at
		FROM session s WHERE s.id = $1 FOR NO KEY UPDATE OF s`, session); err != nil {
		return false, notFound(err)
	}
	if err := s.mayCall(ctx, tx, actor, at.PartnerID, session); err != nil {
		return false, err
	}
	from, until := at.PlanBTerm()
	switch now := s.now(); {
	case !at.PlanB:
		return false, fault.New(fault.NotFound, "fault.not_found")
	case at.Status == partners.Cancelled:
		return false, fault.New(fault.Conflict, "fault.session_cancelled")
	case at.Called:
		return false, nil
	case now.Before(from):
		return false, fault.New(fault.Conflict, "fault.plan_b_early").With("Day", dates.Format(dates.Of(from), actor.Lang))
	case !now.Before(until):
		return false, fault.New(fault.Conflict, "fault.session_over")
	}
	_, err := tx.Exec(ctx, `/* booking.markCalled */ UPDATE session SET plan_b_called_at = now(), plan_b_called_by = nullif($2::bigint, 0) WHERE id = $1`, session, actor.PersonID)
	return true, err
}

func (s *Service) mayCall(ctx context.Context, tx *postgres.Tx, actor access.Actor, partner, session int64) error {
	err := actor.MayPartner(partner)
	hubs := actor.Orgs("hub")
	if err == nil || len(hubs) == 0 {
		return err
	}
	var here bool
	if err := tx.Get(ctx, &here, `/* booking.mayCall */
		SELECT EXISTS (SELECT FROM session s JOIN booking_session bs ON bs.session_id = s.id JOIN booking b ON b.id = bs.booking_id
			JOIN booking_leg l ON l.booking_id = b.id AND s.day BETWEEN l.starts_on AND l.ends_on
			WHERE s.id = $1 AND l.hub_id = ANY ($2) AND b.state IN ('held', 'awaiting_payment', 'confirmed'))`, session, pq.Array(hubs)); err != nil {
		return err
	}
	if here {
		return nil
	}
	return err
}

// ReleasePlanB gives back the seats of plans B that were not needed, once their sessions are over, and says of how many stays.
// A job calls it.
func (s *Service) ReleasePlanB(ctx context.Context) (n int, err error) {
	err = s.db.InTx(ctx, func(tx *postgres.Tx) error {
		var rows []struct {
			Booking  int64      `db:"booking_id"`
			Resource int64      `db:"resource_id"`
			Day      dates.Date `db:"day"`
			Part     int        `db:"part"`
			Quantity int        `db:"quantity"`
		}
		if err := tx.Select(ctx, &rows, `/* booking.ReleasePlanB */
			SELECT a.booking_id, a.resource_id, a.day, a.part, a.quantity
			FROM session s
			JOIN session p ON p.id = s.plan_b_id
			JOIN booking_session bs ON bs.session_id = s.id
			JOIN booking b ON b.id = bs.booking_id AND b.state = 'confirmed'
			JOIN allocation a ON a.booking_id = b.id AND a.resource_id = p.resource_id AND a.day = p.day
			WHERE s.ends_at <= $1 AND s.plan_b_id IS NOT NULL AND s.plan_b_called_at IS NULL
				AND NOT EXISTS (SELECT FROM booking_session own WHERE own.booking_id = b.id AND own.session_id = p.id)
				AND NOT EXISTS (SELECT FROM booking_change c WHERE c.booking_id = b.id AND c.state = 'waiting')
			ORDER BY b.id LIMIT 500 FOR NO KEY UPDATE OF b SKIP LOCKED`, s.now()); err != nil {
			return err
		}
		var shifts []capacity.Shift
		for _, r := range rows {
			shifts = append(shifts, capacity.Shift{Booking: r.Booking, Slot: capacity.Slot{Resource: r.Resource, Day: r.Day, Part: r.Part}, More: -r.Quantity})
		}
		n = len(shifts)
		return s.trade(ctx, tx, shifts)
	})
	return n, err
}
