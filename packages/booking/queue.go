package booking

import (
	"context"
	"database/sql"
	"errors"
	"slices"

	"time"

	"github.com/google/uuid"
	"github.com/lib/pq"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/packages"
)

const (
	// OfferTime is how long what has become free is kept for whoever is next in the queue.
	OfferTime = 24 * time.Hour
	// MaxQueued is how many stays a company may wait for at once.
	MaxQueued = 5
	// MaxQueueStarts is how many start days one place in the queue may name.
	MaxQueueStarts = 5
)

// QueueState is what has become of a place in the queue.
type QueueState string

const (
	QueueWaiting QueueState = "waiting"
	QueueOffered QueueState = "offered" // it has its hold; what comes of that is the booking's to say
	QueueLeft    QueueState = "left"
	QueueOver    QueueState = "over" // its days have come, the package is off sale, or who asked is no member any more
)

// QueueEntry is a company's place in the queue for a whole stay: a package for so many people on one of a few days.
type QueueEntry struct {
	ID          int64          `db:"id"`
	CompanyID   int64          `db:"company_id"`
	PersonID    int64          `db:"person_id"`
	PackageID   int64          `db:"package_id"`
	PackageSlug string         `db:"package_slug"`
	NameFi      string         `db:"name_fi"`
	NameEn      string         `db:"name_en"`
	NameSv      string         `db:"name_sv"`
	Starts      pq.StringArray `db:"starts"` // ISO days in order
	People      int            `db:"people"`
	Lang        string         `db:"lang"`
	State       QueueState     `db:"state"`
	QueuedAt    time.Time      `db:"queued_at"`
	Place       int            `db:"place"` // in line for the package among those with one of its days, 1 for the next
	BookingID   int64          `db:"booking_id"`

	Rhythm packages.Rhythm `db:"rhythm"` // hours and meetings of the group, around which the stay is offered
}

// Days are the start days, in order.
func (e QueueEntry) Days() (days []dates.Date) {
	for _, s := range e.Starts {
		if d, err := dates.Parse(s); err == nil {
			days = append(days, d)
		}
	}
	return days
}

// Name of the package in the language.
func (e QueueEntry) Name(lang string) string {
	return Booking{NameFi: e.NameFi, NameEn: e.NameEn, NameSv: e.NameSv}.Name(lang)
}

// QueueRequest asks for a place in the queue. The days may come in any order, more than once.
type QueueRequest struct {
	CompanyID int64
	PackageID int64
	Starts    []dates.Date
	People    int
	Lang      string
	Rhythm    packages.Rhythm
	OpKey     uuid.UUID
}

// tidy puts the days in order and says what is wrong with the request by itself.
func (q *QueueRequest) tidy() error {
	q.Starts = slices.DeleteFunc(slices.Clone(q.Starts), dates.Date.IsZero)
	slices.SortFunc(q.Starts, dates.Date.Compare)
	q.Starts = slices.Compact(q.Starts)
	switch {
	case q.People < 1 || q.People > 1000:
		return fault.OnField("people", "field.people")
	case len(q.Starts) == 0:
		return fault.OnField("start", "field.date")
	case len(q.Starts) > MaxQueueStarts:
		return fault.New(fault.Invalid, "fault.queue_days").With("Max", MaxQueueStarts)
	}
	return CheckRhythm(q.Rhythm)
}

// MayQueue says whether a refusal is one that passes when others let go: something is full.
func MayQueue(r packages.Refusal) bool {
	return r.Why == packages.WhyDesks || r.Why == packages.WhySessions || r.Why == packages.WhyNights || r.Why == packages.WhyPlan
}

