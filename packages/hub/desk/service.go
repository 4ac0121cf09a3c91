package desk

import (
	"context"
	"database/sql"
	"errors"
	"slices"
	"time"

	"github.com/lib/pq"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
)

// Service is what people do with desks by name; methods that take an actor check it first.
type Service struct {
	db  *postgres.DB
	now func() time.Time
}

// New makes the service; now is the clock.
func New(db *postgres.DB, now func() time.Time) *Service { return &Service{db, now} }

func (s *Service) today() dates.Date { return dates.Today(s.now()) }

func found(err error) error {
	if errors.Is(err, sql.ErrNoRows) {
		return fault.New(fault.NotFound, "fault.not_found").Wrap(err)
	}
	return err
}

const deskColumns = `id, hub_id, name, col, line, quiet, screen, standing, by_window, out_from, out_to`

// Desks are those of a hub, in order; none where the hub has not named any. Anyone may know them.
func (s *Service) Desks(ctx context.Context, hubID int64) ([]Desk, error) {
	return desksOf(ctx, s.db, hubID)
}

func desksOf(ctx context.Context, r postgres.Reader, hubID int64) (list []Desk, err error) {
	err = r.Select(ctx, &list, `/* desk.desksOf */ SELECT `+deskColumns+` FROM desk WHERE hub_id = $1 ORDER BY line, col`, hubID)
	return list, err
}

// Here is somebody who needs a desk at a hub on a day.
type Here struct {
	Person
	Ref     string     `db:"ref"`
	Company string     `db:"company"`
	Name    string     `db:"name"`    // empty while the company has not said
	Visitor bool       `db:"visitor"` // comes from another hub for the day; the stay is that hub's
	Arrived bool       `db:"arrived"`
	Desk    int64      `db:"desk_id"` // 0 without one
	Until   dates.Date `db:"until"`   // the last day on which the person needs one here
	Wish    Wish       `db:"-"`
}

// Day is a hub's floor on a day.
type Day struct {
	Date  dates.Date
	Desks []Desk
	Here  []Here
	Let   int // how many desks the hub lets, named or not
}

// Sitting is who sits at a desk; false when nobody does.
func (d Day) Sitting(desk int64) (Here, bool) {
	i := slices.IndexFunc(d.Here, func(h Here) bool { return h.Desk == desk })
	if i < 0 {
		return Here{}, false
	}
	return d.Here[i], true
}

// Without are those who have no desk yet.
func (d Day) Without() []Here {
	return slices.DeleteFunc(slices.Clone(d.Here), func(h Here) bool { return h.Desk != 0 })
}

// Free are desks that somebody could still have on the day.
func (d Day) Free() (list []Desk) {
	for _, x := range d.Desks {
		if _, sits := d.Sitting(x.ID); !sits && x.UsableOn(d.Date) {
			list = append(list, x)
		}
	}
	return list
}

// On reads a hub's floor on a day. Staff may.
func (s *Service) On(ctx context.Context, actor access.Actor, hubID int64, day dates.Date) (d Day, err error) {
	if err := actor.MayHub(hubID); err != nil {
		return d, err
	}
	d.Date = day
	if err = s.db.Get(ctx, &d.Let, `/* desk.let */ SELECT desks FROM hub WHERE id = $1`, hubID); err != nil {
		return d, found(err)
	}
	if d.Desks, err = desksOf(ctx, s.db, hubID); err != nil {
		return d, err
	}
	var rows []struct {
		Here
		WishDesk int64 `db:"wish_desk"`
		WishKind Kind  `db:"wish_kind"`
	}
	err = s.db.Select(ctx, &rows, `/* desk.On */
		SELECT g.booking_id, g.position, b.ref, c.name AS company, g.name, g.visitor, coalesce(s.desk_id, 0) AS desk_id,
			EXISTS (SELECT FROM arrival x WHERE x.booking_id = g.booking_id AND x.hub_id = g.hub_id AND x.position = g.position) AS arrived,
			coalesce((SELECT max(o.day) FROM desk_guest o WHERE o.booking_id = g.booking_id AND o.hub_id = g.hub_id AND o.position = g.position), g.day) AS until,
			coalesce(w.desk_id, 0) AS wish_desk, coalesce(w.kind, '') AS wish_kind
		FROM desk_guest g
		JOIN booking b ON b.id = g.booking_id
		JOIN company c ON c.id = b.company_id
		LEFT JOIN desk_seat s ON s.booking_id = g.booking_id AND s.position = g.position AND s.day = g.day
		LEFT JOIN desk_wish w ON w.booking_id = g.booking_id AND w.hub_id = g.hub_id AND w.person = g.person
		WHERE g.hub_id = $1 AND g.day = $2 ORDER BY c.name, g.booking_id, g.position`, hubID, day)
	for _, r := range rows {
		r.Here.Wish = Wish{r.WishDesk, r.WishKind}
		d.Here = append(d.Here, r.Here)
	}
	return d, err
}

