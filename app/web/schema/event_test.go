package schema

import (
	"testing"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/packages/hub/event"
)

func TestEvent(t *testing.T) {
	day := dates.MustParse("2027-06-09")
	o := event.Occasion{
		Event: event.Event{HubID: 1, HubName: "HUBteekki", HubSlug: "hubteekki", Street: "Keskustie 14", Postcode: "44800", Municipality: "Pihtipudas", TitleFi: "Kahvit",
			TitleEn: "Coffee", PriceCents: 550},
		StartsAt: dates.At(day, 9*60), EndsAt: dates.At(day, 10*60), Capacity: 8, Taken: 8,
	}
	now := dates.At(day.AddDays(-1), 0)
	got := Event(english(), o, "/tapahtumat/kahvit", now)
	for _, c := range []struct {
		want any
		path []string
	}{
		{"Event", []string{"@type"}}, {"Coffee", []string{"name"}}, {"2027-06-09T09:00:00+03:00", []string{"startDate"}}, {"https://h.example/en/tapahtumat/kahvit", []string{"url"}},
		{"Keskustie 14", []string{"location", "address", "streetAddress"}}, {"HUBteekki", []string{"organizer", "name"}}, {"5.50", []string{"offers", "price"}},
		{"https://schema.org/SoldOut", []string{"offers", "availability"}}, {false, []string{"isAccessibleForFree"}}, {"https://schema.org/EventScheduled", []string{"eventStatus"}},
		{0.0, []string{"remainingAttendeeCapacity"}},
	} {
		if v := at(t, got, c.path...); v != c.want {
			t.Errorf("%v: %v, want %v", c.path, v, c.want)
		}
	}
	o.Cancelled, o.HubID, o.Place, o.HubName, o.Municipality = true, 0, "Verkossa", "", ""
	got = Event(english(), o, "/x", now)
	if at(t, got, "eventStatus") != "https://schema.org/EventCancelled" || at(t, got, "location", "name") != "Verkossa" || at(t, got, "organizer", "@id") != "https://h.example/#verkosto" {
		t.Errorf("%v", got)
	}
}
