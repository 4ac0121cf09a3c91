package accounts

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"time"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/app/base/typed"
)

// How long a sign-in lives, by the database's clock. Network admins touch everybody's money, so theirs are short.
const (
	idleHours       = 24
	absoluteHours   = 14 * 24
	adminIdleHours  = 2
	adminTotalHours = 12
)

// SignedIn is a fresh sign-in: its token goes into a cookie and is not stored anywhere.
type SignedIn struct {
	Token    string
	PersonID int64
	MaxAge   time.Duration // of the cookie
	Next     string        // the path to go on to, "" if none
	// PasswordEnded says that a password somebody set before the mailbox was proved has been taken off.
	PasswordEnded bool
}

// Session is the sign-in that a request came with.
type Session struct {
	ID        int64
	CSRF      string // what forms of this sign-in carry
	CreatedAt time.Time
}

// signIn is a row about to be inserted.
type signIn struct {
	token, csrf string
	person      int64
	client      Client
}

func newSignIn(person int64, c Client) signIn {
	return signIn{token: newToken(), csrf: newToken(), person: person, client: c}
}

// insert starts the sign-in and ends the one that the browser came with, so that nobody can plant theirs.
func (s signIn) insert(ctx context.Context, tx *postgres.Tx) error {
	if err := endByToken(ctx, tx, s.client.Token); err != nil {
		return err
	}
	_, err := tx.Exec(ctx, `/* accounts.signIn.insert */
		INSERT INTO sign_in (token_hash, person_id, csrf, user_agent, expires_at)
		VALUES ($1, $2, $3, $4, now() + make_interval(hours => $5))`,
		hashToken(s.token), s.person, s.csrf, cutRunes(typed.Line(s.client.UserAgent), 300), absoluteHours)
	return err
}

func (s signIn) signedIn(next string) SignedIn {
	return SignedIn{Token: s.token, PersonID: s.person, MaxAge: absoluteHours * time.Hour, Next: next}
}

func endByToken(ctx context.Context, tx *postgres.Tx, token string) error {
	if token == "" {
		return nil
	}
	_, err := tx.Exec(ctx, `/* accounts.endByToken */ DELETE FROM sign_in WHERE token_hash = $1`, hashToken(token))
	return err
}

func endAllSignIns(ctx context.Context, tx *postgres.Tx, person int64) error {
	_, err := tx.Exec(ctx, `/* accounts.endAllSignIns */ DELETE FROM sign_in WHERE person_id = $1`, person)
	return err
}

// errSignedOut is the answer to a token that is unknown, over, or whose account was closed.
var errSignedOut = fault.New(fault.Unauthenticated, "fault.sign_in")

type sessionRow struct {
	ID        int64     `db:"id"`
	CSRF      string    `db:"csrf"`
	CreatedAt time.Time `db:"created_at"`
	Stale     bool      `db:"stale"`
	PersonID  int64     `db:"person_id"`
	Name      string    `db:"name"`
	Email     string    `db:"email"`
	Lang      string    `db:"lang"`
	Grants    []byte    `db:"grants"`
}

// Authenticate tells who a cookie's token belongs to and what they may act for. One query; once a minute a short
// transaction notes that the sign-in is in use. Error: Unauthenticated when there is no such sign-in (any more).
func (s *Service) Authenticate(ctx context.Context, token string) (Session, access.Actor, error) {
	if token == "" {
		return Session{}, access.Actor{}, errSignedOut
	}
	row, err := findSession(ctx, s.db, token)
	if err != nil {
		return Session{}, access.Actor{}, err
	}
	actor := access.Actor{PersonID: row.PersonID, Name: row.Name, Email: row.Email, Lang: row.Lang}
	if err := json.Unmarshal(row.Grants, &actor.Grants); err != nil {
		return Session{}, access.Actor{}, err
	}
	if row.Stale {
		if err := s.noteSeen(ctx, row.ID); err != nil {
			return Session{}, access.Actor{}, err
		}
	}
	return Session{ID: row.ID, CSRF: row.CSRF, CreatedAt: row.CreatedAt}, actor, nil
}

