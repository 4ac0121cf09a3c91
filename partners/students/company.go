package students

import (
	"context"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
)

// ForCompany lists a company's assignments, the newest first. Its members and network admins may.
func (s *Service) ForCompany(ctx context.Context, actor access.Actor, id int64) (list []Assignment, err error) {
	if err := actor.MayCompany(id); err != nil {
		return nil, err
	}
	err = s.db.Select(ctx, &list, `/* students.ForCompany */`+assignmentSelect+`WHERE a.company_id = $1 ORDER BY a.id DESC`, id)
	return list, err
}

// OfCompany is one of a company's assignments. Its members and network admins may.
func (s *Service) OfCompany(ctx context.Context, actor access.Actor, of, id int64) (Detail, error) {
	return s.detail(ctx, actor, owner{company, of}, id)
}

func (s *Service) detail(ctx context.Context, actor access.Actor, o owner, id int64) (d Detail, err error) {
	if err := o.check(actor); err != nil {
		return d, err
	}
	if d.Assignment, err = byID(ctx, s.db, id, ""); err != nil {
		return d, err
	}
	if !o.has(d.Assignment) {
		return Detail{}, errNotFound
	}
	if err := s.db.Select(ctx, &d.Students, `/* students.detailStudents */ SELECT id, alias FROM assignment_student WHERE assignment_id = $1 ORDER BY id`, id); err != nil {
		return d, err
	}
	var met []Meeting
	if err := s.db.Select(ctx, &met, `/* students.detailMeeting */
		SELECT id, starts_at, ends_at, state, note FROM assignment_meeting WHERE assignment_id = $1 ORDER BY id DESC LIMIT 1`, id); err != nil {
		return d, err
	}
	if len(met) > 0 {
		d.Meeting = met[0]
	}
	err = s.db.Select(ctx, &d.Moves, `/* students.detailMoves */ SELECT state, by_school, reason, at FROM assignment_move WHERE assignment_id = $1 ORDER BY id`, id)
	return d, err
}

// Edit mends an assignment that was returned, or that nobody has looked at yet, and sends it again. Members of the company and
// network admins may. Errors: Invalid with fields, Conflict "fault.assignment_moved".
func (s *Service) Edit(ctx context.Context, actor access.Actor, of, id int64, f Form) error {
	o := owner{company, of}
	if err := o.check(actor); err != nil {
		return err
	}
	if err := fault.Check(f.check(s.today())); err != nil {
		return err
	}
	return s.change(ctx, actor, o, id, func(tx *postgres.Tx, a Assignment) error {
		at, err := corner(ctx, tx, f.Corner)
		if err != nil {
			return err
		}
		return s.move(ctx, tx, actor, o, a, Sent, "", `, partner_id = $4, hub_id = $5, kind = $6, title = $7, body = $8, hours = $9, people = $10, reward_cents = $11,
			reward = $12, safety = $13, wish = $14, wanted_by = $15`,
			at.PartnerID, at.HubID, string(f.Kind), f.Title, f.Body, f.Hours, f.People, f.RewardCents, f.Reward, f.Safety, f.Wish, f.WantedBy)
	})
}

// Withdraw takes an assignment back; a time in the corner becomes free. Members of the company and network admins may. Errors:
// Invalid with fields, Conflict "fault.assignment_moved".
func (s *Service) Withdraw(ctx context.Context, actor access.Actor, of, id int64, f Reason) error {
	if err := f.check(false); err != nil {
		return err
	}
	o := owner{company, of}
	return s.change(ctx, actor, o, id, func(tx *postgres.Tx, a Assignment) error {
		if err := s.leave(ctx, tx, id); err != nil {
			return err
		}
		return s.move(ctx, tx, actor, o, a, Withdrawn, f.Text, "")
	})
}

// AnswerMeeting agrees to the time that the school proposed, or asks for another and says when it would suit. Members of the
// company and network admins may. Errors: Invalid with fields, Conflict "fault.meeting_moved".
func (s *Service) AnswerMeeting(ctx context.Context, actor access.Actor, of, id int64, agree bool, f Reason) error {
	if err := f.check(!agree); err != nil {
		return err
	}
	return s.change(ctx, actor, owner{company, of}, id, func(tx *postgres.Tx, _ Assignment) error {
		m, err := s.answer(ctx, tx, id, agree, f.Text)
		if err != nil {
			return err
		}
		what := TimeWanted
		if agree {
			what = TimeAgreed
		}
		return s.tell(ctx, tx, id, what, m, f.Text)
	})
}

// Finish gives the students feedback and ends the assignment. Members of the company and network admins may. Errors: Invalid with
// fields, Conflict "fault.assignment_moved".
func (s *Service) Finish(ctx context.Context, actor access.Actor, of, id int64, f FeedbackForm) error {
	if err := f.check(); err != nil {
		return err
	}
	o := owner{company, of}
	return s.change(ctx, actor, o, id, func(tx *postgres.Tx, a Assignment) error {
		return s.move(ctx, tx, actor, o, a, Done, "", `, feedback = $4`, f.Feedback)
	})
}
