package packtest

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/postgres"
)

// Network is a hub in Pihtipudas that sells a week of five days with a sauna evening and two canoe trips, and companies
// that may buy it. Monday is the first start day.
type Network struct {
	DB         *postgres.DB
	Now        time.Time
	Monday     dates.Date
	HubID      int64
	PackageID  int64
	RevisionID int64
	Partners   []int64
	Sessions   []int64 // sauna Monday and Thursday, canoe Tuesday, Wednesday and Friday, of the first week
	Spares     []int64 // plans B of the canoe trips, where Options asks for them
	Companies  []access.Actor
	Admin      access.Actor
	Staff      access.Actor
}

// Options of a network; zero values are sensible.
type Options struct {
	Desks     int        // 10
	Seats     int        // 12
	Weeks     int        // 2
	Beds      int        // of lodging on each night, all of which the package has then; 0: it has none
	Spare     int        // seats of a plan B of each canoe trip; 0: there is none
	Companies int        // 2
	Monday    dates.Date // 7 June 2027
}

// Company is the id of the company that an actor books for.
func Company(a access.Actor) int64 { return a.Orgs("company")[0] }

// New makes the network in an empty database. For tests with a clock of their own, Now is 23 November 2026.
func New(t testing.TB, db *postgres.DB, o Options) Network {
	t.Helper()
	n := Network{DB: db, Monday: o.Monday, Now: dates.At(dates.MustParse("2026-11-23"), 12*60)}
	if n.Monday.IsZero() {
		n.Monday = dates.MustParse("2027-06-07")
	}
	if o.Desks == 0 {
		o.Desks = 10
	}
	if o.Seats == 0 {
		o.Seats = 12
	}
	if o.Weeks == 0 {
		o.Weeks = 2
	}
	if o.Companies == 0 {
		o.Companies = 2
	}
	err := db.InTx(context.Background(), func(tx *postgres.Tx) error { return n.fill(tx, o) })
	if err != nil {
		t.Fatalf("packtest: %v", err)
	}
	return n
}

func (n *Network) fill(tx *postgres.Tx, o Options) error {
	n.Partners, n.Sessions, n.Spares, n.Companies = nil, nil, nil, nil
	w := writer{tx: tx}
	resource := w.id(`INSERT INTO resource (kind) VALUES ('desk_day') RETURNING id`)
	n.HubID = w.id(`INSERT INTO hub (slug, name, status, municipality, lat, lon, email, desks, desk_day_cents, resource_id)
		VALUES ('hubteekki', 'HUBteekki', 'working', 'Pihtipudas', 63.367, 25.574, 'hubi@example.fi', $1, 1500, $2) RETURNING id`, o.Desks, resource)
	w.do(`INSERT INTO slot (resource_id, day, capacity)
		SELECT $1, d, CASE WHEN extract(isodow FROM d) < 6 THEN $2::int ELSE 0 END FROM generate_series($3::date, $3::date + $4::int, '1 day') d`,
		resource, o.Desks, n.Monday.AddDays(-7), 7*o.Weeks+21)
	w.do(`INSERT INTO hub_hours (hub_id, weekday, opens, closes) SELECT $1, d, 480, 960 FROM generate_series(1, 5) d`, n.HubID)
	sauna := n.partner(&w, "9000001-1", "Sauna")
	canoe := n.partner(&w, "9000003-8", "Melojat")
	saunaID := n.activity(&w, sauna, "savusauna", "wellbeing", 32000, "group", "standard", 180)
	canoeID := n.activity(&w, canoe, "kanootti", "recreation", 5200, "person", "reduced", 210)
	for week := range o.Weeks {
		for _, day := range []int{0, 3} {
			n.session(&w, saunaID, sauna, n.Monday.AddDays(7*week+day), 17*60, 180, o.Seats)
		}
		for _, day := range []int{1, 2, 4} {
			n.session(&w, canoeID, canoe, n.Monday.AddDays(7*week+day), 17*60, 210, o.Seats)
		}
	}
	n.PackageID = w.id(`INSERT INTO package (hub_id, slug) VALUES ($1, 'viikko') RETURNING id`, n.HubID)
	n.RevisionID = w.id(`INSERT INTO revision (package_id, number, state, name_fi, name_en, start_weekdays, sale_from, sale_until, group_min, group_max, published_at)
		VALUES ($1, 1, 'published', 'Viikko', 'A week', '{1}', $2, $3, 1, 10, now()) RETURNING id`, n.PackageID, n.Monday, n.Monday.AddDays(60))
	w.do(`INSERT INTO leg (revision_id, position, hub_id, days, desk_day_cents, vat_class) VALUES ($1, 1, $2, 5, 1500, 'standard')`, n.RevisionID, n.HubID)
	w.do(`INSERT INTO item (revision_id, position, activity_id, times, price_cents, price_per, vat_class)
		VALUES ($1, 1, $2, 1, 32000, 'group', 'standard'), ($1, 2, $3, 2, 5200, 'person', 'reduced')`, n.RevisionID, saunaID, canoeID)
	if o.Spare > 0 {
		n.spares(&w, canoe, canoeID, o.Spare)
	}
	if o.Beds > 0 {
		n.lodging(&w, o)
	}
	for i := range o.Companies {
		n.Companies = append(n.Companies, n.company(&w, i))
	}
	n.Admin = n.person(&w, "admin", access.Grant{Role: access.NetworkAdmin})
	n.Staff = n.person(&w, "staff", access.Grant{Role: access.HubStaff, Org: n.HubID, OrgName: "HUBteekki"})
	return w.err
}

