package admin

import (
	"context"
	"slices"
	"strconv"

	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/partners"
)

// partnersView is what the list shows: those who wait for a decision first, then all others.
type partnersView struct {
	applied []partners.Partner
	rest    []partners.Partner
	row     int64 // whose decision came back with an error
	form    ui.Form
}

// sub says how many wait for a decision.
func (v partnersView) sub(ctx context.Context) string {
	if len(v.applied) == 0 {
		return ui.T(ctx, "adminpartner.none")
	}
	return ui.T(ctx, "adminpartner.sub", "Count", len(v.applied))
}

// list shows applications and partners.
func (p partnerPages) list(c *page.Ctx) error {
	v, err := p.view(c)
	if err != nil {
		return err
	}
	return c.Render(200, partnersPage(v))
}

func (p partnerPages) view(c *page.Ctx) (v partnersView, err error) {
	if v.applied, err = p.partners.Partners(c.Context(), c.Actor(), partners.Applied); err != nil {
		return v, err
	}
	all, err := p.partners.Partners(c.Context(), c.Actor(), "")
	for _, one := range all {
		if one.Status != partners.Applied {
			v.rest = append(v.rest, one)
		}
	}
	return v, err
}

func (v partnersView) formOf(ctx context.Context, id int64) ui.Form {
	f := ui.NewForm("")
	if v.row == id {
		f = v.form
	}
	f.ID = "p" + strconv.FormatInt(id, 10)
	f.Labels = map[string]string{"reason": ui.T(ctx, "adminpartner.reason")}
	return f
}

func partnerFacts(ctx context.Context, p partners.Partner) []ui.Fact {
	vat := ui.T(ctx, "adminpartner.vat_no")
	if p.VATRegistered {
		vat = ui.T(ctx, "adminpartner.vat_yes")
	}
	return []ui.Fact{
		{Term: ui.T(ctx, "adminpartner.business_id"), Text: p.BusinessID}, {Term: ui.T(ctx, "adminpartner.municipality"), Text: p.Municipality},
		{Term: ui.T(ctx, "adminpartner.vat"), Text: vat}, {Term: ui.T(ctx, "adminpartner.applied"), Text: ui.Moment(ctx, p.CreatedAt)},
	}
}

func partnerChip(ctx context.Context, s partners.Status) ui.ChipText {
	kind := map[partners.Status]string{partners.Approved: "ok", partners.Declined: "bad", partners.Applied: "warn"}[s]
	return ui.StateChip(kind, ui.T(ctx, "adminpartner.status."+string(s)))
}

// waiting says whether the application is still in the list.
func (v partnersView) waiting(id int64) bool {
	return slices.ContainsFunc(v.applied, func(p partners.Partner) bool { return p.ID == id })
}
