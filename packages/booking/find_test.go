package booking_test

import (
	"testing"

	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/packages/booking"
	"github.com/hubittaako/hubittaako/packages/packtest"
)

func TestFind(t *testing.T) {
	w := newWorld(t, packtest.Options{Desks: 400})
	first := w.hold(t, 0, 1)
	second := w.hold(t, 1, 1)
	for text, want := range map[string]string{
		"": second.Ref + " " + first.Ref, first.Ref: first.Ref, " yritys   BOOKER2@ ": second.Ref, "booker1@ viikko": first.Ref, "hubteekki": second.Ref + " " + first.Ref,
		"ei tällaista": "", "100%": "", "'": "",
	} {
		found, err := w.bookings.Find(ctx, w.Admin, booking.Filter{Text: text})
		got := ""
		for _, b := range found.List {
			got += " " + b.Ref
		}
		if err != nil || got != map[bool]string{true: "", false: " " + want}[want == ""] || found.Older != 0 {
			t.Errorf("%q: %q, %v", text, got, err)
		}
	}
	if found, err := w.bookings.Find(ctx, w.Companies[1], booking.Filter{Company: packtest.Company(w.Companies[1])}); err != nil || len(found.List) != 1 || found.List[0].Ref != second.Ref {
		t.Errorf("a company's own: %+v, %v", found, err)
	}
	for _, f := range []booking.Filter{{}, {Company: packtest.Company(w.Companies[0])}} {
		if _, err := w.bookings.Find(ctx, w.Companies[1], f); fault.CodeOf(err) != fault.NotFound {
			t.Errorf("a company reads others' bookings with %+v: %v", f, err)
		}
	}

	month := w.Monday.MonthOf()
	w.exec(t, `UPDATE booking SET state = 'confirmed' WHERE id = $1`, first.ID)
	sold, err := w.bookings.Months(ctx, w.Admin, month.Prev(), 3)
	if err != nil || len(sold) != 3 || sold[0].Stays != 0 || sold[2].Month != month.Next() {
		t.Fatalf("%+v, %v", sold, err)
	}
	if m := sold[1]; m.Month != month || m.Stays != 1 || m.People != 1 || m.Gross != first.Gross { // what is on hold is not sold
		t.Errorf("%+v", m)
	}
	if _, err := w.bookings.Months(ctx, w.Companies[0], month, 3); fault.CodeOf(err) != fault.NotFound {
		t.Errorf("a company reads the network's sales: %v", err)
	}
	w.exec(t, `UPDATE booking SET state = 'held' WHERE id = $1`, first.ID)

	w.exec(t, `WITH b AS (INSERT INTO booking (ref, company_id, booker_id, package_id, revision_id, starts_on, ends_on, people, state, net_cents, vat_cents, gross_cents, op_key)
		SELECT 'HT-' || n, b.company_id, b.booker_id, b.package_id, b.revision_id, b.starts_on, b.ends_on, 1, 'expired', 0, 0, 0, gen_random_uuid()
		FROM booking b, generate_series(1, 2 * $2::int) n WHERE b.id = $1 RETURNING id, starts_on, ends_on)
		INSERT INTO booking_leg (booking_id, position, hub_id, starts_on, ends_on) SELECT id, 1, $3, starts_on, ends_on FROM b`, first.ID, booking.FindPage, w.HubID)
	seen := map[string]bool{}
	pages := 0
	for f := (booking.Filter{State: booking.Expired}); ; {
		found, err := w.bookings.Find(ctx, w.Admin, f)
		if err != nil {
			t.Fatal(err)
		}
		pages++
		for _, b := range found.List {
			if seen[b.Ref] {
				t.Errorf("%s twice", b.Ref)
			}
			seen[b.Ref] = true
		}
		if f.Before = found.Older; f.Before == 0 {
			break
		}
	}
	if len(seen) != 2*booking.FindPage || pages != 2 {
		t.Errorf("%d bookings on %d pages", len(seen), pages)
	}
	w.exec(t, `DELETE FROM booking_leg l USING booking b WHERE b.id = l.booking_id AND b.state = 'expired'`)
	w.exec(t, `DELETE FROM booking WHERE state = 'expired'`)
}
