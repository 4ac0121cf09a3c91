package booking

import (
	"context"

	"github.com/hubittaako/hubittaako/app/base/postgres"
)

// Fallback is what is done where a partner calls a session off and nobody answers in time.
type Fallback string

const (
	AnotherTime     Fallback = "time"     // of the same activity; the money back where there is none
	AnotherActivity Fallback = "activity" // of about the same price and no dearer; else another time, else the money back
	MoneyBack       Fallback = "money"
)

// settleLosses marks the losses of a booking whose sessions are not among its own any more as settled by a change, and notes
// those that it has lost and nobody has noted: a session may be called off while its change waits for payment.
func settleLosses(ctx context.Context, tx *postgres.Tx, bookingID, changeID int64) error {
	_, err := tx.Exec(ctx, `/* booking.settleLosses */
		UPDATE lost_session l SET change_id = $2, settled_at = now()
		WHERE l.booking_id = $1 AND l.settled_at IS NULL
			AND NOT EXISTS (SELECT 1 FROM booking_session bs WHERE bs.booking_id = l.booking_id AND bs.session_id = l.session_id)`, bookingID, changeID)
	return err
}
