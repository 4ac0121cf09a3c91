package partner

import (
	"slices"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/packages/booking"
	"github.com/hubittaako/hubittaako/partners"
)

// dayView is the list of a day, for the wall or the pocket: what happens when, who comes and how many.
type dayView struct {
	who      partners.Partner
	day      dates.Date
	today    dates.Date
	sessions []partners.Session
	groups   map[int64][]booking.SessionGroup
}

func dayPath(partner int64, day dates.Date) string {
	return homePath(partner) + "/paiva?paiva=" + day.String()
}

// day shows a day's sessions with their groups, made to be printed.
func (p pages) day(c *page.Ctx) error {
	who, err := p.partner(c)
	if err != nil {
		return err
	}
	v := dayView{who: who, today: dates.Today(p.now())}
	v.day = v.today
	if d, err := dates.ParseInput(c.Query("paiva")); err == nil {
		v.day = d
	}
	days := dates.Through(v.day, v.day)
	if v.sessions, err = p.partners.PartnerSessions(c.Context(), c.Actor(), who.ID, days); err != nil {
		return err
	}
	if v.groups, err = p.groups(c, who.ID, days); err != nil {
		return err
	}
	kept := spares(v.sessions)
	for i, s := range v.sessions {
		if b := slices.IndexFunc(v.sessions, func(b partners.Session) bool { return s.Called && b.ID == s.PlanB }); b >= 0 {
			v.sessions[i].Place = v.sessions[b].Place
		}
	}
	v.sessions = slices.DeleteFunc(v.sessions, func(s partners.Session) bool { return kept[s.ID] && len(v.groups[s.ID]) == 0 })
	return c.Render(200, dayPage(v))
}
