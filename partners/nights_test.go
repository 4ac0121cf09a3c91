package partners

import (
	"testing"

	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
)

// TestBedsByNight: a season at once, an exception from it, and no fewer beds than people sleep in.
func TestBedsByNight(t *testing.T) {
	h := newHouse(t)
	id := h.activity(t, func(f *ActivityForm) {
		f.Kind, f.Duration, f.GroupMin, f.GroupMax, f.SeasonFrom, f.SeasonTo = Lodging, "16 h", 1, 20, 1, 12
	})
	set := func(from, until, beds int) (Nights, error) {
		return h.SetNights(ctx, h.member, id, NightsForm{From: today.AddDays(from), Until: today.AddDays(until), Beds: &beds, Time: at(17, 0)}, uuid.New())
	}
	for _, step := range []struct {
		name              string
		from, until, beds int
		want              Nights
	}{
		{"a season", 1, 20, 12, Nights{Opened: 20}},
		{"again", 1, 20, 12, Nights{}},
		{"an exception", 3, 4, 6, Nights{Changed: 2}},
		{"closed, and longer", 20, 22, 0, Nights{Changed: 1}},
	} {
		if got, err := set(step.from, step.until, step.beds); err != nil || got != step.want {
			t.Errorf("%s: %+v, %v", step.name, got, err)
		}
	}
	list, err := h.Sessions(ctx, h.member, id, week())
	if err != nil || len(list) != 20 || list[2].Capacity != 6 || list[4].Capacity != 12 || list[19].Capacity != 0 {
		t.Fatalf("%d nights, %v", len(list), err)
	}
	if end := list[0].EndsAt; dates.Of(end) != today.AddDays(2) {
		t.Errorf("the night ends %s", end)
	}
	var kinds []string
	if err := h.db.Select(ctx, &kinds, `/* test.kinds */ SELECT DISTINCT r.kind FROM resource r JOIN session s ON s.resource_id = r.id`); err != nil || len(kinds) != 1 || kinds[0] != "lodging_night" {
		t.Errorf("%v, %v", kinds, err)
	}
	if err := h.book(list[6], 5); err != nil {
		t.Fatal(err)
	}
	_, err = set(1, 20, 4)
	wants(t, "fewer beds than taken", err, fault.Conflict, "seats field.seats_taken_days")
	if again, _ := h.Sessions(ctx, h.member, id, week()); again[0].Capacity != 12 {
		t.Errorf("the refused form left %d beds", again[0].Capacity)
	}
	if err := h.CancelSession(ctx, h.member, list[9].ID, "vesivahinko"); err != nil {
		t.Fatal(err)
	}
	if got, err := set(10, 10, 12); err != nil || got != (Nights{Off: 1}) {
		t.Errorf("what was called off stays off: %+v, %v", got, err)
	}
	_, err = set(0-1, 3, 4)
	wants(t, "a night that was", err, fault.Invalid, "from field.session_past")
	noonForm := NightsForm{From: today.AddDays(1), Until: today.AddDays(1), Beds: &list[0].Capacity, Time: at(3, 0)}
	_, err = h.SetNights(ctx, h.member, id, noonForm, uuid.New())
	wants(t, "over on the same day", err, fault.Invalid, "time field.night")
	_, err = h.SetNights(ctx, nobody, id, noonForm, uuid.New())
	wants(t, "nobody", err, fault.Unauthenticated)

	form := sauna(nil)
	form.Kind = Food
	wants(t, "nights do not become seats", h.UpdateActivity(ctx, h.member, id, form), fault.Invalid, "kind field.kind_sessions")
	other := h.activity(t, nil)
	_, err = h.SetNights(ctx, h.member, other, noonForm, uuid.New())
	wants(t, "not lodging", err, fault.NotFound)
}
