package packages

import (
	"cmp"
	"slices"

	"github.com/hubittaako/hubittaako/partners"
)

// searchBudget is how many placements are tried for a first plan, and again for the best one; real stays need a few hundred.
const searchBudget = 20000

// Costs of a plan, the less the better, in hundredths of a day away from where a session would best be.
const (
	dayCost     = 100 // a day away from the ideal
	crowdCost   = 300 // beside another session on the same day; half of it a day apart, a third two days apart
	lonelyCost  = 150 // a session that nobody has yet
	poolCost    = 200 // a session that would still lack all of its minimum; in proportion where it lacks less
	servedCost  = 20  // for each session that the partner has in the plan already, beyond what must be
	toTheMiddle = 50  // a day begins in its middle
)

// wish is an item with the sessions that it may take, in order of time.
type wish struct {
	item Item
	fit  []partners.OpenSession
	day  []int   // of each session, counted from the first day of the stay
	cost [][]int // of the n-th time in each session by itself
	rank [][]int // the sessions, for the n-th time the cheapest first
	rest []int   // the least that the times from the n-th on cost
}

type planner struct {
	pkg    Package
	cal    Calendar
	wishes []wish
	plan   Itinerary
	cost   []int // of each placement, given those before it
	budget int
	best   int // most wishes placed in full
}

// wish reckons what each choice for an item costs by itself. Its times are spread evenly over the leg; transport brings the group
// there or home, so it is best at the ends.
func (p *planner) wish(it Item, fit []partners.OpenSession, people int) wish {
	w := wish{item: it, fit: fit, day: make([]int, len(fit)), rest: make([]int, it.Times+1)}
	first, days := p.span(it.Leg)
	for i, s := range fit {
		w.day[i] = s.Day.Sub(p.cal.Start)
	}
	for n := range it.Times {
		ideal := dayCost*first + dayCost*days*(2*n+1)/(2*it.Times)
		costs, rank := make([]int, len(fit)), make([]int, len(fit))
		for i, s := range fit {
			rank[i] = i
			costs[i] = distance(dayCost*w.day[i]+toTheMiddle, ideal)
			if it.Kind == "lodging" { // from the first night on, one after the other
				costs[i] = dayCost * distance(w.day[i], first+n)
			}
			if d := w.day[i] - first; it.Kind == "transport" {
				costs[i] = dayCost * min(d, days-1-d)
				for _, join := range p.joins(it) { // better on the day of the move than on its eve
					costs[i] = min(costs[i], dayCost*distance(w.day[i], join))
				}
			}
			if s.Taken == 0 && it.Kind != "lodging" {
				costs[i] += lonelyCost
			}
			costs[i] += lacking(s, people)
		}
		slices.SortStableFunc(rank, func(a, b int) int { return cmp.Compare(costs[a], costs[b]) })
		w.cost, w.rank = append(w.cost, costs), append(w.rank, rank)
	}
	for n := it.Times - 1; n >= 0; n-- {
		w.rest[n] = w.rest[n+1] + w.cost[n][w.rank[n][0]]
	}
	return w
}

// lacking is what it costs that a session may be called off: the more people it lacks with the group in it, the likelier.
func lacking(s partners.OpenSession, people int) int {
	if !s.Gathers() {
		return 0
	}
	return poolCost * s.Missing(s.Taken+people) / s.PoolMin
}

func distance(a, b int) int { return max(a-b, b-a) }

// added is what a placement costs beside those that are in the plan: sessions crowd each other, and a partner that has its turn
// lets others have theirs.
func (p *planner) added(w *wish, n, i int) int {
	cost := w.cost[n][i]
	if w.item.Kind == "lodging" {
		return cost
	}
	for _, o := range p.plan {
		other := p.item(o.Item)
		if other.Kind == "lodging" {
			continue
		}
		cost += crowdCost / (1 + distance(w.day[i], o.Session.Day.Sub(p.cal.Start)))
		if other.PartnerID == w.item.PartnerID && other.ActivityID != w.item.ActivityID {
			cost += servedCost
		}
	}
	return cost
}

func (p *planner) put(w *wish, n, i int) {
	p.cost = append(p.cost, p.added(w, n, i))
	p.plan = append(p.plan, Placement{Item: w.item.Position, Session: w.fit[i]})
}

func (p *planner) take() {
	p.plan, p.cost = p.plan[:len(p.plan)-1], p.cost[:len(p.cost)-1]
}

// place fills wish w from its n-th time on, taking sessions from index `from` of its candidates: the times of one
// activity are interchangeable, so only ascending choices are tried. It stops at the first plan.
func (p *planner) place(w, n, from int) bool {
	if w == len(p.wishes) {
		return true
	}
	p.best = max(p.best, w)
	ws := &p.wishes[w]
	if n == ws.item.Times {
		return p.place(w+1, 0, 0)
	}
	for _, i := range ws.rank[n] {
		if i < from || i > len(ws.fit)-(ws.item.Times-n) || p.clashes(ws.item, ws.fit[i]) {
			continue
		}
		if p.budget--; p.budget < 0 {
			return false
		}
		p.put(ws, n, i)
		if p.place(w, n+1, i+1) {
			return true
		}
		p.take()
	}
	return false
}

// improve looks for the best plan, by branch and bound from the first one: a branch whose cost, with the least that the rest can
// cost, is no less than the best plan's is not followed.
func (p *planner) improve() {
	found := slices.Clone(p.plan)
	least := total(p.cost)
	after := make([]int, len(p.wishes)+1) // the least that the wishes from one on cost
	for w := len(p.wishes) - 1; w >= 0; w-- {
		after[w] = after[w+1] + p.wishes[w].rest[0]
	}
	p.plan, p.cost, p.budget = p.plan[:0], p.cost[:0], searchBudget
	var branch func(w, n, from, cost int)
	branch = func(w, n, from, cost int) {
		if w == len(p.wishes) {
			if cost < least {
				least, found = cost, append(found[:0], p.plan...)
			}
			return
		}
		ws := &p.wishes[w]
		if n == ws.item.Times {
			branch(w+1, 0, 0, cost)
			return
		}
		for _, i := range ws.rank[n] {
			if cost+ws.cost[n][i]+ws.rest[n+1]+after[w+1] >= least {
				return // the ranks that follow cost no less
			}
			if i < from || i > len(ws.fit)-(ws.item.Times-n) || p.clashes(ws.item, ws.fit[i]) {
				continue
			}
			if p.budget--; p.budget < 0 {
				return
			}
			p.put(ws, n, i)
			if next := cost + p.cost[len(p.cost)-1]; next+ws.rest[n+1]+after[w+1] < least {
				branch(w, n+1, i+1, next)
			}
			p.take()
		}
	}
	branch(0, 0, 0, 0)
	p.plan = found
}

func total(costs []int) (sum int) {
	for _, c := range costs {
		sum += c
	}
	return sum
}
