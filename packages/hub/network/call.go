package network

import (
	"context"
	"database/sql"
	"errors"

	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/dates"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/app/base/typed"
)

// AddMeeting calls a meeting and tells all community managers but the actor. Community managers and network admins may. The same
// operation key gives the same meeting. Errors: Invalid with fields.
func (s *Service) AddMeeting(ctx context.Context, actor access.Actor, f MeetingForm, op uuid.UUID) (id int64, err error) {
	if err := mayEnter(actor); err != nil {
		return 0, err
	}
	if !MayMeet(actor) {
		return 0, errNotFound
	}
	if err := f.check(s.now()); err != nil {
		return 0, err
	}
	err = s.db.InTx(ctx, func(tx *postgres.Tx) error {
		err := tx.Get(ctx, &id, `/* network.AddMeeting */
			INSERT INTO network_meeting (op_key, made_by, title, starts_at, ends_at, place, link, agenda) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
			ON CONFLICT (op_key) DO NOTHING RETURNING id`,
			op, orNull(actor.PersonID), f.Title, dates.At(f.Day, *f.From), dates.At(f.Day, *f.To), f.Place, f.Link, f.Agenda)
		if errors.Is(err, sql.ErrNoRows) {
			return found(tx.Get(ctx, &id, `/* network.meetingByKey */ SELECT id FROM network_meeting WHERE op_key = $1`, op))
		}
		if err != nil {
			return err
		}
		to, err := concerned(ctx, tx, actor, id)
		if err != nil {
			return err
		}
		return s.tell(ctx, tx, actor, id, Added, to)
	})
	return id, err
}

// EditMeeting writes a meeting anew. When its time or place changes, community managers and those who come are told, and at another
// time all answers are asked for again. Who called it and network admins may. Errors: Invalid with fields, NotFound, Conflict
// "fault.meeting_over" once it has begun or is cancelled.
func (s *Service) EditMeeting(ctx context.Context, actor access.Actor, id int64, f MeetingForm) error {
	if err := mayEnter(actor); err != nil {
		return err
	}
	return s.change(ctx, actor, id, func(tx *postgres.Tx, m Meeting) error {
		if err := f.check(s.now()); err != nil {
			return err
		}
		from, to := dates.At(f.Day, *f.From), dates.At(f.Day, *f.To)
		shifted := !from.Equal(m.StartsAt) || !to.Equal(m.EndsAt)
		people, err := concerned(ctx, tx, actor, id)
		if err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `/* network.EditMeeting */
			UPDATE network_meeting SET title = $2, starts_at = $3, ends_at = $4, place = $5, link = $6, agenda = $7, seq = seq + 1 WHERE id = $1`,
			id, f.Title, from, to, f.Place, f.Link, f.Agenda); err != nil {
			return err
		}
		if shifted {
			if _, err := tx.Exec(ctx, `/* network.askAgain */
				WITH asked AS (DELETE FROM network_answer WHERE meeting_id = $1) UPDATE network_meeting SET reminded_at = NULL WHERE id = $1`, id); err != nil {
				return err
			}
		}
		if !shifted && f.Place == m.Place && f.Link == m.Link {
			return nil
		}
		return s.tell(ctx, tx, actor, id, Moved, people)
	})
}

// CancelForm says why a meeting is cancelled; it may be empty.
type CancelForm struct {
	Reason string `form:"reason"`
}

// CancelMeeting calls a meeting off and tells community managers and those who come. Who may and what goes wrong is as in EditMeeting.
func (s *Service) CancelMeeting(ctx context.Context, actor access.Actor, id int64, f CancelForm) error {
	if err := mayEnter(actor); err != nil {
		return err
	}
	return s.change(ctx, actor, id, func(tx *postgres.Tx, _ Meeting) error {
		f.Reason = typed.Line(f.Reason)
		var c checker
		c.text("reason", f.Reason, maxReason, false)
		if err := fault.Check(c.fields); err != nil {
			return err
		}
		if _, err := tx.Exec(ctx, `/* network.CancelMeeting */ UPDATE network_meeting SET cancelled_at = $2, reason = $3, seq = seq + 1 WHERE id = $1`,
			id, s.now(), f.Reason); err != nil {
			return err
		}
		to, err := concerned(ctx, tx, actor, id)
		if err != nil {
			return err
		}
		return s.tell(ctx, tx, actor, id, Cancelled, to)
	})
}

