package site

import (
	"context"
	"time"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/web/eventview"
	"github.com/hubittaako/hubittaako/app/web/stayview"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages/hub/event"
)

// Around is what else is on where a stay is, in its free hours.
type Around struct {
	List []event.Occasion
	Now  time.Time
}

// around finds what is on in the free hours of the offer that the page shows.
func (p pages) around(ctx context.Context, v *PackageView) error {
	if p.Events == nil || v.Offer == nil {
		return nil
	}
	plan := stayview.Of(v.Package, *v.Offer, ui.FirstLang)
	list, err := p.Events.List(ctx, eventview.FilterOf(plan, p.Now()))
	v.Around = Around{eventview.Around(plan, list), p.Now()}
	return err
}

// goingOn is what comes next at a hub, or anywhere for 0, for short lists.
func (p pages) goingOn(ctx context.Context, hub int64, most int) (found []happening, err error) {
	if p.Events == nil {
		return nil, nil
	}
	var list []event.Occasion
	if hub == 0 {
		list, err = p.Events.Upcoming(ctx, most)
	} else {
		list, err = p.Events.List(ctx, event.Filter{Hubs: []int64{hub}, From: p.Now(), Next: true, Limit: most})
	}
	for _, o := range list {
		place := o.HubName
		if place == "" {
			place = o.Place
		}
		found = append(found, happening{
			Day: o.Day, From: dates.MinutesOf(o.StartsAt), Title: o.Title(ui.Lang(ctx)), Place: place, Href: ui.Href(ctx, eventview.Path(o)),
		})
	}
	return found, err
}

// eventPaths are the pages about what is on, for the sitemap.
func (p pages) eventPaths(ctx context.Context) ([]publicPath, error) {
	if p.Events == nil {
		return nil, nil
	}
	list, err := p.Events.List(ctx, event.Filter{From: p.Now(), Next: true})
	paths := []publicPath{{path: eventview.ListPath}, {path: eventview.LetterPath}}
	for _, o := range list {
		paths = append(paths, publicPath{eventview.EventPath(o.Slug), o.UpdatedAt})
		paths[0].changed = latest(paths[0].changed, o.UpdatedAt)
	}
	return paths, err
}
