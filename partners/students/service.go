package students

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
)

// News is what a mail about an assignment says: the state that it came to, or one of these.
type News string

const (
	TimeProposed News = "proposed" // to the company: a time in the corner
	TimeAgreed   News = "agreed"   // to the school
	TimeWanted   News = "wanted"   // to the school: another time is wanted
)

// ToSchool says whether the school is told of it, not the company.
func (n News) ToSchool() bool {
	switch State(n) {
	case Sent, Withdrawn, Done:
		return true
	}
	return n == TimeAgreed || n == TimeWanted
}

// Notifier tells people what happened here. Its method runs inside the transaction that made it happen and only queues mails.
// a.Letters grows with every mail, so it is a part of its key.
type Notifier interface {
	Assignment(ctx context.Context, tx *postgres.Tx, what News, a Assignment, m Meeting, reason string) error
}

// Rooms keeps the room that the corner has at its hub, inside the transaction that sets a time or calls it off.
type Rooms interface {
	// TakeCorner books the room; 0 where the hub has none. Errors: Invalid at day, from or to.
	TakeCorner(ctx context.Context, tx *postgres.Tx, actor access.Actor, a Assignment, f MeetingForm) (booking int64, err error)
	// LeaveCorner gives it back.
	LeaveCorner(ctx context.Context, tx *postgres.Tx, booking int64) error
}

// Service is everything that people do in the students' corner. Methods check the actor first: members of the company may give
// assignments, the school's coordinator and network admins run them, anyone else gets NotFound.
type Service struct {
	db     *postgres.DB
	notify Notifier
	rooms  Rooms
	now    func() time.Time
}

// New makes the service; now is the clock. rooms may be nil: then a time in the corner takes no room.
func New(db *postgres.DB, notify Notifier, rooms Rooms, now func() time.Time) *Service {
	return &Service{db: db, notify: notify, rooms: rooms, now: now}
}

func (s *Service) today() dates.Date { return dates.Today(s.now()) }

var errNotFound = fault.New(fault.NotFound, "fault.not_found")

// found turns a row that is not there into the fault that people see.
func found(err error) error {
	if errors.Is(err, sql.ErrNoRows) {
		return errNotFound
	}
	return err
}

// mayRun is nil for a school's coordinators and for network admins.
func mayRun(actor access.Actor, partner int64) error {
	if err := actor.MayPartner(partner); err != nil {
		return err
	}
	if !actor.IsAdmin() && !actor.Has(access.SchoolCoordinator, partner) {
		return errNotFound
	}
	return nil
}

// corner reads the choice of a form, "7-1", as it stands in the list.
func corner(ctx context.Context, r postgres.Reader, choice string) (c Corner, err error) {
	var partner, hub int64
	if n, err := fmt.Sscanf(choice, "%d-%d", &partner, &hub); n != 2 || err != nil {
		return c, fault.OnField("corner", "field.choice")
	}
	err = r.Get(ctx, &c, `/* students.corner */`+cornerSelect+`WHERE k.partner_id = $1 AND k.hub_id = $2 AND k.open AND p.status = 'approved'`, partner, hub)
	if errors.Is(err, sql.ErrNoRows) {
		err = fault.OnField("corner", "field.choice")
	}
	return c, err
}

