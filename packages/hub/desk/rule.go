package desk

import (
	"cmp"
	"slices"

	"github.com/hubittaako/hubittaako/app/base/dates"
)

// Give finds desks for guests: each gets the lowest that is free on all their days, so that they stay at one desk. Stays are intervals:
// whoever comes first is seated first, and then this always succeeds when there are as many desks as people. Seats that are given stay
// as they are, and whoever has one on other days keeps that desk where it is free. Where no desk is free on all the days, as when one is
// out of use for a day, the guest sits as long as can be at one and then moves. A wish is met where a desk free for as long does, and
// desks that others have wished for are given last. Days without any free desk are left out. The desks are in order; waiting are people
// who are not to be seated yet, but whose wishes count.
func Give(desks []Desk, taken []Seat, guests, waiting []Guest) []Seat {
	p := newPlan(desks, taken, append(slices.Clone(guests), waiting...))
	list := slices.Clone(guests)
	slices.SortFunc(list, func(a, b Guest) int {
		return cmp.Or(p.first(a).Compare(p.first(b)), cmp.Compare(unwished(a), unwished(b)), cmp.Compare(a.Booking, b.Booking), cmp.Compare(a.Position, b.Position))
	})
	var given []Seat
	for _, g := range list {
		given = append(given, p.seat(g)...)
	}
	return given
}

func unwished(g Guest) int {
	if g.Wish.None() {
		return 1
	}
	return 0
}

type place struct {
	desk int64
	day  dates.Date
}

// plan is who sits where while it is made.
type plan struct {
	desks  []Desk
	by     map[place]Person
	at     map[Person]map[dates.Date]int64
	wanted map[int64][]Guest // by desk: who wishes for it
}

func newPlan(desks []Desk, taken []Seat, guests []Guest) *plan {
	p := &plan{desks: desks, by: map[place]Person{}, at: map[Person]map[dates.Date]int64{}, wanted: map[int64][]Guest{}}
	for _, s := range taken {
		p.put(s)
	}
	for _, g := range guests {
		if g.Wish.Desk != 0 {
			p.wanted[g.Wish.Desk] = append(p.wanted[g.Wish.Desk], g)
		}
	}
	return p
}

func (p *plan) put(s Seat) {
	p.by[place{s.Desk, s.Day}] = s.Person
	if p.at[s.Person] == nil {
		p.at[s.Person] = map[dates.Date]int64{}
	}
	p.at[s.Person][s.Day] = s.Desk
}

// missing are the days on which the guest has no desk.
func (p *plan) missing(g Guest) []dates.Date {
	return slices.DeleteFunc(slices.Clone(g.Days), func(day dates.Date) bool { return p.at[g.Person][day] != 0 })
}

// first is the first of them; those who need nothing come last.
func (p *plan) first(g Guest) dates.Date {
	if days := p.missing(g); len(days) > 0 {
		return days[0]
	}
	return dates.New(9999, 12, 31)
}

func (p *plan) seat(g Guest) (given []Seat) {
	days := p.missing(g)
	for len(days) > 0 {
		d, run := p.best(g, days)
		if run == 0 { // nothing is free on the first of them
			days = days[1:]
			continue
		}
		for _, day := range days[:run] {
			s := Seat{d, day, g.Person}
			p.put(s)
			given = append(given, s)
		}
		days = days[run:]
	}
	return given
}

// best is the desk for the guest from the first of the days on, and for how many of them in a row.
func (p *plan) best(g Guest, days []dates.Date) (desk int64, run int) {
	var most [4]int
	for _, d := range p.desks {
		n := p.run(d, days)
		if n == 0 {
			continue
		}
		score := [4]int{n, one(p.sits(g, d.ID)), one(g.Wish.Met(d)), one(!p.wishedByOthers(g, d.ID))}
		if run == 0 || slices.Compare(score[:], most[:]) > 0 {
			desk, run, most = d.ID, n, score
		}
	}
	return desk, run
}

func one(b bool) int {
	if b {
		return 1
	}
	return 0
}

// run is for how many of the days in a row, from the first on, the desk is free.
func (p *plan) run(d Desk, days []dates.Date) int {
	for i, day := range days {
		if _, sits := p.by[place{d.ID, day}]; sits || !d.UsableOn(day) {
			return i
		}
	}
	return len(days)
}

// sits says whether the guest has the desk on another day.
func (p *plan) sits(g Guest, desk int64) bool {
	for _, at := range p.at[g.Person] {
		if at == desk {
			return true
		}
	}
	return false
}

// wishedByOthers says whether somebody else who has no desk yet wishes for this one on a day that the guest is there.
func (p *plan) wishedByOthers(g Guest, desk int64) bool {
	return slices.ContainsFunc(p.wanted[desk], func(o Guest) bool {
		return o.Person != g.Person && slices.ContainsFunc(p.missing(o), func(day dates.Date) bool { return slices.Contains(g.Days, day) })
	})
}

// Moved is what sitting at a desk on the days means: the person goes there, and whoever sat there takes the person's place.
type Moved struct {
	Seats  []Seat   // all that are new
	Freed  []Seat   // all that end
	Others []Person // who changed places with the person
}

// Move seats a person at a desk on days. False when somebody sits there on a day on which the person has no desk to give in return, or
// when the desk is out of use on one of the days.
func Move(desks []Desk, taken []Seat, who Person, to int64, days []dates.Date) (m Moved, ok bool) {
	p := newPlan(desks, taken, nil)
	i := slices.IndexFunc(desks, func(d Desk) bool { return d.ID == to })
	if i < 0 {
		return m, false
	}
	for _, day := range days {
		from, other := p.at[who][day], p.by[place{to, day}]
		switch {
		case from == to:
			continue
		case !desks[i].UsableOn(day), other != Person{} && from == 0:
			return Moved{}, false
		}
		if from != 0 {
			m.Freed = append(m.Freed, Seat{from, day, who})
		}
		m.Seats = append(m.Seats, Seat{to, day, who})
		if (other != Person{}) {
			m.Freed = append(m.Freed, Seat{to, day, other})
			m.Seats = append(m.Seats, Seat{from, day, other})
			if !slices.Contains(m.Others, other) {
				m.Others = append(m.Others, other)
			}
		}
	}
	return m, true
}
