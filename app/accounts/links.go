package accounts

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/i18n"
	"github.com/hubittaako/hubittaako/app/base/postgres"
)

// LinkPath is where the web layer answers mailed links: the token follows. GET shows what the link is for and never uses it
// up, since mail programs open links to look at them; POST does.
const LinkPath = "/linkki/"

// signInPath is where somebody asks for a new password.
const signInPath = "/kirjaudu"

// Purpose of a mailed link.
type Purpose string

const (
	PurposeSignIn  Purpose = "sign_in" // signs in without a password
	PurposeReset   Purpose = "reset"   // sets a new password
	PurposeConfirm Purpose = "confirm" // proves the mailbox of somebody who signed up
	PurposeInvite  Purpose = "invite"  // a role in an organisation
)

func (p Purpose) life() time.Duration {
	switch p {
	case PurposeSignIn:
		return 30 * time.Minute
	case PurposeReset:
		return time.Hour
	}
	return 7 * 24 * time.Hour
}

// link is a row of mailed_link.
type link struct {
	ID        int64         `db:"id"`
	Purpose   Purpose       `db:"purpose"`
	Email     string        `db:"email"`
	Lang      string        `db:"lang"`
	PersonID  int64         `db:"person_id"` // 0 for an invitation
	Role      access.Role   `db:"role"`
	Org       int64         `db:"org"`
	NextPath  string        `db:"next_path"`
	InvitedBy sql.NullInt64 `db:"invited_by"`
	Used      bool          `db:"used"`
	Over      bool          `db:"over"`
}

// insert stores the link and returns its address; of the token only the hash stays.
func (l link) insert(ctx context.Context, tx *postgres.Tx, baseURL string) (string, error) {
	token := newToken()
	hub, partner, company := orgColumns(l.Role, l.Org)
	_, err := tx.Exec(ctx, `/* accounts.link.insert */
		INSERT INTO mailed_link (token_hash, purpose, email, lang, person_id, role, hub_id, partner_id, company_id, next_path, invited_by, expires_at)
		VALUES ($1, $2, $3, $4, nullif($5, 0), $6, $7, $8, $9, $10, $11, now() + make_interval(secs => $12))`,
		hashToken(token), l.Purpose, l.Email, l.Lang, l.PersonID, l.Role, hub, partner, company, l.NextPath, l.InvitedBy, l.Purpose.life().Seconds())
	return baseURL + langPath(l.Lang) + LinkPath + token, err
}

// langPath is how addresses of the site's pages begin in a language: Finnish has no prefix.
func langPath(lang string) string {
	if lang == i18n.First {
		return ""
	}
	return "/" + lang
}

var (
	errLinkUnknown = fault.New(fault.Gone, "fault.link_unknown")
	errLinkUsed    = fault.New(fault.Gone, "fault.link_used")
	errLinkOver    = fault.New(fault.Gone, "fault.link_over")
)

// usable is nil, or why the link cannot be used.
func (l link) usable() error {
	switch {
	case l.Used:
		return errLinkUsed
	case l.Over:
		return errLinkOver
	}
	return nil
}

const selectLink = `SELECT id, purpose, email, lang, coalesce(person_id, 0) AS person_id, role,
		coalesce(hub_id, partner_id, company_id, 0) AS org, next_path, invited_by, used_at IS NOT NULL AS used, expires_at <= now() AS over
	FROM mailed_link WHERE token_hash = $1`

func oneLink(ctx context.Context, r postgres.Reader, query, token string) (link, error) {
	var l link
	err := r.Get(ctx, &l, query, hashToken(token))
	if errors.Is(err, sql.ErrNoRows) {
		return link{}, errLinkUnknown
	}
	if err != nil {
		return link{}, err
	}
	return l, l.usable()
}

func findLink(ctx context.Context, r postgres.Reader, token string) (link, error) {
	return oneLink(ctx, r, `/* accounts.findLink */ `+selectLink, token)
}

// useLink uses the link up. Those who use one at the same time wait for each other here, and the second finds it used.
func useLink(ctx context.Context, tx *postgres.Tx, token string, purpose Purpose) (link, error) {
	l, err := oneLink(ctx, tx, `/* accounts.useLink */ `+selectLink+` FOR UPDATE`, token)
	if err != nil {
		return link{}, err
	}
	if l.Purpose != purpose {
		return link{}, errLinkUnknown
	}
	_, err = tx.Exec(ctx, `/* accounts.useLink */ UPDATE mailed_link SET used_at = now() WHERE id = $1`, l.ID)
	return l, err
}

// LinkView is what the page of a mailed link shows before its button is pressed.
type LinkView struct {
	Purpose    Purpose
	Email      string
	Name       string      // of the person it is for, "" when there is no account yet
	HasAccount bool        // somebody has an account with the address already
	Role       access.Role // of an invitation
	Org        int64
	OrgName    string
	InvitedBy  string // name, "" for the system
}

// PeekLink tells what a link is for and leaves it usable. Whoever has the token may ask. Errors: Gone "fault.link_unknown",
// "fault.link_used", "fault.link_over".
func (s *Service) PeekLink(ctx context.Context, token string) (LinkView, error) {
	l, err := findLink(ctx, s.db, token)
	if err != nil {
		return LinkView{}, err
	}
	v := LinkView{Purpose: l.Purpose, Email: l.Email, Role: l.Role, Org: l.Org}
	p, err := findPerson(ctx, s.db, l.Email)
	if err != nil {
		return LinkView{}, err
	}
	v.HasAccount, v.Name = p.exists(), p.Name
	if l.Purpose != PurposeInvite {
		return v, nil
	}
	if v.OrgName, err = orgName(ctx, s.db, l.Role, l.Org); err != nil {
		return LinkView{}, err
	}
	if l.InvitedBy.Valid {
		by, err := personByID(ctx, s.db, l.InvitedBy.Int64)
		if err != nil {
			return LinkView{}, err
		}
		v.InvitedBy = by.Name
	}
	return v, nil
}

// endLinks makes a person's open sign-in and reset links useless: what they were asked for is done.
func endLinks(ctx context.Context, tx *postgres.Tx, person int64) error {
	_, err := tx.Exec(ctx, `/* accounts.endLinks */
		UPDATE mailed_link SET used_at = now() WHERE person_id = $1 AND purpose IN ('sign_in', 'reset') AND used_at IS NULL`, person)
	return err
}
