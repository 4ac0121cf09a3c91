package packages

import (
	"context"

	"github.com/lib/pq"

	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/partners"
)

// assemble makes of a cleaned form the draft it describes, at the hubs' and partners' prices of today. Rows about hubs and
// activities that do not exist are field errors.
func assemble(ctx context.Context, r postgres.Reader, base Package, f DraftForm) (Package, error) {
	p := base
	p.State, p.Legs, p.Items = Draft, nil, nil
	p.NameFi, p.NameEn, p.NameSv, p.SummaryFi, p.SummaryEn, p.SummarySv = f.NameFi, f.NameEn, f.NameSv, f.SummaryFi, f.SummaryEn, f.SummarySv
	p.Motif, p.Season = f.Motif, f.Season
	p.StartWeekdays, p.SaleFrom, p.SaleUntil, p.GroupMin, p.GroupMax = f.StartWeekdays, f.SaleFrom, f.SaleUntil, f.GroupMin, f.GroupMax
	p.WorkFrom, p.WorkTo, p.Pricing, p.AdjustBP, p.FixedCents = f.WorkFrom, f.WorkTo, f.Pricing, int(f.Adjust), f.FixedCents
	p.FreeUntilDays, p.HalfUntilDays = f.FreeUntilDays, f.HalfUntilDays
	legs, err := legsOf(ctx, r, f.Legs)
	if err != nil {
		return Package{}, err
	}
	items, err := itemsOf(ctx, r, f.Items)
	p.Legs, p.Items = legs, items
	return p, err
}

func legsOf(ctx context.Context, r postgres.Reader, rows []DraftLeg) ([]Leg, error) {
	ids := make([]int64, len(rows))
	for i, row := range rows {
		ids[i] = row.HubID
	}
	var hubs []Leg
	err := r.Select(ctx, &hubs, `/* packages.legsOf */
		SELECT id AS hub_id, name AS hub_name, slug AS hub_slug, municipality, resource_id AS hub_resource, desks AS hub_desks, status AS hub_status,
			desk_day_cents, vat_class
		FROM hub WHERE id = ANY ($1)`, pq.Array(ids))
	if err != nil {
		return nil, err
	}
	known := map[int64]Leg{}
	for _, h := range hubs {
		known[h.HubID] = h
	}
	legs := make([]Leg, 0, len(rows))
	for i, row := range rows {
		leg, ok := known[row.HubID]
		if !ok {
			return nil, fault.OnField(legField(i+1, "hub"), "field.choice")
		}
		leg.Position, leg.Days = i+1, row.Days
		legs = append(legs, leg)
	}
	return legs, nil
}

func itemsOf(ctx context.Context, r postgres.Reader, rows []DraftItem) ([]Item, error) {
	ids := make([]int64, len(rows))
	for i, row := range rows {
		ids[i] = row.ActivityID
	}
	activities, err := partners.ActivitiesByID(ctx, r, ids)
	if err != nil {
		return nil, err
	}
	known := map[int64]partners.Activity{}
	for _, a := range activities {
		known[a.ID] = a
	}
	items := make([]Item, 0, len(rows))
	for i, row := range rows {
		a, ok := known[row.ActivityID]
		if !ok {
			return nil, fault.OnField("items", "field.choice")
		}
		it := ItemFor(a)
		it.Position, it.Times, it.Leg = i+1, row.Times, row.Leg
		items = append(items, it)
	}
	return items, nil
}

// ItemFor is an activity as an item at its price of today; position, times and leg are the caller's to say.
func ItemFor(a partners.Activity) Item {
	return Item{
		ActivityID: a.ID, ActivitySlug: a.Slug, ActivityStatus: string(a.Status), PartnerID: a.PartnerID, PartnerName: a.PartnerName,
		Kind: string(a.Kind), Motif: a.Motif, TitleFi: a.TitleFi, TitleEn: a.TitleEn, TitleSv: a.TitleSv, Place: a.Place, Municipality: a.Municipality, To: a.To,
		Minutes: a.Minutes, GroupMin: a.GroupMin, GroupMax: a.GroupMax, LeadDays: a.LeadDays, SeasonFrom: a.SeasonFrom, SeasonTo: a.SeasonTo, Languages: a.Languages, StepFree: a.StepFree,
		PriceCents: a.PriceCents, PricePer: string(a.PricePer), VATClass: a.VATClass,
	}
}
