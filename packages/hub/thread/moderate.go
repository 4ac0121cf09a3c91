package thread

import (
	"context"
	"time"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/app/base/typed"
)

// Report tells the network's admins of a post, with a reason. Those who run a hub may, and network admins; a second report of the same
// person replaces the first. Errors: Invalid with fields.
func (s *Service) Report(ctx context.Context, actor access.Actor, postID int64, reason string) error {
	if err := member(actor); err != nil {
		return err
	}
	reason = typed.Text(reason)
	return s.db.InTx(ctx, func(tx *postgres.Tx) error {
		p, err := post(ctx, tx, actor, postID, "FOR NO KEY UPDATE OF p")
		if err != nil {
			return err
		}
		if err := fault.Check(words("reason", reason, maxReason)); err != nil {
			return err
		}
		var open bool
		if err := tx.Get(ctx, &open, `/* thread.reportedBefore */ SELECT EXISTS (SELECT FROM thread_report WHERE post_id = $1 AND handled_at IS NULL)`, postID); err != nil {
			return err
		}
		if _, err = tx.Exec(ctx, `/* thread.Report */
			INSERT INTO thread_report (post_id, person_id, reason, created_at) VALUES ($1, $2, $3, $4)
			ON CONFLICT ON CONSTRAINT thread_report_once DO UPDATE SET reason = excluded.reason, created_at = excluded.created_at, handled_at = NULL`,
			postID, actor.PersonID, reason, s.now()); err != nil || open { // one mail is enough until it has been looked at
			return err
		}
		var t Thread
		if err := tx.Get(ctx, &t, `/* thread.reported */ SELECT `+threadColumns+` WHERE t.id = $2`, actor.PersonID, p.ThreadID); err != nil {
			return err
		}
		return s.notify.Reported(ctx, tx, t, p, reason, actor, s.now())
	})
}

// Reported is a post that somebody has reported, with what was said of it.
type Reported struct {
	Post
	Title   string
	Reports []ReportOf
}

// ReportOf is what one person said of a post.
type ReportOf struct {
	PostID    int64     `db:"post_id"`
	Name      string    `db:"name"`
	Reason    string    `db:"reason"`
	CreatedAt time.Time `db:"created_at"`
}

// Reports are the posts with reports that nobody has seen to, the oldest first. Network admins may.
func (s *Service) Reports(ctx context.Context, actor access.Actor) (list []Reported, err error) {
	if err := actor.MayAdmin(); err != nil {
		return nil, err
	}
	var all []ReportOf
	if err := s.db.Select(ctx, &all, `/* thread.Reports */
		SELECT r.post_id, coalesce(p.name, '') AS name, r.reason, r.created_at FROM thread_report r LEFT JOIN person p ON p.id = r.person_id WHERE r.handled_at IS NULL ORDER BY r.id`); err != nil {
		return nil, err
	}
	at := map[int64]int{}
	for _, r := range all {
		i, known := at[r.PostID]
		if !known {
			p, err := post(ctx, s.db, actor, r.PostID, "")
			if err != nil {
				return nil, err
			}
			t, err := s.ByID(ctx, actor, p.ThreadID)
			if err != nil {
				return nil, err
			}
			i = len(list)
			at[r.PostID], list = i, append(list, Reported{Post: p, Title: t.Title})
		}
		list[i].Reports = append(list[i].Reports, r)
	}
	return list, nil
}

// OpenReports is how many posts wait for a network admin; 0 for others.
func (s *Service) OpenReports(ctx context.Context, actor access.Actor) (n int, err error) {
	if !actor.IsAdmin() {
		return 0, nil
	}
	err = s.db.Get(ctx, &n, `/* thread.OpenReports */ SELECT count(DISTINCT post_id) FROM thread_report WHERE handled_at IS NULL`)
	return n, err
}

// Hide takes a post out of sight with a reason, which is shown in its place, and closes its reports. Network admins may. Errors:
// Invalid with fields.
func (s *Service) Hide(ctx context.Context, actor access.Actor, postID int64, reason string) error {
	if err := actor.MayAdmin(); err != nil {
		return err
	}
	reason = typed.Line(reason)
	if err := fault.Check(words("reason", reason, maxReason)); err != nil {
		return err
	}
	return s.settle(ctx, actor, postID, `/* thread.Hide */ UPDATE thread_post SET hidden_at = coalesce(hidden_at, $2), hidden_reason = $3 WHERE id = $1`, s.now(), reason)
}

// Unhide shows a post again. Network admins may.
func (s *Service) Unhide(ctx context.Context, actor access.Actor, postID int64) error {
	return s.settle(ctx, actor, postID, `/* thread.Unhide */ UPDATE thread_post SET hidden_at = NULL, hidden_reason = '' WHERE id = $1`)
}

// Dismiss closes the reports of a post, which stays. Network admins may.
func (s *Service) Dismiss(ctx context.Context, actor access.Actor, postID int64) error {
	return s.settle(ctx, actor, postID, "")
}

// settle changes a post, if there is anything to change, and closes its reports.
func (s *Service) settle(ctx context.Context, actor access.Actor, postID int64, change string, args ...any) error {
	if err := actor.MayAdmin(); err != nil {
		return err
	}
	return s.db.InTx(ctx, func(tx *postgres.Tx) error {
		if _, err := post(ctx, tx, actor, postID, "FOR UPDATE OF p"); err != nil {
			return err
		}
		if change != "" {
			if _, err := tx.Exec(ctx, change, append([]any{postID}, args...)...); err != nil {
				return err
			}
		}
		_, err := tx.Exec(ctx, `/* thread.handled */ UPDATE thread_report SET handled_at = $2 WHERE post_id = $1 AND handled_at IS NULL`, postID, s.now())
		return err
	})
}

// Lock ends a thread, or opens it again. Network admins may; twice is as once.
func (s *Service) Lock(ctx context.Context, actor access.Actor, id int64, on bool) error {
	if err := actor.MayAdmin(); err != nil {
		return err
	}
	return s.db.InTx(ctx, func(tx *postgres.Tx) error {
		if _, err := locked(ctx, tx, actor, id); err != nil {
			return err
		}
		_, err := tx.Exec(ctx, `/* thread.Lock */ UPDATE thread SET locked_at = CASE WHEN $2 THEN coalesce(locked_at, $3) END WHERE id = $1`, id, on, s.now())
		return err
	})
}
