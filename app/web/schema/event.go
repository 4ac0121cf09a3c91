package schema

import (
	"context"
	"time"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages/hub/event"
)

// Event is one occasion of an event at its own path, as it is at a moment.
func Event(ctx context.Context, o event.Occasion, path string, now time.Time) Thing {
	lang := ui.Lang(ctx)
	status := vocabulary + "/EventScheduled"
	if o.Cancelled {
		status = vocabulary + "/EventCancelled"
	}
	t := page("Event", "name", o.Title(lang), "description", o.Text(lang), "inLanguage", lang, "url", ui.Abs(ctx, path),
		"startDate", o.StartsAt.In(dates.Helsinki).Format(time.RFC3339), "endDate", o.EndsAt.In(dates.Helsinki).Format(time.RFC3339),
		"eventStatus", status, "eventAttendanceMode", vocabulary+"/OfflineEventAttendanceMode", "location", eventPlace(o.Event), "organizer", organizer(ctx, o.Event),
		"isAccessibleForFree", o.PriceCents == 0, "offers", seats(ctx, o, path, now))
	if o.Capacity > 0 {
		t["maximumAttendeeCapacity"], t["remainingAttendeeCapacity"] = o.Capacity, max(o.Free(), 0)
	}
	return t
}

func eventPlace(e event.Event) Thing {
	address := thing(typeAddress, "addressLocality", e.Municipality, "addressCountry", "FI")
	place := thing(typePlace, "name", e.Where(), "address", address)
	if e.Place == "" && e.HubID != 0 {
		address["streetAddress"], address["postalCode"] = e.Street, e.Postcode
		place["geo"] = thing("GeoCoordinates", "latitude", e.Lat, "longitude", e.Lon)
	}
	return place
}

func organizer(ctx context.Context, e event.Event) Thing {
	if e.HubID == 0 {
		return network(ctx)
	}
	return thing(typeOrganization, "name", e.HubName, "url", ui.Abs(ctx, "/hubit/"+e.HubSlug))
}

// seats are what can be had: a seat is an offer, free of charge or not.
func seats(ctx context.Context, o event.Occasion, path string, now time.Time) Thing {
	stock := "/InStock"
	switch o.StateAt(now) {
	case event.Full, event.Closed, event.Over, event.Cancelled:
		stock = "/SoldOut"
	}
	return thing(typeOffer, "price", euros(o.PriceCents), "priceCurrency", "EUR", "availability", vocabulary+stock, "url", ui.Abs(ctx, path))
}