func findSession(ctx context.Context, r postgres.Reader, token string) (sessionRow, error) {
	var row sessionRow
	err := r.Get(ctx, &row, `/* accounts.findSession */
		SELECT s.id, s.csrf, s.created_at, s.last_seen_at < now() - interval '1 minute' AS stale,
			p.id AS person_id, p.name, p.email, p.lang, g.grants
		FROM sign_in s
		JOIN person p ON p.id = s.person_id
		CROSS JOIN LATERAL (
			SELECT coalesce(json_agg(json_build_object('Role', m.role, 'Org', coalesce(m.hub_id, m.partner_id, m.company_id, 0),
					'OrgName', coalesce(h.name, a.name, c.name, ''), 'Line', coalesce(nullif(a.kind, 'services'), '')) ORDER BY m.id), '[]') AS grants,
				coalesce(bool_or(m.role = 'network_admin'), false) AS admin
			FROM membership m
			LEFT JOIN hub h ON h.id = m.hub_id
			LEFT JOIN partner a ON a.id = m.partner_id
			LEFT JOIN company c ON c.id = m.company_id
			WHERE m.person_id = p.id) g
		WHERE s.token_hash = $1 AND p.disabled_at IS NULL AND s.expires_at > now()
			AND s.last_seen_at > now() - make_interval(hours => CASE WHEN g.admin THEN $3::int ELSE $2::int END)
			AND (NOT g.admin OR s.created_at > now() - make_interval(hours => $4))`,
		hashToken(token), idleHours, adminIdleHours, adminTotalHours)
	if errors.Is(err, sql.ErrNoRows) {
		return sessionRow{}, errSignedOut
	}
	return row, err
}

// noteSeen asks again for the age, so that of many requests at once one writes.
func (s *Service) noteSeen(ctx context.Context, id int64) error {
	return s.db.InTx(ctx, func(tx *postgres.Tx) error {
		_, err := tx.Exec(ctx, `/* accounts.noteSeen */
			UPDATE sign_in SET last_seen_at = now() WHERE id = $1 AND last_seen_at < now() - interval '1 minute'`, id)
		return err
	})
}

// SignOut ends the sign-in of a token. Whoever has the token may; an unknown one is no error.
func (s *Service) SignOut(ctx context.Context, token string) error {
	return s.db.InTx(ctx, func(tx *postgres.Tx) error { return endByToken(ctx, tx, token) })
}

// SignOutEverywhere ends all of the actor's own sign-ins, this one too.
func (s *Service) SignOutEverywhere(ctx context.Context, actor access.Actor) error {
	if !actor.SignedIn() {
		return errSignedOut
	}
	s.log.InfoContext(ctx, "signed out everywhere", "person", actor.PersonID)
	return s.db.InTx(ctx, func(tx *postgres.Tx) error { return endAllSignIns(ctx, tx, actor.PersonID) })
}

// OwnSignIn is one line of the list of one's sign-ins.
type OwnSignIn struct {
	ID         int64     `db:"id"`
	UserAgent  string    `db:"user_agent"`
	CreatedAt  time.Time `db:"created_at"`
	LastSeenAt time.Time `db:"last_seen_at"`
}

// SignIns lists the actor's own sign-ins, the latest used first.
func (s *Service) SignIns(ctx context.Context, actor access.Actor) ([]OwnSignIn, error) {
	if !actor.SignedIn() {
		return nil, errSignedOut
	}
	list := []OwnSignIn{}
	err := s.db.Select(ctx, &list, `/* accounts.SignIns */
		SELECT id, user_agent, created_at, last_seen_at FROM sign_in
		WHERE person_id = $1 AND expires_at > now() AND last_seen_at > now() - make_interval(hours => $2)
		ORDER BY last_seen_at DESC, id DESC`, actor.PersonID, idleHours)
	return list, err
}

// EndSignIn ends one of the actor's own sign-ins. Error: NotFound for anybody else's.
func (s *Service) EndSignIn(ctx context.Context, actor access.Actor, id int64) error {
	return s.db.InTx(ctx, func(tx *postgres.Tx) error {
		res, err := tx.Exec(ctx, `/* accounts.EndSignIn */ DELETE FROM sign_in WHERE id = $1 AND person_id = $2`, id, actor.PersonID)
		return oneRow(res, err)
	})
}

// oneRow makes NotFound of a statement that touched nothing.
func oneRow(res sql.Result, err error) error {
	if err != nil {
		return err
	}
	n, err := res.RowsAffected()
	if err == nil && n == 0 {
		return fault.New(fault.NotFound, "fault.not_found")
	}
	return err
}
