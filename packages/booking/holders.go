package booking

import (
	"context"

	"github.com/hubittaako/hubittaako/app/base/postgres"
)

// Holders are the live bookings with seats in a session, for telling them when it is called off. It checks no actor.
func Holders(ctx context.Context, r postgres.Reader, session int64) ([]Booking, error) {
	var list []Booking
	err := r.Select(ctx, &list, selectBooking+`
		WHERE b.state IN ('held', 'awaiting_payment', 'confirmed') AND EXISTS (SELECT FROM booking_session x WHERE x.booking_id = b.id AND x.session_id = $1)
		ORDER BY b.id`, session)
	return list, err
}