// floor is what seating reads inside its transaction: desks, seats and those who need one, from a day on.
type floor struct {
	desks  []Desk
	taken  []Seat
	guests []Guest
}

// horizon is how far ahead seating looks: the longest stay has ended by then.
const horizon = 31

// ahead are the days that matter when somebody is seated from a day on.
func ahead(from dates.Date) dates.Range { return dates.Through(from, from.AddDays(horizon)) }

// readFloor locks the hub's desks, so that two who seat people do so one after the other, and reads.
func readFloor(ctx context.Context, tx *postgres.Tx, hubID int64, days dates.Range) (f floor, err error) {
	if _, err = tx.Exec(ctx, `/* desk.readFloor locks */ SELECT FROM desk WHERE hub_id = $1 ORDER BY id FOR NO KEY UPDATE`, hubID); err != nil {
		return f, err
	}
	if f.desks, err = desksOf(ctx, tx, hubID); err != nil || len(f.desks) == 0 {
		return f, err
	}
	if err = tx.Select(ctx, &f.taken, `/* desk.taken */
		SELECT s.desk_id, s.day, s.booking_id, s.position FROM desk_seat s JOIN desk d ON d.id = s.desk_id
		WHERE d.hub_id = $1 AND s.day BETWEEN $2 AND $3 ORDER BY s.day, s.desk_id`, hubID, days.From, days.Last()); err != nil {
		return f, err
	}
	var rows []struct {
		Person
		Day  dates.Date `db:"day"`
		Desk int64      `db:"desk_id"`
		Kind Kind       `db:"kind"`
	}
	err = tx.Select(ctx, &rows, `/* desk.guests */
		SELECT g.booking_id, g.position, g.day, coalesce(w.desk_id, 0) AS desk_id, coalesce(w.kind, '') AS kind
		FROM desk_guest g LEFT JOIN desk_wish w ON w.booking_id = g.booking_id AND w.hub_id = g.hub_id AND w.person = g.person
		WHERE g.hub_id = $1 AND g.day BETWEEN $2 AND $3 ORDER BY g.booking_id, g.position, g.day`, hubID, days.From, days.Last())
	for _, r := range rows {
		if n := len(f.guests); n == 0 || f.guests[n-1].Person != r.Person {
			f.guests = append(f.guests, Guest{Person: r.Person, Wish: Wish{r.Desk, r.Kind}})
		}
		g := &f.guests[len(f.guests)-1]
		g.Days = append(g.Days, r.Day)
	}
	return f, err
}

// give seats those of the floor's guests that are chosen, and stores it. The caller has locked their bookings.
func (f floor) give(ctx context.Context, tx *postgres.Tx, chosen func(Guest) bool) ([]Seat, error) {
	var guests, waiting []Guest
	for _, g := range f.guests {
		if chosen(g) {
			guests = append(guests, g)
		} else {
			waiting = append(waiting, g)
		}
	}
	given := Give(f.desks, f.taken, guests, waiting)
	return given, write(ctx, tx, given)
}

// errSeats says that somebody else seated people a moment ago, or that a stay became another.
var errSeats = fault.New(fault.Conflict, "fault.desk_again")

func write(ctx context.Context, tx *postgres.Tx, seats []Seat) error {
	a := arrays(seats)
	_, err := tx.Exec(ctx, `/* desk.write */
		INSERT INTO desk_seat (desk_id, day, booking_id, position, resource_id)
		SELECT n.desk_id, n.day, n.booking_id, n.position, d.resource_id
		FROM unnest($1::bigint[], $2::date[], $3::bigint[], $4::smallint[]) AS n (desk_id, day, booking_id, position) JOIN desk d ON d.id = n.desk_id`, a...)
	switch postgres.Constraint(err) {
	case "desk_seat_once", "desk_seat_person", "desk_seat_held":
		return errSeats.Wrap(err)
	}
	return err
}

func erase(ctx context.Context, tx *postgres.Tx, seats []Seat) error {
	a := arrays(seats)
	_, err := tx.Exec(ctx, `/* desk.erase */
		DELETE FROM desk_seat s USING unnest($1::bigint[], $2::date[], $3::bigint[], $4::smallint[]) AS n (desk_id, day, booking_id, position)
		WHERE s.desk_id = n.desk_id AND s.day = n.day AND s.booking_id = n.booking_id AND s.position = n.position`, a...)
	return err
}

func arrays(seats []Seat) []any {
	desks, bookings, positions, iso := make([]int64, len(seats)), make([]int64, len(seats)), make([]int64, len(seats)), make([]string, len(seats))
	for i, s := range seats {
		desks[i], bookings[i], positions[i], iso[i] = s.Desk, s.Booking, int64(s.Position), s.Day.String()
	}
	return []any{pq.Array(desks), pq.Array(iso), pq.Array(bookings), pq.Array(positions)}
}