// Post gives a new assignment to a school, whose coordinators are told. Members of the company and network admins may. The same
// operation key gives the same assignment. Errors: Invalid with fields, also for texts that lead to a person.
func (s *Service) Post(ctx context.Context, actor access.Actor, company int64, f Form, op uuid.UUID) (id int64, err error) {
	if err := actor.MayCompany(company); err != nil {
		return 0, err
	}
	if err := fault.Check(f.check(s.today())); err != nil {
		return 0, err
	}
	err = s.db.InTx(ctx, func(tx *postgres.Tx) error {
		at, err := corner(ctx, tx, f.Corner)
		if err != nil {
			return err
		}
		err = tx.Get(ctx, &id, `/* students.insertAssignment */
			INSERT INTO assignment (company_id, partner_id, hub_id, posted_by, op_key, kind, title, body, hours, people, reward_cents, reward, safety, wish, wanted_by, created_at)
			VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16) ON CONFLICT (op_key) DO NOTHING RETURNING id`,
			company, at.PartnerID, at.HubID, orNull(actor.PersonID), op, string(f.Kind), f.Title, f.Body, f.Hours, f.People, f.RewardCents, f.Reward, f.Safety, f.Wish,
			f.WantedBy, s.now())
		if errors.Is(err, sql.ErrNoRows) {
			return found(tx.Get(ctx, &id, `/* students.byOpKey */ SELECT id FROM assignment WHERE op_key = $1 AND company_id = $2`, op, company))
		}
		if err != nil {
			return err
		}
		return s.record(ctx, tx, actor, id, Sent, false, "")
	})
	return id, err
}

func orNull(id int64) sql.NullInt64 { return sql.NullInt64{Int64: id, Valid: id != 0} }

// record notes a move and tells of it.
func (s *Service) record(ctx context.Context, tx *postgres.Tx, actor access.Actor, id int64, to State, by side, reason string) error {
	_, err := tx.Exec(ctx, `/* students.record */
		INSERT INTO assignment_move (assignment_id, state, actor_id, by_school, reason, at) VALUES ($1, $2, $3, $4, $5, $6)`,
		id, string(to), orNull(actor.PersonID), bool(by), reason, s.now())
	if err != nil {
		return err
	}
	return s.tell(ctx, tx, id, News(to), Meeting{}, reason)
}

// tell counts the mail, so that it has a key of its own, and queues it.
func (s *Service) tell(ctx context.Context, tx *postgres.Tx, id int64, what News, m Meeting, reason string) error {
	if _, err := tx.Exec(ctx, `/* students.tell */ UPDATE assignment SET letters = letters + 1 WHERE id = $1`, id); err != nil {
		return err
	}
	a, err := byID(ctx, tx, id, "")
	if err != nil {
		return err
	}
	return s.notify.Assignment(ctx, tx, what, a, m, reason)
}

func byID(ctx context.Context, r postgres.Reader, id int64, lock string) (a Assignment, err error) {
	err = r.Get(ctx, &a, `/* students.byID */`+assignmentSelect+`WHERE a.id = $1 `+lock, id)
	return a, found(err)
}

// owner is on whose behalf somebody acts: a company or a school, by its id.
type owner struct {
	side
	id int64
}

func (o owner) check(actor access.Actor) error {
	if o.side == school {
		return mayRun(actor, o.id)
	}
	return actor.MayCompany(o.id)
}

func (o owner) has(a Assignment) bool {
	return o.side == school && a.PartnerID == o.id || o.side == company && a.CompanyID == o.id
}

// change locks an assignment of the owner's and lets fn act on it.
func (s *Service) change(ctx context.Context, actor access.Actor, o owner, id int64, fn func(tx *postgres.Tx, a Assignment) error) error {
	if err := o.check(actor); err != nil {
		return err
	}
	return s.db.InTx(ctx, func(tx *postgres.Tx) error {
		a, err := byID(ctx, tx, id, "FOR UPDATE OF a")
		if err != nil {
			return err
		}
		if !o.has(a) {
			return errNotFound
		}
		return fn(tx, a)
	})
}

// move takes an assignment to another state; set, which may be empty, are more columns, from $4 on.
func (s *Service) move(ctx context.Context, tx *postgres.Tx, actor access.Actor, o owner, a Assignment, to State, reason, set string, args ...any) error {
	if !may(a.State, to, o.side) {
		return fault.New(fault.Conflict, "fault.assignment_moved")
	}
	_, err := tx.Exec(ctx, `/* students.move */ UPDATE assignment SET state = $2, reason = $3, updated_at = now()`+set+` WHERE id = $1`,
		append([]any{a.ID, string(to), reason}, args...)...)
	if err != nil {
		return err
	}
	return s.record(ctx, tx, actor, a.ID, to, o.side, reason)
}
