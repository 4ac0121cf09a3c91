package booking_test

import (
	"errors"
	"testing"

	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/packages"
	"github.com/hubittaako/hubittaako/packages/booking"
	"github.com/hubittaako/hubittaako/packages/packtest"
)

// secondHub is a hub with desks that sells five days without activities, for 2 to 6.
func (w world) secondHub(t *testing.T, desks int) (revision int64) {
	t.Helper()
	w.exec(t, `WITH r AS (INSERT INTO resource (kind) VALUES ('desk_day') RETURNING id),
		h AS (INSERT INTO hub (slug, name, status, municipality, lat, lon, email, desks, desk_day_cents, resource_id)
			SELECT 'toinen', 'Toinen hubi', 'working', 'Viitasaari', 63.076, 25.860, 'toinen@example.fi', $1, 1000, id FROM r RETURNING id, resource_id),
		s AS (INSERT INTO slot (resource_id, day, capacity)
			SELECT h.resource_id, d, CASE WHEN extract(isodow FROM d) < 6 THEN $1::int ELSE 0 END FROM h, generate_series($2::date, $2::date + 20, '1 day') d),
		p AS (INSERT INTO package (hub_id, slug) SELECT id, 'toinen-viikko' FROM h RETURNING id),
		v AS (INSERT INTO revision (package_id, number, state, name_fi, start_weekdays, sale_from, sale_until, group_min, group_max, published_at)
			SELECT id, 1, 'published', 'Toinen viikko', '{1}', $2, $2::date + 20, 2, 6, now() FROM p RETURNING id)
		INSERT INTO leg (revision_id, position, hub_id, days, desk_day_cents, vat_class) SELECT v.id, 1, h.id, 5, 1000, 'standard' FROM v, h`, desks, w.Monday)
	if err := w.DB.Get(ctx, &revision, `/* booking_test.second */ SELECT r.id FROM revision r JOIN package p ON p.id = r.package_id WHERE p.slug = 'toinen-viikko'`); err != nil {
		t.Fatal(err)
	}
	return revision
}

// refused asks for a stay that cannot be had.
func (w world) refused(t *testing.T, people int) *booking.Refused {
	t.Helper()
	var r *booking.Refused
	if _, err := w.bookings.Hold(ctx, w.Companies[0], w.request(0, people)); !errors.As(err, &r) {
		t.Fatalf("%d people: %v", people, err)
	}
	return r
}

func (w world) ways(t *testing.T, r *booking.Refused) []booking.Way {
	t.Helper()
	list, err := w.bookings.Ways(ctx, r.Package, r.Start, r.People, r.Rhythm, r.Refusal)
	if err != nil {
		t.Fatal(err)
	}
	return list
}

// all are the requests that hold a way.
func (w world) all(way booking.Way) (reqs []booking.HoldRequest) {
	for _, p := range way.Parts {
		reqs = append(reqs, booking.HoldRequest{
			CompanyID: packtest.Company(w.Companies[0]), RevisionID: p.Package.RevisionID, Start: p.Offer.Start, People: p.Offer.People, Drop: p.Drop, Take: p.Take,
			Expect: p.Offer.Price.Gross, Lang: "fi", OpKey: uuid.New(),
		})
	}
	return reqs
}

func TestAGroupIsDividedOverTwoHubs(t *testing.T) {
	w := newWorld(t, packtest.Options{})
	w.secondHub(t, 8)
	w.hold(t, 1, 5) // leaves 5 desks
	ways := w.ways(t, w.refused(t, 9))
	if len(ways) != 1 || ways[0].Kind != booking.WaySplit || ways[0].Parts[0].Offer.People != 5 || ways[0].Parts[1].Offer.People != 4 {
		t.Fatalf("%+v", ways)
	}
	before, reqs := w.taken(t), w.all(ways[0])
	held, err := w.bookings.HoldAll(ctx, w.Companies[0], reqs)
	if err != nil || len(held) != 2 || w.detail(t, held[0].Ref).Gross+w.detail(t, held[1].Ref).Gross != ways[0].Gross() || w.taken(t) != before+5*8+4*5 {
		t.Fatalf("%v, %v, %d taken", held, err, w.taken(t)-before)
	}
	again, err := w.bookings.HoldAll(ctx, w.Companies[0], reqs)
	if err != nil || again[0].ID != held[0].ID || again[1].ID != held[1].ID {
		t.Errorf("the same keys again: %v, %v", again, err)
	}
}

