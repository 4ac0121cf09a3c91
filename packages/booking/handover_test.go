package booking_test

import (
	"strings"
	"testing"
	"time"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/packages/booking"
	"github.com/hubittaako/hubittaako/packages/packtest"
)

// hubAtViitasaari is a working hub beside the network's own, with desks on its weekdays, and somebody who runs it.
func (w world) hubAtViitasaari(t *testing.T, desks int) (id int64, staff access.Actor) {
	t.Helper()
	w.exec(t, `WITH r AS (INSERT INTO resource (kind) VALUES ('desk_day') RETURNING id),
		h AS (INSERT INTO hub (slug, name, status, municipality, lat, lon, email, phone, desks, resource_id)
			SELECT 'lennatin', 'Lennätin', 'working', 'Viitasaari', 63.07, 25.86, 'l@example.fi', '040 1234567', $1, id FROM r RETURNING id, resource_id)
		INSERT INTO slot (resource_id, day, capacity)
		SELECT h.resource_id, d, CASE WHEN extract(isodow FROM d) < 6 THEN $1::int ELSE 0 END FROM h, generate_series($2::date, $2::date + 21, '1 day') d`, desks, w.Monday)
	if err := w.DB.Get(ctx, &id, `/* booking_test.hubAtViitasaari */ SELECT id FROM hub WHERE slug = 'lennatin'`); err != nil {
		t.Fatal(err)
	}
	return id, access.Actor{PersonID: w.Staff.PersonID, Name: "Toinen hubi", Grants: []access.Grant{{Role: access.HubStaff, Org: id}}}
}

// TestAHandOverIsSeenAndMarkedAtBothEnds: each hub writes to the other and marks its own part, and nobody else's.
func TestAHandOverIsSeenAndMarkedAtBothEnds(t *testing.T) {
	w := newWorld(t, packtest.Options{})
	other, there := w.hubAtViitasaari(t, 10)
	w.exec(t, `UPDATE leg SET days = 3 WHERE revision_id = $1`, w.RevisionID)
	w.exec(t, `INSERT INTO leg (revision_id, position, hub_id, days, desk_day_cents, vat_class) VALUES ($1, 2, $2, 2, 1500, 'standard')`, w.RevisionID, other)
	b := w.hold(t, 0, 4)
	day := w.Monday.AddDays(3)
	at := func(day dates.Date) *booking.Service {
		return booking.NewService(w.DB, nil, nil, func() time.Time { return dates.At(day, 9*60) })
	}
	early := at(day.AddDays(-7))
	list, err := early.HandOvers(ctx, w.Staff, w.HubID, dates.Through(day, day))
	if err != nil || len(list) != 1 || list[0].Ref != b.Ref || list[0].Day != day || list[0].People != 4 || list[0].FromID != w.HubID || list[0].ToPhone != "040 1234567" {
		t.Fatalf("%+v, %v", list, err)
	}
	if list, err := early.HandOvers(ctx, there, other, dates.Through(day.AddDays(1), day.AddDays(9))); err != nil || len(list) != 0 {
		t.Errorf("on other days: %+v, %v", list, err)
	}
	for name, err := range map[string]error{
		"the other's note":    early.WriteHandOver(ctx, there, w.HubID, b.Ref, 2, "x"),
		"a company":           early.WriteHandOver(ctx, w.Companies[0], w.HubID, b.Ref, 2, "x"),
		"the other's mark":    early.MarkHandOver(ctx, there, w.HubID, b.Ref, 2, true),
		"no such part":        early.WriteHandOver(ctx, w.Staff, w.HubID, b.Ref, 1, "x"),
		"no such stay":        early.WriteHandOver(ctx, w.Staff, w.HubID, "HT-NOTHERE", 2, "x"),
		"reading another hub": second(early.HandOvers(ctx, there, w.HubID, dates.Through(day, day))),
	} {
		if fault.CodeOf(err) != fault.NotFound {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := early.WriteHandOver(ctx, w.Staff, w.HubID, b.Ref, 2, strings.Repeat("ä", booking.MaxHandOverNote+1)); fault.CodeOf(err) != fault.Invalid {
		t.Errorf("a long note: %v", err)
	}
	mustDo(t, early.WriteHandOver(ctx, w.Staff, w.HubID, b.Ref, 2, " Kaksi laatikkoa näyttöjä "))
	mustDo(t, early.WriteHandOver(ctx, there, other, b.Ref, 2, "Ovi on pihan puolella"))

	late := at(day)
	if err := late.MarkHandOver(ctx, w.Staff, w.HubID, b.Ref, 2, true); fault.CodeOf(err) != fault.Conflict {
		t.Errorf("on hold: %v", err)
	}
	w.exec(t, `UPDATE booking SET state = 'confirmed' WHERE id = $1`, b.ID)
	if err := at(day.AddDays(-2)).MarkHandOver(ctx, w.Staff, w.HubID, b.Ref, 2, true); fault.CodeOf(err) != fault.Conflict {
		t.Errorf("two days early: %v", err)
	}
	mustDo(t, late.MarkHandOver(ctx, w.Staff, w.HubID, b.Ref, 2, true))
	mustDo(t, late.MarkHandOver(ctx, there, other, b.Ref, 2, true))
	mustDo(t, late.MarkHandOver(ctx, w.Staff, w.HubID, b.Ref, 2, false))
	for hub, staff := range map[int64]access.Actor{w.HubID: w.Staff, other: there} {
		list, err := late.HandOversOf(ctx, staff, hub, b.Ref)
		if err != nil || len(list) != 1 {
			t.Fatalf("%+v, %v", list, err)
		}
		h := list[0]
		if h.FromNote != "Kaksi laatikkoa näyttöjä" || h.ToNote != "Ovi on pihan puolella" || h.HandedAt != nil || h.ReceivedAt == nil || h.ReceivedBy == "" {
			t.Errorf("at hub %d: %+v", hub, h)
		}
		if h.Told(hub) == h.Note(hub) || h.Leaves(hub) != (hub == w.HubID) {
			t.Errorf("hub %d reads its own words as the other's", hub)
		}
	}
	w.exec(t, `UPDATE booking SET state = 'held' WHERE id = $1`, b.ID)
}

func mustDo(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
