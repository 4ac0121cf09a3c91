package staff

import (
	"strconv"

	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/packages/booking"
)

const planBPath = "/varalla"

// callPlanB moves a session of a stay to its plan B, for all stays in it.
func (p pages) callPlanB(c *page.Ctx) error {
	h, err := p.hub(c)
	if err != nil {
		return err
	}
	d, err := p.Bookings.ForHub(c.Context(), c.Actor(), h.ID, c.Param("ref"))
	if err != nil {
		return err
	}
	session, err := strconv.ParseInt(c.FormValue("sid"), 10, 64)
	if err != nil {
		return fault.New(fault.NotFound, "fault.not_found")
	}
	told, without, err := p.Bookings.CallPlanB(c.Context(), c.Actor(), session)
	switch {
	case err != nil:
		return err
	case told == 0:
		c.Flash("info", "planb.already")
	default:
		c.Flash("ok", "planb.called", "Count", told)
	}
	if without > 0 {
		c.Flash("warn", "planb.without", "Count", without)
	}
	return c.Redirect(stayPath(h.ID, d.Ref))
}

// plansB are the sessions of the stay whose plan B may be called now.
func (v stayView) plansB() (list []booking.Session) {
	for _, s := range v.d.Sessions {
		if v.alive() && s.MayCall(v.now) {
			list = append(list, s)
		}
	}
	return list
}
