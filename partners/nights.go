package partners

import (
	"context"

	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/capacity"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
)

// NightsForm says how many beds lodging has on each night from the first to the last, both in. Those that are open get the
// number, the others are opened: a rule for a season, and a form again for each exception from it. No beds close a night.
type NightsForm struct {
	From  dates.Date `form:"from" validate:"required"`
	Until dates.Date `form:"until" validate:"required"`
	Beds  *int       `form:"seats" validate:"required"`
	Time  *int       `form:"time,clock" validate:"required"` // when people may come, of nights that are opened
}

// Nights is what SetNights did.
type Nights struct {
	Opened  int
	Changed int // had another number of beds
	Off     int // were called off before, and stay so
}

// SetNights gives lodging its beds night by night, all or nothing. Members of its partner and network admins may. Sending a form
// twice changes nothing the second time. Errors: Invalid with fields: nights in the past, outside the season or too far ahead,
// more than MaxWeekly of them, a night that is not over the next day; Conflict on the field "seats" with the Days on which more
// beds are taken; Conflict "fault.activity_archived"; NotFound where the activity is no lodging.
func (s *Service) SetNights(ctx context.Context, actor access.Actor, activity int64, form NightsForm, op uuid.UUID) (did Nights, err error) {
	if err := known(actor); err != nil {
		return Nights{}, err
	}
	err = s.db.InTx(ctx, func(tx *postgres.Tx) error {
		a, err := activityForSessions(ctx, tx, actor, activity)
		if err != nil {
			return err
		}
		if a.Kind != Lodging {
			return fault.New(fault.NotFound, "fault.not_found")
		}
		if err := fault.Check(form.faults(s.forms, a, dates.Today(s.now()))); err != nil {
			return err
		}
		list, err := lockNights(ctx, tx, a.ID, form)
		if err != nil {
			return err
		}
		var settings []capacity.Setting
		there := map[dates.Date]bool{}
		did = Nights{}
		for _, night := range list {
			there[night.Day] = true
			switch {
			case night.Status == Cancelled:
				did.Off++
			case s.stillAhead(night) == nil && night.Capacity != *form.Beds:
				did.Changed++
				settings = append(settings, capacity.Setting{Slot: night.slot(), Capacity: *form.Beds})
			}
		}
		if err := daysInUse(capacity.Set(ctx, tx, settings)); err != nil {
			return err
		}
		fresh := form.missing(there)
		if did.Opened = len(fresh); did.Opened == 0 {
			return nil
		}
		_, err = insertSessions(ctx, tx, a, a.at(fresh, *form.Time, *form.Beds, poolWish{}), sent(op))
		return err
	})
	return did, err
}

// lockNights reads the nights of the form that are there, one a day: the open one where another was called off.
func lockNights(ctx context.Context, tx *postgres.Tx, activity int64, form NightsForm) (list []Session, err error) {
	var rows []int64
	err = tx.Select(ctx, &rows, `/* partners.lockNights */
		SELECT id FROM session WHERE activity_id = $1 AND day BETWEEN $2 AND $3 ORDER BY id FOR NO KEY UPDATE`, activity, form.From, form.Until)
	if err != nil || len(rows) == 0 {
		return nil, err
	}
	err = tx.Select(ctx, &list, `/* partners.lockNights reads */`+sessionSelect+`
		WHERE s.activity_id = $1 AND s.day BETWEEN $2 AND $3
			AND (s.status = 'open' OR NOT EXISTS (SELECT FROM session o WHERE o.activity_id = $1 AND o.day = s.day AND o.status = 'open'))
		ORDER BY s.resource_id`, activity, form.From, form.Until)
	return list, err
}

// missing are the nights of the form that have to be opened; a night without beds need not be.
func (f NightsForm) missing(there map[dates.Date]bool) (list []dates.Date) {
	for day := range dates.Through(f.From, f.Until).All() {
		if !there[day] && *f.Beds > 0 {
			list = append(list, day)
		}
	}
	return list
}

func (f NightsForm) faults(c *formChecker, a Activity, today dates.Date) []fault.Field {
	fields := c.faults(f)
	if len(fields) > 0 {
		return fields
	}
	var more []fault.Field
	if *f.Beds < 0 || *f.Beds > maxSeats {
		more = append(more, fault.Field{Name: "seats", Key: "field.max", Args: map[string]any{"Max": maxSeats}})
	} else if *f.Beds > 0 {
		more = append(more, seatFaults(a, *f.Beds)...)
	}
	more = append(more, WeeklyForm{From: f.From, Until: f.Until}.rangeFaults(today)...)
	if _, end := span(f.From, *f.Time, a.Minutes); dates.Of(end) != f.From.AddDays(1) {
		more = append(more, wrong("time", "field.night"))
	}
	if len(more) > 0 {
		return merge(fields, more)
	}
	var days []dates.Date
	for day := range dates.Through(f.From, f.Until).All() {
		days = append(days, day)
	}
	return WeeklyForm{}.dayFaults(a, days)
}
