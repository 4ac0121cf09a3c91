package thread

import (
	"context"
	"crypto/rand"
	"database/sql"
	"errors"
	"slices"
	"time"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
)

// Follower is somebody who is told of new posts. Token is that of the link which ends it.
type Follower struct {
	PersonID int64  `db:"person_id"`
	Name     string `db:"name"`
	Email    string `db:"email"`
	Lang     string `db:"lang"`
	Token    string `db:"token"`
}

// Notifier tells people what happened here. Its methods run inside the transaction that made it happen and only queue mails.
type Notifier interface {
	// Posted tells followers of a new post.
	Posted(ctx context.Context, tx *postgres.Tx, t Thread, p Post, to []Follower) error
	// Reported tells network admins, but for the one who has reported, that a post is to be looked at. at is a part of the mails' keys.
	Reported(ctx context.Context, tx *postgres.Tx, t Thread, p Post, reason string, by access.Actor, at time.Time) error
}

// Service is everything that those who run hubs do with discussions.
type Service struct {
	db     *postgres.DB
	notify Notifier
	now    func() time.Time
}

// New makes the service; now is the clock.
func New(db *postgres.DB, notify Notifier, now func() time.Time) *Service {
	return &Service{db, notify, now}
}

var (
	errNotFound    = fault.New(fault.NotFound, "fault.not_found")
	errLinkUnknown = fault.New(fault.Gone, "fault.link_unknown")
)

// member is nil for those who run a hub, and for network admins.
func member(actor access.Actor) error {
	if actor.IsAdmin() || actor.HasKind("hub") {
		return nil
	}
	return errNotFound
}

func found(err error) error {
	if errors.Is(err, sql.ErrNoRows) {
		return errNotFound
	}
	return err
}

const threadColumns = `t.id, t.title, coalesce(t.practice_id, 0) AS practice_id, t.posts, t.last_post_id, t.last_post_at, t.locked_at, coalesce(w.name, '') AS last_by,
		coalesce(h.name, '') AS last_hub, EXISTS (SELECT FROM thread_follow f WHERE f.thread_id = t.id AND f.person_id = $1) AS following
	FROM thread t LEFT JOIN thread_post l ON l.id = t.last_post_id LEFT JOIN person w ON w.id = l.person_id LEFT JOIN hub h ON h.id = l.hub_id `

// List is the threads whose last post is older than the one named (0: from the latest), at most PageSize, and whether there are
// more. Practice narrows it to those about one. Those who run a hub may, and network admins.
func (s *Service) List(ctx context.Context, actor access.Actor, practice, before int64) (list []Thread, more bool, err error) {
	if err := member(actor); err != nil {
		return nil, false, err
	}
	err = s.db.Select(ctx, &list, `/* thread.List */
		SELECT `+threadColumns+` WHERE ($2::bigint = 0 OR t.last_post_id < $2) AND ($3::bigint = 0 OR t.practice_id = $3) ORDER BY t.last_post_id DESC LIMIT $4`,
		actor.PersonID, before, practice, PageSize+1)
	if len(list) > PageSize {
		list, more = list[:PageSize], true
	}
	return list, more, err
}

// ByID is one thread. Those who run a hub may, and network admins.
func (s *Service) ByID(ctx context.Context, actor access.Actor, id int64) (t Thread, err error) {
	if err := member(actor); err != nil {
		return t, err
	}
	err = s.db.Get(ctx, &t, `/* thread.ByID */ SELECT `+threadColumns+` WHERE t.id = $2`, actor.PersonID, id)
	return t, found(err)
}

const postColumns = `p.id, p.thread_id, coalesce(p.person_id, 0) AS person_id, coalesce(w.name, '') AS name, coalesce(h.name, '') AS hub_name,
		CASE WHEN p.hidden_at IS NULL OR $2 THEN p.body ELSE '' END AS body, p.created_at, p.edited_at, p.hidden_at, p.hidden_reason,
		EXISTS (SELECT FROM thread_report r WHERE r.post_id = p.id AND r.person_id = $1) AS reported
	FROM thread_post p LEFT JOIN person w ON w.id = p.person_id LEFT JOIN hub h ON h.id = p.hub_id `

// Page is a part of a thread, and whether there is more on either side.
type Page struct {
	Posts          []Post
	Earlier, Later bool
}

// First and Last are the ids at its ends, 0 where there is nothing.
func (p Page) First() int64 {
	if len(p.Posts) == 0 {
		return 0
	}
	return p.Posts[0].ID
}

// Last is the other end.
func (p Page) Last() int64 {
	if len(p.Posts) == 0 {
		return 0
	}
	return p.Posts[len(p.Posts)-1].ID
}

// Cut says which part of a thread is wanted: from its beginning, after a post, before a post, or the part that ends with a post.
type Cut struct{ After, Before, Until int64 }

// Posts is a part of a thread in the order of writing. Those who run a hub may, and network admins, who alone read what is hidden.
func (s *Service) Posts(ctx context.Context, actor access.Actor, id int64, c Cut) (p Page, err error) {
	if err := member(actor); err != nil {
		return p, err
	}
	switch {
	case c.Before > 0:
		p.Later = true
		p.Earlier, err = s.before(ctx, actor, id, c.Before-1, &p.Posts)
	case c.Until > 0:
		if p.Earlier, err = s.before(ctx, actor, id, c.Until, &p.Posts); err == nil {
			err = s.db.Get(ctx, &p.Later, `/* thread.later */ SELECT EXISTS (SELECT FROM thread_post WHERE thread_id = $1 AND id > $2)`, id, c.Until)
		}
	default:
		err = s.db.Select(ctx, &p.Posts, `/* thread.Posts */ SELECT `+postColumns+` WHERE p.thread_id = $3 AND p.id > $4 ORDER BY p.id LIMIT $5`,
			actor.PersonID, actor.IsAdmin(), id, c.After, PageSize+1)
		p.Earlier = c.After > 0
		if len(p.Posts) > PageSize {
			p.Posts, p.Later = p.Posts[:PageSize], true
		}
	}
	return p, err
}

// before reads the posts up to and with one, and says whether there are earlier ones.
func (s *Service) before(ctx context.Context, actor access.Actor, id, until int64, into *[]Post) (earlier bool, err error) {
	var list []Post
	err = s.db.Select(ctx, &list, `/* thread.before */ SELECT `+postColumns+` WHERE p.thread_id = $3 AND p.id <= $4 ORDER BY p.id DESC LIMIT $5`,
		actor.PersonID, actor.IsAdmin(), id, until, PageSize+1)
	if len(list) > PageSize {
		list, earlier = list[:PageSize], true
	}
	slices.Reverse(list)
	*into = list
	return earlier, err
}

// Post is one post. Those who run a hub may, and network admins, who alone read what is hidden.
func (s *Service) Post(ctx context.Context, actor access.Actor, id int64) (Post, error) {
	if err := member(actor); err != nil {
		return Post{}, err
	}
	return post(ctx, s.db, actor, id, "")
}

func post(ctx context.Context, r postgres.Reader, actor access.Actor, id int64, lock string) (p Post, err error) {
	err = r.Get(ctx, &p, `/* thread.post */ SELECT `+postColumns+` WHERE p.id = $3 `+lock, actor.PersonID, actor.IsAdmin(), id)
	return p, found(err)
}

func newToken() string { return rand.Text() }

func orNull(id int64) sql.NullInt64 { return sql.NullInt64{Int64: id, Valid: id != 0} }
