package hub_test

import (
	"reflect"
	"testing"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/packages/hub"
)

func TestDetailsOfAHub(t *testing.T) {
	w := newWorld(t)
	ctx := t.Context()
	if none, err := w.hubs.Details(ctx, w.HubID); err != nil || !reflect.DeepEqual(none, hub.Details{}) {
		t.Fatalf("%+v, %v", none, err)
	}
	d := hub.Details{
		Access: "mixed", AccessFi: " Ovi  aukeaa koodilla. ", Languages: []string{"en", "fi", "xx"}, Facilities: []string{"podcast", "video", "video"}, DownMbps: 480, UpMbps: 300,
		MeasuredOn: dates.MustParse("2026-11-02"), RoadFi: "Valtatie 4", RulesFi: "Hiljaa.\n\nKengät pois.", Contacts: []hub.Contact{
			{Role: "manager", Email: "hubi@example.fi"}, {Role: "booking"}, {Role: "technical", Phone: "014 459 6800"},
		},
	}
	for range 2 { // once more changes nothing
		if err := w.hubs.Describe(ctx, w.Staff, w.HubID, d); err != nil {
			t.Fatal(err)
		}
	}
	got, err := w.hubs.Details(ctx, w.HubID)
	if err != nil || got.AccessFi != "Ovi aukeaa koodilla." || len(got.Contacts) != 2 || got.Contacts[1].Phone != "014 459 6800" || got.MeasuredOn != d.MeasuredOn {
		t.Errorf("%+v, %v", got, err)
	}
	if !reflect.DeepEqual([]string(got.Facilities), []string{"video", "podcast"}) || !reflect.DeepEqual([]string(got.Languages), []string{"fi", "en"}) || len(got.Rules("fi")) != 2 {
		t.Errorf("%v %v %v", got.Facilities, got.Languages, got.Rules("fi"))
	}
	bad := hub.Details{Access: "window", DownMbps: -1, UpMbps: 100, Contacts: []hub.Contact{{Role: "king", Email: "x"}}}
	want := map[string]string{"access": "field.choice", "down_mbps": "field.range", "measured_on": "field.required", "contacts.0.role": "field.choice", "contacts.0.email": "field.email"}
	f := fault.As(w.hubs.Describe(ctx, w.Staff, w.HubID, bad))
	if f == nil || len(f.Fields) != len(want) {
		t.Fatalf("%+v", f)
	}
	for _, field := range f.Fields {
		if want[field.Name] != field.Key {
			t.Errorf("%s: %s", field.Name, field.Key)
		}
	}
	if later := fault.As(w.hubs.Describe(ctx, w.Staff, w.HubID, hub.Details{DownMbps: 1, MeasuredOn: dates.MustParse("2027-01-01")})); later == nil || later.Fields[0].Key != "field.measured_later" {
		t.Errorf("%+v", later)
	}
	if err := w.hubs.Describe(ctx, w.Companies[0], w.HubID, d); fault.CodeOf(err) != fault.NotFound {
		t.Error(err)
	}
}

func TestTheFreePeriodHasTwoEnds(t *testing.T) {
	w := newWorld(t)
	for name, c := range map[string]struct{ from, until, field string }{
		"no end": {"2027-01-01", "", "free_until"}, "no start": {"", "2027-01-01", "free_from"}, "backwards": {"2027-01-02", "2027-01-01", "free_until"}, "a day": {"2027-01-01", "2027-01-01", ""},
	} {
		f := w.facts(t)
		f.FreeFrom, f.FreeUntil = dates.Date{}, dates.Date{}
		if c.from != "" {
			f.FreeFrom = dates.MustParse(c.from)
		}
		if c.until != "" {
			f.FreeUntil = dates.MustParse(c.until)
		}
		err := w.hubs.Update(t.Context(), w.Staff, w.HubID, f)
		if got := fault.As(err); c.field == "" && err != nil || c.field != "" && (got == nil || len(got.Fields) != 1 || got.Fields[0].Name != c.field) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if h, err := w.hubs.ByID(t.Context(), w.HubID); err != nil || h.FreeFrom != dates.MustParse("2027-01-01") || !h.FreeLater(dates.MustParse("2027-01-01")) || h.FreeLater(dates.MustParse("2027-01-02")) {
		t.Errorf("%v %v, %v", h.FreeFrom, h.FreeUntil, err)
	}
}
