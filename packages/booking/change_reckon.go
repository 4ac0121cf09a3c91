package booking

import (
	"cmp"
	"context"
	"slices"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/money"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/packages"
)

// Reckon says what a wish would make of a booking, as things are at this moment; it takes nothing, and checks no actor. Its
// errors: Invalid for a wish that changes nothing, NotFound for a session that is not the stay's or not to be had, Conflict
// where the booking's state or a called-off session stands in the way, or where it is too late; *CannotChange without
// alternatives where something is short.
func (s *Service) Reckon(ctx context.Context, r postgres.Reader, d Detail, w Wish) (Change, error) {
	st, err := s.read(ctx, r, d)
	if err != nil {
		return Change{}, err
	}
	return s.reckon(ctx, r, st, w)
}

// PreviewChange is Reckon for a page, with the nearest alternatives where something is short. Members of the company may.
func (s *Service) PreviewChange(ctx context.Context, actor access.Actor, d Detail, w Wish) (Change, error) {
	if err := actor.MayCompany(d.CompanyID); err != nil {
		return Change{}, err
	}
	st, err := s.read(ctx, s.db, d)
	if err != nil {
		return Change{}, err
	}
	c, err := s.reckon(ctx, s.db, st, w)
	return c, s.withOthers(ctx, s.db, st, err)
}

func (s *Service) reckon(ctx context.Context, r postgres.Reader, st *stay, w Wish) (Change, error) {
	if w.Start == st.StartsOn {
		w.Start = dates.Date{}
	}
	if w.People == st.People {
		w.People = 0
	}
	if err := st.mayWish(w); err != nil {
		return Change{}, err
	}
	if w.aboutSessions() {
		return s.swap(ctx, r, st, w)
	}
	start, people := st.wished(w)
	stock, err := packages.ReadStock(ctx, r, []packages.Package{st.mine}, dates.Through(start, start), st.now)
	if err != nil {
		return Change{}, err
	}
	if w.Replan {
		return st.replan(stock)
	}
	c, refusal, err := st.reshape(start, people, stock)
	if refusal != nil {
		err = &CannotChange{Refusal: *refusal, Package: st.mine, Wish: w, People: people}
	}
	return c, err
}

// wished are the start and the head count that a wish leads to.
func (st *stay) wished(w Wish) (start dates.Date, people int) {
	start, people = st.StartsOn, cmp.Or(w.People, st.People)
	if !w.Start.IsZero() {
		start = w.Start
	}
	return start, people
}

// mayWish is the rule of who may still change what. What a partner has called off may be replaced until the stay is over;
// everything else is changed before it begins, days only while cancelling would give something back.
func (st *stay) mayWish(w Wish) error {
	lost := false
	if o, known := st.session(w.Drop); w.Drop != 0 {
		if !known {
			return fault.New(fault.NotFound, "fault.not_found")
		}
		lost = o.lost()
	}
	switch {
	case w == Wish{}:
		return errNothingChanges
	case w.People < 0 || w.People > 1000:
		return fault.OnField("people", "field.people")
	case (w.aboutSessions() || w.Replan) && (w.People != 0 || !w.Start.IsZero()), w.aboutSessions() && w.Replan:
		return fault.New(fault.Invalid, "fault.invalid")
	case !st.State.Live():
		return fault.New(fault.Conflict, "fault.booking_state").With("State", string(st.State))
	case !lost && !st.today.Before(st.StartsOn):
		return fault.New(fault.Conflict, "fault.stay_has_started")
	case !w.aboutSessions() && st.losses() > 0:
		return errChooseFirst
	case !w.Start.IsZero() && st.percent() == 0:
		return errTooLateToMove
	}
	return nil
}

// reshape makes the stay another one in days or head count. Where the days stay, it keeps its sessions if they can be kept, and
// lets go of them one activity after another where they cannot.
func (st *stay) reshape(start dates.Date, people int, stock packages.Stock) (Change, *packages.Refusal, error) {
	free := st.shelf(stock, start == st.StartsOn)
	stock.Group = st.Rhythm
	if start == st.StartsOn {
		stock.Group = st.Rhythm.Settled(st.ownIDs()...)
		for _, it := range st.mine.Items {
			free.hold(it.ActivityID, st.own)
		}
	}
	for {
		stock.Shelf = free
		plan := st.eased(free, people)
		offer, refusal, err := packages.OfferFor(plan, start, people, stock)
		if err != nil || refusal == nil {
			if err == nil {
				c, err := st.reshaped(plan, offer, stock.Rates)
				return c, nil, err
			}
			return Change{}, nil, err
		}
		if !letGo(free, plan, *refusal) {
			return Change{}, refusal, nil
		}
	}
}

