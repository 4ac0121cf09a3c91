package booking

import (
	"context"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/dates"
)

// Report is what the network's stays of a year brought to the region. A stay belongs to the year in which it begins, and counts
// once it is sold: confirmed, or over. It knows companies and sellers, never people.
type Report struct {
	Year    int
	Totals  ReportTotals
	Months  []ReportMonth // January to December
	Sellers []ReportSeller
}

// ReportTotals are a year's figures. Nights are people times nights; OffSeason are those of stays that begin outside June, July
// and August.
type ReportTotals struct {
	Stays     int `db:"stays"`
	People    int `db:"people"`
	Nights    int `db:"nights"`
	OffSeason int `db:"off_season"`
	Companies int `db:"companies"`
	Again     int `db:"again"` // of them, those with two stays or more, counting earlier years
}

// OffSeasonBP is the share of nights outside the summer, in basis points.
func (t ReportTotals) OffSeasonBP() int { return shareBP(t.OffSeason, t.Nights) }

// ReportMonth is what begins in a month.
type ReportMonth struct {
	First  dates.Date `db:"first"`
	Stays  int        `db:"stays"`
	People int        `db:"people"`
	Nights int        `db:"nights"`
}

// ReportSeller is a hub or a partner, with what it sold to the year's stays: net cents, discounts taken off.
type ReportSeller struct {
	Hub          bool   `db:"is_hub"`
	Name         string `db:"name"`
	Municipality string `db:"municipality"`
	Stays        int    `db:"stays"`
	Net          int64  `db:"net"`
}

// Net is what all sellers sold together.
func (r Report) Net() (cents int64) {
	for _, s := range r.Sellers {
		cents += s.Net
	}
	return cents
}

// Report sums the stays of a year. Network admins may.
func (s *Service) Report(ctx context.Context, actor access.Actor, year int) (r Report, err error) {
	if err := actor.MayAdmin(); err != nil {
		return r, err
	}
	r.Year = year
	if err = s.db.Get(ctx, &r.Totals, `/* booking.Report totals */
		WITH sold AS (
			SELECT company_id, starts_on, people, people * (ends_on - starts_on) AS nights,
				count(*) OVER (PARTITION BY company_id ORDER BY starts_on, id ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS nth
			FROM booking WHERE state IN ('confirmed', 'completed') AND starts_on <= make_date($1, 12, 31)
		)
		SELECT count(*) AS stays, coalesce(sum(people), 0) AS people, coalesce(sum(nights), 0) AS nights,
			coalesce(sum(nights) FILTER (WHERE extract(month FROM starts_on) NOT IN (6, 7, 8)), 0) AS off_season,
			count(DISTINCT company_id) AS companies, count(DISTINCT company_id) FILTER (WHERE nth > 1) AS again
		FROM sold WHERE starts_on >= make_date($1, 1, 1)`, year); err != nil {
		return r, err
	}
	if err = s.db.Select(ctx, &r.Months, `/* booking.Report months */
		SELECT m::date AS first, count(b.id) AS stays, coalesce(sum(b.people), 0) AS people, coalesce(sum(b.people * (b.ends_on - b.starts_on)), 0) AS nights
		FROM generate_series(make_date($1, 1, 1), make_date($1, 12, 1), interval '1 month') m
		LEFT JOIN booking b ON b.starts_on >= m AND b.starts_on < m + interval '1 month' AND b.state IN ('confirmed', 'completed')
		GROUP BY m ORDER BY m`, year); err != nil {
		return r, err
	}
	err = s.db.Select(ctx, &r.Sellers, `/* booking.Report sellers */
		SELECT l.hub_id IS NOT NULL AS is_hub, coalesce(h.name, p.name) AS name, coalesce(h.municipality, p.municipality) AS municipality,
			count(DISTINCT b.id) AS stays, sum(l.net_cents)::bigint AS net
		FROM booking b JOIN booking_line l ON l.booking_id = b.id LEFT JOIN hub h ON h.id = l.hub_id LEFT JOIN partner p ON p.id = l.partner_id
		WHERE b.state IN ('confirmed', 'completed') AND b.starts_on BETWEEN make_date($1, 1, 1) AND make_date($1, 12, 31)
		GROUP BY l.hub_id, l.partner_id, h.name, p.name, h.municipality, p.municipality
		ORDER BY is_hub DESC, net DESC, name`, year)
	return r, err
}
