package hub

import (
	"context"
	"slices"

	"github.com/lib/pq"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/i18n"
	"github.com/hubittaako/hubittaako/app/base/postgres"
)

// RoomTime is a booking of one of the hub's rooms, in minutes after midnight.
type RoomTime struct {
	Day    dates.Date `db:"day"`
	Ref    string     `db:"ref"`
	NameFi string     `db:"name_fi"`
	NameEn string     `db:"name_en"`
	NameSv string     `db:"name_sv"`
	Starts int        `db:"starts"`
	Ends   int        `db:"ends"`
}

// Name of the room in the language.
func (r RoomTime) Name(lang string) string {
	return i18n.Text{Fi: r.NameFi, En: r.NameEn, Sv: r.NameSv}.In(lang)
}

// addRooms adds the bookings of rooms for which the hub, as it is about to be, would not be open. Who books a room holds the hub's
// row, so that none can slip in while a day closes.
func (e *StaysInTheWay) addRooms(ctx context.Context, r postgres.Reader, h Hub, days []dates.Date) error {
	iso := make([]string, len(days))
	for i, day := range days {
		iso[i] = day.String()
	}
	var rooms []RoomTime
	err := r.Select(ctx, &rooms, `/* hub.roomsInTheWay */
		SELECT b.day, b.ref, r.name_fi, r.name_en, r.name_sv, b.starts, b.ends FROM room_booking b JOIN room r ON r.id = b.room_id
		WHERE b.hub_id = $1 AND b.state = 'booked' AND b.ends_at > now() AND b.day = ANY ($2::date[]) ORDER BY b.starts_at, b.ref`, h.ID, pq.Array(iso))
	for _, room := range rooms {
		if span := h.spanOn(room.Day); span.Opens <= room.Starts && room.Ends <= span.Closes {
			continue
		}
		i, known := slices.BinarySearchFunc(e.Days, room.Day, func(d StayDay, day dates.Date) int { return d.Day.Compare(day) })
		if !known {
			e.Days = slices.Insert(e.Days, i, StayDay{Day: room.Day})
		}
		e.Days[i].Rooms = append(e.Days[i].Rooms, room)
	}
	return err
}

// spanOn is when the hub is open on a day.
func (h Hub) spanOn(day dates.Date) Span {
	if h.Status != Working || !OpenOn(h.Hours, h.Closures, day) {
		return Span{}
	}
	return h.Hours.On(day.Weekday())
}
