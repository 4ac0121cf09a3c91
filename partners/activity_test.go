package partners

import (
	"slices"
	"testing"

	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/money"
)

func TestParseDuration(t *testing.T) {
	good := map[string]int{
		"3 h": 180, "3": 180, "3h": 180, "1 h 30 min": 90, "1h30": 90, "1 tunti ja 15 minuuttia": 75, "1,5 h": 90, "1.5h": 90, "2,25 t": 135, "0,5 h": 30,
		"1,5": 90, "1.30": 90, "1:30": 90, "0.45": 45, "90 min": 90, "90": 90, "15": 15, "14": 840, "16 h": 960, "960": 960, "45 m": 45, " 2 H ": 120,
		"2 hours": 120, "1 hour and 30 minutes": 90,
	}
	for in, want := range good {
		if got, ok := ParseDuration(in); !ok || got != want {
			t.Errorf("%q: %d, %v, want %d", in, got, ok, want)
		}
	}
	for _, in := range []string{"", "pitkään", "h", "1:75", "1 h 75 min", "-2 h", "1,333 h", "1,11 h", "12345", "2-3 h"} {
		if got, ok := ParseDuration(in); ok {
			t.Errorf("%q: %d", in, got)
		}
	}
	for m := shortest; m <= longest; m++ {
		if got, ok := ParseDuration(FormatDuration(m)); !ok || got != m {
			t.Fatalf("%d is written %q and read %d, %v", m, FormatDuration(m), got, ok)
		}
	}
}

func TestSeasons(t *testing.T) {
	tests := []struct {
		from, to, month int
		in              bool
	}{
		{1, 12, 7, true}, {5, 9, 5, true}, {5, 9, 9, true}, {5, 9, 4, false}, {5, 9, 10, false}, {11, 4, 12, true}, {11, 4, 1, true}, {11, 4, 4, true},
		{11, 4, 5, false}, {11, 4, 10, false}, {6, 6, 6, true}, {6, 6, 7, false},
	}
	for _, test := range tests {
		a := Activity{SeasonFrom: test.from, SeasonTo: test.to}
		if got := a.InSeason(dates.MustParse("2027-01-15").AddDays(30*(test.month-1) + test.month/2)); got != test.in {
			t.Errorf("%d to %d, month %d: %v", test.from, test.to, test.month, got)
		}
	}
	for _, all := range [][2]int{{1, 12}, {5, 4}, {12, 11}} {
		if !(Activity{SeasonFrom: all[0], SeasonTo: all[1]}).AllYear() {
			t.Errorf("%v leaves no month out", all)
		}
	}
	if (Activity{SeasonFrom: 12, SeasonTo: 12}).AllYear() || (Activity{SeasonFrom: 2, SeasonTo: 12}).AllYear() {
		t.Error("a season that leaves months out")
	}
}

func TestSuggestedVAT(t *testing.T) {
	want := map[Kind]money.VATClass{
		Wellbeing: money.Standard, Recreation: money.Reduced, Food: money.Reduced, Lodging: money.Reduced, Transport: money.Reduced,
		Learning: money.Exempt, Students: money.Exempt,
	}
	for _, k := range Kinds() {
		if got := k.SuggestVAT(); got != want[k] {
			t.Errorf("%s: %s", k, got)
		}
		if got := vatClass(false, k.SuggestVAT()); got != money.None {
			t.Errorf("%s of an unregistered partner: %s", k, got)
		}
	}
}

func TestActivityRules(t *testing.T) {
	huge, negative, free := int64(maxPriceCents+1), int64(-1), int64(0)
	tests := []struct {
		name   string
		change func(f *ActivityForm)
		want   []string
	}{
		{"all is well", nil, nil},
		{"zero is a price", func(f *ActivityForm) { f.PriceCents = &free }, nil},
		{"the smallest group may be left out", func(f *ActivityForm) { f.GroupMin = 0 }, nil},
		{"no price", func(f *ActivityForm) { f.PriceCents = nil }, []string{"price field.required"}},
		{"price too high", func(f *ActivityForm) { f.PriceCents = &huge }, []string{"price field.price_range"}},
		{"price below zero", func(f *ActivityForm) { f.PriceCents = &negative }, []string{"price field.price_range"}},
		{"title", func(f *ActivityForm) { f.TitleFi = " " }, []string{"title_fi field.required"}},
		{"kind", func(f *ActivityForm) { f.Kind = "party" }, []string{"kind field.choice"}},
		{"no duration", func(f *ActivityForm) { f.Duration = "" }, []string{"duration field.required"}},
		{"duration", func(f *ActivityForm) { f.Duration = "koko ilta" }, []string{"duration field.duration"}},
		{"too short", func(f *ActivityForm) { f.Duration = "14 min" }, []string{"duration field.duration"}},
		{"too long", func(f *ActivityForm) { f.Duration = "25 h" }, []string{"duration field.duration"}},
		{"groups crossed", func(f *ActivityForm) { f.GroupMin, f.GroupMax = 8, 4 }, []string{"group_max field.min"}},
		{"no largest group", func(f *ActivityForm) { f.GroupMax = 0 }, []string{"group_max field.min"}},
		{"class", func(f *ActivityForm) { f.VATClass = "" }, []string{"vat_class field.choice"}},
		{"season", func(f *ActivityForm) { f.SeasonFrom, f.SeasonTo = 0, 13 }, []string{"season_from field.min", "season_to field.max"}},
		{"no language", func(f *ActivityForm) { f.Languages = nil }, []string{"languages field.choice"}},
		{"odd language", func(f *ActivityForm) { f.Languages = []string{"fi", "xx"} }, []string{"languages field.choice"}},
		{"odd motif", func(f *ActivityForm) { f.Motif = "../etc" }, []string{"motif field.choice"}},
		{"lead", func(f *ActivityForm) { f.LeadDays = 366 }, []string{"lead_days field.max"}},
	}
	for _, test := range tests {
		f := sauna(test.change)
		var got []string
		for _, one := range f.check(newFormChecker(), true) {
			got = append(got, one.Name+" "+one.Key)
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%s: %q, want %q", test.name, got, test.want)
		}
	}
}

