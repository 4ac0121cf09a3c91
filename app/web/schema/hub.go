package schema

import (
	"context"
	"fmt"

	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages/hub"
)

var weekdays = []string{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"}

// Hub is a coworking place at its own path, with the full addresses of its pictures. A hub that is only planned is a place, not yet a
// business that one can visit.
func Hub(ctx context.Context, h hub.Hub, path string, images ...string) Thing {
	kind := "LocalBusiness"
	if h.Status != hub.Working {
		kind = typePlace
	}
	url := ui.Abs(ctx, path)
	t := page(kind, "@id", ui.From(ctx).BaseURL+path, "name", h.Name, "url", url, "description", h.Intro(ui.Lang(ctx)), "image", images,
		"address", thing(typeAddress, "streetAddress", h.Street, "postalCode", h.Postcode, "addressLocality", h.Municipality, "addressCountry", "FI"),
		"geo", thing("GeoCoordinates", "latitude", h.Lat, "longitude", h.Lon), "telephone", h.Phone)
	if h.Status != hub.Working {
		return t
	}
	t["parentOrganization"] = network(ctx)
	t["openingHoursSpecification"] = openings(h)
	if h.Email != "" {
		t["email"] = h.Email
	}
	t["amenityFeature"] = []Thing{thing("LocationFeatureSpecification", "name", ui.T(ctx, "site.hub.desk_count", "Count", h.Desks), "value", true)}
	if h.DeskDayCents > 0 {
		t["priceRange"] = ui.T(ctx, "site.hub.desk_day", "Price", ui.MoneyShort(ctx, h.DeskDayCents))
	}
	return t
}

// openings are the weekly hours, then the days on which the hub is closed against them.
func openings(h hub.Hub) (list []Thing) {
	for i, day := range weekdays {
		if span := h.Hours.On(i + 1); span.Open() {
			list = append(list, thing("OpeningHoursSpecification", "dayOfWeek", vocabulary+"/"+day, "opens", clock(span.Opens), "closes", clock(span.Closes)))
		}
	}
	for _, c := range h.Closures {
		list = append(list, thing("OpeningHoursSpecification", "validFrom", c.Day.String(), "validThrough", c.Day.String(), "opens", "00:00", "closes", "00:00"))
	}
	return list
}

// clock is a time of day from minutes after midnight; the day's end is its last minute, because 24:00 is no time.
func clock(minutes int) string {
	minutes = min(minutes, 24*60-1)
	return fmt.Sprintf("%02d:%02d", minutes/60, minutes%60)
}
