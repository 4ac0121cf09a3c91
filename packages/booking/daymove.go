package booking

import (
	"context"
	"time"

	"github.com/lib/pq"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/capacity"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
)

// MoveState says what became of a day at another hub.
type MoveState string

const (
	MoveAsked     MoveState = "asked"
	MoveProposed  MoveState = "proposed" // by a hub, to somebody who is to change places with one who has asked
	MoveAccepted  MoveState = "accepted" // the desk is at the other hub
	MoveDeclined  MoveState = "declined"
	MoveWithdrawn MoveState = "withdrawn" // by who asked, or since the stay became another or ended
	MoveExpired   MoveState = "expired"   // its day came and went without an answer
)

// MoveNews is what people are told of a move.
type MoveNews string

const (
	MoveNewsAsked    MoveNews = "asked"    // to the receiving hub
	MoveNewsAnswered MoveNews = "answered" // to who asked: accepted or declined
	MoveNewsProposed MoveNews = "proposed" // to the guest who is asked to change places
	MoveNewsWaits    MoveNews = "waits"    // to who asked: the hub has proposed an exchange to another
	MoveNewsAgreed   MoveNews = "agreed"   // to the hub that proposed: the guest says yes
	MoveNewsRefused  MoveNews = "refused"  // to the hub that proposed: the guest says no
	MoveNewsBack     MoveNews = "back"     // to the receiving hub: a visitor who was agreed does not come
)

// Open says whether the move is to be answered, or holds a desk.
func (s MoveState) Open() bool { return s == MoveAsked || s == MoveProposed || s == MoveAccepted }

// DayMove is one day of a stay that one of its people works at another hub. It is free of charge: the desk-day was sold with the stay.
type DayMove struct {
	ID           int64      `db:"id"`
	BookingID    int64      `db:"booking_id"`
	Ref          string     `db:"ref"`
	Company      string     `db:"company"`
	CompanyID    int64      `db:"company_id"`
	Person       string     `db:"person"` // token of the participant's link; no page shows it to others
	Name         string     `db:"name"`   // empty when the company has named somebody else since
	Day          dates.Date `db:"day"`
	FromID       int64      `db:"from_hub"`
	FromName     string     `db:"from_name"`
	FromEmail    string     `db:"from_email"`
	FromResource int64      `db:"from_resource"`
	ToID         int64      `db:"to_hub"`
	ToName       string     `db:"to_name"`
	ToEmail      string     `db:"to_email"`
	ToStreet     string     `db:"to_street"`
	ToTown       string     `db:"to_town"`
	ToResource   int64      `db:"to_resource"`
	State        MoveState  `db:"state"`
	PairID       int64      `db:"pair_id"` // 0 for none
	Note         string     `db:"note"`
	Reason       string     `db:"reason"`
	AskedBy      string     `db:"asked_by"`
	AskedAt      time.Time  `db:"asked_at"`
	AnsweredAt   *time.Time `db:"answered_at"`
}

// Shifts are what the move takes and gives back.
func (m DayMove) Shifts() []capacity.Shift {
	return []capacity.Shift{
		{Booking: m.BookingID, Slot: capacity.Slot{Resource: m.FromResource, Day: m.Day}, More: -1},
		{Booking: m.BookingID, Slot: capacity.Slot{Resource: m.ToResource, Day: m.Day}, More: 1},
	}
}

// back are the shifts that undo the move.
func (m DayMove) back() []capacity.Shift {
	shifts := m.Shifts()
	for i := range shifts {
		shifts[i].More = -shifts[i].More
	}
	return shifts
}

// opposite says whether two moves of one day change places.
func (m DayMove) opposite(o DayMove) bool {
	return m.ID != o.ID && m.Day == o.Day && m.FromID == o.ToID && m.ToID == o.FromID
}

