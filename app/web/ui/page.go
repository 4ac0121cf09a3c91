package ui

import (
	"context"
	"encoding/json"

	"github.com/a-h/templ"

	"github.com/hubittaako/hubittaako/app/web/assets"
)

// PageMeta is what a page says about itself to the layout.
type PageMeta struct {
	Title       string // without the site's name
	Description string // for search results and sharing; may be empty
	Area        string // AreaPublic (also "") and so on: chooses the navigation
	Current     string // key of the navigation entry that this page belongs to
	Org         int64  // the organisation of a company, partner or staff page
	OrgName     string // only needed when the actor is no member of it (network admins)
	Robots      string // "noindex" and so on
	Image       string // own path of a picture of ShareWidth by ShareHeight for sharing; empty shows the site's
	Feed        string // address of an Atom feed of what the page lists; may be empty
	Data        []any  // what the page is about, as search engines read it: see package schema
	Full        bool   // nearly the whole width of the window: builder, calendars
	Style       string // a style sheet besides the site's own: "place.css" for pages about rooms and places, one for pages of development
	Bare        bool   // no navigation and no footer columns: sign-in, payment
}

// htmxConfig: no eval, no style element, and answers with field errors (422) shown in place. Other failures come as a short
// note, which goes to the layout's place for problems.
const htmxConfig = `{"allowEval":false,"includeIndicatorStyles":false,"selfRequestsOnly":true,"historyCacheSize":0,` +
	`"historyRestoreAsHxRequest":false,"scrollBehavior":"auto","defaultSwapStyle":"outerHTML","responseHandling":[` +
	`{"code":"204","swap":false},{"code":"[23]..","swap":true},{"code":"422","swap":true},` +
	`{"code":"[45]..","swap":true,"error":true,"target":"#problem","swapOverride":"innerHTML"}]}`

// works says whether the page is one that people of the house work on, which has styles of its own; so has the sheet of components.
func (m PageMeta) works() bool {
	return m.Area == AreaPartner || m.Area == AreaStaff || m.Area == AreaAdmin || m.Area == AreaNetwork || m.Style == "sheet.css"
}

func htmxHeaders(ctx context.Context) string {
	b, err := json.Marshal(map[string]string{"X-CSRF-Token": From(ctx).CSRF})
	if err != nil {
		return "{}"
	}
	return string(b)
}

func asset(name string) string { return assets.Path(name) }

func title(ctx context.Context, m PageMeta) string {
	if m.Title == "" {
		return T(ctx, "ui.brand")
	}
	return m.Title + " – " + T(ctx, "ui.brand")
}

// currentAttr marks the link that leads to the present page.
func currentAttr(is bool) templ.Attributes {
	if is {
		return templ.Attributes{"aria-current": "page"}
	}
	return nil
}

func wrapClass(m PageMeta) string {
	if m.Full {
		return "wrap full"
	}
	return "wrap"
}
