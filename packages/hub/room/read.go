package room

import (
	"context"

	"github.com/lib/pq"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/i18n"
	"github.com/hubittaako/hubittaako/app/base/postgres"
)

const selectBooking = `/* room.bookings */
	SELECT b.id, b.ref, b.room_id, b.hub_id, h.name AS hub_name, h.slug AS hub_slug, h.email AS hub_email, h.phone AS hub_phone, h.street, h.postcode, h.municipality,
		r.name_fi AS room_fi, r.name_en AS room_en, r.name_sv AS room_sv, coalesce(b.company_id, 0) AS company_id, coalesce(c.name, '') AS company,
		coalesce(s.ref, '') AS stay_ref, b.name, b.email, b.lang, b.day, b.starts, b.ends, b.buffer, b.starts_at, b.ends_at, b.people, b.net_cents, b.vat_cents,
		b.vat_bp, b.note, b.state = 'cancelled' AS cancelled, b.reason, b.seq, r.cancel_hours
	FROM room_booking b JOIN room r ON r.id = b.room_id JOIN hub h ON h.id = b.hub_id
	LEFT JOIN company c ON c.id = b.company_id LEFT JOIN booking s ON s.id = b.booking_id `

func load(ctx context.Context, r postgres.Reader, where string, args ...any) (list []Booking, err error) {
	err = r.Select(ctx, &list, selectBooking+where, args...)
	return list, err
}

// Busy are the times of a room that are taken in a range of days, without who has them. Anyone may see them.
func (s *Service) Busy(ctx context.Context, roomID int64, days dates.Range) (list []Busy, err error) {
	err = s.db.Select(ctx, &list, `/* room.Busy */
		SELECT day, starts, ends, least(ends + buffer, 1440) AS free FROM room_booking
		WHERE room_id = $1 AND state = 'booked' AND day >= $2 AND day < $3 ORDER BY day, starts`, roomID, days.From, days.To)
	return list, err
}

// Bookings are those of all rooms of a hub in a range of days, cancelled ones left out. Staff may.
func (s *Service) Bookings(ctx context.Context, actor access.Actor, hubID int64, days dates.Range) ([]Booking, error) {
	if err := actor.MayHub(hubID); err != nil {
		return nil, err
	}
	return load(ctx, s.db, `WHERE b.hub_id = $1 AND b.state = 'booked' AND b.day >= $2 AND b.day < $3 ORDER BY b.starts_at, b.room_id`, hubID, days.From, days.To)
}

// listed is how many bookings a list has at most.
const listed = 200

// OfCompany are a company's room bookings: those that are not over, the next first, or those that were, the last first. Members may.
func (s *Service) OfCompany(ctx context.Context, actor access.Actor, company int64, past bool) ([]Booking, error) {
	if err := actor.MayCompany(company); err != nil {
		return nil, err
	}
	if past {
		return load(ctx, s.db, `WHERE b.company_id = $1 AND (b.ends_at <= $2 OR b.state = 'cancelled') ORDER BY b.starts_at DESC LIMIT $3`, company, s.now(), listed)
	}
	return load(ctx, s.db, `WHERE b.company_id = $1 AND b.ends_at > $2 AND b.state = 'booked' ORDER BY b.starts_at LIMIT $3`, company, s.now(), listed)
}

// OfStay are the rooms of a stay, by time. Members of its company may.
func (s *Service) OfStay(ctx context.Context, actor access.Actor, ref string) ([]Booking, error) {
	list, err := load(ctx, s.db, `WHERE s.ref = $1 AND b.state = 'booked' ORDER BY b.starts_at`, ref)
	if err != nil || len(list) == 0 {
		return nil, err
	}
	return list, actor.MayCompany(list[0].CompanyID)
}

// ByRef is one booking. Members of its company and the hub's staff may; to others it does not exist.
func (s *Service) ByRef(ctx context.Context, actor access.Actor, ref string) (Booking, error) {
	list, err := load(ctx, s.db, `WHERE b.ref = $1`, ref)
	if err != nil {
		return Booking{}, err
	}
	if len(list) == 0 || !s.sees(actor, list[0]) {
		return Booking{}, fault.New(fault.NotFound, "fault.not_found")
	}
	return list[0], nil
}

// Stay is a stay that a room can be a part of: its time at the hub.
type Stay struct {
	Ref       string     `db:"ref"`
	CompanyID int64      `db:"company_id"`
	NameFi    string     `db:"name_fi"`
	NameEn    string     `db:"name_en"`
	NameSv    string     `db:"name_sv"`
	Starts    dates.Date `db:"starts_on"`
	Ends      dates.Date `db:"ends_on"`
	People    int        `db:"people"`
}

// Name of the stay in the language.
func (t Stay) Name(lang string) string {
	return i18n.Text{Fi: t.NameFi, En: t.NameEn, Sv: t.NameSv}.In(lang)
}

// Stays are the live stays of the actor's companies at a hub that are not over.
func (s *Service) Stays(ctx context.Context, actor access.Actor, hubID int64) (list []Stay, err error) {
	err = s.db.Select(ctx, &list, `/* room.Stays */
		SELECT b.ref, b.company_id, v.name_fi, v.name_en, v.name_sv, l.starts_on, l.ends_on, b.people
		FROM booking b JOIN booking_leg l ON l.booking_id = b.id JOIN revision v ON v.id = b.revision_id
		WHERE b.company_id = ANY ($1) AND l.hub_id = $2 AND l.ends_on >= $3 AND b.state IN ('held', 'awaiting_payment', 'confirmed')
		ORDER BY l.starts_on, b.id LIMIT 50`, pq.Array(actor.Orgs("company")), hubID, s.today())
	return list, err
}

// Violations are the bookings whose quarters are not theirs, and pairs of bookings that overlap: none, unless something is wrong.
// A watch runs it.
func Violations(ctx context.Context, r postgres.Reader) (list []string, err error) {
	err = r.Select(ctx, &list, `/* room.Violations */
		SELECT b.ref || ' is ' || b.state || ' and has ' || count(a.part) || ' quarters' FROM room_booking b LEFT JOIN room_allocation a ON a.room_booking_id = b.id
			AND a.day = b.day AND a.part >= b.starts / 15 AND a.part < least(b.ends + b.buffer, 1440) / 15
		GROUP BY b.id HAVING count(a.part) <> CASE b.state WHEN 'booked' THEN (least(b.ends + b.buffer, 1440) - b.starts) / 15 ELSE 0 END
		UNION ALL
		SELECT a.ref || ' overlaps ' || b.ref FROM room_booking a JOIN room_booking b ON b.room_id = a.room_id AND b.day = a.day AND b.id > a.id
		WHERE a.state = 'booked' AND b.state = 'booked' AND a.starts < b.ends + b.buffer AND b.starts < a.ends + a.buffer
		LIMIT 10`)
	return list, err
}
