package accounts

import (
	"context"
	"errors"
	"time"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/app/base/typed"
)

// CreateAdmin makes a network admin, or makes one of somebody who has an account, and returns a link that sets their
// password; it works for an hour. Only the command line calls this: it asks nobody for permission, and mails nothing, since
// mail may not be set up yet.
func (s *Service) CreateAdmin(ctx context.Context, email, name string) (address string, err error) {
	id, err := s.AddPerson(ctx, access.System("command line"), NewPerson{Email: email, Name: name})
	if err != nil {
		return "", err
	}
	err = s.db.InTx(ctx, func(tx *postgres.Tx) error {
		if err := insertMembership(ctx, tx, id, access.NetworkAdmin, 0); err != nil {
			return err
		}
		var err error
		address, err = link{Purpose: PurposeReset, Email: cleanEmail(email), Lang: "fi", PersonID: id}.insert(ctx, tx, s.baseURL)
		return err
	})
	return address, err
}

// NewPerson is somebody the system adds.
type NewPerson struct {
	Email    string `form:"email" validate:"required,email,max=254"`
	Name     string `form:"name" validate:"required,max=200"`
	Lang     string // "" is Finnish
	Password string // "": signs in by mailed link. Not checked for strength: demo people have printed ones
}

// AddPerson adds somebody with a proved address, or returns who has it already, unchanged. Only the system may. Error:
// Invalid with fields.
func (s *Service) AddPerson(ctx context.Context, actor access.Actor, n NewPerson) (int64, error) {
	if err := onlySystem(actor); err != nil {
		return 0, err
	}
	n.Email, n.Name = cleanEmail(n.Email), typed.Line(n.Name)
	if err := fault.Check(s.forms.faults(n)); err != nil {
		return 0, err
	}
	if p, err := findPerson(ctx, s.db, n.Email); err != nil || p.exists() {
		return p.ID, err
	}
	now := time.Now()
	p := person{Email: n.Email, Name: n.Name, Lang: knownLang(n.Lang), ProvedAt: &now}
	if n.Password != "" {
		hash, err := s.hasher.hash(ctx, n.Password)
		if err != nil {
			return 0, err
		}
		p.PasswordHash = hash
	}
	var id int64
	err := s.db.InTx(ctx, func(tx *postgres.Tx) error {
		var err error
		id, err = insertPerson(ctx, tx, p)
		return err
	})
	if postgres.Constraint(err) == "person_email" { // added meanwhile
		p, err := findPerson(ctx, s.db, n.Email)
		return p.ID, err
	}
	return id, err
}

// AddCompany adds a company without people, or returns the one with the business ID, unchanged. Only the system may. Error:
// Invalid with fields.
func (s *Service) AddCompany(ctx context.Context, actor access.Actor, f CompanyForm, demo bool) (int64, error) {
	if err := onlySystem(actor); err != nil {
		return 0, err
	}
	f.clean()
	if err := fault.Check(s.forms.faults(f)); err != nil {
		return 0, err
	}
	var id int64
	err := s.db.InTx(ctx, func(tx *postgres.Tx) error {
		err := tx.Get(ctx, &id, `/* accounts.AddCompany */ SELECT id FROM company WHERE business_id = $1`, f.BusinessID)
		if fault.CodeOf(notFound(err)) != fault.NotFound {
			return err
		}
		id, err = insertCompany(ctx, tx, f, demo)
		return err
	})
	return id, err
}

// Grant gives a person a role; having it already is fine. Only the system may.
func (s *Service) Grant(ctx context.Context, actor access.Actor, personID int64, role access.Role, org int64) error {
	if err := onlySystem(actor); err != nil {
		return err
	}
	if role.Kind() == "" {
		return errors.New("accounts: no such role: " + string(role))
	}
	return s.db.InTx(ctx, func(tx *postgres.Tx) error { return insertMembership(ctx, tx, personID, role, org) })
}

func onlySystem(actor access.Actor) error {
	if actor.IsSystem() {
		return nil
	}
	return fault.New(fault.Forbidden, "fault.forbidden")
}

// Sweep deletes what is over: attempts out of their window, sign-ins that nobody can use, links a month after their end. Only
// the system may; a job runs it every hour.
func (s *Service) Sweep(ctx context.Context, actor access.Actor) error {
	if err := onlySystem(actor); err != nil {
		return err
	}
	return s.db.InTx(ctx, func(tx *postgres.Tx) error {
		for _, query := range []string{
			`/* accounts.Sweep */ DELETE FROM attempt WHERE at < now() - interval '1 hour'`,
			`/* accounts.Sweep */ DELETE FROM sign_in WHERE expires_at < now() OR last_seen_at < now() - interval '2 days'`,
			`/* accounts.Sweep */ DELETE FROM mailed_link WHERE expires_at < now() - interval '30 days'`,
		} {
			if _, err := tx.Exec(ctx, query); err != nil {
				return err
			}
		}
		return nil
	})
}
