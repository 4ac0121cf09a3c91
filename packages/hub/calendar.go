package hub

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/lib/pq"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/capacity"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
)

// Horizon is for how many days from today on desks can be booked.
const Horizon = 540

// StaysInTheWay refuses a change that would leave stays without desks. It is a Conflict to whoever doesn't ask for more.
type StaysInTheWay struct{ Days []StayDay }

// StayDay is a day on which more desks are taken than would be left, and by which bookings.
type StayDay struct {
	Day   dates.Date
	Taken int // desks; 0 where only rooms are in the way
	Refs  []string
	Rooms []RoomTime
}

func (e *StaysInTheWay) Error() string {
	return fmt.Sprintf("hub: stays on %d days are in the way: %s", len(e.Days), strings.Join(e.Refs(), ", "))
}

// Refs are the bookings of stays and of rooms in the way, each once.
func (e *StaysInTheWay) Refs() []string {
	var refs []string
	for _, d := range e.Days {
		for _, ref := range d.Refs {
			if !slices.Contains(refs, ref) {
				refs = append(refs, ref)
			}
		}
		for _, r := range d.Rooms {
			refs = append(refs, r.Ref)
		}
	}
	return refs
}

// As gives the fault that people see.
func (e *StaysInTheWay) As(target any) bool {
	f, ok := target.(**fault.Error)
	if ok {
		*f = fault.New(fault.Conflict, "fault.stays_in_the_way").With("Refs", strings.Join(e.Refs(), ", ")).With("Count", len(e.Days))
	}
	return ok
}

// maxClosures is the most days that one form closes: a summer.
const maxClosures = 100

// CloseDays closes the hub on days of the future, all of them or none. Staff may. Days with stays are refused with
// *StaysInTheWay; closing a closed day changes its reason.
func (s *Service) CloseDays(ctx context.Context, actor access.Actor, id int64, list []Closure) error {
	if err := actor.MayHub(id); err != nil {
		return err
	}
	if len(list) > maxClosures {
		return fault.Check([]fault.Field{{Name: "until", Key: "field.closures_many", Args: map[string]any{"Max": maxClosures}}})
	}
	var days []dates.Date
	var iso, fi, en, sv []string
	for i, c := range list {
		c.ReasonFi, c.ReasonEn, c.ReasonSv = line(c.ReasonFi), line(c.ReasonEn), line(c.ReasonSv)
		if err := fault.Check(s.closureFaults(c)); err != nil {
			return err
		}
		list[i] = c
		if slices.Contains(days, c.Day) {
			continue
		}
		days, iso = append(days, c.Day), append(iso, c.Day.String())
		fi, en, sv = append(fi, c.ReasonFi), append(en, c.ReasonEn), append(sv, c.ReasonSv)
	}
	return s.change(ctx, id, days, func(tx *postgres.Tx, h *Hub) error {
		_, err := tx.Exec(ctx, `/* hub.CloseDays */
			INSERT INTO hub_closure (hub_id, day, reason_fi, reason_en, reason_sv)
			SELECT $1::bigint, day, fi, en, sv FROM unnest($2::date[], $3::text[], $4::text[], $5::text[]) AS n (day, fi, en, sv)
			ON CONFLICT (hub_id, day) DO UPDATE SET reason_fi = excluded.reason_fi, reason_en = excluded.reason_en, reason_sv = excluded.reason_sv`,
			id, pq.Array(iso), pq.Array(fi), pq.Array(en), pq.Array(sv))
		h.Closures = append(h.Closures, list...)
		return err
	})
}

func (s *Service) closureFaults(c Closure) (fields []fault.Field) {
	switch {
	case c.Day.IsZero():
		fields = append(fields, fault.Field{Name: "day", Key: "field.required"})
	case c.Day.Before(s.today()):
		fields = append(fields, fault.Field{Name: "day", Key: "field.day_past"})
	case c.Day.After(s.today().AddDays(Horizon)):
		fields = append(fields, fault.Field{Name: "day", Key: "field.day_far"})
	}
	return append(fields, tooLong(120, text{"reason_fi", c.ReasonFi}, text{"reason_en", c.ReasonEn}, text{"reason_sv", c.ReasonSv})...)
}