// spares gives each canoe trip a hut by the fire at the same time, which is not sold by itself.
func (n *Network) spares(w *writer, partner, canoe int64, seats int) {
	hut := n.activity(w, partner, "kota", "recreation", 0, "person", "reduced", 120)
	w.do(`UPDATE activity SET status = 'draft', place = 'Kotaranta' WHERE id = $1`, hut)
	all := n.Sessions
	n.Sessions = nil
	for _, trip := range all {
		var of struct {
			Activity int64      `db:"activity_id"`
			Day      dates.Date `db:"day"`
		}
		if w.err == nil {
			w.err = w.tx.Get(context.Background(), &of, `/* packtest.spares */ SELECT activity_id, day FROM session WHERE id = $1`, trip)
		}
		if of.Activity == canoe {
			n.session(w, hut, partner, of.Day, 17*60, 120, seats)
			w.do(`UPDATE session SET plan_b_id = $2 WHERE id = $1`, trip, n.Sessions[len(n.Sessions)-1])
		}
	}
	n.Spares, n.Sessions = n.Sessions, all
}

// lodging adds a house with a bed for everyone, and its four nights to the package. Its nights follow the other sessions.
func (n *Network) lodging(w *writer, o Options) {
	house := n.partner(w, "9000004-6", "Majatalo")
	night := n.activity(w, house, "yo", "lodging", 4800, "person", "reduced", 960)
	for day := range 7*o.Weeks + 7 {
		n.session(w, night, house, n.Monday.AddDays(day), 17*60, 960, o.Beds)
	}
	w.do(`UPDATE resource SET kind = 'lodging_night' WHERE id IN (SELECT resource_id FROM session WHERE activity_id = $1)`, night)
	w.do(`INSERT INTO item (revision_id, position, activity_id, times, price_cents, price_per, vat_class) VALUES ($1, 3, $2, 4, 4800, 'person', 'reduced')`, n.RevisionID, night)
}

func (n *Network) partner(w *writer, bid, name string) int64 {
	id := w.id(`INSERT INTO partner (slug, name, business_id, vat_registered, municipality, email, status, feed_token)
		VALUES (lower($1), $1, $2, true, 'Pihtipudas', lower($1) || '@example.fi', 'approved', $2) RETURNING id`, name, bid)
	n.Partners = append(n.Partners, id)
	return id
}

func (n *Network) activity(w *writer, partner int64, slug, kind string, cents int, per, vat string, minutes int) int64 {
	return w.id(`INSERT INTO activity (partner_id, slug, status, kind, title_fi, title_en, minutes, municipality, group_max, price_cents, price_per, vat_class)
		VALUES ($1, $2, 'listed', $3, initcap($2), initcap($2), $4, 'Pihtipudas', 16, $5, $6, $7) RETURNING id`, partner, slug, kind, minutes, cents, per, vat)
}

func (n *Network) session(w *writer, activity, partner int64, day dates.Date, from, minutes, seats int) {
	resource := w.id(`INSERT INTO resource (kind) VALUES ('session_seat') RETURNING id`)
	w.do(`INSERT INTO slot (resource_id, day, capacity) VALUES ($1, $2, $3)`, resource, day, seats)
	start := dates.At(day, from)
	n.Sessions = append(n.Sessions, w.id(`INSERT INTO session (activity_id, partner_id, day, starts_at, ends_at, resource_id) VALUES ($1, $2, $3, $4, $5, $6) RETURNING id`,
		activity, partner, day, start, start.Add(time.Duration(minutes)*time.Minute), resource))
}

func (n *Network) company(w *writer, i int) access.Actor {
	name := fmt.Sprintf("Yritys %d", i+1)
	id := w.id(`INSERT INTO company (name, business_id, street, postcode, city, billing_email, invoice_allowed)
		VALUES ($1, $2, 'Katu 1', '00100', 'Helsinki', 'laskut@example.fi', true) RETURNING id`, name, fmt.Sprintf("%07d-0", i+1))
	return n.person(w, fmt.Sprintf("booker%d", i+1), access.Grant{Role: access.CompanyAdmin, Org: id, OrgName: name})
}

func (n *Network) person(w *writer, name string, g access.Grant) access.Actor {
	id := w.id(`INSERT INTO person (email, name) VALUES ($1 || '@example.fi', $1) RETURNING id`, name)
	w.do(`INSERT INTO membership (person_id, role, hub_id, company_id)
		VALUES ($1, $2, CASE WHEN $3 = 'hub' THEN $4::bigint END, CASE WHEN $3 = 'company' THEN $4::bigint END)`, id, string(g.Role), g.Role.Kind(), g.Org)
	return access.Actor{PersonID: id, Name: name, Email: name + "@example.fi", Lang: "fi", Grants: []access.Grant{g}}
}

// writer stops at the first error.
type writer struct {
	tx  *postgres.Tx
	err error
}

func (w *writer) id(query string, args ...any) (id int64) {
	if w.err == nil {
		w.err = w.tx.Get(context.Background(), &id, "/* packtest.id */ "+query, args...)
	}
	return id
}

func (w *writer) do(query string, args ...any) {
	if w.err == nil {
		_, w.err = w.tx.Exec(context.Background(), "/* packtest.do */ "+query, args...)
	}
}
