package packages

import (
	"fmt"
	"slices"

	"github.com/hubittaako/hubittaako/app/base/capacity"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/partners"
)

// Reasons why a stay cannot start on a day.
const (
	WhyNotSold  = "not_sold"  // outside the sale window or on another weekday
	WhyPast     = "past"      // the day has been
	WhyGroup    = "group"     // the group is smaller or larger than the package takes
	WhyHorizon  = "horizon"   // the hub's calendar isn't open that far
	WhyClosed   = "closed"    // a leg's hub isn't open on any of its days
	WhyDesks    = "desks"     // a day has too few desks
	WhySessions = "sessions"  // an activity has no session that fits
	WhyNights   = "nights"    // lodging has a night without beds for the whole group
	WhyPlan     = "itinerary" // each activity has sessions, but not together
)

// Refusal says why a stay is not to be had: the short resource, and how much of it there is.
type Refusal struct {
	Why  string
	Day  dates.Date // desks, nights: the first short day
	Leg  int        // desks, closed: the leg's position
	Free int        // desks, nights: how many are left that day
	Item int        // sessions, nights: the item's position

	Clash   string  // what of the group's own rhythm is in the way of the item, see Explain; empty: nothing of it
	Meeting Meeting // ClashMeeting: which
}

// Offer is a stay that can be had now: its calendar, itinerary and price.
type Offer struct {
	Start     dates.Date
	Last      dates.Date
	People    int
	Calendar  Calendar
	Itinerary Itinerary
	Price     Price
	Group     Rhythm // around which it is planned; zero where the group has said nothing
}

// OfferFor makes an offer for a package, a start day and a group, or says why not.
func OfferFor(pkg Package, start dates.Date, people int, stock Stock) (Offer, *Refusal, error) {
	cal, refusal := check(pkg, start, people, stock)
	if refusal != nil {
		return Offer{}, refusal, nil
	}
	plan, missing := Plan(pkg, cal, people, stock.Now, stock)
	if len(missing) > 0 {
		return Offer{}, refused(pkg, cal, people, missing[0], stock), nil
	}
	offer, err := offerOn(pkg, cal, people, stock)
	offer.Itinerary = plan
	return offer, nil, err
}

// refused explains an item that was not placed. Of lodging it names the night that is short.
func refused(pkg Package, cal Calendar, people int, u Unplaced, stock Stock) *Refusal {
	if it, _ := pkg.ItemAt(u.Item); it.Kind == "lodging" {
		if day, free, short := shortNight(it, cal, people, stock); short {
			return &Refusal{Why: WhyNights, Item: u.Item, Day: day, Free: free}
		}
	}
	if u.Placed == u.Wanted {
		return &Refusal{Why: WhyPlan, Item: u.Item}
	}
	return &Refusal{Why: WhySessions, Item: u.Item}
}

// Unplanned is the offer without its itinerary, for a stay that there is room for, as Places says: quicker where only price and
// days are wanted.
func Unplanned(pkg Package, start dates.Date, people int, stock Stock) (Offer, error) {
	cal, refusal := check(pkg, start, people, stock)
	if refusal != nil {
		return Offer{}, fmt.Errorf("packages: %s cannot start on %s: %s", pkg.Slug, start, refusal.Why)
	}
	return offerOn(pkg, cal, people, stock)
}

func offerOn(pkg Package, cal Calendar, people int, stock Stock) (Offer, error) {
	price, err := Quote(pkg, Stay{Start: cal.Start, People: people, DeskDays: cal.DeskDays(pkg), FreeDays: cal.FreeDays(pkg), BookedOn: stock.Today}, stock.Rates)
	if err != nil {
		return Offer{}, err
	}
	return Offer{Start: cal.Start, Last: pkg.LastDay(cal.Start), People: people, Calendar: cal, Price: price, Group: stock.Group}, nil
}

// Places is the largest group, up to the package's own limit, that could start on the day; 0 when none can.
func Places(pkg Package, start dates.Date, stock Stock) int {
	return PlacesUpTo(pkg, start, pkg.GroupMax, stock)
}

// PlacesUpTo is Places where no more than most can fit: quick when they do.
func PlacesUpTo(pkg Package, start dates.Date, most int, stock Stock) int {
	fits := func(n int) bool {
		cal, refusal := check(pkg, start, n, stock)
		if refusal != nil {
			return false
		}
		return plannable(pkg, cal, n, stock.Now, stock)
	}
	low, high := pkg.Smallest(), min(most, pkg.GroupMax)
	switch {
	case high < low:
		return 0
	case fits(high):
		return high
	case high == low || !fits(low):
		return 0
	}
	// low always fits and high never does: whoever fits with n fits with fewer
	for high-low > 1 {
		if mid := (low + high) / 2; fits(mid) {
			low = mid
		} else {
			high = mid
		}
	}
	return low
}

