package hub

import (
	"context"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/i18n"
)

// Day is how full a hub is on a day. Capacity is 0 when it is closed.
type Day struct {
	Day      dates.Date `db:"day"`
	Capacity int        `db:"capacity"`
	Taken    int        `db:"taken"`
}

// Occupancy is a hub's days, each of the range once. Staff may.
func (s *Service) Occupancy(ctx context.Context, actor access.Actor, id int64, days dates.Range) ([]Day, error) {
	h, err := s.ForStaff(ctx, actor, id)
	if err != nil || days.IsEmpty() {
		return nil, err
	}
	var list []Day
	err = s.db.Select(ctx, &list, `/* hub.Occupancy */
		SELECT d::date AS day, coalesce(s.capacity, 0) AS capacity, coalesce(s.taken, 0) AS taken
		FROM generate_series($2::date, $3::date, interval '1 day') d
		LEFT JOIN slot s ON s.resource_id = $1 AND s.day = d::date
		ORDER BY 1`, h.ResourceID, days.From, days.Last())
	return list, err
}

// Arrival is a group that stays at the hub, or means to: State is its booking's.
type Arrival struct {
	Ref       string     `db:"ref"`
	Company   string     `db:"company"`
	People    int        `db:"people"`
	Arrived   int        `db:"arrived"`   // noted as arrived at this hub
	Starts    dates.Date `db:"starts_on"` // of its time at this hub
	Ends      dates.Date `db:"ends_on"`
	State     string     `db:"state"`
	PackageFi string     `db:"name_fi"`
	PackageEn string     `db:"name_en"`
	PackageSv string     `db:"name_sv"`
}

// PackageName in the language.
func (a Arrival) PackageName(lang string) string {
	return i18n.Text{Fi: a.PackageFi, En: a.PackageEn, Sv: a.PackageSv}.In(lang)
}

// Arrivals lists the groups that are at the hub on any day of the range, the first to come first; what was cancelled or lapsed
// is left out. Staff may.
func (s *Service) Arrivals(ctx context.Context, actor access.Actor, id int64, days dates.Range) ([]Arrival, error) {
	if err := actor.MayHub(id); err != nil {
		return nil, err
	}
	var list []Arrival
	err := s.db.Select(ctx, &list, `/* hub.Arrivals */
		SELECT b.ref, c.name AS company, b.people,
			(SELECT count(*) FROM arrival a WHERE a.booking_id = b.id AND a.hub_id = l.hub_id AND a.position <= b.people) AS arrived, l.starts_on, l.ends_on, b.state, r.name_fi, r.name_en, r.name_sv
		FROM booking_leg l
		JOIN booking b ON b.id = l.booking_id
		JOIN company c ON c.id = b.company_id
		JOIN revision r ON r.id = b.revision_id
		WHERE l.hub_id = $1 AND l.starts_on <= $3 AND l.ends_on >= $2 AND b.state NOT IN ('cancelled', 'expired')
		ORDER BY l.starts_on, c.name, b.id`, id, days.From, days.Last())
	return list, err
}
