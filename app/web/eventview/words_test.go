package eventview

import (
	"context"
	"os"
	"testing"
	"time"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/i18n"
	"github.com/hubittaako/hubittaako/app/web/stayview"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages/hub/event"
)

func in(t *testing.T, lang string) context.Context {
	t.Helper()
	texts, err := i18n.Load(os.DirFS("../locales"))
	if err != nil {
		t.Fatal(err)
	}
	texts.Report = func(lang, key, problem string) { t.Errorf("text %s in %s: %s", key, lang, problem) }
	return ui.With(context.Background(), &ui.View{Lang: lang, Translate: texts.For(lang).T})
}

func TestRepeats(t *testing.T) {
	for _, c := range []struct {
		lang, first, day string
		repeat           event.Repeat
		want             string
	}{
		{"fi", "2026-11-25", "2026-12-02", event.Once, ""}, {"fi", "2026-11-25", "2026-12-02", event.Weekly, "Joka keskiviikko"},
		{"sv", "2026-11-25", "2026-12-02", event.Fortnightly, "Varannan onsdag"}, {"en", "2026-12-01", "2027-01-05", event.Monthly, "First Tuesday of the month"},
		// the last Monday, although this one is the fourth too
		{"fi", "2026-11-30", "2026-12-28", event.Monthly, "Kuukauden viimeinen maanantai"}, {"sv", "2026-11-30", "2026-12-28", event.Monthly, "Sista måndagen i månaden"},
	} {
		o := event.Occasion{Event: event.Event{Repeats: c.repeat, FirstDay: dates.MustParse(c.first)}, Day: dates.MustParse(c.day)}
		if got := Repeats(in(t, c.lang), o); got != c.want {
			t.Errorf("%+v: %q", c, got)
		}
	}
}

func TestStates(t *testing.T) {
	ctx := in(t, "fi")
	now := dates.At(dates.MustParse("2026-11-25"), 0)
	o := event.Occasion{StartsAt: now.Add(time.Hour), EndsAt: now.Add(2 * time.Hour), Capacity: 9}
	for taken, want := range map[int][2]string{0: {"ok", "9 paikkaa vapaana"}, 8: {"warn", "1 paikka vapaana"}, 9: {"warn", "Täynnä"}} {
		o.Taken = taken
		if got := State(ctx, o, now); got.Kind != want[0] || got.Text != want[1] {
			t.Errorf("%d taken: %+v", taken, got)
		}
	}
	if got := State(ctx, o, now.Add(3*time.Hour)); got.Text != "Mennyt" {
		t.Errorf("%+v", got)
	}
	if got := Price(ctx, event.Event{PriceCents: 550}) + Price(ctx, event.Event{}); got != "5,50\u00a0€Maksuton" {
		t.Errorf("%q", got)
	}
}

// TestAroundAStay: what is at the hub of the day or nowhere, in the free hours.
func TestAroundAStay(t *testing.T) {
	monday := dates.MustParse("2027-06-07")
	p := stayview.Plan{Start: monday, WorkFrom: 8 * 60, WorkTo: 16 * 60, Days: []stayview.PlanDay{{HubID: 1, Open: true}, {HubID: 2, Open: true}}}
	at := func(hub int64, day, hour int) event.Occasion {
		start := dates.At(monday.AddDays(day), hour*60)
		return event.Occasion{Event: event.Event{HubID: hub}, Day: monday.AddDays(day), StartsAt: start, EndsAt: start.Add(time.Hour)}
	}
	fit := Around(p, []event.Occasion{at(1, 0, 17), at(2, 0, 17), at(0, 0, 18), at(1, 1, 17), at(2, 1, 17), at(2, 1, 9), at(0, 2, 17)})
	if len(fit) != 3 || fit[0].HubID != 1 || fit[1].HubID != 0 || fit[2].HubID != 2 || fit[2].Day != monday.AddDays(1) {
		t.Errorf("%+v", fit)
	}
	now := dates.At(monday, 12*60)
	if f := FilterOf(p, now); !f.From.Equal(now) || !f.Until.Equal(dates.At(monday.AddDays(2), 0)) || len(f.Hubs) != 3 {
		t.Errorf("%+v", f)
	}
}
