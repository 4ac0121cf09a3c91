package schema

import (
	"context"
	"slices"

	"github.com/hubittaako/hubittaako/app/web/ui"
)

// Thing is one thing with its properties, ready for JSON. Empty properties are left out.
type Thing map[string]any

const vocabulary = "https://schema.org"

// Types of schema.org that more than one file uses.
const (
	typeOrganization = "Organization"
	typePlace        = "Place"
	typeAddress      = "PostalAddress"
	typeOffer        = "Offer"
	typeListItem     = "ListItem"
)

// thing makes a part of another thing; kind is its type. Pairs alternate between a property and its value.
func thing(kind any, pairs ...any) Thing {
	t := Thing{"@type": kind}
	for i := 0; i+1 < len(pairs); i += 2 {
		if v := pairs[i+1]; !empty(v) {
			t[pairs[i].(string)] = v
		}
	}
	return t
}

// page makes a thing that stands on a page by itself.
func page(kind any, pairs ...any) Thing {
	t := thing(kind, pairs...)
	t["@context"] = vocabulary
	return t
}

func empty(v any) bool {
	switch v := v.(type) {
	case nil:
		return true
	case string:
		return v == ""
	case []Thing:
		return len(v) == 0
	case Thing:
		return len(v) == 0
	}
	return false
}

// network names the network wherever something belongs to it; the front page says more about it.
func network(ctx context.Context) Thing {
	return Thing{"@type": typeOrganization, "@id": networkID(ctx), "name": ui.T(ctx, "ui.brand"), "url": ui.From(ctx).BaseURL + "/"}
}

func networkID(ctx context.Context) string { return ui.From(ctx).BaseURL + "/#verkosto" }

// Site is the network and its site, with how to search it. description is the front page's; search is the own path of the search,
// and parameter the name of the month in its query. For the front page.
func Site(ctx context.Context, description, contact, search, parameter string) []any {
	org := page(typeOrganization, "@id", networkID(ctx), "name", ui.T(ctx, "ui.brand"), "url", ui.From(ctx).BaseURL+"/",
		"logo", ui.From(ctx).BaseURL+"/favicon.ico", "email", contact, "description", description, "areaServed", "Keski-Suomi")
	site := page("WebSite", "name", ui.T(ctx, "ui.brand"), "url", ui.Abs(ctx, "/"), "inLanguage", ui.Lang(ctx), "publisher", Thing{"@id": networkID(ctx)},
		"potentialAction", thing("SearchAction", "target",
			thing("EntryPoint", "urlTemplate", ui.Abs(ctx, search)+"?"+parameter+"={month}"),
			"query-input", thing("PropertyValueSpecification", "valueName", "month", "valueRequired", false, "valuePattern", `\d{4}-\d{2}`)))
	return []any{org, site}
}

// Crumbs are the way back to the front page; the last one is the page itself, at its own path. The texts and paths alternate.
func Crumbs(ctx context.Context, pairs ...string) Thing {
	var list []Thing
	for i := 0; i+1 < len(pairs); i += 2 {
		list = append(list, thing(typeListItem, "position", len(list)+1, "name", pairs[i], "item", ui.Abs(ctx, pairs[i+1])))
	}
	return page("BreadcrumbList", "itemListElement", list)
}

// List is a page that lists others: their own paths, in its order.
func List(ctx context.Context, paths ...string) Thing {
	list := make([]Thing, len(paths))
	for i, p := range paths {
		list[i] = thing(typeListItem, "position", i+1, "url", ui.Abs(ctx, p))
	}
	return page("ItemList", "itemListElement", slices.Clip(list))
}
