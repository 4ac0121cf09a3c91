package booking_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/capacity"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/packages"
	"github.com/hubittaako/hubittaako/packages/booking"
	"github.com/hubittaako/hubittaako/packages/packtest"
)

// change makes a change as billing does, without its money.
func (w world) change(a access.Actor, ref string, wish booking.Wish) (m booking.Made, err error) {
	err = w.DB.InTx(ctx, func(tx *postgres.Tx) error {
		d, err := w.bookings.LockForChange(ctx, tx, a, ref)
		if err != nil {
			return err
		}
		c, err := w.bookings.Reckon(ctx, tx, d, wish)
		if err != nil {
			return err
		}
		m, err = w.bookings.MakeChange(ctx, tx, a, d.ID, c, uuid.New())
		return err
	})
	return m, err
}

func (w world) detail(t *testing.T, ref string) booking.Detail {
	t.Helper()
	d, err := w.bookings.ByRef(ctx, w.Admin, ref)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// more gives the network an activity that its package does not have, with a session on an evening of the first week.
func (w world) more(t *testing.T, title string, day, cents, seats int) (session int64) {
	t.Helper()
	if err := w.DB.InTx(ctx, func(tx *postgres.Tx) error {
		return tx.Get(ctx, &session, `/* booking_test.more */
			WITH a AS (INSERT INTO activity (partner_id, slug, status, kind, title_fi, title_en, minutes, municipality, group_max, price_cents, price_per, vat_class)
				VALUES ($1, lower($2), 'listed', 'recreation', $2, $2, 120, 'Pihtipudas', 20, $3, 'person', 'reduced')
				ON CONFLICT (slug) DO UPDATE SET price_cents = excluded.price_cents RETURNING id, partner_id),
			r AS (INSERT INTO resource (kind) VALUES ('session_seat') RETURNING id),
			s AS (INSERT INTO slot (resource_id, day, capacity) SELECT id, $4::date, $5 FROM r)
			INSERT INTO session (activity_id, partner_id, day, starts_at, ends_at, resource_id)
			SELECT a.id, a.partner_id, $4::date, ($4::date + time '17:00') AT TIME ZONE 'Europe/Helsinki', ($4::date + time '19:00') AT TIME ZONE 'Europe/Helsinki', r.id
			FROM a, r RETURNING id`, w.Partners[1], title, cents, w.Monday.AddDays(day), seats)
	}); err != nil {
		t.Fatal(err)
	}
	return session
}

// seats are the ids of a stay's sessions, in order of time.
func seats(d booking.Detail) (ids []int64) {
	for _, s := range d.Sessions {
		ids = append(ids, s.ID)
	}
	return ids
}

func TestFewerAndMorePeople(t *testing.T) {
	w := newWorld(t, packtest.Options{})
	b := w.hold(t, 0, 8)
	if err := w.bookings.Named(ctx, w.Companies[0], b.Ref, []booking.Participant{{Name: "Yksi"}, {}, {Name: "Kolme"}, {}, {}, {}, {}, {Name: "Kahdeksan"}}); err != nil {
		t.Fatal(err)
	}
	before := w.detail(t, b.Ref)
	for _, people := range []int{6, 7, 10, 1, 8} {
		if _, err := w.change(w.Companies[0], b.Ref, booking.Wish{People: people}); err != nil {
			t.Fatalf("%d people: %v", people, err)
		}
		d := w.detail(t, b.Ref)
		net := int64(5*1500*people + 32000 + 2*5200*people)
		if d.People != people || d.Net != net || w.taken(t) != people*(5+3) || fmt.Sprint(seats(d)) != fmt.Sprint(seats(before)) {
			t.Errorf("%d people: %+v, %d taken, sessions %v", people, d.Booking, w.taken(t), seats(d))
		}
	}
	d := w.detail(t, b.Ref)
	if d.Version != 5 || d.Gross != before.Gross || len(d.Participants) != 1 {
		t.Errorf("there and back: version %d, %d cents, %+v", d.Version, d.Gross, d.Participants)
	}
}

func TestChangeRefusals(t *testing.T) {
	w := newWorld(t, packtest.Options{Desks: 8, Seats: 8})
	b := w.hold(t, 0, 4)
	w.hold(t, 1, 3)
	other := w.more(t, "Jooga", 4, 2000, 20) // on the Friday, when the stay canoes or may
	for _, c := range []struct {
		name string
		who  access.Actor
		wish booking.Wish
		want string // fault key
		why  string
	}{
		{"nothing", w.Companies[0], booking.Wish{}, "fault.nothing_changes", ""},
		{"what is there already", w.Companies[0], booking.Wish{People: 4, Start: w.Monday}, "fault.nothing_changes", ""},
		{"nobody", w.Companies[0], booking.Wish{People: -1}, "fault.invalid", ""},
		{"more than there are desks", w.Companies[0], booking.Wish{People: 6}, "fault.sold_out", packages.WhyDesks},
		{"more than the package takes", w.Companies[0], booking.Wish{People: 11}, "fault.sold_out", packages.WhyGroup},
		{"a day that is not sold", w.Companies[0], booking.Wish{Start: w.Monday.AddDays(1)}, "fault.sold_out", packages.WhyNotSold},
		{"another's session", w.Companies[0], booking.Wish{Drop: other}, "fault.not_found", ""},
		{"no session", w.Companies[0], booking.Wish{Take: 9999}, "fault.not_found", ""},
		{"days and sessions at once", w.Companies[0], booking.Wish{People: 3, Take: other}, "fault.invalid", ""},
		{"another company", w.Companies[1], booking.Wish{People: 3}, "fault.not_found", ""},
		{"staff", w.Staff, booking.Wish{People: 3}, "fault.not_found", ""},
	} {
		_, err := w.change(c.who, b.Ref, c.wish)
		var cannot *booking.CannotChange
		if fault.As(err).Key != c.want || c.why != "" && (!errors.As(err, &cannot) || cannot.Why != c.why) {
			t.Errorf("%s: %v %+v", c.name, err, cannot)
		}
	}
	if d := w.detail(t, b.Ref); d.Version != 0 || d.People != 4 || w.taken(t) != 7*8 {
		t.Errorf("a refusal has changed something: %+v, %d taken", d.Booking, w.taken(t))
	}
}

func TestRefusalsNameWhatWorks(t *testing.T) {
	w := newWorld(t, packtest.Options{Desks: 8, Seats: 20, Weeks: 3})
	b := w.hold(t, 0, 4)
	w.hold(t, 1, 2)
	d := w.detail(t, b.Ref)
	_, err := w.bookings.PreviewChange(ctx, w.Companies[0], d, booking.Wish{People: 8})
	var cannot *booking.CannotChange
	if !errors.As(err, &cannot) || cannot.Why != packages.WhyDesks || cannot.Free != 6 || len(cannot.Others) != 3 {
		t.Fatalf("%v %+v", err, cannot)
	}
	if first, second := cannot.Others[0].Wish, cannot.Others[1].Wish; first != (booking.Wish{People: 6}) || second != (booking.Wish{People: 8, Start: w.Monday.AddDays(7)}) {
		t.Errorf("alternatives %+v, %+v", first, second)
	}
	for _, c := range cannot.Others {
		if _, err := w.change(w.Companies[0], b.Ref, c.Wish); err != nil {
			t.Errorf("%+v: %v", c.Wish, err)
		}
	}
}

func TestMoving(t *testing.T) {
	w := newWorld(t, packtest.Options{Weeks: 3})
	b := w.hold(t, 0, 4)
	m, err := w.change(w.Companies[0], b.Ref, booking.Wish{Start: w.Monday.AddDays(7)})
	if err != nil {
		t.Fatal(err)
	}
	d := w.detail(t, b.Ref)
	if d.StartsOn != w.Monday.AddDays(7) || d.EndsOn != w.Monday.AddDays(11) || d.Legs[0].StartsOn != d.StartsOn || d.Gross != b.Gross || w.taken(t) != 4*8 {
		t.Errorf("%+v", d)
	}
	if !m.Moves || m.Difference() != 0 || len(m.Lines()) != 0 || len(m.New()) != 3 || len(m.Gone()) != 3 {
		t.Errorf("%+v: %d new, %d gone, %v", m.Wish, len(m.New()), len(m.Gone()), m.Lines())
	}
	if d.HoldExpiresAt == nil || !d.HoldExpiresAt.Equal(*b.HoldExpiresAt) {
		t.Error("changing an option makes it last longer")
	}
	if _, err := w.bookings.Hold(ctx, w.Companies[1], w.request(1, 10)); err != nil {
		t.Errorf("what was given back is not free: %v", err)
	}
}

// TestMorePeopleThanASessionHolds: the stay keeps what can be kept, and only the activity that is short moves.
func TestMorePeopleThanASessionHolds(t *testing.T) {
	w := newWorld(t, packtest.Options{})
	b := w.hold(t, 0, 4)
	before := w.detail(t, b.Ref)
	var sauna int64
	for _, s := range before.Sessions {
		if s.TitleFi == "Savusauna" {
			sauna = s.ID
		}
	}
	w.exec(t, `UPDATE slot SET capacity = 5 FROM session s WHERE s.id = $1 AND slot.resource_id = s.resource_id`, sauna)
	m, err := w.change(w.Companies[0], b.Ref, booking.Wish{People: 6})
	if err != nil {
		t.Fatal(err)
	}
	if len(m.New()) != 1 || len(m.Gone()) != 1 || m.Gone()[0].SessionID != sauna {
		t.Errorf("new %+v, gone %+v", m.New(), m.Gone())
	}
}

// TestADayThatOpensLaterIsNotTheStays: a hub that opens on a day later does not sell it to those who are there already.
func TestADayThatOpensLaterIsNotTheStays(t *testing.T) {
	w := newWorld(t, packtest.Options{})
	w.exec(t, `UPDATE slot SET capacity = 0 FROM hub h WHERE slot.resource_id = h.resource_id AND day = $1`, w.Monday.AddDays(2))
	b := w.hold(t, 0, 4)
	w.exec(t, `UPDATE slot SET capacity = 10 FROM hub h WHERE slot.resource_id = h.resource_id AND day = $1`, w.Monday.AddDays(2))
	if _, err := w.change(w.Companies[0], b.Ref, booking.Wish{People: 5}); err != nil {
		t.Fatal(err)
	}
	if d := w.detail(t, b.Ref); len(d.OpenDays) != 4 || d.Lines[0].Quantity != 20 {
		t.Errorf("%d days, %d desk-days", len(d.OpenDays), d.Lines[0].Quantity)
	}
}

func TestALapsedOptionIsNotChanged(t *testing.T) {
	w := newWorld(t, packtest.Options{})
	b := w.hold(t, 0, 4)
	w.exec(t, `UPDATE booking SET hold_expires_at = now() - interval '1 second'`)
	if _, err := w.change(w.Companies[0], b.Ref, booking.Wish{People: 3}); fault.CodeOf(err) != fault.Gone {
		t.Error(err)
	}
	w.exec(t, `UPDATE booking SET hold_expires_at = now() + interval '1 hour', state = 'awaiting_payment'`)
	if _, err := w.change(w.Companies[0], b.Ref, booking.Wish{People: 3}); fault.As(err).Key != "fault.at_pay_page" {
		t.Error(err)
	}
	w.exec(t, `UPDATE booking SET state = 'held'`)
}

// TestSomebodyIsFaster: what was free when it was looked at is taken when it is to be had: the change is short, and rolled back.
func TestSomebodyIsFaster(t *testing.T) {
	w := newWorld(t, packtest.Options{Desks: 8})
	b := w.hold(t, 0, 4)
	err := w.DB.InTx(ctx, func(tx *postgres.Tx) error {
		d, err := w.bookings.LockForChange(ctx, tx, w.Companies[0], b.Ref)
		if err != nil {
			return err
		}
		c, err := w.bookings.Reckon(ctx, tx, d, booking.Wish{People: 8})
		if err != nil {
			return err
		}
		w.hold(t, 1, 1)
		_, err = w.bookings.MakeChange(ctx, tx, w.Companies[0], d.ID, c, uuid.New())
		return err
	})
	var short *capacity.Short
	if !errors.As(err, &short) || len(short.Shortages) != 5 || short.Shortages[0].Free != 7 {
		t.Fatalf("%v %+v", err, short)
	}
}
