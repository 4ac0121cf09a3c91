package booking

import (
	"context"
	"slices"
	"time"

	"github.com/lib/pq"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/packages/hub/desk"
)

// HubStay is a stay as those see it who receive it at a hub: who comes and when, what the group does, who has arrived. What it
// costs is not their business: there are no lines and no sums.
type HubStay struct {
	Detail
	Arrived map[int]time.Time // by the participant's position
}

// ForHub reads a stay that passes through the hub, in whatever state. Staff of the hub may; NotFound when it does not come here.
func (s *Service) ForHub(ctx context.Context, actor access.Actor, hubID int64, ref string) (HubStay, error) {
	if err := actor.MayHub(hubID); err != nil {
		return HubStay{}, err
	}
	var b Booking
	err := s.db.Get(ctx, &b, selectBooking+`
		WHERE b.ref = $1 AND EXISTS (SELECT FROM booking_leg l WHERE l.booking_id = b.id AND l.hub_id = $2)`, ref, hubID)
	if err != nil {
		return HubStay{}, notFound(err)
	}
	d, err := s.detail(ctx, s.db, b)
	if err != nil {
		return HubStay{}, err
	}
	d.Lines, d.Net, d.VAT, d.Gross = nil, 0, 0, 0
	stay := HubStay{Detail: d, Arrived: map[int]time.Time{}}
	var rows []struct {
		Position int       `db:"position"`
		At       time.Time `db:"at"`
	}
	err = s.db.Select(ctx, &rows, `/* booking.ForHub arrived */ SELECT position, at FROM arrival WHERE booking_id = $1 AND hub_id = $2`, b.ID, hubID)
	for _, r := range rows {
		stay.Arrived[r.Position] = r.At
	}
	return stay, err
}

// AtHub are the days from the first to the last that the stay spends at the hub.
func (d Detail) AtHub(hubID int64) (first, last dates.Date) {
	for _, l := range d.Legs {
		if l.HubID == hubID {
			if first.IsZero() {
				first = l.StartsOn
			}
			last = l.EndsOn
		}
	}
	return first, last
}

// earlyDays is how long before its first day at a hub a group may be noted as arrived: some come the evening before.
const earlyDays = 1

func later(a, b dates.Date) dates.Date {
	if a.Before(b) {
		return b
	}
	return a
}

// NoteArrivals notes participants, by their positions, as arrived at the hub, and takes the note back for others: what was not
// touched stays as it is, so that two people at two doors do not undo each other. Where the hub has named its desks, whoever arrives is
// given one. Staff of the hub may. Doing it again changes
// nothing. Conflict "fault.stay_not_here" for a stay that is not confirmed or not due yet; NotFound when it does not come here.
func (s *Service) NoteArrivals(ctx context.Context, actor access.Actor, hubID int64, ref string, arrived, not []int) error {
	stay, err := s.ForHub(ctx, actor, hubID, ref)
	if err != nil {
		return err
	}
	first, _ := stay.AtHub(hubID)
	if stay.State != Confirmed && stay.State != Completed || dates.Today(s.now()).Before(first.AddDays(-earlyDays)) {
		return fault.New(fault.Conflict, "fault.stay_not_here")
	}
	mine := func(positions []int) []int64 {
		var all []int64
		for _, n := range positions {
			if n >= 1 && n <= stay.People {
				all = append(all, int64(n))
			}
		}
		slices.Sort(all)
		return all
	}
	today := dates.Today(s.now())
	return s.db.InTx(ctx, func(tx *postgres.Tx) error {
		if _, err := tx.Exec(ctx, `/* booking.NoteArrivals locks */ SELECT FROM booking WHERE id = $1 FOR NO KEY UPDATE`, stay.ID); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `/* booking.NoteArrivals takes back */ DELETE FROM arrival WHERE booking_id = $1 AND hub_id = $2 AND position = ANY ($3)`,
			stay.ID, hubID, pq.Array(mine(not))); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, `/* booking.NoteArrivals */
			INSERT INTO arrival (booking_id, hub_id, position, noted_by, at) SELECT $1, $2, n, nullif($4, 0), $5 FROM unnest($3::int[]) n ON CONFLICT DO NOTHING`,
			stay.ID, hubID, pq.Array(mine(arrived)), actor.PersonID, s.now())
		if err != nil {
			return err
		}
		return desk.SeatArrived(ctx, tx, hubID, stay.ID, arrived, later(first, today))
	})
}
