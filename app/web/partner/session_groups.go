package partner

import (
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/packages/booking"
	"github.com/hubittaako/hubittaako/partners"
)

// groups are the stays with seats in a month's sessions, by session.
type groups map[int64][]booking.SessionGroup

// groupsOf reads them. They are whom a change of a session concerns.
func (p pages) groupsOf(c *page.Ctx, v sessionsView) (groups, error) {
	list, err := p.bookings.GroupsOf(c.Context(), c.Actor(), v.who.ID, v.month.Range())
	if err != nil {
		return nil, err
	}
	by := groups{}
	for _, g := range list {
		by[g.SessionID] = append(by[g.SessionID], g)
	}
	return by, nil
}

// people are how many come to a session with all its groups.
func (g groups) people(s partners.Session) (n int) {
	for _, one := range g[s.ID] {
		n += one.Seats
	}
	return n
}

// said is how many stays and people a session's calling off concerns, as values of a text.
func (g groups) said(s partners.Session) []any {
	return []any{"Count", len(g[s.ID]), "People", g.people(s)}
}