// change locks a meeting that the actor may change and lets fn act on it.
func (s *Service) change(ctx context.Context, actor access.Actor, id int64, fn func(tx *postgres.Tx, m Meeting) error) error {
	return s.db.InTx(ctx, func(tx *postgres.Tx) error {
		m, err := meeting(ctx, tx, actor, id, `FOR UPDATE OF m`)
		if err != nil {
			return err
		}
		switch {
		case !m.mayChange(actor):
			return errNotFound
		case m.Cancelled || m.Begun(s.now()):
			return fault.New(fault.Conflict, "fault.meeting_over")
		}
		return fn(tx, m)
	})
}

// Answer says whether the actor comes to a meeting. Members of any hub and network admins may, also change their mind. Errors:
// NotFound, Conflict "fault.meeting_over".
func (s *Service) Answer(ctx context.Context, actor access.Actor, id int64, comes bool) error {
	if err := mayEnter(actor); err != nil {
		return err
	}
	return s.db.InTx(ctx, func(tx *postgres.Tx) error {
		m, err := meeting(ctx, tx, actor, id, `FOR SHARE OF m`)
		if err != nil {
			return err
		}
		if !m.Answerable(s.now()) {
			return fault.New(fault.Conflict, "fault.meeting_over")
		}
		_, err = tx.Exec(ctx, `/* network.Answer */
			INSERT INTO network_answer (meeting_id, person_id, comes, answered_at) VALUES ($1, $2, $3, $4)
			ON CONFLICT (meeting_id, person_id) DO UPDATE SET comes = excluded.comes, answered_at = excluded.answered_at`, id, actor.PersonID, comes, s.now())
		return err
	})
}

// concerned are those who are told of a meeting: community managers of hubs that have not ended, and who has said that they come; not
// the actor, who knows.
func concerned(ctx context.Context, tx *postgres.Tx, actor access.Actor, id int64) (to []Recipient, err error) {
	err = tx.Select(ctx, &to, `/* network.concerned */
		SELECT p.id, p.name, p.email, p.lang FROM person p
		WHERE p.disabled_at IS NULL AND p.id <> $2 AND (
			EXISTS (SELECT FROM membership m JOIN hub h ON h.id = m.hub_id WHERE m.person_id = p.id AND m.role = $3 AND h.status <> 'closed')
			OR EXISTS (SELECT FROM network_answer a WHERE a.meeting_id = $1 AND a.person_id = p.id AND a.comes)
				AND EXISTS (SELECT FROM membership m WHERE m.person_id = p.id AND (m.hub_id IS NOT NULL OR m.role = $4)))
		ORDER BY p.id`, id, actor.PersonID, string(access.CommunityManager), string(access.NetworkAdmin))
	return to, err
}

// tell counts the round of mails, so that they have keys of their own, and queues them.
func (s *Service) tell(ctx context.Context, tx *postgres.Tx, actor access.Actor, id int64, what News, to []Recipient) error {
	if _, err := tx.Exec(ctx, `/* network.tell */ UPDATE network_meeting SET letters = letters + 1 WHERE id = $1`, id); err != nil {
		return err
	}
	m, err := meeting(ctx, tx, actor, id, "")
	if err != nil {
		return err
	}
	return s.notify.Meeting(ctx, tx, what, m, to)
}

// Remind writes to those who come to a meeting that begins within a day, by the database's clock, and says of how many meetings. Called by
// a job; a meeting is reminded of once, and again only at another time.
func (s *Service) Remind(ctx context.Context) (n int, err error) {
	err = s.db.InTx(ctx, func(tx *postgres.Tx) error {
		var ids []int64
		if err := tx.Select(ctx, &ids, `/* network.Remind */
			UPDATE network_meeting SET reminded_at = now() WHERE id IN (
				SELECT id FROM network_meeting
				WHERE reminded_at IS NULL AND cancelled_at IS NULL AND starts_at > now() AND starts_at <= now() + interval '24 hours'
				ORDER BY id FOR UPDATE SKIP LOCKED) RETURNING id`); err != nil {
			return err
		}
		n = len(ids)
		for _, id := range ids {
			var to []Recipient
			if err := tx.Select(ctx, &to, `/* network.coming */
				SELECT p.id, p.name, p.email, p.lang FROM network_answer a JOIN person p ON p.id = a.person_id
				WHERE a.meeting_id = $1 AND a.comes AND p.disabled_at IS NULL AND EXISTS (
					SELECT FROM membership m WHERE m.person_id = p.id AND (m.hub_id IS NOT NULL OR m.role = $2))
				ORDER BY p.id`, id, string(access.NetworkAdmin)); err != nil {
				return err
			}
			if err := s.tell(ctx, tx, access.System("reminder"), id, Reminded, to); err != nil {
				return err
			}
		}
		return nil
	})
	return n, err
}
