package seed

import (
	"context"
	"fmt"

	"github.com/hubittaako/hubittaako/packages"
)

// fillPackages makes and publishes the packages that are not there yet, on sale for as long as there are sessions. What
// starts on Monday, and ends before the sessions do, can be had.
func (s *seeder) fillPackages(ctx context.Context) error {
	for _, p := range packageList {
		if err := s.publish(ctx, p); err != nil {
			return fmt.Errorf("%s: %w", p.nameFi, err)
		}
	}
	return nil
}

func (s *seeder) publish(ctx context.Context, p packageData) error {
	id, err := s.Editor.Create(ctx, system, s.hubs[p.hub], p.nameFi, key("package", p.nameFi))
	if err != nil {
		return err
	}
	draft, err := s.Editor.DraftOrPublished(ctx, system, id)
	if err != nil || draft.State != packages.Draft || draft.Number > 1 {
		return err // it was published by an earlier run, and may have been changed since
	}
	sv := packagesInSwedish[p.nameFi]
	form := packages.DraftForm{
		Revision: draft.RevisionID, Version: draft.Version, NameFi: p.nameFi, NameEn: p.nameEn, SummaryFi: p.introFi, SummaryEn: p.introEn, Motif: p.motif, Season: p.season,
		NameSv: sv.name, SummarySv: sv.summary,
		StartWeekdays: []int{1}, SaleFrom: s.today.AddDays(1), SaleUntil: s.today.AddDays(ahead - packages.MaxDays),
		GroupMin: p.groupMin, GroupMax: p.groupMax, WorkFrom: 8 * 60, WorkTo: 16 * 60, Pricing: packages.Sum, Adjust: packages.Percent(p.adjustBP),
		FreeUntilDays: 30, HalfUntilDays: 7,
	}
	if p.nameFi == pastPackage { // it was on sale before today
		form.SaleFrom = s.today.AddDays(-4 * 7)
	}
	if p.fixedCents > 0 {
		form.Pricing, form.FixedCents = packages.Fixed, p.fixedCents
	}
	for _, l := range p.legs {
		form.Legs = append(form.Legs, packages.DraftLeg{HubID: s.hubs[l.hub], Days: l.days})
	}
	for _, i := range p.items {
		form.Items = append(form.Items, packages.DraftItem{ActivityID: s.activities[i.activity], Times: i.times, Leg: i.leg})
	}
	saved, err := s.Editor.Save(ctx, system, id, form)
	if err != nil {
		return err
	}
	return s.Editor.Publish(ctx, system, id, saved.RevisionID, saved.Version)
}
