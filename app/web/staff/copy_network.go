package staff

import (
	"context"
	"slices"
	"strconv"

	"github.com/a-h/templ"

	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/site"
	"github.com/hubittaako/hubittaako/app/web/stayview"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages"
	"github.com/hubittaako/hubittaako/packages/hub"
	"github.com/hubittaako/hubittaako/partners"
)

// elsewhereView is what other hubs have on sale.
type elsewhereView struct {
	hub  hub.Hub
	list []packages.Package
}

// elsewhere lists what other hubs have on sale, to be copied.
func (p pages) elsewhere(c *page.Ctx) error {
	h, err := p.hub(c)
	if err != nil {
		return err
	}
	v := elsewhereView{hub: h}
	if v.list, err = p.Editor.Elsewhere(c.Context(), c.Actor(), h.ID); err != nil {
		return err
	}
	return c.Render(200, elsewherePage(v))
}

func (p pages) hubNames(c *page.Ctx) (map[int64]string, error) {
	hubs, err := p.Hubs.List(c.Context())
	names := map[int64]string{}
	for _, h := range hubs {
		names[h.ID] = h.Name
	}
	return names, err
}

func elsewhereHit(ctx context.Context, v elsewhereView, pkg packages.Package) ui.Hit {
	name := pkg.Name(ui.Lang(ctx))
	return ui.Hit{
		Card: ui.Card{
			Picture: ui.Picture{Poster: stayview.PackagePoster(pkg, true)}, Title: name, Level: 2, Href: ui.Href(ctx, copyHerePath(v.hub.ID, pkg.ID)),
			Place: stayview.Places(ctx, pkg), Text: listingText(ctx, packages.Listing{Package: pkg}),
		},
		Actions: []ui.Btn{
			{Label: ui.T(ctx, "staff.network.start"), Href: ui.Href(ctx, copyHerePath(v.hub.ID, pkg.ID)), Kind: "line", Small: true, Icon: "copy"},
			{Label: ui.T(ctx, "staff.network.look"), Href: ui.Href(ctx, site.SearchPath+"/"+pkg.Slug), Kind: "quiet", Small: true},
		},
	}
}

// copyHereView is a package of another hub as it would be here.
type copyHereView struct {
	hub    hub.Hub
	source string // name of the hub it comes from
	plan   packages.NetworkCopy
	form   ui.Form
	op     string
}

// showCopyHere says what the package would become, and lets staff choose what stands for what.
func (p pages) showCopyHere(c *page.Ctx) error {
	v, err := p.copyHereView(c)
	if err != nil {
		return err
	}
	v.form = ui.NewForm("")
	for _, m := range v.plan.Matches {
		v.form = v.form.Set(packages.CopyField(m.Item), itoa(m.Best))
	}
	return c.Render(200, copyHerePage(v))
}

func (p pages) copyHereView(c *page.Ctx) (v copyHereView, err error) {
	if v.hub, err = p.hub(c); err != nil {
		return v, err
	}
	id, err := c.ParamInt64("source")
	if err != nil {
		return v, err
	}
	if v.plan, err = p.Editor.PlanCopy(c.Context(), c.Actor(), v.hub.ID, id); err != nil {
		return v, err
	}
	names, err := p.hubNames(c)
	v.source, v.op = names[v.plan.Source.HubID], opKey(c)
	return v, err
}

// copyHere makes the draft and opens it in the builder.
func (p pages) copyHere(c *page.Ctx) error {
	v, err := p.copyHereView(c)
	if err != nil {
		return err
	}
	op, err := c.OpKey()
	if err != nil {
		return err
	}
	var form struct {
		Revision int64                `form:"revision"`
		Items    []packages.DraftItem `form:"items"`
	}
	if err = c.Decode(&form); err != nil {
		return p.copyHereAgain(c, v, err)
	}
	chosen := map[int]int64{}
	for i, it := range form.Items {
		chosen[i+1] = it.ActivityID
	}
	id, err := p.Editor.CopyHere(c.Context(), c.Actor(), v.hub.ID, packages.CopyRequest{
		PackageID: v.plan.Source.ID, RevisionID: form.Revision, Chosen: chosen, OpKey: op,
	})
	if err != nil {
		return p.copyHereAgain(c, v, err)
	}
	return c.Redirect(packagePath(v.hub.ID, id))
}

func (p pages) copyHereAgain(c *page.Ctx, v copyHereView, err error) error {
	return c.Again(err, func(f ui.Form) templ.Component {
		v.form = f
		return copyHerePage(v)
	})
}

// matchOptions are the activities that may stand for one, the nearest first, each with what one chooses by.
func matchOptions(ctx context.Context, m packages.Match) []ui.Option {
	all := []ui.Option{{Value: "0", Label: ui.T(ctx, "staff.network.leave")}}
	for _, a := range m.Options {
		all = append(all, ui.Option{Value: itoa(a.ID), Label: matchText(ctx, m, a)})
	}
	return all
}

func matchText(ctx context.Context, m packages.Match, a partners.Activity) string {
	text := ui.T(ctx, "staff.network.option", "Title", a.Title(ui.Lang(ctx)), "Partner", a.PartnerName, "Place", a.Municipality,
		"Price", priceText(ctx, a.PriceCents, string(a.PricePer)))
	if away := packages.TravelTime(m.Home, a.Municipality); away > 0 {
		text = ui.T(ctx, "staff.network.far", "Text", text, "Minutes", strconv.Itoa(int(away.Minutes())))
	}
	return text
}

func matchHelp(ctx context.Context, m packages.Match) string {
	if m.Best == 0 {
		return ui.T(ctx, "staff.network.nothing")
	}
	return ""
}

func itemFacts(ctx context.Context, it packages.Item) string {
	return ui.T(ctx, "staff.network.there", "Partner", it.PartnerName, "Place", it.Municipality) + " · " +
		ui.T(ctx, "partner.kind."+it.Kind) + " · " + ui.T(ctx, "staff.network.times", "Count", it.Times) + " · " + priceText(ctx, it.PriceCents, it.PricePer)
}

// unmatched are the titles of what nothing near is like.
func (v copyHereView) unmatched(ctx context.Context) (titles []string) {
	for _, m := range v.plan.Unmatched() {
		titles = append(titles, m.Item.Title(ui.Lang(ctx)))
	}
	return slices.Compact(titles)
}

func originKind(o packages.Origin) string {
	if len(o.Left) > 0 {
		return "warn"
	}
	return "info"
}
