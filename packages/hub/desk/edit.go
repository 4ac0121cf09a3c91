package desk

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
)

// MaxPlace is the last column and line of a plan.
const MaxPlace = 20

// maxName is how many characters a desk's name may have.
const maxName = 30

// Form is a desk as staff write it. Col and Line 0: the first free place of the plan.
type Form struct {
	Name     string     `form:"name"`
	Col      int        `form:"col"`
	Line     int        `form:"line"`
	Quiet    bool       `form:"quiet"`
	Screen   bool       `form:"screen"`
	Standing bool       `form:"standing"`
	Window   bool       `form:"window"`
	OutFrom  dates.Date `form:"out_from"`
	OutTo    dates.Date `form:"out_to"`
}

// FormOf is the form of a desk as it is.
func FormOf(d Desk) Form {
	return Form{d.Name, d.Col, d.Line, d.Quiet, d.Screen, d.Standing, d.Window, d.OutFrom, d.OutTo}
}

func (f Form) faults() (fields []fault.Field) {
	switch {
	case f.Name == "":
		fields = append(fields, fault.Field{Name: "name", Key: "field.required"})
	case len([]rune(f.Name)) > maxName:
		fields = append(fields, fault.Field{Name: "name", Key: "field.too_long", Args: map[string]any{"Max": maxName}})
	}
	for name, n := range map[string]int{"col": f.Col, "line": f.Line} {
		if n < 1 || n > MaxPlace {
			fields = append(fields, fault.Field{Name: name, Key: "field.desk_place", Args: map[string]any{"Max": MaxPlace}})
		}
	}
	switch {
	case !f.OutTo.IsZero() && f.OutFrom.IsZero():
		fields = append(fields, fault.Field{Name: "out_from", Key: "field.required"})
	case !f.OutTo.IsZero() && f.OutTo.Before(f.OutFrom):
		fields = append(fields, fault.Field{Name: "out_to", Key: "field.until_before_from"})
	}
	return fields
}

func day(d dates.Date) any {
	if d.IsZero() {
		return nil
	}
	return d
}

// Add names a desk. Staff may. Conflict "fault.desk_all_named" when the hub has named as many as it lets; Invalid for a name or a place
// that another desk has.
func (s *Service) Add(ctx context.Context, actor access.Actor, hubID int64, f Form) error {
	f.Name = strings.Join(strings.Fields(f.Name), " ")
	return s.onPlan(ctx, actor, hubID, func(tx *postgres.Tx, desks []Desk, let int) error {
		if len(desks) >= let {
			return fault.New(fault.Conflict, "fault.desk_all_named").With("Count", let)
		}
		if f.Col == 0 && f.Line == 0 {
			f.Col, f.Line = gap(desks)
		}
		if err := fault.Check(f.faults()); err != nil {
			return err
		}
		return add(ctx, tx, hubID, f)
	})
}

// AddRest names all desks that the hub lets and that have no name yet, by the first free numbers, in lines of six. Staff may. It returns
// how many.
func (s *Service) AddRest(ctx context.Context, actor access.Actor, hubID int64) (n int, err error) {
	err = s.onPlan(ctx, actor, hubID, func(tx *postgres.Tx, desks []Desk, let int) error {
		n = 0
		for number := 1; len(desks) < min(let, MaxPlace*lineLength); number++ {
			name := strconv.Itoa(number)
			if slices.ContainsFunc(desks, func(d Desk) bool { return d.Name == name }) {
				continue
			}
			f := Form{Name: name}
			f.Col, f.Line = gap(desks)
			if err := add(ctx, tx, hubID, f); err != nil {
				return err
			}
			desks, n = append(desks, Desk{Name: name, Col: f.Col, Line: f.Line}), n+1
		}
		return nil
	})
	return n, err
}

// lineLength is how many desks stand in a line when nobody has said where.
const lineLength = 6

