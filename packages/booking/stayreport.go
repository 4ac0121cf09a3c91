package booking

import (
	"context"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/money"
)

// Attendance is a day of a stay at a hub: how many were expected at its desks, and how many of the group the hub's staff had noted
// as arrived by the end of that day. It counts and names nobody.
type Attendance struct {
	Day      dates.Date `db:"day"`
	HubID    int64      `db:"hub_id"`
	HubName  string     `db:"hub_name"`
	Expected int        `db:"expected"` // desks that the group has; 0 on days off
	Arrived  int        `db:"arrived"`
	Noted    bool       `db:"noted"` // the hub has noted arrivals at all
}

// AttendanceOf are the days of a stay, in order. Members of its company and network admins may; NotFound for all others, and
// Conflict "fault.report_state" for a stay that has not been sold, or was called off.
func (s *Service) AttendanceOf(ctx context.Context, actor access.Actor, ref string) (list []Attendance, err error) {
	d, err := s.ByRef(ctx, actor, ref)
	if err != nil {
		return nil, err
	}
	if !d.Reportable() {
		return nil, fault.New(fault.Conflict, "fault.report_state")
	}
	err = s.db.Select(ctx, &list, `/* booking.AttendanceOf */
		SELECT g.on_day::date AS day, l.hub_id, h.name AS hub_name,
			coalesce((SELECT sum(a.quantity) FROM allocation a WHERE a.booking_id = l.booking_id AND a.resource_id = h.resource_id AND a.day = g.on_day::date), 0) AS expected,
			(SELECT count(*) FROM arrival x WHERE x.booking_id = l.booking_id AND x.hub_id = l.hub_id AND (x.at AT TIME ZONE 'Europe/Helsinki')::date <= g.on_day::date) AS arrived,
			EXISTS (SELECT FROM arrival x WHERE x.booking_id = l.booking_id AND x.hub_id = l.hub_id) AS noted
		FROM booking_leg l JOIN hub h ON h.id = l.hub_id, generate_series(l.starts_on, l.ends_on, interval '1 day') g (on_day)
		WHERE l.booking_id = $1 ORDER BY g.on_day, l.position`, d.ID)
	return list, err
}

// Reportable says whether there is anything to report of a stay: it was sold and was not called off.
func (b Booking) Reportable() bool { return b.State == Confirmed || b.State == Completed }

// Days is how many days the stay lasts.
func (b Booking) Days() int { return b.EndsOn.Sub(b.StartsOn) + 1 }

// Share is an amount divided into equal parts to the cent: where it does not divide, some are a cent more than others, and all of
// them together are the amount.
type Share struct{ Low, High int64 }

// ShareOf divides an amount into n equal parts.
func ShareOf(cents int64, n int) Share {
	if n <= 0 {
		return Share{cents, cents}
	}
	parts := money.Split(cents, make([]int64, n))
	return Share{min(parts[0], parts[n-1]), max(parts[0], parts[n-1])}
}

// PerPerson is what the stay costs each of the group, VAT included.
func (b Booking) PerPerson() Share { return ShareOf(b.Gross, b.People) }

// PerDay is what a day costs the group.
func (b Booking) PerDay() Share { return ShareOf(b.Gross, b.Days()) }

// PerPersonDay is what a day costs one of the group.
func (b Booking) PerPersonDay() Share { return ShareOf(b.Gross, b.Days()*b.People) }