// JoinQueue gives a company a place in the queue for a stay that is full on each of its days. Members of the company may. The same
// operation key gives the same place.
//
// What the queue promises: whoever waits is offered the stay as a hold of OfferTime by the database's clock, as soon as every
// part of it is free at once on one of the days, in the order of queueing among those whom what is free would do for; one who needs more
// than has become free is passed by and keeps the place. Whoever lets the hold lapse has had the turn, and the next is asked. Nobody
// who asks to hold a stay near these days gets what is free before the queue was asked: see HoldAll.
//
// What it does not promise: that nobody is faster in the moment between the asking and the taking; that changes of stays which are
// sold already, and late payments for lapsed ones, wait in line; and the price, which is that of the day of the offer.
//
// Errors: Invalid with fields, or "fault.queue_days"; Conflict "fault.queue_free" with Day where the stay can be had now, "fault.queue_never"
// with Day where no waiting helps, "fault.queue_many" at MaxQueued places, "fault.queue_twice" where the company waits for the same.
func (s *Service) JoinQueue(ctx context.Context, actor access.Actor, req QueueRequest) (id int64, err error) {
	if err := actor.MayCompany(req.CompanyID); err != nil {
		return 0, err
	}
	if err := req.tidy(); err != nil {
		return 0, err
	}
	if id, err := s.queuedBefore(ctx, s.db, req); err != nil || id != 0 {
		return id, err
	}
	if err := s.allFull(ctx, req); err != nil {
		return 0, err
	}
	err = s.db.InTx(ctx, func(tx *postgres.Tx) error {
		if err := lockCompany(ctx, tx, req.CompanyID); err != nil {
			return err
		}
		if id, err = s.queuedBefore(ctx, tx, req); err != nil || id != 0 {
			return err
		}
		if err := queueLimits(ctx, tx, req); err != nil {
			return err
		}
		return tx.Get(ctx, &id, `/* booking.JoinQueue */
			INSERT INTO stay_queue (company_id, person_id, package_id, starts, people, lang, op_key, rhythm) VALUES ($1, $2, $3, $4::date[], $5, $6, $7, $8::jsonb) RETURNING id`,
			req.CompanyID, actor.PersonID, req.PackageID, pq.Array(isoDays(req.Starts)), req.People, req.Lang, req.OpKey, req.Rhythm)
	})
	return id, err
}

func lockCompany(ctx context.Context, tx *postgres.Tx, id int64) error {
	var row int64
	return notFound(tx.Get(ctx, &row, `/* booking.lockCompany */ SELECT id FROM company WHERE id = $1 FOR NO KEY UPDATE`, id))
}

func isoDays(days []dates.Date) (iso []string) {
	for _, d := range days {
		iso = append(iso, d.String())
	}
	return iso
}

// queuedBefore is the place that this form has given before, 0 for none.
func (s *Service) queuedBefore(ctx context.Context, r postgres.Reader, req QueueRequest) (id int64, err error) {
	err = r.Get(ctx, &id, `/* booking.queuedBefore */ SELECT id FROM stay_queue WHERE company_id = $1 AND op_key = $2`, req.CompanyID, req.OpKey)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, nil
	}
	return id, err
}

// allFull refuses days on which the stay can be had, or never can.
func (s *Service) allFull(ctx context.Context, req QueueRequest) error {
	list, err := packages.PublishedAmong(ctx, s.db, []int64{req.PackageID})
	if err != nil {
		return err
	}
	if len(list) == 0 {
		return fault.New(fault.Conflict, "fault.package_changed")
	}
	stock, err := packages.ReadStock(ctx, s.db, list, dates.Through(req.Starts[0], req.Starts[len(req.Starts)-1]), s.now())
	if err != nil {
		return err
	}
	stock.Group = req.Rhythm
	for _, day := range req.Starts {
		_, refusal, err := packages.OfferFor(list[0], day, req.People, stock)
		switch {
		case err != nil:
			return err
		case refusal == nil:
			return fault.New(fault.Conflict, "fault.queue_free").With("Day", dates.Format(day, req.Lang))
		case !MayQueue(*refusal):
			return fault.New(fault.Conflict, "fault.queue_never").With("Day", dates.Format(day, req.Lang))
		}
	}
	return nil
}

// queueLimits refuses more than a company may wait for. The company is locked.
func queueLimits(ctx context.Context, tx *postgres.Tx, req QueueRequest) error {
	var has struct{ Waiting, Same int }
	if err := tx.Get(ctx, &has, `/* booking.queueLimits */
		SELECT count(*) AS waiting, count(*) FILTER (WHERE package_id = $2 AND people = $3 AND starts && $4::date[]) AS same
		FROM stay_queue WHERE company_id = $1 AND state = 'waiting'`, req.CompanyID, req.PackageID, req.People, pq.Array(isoDays(req.Starts))); err != nil {
		return err
	}
	switch {
	case has.Same > 0:
		return fault.New(fault.Conflict, "fault.queue_twice")
	case has.Waiting >= MaxQueued:
		return fault.New(fault.Conflict, "fault.queue_many").With("Max", MaxQueued)
	}
	return nil
}