// gap is the first free place of a plan.
func gap(desks []Desk) (col, line int) {
	for line = 1; line <= MaxPlace; line++ {
		for col = 1; col <= lineLength; col++ {
			if !slices.ContainsFunc(desks, func(d Desk) bool { return d.Col == col && d.Line == line }) {
				return col, line
			}
		}
	}
	return 0, 0
}

func add(ctx context.Context, tx *postgres.Tx, hubID int64, f Form) error {
	_, err := tx.Exec(ctx, `/* desk.add */
		INSERT INTO desk (hub_id, resource_id, name, col, line, quiet, screen, standing, by_window, out_from, out_to)
		SELECT id, resource_id, $2, $3, $4, $5, $6, $7, $8, $9, $10 FROM hub WHERE id = $1`,
		hubID, f.Name, f.Col, f.Line, f.Quiet, f.Screen, f.Standing, f.Window, day(f.OutFrom), day(f.OutTo))
	return taken(err)
}

func taken(err error) error {
	switch postgres.Constraint(err) {
	case "desk_name_once":
		return fault.OnField("name", "field.desk_name_taken")
	case "desk_place_once":
		return fault.OnField("col", "field.desk_place_taken")
	}
	return err
}

// Update changes a desk. Staff may. Whoever sits there on days on which it goes out of use gets another desk at once, where one is free;
// without is how many do not.
func (s *Service) Update(ctx context.Context, actor access.Actor, hubID, id int64, f Form) (without int, err error) {
	f.Name = strings.Join(strings.Fields(f.Name), " ")
	if err := actor.MayHub(hubID); err != nil {
		return 0, err
	}
	if err := fault.Check(f.faults()); err != nil {
		return 0, err
	}
	err = s.reseat(ctx, actor, hubID, id, &without, func(tx *postgres.Tx) (gone []Seat, err error) {
		var there int64
		if err := tx.Get(ctx, &there, `/* desk.Update */
			UPDATE desk SET name = $3, col = $4, line = $5, quiet = $6, screen = $7, standing = $8, by_window = $9, out_from = $10, out_to = $11
			WHERE id = $1 AND hub_id = $2 RETURNING id`,
			id, hubID, f.Name, f.Col, f.Line, f.Quiet, f.Screen, f.Standing, f.Window, day(f.OutFrom), day(f.OutTo)); err != nil {
			return nil, found(taken(err))
		}
		err = tx.Select(ctx, &gone, `/* desk.Update frees */
			DELETE FROM desk_seat s USING desk d WHERE d.id = $1 AND s.desk_id = d.id AND s.day >= $2 AND s.day >= d.out_from AND s.day <= coalesce(d.out_to, s.day)
			RETURNING s.desk_id, s.day, s.booking_id, s.position`, id, s.today())
		return gone, err
	})
	return without, err
}

// Remove takes a desk off the plan. Staff may. Whoever sits there gets another desk at once, where one is free; without is how many do
// not.
func (s *Service) Remove(ctx context.Context, actor access.Actor, hubID, id int64) (without int, err error) {
	err = s.reseat(ctx, actor, hubID, id, &without, func(tx *postgres.Tx) (gone []Seat, err error) {
		if err := tx.Select(ctx, &gone, `/* desk.Remove frees */
			DELETE FROM desk_seat WHERE desk_id = $1 AND desk_id IN (SELECT id FROM desk WHERE hub_id = $2) RETURNING desk_id, day, booking_id, position`, id, hubID); err != nil {
			return nil, err
		}
		var there int64
		err = tx.Get(ctx, &there, `/* desk.Remove */ DELETE FROM desk WHERE id = $1 AND hub_id = $2 RETURNING id`, id, hubID)
		return gone, found(err)
	})
	return without, err
}

