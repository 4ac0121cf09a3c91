package packages

import (
	"context"
	"slices"
	"time"

	"github.com/hubittaako/hubittaako/app/base/capacity"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/money"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/partners"
)

// Shelf is where free places are looked up.
type Shelf interface {
	// Desks are those of a hub's resource on a day; unknown where its calendar does not reach.
	Desks(resource int64, day dates.Date) (capacity.State, bool)
	// Sessions are those of an activity that may be booked, in order of time, full ones among them.
	Sessions(activity int64) []partners.OpenSession
}

// Stock is what is free, as read from the counters at one moment: a picture, never a promise.
type Stock struct {
	Shelf
	Now   time.Time
	Today dates.Date
	Rates money.Rates
	Group Rhythm // of the group that asks; zero where it has none of its own
}

// Picked is a shelf with just what was asked for.
type Picked struct {
	Slots  map[capacity.Slot]capacity.State
	Timely map[int64][]partners.OpenSession // by activity
}

// Desks is a slot of the shelf.
func (p Picked) Desks(resource int64, day dates.Date) (capacity.State, bool) {
	s, known := p.Slots[capacity.Slot{Resource: resource, Day: day}]
	return s, known
}

// Sessions are an activity's.
func (p Picked) Sessions(activity int64) []partners.OpenSession { return p.Timely[activity] }

// ReadStock reads everything that offers of the packages with a start day in the range may need: three queries, however many
// packages there are.
func ReadStock(ctx context.Context, r postgres.Reader, pkgs []Package, days dates.Range, now time.Time) (Stock, error) {
	rates, err := Rates(ctx, r)
	if err != nil {
		return Stock{}, err
	}
	until := days.To.AddDays(MaxDays)
	resources, activities := needs(pkgs)
	states, err := capacity.States(ctx, r, resources, days.From, until)
	if err != nil {
		return Stock{}, err
	}
	picked := Picked{Slots: make(map[capacity.Slot]capacity.State, len(states)), Timely: map[int64][]partners.OpenSession{}}
	for _, s := range states {
		picked.Slots[s.Slot] = s
	}
	sessions, err := partners.OpenSessions(ctx, r, activities, days.From, until)
	if err != nil {
		return Stock{}, err
	}
	for _, s := range sessions {
		picked.Timely[s.ActivityID] = append(picked.Timely[s.ActivityID], s)
	}
	return Stock{Shelf: picked, Now: now, Today: dates.Today(now), Rates: rates}, nil
}

func needs(pkgs []Package) (resources, activities []int64) {
	for _, p := range pkgs {
		for _, l := range p.Legs {
			resources = append(resources, l.HubResource)
		}
		for _, i := range p.Items {
			activities = append(activities, i.ActivityID)
		}
	}
	slices.Sort(resources)
	slices.Sort(activities)
	return slices.Compact(resources), slices.Compact(activities)
}

// Rates reads the dated table of VAT rates.
func Rates(ctx context.Context, r postgres.Reader) (money.Rates, error) {
	var rows []struct {
		Class money.VATClass `db:"class"`
		From  dates.Date     `db:"valid_from"`
		BP    int            `db:"bp"`
	}
	if err := r.Select(ctx, &rows, `/* packages.Rates */ SELECT class, valid_from, bp FROM vat_rate`); err != nil {
		return nil, err
	}
	rates := make(money.Rates, len(rows))
	for i, row := range rows {
		rates[i] = money.Rate{Class: row.Class, From: row.From, BP: row.BP}
	}
	return rates, nil
}
