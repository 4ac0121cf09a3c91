package booking

import (
	"context"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
)

// MaxReportDays is the longest period of a hub's report.
const MaxReportDays = 3 * 366

// HubReport is what a hub did in a period. Stays count once they are sold, by their days at the hub; no company, partner or person is
// named.
type HubReport struct {
	Days   dates.Range
	Totals HubTotals
	Months []HubMonth
	Kinds  []HubKind // of activities, the most people first
}

// HubTotals are a period's figures. PersonDays are desks that groups had on days; OffSeason are those outside June, July and August;
// Capacity is every desk on every day that the hub was open.
type HubTotals struct {
	Stays      int `db:"stays"`
	People     int `db:"people"`
	Companies  int `db:"companies"`
	Again      int `db:"again"` // of them, those with two stays or more at the hub, counting earlier ones
	PersonDays int `db:"person_days"`
	OffSeason  int `db:"off_season"`
	Capacity   int `db:"capacity"`
}

// OccupancyBP is the share of desks that groups had, in basis points.
func (t HubTotals) OccupancyBP() int { return shareBP(t.PersonDays, t.Capacity) }

// OffSeasonBP is the share of person-days outside the summer, in basis points.
func (t HubTotals) OffSeasonBP() int { return shareBP(t.OffSeason, t.PersonDays) }

// shareBP is a share in basis points, to a tenth of a percent: finer is noise among so few.
func shareBP(part, of int) int {
	if of == 0 {
		return 0
	}
	return (part*1000 + of/2) / of * 10
}

// HubMonth is a month of the period, or as much of it as is in it. Stays are those whose days at the hub begin in it.
type HubMonth struct {
	First      dates.Date `db:"first"`
	Stays      int        `db:"stays"`
	PersonDays int        `db:"person_days"`
	Capacity   int        `db:"capacity"`
}

// OccupancyBP is the share of desks that groups had, in basis points.
func (m HubMonth) OccupancyBP() int { return shareBP(m.PersonDays, m.Capacity) }

// HubKind is what groups did during their days at the hub: how many sessions of a kind, for how many people, whoever offered them.
type HubKind struct {
	Kind  string `db:"kind"`
	Times int    `db:"times"`
	Heads int    `db:"heads"`
}

// sold are the desks of a hub that sold stays have on days: $1 is the hub, $2 and $3 the days.
const soldDesks = `FROM allocation a JOIN hub h ON h.resource_id = a.resource_id JOIN booking b ON b.id = a.booking_id
	WHERE h.id = $1 AND a.day >= $2 AND a.day < $3 AND b.state IN ('confirmed', 'completed')`

// HubReport sums a hub's period. Staff of the hub may. Invalid at "until" for a period that ends before it begins or is longer than
// MaxReportDays.
func (s *Service) HubReport(ctx context.Context, actor access.Actor, hubID int64, days dates.Range) (r HubReport, err error) {
	if err := actor.MayHub(hubID); err != nil {
		return r, err
	}
	if days.IsEmpty() {
		return r, fault.OnField("until", "field.report_order")
	}
	if days.Days() > MaxReportDays {
		return r, fault.OnField("until", "field.report_long")
	}
	r.Days = days
	args := []any{hubID, days.From, days.To}
	if err = s.db.Get(ctx, &r.Totals, `/* booking.HubReport totals */
		WITH stay AS (
			SELECT b.id, b.company_id, b.people, min(l.starts_on) AS first, max(l.ends_on) AS last
			FROM booking b JOIN booking_leg l ON l.booking_id = b.id AND l.hub_id = $1
			WHERE b.state IN ('confirmed', 'completed') AND l.starts_on < $3 GROUP BY b.id
		), counted AS (SELECT *, count(*) OVER (PARTITION BY company_id ORDER BY first, id ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS nth FROM stay),
		desks AS (
			SELECT coalesce(sum(a.quantity), 0) AS person_days, coalesce(sum(a.quantity) FILTER (WHERE extract(month FROM a.day) NOT IN (6, 7, 8)), 0) AS off_season `+soldDesks+`
		)
		SELECT count(*) AS stays, coalesce(sum(c.people), 0) AS people, count(DISTINCT c.company_id) AS companies, count(DISTINCT c.company_id) FILTER (WHERE c.nth > 1) AS again,
			(SELECT person_days FROM desks) AS person_days, (SELECT off_season FROM desks) AS off_season,
			(SELECT coalesce(sum(sl.capacity), 0) FROM slot sl JOIN hub h ON h.resource_id = sl.resource_id WHERE h.id = $1 AND sl.day >= $2 AND sl.day < $3) AS capacity
		FROM counted c WHERE c.last >= $2`, args...); err != nil {
		return r, err
	}
	if err = s.db.Select(ctx, &r.Months, `/* booking.HubReport months */
		SELECT m.first::date AS first,
			(SELECT count(DISTINCT b.id) FROM booking b JOIN booking_leg l ON l.booking_id = b.id
				WHERE l.hub_id = $1 AND b.state IN ('confirmed', 'completed') AND l.starts_on >= greatest(m.first, $2::date) AND l.starts_on < least(m.first + interval '1 month', $3::date)) AS stays,
			(SELECT coalesce(sum(a.quantity), 0) `+soldDesks+` AND a.day >= m.first AND a.day < m.first + interval '1 month') AS person_days,
			(SELECT coalesce(sum(sl.capacity), 0) FROM slot sl JOIN hub h ON h.resource_id = sl.resource_id
				WHERE h.id = $1 AND sl.day >= greatest(m.first, $2::date) AND sl.day < least(m.first + interval '1 month', $3::date)) AS capacity
		FROM generate_series(date_trunc('month', $2::date), $3::date - 1, interval '1 month') m (first) ORDER BY m.first`, args...); err != nil {
		return r, err
	}
	err = s.db.Select(ctx, &r.Kinds, `/* booking.HubReport kinds */
		SELECT a.kind, count(*) AS times, sum(bs.seats) AS heads
		FROM booking_session bs JOIN session se ON se.id = bs.session_id JOIN activity a ON a.id = se.activity_id JOIN booking b ON b.id = bs.booking_id
		WHERE b.state IN ('confirmed', 'completed') AND se.status <> 'cancelled' AND se.day >= $2 AND se.day < $3
			AND EXISTS (SELECT FROM booking_leg l WHERE l.booking_id = b.id AND l.hub_id = $1 AND se.day BETWEEN l.starts_on AND l.ends_on)
		GROUP BY a.kind ORDER BY heads DESC, a.kind`, args...)
	return r, err
}
