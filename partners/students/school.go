package students

import (
	"context"
	"time"

	"github.com/lib/pq"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
)

// ForSchool lists the assignments of a school: what waits for it first. Its coordinators and network admins may.
func (s *Service) ForSchool(ctx context.Context, actor access.Actor, id int64) (list []Assignment, err error) {
	if err := mayRun(actor, id); err != nil {
		return nil, err
	}
	err = s.db.Select(ctx, &list, `/* students.ForSchool */`+assignmentSelect+`
		WHERE a.partner_id = $1
		ORDER BY array_position(ARRAY['sent', 'published', 'matched', 'delivered', 'returned', 'done', 'declined', 'withdrawn'], a.state), a.wanted_by, a.id`, id)
	return list, err
}

// OfSchool is one of a school's assignments. Its coordinators and network admins may.
func (s *Service) OfSchool(ctx context.Context, actor access.Actor, of, id int64) (Detail, error) {
	return s.detail(ctx, actor, owner{school, of}, id)
}

// OwnCorners are a school's corners, closed ones too. Its coordinators and network admins may.
func (s *Service) OwnCorners(ctx context.Context, actor access.Actor, id int64) (list []Corner, err error) {
	if err := mayRun(actor, id); err != nil {
		return nil, err
	}
	err = s.db.Select(ctx, &list, `/* students.OwnCorners */`+cornerSelect+`WHERE k.partner_id = $1 ORDER BY h.name COLLATE "fi-x-icu"`, id)
	return list, err
}

// SaveCorner opens a corner at a hub, or describes it anew. The school's coordinators and network admins may. Errors: Invalid with
// fields, Conflict "fault.partner_not_approved".
func (s *Service) SaveCorner(ctx context.Context, actor access.Actor, id int64, f CornerForm) error {
	if err := mayRun(actor, id); err != nil {
		return err
	}
	if err := f.check(); err != nil {
		return err
	}
	return s.db.InTx(ctx, func(tx *postgres.Tx) error {
		var approved bool
		if err := tx.Get(ctx, &approved, `/* students.approved */ SELECT status = 'approved' FROM partner WHERE id = $1`, id); err != nil {
			return found(err)
		}
		if !approved {
			return fault.New(fault.Conflict, "fault.partner_not_approved")
		}
		_, err := tx.Exec(ctx, `/* students.SaveCorner */
			INSERT INTO corner (partner_id, hub_id, about_fi, about_en, about_sv, open) VALUES ($1, $2, $3, $4, $5, $6)
			ON CONFLICT (partner_id, hub_id) DO UPDATE SET about_fi = $3, about_en = $4, about_sv = $5, open = $6`, id, f.Hub, f.AboutFi, f.AboutEn, f.AboutSv, f.Open)
		if postgres.Constraint(err) == "corner_hub_id_fkey" {
			return fault.OnField("hub", "field.choice").Wrap(err)
		}
		return err
	})
}

func (s *Service) decide(ctx context.Context, actor access.Actor, of, id int64, to State, f Reason) error {
	if err := f.check(to != Published); err != nil {
		return err
	}
	o := owner{school, of}
	return s.change(ctx, actor, o, id, func(tx *postgres.Tx, a Assignment) error {
		return s.move(ctx, tx, actor, o, a, to, f.Text, "")
	})
}

// Return gives an assignment back to be mended, and says why. The school's coordinators and network admins may. Errors: Invalid
// without a reason, Conflict "fault.assignment_moved".
func (s *Service) Return(ctx context.Context, actor access.Actor, of, id int64, f Reason) error {
	return s.decide(ctx, actor, of, id, Returned, f)
}

// Decline turns an assignment down, and says why. Who may and what goes wrong is as in Return.
func (s *Service) Decline(ctx context.Context, actor access.Actor, of, id int64, f Reason) error {
	return s.decide(ctx, actor, of, id, Declined, f)
}

// Publish shows an assignment to students and everybody. Who may and what goes wrong is as in Return.
func (s *Service) Publish(ctx context.Context, actor access.Actor, of, id int64) error {
	return s.decide(ctx, actor, of, id, Published, Reason{})
}

