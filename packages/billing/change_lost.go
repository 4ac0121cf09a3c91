package billing

import (
	"context"
	"errors"
	"fmt"

	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/capacity"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/packages/booking"
)

// FallbackActor is who carries a fall-back out, as it stands in a stay's history.
const FallbackActor = "fallback"

// lossKeys names the operation keys of fall-backs, one for each lost session of a stay.
var lossKeys = uuid.MustParse("6d5f6bb4-0f3d-4f0c-9c46-5a1f9a3f5f0e")

// AnswerLosses does what companies have chosen beforehand about sessions that their partners called off, where nobody has
// answered in time, and says for how many. Called by a job; calling it again changes nothing.
func (s *Service) AnswerLosses(ctx context.Context) (n int, err error) {
	list, err := booking.LossesDue(ctx, s.db)
	if err != nil {
		return 0, err
	}
	var failed error
	for _, l := range list {
		for range changeAttempts {
			var short *capacity.Short
			if err = s.answerLoss(ctx, l); !errors.As(err, &short) {
				break
			}
		}
		switch fault.CodeOf(err) {
		case "":
			n++
		case fault.Conflict, fault.Gone, fault.NotFound: // settled, at its pay page, or over since
		default:
			failed = errors.Join(failed, fmt.Errorf("fall-back of %s: %w", l.Ref, err))
		}
	}
	return n, failed
}

func (s *Service) answerLoss(ctx context.Context, l booking.Loss) error {
	return s.db.InTx(ctx, func(tx *postgres.Tx) error {
		actor := access.System(FallbackActor)
		d, err := s.bookings.LockForChange(ctx, tx, actor, l.Ref)
		if err != nil {
			return err
		}
		key := uuid.NewSHA1(lossKeys, fmt.Appendf(nil, "%d:%d", l.BookingID, l.SessionID))
		if _, known, err := s.bookings.ChangeByKey(ctx, tx, d.ID, key); err != nil || known {
			return err
		}
		if _, waits, err := s.bookings.WaitingChange(ctx, tx, d.ID); err != nil || waits {
			if waits {
				err = fault.New(fault.Conflict, "fault.change_waiting")
			}
			return err
		}
		a, err := s.bookings.Alternatives(ctx, tx, d, l.SessionID)
		if err != nil {
			return err
		}
		if !a.Lost {
			return fault.New(fault.Conflict, "fault.nothing_changes")
		}
		_, err = s.carryOut(ctx, tx, actor, d, d.Fallback.Choose(a), ChangeRequest{OpKey: key})
		return err
	})
}
