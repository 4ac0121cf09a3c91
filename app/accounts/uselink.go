package accounts

import (
	"context"
	"database/sql"
	"errors"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
)

// SignInByLink uses a sign-in link up. Whoever has the token may. Errors: Gone as PeekLink, or "fault.link_unknown" for an
// account that was closed meanwhile.
func (s *Service) SignInByLink(ctx context.Context, token string, c Client) (SignedIn, error) {
	var done SignedIn
	err := s.db.InTx(ctx, func(tx *postgres.Tx) error {
		l, err := useLink(ctx, tx, token, PurposeSignIn)
		if err != nil {
			return err
		}
		p, err := lockPerson(ctx, tx, l.PersonID)
		if err != nil {
			return err
		}
		if !p.mayEnter() {
			return errLinkUnknown
		}
		ended, err := takeOver(ctx, tx, p, c.Token)
		if err != nil {
			return err
		}
		in := newSignIn(p.ID, c)
		done = in.signedIn(l.NextPath)
		done.PasswordEnded = ended
		return in.insert(ctx, tx)
	})
	if err != nil {
		return SignedIn{}, err
	}
	s.log.InfoContext(ctx, "signed in", "person", done.PersonID, "by", "link")
	return done, nil
}

// takeOver is for the first link that reaches the mailbox of somebody who signed up with an address unproved. If the browser
// is signed in as that person, they signed up themselves and all stays. Otherwise a stranger may have signed up with this
// address to wait for its owner: their password and their sign-ins end here. It says whether a password did.
func takeOver(ctx context.Context, tx *postgres.Tx, p person, token string) (ended bool, err error) {
	if p.ProvedAt != nil {
		return false, nil
	}
	if err := proveEmail(ctx, tx, p.ID); err != nil {
		return false, err
	}
	same, err := tokenIsOf(ctx, tx, token, p.ID)
	if err != nil || same {
		return false, err
	}
	if err := endAllSignIns(ctx, tx, p.ID); err != nil {
		return false, err
	}
	return p.PasswordHash != "", updatePassword(ctx, tx, p.ID, "")
}

func tokenIsOf(ctx context.Context, tx *postgres.Tx, token string, person int64) (bool, error) {
	var one int
	err := tx.Get(ctx, &one, `/* accounts.tokenIsOf */
		SELECT 1 FROM sign_in WHERE token_hash = $1 AND person_id = $2 AND expires_at > now()`, hashToken(token), person)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return err == nil, err
}

// ResetForm sets a new password with a mailed link.
type ResetForm struct {
	Token    string
	Password string `form:"password"`
}

// ResetPassword uses a reset link up, sets the password, ends all other sign-ins and links of the person, and signs in.
// Errors: Invalid with fields (the link stays usable), Gone as PeekLink.
func (s *Service) ResetPassword(ctx context.Context, f ResetForm, c Client) (SignedIn, error) {
	l, err := findLink(ctx, s.db, f.Token)
	if err != nil {
		return SignedIn{}, err
	}
	p, err := personByID(ctx, s.db, l.PersonID)
	if err != nil {
		return SignedIn{}, errLinkUnknown.Wrap(err)
	}
	if err := fault.Check(passwordFault("password", f.Password, p.Name, p.Email)); err != nil {
		return SignedIn{}, err
	}
	hash, err := s.hasher.hash(ctx, f.Password)
	if err != nil {
		return SignedIn{}, err
	}
	in := newSignIn(p.ID, c)
	err = s.db.InTx(ctx, func(tx *postgres.Tx) error {
		l, err := useLink(ctx, tx, f.Token, PurposeReset)
		if err != nil {
			return err
		}
		if err := proveEmail(ctx, tx, l.PersonID); err != nil {
			return err
		}
		return s.changePassword(ctx, tx, l.PersonID, hash, in)
	})
	if err != nil {
		return SignedIn{}, err
	}
	s.log.InfoContext(ctx, "password reset", "person", p.ID)
	return in.signedIn(""), nil
}

// changePassword ends whatever the old password began, tells the person by mail, and starts the one new sign-in.
func (s *Service) changePassword(ctx context.Context, tx *postgres.Tx, person int64, hash string, in signIn) error {
	p, err := lockPerson(ctx, tx, person)
	if err != nil {
		return err
	}
	if !p.mayEnter() {
		return errLinkUnknown
	}
	for _, step := range []func() error{
		func() error { return updatePassword(ctx, tx, person, hash) },
		func() error { return endLinks(ctx, tx, person) },
		func() error { return endAllSignIns(ctx, tx, person) },
		func() error { return in.insert(ctx, tx) },
	} {
		if err := step(); err != nil {
			return err
		}
	}
	return s.mail(ctx, tx, letter{kind: "password_changed", to: p.Email, toName: p.Name, lang: p.Lang, link: s.baseURL + langPath(p.Lang) + signInPath})
}

// ConfirmEmail uses up the link of the welcome mail. The actor must be signed in as the person it was made for: the mailbox
// alone does not show that whoever signed up is its owner. Errors: Unauthenticated, Forbidden "fault.link_of_other",
// Gone as PeekLink.
func (s *Service) ConfirmEmail(ctx context.Context, actor access.Actor, token string) error {
	if !actor.SignedIn() {
		return errSignedOut
	}
	return s.db.InTx(ctx, func(tx *postgres.Tx) error {
		l, err := useLink(ctx, tx, token, PurposeConfirm)
		if err != nil {
			return err
		}
		if l.PersonID != actor.PersonID {
			return errLinkOfOther.With("Email", l.Email)
		}
		return proveEmail(ctx, tx, l.PersonID)
	})
}
