package accounts

import (
	"context"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/app/base/typed"
)

// Me is what the account page shows of the actor; memberships are in the actor's grants.
type Me struct {
	Name        string
	Email       string
	Lang        string
	HasPassword bool
	EmailProved bool
}

// MeForm changes one's name and language.
type MeForm struct {
	Name string `form:"name" validate:"required,max=200"`
	Lang string `form:"lang" validate:"required,oneof=fi en sv"`
}

// Me reads the actor's own account. Error: Unauthenticated.
func (s *Service) Me(ctx context.Context, actor access.Actor) (Me, error) {
	if !actor.SignedIn() {
		return Me{}, errSignedOut
	}
	p, err := personByID(ctx, s.db, actor.PersonID)
	return Me{Name: p.Name, Email: p.Email, Lang: p.Lang, HasPassword: p.PasswordHash != "", EmailProved: p.ProvedAt != nil}, err
}

// UpdateMe changes the actor's own name and language. Errors: Unauthenticated, Invalid with fields.
func (s *Service) UpdateMe(ctx context.Context, actor access.Actor, f MeForm) error {
	if !actor.SignedIn() {
		return errSignedOut
	}
	f.Name = typed.Line(f.Name)
	if err := fault.Check(s.forms.faults(f)); err != nil {
		return err
	}
	return s.db.InTx(ctx, func(tx *postgres.Tx) error {
		return oneRow(tx.Exec(ctx, `/* accounts.UpdateMe */ UPDATE person SET name = $2, lang = $3 WHERE id = $1`, actor.PersonID, f.Name, f.Lang))
	})
}

// PasswordForm changes one's password.
type PasswordForm struct {
	Current  string `form:"current_password" validate:"required,max=2000"`
	Password string `form:"password"`
}

// ChangePassword sets a new password for the actor, who shows the current one, and ends all their sign-ins but a fresh one.
// Who has no password yet, or forgot it, asks for a reset link instead. Errors: Unauthenticated, Invalid with fields,
// TooMany "fault.too_many_attempts".
func (s *Service) ChangePassword(ctx context.Context, actor access.Actor, f PasswordForm, c Client) (SignedIn, error) {
	if !actor.SignedIn() {
		return SignedIn{}, errSignedOut
	}
	wrong := append(s.forms.faults(f), passwordFault("password", f.Password, actor.Name, actor.Email)...)
	if err := fault.Check(wrong); err != nil {
		return SignedIn{}, err
	}
	p, tried, err := s.checkPassword(ctx, actor.Email, f.Current, c)
	if fault.As(err) != nil && fault.As(err).Key == errSignIn.Key {
		return SignedIn{}, fault.OnField("current_password", "field.password_wrong")
	}
	if err != nil {
		return SignedIn{}, err
	}
	hash, err := s.hasher.hash(ctx, f.Password)
	if err != nil {
		return SignedIn{}, err
	}
	in := newSignIn(p.ID, c)
	err = s.db.InTx(ctx, func(tx *postgres.Tx) error {
		if err := p.unchanged(ctx, tx); err != nil {
			return err
		}
		if err := tried.forgive(ctx, tx, signInLimits(p.Email, c.IP)); err != nil {
			return err
		}
		return s.changePassword(ctx, tx, p.ID, hash, in)
	})
	if err != nil {
		return SignedIn{}, err
	}
	s.log.InfoContext(ctx, "password changed", "person", p.ID)
	return in.signedIn(""), nil
}

// AskConfirm mails the actor a new link to prove their mailbox. Errors: Unauthenticated, TooMany
// "fault.too_many_attempts".
func (s *Service) AskConfirm(ctx context.Context, actor access.Actor, c Client) error {
	if !actor.SignedIn() {
		return errSignedOut
	}
	if _, err := s.count(ctx, mailLimits(actor.Email, c.IP)...); err != nil {
		return err
	}
	return s.db.InTx(ctx, func(tx *postgres.Tx) error {
		l := link{Purpose: PurposeConfirm, Email: actor.Email, Lang: actor.Lang, PersonID: actor.PersonID}
		address, err := l.insert(ctx, tx, s.baseURL)
		if err != nil {
			return err
		}
		return s.mail(ctx, tx, letter{kind: "confirm_again", to: actor.Email, toName: actor.Name, lang: actor.Lang, link: address})
	})
}