func TestActivityIsDescribedOnceAndKeepsItsSlug(t *testing.T) {
	h := newHouse(t)
	op := uuid.New()
	id, err := h.CreateActivity(ctx, h.member, h.partner, sauna(nil), op)
	wants(t, "create", err, "")
	again, err := h.CreateActivity(ctx, h.member, h.partner, sauna(nil), op)
	if wants(t, "the same form", err, ""); again != id {
		t.Errorf("the same key made activity %d, and before %d", again, id)
	}
	second, err := h.CreateActivity(ctx, h.member, h.partner, sauna(nil), uuid.New())
	wants(t, "another of the same name", err, "")
	wants(t, "rename", h.UpdateActivity(ctx, h.member, second, sauna(func(f *ActivityForm) {
		f.TitleFi, f.TitleEn, f.Duration, f.Languages = "Rantasauna", "Lakeside sauna", "1 h 30 min", []string{"sv", "fi", "fi"}
	})), "")
	a, err := h.Activity(ctx, h.member, second)
	if wants(t, "read", err, ""); a.Slug != "savusauna-2" || a.Title("en") != "Lakeside sauna" || a.Title("fi") != "Rantasauna" || a.Minutes != 90 ||
		a.Status != Draft || !slices.Equal(a.Languages, []string{"fi", "sv"}) || a.PartnerName != "Kolimanrannan Sauna" || a.PriceCents != 32000 {
		t.Errorf("%+v", a)
	}
	wants(t, "bad update", h.UpdateActivity(ctx, h.member, second, sauna(func(f *ActivityForm) { f.TitleFi = "" })), fault.Invalid, "title_fi field.required")
	wants(t, "check", h.CheckActivity(ctx, h.member, h.partner, sauna(func(f *ActivityForm) { f.Place = "" })), fault.Invalid, "place field.required")
}

func TestWhoSeesWhichActivities(t *testing.T) {
	h := newHouse(t)
	listed := h.activity(t, nil)
	draft, err := h.CreateActivity(ctx, h.member, h.partner, sauna(func(f *ActivityForm) { f.Kind = Food }), uuid.New())
	wants(t, "create", err, "")
	ids := func(f Filter) (ids []int64) {
		t.Helper()
		list, err := ListedActivities(ctx, h.db, f)
		wants(t, "list", err, "")
		for _, a := range list {
			ids = append(ids, a.ID)
		}
		return ids
	}
	if got := ids(Filter{}); !slices.Equal(got, []int64{listed}) {
		t.Errorf("listed %v", got)
	}
	wants(t, "list it", h.ListActivity(ctx, h.member, draft), "")
	wants(t, "list it twice", h.ListActivity(ctx, h.member, draft), "")
	if got := ids(Filter{Kind: Food, Municipality: "Pihtipudas", Partner: h.partner}); !slices.Equal(got, []int64{draft}) {
		t.Errorf("food %v", got)
	}
	if got := ids(Filter{Municipality: "Viitasaari"}); got != nil {
		t.Errorf("Viitasaari %v", got)
	}
	wants(t, "archive", h.ArchiveActivity(ctx, h.member, listed), "")
	if got := ids(Filter{}); !slices.Equal(got, []int64{draft}) {
		t.Errorf("after archiving %v", got)
	}
	both, err := ActivitiesByID(ctx, h.db, []int64{listed, draft, 999999})
	if wants(t, "by id", err, ""); len(both) != 2 {
		t.Errorf("%d by id", len(both))
	}
	_, err = h.AddSession(ctx, h.member, listed, SessionForm{Day: today.AddDays(7), Time: at(18, 0), Seats: 8}, uuid.New())
	wants(t, "a session of an archived activity", err, fault.Conflict, "fault.activity_archived")
	mine, err := h.Activities(ctx, h.member, h.partner)
	if wants(t, "mine", err, ""); len(mine) != 2 || mine[0].ID != draft || mine[1].Status != Archived || mine[0].Coming != 0 || mine[0].Next != nil {
		t.Errorf("%+v", mine)
	}
}
