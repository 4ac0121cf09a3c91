package site

import (
	"context"
	"net/url"

	"github.com/a-h/templ"

	"github.com/hubittaako/hubittaako/app/web/stayview"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages/search"
)

// hitRow is a hit as a row of a list, with what the visitor can do with it.
type hitRow struct {
	search.Hit
	liked, picked bool
	first         bool // in sight when the page opens: its picture comes at once
}

// startsShown is how many later start days a row names.
const startsShown = 4

func (h hitRow) path() string { return PackagePath(h.Package.Slug, h.First.Start, h.First.People) }

// about is where and how long: "HUBteekki, Pihtipudas, 5 päivää".
func (h hitRow) about(ctx context.Context) string {
	return stayview.Places(ctx, h.Package) + ", " + ui.T(ctx, "stay.days", "Count", h.Package.Days())
}

func (r *results) row(i int) hitRow {
	h := r.hits[i]
	return hitRow{Hit: h, liked: r.liked.has(h.Package.Slug), picked: isPicked(r.picked, h.Package.Slug), first: i < 2}
}

// narrowLive makes the search form answer while it is filled in. The results come anew and the fields stay, so that whoever
// types is not disturbed; a form that has something wrong comes anew with them.
func narrowLive(ctx context.Context, bad bool) templ.Attributes {
	a := bringResults(ctx, SearchPath)
	a["hx-trigger"], a["hx-sync"], a["hx-indicator"] = "change delay:300ms, change from:#rajat, submit", "this:replace", "#results"
	if bad {
		a["hx-target"], a["hx-select"] = "#haku", "#haku"
	}
	return a
}

// bringResults makes a link or a form bring other results into the page. What is ticked for comparing stays ticked.
func bringResults(ctx context.Context, path string) templ.Attributes {
	return templ.Attributes{
		"hx-get": ui.Href(ctx, path), "hx-target": "#results", "hx-select": "#results", "hx-swap": "outerHTML show:none", "hx-push-url": "true",
		"hx-include": "#lista",
	}
}

// alongWith is on what comes along with the results: it takes the place of the page's own.
func alongWith(results bool) templ.Attributes {
	if results {
		return templ.Attributes{"hx-swap-oob": "innerHTML"}
	}
	return nil
}

// here is the address of the page that is shown, to come back to.
func here(ctx context.Context) string {
	v := ui.From(ctx)
	return (&url.URL{Path: v.Path, RawQuery: v.Query}).String()
}
