package room

import (
	"regexp"
	"time"

	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
)

var emailLike = regexp.MustCompile(`^[^@\s]+@[^@\s]+\.[^@\s]+$`)

// faults are what is wrong with a cleaned request whatever the room. Staff may book a time that has begun, but none that is over.
func (q Request) faults(now time.Time, staff bool) []fault.Field {
	c := &checker{}
	today := dates.Today(now)
	c.add(q.Day.IsZero(), "day", "field.required")
	c.add(q.From == nil, "from", "field.required")
	c.add(q.To == nil, "to", "field.required")
	if len(c.fields) == 0 {
		c.add(q.Day.Before(today), "day", "field.room_past")
		c.add(q.Day.Sub(today) > Ahead, "day", "field.day_far")
		c.add(*q.From%Quarter != 0, "from", "field.room_quarter")
		c.add(*q.To%Quarter != 0, "to", "field.room_quarter")
		c.add(*q.To <= *q.From, "to", "field.room_order")
	}
	if len(c.fields) == 0 {
		c.add(!staff && !dates.At(q.Day, *q.From).After(now), "from", "field.room_past")
		c.add(!dates.At(q.Day, *q.To).After(now), "to", "field.room_past")
	}
	c.add(q.People < 1 || q.People > maxPeople, "people", "field.range", "Min", 1, "Max", maxPeople)
	c.add(q.Company == 0 && !staff, "company", "field.required")
	c.add(q.Company == 0 && staff && q.Name == "", "name", "field.required")
	c.add(q.Email != "" && !emailLike.MatchString(q.Email), "email", "field.email")
	c.long(120, "name", q.Name)
	c.long(200, "email", q.Email)
	c.long(300, "note", q.Note)
	return c.fields
}