// letGo frees the activity that could not be kept, or all where they do not fit together; false when nothing is left to free.
func letGo(free shelf, plan packages.Package, refusal packages.Refusal) bool {
	it, _ := plan.ItemAt(refusal.Item)
	_, kept := free.only[it.ActivityID]
	switch {
	case refusal.Why != packages.WhySessions && refusal.Why != packages.WhyNights && refusal.Why != packages.WhyPlan || len(free.only) == 0:
		return false
	case kept:
		delete(free.only, it.ActivityID)
	default:
		clear(free.only)
	}
	return true
}

// eased is the package for planning. What the stay has already needs no lead time any more, and no other bounds of its group
// while the group stays as it is; what a partner has called off is not planned.
func (st *stay) eased(free shelf, people int) packages.Package {
	p := st.mine
	p.Items = nil
	for _, it := range st.mine.Items {
		if _, kept := free.only[it.ActivityID]; kept {
			it.LeadDays = 0
			if people == st.People {
				it.GroupMin, it.GroupMax = min(it.GroupMin, people), max(it.GroupMax, people)
			}
		}
		for _, o := range st.own {
			if o.Item == it.Position && o.lost() {
				it.Times--
			}
		}
		if it.Times > 0 {
			p.Items = append(p.Items, it)
		}
	}
	return p
}

func (st *stay) reshaped(plan packages.Package, o packages.Offer, rates money.Rates) (Change, error) {
	after := Shape{StartsOn: o.Start, EndsOn: o.Last, People: o.People, Legs: legsOf(st.sold, o.Start), Demands: o.Demands(plan)}
	for _, p := range o.Itinerary {
		after.Sessions = append(after.Sessions, st.seat(p.Session, p.Item, o.People))
	}
	c := Change{Wish: Wish{}, Before: st.shape(), After: after, Percent: st.percent(), Moves: o.Start != st.StartsOn}
	if !c.Resets() {
		c.After.Demands = withMoves(after.Demands, st.Moves)
	}
	if c.Moves {
		c.Wish.Start = o.Start
	}
	if o.People != st.People {
		c.Wish.People = o.People
	}
	of := packages.Stay{Start: o.Start, People: o.People, DeskDays: o.Calendar.DeskDays(st.sold), FreeDays: o.Calendar.FreeDays(st.sold), BookedOn: st.today}
	if !c.Moves {
		of.FreeDays = st.freeDays()
	}
	portion := func(dropped int64) int64 { return share(dropped, int64(st.sold.AdjustBP)) }
	if st.sold.Pricing == packages.Fixed {
		less := int64(max(0, st.People-o.People))
		portion = func(dropped int64) int64 { return st.sold.FixedCents*less - dropped }
	}
	return c, st.price(&c, st.mine, of, rates, portion)
}

// price gives a change's After its lines and sums. A fixed price per person is for the package as it was sold: what was added
// to it or taken out of it costs its own price more or less.
func (st *stay) price(c *Change, mine packages.Package, of packages.Stay, rates money.Rates, portion func(int64) int64) error {
	bare, whole := mine, mine
	bare.Pricing, bare.AdjustBP = packages.Sum, 0
	if st.sold.Pricing == packages.Fixed {
		whole = st.sold
	}
	parts, err := packages.Quote(bare, of, rates)
	if err != nil {
		return err
	}
	adjusted, err := packages.Quote(whole, of, rates)
	if err != nil {
		return err
	}
	p := priced{before: slices.Clone(st.Lines), parts: linesOf(parts), percent: c.Percent, portion: portion}
	if n := len(adjusted.Lines); n > 0 && adjusted.Lines[n-1].ActivityID == 0 && adjusted.Lines[n-1].Unit == "stay" {
		last := linesOf(adjusted)[n-1]
		p.adjust = &last
	}
	c.After.Lines = p.lines()
	st.nameSellers(c.After.Lines)
	c.After.Net, c.After.VAT, c.After.Gross = sum(c.After.Lines)
	if c.After.Gross < 0 {
		return fault.New(fault.Conflict, "fault.price_changed")
	}
	return nil
}

// share of an amount in basis points, half a cent away from zero.
func share(cents, bp int64) int64 {
	n := cents * bp
	if n < 0 {
		return (n - 5000) / 10000
	}
	return (n + 5000) / 10000
}
