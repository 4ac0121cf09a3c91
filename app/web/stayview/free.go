package stayview

import (
	"time"

	"github.com/hubittaako/hubittaako/app/base/dates"
)

// between is the least time, in minutes, between what a group does and something else: to get there.
const between = 30

// HubOn is the hub at which the group is on a day, 0 for a day that is not of the stay.
func (p Plan) HubOn(day dates.Date) int64 {
	if i := day.Sub(p.Start); i >= 0 && i < len(p.Days) {
		return p.Days[i].HubID
	}
	return 0
}

// Free says whether the group has nothing to do from one moment to another of one day: it is there, it does not work, and no
// session is on or so near that nobody would get from one place to the other.
func (p Plan) Free(from, to time.Time) bool {
	day := dates.Of(from)
	i := day.Sub(p.Start)
	if i < 0 || i >= len(p.Days) || dates.Of(to.Add(-time.Second)) != day {
		return false
	}
	starts := dates.MinutesOf(from)
	ends := starts + int(to.Sub(from)/time.Minute)
	if there, until := p.there(i); starts < there || ends > until {
		return false
	}
	if workFrom, workTo := p.work(i); starts < workTo && ends > workFrom {
		return false
	}
	for _, m := range p.Rhythm.MeetingsIn(day, day) {
		if from.Before(m.To) && m.From.Before(to) {
			return false
		}
	}
	for _, s := range p.Sessions {
		if s.Kind == "lodging" || s.Cancelled {
			continue
		}
		if from.Before(s.EndsAt.Add(between*time.Minute)) && to.After(s.StartsAt.Add(-between*time.Minute)) {
			return false
		}
	}
	return true
}
