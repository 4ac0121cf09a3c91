package partner

import (
	"fmt"
	"strings"

	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/ics"
	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/partners"
)

func feedPath(token string) string { return "/kalenteri/" + token + ".ics" }

// feed is a partner's calendar for calendar programs: who has the address reads it.
func (p pages) feed(c *page.Ctx) error {
	token, isCalendar := strings.CutSuffix(c.Param("token"), ".ics")
	if !isCalendar {
		return fault.New(fault.NotFound, "fault.not_found")
	}
	f, err := p.partners.Feed(c.Context(), token)
	if err != nil {
		return err
	}
	cal := ics.Calendar{Name: "Hubittaako: " + f.Partner.Name, Method: "PUBLISH", Stamp: p.now()}
	for _, s := range f.Sessions {
		if onlySpare(f.Sessions, s) {
			continue
		}
		cal.Events = append(cal.Events, feedEvent(s, f.Partner.Lang))
	}
	c.NoStore()
	return c.Bytes(ics.ContentType("PUBLISH"), ics.Build(cal))
}

// feedEvent has the head count in its title, where calendars show it.
func feedEvent(s partners.Session, lang string) ics.Event {
	return ics.Event{
		UID: fmt.Sprintf("session-%d@hubittaako", s.ID), Start: s.StartsAt, End: s.EndsAt, Cancelled: s.Status == partners.Cancelled,
		Summary: fmt.Sprintf("%s (%d/%d)", named(s, lang), s.Taken, s.Capacity), Location: s.Place + ", " + s.Municipality,
	}
}
