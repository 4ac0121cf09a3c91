package company

import (
	"strconv"
	"time"

	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/ics"
	"github.com/hubittaako/hubittaako/app/web/eventview"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/packages/booking"
	"github.com/hubittaako/hubittaako/packages/hub/event"
)

// meanwhile is what is on at the hubs during a stay: what the group has joined, and what falls into the hours that are still free.
type meanwhile struct {
	joined, free []event.Occasion
	now          time.Time
}

func (p pages) meanwhileOf(c *page.Ctx, v view) (m meanwhile, err error) {
	if p.Events == nil || !v.alive() {
		return m, nil
	}
	m.now = p.Now()
	if m.joined, err = p.Events.OfStay(c.Context(), c.Actor(), v.d.Ref); err != nil || v.d.State == booking.Completed {
		return m, err
	}
	v.meanwhile = m
	busy := plan(v, c.Lang())
	list, err := p.Events.List(c.Context(), eventview.FilterOf(busy, p.Now()))
	m.free = eventview.Around(busy, list)
	return m, err
}

// room says whether the whole group can come.
func (v view) room(o event.Occasion) bool {
	switch o.StateAt(v.meanwhile.now) {
	case event.Come:
		return true
	case event.Open:
		return o.Free() >= v.d.People
	}
	return false
}

// joinEvent takes seats for the whole group, or none.
func (p pages) joinEvent(c *page.Ctx) error {
	return p.changeEvent(c, "event.around.added", func(ref string, id int64) error { return p.Events.JoinGroup(c.Context(), c.Actor(), ref, id) })
}

// leaveEvent gives them back.
func (p pages) leaveEvent(c *page.Ctx) error {
	return p.changeEvent(c, "event.around.removed", func(ref string, id int64) error { return p.Events.LeaveGroup(c.Context(), c.Actor(), ref, id) })
}

func (p pages) changeEvent(c *page.Ctx, done string, do func(ref string, id int64) error) error {
	d, err := p.Bookings.ByRef(c.Context(), c.Actor(), c.Param("ref"))
	if err != nil {
		return err
	}
	id, err := strconv.ParseInt(c.FormValue("kerta"), 10, 64)
	if err != nil || p.Events == nil {
		return fault.New(fault.NotFound, "fault.not_found")
	}
	o, err := p.Events.ByID(c.Context(), id)
	if err != nil {
		return err
	}
	if err := do(d.Ref, id); err != nil {
		return p.refused(c, err, nil)
	}
	c.Flash("ok", done, "Title", o.Title(c.Lang()))
	return c.Redirect(BookingPath(d.Ref) + "#tapahtumat")
}

// entries are what the group has joined and the rooms that it has, for its calendar.
func (p pages) entries(c *page.Ctx, d booking.Detail) (list []ics.Event, err error) {
	if p.Rooms != nil {
		booked, err := p.Rooms.OfStay(c.Context(), c.Actor(), d.Ref)
		if err != nil {
			return nil, err
		}
		for _, b := range booked {
			list = append(list, b.Entry(c.Lang(), c.URL(BookingPath(d.Ref)+"#tilat")))
		}
	}
	if p.Events == nil {
		return list, nil
	}
	joined, err := p.Events.OfStay(c.Context(), c.Actor(), d.Ref)
	for _, o := range joined {
		list = append(list, o.Entry(c.Lang(), c.URL(eventview.Path(o))))
	}
	return list, err
}