// Match says which students take part, by first name or alias; the first time it tells the company. The school's coordinators and
// network admins may. Errors: Invalid with fields, Conflict "fault.assignment_moved".
func (s *Service) Match(ctx context.Context, actor access.Actor, of, id int64, f MatchForm) error {
	o := owner{school, of}
	return s.change(ctx, actor, o, id, func(tx *postgres.Tx, a Assignment) error {
		names, err := f.aliases(a.People)
		if err != nil {
			return err
		}
		if a.State != Matched && !may(a.State, Matched, school) {
			return fault.New(fault.Conflict, "fault.assignment_moved")
		}
		if _, err := tx.Exec(ctx, `/* students.unmatch */ DELETE FROM assignment_student WHERE assignment_id = $1 AND alias <> ALL ($2)`, id, pq.Array(names)); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `/* students.match */
			INSERT INTO assignment_student (assignment_id, alias) SELECT $1, n.alias FROM unnest($2::text[]) WITH ORDINALITY AS n (alias, place) ORDER BY n.place
			ON CONFLICT DO NOTHING`, id, pq.Array(names)); err != nil {
			return err
		}
		if a.State == Matched {
			return nil
		}
		return s.move(ctx, tx, actor, o, a, Matched, "", "")
	})
}

// ProposeMeeting keeps a time in the corner, with its room where the hub has one, and asks the company whether it suits; an earlier time becomes free. The school's
// coordinators and network admins may. Errors: Invalid with fields, "field.corner_taken" where somebody else has the corner then,
// and those of its room: closed, outside of the opening hours, taken; Conflict "fault.assignment_moved".
func (s *Service) ProposeMeeting(ctx context.Context, actor access.Actor, of, id int64, f MeetingForm) error {
	if err := mayRun(actor, of); err != nil {
		return err
	}
	if err := f.check(s.today()); err != nil {
		return err
	}
	return s.change(ctx, actor, owner{school, of}, id, func(tx *postgres.Tx, a Assignment) error {
		if a.State != Matched && a.State != Published {
			return fault.New(fault.Conflict, "fault.assignment_moved")
		}
		if err := s.leave(ctx, tx, id); err != nil {
			return err
		}
		m, err := s.meet(ctx, tx, actor, a, f)
		if err != nil {
			return err
		}
		return s.tell(ctx, tx, id, TimeProposed, m, "")
	})
}

// Deliver hands the result to the company. The school's coordinators and network admins may. Errors: Invalid with fields, Conflict
// "fault.assignment_moved".
func (s *Service) Deliver(ctx context.Context, actor access.Actor, of, id int64, f ResultForm) error {
	if err := f.check(); err != nil {
		return err
	}
	o := owner{school, of}
	return s.change(ctx, actor, o, id, func(tx *postgres.Tx, a Assignment) error {
		return s.move(ctx, tx, actor, o, a, Delivered, "", `, result = $4, result_link = $5`, f.Result, f.Link)
	})
}

// Certificate is what a student gets on paper: who, what, where, for whom, and what the company said.
type Certificate struct {
	Assignment
	Alias  string
	DoneOn time.Time
}

// Certificate is that of one student of a finished assignment. The school's coordinators and network admins may: they hand it out.
// Conflict "fault.assignment_unfinished" before the company has given its feedback.
func (s *Service) Certificate(ctx context.Context, actor access.Actor, of, id, student int64) (c Certificate, err error) {
	d, err := s.OfSchool(ctx, actor, of, id)
	if err != nil {
		return c, err
	}
	if d.State != Done {
		return c, fault.New(fault.Conflict, "fault.assignment_unfinished")
	}
	c.Assignment, c.DoneOn = d.Assignment, d.Moves[len(d.Moves)-1].At
	for _, one := range d.Students {
		if one.ID == student {
			c.Alias = one.Alias
			return c, nil
		}
	}
	return Certificate{}, errNotFound
}
