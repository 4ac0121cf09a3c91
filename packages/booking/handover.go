package booking

import (
	"context"
	"strings"
	"time"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
)

// MaxHandOverNote is how many characters a hub may write to the other.
const MaxHandOverNote = 1000

// HandOver is a group's way from one hub to the next of its stay, as the staff of both see it.
type HandOver struct {
	BookingID  int64      `db:"booking_id"`
	Ref        string     `db:"ref"`
	Company    string     `db:"company"`
	People     int        `db:"people"`
	State      State      `db:"state"`
	Leg        int        `db:"leg"` // position of the part that begins
	Day        dates.Date `db:"day"` // on which it begins
	FromID     int64      `db:"from_id"`
	FromName   string     `db:"from_name"`
	FromEmail  string     `db:"from_email"`
	FromPhone  string     `db:"from_phone"`
	ToID       int64      `db:"to_id"`
	ToName     string     `db:"to_name"`
	ToEmail    string     `db:"to_email"`
	ToPhone    string     `db:"to_phone"`
	RideFi     string     `db:"ride_fi"` // the stay's transfer on the day, empty without one
	RideEn     string     `db:"ride_en"`
	RideFrom   *time.Time `db:"ride_from"`
	FromNote   string     `db:"from_note"` // of the hub that the group leaves
	ToNote     string     `db:"to_note"`   // of the hub that it comes to
	HandedAt   *time.Time `db:"handed_at"`
	HandedBy   string     `db:"handed_by"`
	ReceivedAt *time.Time `db:"received_at"`
	ReceivedBy string     `db:"received_by"`
}

// Leaves says whether the hub is the one that the group leaves.
func (h HandOver) Leaves(hubID int64) bool { return h.FromID == hubID }

// Note is what the hub has written to the other.
func (h HandOver) Note(hubID int64) string {
	if h.Leaves(hubID) {
		return h.FromNote
	}
	return h.ToNote
}

// Told is what the other hub has written to this one.
func (h HandOver) Told(hubID int64) string {
	if h.Leaves(hubID) {
		return h.ToNote
	}
	return h.FromNote
}

// Due says whether it may be marked as done: from the evening before on, for a stay that is confirmed.
func (h HandOver) Due(today dates.Date) bool {
	return (h.State == Confirmed || h.State == Completed) && !today.Before(h.Day.AddDays(-1))
}

const selectHandOvers = `/* booking.handOvers */
	SELECT b.id AS booking_id, b.ref, c.name AS company, b.people, b.state, l.position AS leg, l.starts_on AS day, f.id AS from_id, f.name AS from_name,
		f.email AS from_email, f.phone AS from_phone, t.id AS to_id, t.name AS to_name, t.email AS to_email, t.phone AS to_phone,
		coalesce(ride.title_fi, '') AS ride_fi, coalesce(ride.title_en, '') AS ride_en, ride.starts_at AS ride_from,
		coalesce(o.from_note, '') AS from_note, coalesce(o.to_note, '') AS to_note, o.handed_at, coalesce(hp.name, '') AS handed_by,
		o.received_at, coalesce(rp.name, '') AS received_by
	FROM booking_leg l
	JOIN booking_leg p ON p.booking_id = l.booking_id AND p.position = l.position - 1 AND p.hub_id <> l.hub_id
	JOIN booking b ON b.id = l.booking_id
	JOIN company c ON c.id = b.company_id
	JOIN hub f ON f.id = p.hub_id
	JOIN hub t ON t.id = l.hub_id
	LEFT JOIN LATERAL (
		SELECT a.title_fi, a.title_en, s.starts_at FROM booking_session bs JOIN session s ON s.id = bs.session_id JOIN activity a ON a.id = s.activity_id
		WHERE bs.booking_id = b.id AND a.kind = 'transport' AND s.status = 'open' AND s.day BETWEEN p.ends_on AND l.starts_on ORDER BY s.starts_at LIMIT 1
	) ride ON true
	LEFT JOIN handover o ON o.booking_id = b.id AND o.leg = l.position
	LEFT JOIN person hp ON hp.id = o.handed_by
	LEFT JOIN person rp ON rp.id = o.received_by
	WHERE (p.hub_id = $1 OR l.hub_id = $1) `

// HandOvers lists the groups that come to the hub from another or go on from it to another on the days, in order; what was cancelled
// or lapsed is left out. Staff of the hub may.
func (s *Service) HandOvers(ctx context.Context, actor access.Actor, hubID int64, days dates.Range) ([]HandOver, error) {
	if err := actor.MayHub(hubID); err != nil {
		return nil, err
	}
	var list []HandOver
	err := s.db.Select(ctx, &list, selectHandOvers+`
		AND l.starts_on >= $2 AND l.starts_on <= $3 AND b.state NOT IN ('cancelled', 'expired') ORDER BY l.starts_on, c.name, b.id`, hubID, days.From, days.Last())
	return list, err
}

