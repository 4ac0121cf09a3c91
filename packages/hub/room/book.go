package room

import (
	"context"
	"crypto/rand"
	"errors"
	"strings"

	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/capacity"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/money"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/app/base/typed"
	"github.com/hubittaako/hubittaako/packages/hub"
)

func ledger() capacity.Ledger { return capacity.LedgerOf("room_allocation", "room_booking_id") }

// Book takes a room for a while, and tells the booker and the hub. Members of a company may for it, alone or in one of its stays
// that is at the hub on the day; the hub's staff may for anybody, also from a quarter on that has begun. The same key books
// once. Errors: NotFound; Invalid at the field that is wrong: a time that has passed, is outside of the opening hours or is
// taken, too many people, another's stay.
func (s *Service) Book(ctx context.Context, actor access.Actor, hubID, roomID int64, q Request, op uuid.UUID) (b Booking, err error) {
	if !actor.SignedIn() && !actor.IsSystem() {
		return b, fault.New(fault.Unauthenticated, "fault.sign_in")
	}
	staff := actor.MayHub(hubID) == nil
	q.clean()
	if err := fault.Check(q.faults(s.now(), staff)); err != nil {
		return b, err
	}
	if q.Company != 0 && !staff {
		if err := actor.MayCompany(q.Company); err != nil {
			return b, err
		}
	}
	err = s.db.InTx(ctx, func(tx *postgres.Tx) error {
		if b, err = s.again(ctx, tx, actor, op); err != nil || b.ID != 0 {
			return err
		}
		b, err = s.take(ctx, tx, actor, hubID, roomID, q, op)
		if err != nil {
			return err
		}
		return s.notify.RoomBooked(ctx, tx, b)
	})
	return b, err
}

// again is what the key has booked already, by the same person.
func (s *Service) again(ctx context.Context, tx *postgres.Tx, actor access.Actor, op uuid.UUID) (Booking, error) {
	list, err := load(ctx, tx, `WHERE b.op_key = $1 AND b.booker_id IS NOT DISTINCT FROM $2`, op, person(actor))
	if err != nil || len(list) == 0 {
		return Booking{}, err
	}
	return list[0], nil
}

// take locks the stay, the hub (so that its days and hours stay as they are), the room, and then the slots.
func (s *Service) take(ctx context.Context, tx *postgres.Tx, actor access.Actor, hubID, roomID int64, q Request, op uuid.UUID) (b Booking, err error) {
	stay, err := s.stay(ctx, tx, hubID, q)
	if err != nil {
		return b, err
	}
	h, err := s.hubs.Standing(ctx, tx, hubID)
	if err != nil {
		return b, err
	}
	var r Room
	if err := tx.Get(ctx, &r, `/* room.lock */ SELECT `+roomColumns+` FROM room WHERE id = $1 AND hub_id = $2 AND active FOR NO KEY UPDATE`, roomID, hubID); err != nil {
		return b, found(err)
	}
	if err := fault.Check(fits(h, r, q)); err != nil {
		return b, err
	}
	id, err := s.insert(ctx, tx, actor, r, q, stay, op)
	if err != nil {
		return b, err
	}
	if err := s.hold(ctx, tx, r, id, q); err != nil {
		return b, err
	}
	list, err := load(ctx, tx, `WHERE b.id = $1`, id)
	if err != nil {
		return b, err
	}
	return list[0], nil
}

// fits are the field errors of a request to a room of a hub: its hours, its closed days, its size.
func fits(h hub.Hub, r Room, q Request) []fault.Field {
	c := &checker{}
	span := h.Hours.On(q.Day.Weekday())
	c.add(h.Status != hub.Working || !hub.OpenOn(h.Hours, h.Closures, q.Day), "day", "field.room_closed")
	if len(c.fields) == 0 {
		hours := []any{"Opens", clock(span.Opens), "Closes", clock(span.Closes)}
		c.add(*q.From < span.Opens || *q.From >= span.Closes, "from", "field.room_hours", hours...)
		c.add(*q.To > span.Closes || *q.To <= span.Opens, "to", "field.room_hours", hours...)
	}
	c.add(q.People > r.People, "people", "field.room_people", "Max", r.People)
	return c.fields
}

// hold makes the slots that are new and takes them all.
func (s *Service) hold(ctx context.Context, tx *postgres.Tx, r Room, id int64, q Request) error {
	var settings []capacity.Setting
	var demands []capacity.Demand
	for _, part := range parts(*q.From, *q.To, r.Buffer) {
		slot := capacity.Slot{Resource: r.ResourceID, Day: q.Day, Part: part}
		settings = append(settings, capacity.Setting{Slot: slot, Capacity: 1})
		demands = append(demands, capacity.Demand{Slot: slot, Quantity: 1})
	}
	if err := capacity.Set(ctx, tx, settings); err != nil {
		return err
	}
	err := ledger().Take(ctx, tx, id, demands)
	if short := (*capacity.Short)(nil); errors.As(err, &short) {
		return s.taken(ctx, tx, r, q, id)
	}
	return err
}