const selectMoves = `/* booking.dayMoves */
	SELECT m.id, m.booking_id, b.ref, c.name AS company, b.company_id, m.person, coalesce(p.name, '') AS name, m.day, m.from_hub, f.name AS from_name,
		f.email AS from_email, f.resource_id AS from_resource, m.to_hub, t.name AS to_name, t.email AS to_email, t.street AS to_street,
		btrim(t.postcode || ' ' || t.municipality) AS to_town, t.resource_id AS to_resource, m.state, coalesce(m.pair_id, 0) AS pair_id, m.note, m.reason,
		m.asked_by, m.asked_at, m.answered_at
	FROM day_move m
	JOIN booking b ON b.id = m.booking_id
	JOIN company c ON c.id = b.company_id
	JOIN hub f ON f.id = m.from_hub
	JOIN hub t ON t.id = m.to_hub
	LEFT JOIN participant p ON p.token = m.person AND p.booking_id = m.booking_id `

const selectMovesOf = selectMoves + `WHERE m.booking_id = $1 ORDER BY m.day, m.id`

// MovesAtHub lists the moves from and to the hub on the days, whatever became of them, in order. Staff of the hub may.
func (s *Service) MovesAtHub(ctx context.Context, actor access.Actor, hubID int64, days dates.Range) ([]DayMove, error) {
	if err := actor.MayHub(hubID); err != nil {
		return nil, err
	}
	var list []DayMove
	err := s.db.Select(ctx, &list, selectMoves+`WHERE $1 IN (m.from_hub, m.to_hub) AND m.day >= $2 AND m.day <= $3 ORDER BY m.day, m.id`, hubID, days.From, days.Last())
	return list, err
}

// Visit is somebody's days at a hub that is not their stay's own, for the hub's staff: who comes, on which days, and whom to ask at the
// hub that sends them. Days are the moves of that person to the hub which wait for an answer or are agreed, and the one asked for.
type Visit struct {
	DayMove
	FromPhone string
	Days      []DayMove
}

// VisitAtHub is the visit that a move belongs to. Staff of the receiving hub may; NotFound for others, and for moves from the hub.
func (s *Service) VisitAtHub(ctx context.Context, actor access.Actor, hubID, id int64) (v Visit, err error) {
	if err := actor.MayHub(hubID); err != nil {
		return v, err
	}
	if err := s.db.Get(ctx, &v.DayMove, selectMoves+`WHERE m.id = $1 AND m.to_hub = $2`, id, hubID); err != nil {
		return v, notFound(err)
	}
	if err := s.db.Get(ctx, &v.FromPhone, `/* booking.visitFrom */ SELECT phone FROM hub WHERE id = $1`, v.FromID); err != nil {
		return v, err
	}
	err = s.db.Select(ctx, &v.Days, selectMoves+`WHERE m.booking_id = $1 AND m.person = $2 AND m.to_hub = $3
		AND (m.id = $4 OR m.state IN ('asked', 'proposed', 'accepted')) ORDER BY m.day, m.id`, v.BookingID, v.Person, hubID, id)
	return v, err
}

// MoveChoice is a hub at which a day of a stay may be worked instead. Free is 0 where the only way is to change places with somebody
// there who has asked to come the other way.
type MoveChoice struct {
	Day    dates.Date `db:"day"`
	FromID int64      `db:"from_hub"`
	HubID  int64      `db:"hub_id"`
	Name   string     `db:"name"`
	Town   string     `db:"town"`
	Free   int        `db:"free"`
}

// MoveChoices are the days that lie ahead and the hubs that are open then and have a free desk, or somebody who would change places.
// None unless the stay is confirmed. It checks no actor: whoever may read the stay may know.
func (s *Service) MoveChoices(ctx context.Context, d Detail) ([]MoveChoice, error) {
	return s.moveChoices(ctx, s.db, d)
}

