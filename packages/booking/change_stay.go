package booking

import (
	"context"
	"slices"
	"time"

	"github.com/lib/pq"

	"github.com/hubittaako/hubittaako/app/base/capacity"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/packages"
	"github.com/hubittaako/hubittaako/partners"
)

// addedItem is the position of the first activity that a stay has beside those of its package.
const addedItem = 101

// stay is what a change is reckoned from: the booking as it is, the package as it was sold, and the same package with the
// stay's own activities in the place of the package's.
type stay struct {
	Detail
	sold           packages.Package
	mine           packages.Package
	held           []capacity.Demand
	own            []ownSession
	now            time.Time
	today          dates.Date
	hubs, partners map[int64]seller // of the lines, for the papers
}

// ownSession is a session of the stay, as the shelf knows sessions. Taken leaves out the stay's own seats.
type ownSession struct {
	partners.OpenSession
	Item   int    `db:"item"`
	Seats  int    `db:"seats"`
	Status string `db:"status"`
}

func (o ownSession) lost() bool { return o.Status != string(partners.Open) }

// read gathers what a change of a booking needs to know.
func (s *Service) read(ctx context.Context, r postgres.Reader, d Detail) (*stay, error) {
	st := &stay{Detail: d, now: s.now(), today: dates.Today(s.now())}
	var err error
	if st.sold, err = packages.ByRevision(ctx, r, d.RevisionID); err != nil {
		return nil, err
	}
	if st.held, err = capacity.Held(ctx, r, d.ID); err != nil {
		return nil, err
	}
	if err := r.Select(ctx, &st.own, `/* booking.ownSessions */
		SELECT s.id, s.activity_id, s.partner_id, s.resource_id, s.day, s.starts_at, s.ends_at, sl.capacity,
			sl.taken - coalesce(al.quantity, 0) AS taken, bs.item, bs.seats, s.status,
			coalesce(pal.resource_id, 0) AS spare_resource, coalesce(ps.capacity - ps.taken + pal.quantity, 0) AS spare_free
		FROM booking_session bs
		JOIN session s ON s.id = bs.session_id
		JOIN slot sl ON sl.resource_id = s.resource_id AND sl.day = s.day AND sl.part = 0
		LEFT JOIN allocation al ON al.booking_id = bs.booking_id AND al.resource_id = s.resource_id AND al.day = s.day AND al.part = 0
		LEFT JOIN session pb ON pb.id = s.plan_b_id
		LEFT JOIN allocation pal ON pal.booking_id = bs.booking_id AND pal.resource_id = pb.resource_id AND pal.day = pb.day AND pal.part = 0
		LEFT JOIN slot ps ON ps.resource_id = pal.resource_id AND ps.day = pal.day AND ps.part = 0
		WHERE bs.booking_id = $1 ORDER BY s.starts_at, s.id`, d.ID); err != nil {
		return nil, err
	}
	activities, err := s.activities(ctx, r, st)
	if err != nil {
		return nil, err
	}
	st.mine = st.composed(activities)
	return st, st.loadSellers(ctx, r, st.mine)
}

// seller is a hub or a partner as it stands on papers.
type seller struct {
	Hub        bool
	ID         int64
	Name       string
	BusinessID string `db:"business_id"`
}

// loadSellers reads those who sell in a package.
func (st *stay) loadSellers(ctx context.Context, r postgres.Reader, pkg packages.Package) error {
	hubs, sellers := []int64{}, []int64{}
	for _, l := range pkg.Legs {
		hubs = append(hubs, l.HubID)
	}
	for _, it := range pkg.Items {
		sellers = append(sellers, it.PartnerID)
	}
	var rows []seller
	err := r.Select(ctx, &rows, `/* booking.sellers */
		SELECT true AS hub, id, name, business_id FROM hub WHERE id = ANY ($1)
		UNION ALL SELECT false, id, name, business_id FROM partner WHERE id = ANY ($2)`, pq.Array(hubs), pq.Array(sellers))
	st.hubs, st.partners = map[int64]seller{}, map[int64]seller{}
	for _, row := range rows {
		if row.Hub {
			st.hubs[row.ID] = row
		} else {
			st.partners[row.ID] = row
		}
	}
	return err
}

// nameSellers gives new lines their sellers; lines that were sold before have theirs.
func (st *stay) nameSellers(lines []Line) {
	for i := range lines {
		l := &lines[i]
		by, known := st.partners[l.PartnerID]
		if !known {
			by = st.hubs[l.HubID]
		}
		if l.Seller == "" {
			l.Seller, l.SellerBID = by.Name, by.BusinessID
		}
	}
}