// OpenDays takes closed days back: the hub's hours hold again. Staff may. Days that are not closed are left as they are; when one is
// such that nobody can book it any more, or not yet, all of it is NotFound.
func (s *Service) OpenDays(ctx context.Context, actor access.Actor, id int64, days []dates.Date) error {
	if err := actor.MayHub(id); err != nil {
		return err
	}
	days = slices.Compact(slices.SortedFunc(slices.Values(days), dates.Date.Compare))
	iso := make([]string, len(days))
	for i, day := range days {
		if day.Before(s.today()) || day.After(s.today().AddDays(Horizon)) {
			return fault.New(fault.NotFound, "fault.not_found")
		}
		iso[i] = day.String()
	}
	return s.change(ctx, id, days, func(tx *postgres.Tx, h *Hub) error {
		_, err := tx.Exec(ctx, `/* hub.OpenDays */ DELETE FROM hub_closure WHERE hub_id = $1 AND day = ANY ($2::date[])`, id, pq.Array(iso))
		h.Closures = slices.DeleteFunc(h.Closures, func(c Closure) bool { return slices.Contains(days, c.Day) })
		return err
	})
}

// change lets fn change a hub and what it has in the database, then gives the days their desks.
func (s *Service) change(ctx context.Context, id int64, days []dates.Date, fn func(tx *postgres.Tx, h *Hub) error) error {
	return s.db.InTx(ctx, func(tx *postgres.Tx) error {
		h, err := s.locked(ctx, tx, id)
		if err != nil {
			return err
		}
		if err := fn(tx, &h); err != nil {
			return err
		}
		return setDesks(ctx, tx, h, days)
	})
}

// horizonDays are all days that can be booked.
func (s *Service) horizonDays() []dates.Date {
	return slices.Collect(dates.Through(s.today(), s.today().AddDays(Horizon)).All())
}

// setDesks gives the slots of the days the hub's desks, all of them or, when stays are in the way, none.
func setDesks(ctx context.Context, tx *postgres.Tx, h Hub, days []dates.Date) error {
	settings := make([]capacity.Setting, len(days))
	for i, day := range days {
		settings[i] = capacity.Setting{Slot: capacity.Slot{Resource: h.ResourceID, Day: day}, Capacity: h.capacityOn(day)}
	}
	inUse, inWay := (*capacity.InUse)(nil), &StaysInTheWay{}
	if err := capacity.Set(ctx, tx, settings); errors.As(err, &inUse) {
		if inWay, err = staysInTheWay(ctx, tx, inUse); err != nil {
			return err
		}
	} else if err != nil {
		return err
	}
	if err := inWay.addRooms(ctx, tx, h, days); err != nil {
		return err
	}
	if len(inWay.Days) > 0 {
		return inWay
	}
	return nil
}

func staysInTheWay(ctx context.Context, r postgres.Reader, inUse *capacity.InUse) (*StaysInTheWay, error) {
	e := &StaysInTheWay{}
	at := map[dates.Date]int{}
	days := make([]string, len(inUse.Slots))
	for i, slot := range inUse.Slots {
		at[slot.Day], days[i] = i, slot.Day.String()
		e.Days = append(e.Days, StayDay{Day: slot.Day, Taken: slot.Taken})
	}
	var rows []struct {
		Day dates.Date `db:"day"`
		Ref string     `db:"ref"`
	}
	err := r.Select(ctx, &rows, `/* hub.staysInTheWay */
		SELECT a.day, b.ref FROM allocation a JOIN booking b ON b.id = a.booking_id
		WHERE a.resource_id = $1 AND a.day = ANY ($2::date[]) ORDER BY a.day, b.ref`, inUse.Slots[0].Resource, pq.Array(days))
	if err != nil {
		return nil, err
	}
	for _, row := range rows {
		day := &e.Days[at[row.Day]]
		day.Refs = append(day.Refs, row.Ref)
	}
	return e, nil
}

// ExtendHorizon gives every hub the desk-days that have come within the horizon, in one statement for all. A daily job calls
// it; calling it again changes nothing.
func (s *Service) ExtendHorizon(ctx context.Context) error {
	return s.db.InTx(ctx, func(tx *postgres.Tx) error {
		// Nobody changes a hub's desks between our reading them and the new days being there.
		if _, err := tx.Exec(ctx, `/* hub.ExtendHorizon locks */ SELECT FROM hub ORDER BY id FOR SHARE`); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, `/* hub.ExtendHorizon */
			INSERT INTO slot (resource_id, day, capacity)
			SELECT h.resource_id, d::date, CASE WHEN h.status = 'working' AND o.hub_id IS NOT NULL AND c.hub_id IS NULL THEN h.desks ELSE 0 END
			FROM hub h
			CROSS JOIN generate_series($1::date, $1::date + $2::int, interval '1 day') d
			LEFT JOIN hub_hours o ON o.hub_id = h.id AND o.weekday = extract(isodow FROM d)
			LEFT JOIN hub_closure c ON c.hub_id = h.id AND c.day = d::date
			ORDER BY 1, 2
			ON CONFLICT (resource_id, day, part) DO NOTHING`, s.today(), Horizon)
		return err
	})
}
