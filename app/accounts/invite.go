package accounts

import (
	"context"
	"database/sql"
	"time"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
)

// Invitation asks somebody to take a role in an organisation.
type Invitation struct {
	Role  access.Role // checked against what the actor may give
	Org   int64       // hub, partner or company by the role; 0 for the network
	Email string      `form:"email" validate:"required,email,max=254"`
	Lang  string      // of the mail, when the address has no account with a language of its own
}

func (i *Invitation) clean() {
	i.Email = cleanEmail(i.Email)
	i.Lang = knownLang(i.Lang)
	if i.Role.Kind() == "network" {
		i.Org = 0
	}
}

// Invite mails an invitation that is good for seven days; a newer one to the same address for the same role replaces it.
// Network admins invite to anything, company admins to their company, hub staff to their hub, partner members to their
// organisation. Errors: Invalid with fields ("field.member_already"), NotFound for what is not the actor's, Forbidden for
// members without the right, TooMany "fault.too_many_attempts".
func (s *Service) Invite(ctx context.Context, actor access.Actor, i Invitation) error {
	i.clean()
	if err := mayManage(actor, i.Role, i.Org); err != nil {
		return err
	}
	if err := fault.Check(s.forms.faults(i)); err != nil {
		return err
	}
	if !actor.IsSystem() {
		if _, err := s.count(ctx, inviteLimit(actor.PersonID)); err != nil {
			return err
		}
	}
	return s.db.InTx(ctx, func(tx *postgres.Tx) error {
		address, err := s.InviteTx(ctx, tx, actor, i)
		if err != nil {
			return err
		}
		return s.mailInvitation(ctx, tx, actor, i, address)
	})
}

func (s *Service) mailInvitation(ctx context.Context, tx *postgres.Tx, actor access.Actor, i Invitation, address string) error {
	name, err := orgName(ctx, tx, i.Role, i.Org)
	if err != nil {
		return err
	}
	p, err := findPerson(ctx, tx, i.Email)
	if err != nil {
		return err
	}
	l := letter{kind: "invite", to: i.Email, lang: i.Lang, link: address, role: i.Role, org: name}
	if p.exists() {
		l.toName, l.lang = p.Name, p.Lang
	}
	if actor.SignedIn() {
		l.by = actor.Name
	}
	return s.mail(ctx, tx, l)
}

// InviteTx is Invite inside the caller's transaction and without its mail: the caller sends the link in a mail of its own.
func (s *Service) InviteTx(ctx context.Context, tx *postgres.Tx, actor access.Actor, i Invitation) (address string, err error) {
	i.clean()
	if i.Role.Kind() == "" {
		return "", fault.OnField("role", "field.required")
	}
	if err := mayManage(actor, i.Role, i.Org); err != nil {
		return "", err
	}
	if _, err := orgName(ctx, tx, i.Role, i.Org); err != nil {
		return "", err
	}
	member, err := hasRole(ctx, tx, i.Email, i.Role, i.Org)
	if err != nil {
		return "", err
	}
	if member {
		return "", fault.OnField("email", "field.member_already")
	}
	if err := withdrawInvitations(ctx, tx, i); err != nil {
		return "", err
	}
	l := link{Purpose: PurposeInvite, Email: i.Email, Lang: i.Lang, Role: i.Role, Org: i.Org}
	l.InvitedBy = sql.NullInt64{Int64: actor.PersonID, Valid: actor.SignedIn()}
	return l.insert(ctx, tx, s.baseURL)
}

func hasRole(ctx context.Context, r postgres.Reader, email string, role access.Role, id int64) (bool, error) {
	var has bool
	err := r.Get(ctx, &has, `/* accounts.hasRole */
		SELECT EXISTS (SELECT FROM membership m JOIN person p ON p.id = m.person_id
			WHERE p.email = $1 AND m.role = $2 AND coalesce(m.hub_id, m.partner_id, m.company_id, 0) = $3)`, email, role, id)
	return has, err
}

func withdrawInvitations(ctx context.Context, tx *postgres.Tx, i Invitation) error {
	_, err := tx.Exec(ctx, `/* accounts.withdrawInvitations */
		UPDATE mailed_link SET used_at = now()
		WHERE purpose = 'invite' AND email = $1 AND role = $2 AND coalesce(hub_id, partner_id, company_id, 0) = $3 AND used_at IS NULL`,
		i.Email, i.Role, i.Org)
	return err
}

// PendingInvitation is one that nobody has accepted yet.
type PendingInvitation struct {
	ID        int64       `db:"id"`
	Email     string      `db:"email"`
	Role      access.Role `db:"role"`
	CreatedAt time.Time   `db:"created_at"`
	ExpiresAt time.Time   `db:"expires_at"`
}

// Invitations lists an organisation's open invitations, the newest first. kind is "hub", "partner", "company" or "network"
// (org 0). For its members and network admins; others get NotFound.
func (s *Service) Invitations(ctx context.Context, actor access.Actor, kind string, id int64) ([]PendingInvitation, error) {
	if err := maySee(actor, kind, id); err != nil {
		return nil, err
	}
	list := []PendingInvitation{}
	err := s.db.Select(ctx, &list, `/* accounts.Invitations */
		SELECT id, email, role, created_at, expires_at FROM mailed_link
		WHERE purpose = 'invite' AND used_at IS NULL AND expires_at > now() AND role = ANY($1)
			AND coalesce(hub_id, partner_id, company_id, 0) = $2
		ORDER BY created_at DESC, id DESC`, roleNames(kind), id)
	return list, err
}

// WithdrawInvitation makes an open invitation useless. Whoever may invite to its organisation may; NotFound otherwise, and
// when it was accepted or withdrawn already.
func (s *Service) WithdrawInvitation(ctx context.Context, actor access.Actor, id int64) error {
	return s.db.InTx(ctx, func(tx *postgres.Tx) error {
		var l link
		err := tx.Get(ctx, &l, `/* accounts.WithdrawInvitation */
			SELECT id, role, coalesce(hub_id, partner_id, company_id, 0) AS org FROM mailed_link
			WHERE id = $1 AND purpose = 'invite' AND used_at IS NULL FOR UPDATE`, id)
		if err != nil {
			return notFound(err)
		}
		if err := mayManage(actor, l.Role, l.Org); err != nil {
			return err
		}
		_, err = tx.Exec(ctx, `/* accounts.WithdrawInvitation */ UPDATE mailed_link SET used_at = now() WHERE id = $1`, id)
		return err
	})
}
