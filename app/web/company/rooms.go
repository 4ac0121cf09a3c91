package company

import (
	"slices"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/stayview"
	"github.com/hubittaako/hubittaako/packages/booking"
	"github.com/hubittaako/hubittaako/packages/hub/room"
)

// stayRooms are the rooms that a stay has by the hour, and the legs at whose hubs more can be booked.
type stayRooms struct {
	booked []room.Booking
	legs   []booking.Leg
}

func (p pages) roomsOf(c *page.Ctx, v view) (r stayRooms, err error) {
	if p.Rooms == nil || !v.alive() {
		return r, nil
	}
	if r.booked, err = p.Rooms.OfStay(c.Context(), c.Actor(), v.d.Ref); err != nil || v.d.State == booking.Completed {
		return r, err
	}
	for _, l := range v.d.Legs {
		list, err := p.Rooms.Rooms(c.Context(), l.HubID)
		if err != nil {
			return r, err
		}
		known := slices.ContainsFunc(r.legs, func(k booking.Leg) bool { return k.HubID == l.HubID })
		if len(list) > 0 && !known && !l.EndsOn.Before(v.today) {
			r.legs = append(r.legs, l)
		}
	}
	return r, nil
}

// sessions are the rooms as the programme shows them.
func (r stayRooms) sessions(lang string) (list []stayview.PlanSession) {
	for _, b := range r.booked {
		title, in := b.RoomText().Find(lang)
		list = append(list, stayview.PlanSession{Title: title, Lang: in, Kind: "room", By: b.HubName, StartsAt: b.StartsAt, EndsAt: b.EndsAt})
	}
	return list
}

// fromDay is the day from which on a leg's rooms are shown.
func fromDay(l booking.Leg, today dates.Date) dates.Date {
	if l.StartsOn.Before(today) {
		return today
	}
	return l.StartsOn
}
