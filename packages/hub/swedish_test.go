package hub_test

import (
	"strings"
	"testing"

	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/packages/hub"
)

// TestSwedishTexts: they are optional, have the limits of the other languages, and come back as they were written.
func TestSwedishTexts(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	h, err := w.hubs.ForStaff(t.Context(), w.Staff, w.HubID)
	if err != nil {
		t.Fatal(err)
	}
	f := hub.FactsOf(h)
	f.IntroSv, f.StorySv, f.EmphasisSv = "Ett ljust hus.", "Det var ett apotek.", " Tysta  rum "
	if err := w.hubs.Update(t.Context(), w.Staff, w.HubID, f); err != nil {
		t.Fatal(err)
	}
	if err := w.hubs.CloseDays(t.Context(), w.Staff, w.HubID, []hub.Closure{{Day: w.Monday.AddDays(30), ReasonFi: "Huolto", ReasonSv: "Service"}}); err != nil {
		t.Fatal(err)
	}
	h, err = w.hubs.ForStaff(t.Context(), w.Staff, w.HubID)
	if err != nil {
		t.Fatal(err)
	}
	if h.Intro("sv") != "Ett ljust hus." || h.Story("sv") != "Det var ett apotek." || h.Emphasis("sv") != "Tysta rum" || len(h.Closures) != 1 ||
		h.Closures[0].Reason("sv") != "Service" || h.Closures[0].Reason("en") != "Huolto" || hub.FactsOf(h).StorySv != f.StorySv {
		t.Errorf("%+v", h)
	}
	for field, put := range map[string]func(f *hub.Facts){
		"intro_sv":    func(f *hub.Facts) { f.IntroSv = strings.Repeat("å", 601) },
		"story_sv":    func(f *hub.Facts) { f.StorySv = strings.Repeat("å", 5001) },
		"emphasis_sv": func(f *hub.Facts) { f.EmphasisSv = strings.Repeat("å", 201) },
	} {
		f := hub.FactsOf(h)
		put(&f)
		refused := fault.As(w.hubs.Update(t.Context(), w.Staff, w.HubID, f))
		if refused == nil || len(refused.Fields) != 1 || refused.Fields[0].Name != field || refused.Fields[0].Key != "field.max_chars" {
			t.Errorf("%s: %+v", field, refused)
		}
	}
}
