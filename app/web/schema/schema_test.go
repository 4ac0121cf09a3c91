package schema

import (
	"context"
	"encoding/json"
	"testing"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages"
	"github.com/hubittaako/hubittaako/packages/hub"
)

func english() context.Context {
	return ui.With(context.Background(), &ui.View{Lang: "en", BaseURL: "https://h.example"})
}

// at walks down the properties of a thing as JSON sees it.
func at(t *testing.T, thing any, path ...string) any {
	t.Helper()
	b, err := json.Marshal(thing)
	if err != nil {
		t.Fatal(err)
	}
	var v any
	if err := json.Unmarshal(b, &v); err != nil {
		t.Fatal(err)
	}
	for _, p := range path {
		if list, ok := v.([]any); ok && len(list) > 0 {
			v = list[0]
		}
		m, ok := v.(map[string]any)
		if !ok {
			t.Fatalf("no %s in %s", p, b)
		}
		v = m[p]
	}
	return v
}

func TestHub(t *testing.T) {
	h := hub.Hub{Name: "HUBteekki", Status: hub.Working, Municipality: "Pihtipudas", Postcode: "44800", Lat: 63.367, Lon: 25.574, IntroFi: "Apteekki", IntroEn: "A pharmacy",
		DeskDayCents: 1500, Desks: 12, Hours: hub.OfficeHours(), Closures: []hub.Closure{{Day: dates.MustParse("2027-01-06")}}}
	got := Hub(english(), h, "/hubit/hubteekki", "https://h.example/kuvat/1/1600")
	for _, c := range []struct {
		want any
		path []string
	}{
		{"https://schema.org", []string{"@context"}}, {"LocalBusiness", []string{"@type"}}, {"https://h.example/en/hubit/hubteekki", []string{"url"}},
		{"https://h.example/hubit/hubteekki", []string{"@id"}}, {"A pharmacy", []string{"description"}},
		{"44800", []string{"address", "postalCode"}}, {nil, []string{"address", "streetAddress"}}, {63.367, []string{"geo", "latitude"}}, {nil, []string{"telephone"}},
		{"08:00", []string{"openingHoursSpecification", "opens"}}, {"https://schema.org/Monday", []string{"openingHoursSpecification", "dayOfWeek"}},
	} {
		if v := at(t, got, c.path...); v != c.want {
			t.Errorf("%v: %v, want %v", c.path, v, c.want)
		}
	}
	if images := got["image"].([]string); len(images) != 1 || images[0] != "https://h.example/kuvat/1/1600" {
		t.Errorf("%v", images)
	}
	if n := len(got["openingHoursSpecification"].([]Thing)); n != 6 {
		t.Errorf("%d openings", n)
	}
	h.Status = hub.Planned
	if got := Hub(english(), h, "/x", "/y"); got["@type"] != "Place" || got["openingHoursSpecification"] != nil {
		t.Errorf("a planned hub: %v", got)
	}
	if clock(24*60) != "23:59" || clock(8*60+5) != "08:05" {
		t.Error("clocks")
	}
}

func TestPackage(t *testing.T) {
	var pkg packages.Package
	pkg.Slug, pkg.NameFi, pkg.NameEn, pkg.GroupMin, pkg.GroupMax = "viikko", "Viikko", "A week", 2, 10
	pkg.Legs = []packages.Leg{{HubName: "HUBteekki", HubSlug: "hubteekki", Municipality: "Pihtipudas", Days: 5}}
	o := packages.Offer{Start: dates.MustParse("2027-01-11"), Last: dates.MustParse("2027-01-15"), People: 3, Price: packages.Price{Gross: 100001}}
	s := Stay{Package: pkg, Offer: &o, Places: 7, Path: "/paketit/viikko", Chosen: "/paketit/viikko?alku=2027-01-11&hlo=3", Image: "/jako/paketti/viikko.png"}
	got := Package(english(), s)
	for _, c := range []struct {
		want any
		path []string
	}{
		{"A week", []string{"name"}}, {"333.34", []string{"offers", "price"}}, {"EUR", []string{"offers", "priceCurrency"}}, {true, []string{"offers", "priceSpecification", "valueAddedTaxIncluded"}},
		{"https://schema.org/InStock", []string{"offers", "availability"}}, {"https://h.example/en/paketit/viikko?alku=2027-01-11&hlo=3", []string{"offers", "url"}},
		{float64(7), []string{"offers", "inventoryLevel", "value"}}, {"2027-01-11", []string{"offers", "availabilityStarts"}},
		{"Pihtipudas", []string{"itinerary", "itemListElement", "item", "address", "addressLocality"}},
	} {
		if v := at(t, got, c.path...); v != c.want {
			t.Errorf("%v: %v, want %v", c.path, v, c.want)
		}
	}
	s.Offer = nil
	if got := Package(english(), s); at(t, got, "offers", "availability") != "https://schema.org/SoldOut" || at(t, got, "offers", "price") != nil {
		t.Errorf("sold out: %v", got["offers"])
	}
}

func TestSiteAndCrumbs(t *testing.T) {
	all := Site(english(), "Stays", "hei@h.example", "/paketit", "kk")
	if at(t, all[1], "potentialAction", "target", "urlTemplate") != "https://h.example/en/paketit?kk={month}" || at(t, all[0], "@id") != at(t, all[1], "publisher", "@id") {
		t.Errorf("%v", all)
	}
	crumbs := Crumbs(english(), "Hubs", "/hubit", "HUBteekki", "/hubit/hubteekki")
	if list := crumbs["itemListElement"].([]Thing); len(list) != 2 || list[1]["position"] != 2 || list[1]["item"] != "https://h.example/en/hubit/hubteekki" {
		t.Errorf("%v", crumbs)
	}
	if list := List(english(), "/a", "/b")["itemListElement"].([]Thing); len(list) != 2 || list[0]["url"] != "https://h.example/en/a" {
		t.Errorf("%v", list)
	}
}