// parts are the quarters of a booking and of the buffer after it, which ends with the day.
func parts(from, to, buffer int) (list []int) {
	for at := from; at < min(to+buffer, 24*60); at += Quarter {
		list = append(list, at/Quarter)
	}
	return list
}

// taken names the time that is in the way.
func (s *Service) taken(ctx context.Context, tx *postgres.Tx, r Room, q Request, id int64) error {
	var busy Busy
	err := tx.Get(ctx, &busy, `/* room.taken */
		SELECT day, starts, ends, ends + buffer AS free FROM room_booking
		WHERE room_id = $1 AND day = $2 AND state = 'booked' AND id <> $3 AND starts < $5::int + $6::int AND ends + buffer > $4 ORDER BY starts LIMIT 1`,
		r.ID, q.Day, id, *q.From, *q.To, r.Buffer)
	if err != nil {
		return found(err)
	}
	name, key := "from", "field.room_taken"
	if busy.Starts >= *q.To {
		name, key = "to", "field.room_before"
	}
	return fault.Check([]fault.Field{{Name: name, Key: key, Args: map[string]any{"From": clock(busy.Starts), "To": clock(busy.Ends), "Free": clock(min(busy.Free, 24*60)), "Buffer": r.Buffer}}})
}

// clock writes minutes for a message; "9.00" is understood in all of our languages.
func clock(minutes int) string { return dates.FormatClock(minutes, "fi") }

func (s *Service) insert(ctx context.Context, tx *postgres.Tx, actor access.Actor, r Room, q Request, stay *int64, op uuid.UUID) (id int64, err error) {
	net := r.priceOf(*q.To - *q.From)
	bp, err := rate(ctx, tx, r.VATClass, q.Day)
	if err != nil {
		return 0, err
	}
	ref, err := newRef()
	if err != nil {
		return 0, err
	}
	var company *int64
	if q.Company != 0 {
		company = &q.Company
	}
	err = tx.Get(ctx, &id, `/* room.insert */
		INSERT INTO room_booking (ref, room_id, hub_id, company_id, booking_id, booker_id, name, email, lang, day, starts, ends, buffer, starts_at, ends_at, people,
			net_cents, vat_cents, vat_bp, note, op_key)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21) RETURNING id`,
		ref, r.ID, r.HubID, company, stay, person(actor), q.Name, q.email(actor), q.Lang, q.Day, *q.From, *q.To, r.Buffer, dates.At(q.Day, *q.From), dates.At(q.Day, *q.To),
		q.People, net, money.VATOn(net, bp), bp, q.Note, op)
	if postgres.Constraint(err) == "room_booking_op_key" {
		return 0, fault.New(fault.Conflict, "fault.form_stale")
	}
	if name := postgres.Constraint(err); name == "room_booking_company_id_fkey" {
		return 0, fault.OnField("company", "field.choice")
	}
	return id, err
}

// rate is the tax rate of a class on a day, in basis points.
func rate(ctx context.Context, tx *postgres.Tx, class money.VATClass, day dates.Date) (bp int, err error) {
	if !class.Taxed() {
		return 0, nil
	}
	err = tx.Get(ctx, &bp, `/* room.rate */ SELECT bp FROM vat_rate WHERE class = $1 AND valid_from <= $2 ORDER BY valid_from DESC LIMIT 1`, class, day)
	return bp, err
}

// stay is the booking of the stay that the request is a part of; nil for a room alone.
func (s *Service) stay(ctx context.Context, tx *postgres.Tx, hubID int64, q Request) (*int64, error) {
	if q.Stay == "" {
		return nil, nil
	}
	var ids []int64
	err := tx.Select(ctx, &ids, `/* room.stay */
		SELECT id FROM booking b WHERE ref = $1 AND company_id = $2 AND state IN ('held', 'awaiting_payment', 'confirmed')
			AND EXISTS (SELECT FROM booking_leg l WHERE l.booking_id = b.id AND l.hub_id = $3 AND $4 BETWEEN l.starts_on AND l.ends_on)
		FOR NO KEY UPDATE`, q.Stay, q.Company, hubID, q.Day)
	if err != nil {
		return nil, err
	}
	if len(ids) == 0 {
		return nil, fault.OnField("stay", "field.room_stay")
	}
	return &ids[0], nil
}

func (q *Request) clean() {
	q.Stay, q.Name, q.Email, q.Note = typed.Word(q.Stay), typed.Line(q.Name), typed.Word(q.Email), typed.Line(q.Note)
	if q.Lang == "" {
		q.Lang = "fi"
	}
}

// email is who is told: whom the staff wrote down, or who books.
func (q Request) email(actor access.Actor) string {
	if q.Email != "" || q.Name != "" {
		return q.Email
	}
	return actor.Email
}

func person(actor access.Actor) *int64 {
	if actor.PersonID == 0 {
		return nil
	}
	return &actor.PersonID
}

const refAlphabet = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"

func newRef() (string, error) {
	b := make([]byte, 7)
	if _, err := rand.Read(b); err != nil {
		return "", err
	}
	var ref strings.Builder
	for _, x := range b {
		ref.WriteByte(refAlphabet[int(x)%len(refAlphabet)])
	}
	return "TI-" + ref.String(), nil
}
