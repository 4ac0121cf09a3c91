package whatson

import (
	"context"
	"fmt"
	"time"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/money"
	"github.com/hubittaako/hubittaako/app/web/eventview"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages/hub/event"
)

// structuredMost is how many occasions search engines are told of.
const structuredMost = 12

// structured are the occasions as schema.org describes events, the chosen one first.
func structured(ctx context.Context, v showView) []map[string]any {
	list := []map[string]any{schemaEvent(ctx, v.o, v.deps.Now())}
	for _, o := range v.others() {
		if len(list) < structuredMost {
			list = append(list, schemaEvent(ctx, o, v.deps.Now()))
		}
	}
	return list
}

func schemaEvent(ctx context.Context, o event.Occasion, now time.Time) map[string]any {
	lang := ui.Lang(ctx)
	status := "https://schema.org/EventScheduled"
	if o.Cancelled {
		status = "https://schema.org/EventCancelled"
	}
	e := map[string]any{
		"@context": "https://schema.org", "@type": "Event", "name": o.Title(lang), "description": o.Text(lang), "inLanguage": lang,
		"startDate": o.StartsAt.In(dates.Helsinki).Format(time.RFC3339), "endDate": o.EndsAt.In(dates.Helsinki).Format(time.RFC3339),
		"eventStatus": status, "eventAttendanceMode": "https://schema.org/OfflineEventAttendanceMode", "url": ui.Abs(ctx, eventview.Path(o)),
		"location": schemaPlace(o.Event), "organizer": map[string]any{"@type": "Organization", "name": organizer(ctx, o.Event), "url": ui.Abs(ctx, organizerPath(o.Event))},
		"isAccessibleForFree": o.PriceCents == 0, "offers": schemaOffer(ctx, o, now),
	}
	if o.Capacity > 0 {
		e["maximumAttendeeCapacity"], e["remainingAttendeeCapacity"] = o.Capacity, max(o.Free(), 0)
	}
	return e
}

func schemaPlace(e event.Event) map[string]any {
	place := map[string]any{"@type": "Place", "name": e.Where()}
	address := map[string]any{"@type": "PostalAddress", "addressCountry": "FI"}
	if e.Municipality != "" {
		address["addressLocality"] = e.Municipality
	}
	if e.Place == "" && e.Street != "" {
		address["streetAddress"], address["postalCode"] = e.Street, e.Postcode
		place["geo"] = map[string]any{"@type": "GeoCoordinates", "latitude": fmt.Sprintf("%.4f", e.Lat), "longitude": fmt.Sprintf("%.4f", e.Lon)}
	}
	place["address"] = address
	return place
}

func schemaOffer(ctx context.Context, o event.Occasion, now time.Time) map[string]any {
	stock := "https://schema.org/InStock"
	switch o.StateAt(now) {
	case event.Full, event.Closed, event.Over, event.Cancelled:
		stock = "https://schema.org/SoldOut"
	}
	return map[string]any{"@type": "Offer", "price": money.Decimal(o.PriceCents), "priceCurrency": "EUR", "availability": stock, "url": ui.Abs(ctx, eventview.Path(o))}
}

func organizer(ctx context.Context, e event.Event) string {
	if e.HubID == 0 {
		return ui.T(ctx, "ui.brand")
	}
	return e.HubName
}

func organizerPath(e event.Event) string {
	if e.HubID == 0 {
		return "/"
	}
	return "/hubit/" + e.HubSlug
}
