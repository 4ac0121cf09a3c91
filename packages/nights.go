package packages

import (
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/partners"
)

// Nights and transfers are placed by rules of their own: nights follow each other, and transfers are on the way.

// nightsClash says whether a night cannot be beside one that is planned. Nights that a stay has already may lie apart: its
// partner may have called off the one between.
func (p *planner) nightsClash(it Item, s partners.OpenSession, at int) bool {
	switch o := p.plan[at]; {
	case s.Day == o.Session.Day:
		return true
	case o.Item != it.Position || p.cal.Settled[s.ID]:
		return false
	default:
		return at == len(p.plan)-1 && s.Day != o.Session.Day.AddDays(1)
	}
}

// shortNight is the first night of an item's days on which its lodging has no beds for the whole group, and how many are left.
func shortNight(it Item, cal Calendar, people int, shelf Shelf) (day dates.Date, free int, short bool) {
	left := map[dates.Date]int{}
	for _, s := range shelf.Sessions(it.ActivityID) {
		left[s.Day] = max(left[s.Day], s.Capacity-s.Taken)
	}
	p := planner{cal: cal}
	first, days := p.span(it.Leg)
	if first+days == len(cal.Days) {
		days-- // the group goes home
	}
	for i := range days {
		if day = cal.Start.AddDays(first + i); left[day] < people {
			return day, left[day], true
		}
	}
	return dates.Date{}, 0, false
}

// end is where the group is after the item.
func (i Item) end() string {
	if i.To != "" {
		return i.To
	}
	return i.Municipality
}

// leads says whether a transfer is on the way on its day: to the first hub on the first day, from one hub to the next on the day
// before the group works there or on the first day there, from the last hub on the last day. One that joins none of these places
// is a trip like any other.
func (p *planner) leads(it Item, s partners.OpenSession) bool {
	if it.Kind != "transport" || it.To == "" || len(p.pkg.Legs) == 0 {
		return true
	}
	i, last := s.Day.Sub(p.cal.Start), len(p.cal.Days)-1
	there := sameTown(it.To, p.hubTown(p.cal.Days[0].Leg))
	home := sameTown(it.Municipality, p.hubTown(p.cal.Days[last].Leg))
	if between := p.joins(it); len(between) > 0 {
		return p.moves(it, i) || i+1 <= last && p.moves(it, i+1)
	}
	return !there && !home || there && i == 0 || home && i == last
}

// moves says whether the group goes from one hub to another on a day, and the transfer takes it there.
func (p *planner) moves(it Item, day int) bool {
	for _, d := range p.joins(it) {
		if d == day {
			return true
		}
	}
	return false
}

// joins are the first days of legs that a transfer leads to from the leg before.
func (p *planner) joins(it Item) (days []int) {
	for i := 1; i < len(p.cal.Days); i++ {
		from, to := p.cal.Days[i-1].Leg, p.cal.Days[i].Leg
		if from != to && sameTown(it.Municipality, p.hubTown(from)) && sameTown(it.To, p.hubTown(to)) && p.hubTown(from) != p.hubTown(to) {
			days = append(days, i)
		}
	}
	return days
}

func sameTown(a, b string) bool { return a != "" && b != "" && TravelTime(a, b) == 0 }
