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

// ReadStock reads everything that offers of the packages with a start day in the range may need: three queries, however many
// packages there are.
func ReadStock(ctx context.Context, r postgres.Reader, pkgs []Package, days dates.Range, now time.Time) (Stock, error) {
	stock := Stock{Now: now, Today: dates.Today(now), Slots: map[capacity.Slot]capacity.State{}, Sessions: map[int64][]partners.OpenSession{}}
	var err error
	if stock.Rates, err = Rates(ctx, r); err != nil {
		return Stock{}, err
	}
	until := days.To.AddDays(MaxDays)
	resources, activities := needs(pkgs)
	states, err := capacity.States(ctx, r, resources, days.From, until)
	if err != nil {
		return Stock{}, err
	}
	for _, s := range states {
		stock.Slots[s.Slot] = s
	}
	sessions, err := partners.OpenSessions(ctx, r, activities, days.From, until)
	if err != nil {
		return Stock{}, err
	}
	for _, s := range sessions {
		stock.Sessions[s.ActivityID] = append(stock.Sessions[s.ActivityID], s)
	}
	return stock, nil
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