// activities reads those that the stay has beside its package's, as they are today.
func (s *Service) activities(ctx context.Context, r postgres.Reader, st *stay) (map[int64]partners.Activity, error) {
	var ids []int64
	for _, o := range st.own {
		if _, packed := st.sold.ItemAt(o.Item); !packed {
			ids = append(ids, o.ActivityID)
		}
	}
	list, err := partners.ActivitiesByID(ctx, r, ids)
	if err != nil {
		return nil, err
	}
	byID := make(map[int64]partners.Activity, len(list))
	for _, a := range list {
		byID[a.ID] = a
	}
	return byID, nil
}

// composed is the package with the items that the stay has now: those of the package as often as they are left, and those that
// were added, at the prices that they were sold at.
func (st *stay) composed(activities map[int64]partners.Activity) packages.Package {
	p := st.sold
	p.Items = nil
	for _, it := range st.sold.Items {
		if it.Times = st.times(it.Position); it.Times > 0 {
			p.Items = append(p.Items, it)
		}
	}
	for _, o := range st.own {
		if _, known := p.ItemAt(o.Item); known {
			continue
		}
		it := packages.ItemFor(activities[o.ActivityID])
		it.Position, it.Times = o.Item, st.times(o.Item)
		for _, l := range st.Lines {
			if l.Kind == packages.LineActivity && l.ActivityID == o.ActivityID {
				it.PriceCents, it.PricePer, it.VATClass = l.UnitCents, l.Unit, l.VATClass
			}
		}
		p.Items = append(p.Items, it)
	}
	return p
}

func (st *stay) times(item int) (n int) {
	for _, o := range st.own {
		if o.Item == item {
			n++
		}
	}
	return n
}

func (st *stay) session(id int64) (ownSession, bool) {
	i := slices.IndexFunc(st.own, func(o ownSession) bool { return o.ID == id })
	if i < 0 {
		return ownSession{}, false
	}
	return st.own[i], true
}

// losses are the stay's sessions that a partner has called off and that nothing has replaced yet.
func (st *stay) losses() (n int) {
	for _, o := range st.own {
		if o.lost() {
			n++
		}
	}
	return n
}

// percent of what is dropped comes back: by the policy once the stay is paid for, everything before.
func (st *stay) percent() int {
	if st.State != Confirmed {
		return 100
	}
	return st.RefundPercent(st.today)
}

// deskDays counts the days of each leg on which the stay has desks.
func (st *stay) deskDays() []int {
	n := make([]int, len(st.sold.Legs))
	for i, l := range st.Legs {
		for _, day := range st.OpenDays {
			if i < len(n) && !day.Before(l.StartsOn) && !day.After(l.EndsOn) {
				n[i]++
			}
		}
	}
	return n
}

// freeDays is how many desk-days of each leg were sold free of charge though its hub has a price. While a stay keeps its days it
// keeps them, whatever the hub has decided since.
func (st *stay) freeDays() []int {
	n, open, left := make([]int, len(st.sold.Legs)), st.deskDays(), map[int64]int{}
	for _, l := range st.Lines {
		if l.Kind == packages.LineDesk && l.UnitCents == 0 && st.People > 0 {
			left[l.HubID] += l.Quantity / st.People
		}
	}
	for i, leg := range st.sold.Legs {
		if leg.DeskDayCents > 0 {
			n[i] = min(open[i], left[leg.HubID])
			left[leg.HubID] -= n[i]
		}
	}
	return n
}

// shape is the stay as it is.
func (st *stay) shape() Shape {
	sh := Shape{
		StartsOn: st.StartsOn, EndsOn: st.EndsOn, People: st.People, Lines: st.Lines, Net: st.Net, VAT: st.VAT, Gross: st.Gross, Demands: st.held,
	}
	for _, l := range st.Legs {
		sh.Legs = append(sh.Legs, legRow{Position: l.Position, HubID: l.HubID, StartsOn: l.StartsOn, EndsOn: l.EndsOn})
	}
	for _, o := range st.own {
		seat := st.seat(o.OpenSession, o.Item, o.Seats)
		seat.Lost = o.lost()
		sh.Sessions = append(sh.Sessions, seat)
	}
	return sh
}

