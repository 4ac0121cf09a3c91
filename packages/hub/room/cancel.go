package room

import (
	"context"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/app/base/typed"
)

// Cancel gives a room's time back and tells the booker and the hub. Members of the booking's company may until its CancelBy, the
// hub's staff until it is over. Cancelling twice is no error. Errors: NotFound; Conflict "fault.room_late" with Until,
// "fault.room_over".
func (s *Service) Cancel(ctx context.Context, actor access.Actor, ref, reason string) (b Booking, err error) {
	if reason = typed.Line(reason); len([]rune(reason)) > 300 {
		return b, fault.Check([]fault.Field{{Name: "reason", Key: "field.max_chars", Args: map[string]any{"Max": 300}}})
	}
	err = s.db.InTx(ctx, func(tx *postgres.Tx) error {
		list, err := load(ctx, tx, `WHERE b.ref = $1 FOR NO KEY UPDATE OF b`, ref)
		if err != nil {
			return err
		}
		if len(list) == 0 || !s.sees(actor, list[0]) {
			return fault.New(fault.NotFound, "fault.not_found")
		}
		b = list[0]
		switch {
		case b.Cancelled:
			return nil
		case !s.now().Before(b.EndsAt):
			return fault.New(fault.Conflict, "fault.room_over")
		case actor.MayHub(b.HubID) != nil && !b.MayCancel(s.now()):
			return fault.New(fault.Conflict, "fault.room_late").With("Until", dates.FormatDateTime(b.CancelBy(), actor.Lang))
		}
		return s.cancel(ctx, tx, &b, reason)
	})
	return b, err
}

// sees says whether a booking is the actor's company's or at its hub.
func (s *Service) sees(actor access.Actor, b Booking) bool {
	return actor.MayHub(b.HubID) == nil || b.CompanyID != 0 && actor.MayCompany(b.CompanyID) == nil
}

func (s *Service) cancel(ctx context.Context, tx *postgres.Tx, b *Booking, reason string) error {
	if err := ledger().Release(ctx, tx, b.ID); err != nil {
		return err
	}
	if _, err := tx.Exec(ctx, `/* room.cancel */
		UPDATE room_booking SET state = 'cancelled', reason = $2, cancelled_at = $3, seq = seq + 1 WHERE id = $1`, b.ID, reason, s.now()); err != nil {
		return err
	}
	b.Cancelled, b.Reason, b.Seq = true, reason, b.Seq+1
	return s.notify.RoomCancelled(ctx, tx, *b)
}

// StayEnded gives back the rooms of a stay that lie ahead, in the transaction that ends its booking.
func (s *Service) StayEnded(ctx context.Context, tx *postgres.Tx, booking int64) error {
	return s.dropOf(ctx, tx, booking, `true`)
}

// StayChanged gives back the rooms of a stay that is elsewhere now, in the transaction that changes it.
func (s *Service) StayChanged(ctx context.Context, tx *postgres.Tx, booking int64) error {
	return s.dropOf(ctx, tx, booking, `NOT EXISTS (SELECT FROM booking_leg l WHERE l.booking_id = b.booking_id AND l.hub_id = b.hub_id AND b.day BETWEEN l.starts_on AND l.ends_on)`)
}

func (s *Service) dropOf(ctx context.Context, tx *postgres.Tx, booking int64, which string) error {
	list, err := load(ctx, tx, `WHERE b.booking_id = $1 AND b.state = 'booked' AND b.ends_at > $2 AND `+which+` ORDER BY b.id FOR NO KEY UPDATE OF b`, booking, s.now())
	for i := range list {
		if err == nil {
			err = s.cancel(ctx, tx, &list[i], "")
		}
	}
	return err
}
