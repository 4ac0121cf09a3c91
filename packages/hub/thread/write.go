package thread

import (
	"context"
	"database/sql"
	"errors"

	"github.com/google/uuid"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/app/base/typed"
)

// Start begins a thread with its first post; its writer follows it. Those who run a hub may, and network admins. The same operation
// key gives the same thread. Errors: Invalid with fields.
func (s *Service) Start(ctx context.Context, actor access.Actor, f Form, op uuid.UUID) (id int64, err error) {
	if err := member(actor); err != nil {
		return 0, err
	}
	f.clean()
	if err := fault.Check(f.faults()); err != nil {
		return 0, err
	}
	err = s.db.InTx(ctx, func(tx *postgres.Tx) error {
		err := tx.Get(ctx, &id, `/* thread.Start */
			INSERT INTO thread (title, practice_id, op_key) VALUES ($1, $2, $3) ON CONFLICT ON CONSTRAINT thread_op_key DO NOTHING RETURNING id`, f.Title, orNull(f.PracticeID), op)
		if errors.Is(err, sql.ErrNoRows) { // the form was sent before
			return tx.Get(ctx, &id, `/* thread.started */ SELECT id FROM thread WHERE op_key = $1`, op)
		}
		if err != nil {
			return err
		}
		if _, err = s.add(ctx, tx, actor, id, f.Body, op); err != nil {
			return err
		}
		return follow(ctx, tx, id, actor.PersonID)
	})
	if postgres.Constraint(err) == "thread_practice" {
		return 0, fault.OnField("practice", "field.choice")
	}
	return id, err
}

// Reply adds a post to a thread and tells those who follow it, but for the writer, who follows from then on. Those who run a hub may,
// and network admins. The same operation key gives the same post. Errors: Invalid with fields, Conflict when the thread is locked.
func (s *Service) Reply(ctx context.Context, actor access.Actor, id int64, body string, op uuid.UUID) (postID int64, err error) {
	if err := member(actor); err != nil {
		return 0, err
	}
	body = typed.Text(body)
	if err := fault.Check(words("body", body, maxBody)); err != nil {
		return 0, err
	}
	err = s.db.InTx(ctx, func(tx *postgres.Tx) error {
		err := tx.Get(ctx, &postID, `/* thread.replied */ SELECT id FROM thread_post WHERE op_key = $1 AND thread_id = $2`, op, id)
		if !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		t, err := locked(ctx, tx, actor, id)
		if err != nil {
			return err
		}
		if t.Locked() {
			return fault.New(fault.Conflict, "fault.thread_locked")
		}
		p, err := s.add(ctx, tx, actor, id, body, op)
		if err != nil {
			return err
		}
		postID = p.ID
		to, err := followers(ctx, tx, id, actor.PersonID)
		if err != nil {
			return err
		}
		if err := s.notify.Posted(ctx, tx, t, p, to); err != nil {
			return err
		}
		return follow(ctx, tx, id, actor.PersonID)
	})
	if postgres.Constraint(err) == "thread_post_op_key" { // the same form at the same moment
		return postID, fault.New(fault.Conflict, "fault.form_stale")
	}
	return postID, err
}

// locked is a thread that nobody else writes to until the transaction ends, so that its posts are counted one by one.
func locked(ctx context.Context, tx *postgres.Tx, actor access.Actor, id int64) (t Thread, err error) {
	err = tx.Get(ctx, &t, `/* thread.locked */ SELECT `+threadColumns+` WHERE t.id = $2 FOR UPDATE OF t`, actor.PersonID, id)
	return t, found(err)
}

func (s *Service) add(ctx context.Context, tx *postgres.Tx, actor access.Actor, id int64, body string, op uuid.UUID) (p Post, err error) {
	var postID, hub int64
	if all := actor.Orgs("hub"); len(all) > 0 && !actor.IsAdmin() {
		hub = all[0]
	}
	if err = tx.Get(ctx, &postID, `/* thread.add */
		INSERT INTO thread_post (thread_id, person_id, hub_id, body, op_key, created_at) VALUES ($1, $2, $3, $4, $5, $6) RETURNING id`,
		id, actor.PersonID, orNull(hub), body, op, s.now()); err != nil {
		return p, err
	}
	if _, err = tx.Exec(ctx, `/* thread.added */ UPDATE thread SET posts = posts + 1, last_post_id = $2, last_post_at = $3 WHERE id = $1`, id, postID, s.now()); err != nil {
		return p, err
	}
	return post(ctx, tx, actor, postID, "")
}