// HandOversOf lists those of one stay that concern the hub, in order; none for a stay at one hub. Staff of the hub may.
func (s *Service) HandOversOf(ctx context.Context, actor access.Actor, hubID int64, ref string) ([]HandOver, error) {
	if err := actor.MayHub(hubID); err != nil {
		return nil, err
	}
	return handOversOf(ctx, s.db, hubID, ref)
}

func handOversOf(ctx context.Context, r postgres.Reader, hubID int64, ref string) (list []HandOver, err error) {
	err = r.Select(ctx, &list, selectHandOvers+`AND b.ref = $2 ORDER BY l.position`, hubID, ref)
	return list, err
}

// WriteHandOver stores what the hub tells the other about a group; an empty note takes it back. Staff of the hub may. Invalid for a
// note that is too long; NotFound where the group does not change hubs here; Conflict when it does not come any more.
func (s *Service) WriteHandOver(ctx context.Context, actor access.Actor, hubID int64, ref string, leg int, note string) error {
	note = strings.TrimSpace(note)
	if len([]rune(note)) > MaxHandOverNote {
		return fault.Check([]fault.Field{{Name: "note", Key: "field.too_long", Args: map[string]any{"Max": MaxHandOverNote}}})
	}
	return s.onHandOver(ctx, actor, hubID, ref, leg, func(tx *postgres.Tx, h HandOver) error {
		column := `/* booking.WriteHandOver to */ INSERT INTO handover (booking_id, leg, to_note) VALUES ($1, $2, $3)
			ON CONFLICT (booking_id, leg) DO UPDATE SET to_note = excluded.to_note`
		if h.Leaves(hubID) {
			column = `/* booking.WriteHandOver from */ INSERT INTO handover (booking_id, leg, from_note) VALUES ($1, $2, $3)
			ON CONFLICT (booking_id, leg) DO UPDATE SET from_note = excluded.from_note`
		}
		_, err := tx.Exec(ctx, column, h.BookingID, leg, note)
		return err
	})
}

// MarkHandOver marks that the hub has done its part: it has handed the group over, or received it; or takes the mark back. Staff of
// the hub may, see Due. The first mark stays: marking again changes neither its time nor who made it.
func (s *Service) MarkHandOver(ctx context.Context, actor access.Actor, hubID int64, ref string, leg int, done bool) error {
	return s.onHandOver(ctx, actor, hubID, ref, leg, func(tx *postgres.Tx, h HandOver) error {
		if !h.Due(dates.Today(s.now())) {
			return fault.New(fault.Conflict, "fault.handover_not_due")
		}
		query := `/* booking.MarkHandOver received */ INSERT INTO handover AS o (booking_id, leg, received_at, received_by)
			VALUES ($1, $2, CASE WHEN $4 THEN now() END, CASE WHEN $4 THEN $3::bigint END)
			ON CONFLICT (booking_id, leg) DO UPDATE SET received_at = CASE WHEN $4 THEN coalesce(o.received_at, now()) END,
				received_by = CASE WHEN $4 THEN coalesce(o.received_by, $3) END`
		if h.Leaves(hubID) {
			query = `/* booking.MarkHandOver handed */ INSERT INTO handover AS o (booking_id, leg, handed_at, handed_by)
			VALUES ($1, $2, CASE WHEN $4 THEN now() END, CASE WHEN $4 THEN $3::bigint END)
			ON CONFLICT (booking_id, leg) DO UPDATE SET handed_at = CASE WHEN $4 THEN coalesce(o.handed_at, now()) END,
				handed_by = CASE WHEN $4 THEN coalesce(o.handed_by, $3) END`
		}
		_, err := tx.Exec(ctx, query, h.BookingID, leg, actor.PersonID, done)
		return err
	})
}

// onHandOver finds a hand-over that concerns the hub and does something with it in one transaction.
func (s *Service) onHandOver(ctx context.Context, actor access.Actor, hubID int64, ref string, leg int, do func(*postgres.Tx, HandOver) error) error {
	if err := actor.MayHub(hubID); err != nil {
		return err
	}
	return s.db.InTx(ctx, func(tx *postgres.Tx) error {
		list, err := handOversOf(ctx, tx, hubID, ref)
		if err != nil {
			return err
		}
		for _, h := range list {
			switch {
			case h.Leg != leg:
			case h.State == Cancelled || h.State == Expired:
				return fault.New(fault.Conflict, "fault.booking_state").With("State", string(h.State))
			default:
				return do(tx, h)
			}
		}
		return fault.New(fault.NotFound, "fault.not_found")
	})
}