func TestBothPartsAreHeldOrNone(t *testing.T) {
	w := newWorld(t, packtest.Options{})
	w.secondHub(t, 8)
	w.hold(t, 1, 5)
	reqs := w.all(w.ways(t, w.refused(t, 9))[0])
	w.exec(t, `UPDATE slot SET capacity = 3 FROM hub h WHERE h.slug = 'toinen' AND slot.resource_id = h.resource_id`)
	before := w.taken(t)
	var r *booking.Refused
	if _, err := w.bookings.HoldAll(ctx, w.Companies[0], reqs); !errors.As(err, &r) || r.Package.Slug != "toinen-viikko" || w.taken(t) != before {
		t.Errorf("%v, %d taken", err, w.taken(t)-before)
	}
}

func TestNoHubForTheOthersIsNoWay(t *testing.T) {
	w := newWorld(t, packtest.Options{})
	w.secondHub(t, 3)
	w.hold(t, 1, 5)
	if ways := w.ways(t, w.refused(t, 9)); len(ways) != 0 { // 5 and 3 are 8
		t.Errorf("%+v", ways)
	}
	if r := w.refused(t, 11); r.Why != packages.WhyGroup {
		t.Errorf("refused for %s", r.Why)
	}
}

func TestWithoutTheActivityThatIsShortOrWithAnother(t *testing.T) {
	w := newWorld(t, packtest.Options{})
	w.more(t, "Jooga", 0, 2000, 20)
	w.exec(t, `UPDATE session SET status = 'cancelled', cancelled_at = now(), cancel_reason = 'Kiuas hajosi' WHERE activity_id = (SELECT id FROM activity WHERE slug = 'savusauna')`)
	ways := w.ways(t, w.refused(t, 4))
	if len(ways) != 2 || ways[0].Kind != booking.WayWithout || ways[0].Gone.TitleFi != "Savusauna" || ways[1].Kind != booking.WayWith || ways[1].Comes.TitleFi != "Jooga" {
		t.Fatalf("%+v", ways)
	}
	without, err := w.bookings.HoldAll(ctx, w.Companies[0], w.all(ways[0]))
	if err != nil {
		t.Fatal(err)
	}
	if d := w.detail(t, without[0].Ref); len(d.Sessions) != 2 || d.Net != 4*5*1500+2*4*5200 {
		t.Errorf("%d cents, %+v", d.Net, d.Sessions)
	}
	with, err := w.bookings.HoldAll(ctx, w.Companies[0], w.all(ways[1]))
	if err != nil {
		t.Fatal(err)
	}
	d := w.detail(t, with[0].Ref)
	if len(d.Sessions) != 3 || d.Net != w.detail(t, without[0].Ref).Net+4*2000 {
		t.Errorf("%d cents, %+v", d.Net, d.Sessions)
	}
	if _, err := w.change(w.Companies[0], with[0].Ref, booking.Wish{People: 3}); err != nil {
		t.Errorf("a change of it: %v", err)
	}
	if d := w.detail(t, with[0].Ref); d.Net != 3*5*1500+2*3*5200+3*2000 {
		t.Errorf("for 3: %d cents", d.Net)
	}
}

// A fixed price is for the whole package: what is left out takes its own price off, as when it is dropped later.
func TestLeavingOutOfAFixedPrice(t *testing.T) {
	w := newWorld(t, packtest.Options{})
	w.exec(t, `UPDATE revision SET pricing = 'fixed', fixed_cents = 30000`)
	whole := w.hold(t, 0, 4)
	req := w.request(0, 4)
	req.Drop = 1
	b, err := w.bookings.Hold(ctx, w.Companies[0], req)
	if err != nil || b.Net != 4*30000-32000 {
		t.Fatalf("%d cents, %v", b.Net, err)
	}
	if _, err := w.change(w.Companies[0], whole.Ref, booking.Wish{Drop: sessionOf(t, w.detail(t, whole.Ref), "Savusauna")}); err != nil {
		t.Fatal(err)
	}
	if d := w.detail(t, whole.Ref); d.Net != b.Net {
		t.Errorf("dropped later: %d cents", d.Net)
	}
}

func TestOnlyWhatTheHubsOfferComesInstead(t *testing.T) {
	w := newWorld(t, packtest.Options{})
	for _, change := range []func(*booking.HoldRequest){
		func(r *booking.HoldRequest) { r.Drop = 9 },
		func(r *booking.HoldRequest) { r.Take = 1 },
		func(r *booking.HoldRequest) { r.Drop, r.Take = 1, 999999 },
	} {
		req := w.request(0, 4)
		change(&req)
		if _, err := w.bookings.Hold(ctx, w.Companies[0], req); fault.CodeOf(err) != fault.NotFound {
			t.Errorf("%+v: %v", req, err)
		}
	}
	w.exec(t, `UPDATE activity SET kind = 'lodging' WHERE slug = 'savusauna'`)
	req := w.request(0, 4)
	req.Drop = 1
	if _, err := w.bookings.Hold(ctx, w.Companies[0], req); fault.CodeOf(err) != fault.NotFound {
		t.Errorf("a stay without its beds: %v", err)
	}
}