// LeaveQueue gives a place in the queue up; leaving twice is no error. Members of its company may. Conflict "fault.queue_offered" when
// the stay is held for the company already: then it is the hold that is let go.
func (s *Service) LeaveQueue(ctx context.Context, actor access.Actor, company, id int64) error {
	if err := actor.MayCompany(company); err != nil {
		return err
	}
	return s.db.InTx(ctx, func(tx *postgres.Tx) error {
		var e QueueEntry
		if err := tx.Get(ctx, &e, `/* booking.LeaveQueue locks */ SELECT company_id, state FROM stay_queue WHERE id = $1 AND company_id = $2 FOR NO KEY UPDATE`, id, company); err != nil {
			return notFound(err)
		}
		switch e.State {
		case QueueOffered:
			return fault.New(fault.Conflict, "fault.queue_offered")
		case QueueWaiting:
			_, err := tx.Exec(ctx, `/* booking.LeaveQueue */ UPDATE stay_queue SET state = 'left', ended_at = now() WHERE id = $1`, id)
			return err
		}
		return nil
	})
}

const selectQueue = `/* booking.selectQueue */
	SELECT q.id, q.company_id, q.person_id, q.package_id, k.slug AS package_slug, r.name_fi, r.name_en, r.name_sv, q.starts::text[] AS starts, q.people, q.lang, q.rhythm,
		q.state, q.queued_at, coalesce(q.booking_id, 0) AS booking_id,
		1 + (SELECT count(*) FROM stay_queue o WHERE o.package_id = q.package_id AND o.state = 'waiting' AND o.id < q.id AND o.starts && q.starts) AS place
	FROM stay_queue q
	JOIN package k ON k.id = q.package_id
	JOIN LATERAL (SELECT name_fi, name_en, name_sv FROM revision v WHERE v.package_id = k.id AND v.state <> 'draft' ORDER BY v.number DESC LIMIT 1) r ON true `

// QueueOf lists what a company waits for, in the order in which it began to. Its members may.
func (s *Service) QueueOf(ctx context.Context, actor access.Actor, company int64) ([]QueueEntry, error) {
	if err := actor.MayCompany(company); err != nil {
		return nil, err
	}
	var list []QueueEntry
	err := s.db.Select(ctx, &list, selectQueue+`WHERE q.company_id = $1 AND q.state = 'waiting' ORDER BY q.id`, company)
	return list, err
}

// QueueLength is how many wait for a package, and how many people they are.
type QueueLength struct {
	PackageID int64 `db:"package_id"`
	Entries   int   `db:"entries"`
	People    int   `db:"people"`
}

// QueueLengths are those of the packages that pass through a hub, by package. Its staff may.
func (s *Service) QueueLengths(ctx context.Context, actor access.Actor, hub int64) (map[int64]QueueLength, error) {
	if err := actor.MayHub(hub); err != nil {
		return nil, err
	}
	var list []QueueLength
	err := s.db.Select(ctx, &list, `/* booking.QueueLengths */
		SELECT q.package_id, count(*) AS entries, sum(q.people) AS people FROM stay_queue q
		WHERE q.state = 'waiting' AND EXISTS (
			SELECT FROM package p LEFT JOIN revision v ON v.package_id = p.id AND v.state = 'published' LEFT JOIN leg l ON l.revision_id = v.id
			WHERE p.id = q.package_id AND (p.hub_id = $1 OR l.hub_id = $1))
		GROUP BY q.package_id`, hub)
	lengths := make(map[int64]QueueLength, len(list))
	for _, l := range list {
		lengths[l.PackageID] = l
	}
	return lengths, err
}

// QueueEnded is a place in the queue that has ended, and the address of who asked for it: empty where they are no member of the company any
// more. It checks no actor: for the mail about it.
func (s *Service) QueueEnded(ctx context.Context, id int64) (e QueueEntry, name, email string, err error) {
	if err = s.db.Get(ctx, &e, selectQueue+`WHERE q.id = $1`, id); err != nil {
		return e, "", "", notFound(err)
	}
	var who struct{ Name, Email string }
	err = s.db.Get(ctx, &who, `/* booking.QueueEnded */
		SELECT p.name, CASE WHEN p.disabled_at IS NULL AND EXISTS (
			SELECT FROM membership m WHERE m.person_id = p.id AND (m.company_id = $2 OR m.role = 'network_admin')) THEN p.email ELSE '' END AS email
		FROM person p WHERE p.id = $1`, e.PersonID, e.CompanyID)
	return e, who.Name, who.Email, notFound(err)
}

// FromQueue says whether a booking began as an offer to somebody who waited. It checks no actor: for the mail about it.
func (s *Service) FromQueue(ctx context.Context, id int64) (yes bool, err error) {
	err = s.db.Get(ctx, &yes, `/* booking.FromQueue */ SELECT EXISTS (SELECT FROM stay_queue WHERE booking_id = $1)`, id)
	return yes, err
}