// Starts are the days of the range on which stays of the package are sold and not past, free or not.
func Starts(pkg Package, days dates.Range, today dates.Date) []dates.Date {
	var out []dates.Date
	for d := range days.All() {
		if d.After(today) && pkg.MayStartOn(d) {
			out = append(out, d)
		}
	}
	return out
}

// check is everything but the itinerary.
func check(pkg Package, start dates.Date, people int, stock Stock) (Calendar, *Refusal) {
	switch {
	case !start.After(stock.Today):
		return Calendar{}, &Refusal{Why: WhyPast, Day: start}
	case len(pkg.Legs) == 0 || !pkg.MayStartOn(start): // a draft may have no legs yet
		return Calendar{}, &Refusal{Why: WhyNotSold, Day: start}
	case people < pkg.GroupMin || people > pkg.GroupMax:
		return Calendar{}, &Refusal{Why: WhyGroup}
	}
	cal := Calendar{Start: start, Days: make([]CalendarDay, 0, pkg.Days())}
	for _, leg := range pkg.Legs {
		open := 0
		for range leg.Days {
			day := start.AddDays(len(cal.Days))
			s, known := stock.Desks(leg.HubResource, day)
			switch {
			case !known:
				return Calendar{}, &Refusal{Why: WhyHorizon, Day: day, Leg: leg.Position}
			case s.Capacity > 0 && s.Free() < people:
				return Calendar{}, &Refusal{Why: WhyDesks, Day: day, Leg: leg.Position, Free: s.Free()}
			case s.Capacity > 0:
				open++
			}
			cal.Days = append(cal.Days, CalendarDay{Leg: leg.Position, Open: s.Capacity > 0})
		}
		if open == 0 {
			return Calendar{}, &Refusal{Why: WhyClosed, Day: start, Leg: leg.Position}
		}
	}
	return cal.With(stock.Group, pkg), nil
}

// DeskDays counts the open days of each leg.
func (c Calendar) DeskDays(pkg Package) []int {
	n := make([]int, len(pkg.Legs))
	for i, leg := range pkg.Legs {
		for _, d := range c.Days {
			if d.Leg == leg.Position && d.Open {
				n[i]++
			}
		}
	}
	return n
}

// FreeDays counts those open days of each leg on which its hub is free of charge.
func (c Calendar) FreeDays(pkg Package) []int {
	n := make([]int, len(pkg.Legs))
	for i, leg := range pkg.Legs {
		for at, d := range c.Days {
			if d.Leg == leg.Position && d.Open && leg.FreeOn(c.Start.AddDays(at)) {
				n[i]++
			}
		}
	}
	return n
}

// Demands is everything the offer needs, slot by slot: a desk for each person on each open day, a seat in each session and in
// its plan B.
func (o Offer) Demands(pkg Package) []capacity.Demand {
	var out []capacity.Demand
	resource := map[int]int64{}
	for _, leg := range pkg.Legs {
		resource[leg.Position] = leg.HubResource
	}
	for i, d := range o.Calendar.Days {
		if d.Open {
			out = append(out, capacity.Demand{Slot: capacity.Slot{Resource: resource[d.Leg], Day: o.Start.AddDays(i)}, Quantity: o.People})
		}
	}
	for _, p := range o.Itinerary {
		out = append(out, SeatDemands(p.Session, o.People)...)
	}
	return out
}

// SeatDemands is what a group takes with a session: its seats, and those of its plan B.
func SeatDemands(s partners.OpenSession, people int) []capacity.Demand {
	out := []capacity.Demand{{Slot: capacity.Slot{Resource: s.ResourceID, Day: s.Day}, Quantity: people}}
	if s.SpareResource != 0 {
		out = append(out, capacity.Demand{Slot: capacity.Slot{Resource: s.SpareResource, Day: s.Day}, Quantity: people})
	}
	return out
}

// ItemAt is the package's item at a position.
func (p Package) ItemAt(position int) (Item, bool) {
	i := slices.IndexFunc(p.Items, func(it Item) bool { return it.Position == position })
	if i < 0 {
		return Item{}, false
	}
	return p.Items[i], true
}
