package network

import (
	"strings"

	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/ics"
	"github.com/hubittaako/hubittaako/app/web/page"
)

// newFeed gives the visitor an address for their calendar program, or a new one in its place.
func (p pages) newFeed(c *page.Ctx) error {
	if err := p.Network.NewFeedToken(c.Context(), c.Actor()); err != nil {
		return err
	}
	c.Flash("ok", "networkroom.feed_made")
	return c.Redirect(meetingsPath + "#kalenteri")
}

// feed is the meetings for calendar programs: who has the address reads it.
func (p pages) feed(c *page.Ctx) error {
	token, isCalendar := strings.CutSuffix(c.Param("token"), ".ics")
	if !isCalendar {
		return fault.New(fault.NotFound, "fault.not_found")
	}
	list, err := p.Network.Feed(c.Context(), token)
	if err != nil {
		return err
	}
	cal := ics.Calendar{Name: c.T("networkmail.feed"), Stamp: p.Now()}
	for _, m := range list {
		cal.Events = append(cal.Events, m.Entry(c.URL(MeetingPath(m.ID))))
	}
	c.NoStore()
	return c.Bytes(ics.ContentType(""), ics.Build(cal))
}