// Edit changes one's own post and marks it, for as long as EditTime. Errors: Invalid with fields; Conflict when it is too late or the
// post is hidden. The posts of others do not exist.
func (s *Service) Edit(ctx context.Context, actor access.Actor, postID int64, body string) error {
	if err := member(actor); err != nil {
		return err
	}
	body = typed.Text(body)
	return s.db.InTx(ctx, func(tx *postgres.Tx) error {
		p, err := post(ctx, tx, actor, postID, "FOR UPDATE OF p")
		if err != nil {
			return err
		}
		if p.PersonID != actor.PersonID || actor.PersonID == 0 {
			return errNotFound
		}
		if !p.Editable(actor.PersonID, s.now()) {
			return fault.New(fault.Conflict, "fault.post_fixed")
		}
		if err := fault.Check(words("body", body, maxBody)); err != nil {
			return err
		}
		_, err = tx.Exec(ctx, `/* thread.Edit */ UPDATE thread_post SET body = $2, edited_at = $3 WHERE id = $1 AND body <> $2`, postID, body, s.now())
		return err
	})
}

// Follow tells the actor of new posts from now on, or no more. Those who run a hub may, and network admins; twice is as once.
func (s *Service) Follow(ctx context.Context, actor access.Actor, id int64, on bool) error {
	if err := member(actor); err != nil {
		return err
	}
	return s.db.InTx(ctx, func(tx *postgres.Tx) error {
		if _, err := locked(ctx, tx, actor, id); err != nil {
			return err
		}
		if on {
			return follow(ctx, tx, id, actor.PersonID)
		}
		_, err := tx.Exec(ctx, `/* thread.unfollow */ DELETE FROM thread_follow WHERE thread_id = $1 AND person_id = $2`, id, actor.PersonID)
		return err
	})
}

func follow(ctx context.Context, tx *postgres.Tx, id, person int64) error {
	_, err := tx.Exec(ctx, `/* thread.follow */ INSERT INTO thread_follow (thread_id, person_id, token) VALUES ($1, $2, $3) ON CONFLICT (thread_id, person_id) DO NOTHING`, id, person, newToken())
	return err
}

// followers are those who are told: who may still sign in and still runs a hub, or the network.
func followers(ctx context.Context, r postgres.Reader, id, but int64) (list []Follower, err error) {
	err = r.Select(ctx, &list, `/* thread.followers */
		SELECT f.person_id, p.name, p.email, p.lang, f.token FROM thread_follow f JOIN person p ON p.id = f.person_id
		WHERE f.thread_id = $1 AND f.person_id <> $2 AND p.disabled_at IS NULL
			AND EXISTS (SELECT FROM membership m WHERE m.person_id = p.id AND m.role IN ('network_admin', 'hub_staff', 'community_manager'))
		ORDER BY f.person_id`, id, but)
	return list, err
}

// Followed is what the link in a mail is about: the thread's title and the language of its reader. Who has the token may. Gone
// "fault.link_unknown".
func (s *Service) Followed(ctx context.Context, token string) (title, lang string, err error) {
	var x struct {
		Title string `db:"title"`
		Lang  string `db:"lang"`
	}
	if len(token) > 100 {
		return "", "", errLinkUnknown
	}
	err = s.db.Get(ctx, &x, `/* thread.Followed */
		SELECT t.title, p.lang FROM thread_follow f JOIN thread t ON t.id = f.thread_id JOIN person p ON p.id = f.person_id WHERE f.token = $1`, token)
	if errors.Is(err, sql.ErrNoRows) {
		err = errLinkUnknown
	}
	return x.Title, x.Lang, err
}

// Unfollow ends the mails about a thread. Who has the token may. Gone "fault.link_unknown", also the second time.
func (s *Service) Unfollow(ctx context.Context, token string) error {
	if len(token) > 100 {
		return errLinkUnknown
	}
	return s.db.InTx(ctx, func(tx *postgres.Tx) error {
		var gone []int64
		err := tx.Select(ctx, &gone, `/* thread.Unfollow */ DELETE FROM thread_follow WHERE token = $1 RETURNING thread_id`, token)
		if err == nil && len(gone) == 0 {
			err = errLinkUnknown
		}
		return err
	})
}
