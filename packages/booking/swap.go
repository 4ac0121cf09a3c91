package booking

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"time"

	"github.com/hubittaako/hubittaako/app/base/capacity"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/packages"
	"github.com/hubittaako/hubittaako/partners"
)

// market is what a stay may take sessions from: the stock of its days, with its own activities and those that may be added.
type market struct {
	stock packages.Stock
	items map[int64]packages.Item // by activity: as the stay would have it
	sold  map[int64]int64         // by partner, see soldBy; only of a wide market
}

// market reads it. With wide, the activities that the hubs of the stay offer are in it, else only those of the package.
func (s *Service) market(ctx context.Context, r postgres.Reader, st *stay, wide bool) (market, error) {
	m := market{items: map[int64]packages.Item{}}
	pkg := st.mine
	for _, it := range slices.Concat(st.mine.Items, st.sold.Items) {
		if _, known := m.items[it.ActivityID]; !known {
			m.items[it.ActivityID] = it
			pkg.Items = append(slices.Clip(pkg.Items), it)
		}
	}
	if wide {
		added, err := s.addable(ctx, r, st, m.items)
		if err != nil {
			return market{}, err
		}
		for _, it := range added {
			m.items[it.ActivityID] = it
			pkg.Items = append(slices.Clip(pkg.Items), it)
		}
		if m.sold, err = soldBy(ctx, r, sellersOf(pkg.Items), st.today); err != nil {
			return market{}, err
		}
	}
	if err := st.loadSellers(ctx, r, pkg); err != nil {
		return market{}, err
	}
	var err error
	m.stock, err = packages.ReadStock(ctx, r, []packages.Package{pkg}, dates.Through(st.StartsOn, st.StartsOn), st.now)
	return m, err
}

// addable are the activities that the stay's hubs offer beside those it knows, as items of their own.
func (s *Service) addable(ctx context.Context, r postgres.Reader, st *stay, known map[int64]packages.Item) (items []packages.Item, err error) {
	var hubs []int64
	for _, l := range st.Legs {
		hubs = append(hubs, l.HubID)
	}
	ids, err := offered(ctx, r, hubs)
	if err != nil {
		return nil, err
	}
	ids = slices.DeleteFunc(ids, func(id int64) bool { _, has := known[id]; return has })
	list, err := partners.ActivitiesByID(ctx, r, ids)
	if err != nil {
		return nil, err
	}
	slices.SortFunc(list, func(a, b partners.Activity) int { return int(a.ID - b.ID) })
	next := addedItem
	for _, o := range st.own {
		next = max(next, o.Item+1)
	}
	for _, a := range list {
		it := packages.ItemFor(a)
		it.Position = next // one change adds one of them
		items = append(items, it)
	}
	return items, nil
}

// swap reckons a wish about sessions.
func (s *Service) swap(ctx context.Context, r postgres.Reader, st *stay, w Wish) (Change, error) {
	if w.Take == 0 {
		m, err := s.market(ctx, r, st, false)
		if err != nil {
			return Change{}, err
		}
		return st.exchange(m, w, nil)
	}
	if _, own := st.session(w.Take); own {
		return Change{}, errNothingChanges
	}
	var activity int64
	err := r.Get(ctx, &activity, `/* booking.activityOf */ SELECT activity_id FROM session WHERE id = $1`, w.Take)
	if errors.Is(err, sql.ErrNoRows) {
		return Change{}, fault.New(fault.NotFound, "fault.not_found")
	} else if err != nil {
		return Change{}, err
	}
	_, packed := slices.BinarySearch(activitiesOf(st), activity)
	m, err := s.market(ctx, r, st, !packed)
	if err != nil {
		return Change{}, err
	}
	it, known := m.items[activity]
	if !known {
		return Change{}, fault.New(fault.NotFound, "fault.not_found")
	}
	list := m.stock.Sessions(activity)
	i := slices.IndexFunc(list, func(o partners.OpenSession) bool { return o.ID == w.Take })
	if i < 0 { // full sessions are among them: this one is over, called off, or of an activity that is not sold any more
		return Change{}, &CannotChange{Refusal: packages.Refusal{Why: packages.WhySessions, Item: it.Position}, Package: st.with(it, 0), Wish: w, People: st.People}
	}
	return st.exchange(m, w, &list[i])
}

func activitiesOf(st *stay) (ids []int64) {
	for _, it := range slices.Concat(st.mine.Items, st.sold.Items) {
		ids = append(ids, it.ActivityID)
	}
	slices.Sort(ids)
	return slices.Compact(ids)
}