// reseat lets a desk lose seats, and gives those who sat there from today on others, on the same days.
func (s *Service) reseat(ctx context.Context, actor access.Actor, hubID, id int64, without *int, lose func(*postgres.Tx) ([]Seat, error)) error {
	if err := actor.MayHub(hubID); err != nil {
		return err
	}
	return s.db.InTx(ctx, func(tx *postgres.Tx) error {
		*without = 0
		var at struct{ First, Last dates.Date }
		if err := tx.Get(ctx, &at, `/* desk.reseat */ SELECT coalesce(min(day), $2) AS first, coalesce(max(day), $2) AS last FROM desk_seat WHERE desk_id = $1 AND day >= $2`, id, s.today()); err != nil {
			return err
		}
		days := dates.Through(at.First, at.Last)
		if _, err := lockFloor(ctx, tx, hubID, days); err != nil {
			return err
		}
		gone, err := lose(tx)
		if err != nil {
			return err
		}
		gone = slices.DeleteFunc(gone, func(x Seat) bool { return x.Day.Before(s.today()) })
		if slices.ContainsFunc(gone, func(x Seat) bool { return !days.Contains(x.Day) }) {
			return errSeats // somebody has been seated here since
		}
		if len(gone) == 0 {
			return nil
		}
		*without, err = giveInstead(ctx, tx, hubID, days, gone)
		return err
	})
}

// giveInstead gives people other desks for those that they have lost; without is how many have none on some day.
func giveInstead(ctx context.Context, tx *postgres.Tx, hubID int64, days dates.Range, gone []Seat) (without int, err error) {
	f, err := readFloor(ctx, tx, hubID, days)
	if err != nil {
		return 0, err
	}
	lost := map[Person][]dates.Date{}
	for _, x := range gone {
		lost[x.Person] = append(lost[x.Person], x.Day)
	}
	for i := range f.guests { // days on which they had none stay as they are
		if mine, concerned := lost[f.guests[i].Person]; concerned {
			f.guests[i].Days = slices.DeleteFunc(f.guests[i].Days, func(d dates.Date) bool { return !slices.Contains(mine, d) })
		}
	}
	given, err := f.give(ctx, tx, func(g Guest) bool { return lost[g.Person] != nil })
	for who, mine := range lost {
		n := 0
		for _, x := range given {
			n += one(x.Person == who)
		}
		without += one(n < len(mine))
	}
	return without, err
}

// onPlan locks the hub and its plan and does something with it.
func (s *Service) onPlan(ctx context.Context, actor access.Actor, hubID int64, do func(tx *postgres.Tx, desks []Desk, let int) error) error {
	if err := actor.MayHub(hubID); err != nil {
		return err
	}
	return s.db.InTx(ctx, func(tx *postgres.Tx) error {
		var let int
		if err := tx.Get(ctx, &let, `/* desk.onPlan */ SELECT desks FROM hub WHERE id = $1 FOR NO KEY UPDATE`, hubID); err != nil {
			return found(err)
		}
		desks, err := desksOf(ctx, tx, hubID)
		if err != nil {
			return err
		}
		return do(tx, desks, let)
	})
}

// Violations are breaches of what must always hold: whoever has a desk by name is at that hub on that day, by a stay that holds a
// desk-day there, and the desk is not out of use. That nobody shares a desk is a constraint.
func Violations(ctx context.Context, r postgres.Reader) (list []string, err error) {
	err = r.Select(ctx, &list, `/* desk.Violations */
		SELECT b.ref || ', person ' || s.position || ', has desk ' || d.name || ' on ' || s.day || CASE WHEN g.position IS NULL THEN ' and is not there' ELSE ', which is out of use' END
		FROM desk_seat s
		JOIN desk d ON d.id = s.desk_id
		JOIN booking b ON b.id = s.booking_id
		LEFT JOIN desk_guest g ON g.booking_id = s.booking_id AND g.resource_id = s.resource_id AND g.day = s.day AND g.position = s.position
		WHERE s.day >= current_date AND (g.position IS NULL OR s.day >= d.out_from AND s.day <= coalesce(d.out_to, s.day))
		LIMIT 10`)
	return list, err
}
