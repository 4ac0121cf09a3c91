package booking

import (
	"context"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/postgres"
)

// ExpireLapsed ends the options whose time is over by the database's clock, and says how many. Those at the pay page are
// billing's to end, after the page has closed. Called by a job, and by a hold that found no room.
func (s *Service) ExpireLapsed(ctx context.Context) (n int, err error) {
	for {
		id, err := s.expireOne(ctx)
		if err != nil || id == 0 {
			return n, err
		}
		n++
	}
}

func (s *Service) expireOne(ctx context.Context) (id int64, err error) {
	err = s.db.InTx(ctx, func(tx *postgres.Tx) error {
		var ids []int64
		if err := tx.Select(ctx, &ids, `/* booking.lapsed */
			SELECT id FROM booking WHERE state = 'held' AND hold_expires_at <= now() ORDER BY hold_expires_at LIMIT 1 FOR NO KEY UPDATE SKIP LOCKED`); err != nil {
			return err
		}
		id = 0
		if len(ids) == 0 {
			return nil
		}
		id = ids[0]
		if err := End(ctx, tx, access.System("expiry"), id, Expired, ""); err != nil {
			return err
		}
		return s.notify.BookingExpired(ctx, tx, id)
	})
	return id, err
}

// CompletePast moves confirmed stays that have ended to completed, unless something that a partner called off is still to be made
// good. Their desks and seats stay counted: they were used.
func (s *Service) CompletePast(ctx context.Context) (int, error) {
	today := dates.Today(s.now())
	n := 0
	err := s.db.InTx(ctx, func(tx *postgres.Tx) error {
		var ids []int64
		if err := tx.Select(ctx, &ids, `/* booking.past */ 
			SELECT id FROM booking b WHERE state = 'confirmed' AND ends_on < $1
				AND NOT EXISTS (SELECT 1 FROM lost_session l WHERE l.booking_id = b.id AND l.settled_at IS NULL)
			ORDER BY id LIMIT 500 FOR NO KEY UPDATE SKIP LOCKED`, today); err != nil {
			return err
		}
		for _, id := range ids {
			if err := move(ctx, tx, access.System("calendar"), id, Confirmed, Completed, ""); err != nil {
				return err
			}
		}
		n = len(ids)
		return nil
	})
	return n, err
}
