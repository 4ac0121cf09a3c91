package booking

import (
	"context"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/dates"
)

// MonthSold is what begins in a month and is sold: confirmed or held already. Gross is cents.
type MonthSold struct {
	Month  dates.Month `db:"-"`
	First  dates.Date  `db:"first"`
	Stays  int         `db:"stays"`
	People int         `db:"people"`
	Gross  int64       `db:"gross"`
}

// Months sums the network's sold stays by the month in which they begin, from a month on; months without stays are there too.
// Network admins may.
func (s *Service) Months(ctx context.Context, actor access.Actor, from dates.Month, n int) ([]MonthSold, error) {
	if err := actor.MayAdmin(); err != nil {
		return nil, err
	}
	var list []MonthSold
	err := s.db.Select(ctx, &list, `/* booking.Months */
		SELECT m::date AS first, count(b.id) AS stays, coalesce(sum(b.people), 0) AS people, coalesce(sum(b.gross_cents), 0)::bigint AS gross
		FROM generate_series($1::date, $2::date, interval '1 month') m
		LEFT JOIN booking b ON b.starts_on >= m AND b.starts_on < m + interval '1 month' AND b.state IN ('confirmed', 'completed')
		GROUP BY m ORDER BY m`, from.First(), from.Add(n-1).First())
	for i := range list {
		list[i].Month = list[i].First.MonthOf()
	}
	return list, err
}