// seat is a session as a shape has it; its title is that of its item.
func (st *stay) seat(s partners.OpenSession, item, seats int) Seat {
	seat := Seat{SessionID: s.ID, Item: item, Seats: seats, ActivityID: s.ActivityID, PartnerID: s.PartnerID, StartsAt: s.StartsAt, EndsAt: s.EndsAt, Pool: s.Pool, Taken: s.Taken}
	if it, ok := st.mine.ItemAt(item); ok {
		seat.TitleFi, seat.TitleEn, seat.TitleSv = it.TitleFi, it.TitleEn, it.TitleSv
	}
	return seat
}

// shelf is what is free to this stay: all that is free to everybody, and what it holds itself. Where only is set for an
// activity, no other sessions of it may be taken.
type shelf struct {
	packages.Shelf
	held   map[capacity.Slot]int
	closed map[capacity.Slot]bool // days of its hubs that the stay was not sold: they stay without work
	only   map[int64][]partners.OpenSession
}

// Desks are those of a hub's resource on a day.
func (s shelf) Desks(resource int64, day dates.Date) (capacity.State, bool) {
	state, known := s.Shelf.Desks(resource, day)
	slot := capacity.Slot{Resource: resource, Day: day}
	if s.closed[slot] {
		state.Capacity, state.Taken = 0, 0
	} else {
		state.Taken -= s.held[slot]
	}
	return state, known
}

// Sessions are those of an activity that the stay may take.
func (s shelf) Sessions(activity int64) []partners.OpenSession {
	if list, set := s.only[activity]; set {
		return list
	}
	list := slices.Clone(s.Shelf.Sessions(activity))
	for i := range list {
		list[i].Taken -= s.held[capacity.Slot{Resource: list[i].ResourceID, Day: list[i].Day}]
		if spare := list[i].SpareResource; spare != 0 {
			list[i].SpareFree += s.held[capacity.Slot{Resource: spare, Day: list[i].Day}]
		}
	}
	return list
}

// shelf puts what the stay holds back. Where it keeps its days, days that its hubs have opened since are not its own.
func (st *stay) shelf(stock packages.Stock, sameDays bool) shelf {
	s := shelf{Shelf: stock.Shelf, held: map[capacity.Slot]int{}, closed: map[capacity.Slot]bool{}, only: map[int64][]partners.OpenSession{}}
	for _, d := range st.held {
		s.held[d.Slot] = d.Quantity
	}
	if !sameDays {
		return s
	}
	day := st.StartsOn
	for _, leg := range st.sold.Legs {
		for range leg.Days {
			slot := capacity.Slot{Resource: leg.HubResource, Day: day}
			s.closed[slot] = !slices.Contains(st.OpenDays, day) // a single traveller may work elsewhere that day
			day = day.AddDays(1)
		}
	}
	return s
}

// atHome reckons as if everybody who works at another hub for a day had a desk at the own one: they need none.
func (s shelf) atHome(moves []DayMove) shelf {
	for _, m := range movesNow(moves) {
		s.held[capacity.Slot{Resource: m.FromResource, Day: m.Day}]++
	}
	return s
}

// hold fixes an activity to the sessions that the stay has of it.
func (s shelf) hold(activity int64, own []ownSession) {
	list := []partners.OpenSession{}
	for _, o := range own {
		if o.ActivityID == activity && !o.lost() {
			list = append(list, o.OpenSession)
		}
	}
	s.only[activity] = list
}

// offered are the ids of activities that a stay may add: those that packages with its hubs have, and those of partners and
// places in the municipalities of its hubs. Nights and rides belong to a package as a whole.
func offered(ctx context.Context, r postgres.Reader, hubs []int64) ([]int64, error) {
	var ids []int64
	err := r.Select(ctx, &ids, `/* booking.offered */
		SELECT a.id FROM activity a JOIN partner p ON p.id = a.partner_id
		WHERE a.status = 'listed' AND p.status = 'approved' AND a.kind NOT IN ('lodging', 'transport') AND (
			EXISTS (SELECT 1 FROM hub h WHERE h.id = ANY ($1) AND h.municipality IN (a.municipality, p.municipality))
			OR EXISTS (SELECT 1 FROM item i JOIN revision v ON v.id = i.revision_id JOIN leg l ON l.revision_id = v.id
				WHERE i.activity_id = a.id AND v.state = 'published' AND l.hub_id = ANY ($1)))
		ORDER BY a.id`, pq.Array(hubs))
	return ids, err
}