func (s *Service) moveChoices(ctx context.Context, r postgres.Reader, d Detail) (list []MoveChoice, err error) {
	if d.State != Confirmed {
		return nil, nil
	}
	days := make([]string, len(d.OpenDays))
	for i, day := range d.OpenDays {
		days[i] = day.String()
	}
	err = r.Select(ctx, &list, `/* booking.moveChoices */
		SELECT s.day, l.hub_id AS from_hub, h.id AS hub_id, h.name, h.municipality AS town, s.capacity - s.taken AS free
		FROM slot s
		JOIN hub h ON h.resource_id = s.resource_id AND h.status = 'working'
		JOIN booking_leg l ON l.booking_id = $1 AND s.day BETWEEN l.starts_on AND l.ends_on AND l.hub_id <> h.id
		WHERE s.day = ANY ($2::date[]) AND s.day > $3 AND s.part = 0 AND s.capacity > 0 AND (s.taken < s.capacity OR EXISTS (
			SELECT FROM day_move m WHERE m.state = 'asked' AND m.day = s.day AND m.from_hub = h.id AND m.to_hub = l.hub_id AND m.booking_id <> $1))
		ORDER BY s.day, h.name, h.id`, d.ID, pq.Array(days), dates.Today(s.now()))
	return list, err
}

// movesNow are the accepted moves of a stay: what it holds elsewhere than it was sold.
func movesNow(list []DayMove) (now []DayMove) {
	for _, m := range list {
		if m.State == MoveAccepted {
			now = append(now, m)
		}
	}
	return now
}

// withMoves is what a stay is to hold when people work elsewhere on some days.
func withMoves(demands []capacity.Demand, moves []DayMove) []capacity.Demand {
	all := append([]capacity.Demand{}, demands...)
	for _, m := range movesNow(moves) {
		for _, s := range m.Shifts() {
			all = append(all, capacity.Demand{Slot: s.Slot, Quantity: s.More})
		}
	}
	return capacity.Sum(all)
}

// withdrawMoves ends all moves of a stay that becomes another or ends, and what was proposed to others for their sake. It gives no desk
// back: the caller has locked the stay and sets what it holds.
func withdrawMoves(ctx context.Context, tx *postgres.Tx, id int64) error {
	_, err := tx.Exec(ctx, `/* booking.withdrawMoves */
		UPDATE day_move SET state = 'withdrawn', answered_at = coalesce(answered_at, now()) WHERE booking_id = $1 AND state IN ('asked', 'proposed', 'accepted')
			OR state = 'proposed' AND pair_id IN (SELECT id FROM day_move WHERE booking_id = $1)`, id)
	return err
}

// ExpireMoves ends what nobody has answered before its day was over, by the database's clock in Finland, and says how many. Called by a job.
func (s *Service) ExpireMoves(ctx context.Context) (n int64, err error) {
	err = s.db.InTx(ctx, func(tx *postgres.Tx) error {
		res, err := tx.Exec(ctx, `/* booking.ExpireMoves */
			UPDATE day_move SET state = 'expired', answered_at = now()
			WHERE state IN ('asked', 'proposed') AND day < (now() AT TIME ZONE 'Europe/Helsinki')::date`)
		if err != nil {
			return err
		}
		n, err = res.RowsAffected()
		return err
	})
	return n, err
}

// forgetMoves withdraws what people have asked who do not come along any more. A desk that one of them has elsewhere stays the group's,
// until the company takes it back.
func forgetMoves(ctx context.Context, tx *postgres.Tx, id int64) error {
	_, err := tx.Exec(ctx, `/* booking.forgetMoves */
		UPDATE day_move m SET state = 'withdrawn', answered_at = now() WHERE m.booking_id = $1 AND m.state IN ('asked', 'proposed')
			AND NOT EXISTS (SELECT FROM participant p WHERE p.token = m.person AND p.booking_id = m.booking_id)`, id)
	return err
}

// Refusals of moves.
var (
	errMoveFull     = fault.New(fault.Conflict, "fault.move_full")
	errMoveOver     = fault.New(fault.Conflict, "fault.move_over")
	errMoveHomeFull = fault.New(fault.Conflict, "fault.move_home_full")
	errMoveNoPlace  = fault.New(fault.Conflict, "fault.move_no_place")
	errMoveTwice    = fault.New(fault.Conflict, "fault.move_twice")
	errMoveNobody   = fault.New(fault.Invalid, "fault.move_nobody")
)
