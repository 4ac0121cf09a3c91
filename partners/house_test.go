package partners

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/money"
	"github.com/hubittaako/hubittaako/app/base/pgtest"
	"github.com/hubittaako/hubittaako/app/base/postgres"
)

var (
	ctx    = context.Background()
	admin  = access.Actor{PersonID: 1, Grants: []access.Grant{{Role: access.NetworkAdmin}}}
	nobody = access.Actor{}
	today  = dates.MustParse("2027-05-31") // a Monday
	noon   = dates.At(today, 12*60)
)

// mailbox notes what would be mailed, and when asked to, fails.
type mailbox struct {
	said    []string
	decided []Session
	err     error
}

func (m *mailbox) PartnerApplied(_ context.Context, _ *postgres.Tx, p Partner) error {
	m.said = append(m.said, p.Name+" applied")
	return m.err
}

func (m *mailbox) PartnerDecided(_ context.Context, _ *postgres.Tx, p Partner, approved bool, reason string) error {
	word := "approved"
	if !approved {
		word = "declined: " + reason
	}
	m.said = append(m.said, p.Name+" "+word)
	return m.err
}

func (m *mailbox) PoolDecided(_ context.Context, _ *postgres.Tx, s Session) error {
	m.decided = append(m.decided, s)
	return nil
}

func (m *mailbox) SessionCancelled(_ context.Context, _ *postgres.Tx, s Session, reason string) error {
	m.said = append(m.said, s.TitleFi+" cancelled: "+reason)
	return m.err
}

// house is a network with one approved partner and its member.
type house struct {
	*Service
	db      *postgres.DB
	mails   *mailbox
	partner int64
	member  access.Actor
}

func newHouse(t *testing.T) *house {
	t.Helper()
	t.Parallel()
	h := &house{db: pgtest.New(t), mails: &mailbox{}}
	err := h.db.InTx(ctx, func(tx *postgres.Tx) error { // whoever decides and cancels is a person
		_, err := tx.Exec(ctx, `INSERT INTO person (id, email, name) OVERRIDING SYSTEM VALUE SELECT n, n || '@person.example', 'P' FROM generate_series(1, 120) n`)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	h.Service = New(h.db, h.mails, func() time.Time { return noon })
	h.partner = h.approved(t, "Kolimanrannan Sauna", "9000001-1", "yes")
	h.member = memberOf(h.partner)
	h.mails.said = nil
	return h
}

func memberOf(partner int64) access.Actor {
	return access.Actor{PersonID: 100 + partner, Grants: []access.Grant{{Role: access.PartnerMember, Org: partner}}}
}

func (h *house) approved(t *testing.T, name, businessID, vat string) int64 {
	t.Helper()
	id, err := h.Apply(ctx, application(func(f *Application) { f.Name, f.BusinessID, f.VATRegistered = name, businessID, vat }), uuid.New())
	if err != nil {
		t.Fatal(err)
	}
	if err := h.Approve(ctx, admin, id); err != nil {
		t.Fatal(err)
	}
	return id
}

func application(change func(f *Application)) Application {
	f := Application{
		Name: "Kolimanrannan Sauna", BusinessID: "9000001-1", VATRegistered: "yes", Municipality: "Pihtipudas", ContactName: "Saunan hoitaja",
		Email: "sauna@kolimanranta.example", About: "Savusauna ja rantasauna.", Lang: "fi",
	}
	if change != nil {
		change(&f)
	}
	return f
}

func sauna(change func(f *ActivityForm)) ActivityForm {
	cents := int64(32000)
	f := ActivityForm{
		Kind: Wellbeing, TitleFi: "Savusauna", SummaryFi: "Löyly kestää koko illan.", Duration: "3 h", Place: "Rantatie 3", Municipality: "Pihtipudas",
		GroupMin: 4, GroupMax: 16, PriceCents: &cents, PricePer: PerGroup, VATClass: money.Standard, SeasonFrom: 1, SeasonTo: 12, LeadDays: 2,
		Languages: []string{"fi", "en"},
	}
	if change != nil {
		change(&f)
	}
	return f
}

func (h *house) activity(t *testing.T, change func(f *ActivityForm)) int64 {
	t.Helper()
	id, err := h.CreateActivity(ctx, h.member, h.partner, sauna(change), uuid.New())
	if err != nil {
		t.Fatal(err)
	}
	if err := h.ListActivity(ctx, h.member, id); err != nil {
		t.Fatal(err)
	}
	return id
}

func at(hour, minute int) *int {
	m := hour*60 + minute
	return &m
}

func (h *house) session(t *testing.T, activity int64, day dates.Date, seats int) Session {
	t.Helper()
	id, err := h.AddSession(ctx, h.member, activity, SessionForm{Day: day, Time: at(18, 0), Seats: seats}, uuid.New())
	if err != nil {
		t.Fatal(err)
	}
	s, err := h.Session(ctx, h.member, id)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// book takes seats of a session as package booking does: the promise, the seats, the allocation.
func (h *house) book(s Session, seats int) error {
	return h.db.InTx(ctx, func(tx *postgres.Tx) error {
		var booking int64
		err := tx.Get(ctx, &booking, `
			WITH r AS (INSERT INTO resource (kind) VALUES ('desk_day') RETURNING id),
			hb AS (INSERT INTO hub (slug, name, municipality, lat, lon, resource_id) SELECT 'h-' || id, 'H', 'Pihtipudas', 63, 25, id FROM r RETURNING id),
			p AS (INSERT INTO package (hub_id, slug) SELECT id, 'p-' || id FROM hb RETURNING id),
			v AS (INSERT INTO revision (package_id, number, name_fi) SELECT id, 1, 'P' FROM p RETURNING id, package_id),
			c AS (INSERT INTO company (name, business_id, street, postcode, city, billing_email)
				SELECT 'C', lpad(id::text, 7, '0') || '-1', '', '', '', '' FROM r RETURNING id),
			b AS (SELECT id FROM person WHERE id = 1)
			INSERT INTO booking (ref, company_id, booker_id, package_id, revision_id, starts_on, ends_on, people, hold_expires_at, net_cents, vat_cents, gross_cents, op_key)
			SELECT 'B' || c.id, c.id, b.id, v.package_id, v.id, '2027-06-07', '2027-06-11', 1, now(), 0, 0, 0, gen_random_uuid() FROM c, b, v
			RETURNING id`)
		if err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `INSERT INTO booking_session (booking_id, session_id, item, seats) VALUES ($1, $2, 1, $3)`, booking, s.ID, seats); err != nil {
			return err
		}
		return takeSeats(tx, booking, s, seats)
	})
}

// wants is nil for "no error", or the code and keys that the error must have: its own, or those of its fields.
func wants(t *testing.T, what string, err error, code fault.Code, keys ...string) {
	t.Helper()
	if code == "" {
		if err != nil {
			t.Errorf("%s: %v", what, err)
		}
		return
	}
	var f *fault.Error
	if !errors.As(err, &f) || f.Code != code {
		t.Errorf("%s: %v, want %s %v", what, err, code, keys)
		return
	}
	said := map[string]bool{f.Key: true}
	for _, field := range f.Fields {
		said[field.Name+" "+field.Key] = true
	}
	for _, key := range keys {
		if !said[key] {
			t.Errorf("%s: %v, want %s", what, err, key)
		}
	}
}
