package stayview

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/i18n"
	"github.com/hubittaako/hubittaako/app/base/money"
	"github.com/hubittaako/hubittaako/app/web/locales"
	"github.com/hubittaako/hubittaako/app/web/ui"
	"github.com/hubittaako/hubittaako/packages"
	"github.com/hubittaako/hubittaako/packages/booking"
)

// speaking is a context of a page in the language; a text that is missing or lacks a value fails the test.
func speaking(t *testing.T, lang string) context.Context {
	t.Helper()
	texts, err := i18n.Load(locales.FS)
	if err != nil {
		t.Fatal(err)
	}
	texts.Report = func(lang, key, problem string) { t.Errorf("%s %s: %s", lang, key, problem) }
	return ui.With(context.Background(), &ui.View{Lang: lang, Translate: texts.For(lang).T})
}

func TestEveryRefusalHasWords(t *testing.T) {
	pkg := packages.Package{
		Revision: packages.Revision{GroupMin: 4, GroupMax: 10},
		Legs:     []packages.Leg{{Position: 1, HubName: "HUBteekki"}},
		Items:    []packages.Item{{Position: 2, TitleFi: "Savusauna", TitleEn: "Smoke sauna"}},
	}
	for _, lang := range []string{"fi", "en"} {
		ctx := speaking(t, lang)
		for _, c := range []struct {
			r    packages.Refusal
			says string
		}{
			{packages.Refusal{Why: packages.WhyNotSold, Day: monday}, "7"},
			{packages.Refusal{Why: packages.WhyPast, Day: monday}, "7"},
			{packages.Refusal{Why: packages.WhyGroup}, "4–10"},
			{packages.Refusal{Why: packages.WhyHorizon, Day: monday, Leg: 1}, "HUBteekki"},
			{packages.Refusal{Why: packages.WhyClosed, Day: monday, Leg: 1}, "HUBteekki"},
			{packages.Refusal{Why: packages.WhyDesks, Day: monday, Leg: 1, Free: 1}, "1"},
			{packages.Refusal{Why: packages.WhyDesks, Day: monday, Leg: 1, Free: 3}, "3"},
			{packages.Refusal{Why: packages.WhyDesks, Day: monday, Leg: 1}, "HUBteekki"},
			{packages.Refusal{Why: packages.WhySessions, Item: 2}, "S"},
			{packages.Refusal{Why: packages.WhyPlan, Item: 2}, "S"},
		} {
			if got := Refused(ctx, pkg, c.r, 8); !strings.Contains(got, c.says) || strings.Contains(got, "stay.w") {
				t.Errorf("%s %s: %q", lang, c.r.Why, got)
			}
		}
		for _, s := range []booking.State{booking.Held, booking.AwaitingPayment, booking.Confirmed, booking.Completed, booking.Cancelled, booking.Expired} {
			if got := State(ctx, s); strings.Contains(got.Text, "stay.") {
				t.Errorf("%s %s: %q", lang, s, got.Text)
			}
		}
		for _, c := range money.Classes() {
			if got := VATClass(ctx, c); strings.Contains(got, "stay.w") {
				t.Errorf("%s %s: %q", lang, c, got)
			}
		}
		for _, theme := range packages.Themes() {
			if got := ui.T(ctx, "stay.theme."+theme); strings.Contains(got, "stay.w") {
				t.Errorf("%s %s: %q", lang, theme, got)
			}
		}
	}
}

func TestPriceLines(t *testing.T) {
	p := packages.Price{
		People: 8, Net: 100, VATSum: 10, Gross: 110,
		Lines: []packages.Line{
			{Kind: packages.LineDesk, Seller: "HUBteekki", TextFi: "Työpisteet, HUBteekki", Quantity: 40, Unit: "desk_day", UnitCents: 1500},
			{Kind: packages.LineActivity, Seller: "Ranta", TextFi: "Sauna", Quantity: 2, Unit: "group", UnitCents: 32000},
			{Kind: packages.LineActivity, Seller: "Melojat", TextFi: "Melonta", Quantity: 16, Unit: "person", UnitCents: 5250},
			{Kind: packages.LineService, Seller: "HUBteekki", TextFi: "Kokoaminen", Quantity: 1, Unit: "stay", UnitCents: 100},
		},
		VAT: []money.VATLine{{Class: money.Standard, BP: 2550, Net: 50, VAT: 8}, {Class: money.Exempt, Net: 20}, {Class: money.None, Net: 30}},
	}
	got := Price(speaking(t, "fi"), p)
	var subs []string
	for _, l := range got.Lines {
		subs = append(subs, strings.ReplaceAll(l.Sub, "\u00a0", " "))
	}
	want := []string{"40 työpistepäivää × 15 €", "2 × 320 € / ryhmä, Ranta", "16 × 52,50 € / henkilö, Melojat", "HUBteekki"}
	if !slices.Equal(subs, want) {
		t.Errorf("got %q", subs)
	}
	if !slices.Equal(got.VAT, []ui.VATRow{{RateBP: 2550, Net: 50, VAT: 8}, {Net: 50}}) {
		t.Errorf("VAT %+v", got.VAT)
	}
	if got.Lines[1].Cents != 64000 || got.Gross != 110 {
		t.Errorf("%+v", got)
	}
}

func TestTerms(t *testing.T) {
	whole := []ui.CancelStep{{DaysBefore: 30}, {DaysBefore: 7, PercentBP: 5000}, {PercentBP: 10000}}
	for _, c := range []struct {
		free, half, daysAhead int
		steps                 []ui.CancelStep
	}{
		{30, 7, 60, whole}, {30, 7, 30, whole}, {30, 7, 29, whole[1:]}, {30, 7, 7, whole[1:]}, {30, 7, 6, whole[2:]},
		{7, 7, 60, []ui.CancelStep{{DaysBefore: 7}, {PercentBP: 10000}}},
	} {
		if got := Terms(c.free, c.half, monday, monday.AddDays(-c.daysAhead)); !slices.Equal(got.Steps, c.steps) || got.Start != monday {
			t.Errorf("%d and %d days, %d days ahead: %+v", c.free, c.half, c.daysAhead, got.Steps)
		}
	}
	if got := Terms(30, 7, dates.Date{}, monday); !slices.Equal(got.Steps, whole) {
		t.Errorf("for no day: %+v", got.Steps)
	}
}

func TestPlaces(t *testing.T) {
	ctx := context.Background()
	one := packages.Leg{HubID: 1, HubName: "HUBteekki", Municipality: "Pihtipudas"}
	two := packages.Leg{HubID: 2, HubName: "Lennätin", Municipality: "Viitasaari"}
	for want, legs := range map[string][]packages.Leg{"": nil, "HUBteekki, Pihtipudas": {one}, "HUBteekki + Lennätin": {one, two, one}} {
		if got := Places(ctx, packages.Package{Legs: legs}); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}
