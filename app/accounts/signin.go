package accounts

import (
	"context"

	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
)

// SignInForm is what the sign-in page sends.
type SignInForm struct {
	Email    string `form:"email" validate:"required,max=254"`
	Password string `form:"password" validate:"required,max=2000"`
	Next     string `form:"next"`
}

func (f *SignInForm) clean() {
	f.Email = cleanEmail(f.Email)
	f.Next = ownPath(f.Next)
}

// errSignIn is the one answer to a wrong address, a wrong password, an account without a password and a closed account.
var errSignIn = fault.New(fault.Invalid, "fault.sign_in_failed")

// SignIn checks an address and a password. Anybody may call it. Errors: Invalid with fields, Invalid
// "fault.sign_in_failed" whatever was wrong, TooMany "fault.too_many_attempts".
func (s *Service) SignIn(ctx context.Context, f SignInForm, c Client) (SignedIn, error) {
	f.clean()
	if err := fault.Check(s.forms.faults(f)); err != nil {
		return SignedIn{}, err
	}
	p, tried, err := s.checkPassword(ctx, f.Email, f.Password, c)
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
		return in.insert(ctx, tx)
	})
	if err != nil {
		return SignedIn{}, err
	}
	s.log.InfoContext(ctx, "signed in", "person", p.ID, "by", "password")
	return in.signedIn(f.Next), nil
}

// checkPassword finds the person with the address and the password, counting the attempt first. A hash made at an older
// price is made anew on the way.
func (s *Service) checkPassword(ctx context.Context, email, password string, c Client) (person, attempts, error) {
	tried, err := s.count(ctx, signInLimits(email, c.IP)...)
	if err != nil {
		s.log.WarnContext(ctx, "sign-in not tried", "reason", fault.As(err).Key)
		return person{}, attempts{}, err
	}
	p, err := findPerson(ctx, s.db, email)
	if err != nil {
		return person{}, attempts{}, err
	}
	ok, stale, err := s.hasher.verify(ctx, p.PasswordHash, password)
	if err != nil {
		return person{}, attempts{}, err
	}
	if !ok || !p.mayEnter() {
		s.log.WarnContext(ctx, "sign-in failed", "person", p.ID)
		return person{}, attempts{}, errSignIn
	}
	if stale {
		p, err = s.rehash(ctx, p, password)
	}
	return p, tried, err
}

func (s *Service) rehash(ctx context.Context, p person, password string) (person, error) {
	hash, err := s.hasher.hash(ctx, password)
	if err != nil {
		return p, err
	}
	err = s.db.InTx(ctx, func(tx *postgres.Tx) error {
		if err := p.unchanged(ctx, tx); err != nil {
			return err
		}
		return updatePassword(ctx, tx, p.ID, hash)
	})
	p.PasswordHash = hash
	return p, err
}

// unchanged locks the person and refuses when the password was changed or the account closed while it was being checked:
// whoever did that ended all sign-ins, and must not be followed by one more.
func (p person) unchanged(ctx context.Context, tx *postgres.Tx) error {
	now, err := lockPerson(ctx, tx, p.ID)
	if err != nil {
		return err
	}
	if !now.mayEnter() || now.PasswordHash != p.PasswordHash {
		return errSignIn
	}
	return nil
}

// ownPath keeps a path of our own, "/partner/week?from=2027-06-07", and drops whatever would lead elsewhere.
func ownPath(p string) string {
	if len(p) < 1 || len(p) > 500 || p[0] != '/' || len(p) > 1 && (p[1] == '/' || p[1] == '\\') {
		return ""
	}
	for _, r := range p {
		if r <= ' ' || r == '\\' || r == 0x7f || r == 0xfffd {
			return ""
		}
	}
	return p
}
