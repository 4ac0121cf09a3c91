package staff

import (
	"context"

	"github.com/a-h/templ"
	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/app/web/page"
	"github.com/hubittaako/hubittaako/app/web/stayview"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages"
	"github.com/hubittaako/hubittaako/packages/booking"
	"github.com/hubittaako/hubittaako/packages/hub"
)

// listView is a hub's packages.
type listView struct {
	hub   hub.Hub
	list  []packages.Listing
	queue map[int64]booking.QueueLength // by package: who waits for stays that are full
	form  ui.Form                       // of a new package
	op    string
}

// packages lists what the hub has built.
func (p pages) packages(c *page.Ctx) error {
	v, err := p.listView(c)
	if err != nil {
		return err
	}
	return c.Render(200, packagesPage(v))
}

func (p pages) listView(c *page.Ctx) (v listView, err error) {
	if v.hub, err = p.hub(c); err != nil {
		return v, err
	}
	v.list, err = p.Editor.ForHub(c.Context(), c.Actor(), v.hub.ID)
	v.op = opKey(c)
	if err != nil {
		return v, err
	}
	v.queue, err = p.Bookings.QueueLengths(c.Context(), c.Actor(), v.hub.ID)
	return v, err
}

// group is a part of the list with its heading.
type group struct {
	key  string
	list []packages.Listing
}

// groups are the packages by where they stand: on sale, being built, put away.
func (v listView) groups() []group {
	all := []group{{key: "live"}, {key: "draft"}, {key: "archived"}}
	for _, l := range v.list {
		at := 0
		switch {
		case l.Archived:
			at = 2
		case !l.Live:
			at = 1
		}
		all[at].list = append(all[at].list, l)
	}
	return all
}

func listingHit(ctx context.Context, v listView, l packages.Listing) ui.Hit {
	h := v.hub
	hit := ui.Hit{Card: ui.Card{
		Picture: ui.Picture{Poster: stayview.PackagePoster(l.Package, true)}, Title: l.Name(ui.Lang(ctx)), Level: 3,
		Href: ui.Href(ctx, packagePath(h.ID, l.ID)), Place: stayview.Places(ctx, l.Package), Text: listingText(ctx, l), Chips: listingChips(ctx, l),
	}}
	if q := v.queue[l.ID]; q.Entries > 0 {
		hit.Chips = append(hit.Chips, ui.StateChip("warn", ui.T(ctx, "queue.staff", "Count", q.Entries, "People", q.People)))
	}
	hit.Actions = []ui.Btn{
		{Label: ui.T(ctx, "staff.packages.preview"), Href: ui.Href(ctx, packagePath(h.ID, l.ID)+"/esikatselu"), Kind: "line", Small: true},
		{Label: ui.T(ctx, "staff.many.copy"), Kind: "quiet", Small: true, Icon: "copy", Name: page.OpField, Value: uuid.NewString(), Attrs: templ.Attributes{
			"form": packagesID, "formaction": ui.Href(ctx, packagePath(h.ID, l.ID)+"/kopioi"), "aria-label": ui.T(ctx, "staff.many.copy") + ": " + l.Name(ui.Lang(ctx)),
		}},
	}
	return hit
}

// listingText is how long, for whom and when.
func listingText(ctx context.Context, l packages.Listing) string {
	text := ui.T(ctx, "stay.days", "Count", l.Days()) + " · " + ui.T(ctx, "staff.packages.group", "Min", l.GroupMin, "Max", l.GroupMax)
	if !l.SaleFrom.IsZero() && !l.SaleUntil.IsZero() {
		text += " · " + ui.T(ctx, "staff.packages.sold", "Days", ui.DateRange(ctx, l.SaleFrom, l.SaleUntil))
	}
	return text
}

func listingChips(ctx context.Context, l packages.Listing) (chips []ui.ChipText) {
	switch {
	case l.Archived:
		chips = append(chips, ui.StateChip("", ui.T(ctx, "staff.state.archived")))
	case l.Live:
		chips = append(chips, ui.StateChip("ok", ui.T(ctx, "staff.state.live")))
	}
	if l.HasDraft {
		key := "staff.state.draft"
		if l.Live {
			key = "staff.state.changes"
		}
		chips = append(chips, ui.StateChip("warn", ui.T(ctx, key)))
	}
	return chips
}
