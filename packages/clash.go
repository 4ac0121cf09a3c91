package packages

import (
	"slices"

	"github.com/hubittaako/hubittaako/app/base/dates"
)

// What of a group's own rhythm is in the way of a stay: without it the stay could be had.
const (
	ClashMeeting  = "meeting"  // one meeting
	ClashMeetings = "meetings" // several meetings together
	ClashHours    = "hours"    // the working hours
	ClashBoth     = "both"     // hours and meetings together
)

// Explain says of a refusal whether the group's own rhythm is what is in the way, and which meeting when it is one. Only the refusal of
// an item can be; all others come back as they are. It plans anew for each guess, so it is asked after a refusal and never in a loop of
// start days.
func Explain(pkg Package, start dates.Date, people int, stock Stock, r *Refusal) *Refusal {
	if r == nil || r.Item == 0 || stock.Group.IsZero() {
		return r
	}
	group, explained := stock.Group, *r
	fits := func(hours []DayHours, meetings []Meeting) bool {
		stock.Group.Hours, stock.Group.Meetings = hours, meetings
		cal, refusal := check(pkg, start, people, stock)
		return refusal == nil && plannable(pkg, cal, people, stock.Now, stock)
	}
	switch {
	case len(group.Meetings) > 0 && fits(group.Hours, nil):
		explained.Clash = ClashMeetings
		for i, m := range group.Meetings {
			if len(group.Meetings) == 1 || fits(group.Hours, slices.Delete(slices.Clone(group.Meetings), i, i+1)) {
				explained.Clash, explained.Meeting = ClashMeeting, m
				break
			}
		}
	case len(group.Hours) > 0 && fits(nil, group.Meetings):
		explained.Clash = ClashHours
	case len(group.Hours) > 0 && len(group.Meetings) > 0 && fits(nil, nil):
		explained.Clash = ClashBoth
	}
	return &explained
}
