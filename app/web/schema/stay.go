package schema

import (
	"context"
	"fmt"

	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages"
)

// Stay is what is known about when and for how much a package can be had.
type Stay struct {
	Package packages.Package
	Offer   *packages.Offer // for the start day that is shown; nil when nothing is free
	Places  int             // the largest group that could start then
	Path    string          // of the package, without a choice
	Chosen  string          // path with the start day and the group of the offer
	Image   string          // path of the picture for sharing
}

// Package is a stay as something that is sold, and as a trip to its hubs. The price is one person's with VAT; without an offer
// it is sold out.
func Package(ctx context.Context, s Stay) Thing {
	pkg := s.Package
	return page([]string{"Product", "TouristTrip"}, "@id", ui.From(ctx).BaseURL+s.Path, "name", pkg.Name(ui.Lang(ctx)), "description", pkg.Summary(ui.Lang(ctx)),
		"url", ui.Abs(ctx, s.Path), "image", ui.Abs(ctx, s.Image), "sku", pkg.Slug, "brand", network(ctx), "provider", network(ctx),
		"itinerary", itinerary(ctx, pkg), "offers", offer(ctx, s))
}

func itinerary(ctx context.Context, pkg packages.Package) Thing {
	var list []Thing
	for i, l := range pkg.Legs {
		hub := thing(typePlace, "name", l.HubName, "url", ui.Abs(ctx, "/hubit/"+l.HubSlug),
			"address", thing(typeAddress, "addressLocality", l.Municipality, "addressCountry", "FI"))
		list = append(list, thing(typeListItem, "position", i+1, "item", hub))
	}
	return thing("ItemList", "itemListElement", list)
}

func offer(ctx context.Context, s Stay) Thing {
	if s.Offer == nil {
		return thing(typeOffer, "availability", vocabulary+"/SoldOut", "url", ui.Abs(ctx, s.Path), "seller", network(ctx))
	}
	people := int64(s.Offer.People)
	price := euros((s.Offer.Price.Gross + people/2) / people)
	return thing(typeOffer, "url", ui.Abs(ctx, s.Chosen), "price", price, "priceCurrency", "EUR", "availability", vocabulary+"/InStock",
		"availabilityStarts", s.Offer.Start.String(), "availabilityEnds", s.Offer.Last.String(), "seller", network(ctx),
		"inventoryLevel", thing("QuantitativeValue", "value", s.Places),
		"eligibleQuantity", thing("QuantitativeValue", "minValue", s.Package.GroupMin, "maxValue", s.Package.GroupMax),
		"priceSpecification", thing("UnitPriceSpecification", "price", price, "priceCurrency", "EUR", "valueAddedTaxIncluded", true,
			"referenceQuantity", thing("QuantitativeValue", "value", 1, "unitText", ui.T(ctx, "front.schema.person"))))
}

func euros(cents int64) string { return fmt.Sprintf("%d.%02d", cents/100, cents%100) }
