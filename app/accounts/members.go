package accounts

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"github.com/lib/pq"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
)

// Member is a person's role in an organisation.
type Member struct {
	ID       int64       `db:"id"` // of the membership
	PersonID int64       `db:"person_id"`
	Name     string      `db:"name"`
	Email    string      `db:"email"`
	Role     access.Role `db:"role"`
	Since    time.Time   `db:"created_at"`
}

// Members lists who belongs to an organisation, by name. kind is "hub", "partner", "company" or "network" (org 0). For its
// members and network admins; others get NotFound.
func (s *Service) Members(ctx context.Context, actor access.Actor, kind string, id int64) ([]Member, error) {
	if err := maySee(actor, kind, id); err != nil {
		return nil, err
	}
	list := []Member{}
	err := s.db.Select(ctx, &list, `/* accounts.Members */
		SELECT m.id, m.person_id, p.name, p.email, m.role, m.created_at
		FROM membership m JOIN person p ON p.id = m.person_id
		WHERE m.role = ANY($1) AND coalesce(m.hub_id, m.partner_id, m.company_id, 0) = $2
		ORDER BY p.name COLLATE "fi-x-icu", m.id`, roleNames(kind), id)
	return list, err
}

func roleNames(kind string) any {
	var names []string
	for _, r := range RolesOf(kind) {
		names = append(names, string(r))
	}
	return pq.Array(names)
}

// insertMembership gives a role; having it already is fine.
func insertMembership(ctx context.Context, tx *postgres.Tx, person int64, role access.Role, org int64) error {
	hub, partner, company := orgColumns(role, org)
	_, err := tx.Exec(ctx, `/* accounts.insertMembership */
		INSERT INTO membership (person_id, role, hub_id, partner_id, company_id) VALUES ($1, $2, $3, $4, $5)
		ON CONFLICT ON CONSTRAINT membership_once DO NOTHING`, person, role, hub, partner, company)
	return err
}

// RemoveMember takes a membership away; the person loses the right with their next request, and nothing else changes.
// Whoever may invite to the organisation may, and everybody may leave. Errors: NotFound, Forbidden, Conflict
// "fault.last_admin" for the last admin of a company or of the network.
func (s *Service) RemoveMember(ctx context.Context, actor access.Actor, id int64) error {
	var m membership
	err := s.db.InTx(ctx, func(tx *postgres.Tx) error {
		var err error
		if m, err = findMembership(ctx, tx, id); err != nil {
			return err
		}
		if m.PersonID != actor.PersonID {
			if err := mayManage(actor, m.Role, m.Org); err != nil {
				return err
			}
		}
		if err := keepAnAdmin(ctx, tx, m); err != nil {
			return err
		}
		return oneRow(tx.Exec(ctx, `/* accounts.RemoveMember */ DELETE FROM membership WHERE id = $1`, id))
	})
	if err == nil {
		s.log.InfoContext(ctx, "member removed", "person", m.PersonID, "role", m.Role, "org", m.Org, "by", actor.PersonID)
	}
	return err
}

type membership struct {
	ID       int64       `db:"id"`
	PersonID int64       `db:"person_id"`
	Role     access.Role `db:"role"`
	Org      int64       `db:"org"`
}

func findMembership(ctx context.Context, tx *postgres.Tx, id int64) (membership, error) {
	var m membership
	err := tx.Get(ctx, &m, `/* accounts.findMembership */
		SELECT id, person_id, role, coalesce(hub_id, partner_id, company_id, 0) AS org FROM membership WHERE id = $1`, id)
	return m, notFound(err)
}

// keepAnAdmin refuses to remove the last admin. The rows of all of them are locked, in one order, so that two admins who
// remove each other at once cannot both succeed.
func keepAnAdmin(ctx context.Context, tx *postgres.Tx, m membership) error {
	if m.Role != access.CompanyAdmin && m.Role != access.NetworkAdmin {
		return nil
	}
	var admins []int64
	err := tx.Select(ctx, &admins, `/* accounts.keepAnAdmin */
		SELECT id FROM membership WHERE role = $1 AND coalesce(company_id, 0) = $2 ORDER BY id FOR UPDATE`, m.Role, m.Org)
	if err != nil {
		return err
	}
	if len(admins) <= 1 {
		return fault.New(fault.Conflict, "fault.last_admin")
	}
	return nil
}

// notFound makes NotFound of a query without a row and leaves other errors as they are.
func notFound(err error) error {
	if errors.Is(err, sql.ErrNoRows) {
		return fault.New(fault.NotFound, "fault.not_found")
	}
	return err
}