// exchange reckons a wish about sessions from what the market has: the session to drop, if any, goes, and take comes, if any.
// Everything else of the stay stays as it is.
func (st *stay) exchange(m market, w Wish, take *partners.OpenSession) (Change, error) {
	mine, item := st.mine, 0
	drop, _ := st.session(w.Drop)
	if w.Drop != 0 {
		mine = withTimes(mine, drop.Item, -1)
	}
	if take != nil {
		it := m.items[take.ActivityID]
		if w.Drop != 0 && drop.ActivityID == take.ActivityID {
			it, _ = st.mine.ItemAt(drop.Item)
		}
		item = it.Position
		mine = withItem(mine, it)
		if why := st.unfit(m, mine, it, w, *take); why != "" {
			return Change{}, &CannotChange{Refusal: packages.Refusal{Why: why, Item: item}, Package: mine, Wish: w, People: st.People}
		}
	}
	c := Change{Wish: w, Before: st.shape(), Percent: st.percent()}
	if w.Drop != 0 && drop.lost() {
		c.Percent = 100 // not the company's doing
	}
	c.After = st.exchanged(mine, w, take, item)
	of := packages.Stay{Start: st.StartsOn, People: st.People, DeskDays: st.deskDays(), FreeDays: st.freeDays(), BookedOn: st.today}
	portion := func(dropped int64) int64 { return share(dropped, int64(st.sold.AdjustBP)) }
	if st.sold.Pricing == packages.Fixed {
		portion = func(int64) int64 { return 0 }
	}
	return c, st.price(&c, mine, of, m.stock.Rates, portion)
}

// exchanged is the stay with its sessions and what it holds for them exchanged, not yet priced.
func (st *stay) exchanged(mine packages.Package, w Wish, take *partners.OpenSession, item int) Shape {
	after := st.shape()
	after.Sessions = slices.DeleteFunc(slices.Clone(after.Sessions), func(s Seat) bool { return s.SessionID == w.Drop })
	after.Demands = slices.Clone(after.Demands)
	if drop, known := st.session(w.Drop); known {
		for _, gone := range packages.SeatDemands(drop.OpenSession, drop.Seats) {
			after.Demands = slices.DeleteFunc(after.Demands, func(d capacity.Demand) bool { return d.Slot == gone.Slot })
		}
	}
	if take == nil {
		return after
	}
	other := *st
	other.mine = mine
	after.Sessions = append(after.Sessions, other.seat(*take, item, st.People))
	slices.SortStableFunc(after.Sessions, func(a, b Seat) int { return a.StartsAt.Compare(b.StartsAt) })
	after.Demands = append(after.Demands, packages.SeatDemands(*take, st.People)...)
	return after
}

// unfit says why a session does not fit into the stay beside all that stays, "" when it does.
func (st *stay) unfit(m market, mine packages.Package, it packages.Item, w Wish, take partners.OpenSession) string {
	earliest := st.now.Add(time.Duration(it.LeadDays) * 24 * time.Hour)
	if take.StartsAt.Before(earliest) || take.Overdue(st.now) || st.People < it.GroupMin || st.People > it.GroupMax || take.Free() < st.People {
		return packages.WhySessions
	}
	take.Pool = partners.Pool{} // asked above, by the clock; what follows is asked of the stay's first morning
	own := slices.DeleteFunc(slices.Clone(st.own), func(o ownSession) bool { return o.ID == w.Drop })
	own = append(own, ownSession{OpenSession: take, Item: it.Position, Status: string(partners.Open)})
	slices.SortStableFunc(own, func(a, b ownSession) int { return a.StartsAt.Compare(b.StartsAt) })
	other := *st
	other.mine, other.own = mine, own
	free := other.shelf(m.stock, true).atHome(st.Moves)
	for _, i := range mine.Items {
		free.hold(i.ActivityID, own)
	}
	stock := m.stock
	stock.Shelf, stock.Group = free, st.Rhythm.Settled(st.ownIDs()...)
	// A stay that has begun keeps what has been: only the new session must lie ahead, and that was asked above.
	stock.Now, stock.Today = dates.At(st.StartsOn, 0), st.StartsOn.AddDays(-1)
	_, refusal, err := packages.OfferFor(other.eased(free, st.People), st.StartsOn, st.People, stock)
	switch {
	case err != nil || refusal != nil && refusal.Why != packages.WhySessions:
		return packages.WhyPlan
	case refusal != nil:
		return packages.WhySessions
	}
	return ""
}

// with is the package that a refusal about an item is explained with.
func (st *stay) with(it packages.Item, times int) packages.Package {
	it.Times = times
	p := st.mine
	if _, known := p.ItemAt(it.Position); !known {
		p.Items = append(slices.Clone(p.Items), it)
	}
	return p
}

func withItem(p packages.Package, it packages.Item) packages.Package {
	if _, known := p.ItemAt(it.Position); known {
		return withTimes(p, it.Position, 1)
	}
	it.Times = 1
	p.Items = append(slices.Clone(p.Items), it)
	return p
}

func withTimes(p packages.Package, position, more int) packages.Package {
	p.Items = slices.Clone(p.Items)
	for i := range p.Items {
		if p.Items[i].Position == position {
			p.Items[i].Times += more
		}
	}
	p.Items = slices.DeleteFunc(p.Items, func(it packages.Item) bool { return it.Times < 1 })
	return p
}
