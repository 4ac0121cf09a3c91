package booking

import (
	"context"
	"slices"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/packages"
	"github.com/hubittaako/hubittaako/packages/search"
	"github.com/hubittaako/hubittaako/partners"
)

// Ways to have a stay that cannot be had as it was asked for, on the same days and for the same group.
const (
	WaySplit   = "split"   // a part of the group at another hub
	WayWithout = "without" // the activity that is short is left out
	WayWith    = "with"    // another activity comes in its place
)

// Way is one of them. It can be had at this moment: each part is held by a HoldRequest of its own, all of them by HoldAll.
type Way struct {
	Kind  string
	Parts []Part
	Gone  packages.Item // WayWithout, WayWith: what is left out
	Comes packages.Item // WayWith: what comes
}

// Part is one stay of a way. Drop and Take are those of its HoldRequest.
type Part struct {
	Package packages.Package
	Offer   packages.Offer
	Drop    int
	Take    int64
}

// Gross is what the way costs, in cents with VAT.
func (w Way) Gross() (cents int64) {
	for _, p := range w.Parts {
		cents += p.Offer.Price.Gross
	}
	return cents
}

const (
	mostSplits = 2
	mostWith   = 2
)

// Ways looks for what works in the place of a refused stay: the group divided over two hubs where desks or the size of the group
// are in the way, the stay without the activity that is short, and with others of about the same price; all around the group's own
// hours and meetings, which belong to the HoldRequests too. Anyone may ask.
func (s *Service) Ways(ctx context.Context, pkg packages.Package, start dates.Date, people int, group packages.Rhythm, refusal packages.Refusal) (ways []Way, err error) {
	it, short := pkg.ItemAt(refusal.Item)
	if short = short && (refusal.Why == packages.WhySessions || refusal.Why == packages.WhyNights || refusal.Why == packages.WhyPlan); short && swappable(it) {
		if ways, err = s.otherwise(ctx, pkg, it, start, people, group); err != nil {
			return nil, err
		}
	}
	if short || refusal.Why == packages.WhyDesks || refusal.Why == packages.WhyGroup && people > pkg.GroupMax {
		splits, err := s.finder.For(group).Split(ctx, pkg.Slug, start, people, mostSplits)
		if err != nil {
			return nil, err
		}
		for _, sp := range splits {
			ways = append(ways, wayOf(sp))
		}
	}
	return ways, nil
}

func wayOf(sp search.Split) Way {
	w := Way{Kind: WaySplit}
	for _, h := range sp {
		w.Parts = append(w.Parts, Part{Package: h.Package, Offer: h.Offer})
	}
	return w
}

// swappable: nights and rides belong to a package as a whole.
func swappable(it packages.Item) bool { return it.Kind != "lodging" && it.Kind != "transport" }

// otherwise are the ways without an item, and with another activity of its hubs in its place.
func (s *Service) otherwise(ctx context.Context, pkg packages.Package, it packages.Item, start dates.Date, people int, group packages.Rhythm) (ways []Way, err error) {
	others, err := s.inPlaceOf(ctx, s.db, pkg, it)
	if err != nil {
		return nil, err
	}
	all := pkg
	all.Items = slices.Concat(pkg.Items, others)
	stock, err := packages.ReadStock(ctx, s.db, []packages.Package{all}, dates.Through(start, start), s.now())
	if err != nil {
		return nil, err
	}
	stock.Group = group
	without := pkg.Without(it.Position)
	offer, refusal, err := packages.OfferFor(without, start, people, stock)
	if err != nil || refusal != nil { // something else is short too: nothing helps in the place of this activity
		return nil, err
	}
	ways = append(ways, Way{Kind: WayWithout, Gone: it, Parts: []Part{{Package: without, Offer: offer, Drop: it.Position}}})
	for _, o := range others {
		with := without.With(o)
		offer, refusal, err := packages.OfferFor(with, start, people, stock)
		if err != nil {
			return nil, err
		}
		if refusal != nil {
			continue
		}
		ways = append(ways, Way{Kind: WayWith, Gone: it, Comes: o, Parts: []Part{{Package: with, Offer: offer, Drop: it.Position, Take: o.ActivityID}}})
		if len(ways) > mostWith {
			break
		}
	}
	return ways, nil
}

// inPlaceOf are the activities that the hubs of a package offer beside its own, as items that may stand in the place of one: as
// often, in the same leg, the nearest in price first.
func (s *Service) inPlaceOf(ctx context.Context, r postgres.Reader, pkg packages.Package, it packages.Item) (items []packages.Item, err error) {
	var hubs []int64
	for _, l := range pkg.Legs {
		hubs = append(hubs, l.HubID)
	}
	ids, err := offered(ctx, r, hubs)
	if err != nil {
		return nil, err
	}
	ids = slices.DeleteFunc(ids, func(id int64) bool {
		return slices.ContainsFunc(pkg.Items, func(own packages.Item) bool { return own.ActivityID == id })
	})
	list, err := partners.ActivitiesByID(ctx, r, ids)
	for _, a := range list {
		other := packages.ItemFor(a)
		other.Position, other.Times, other.Leg = addedItem, it.Times, it.Leg
		items = append(items, other)
	}
	if err != nil {
		return nil, err
	}
	sold, err := soldBy(ctx, r, sellersOf(items), dates.Today(s.now()))
	slices.SortFunc(items, func(a, b packages.Item) int {
		return rival{abs(perPerson(a) - perPerson(it)), sold[a.PartnerID], a.ActivityID}.before(rival{abs(perPerson(b) - perPerson(it)), sold[b.PartnerID], b.ActivityID})
	})
	return items, err
}

// perPerson is about what an activity costs one person, for comparing.
func perPerson(it packages.Item) int64 {
	const usual = 6
	if it.PricePer == "person" {
		return it.PriceCents
	}
	return it.PriceCents / usual
}

// varied is the package as a request has it: as it is sold, without an item, or with another activity in its place. NotFound for
// an item that is not the package's or belongs to it as a whole, and for an activity that its hubs do not offer.
func (s *Service) varied(ctx context.Context, pkg packages.Package, req HoldRequest) (packages.Package, error) {
	if req.Drop == 0 && req.Take == 0 {
		return pkg, nil
	}
	it, known := pkg.ItemAt(req.Drop)
	if !known || !swappable(it) {
		return packages.Package{}, fault.New(fault.NotFound, "fault.not_found")
	}
	pkg2 := pkg.Without(it.Position)
	if req.Take == 0 {
		return pkg2, nil
	}
	others, err := s.inPlaceOf(ctx, s.db, pkg, it)
	if err != nil {
		return packages.Package{}, err
	}
	i := slices.IndexFunc(others, func(o packages.Item) bool { return o.ActivityID == req.Take })
	if i < 0 {
		return packages.Package{}, fault.New(fault.NotFound, "fault.not_found")
	}
	return pkg2.With(others[i]), nil
}
