package partner

import (
	"net/url"
	"strconv"

	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
)

const (
	manyPath    = "/joukko"
	restorePath = "/palauta"
	manyID      = "joukko"
)

// changeMany does one thing with the sessions that were chosen: their seats, taking them away, calling them off.
func (p pages) changeMany(c *page.Ctx) error {
	v, err := p.sessionsView(c, shownMonth(dayOf(c.FormValue("month"))))
	if err != nil {
		return err
	}
	ids, err := chosen(c)
	if err == nil {
		switch c.FormValue("do") {
		case "seats":
			err = p.seatsOfMany(c, v, ids)
		case "remove":
			err = p.remove(c, v, ids)
		case "cancel":
			err = p.cancelMany(c, v, ids)
		default:
			err = fault.New(fault.Invalid, "fault.invalid")
		}
	}
	if err != nil {
		return v.again(c, err, func(v *sessionsView, f ui.Form) { v.many = called(c, f, manyID, manyOrder) })
	}
	return c.Redirect(v.monthHref(v.month))
}

// dayOf is the first day of a posted month, the zero Date for none.
func dayOf(month string) dates.Date {
	m, err := dates.ParseMonth(month)
	if err != nil {
		return dates.Date{}
	}
	return m.First()
}

// chosen are the ticked sessions.
func chosen(c *page.Ctx) (ids []int64, err error) {
	for _, s := range c.FormValues("sid") {
		id, err := strconv.ParseInt(s, 10, 64)
		if err != nil {
			return nil, fault.New(fault.Invalid, "fault.invalid")
		}
		ids = append(ids, id)
	}
	return ids, nil
}

func (p pages) seatsOfMany(c *page.Ctx, v sessionsView, ids []int64) error {
	var f seatsForm
	if err := c.Form(&f); err != nil {
		return err
	}
	n, err := p.partners.ChangeSeatsOfMany(c.Context(), c.Actor(), v.activity.ID, ids, *f.Seats)
	if err == nil {
		c.Flash("ok", "partner.many.seats_done", "Count", n, "Seats", *f.Seats)
	}
	return err
}

func (p pages) cancelMany(c *page.Ctx, v sessionsView, ids []int64) error {
	n, err := p.partners.CancelSessions(c.Context(), c.Actor(), v.activity.ID, ids, c.FormValue("reason"))
	if err == nil {
		c.Flash("ok", "partner.many.cancel_done", "Count", n)
	}
	return err
}

// deleteSession takes one session away that nobody has booked.
func (p pages) deleteSession(c *page.Ctx) error {
	id, err := c.ParamInt64("sid")
	if err != nil {
		return err
	}
	v, err := p.sessionsView(c, shownMonth(dayOf(c.FormValue("month"))))
	if err != nil {
		return err
	}
	if err := p.remove(c, v, []int64{id}); err != nil {
		return err
	}
	return c.Redirect(v.monthHref(v.month))
}

// remove takes sessions away and offers to put them back. What somebody has booked stays, and is said to.
func (p pages) remove(c *page.Ctx, v sessionsView, ids []int64) error {
	op, err := c.OpKey()
	if err != nil {
		return err
	}
	gone, left, err := p.partners.RemoveSessions(c.Context(), c.Actor(), v.activity.ID, ids, op)
	if err != nil {
		return err
	}
	if gone > 0 {
		undo := page.Undo{Path: v.path(restorePath), Values: url.Values{"key": {op.String()}, "month": {v.month.String()}}}
		c.FlashUndo(undo, "partner.many.remove_done", "Count", gone)
	}
	if gone+left == 0 {
		c.Flash("info", "partner.many.remove_none")
	}
	if left > 0 {
		c.Flash("warn", "partner.many.remove_left", "Count", left)
	}
	return nil
}

// restoreSessions puts back what was taken away.
func (p pages) restoreSessions(c *page.Ctx) error {
	_, a, err := p.activityOf(c)
	if err != nil {
		return err
	}
	key, err := uuid.Parse(c.FormValue("key"))
	if err != nil {
		return fault.New(fault.Invalid, "fault.invalid")
	}
	n, err := p.partners.RestoreSessions(c.Context(), c.Actor(), a.ID, key)
	if err != nil {
		return err
	}
	if n == 0 {
		c.Flash("info", "partner.many.restored_none")
	} else {
		c.Flash("ok", "partner.many.restored", "Count", n)
	}
	if first := dayOf(c.FormValue("month")); !first.IsZero() {
		return c.Redirect(monthPath(a.PartnerID, a.ID, first.MonthOf()))
	}
	return c.Redirect(sessionsPath(a.PartnerID, a.ID))
}
