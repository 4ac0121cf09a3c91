package partner

import (
	"context"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages/booking"
	"github.com/hubittaako/hubittaako/partners"
)

// todoDays is how far ahead the week page looks for what needs a hand; todoRows is how many of those it names.
const (
	todoDays = 21
	todoRows = 6
)

// todo is one thing that a partner may want to do next.
type todo struct{ Text, Link, Href string }

// ahead are the sessions of the coming weeks, with their groups.
func (p pages) ahead(c *page.Ctx, v *weekView) error {
	days := dates.Through(v.today, v.today.AddDays(todoDays))
	var err error
	if v.ahead, err = p.partners.PartnerSessions(c.Context(), c.Actor(), v.who.ID, days); err != nil {
		return err
	}
	v.aheadGroups, err = p.groups(c, v.who.ID, days)
	return err
}

// groups are those that hold seats in the partner's sessions, by session.
func (p pages) groups(c *page.Ctx, partner int64, days dates.Range) (map[int64][]booking.SessionGroup, error) {
	list, err := p.bookings.GroupsOf(c.Context(), c.Actor(), partner, days)
	by := map[int64][]booking.SessionGroup{}
	for _, g := range list {
		by[g.SessionID] = append(by[g.SessionID], g)
	}
	return by, err
}

// todos are what comes next, the most urgent first: groups that are too small, activities without times, drafts.
func (v weekView) todos(ctx context.Context) (list []todo) {
	for _, s := range v.ahead {
		if s.Status == partners.Open && s.Taken > 0 && s.Taken < s.GroupMin && s.StartsAt.After(v.now) {
			list = append(list, todo{
				ui.T(ctx, "partner.todo.short", "Count", s.GroupMin-s.Taken, "Title", s.Title(ui.Lang(ctx)), "Day", ui.DateShort(ctx, s.Day)),
				ui.T(ctx, "partner.todo.short_link"), ui.Href(ctx, sessionPath(s)),
			})
		}
	}
	for _, o := range v.offered {
		switch {
		case o.Status == partners.Listed && o.Coming == 0:
			list = append(list, todo{
				ui.T(ctx, "partner.todo.times", "Title", o.Title(ui.Lang(ctx))), ui.T(ctx, "partner.todo.times_link"), ui.Href(ctx, sessionsPath(v.who.ID, o.ID)),
			})
		case o.Status == partners.Draft && !v.standsIn(o.ID):
			list = append(list, todo{
				ui.T(ctx, "partner.todo.draft", "Title", o.Title(ui.Lang(ctx))), ui.T(ctx, "partner.todo.draft_link"), ui.Href(ctx, activityPath(v.who.ID, o.ID)),
			})
		}
	}
	return list
}

// next is the first session from now on that somebody comes to.
func (v weekView) next() (partners.Session, bool) {
	for _, s := range v.ahead {
		if s.Status == partners.Open && s.StartsAt.After(v.now) && len(v.aheadGroups[s.ID]) > 0 {
			return s, true
		}
	}
	return partners.Session{}, false
}
