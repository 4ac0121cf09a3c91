package accounts

import (
	"context"
	"time"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/app/base/typed"
)

// AcceptForm accepts an invitation. Name and password are for those without an account; others leave them empty.
type AcceptForm struct {
	Token    string
	Name     string `form:"name" validate:"required,max=200"`
	Password string `form:"password"`
	Lang     string // the page's language
}

var (
	errAcceptSignIn = fault.New(fault.Unauthenticated, "fault.invitation_sign_in")
	errLinkOfOther  = fault.New(fault.Forbidden, "fault.link_of_other")
)

// AcceptInvitation uses an invitation up. The actor is the person invited, signed in with the invited address, or nobody:
// then an account is made, its address proved by the link. All get a fresh sign-in, since their rights grow. Errors:
// Unauthenticated "fault.invitation_sign_in" when the address has an account, Forbidden "fault.link_of_other" when somebody
// else is signed in, Invalid with fields, Gone as PeekLink.
func (s *Service) AcceptInvitation(ctx context.Context, actor access.Actor, f AcceptForm, c Client) (SignedIn, error) {
	l, err := findLink(ctx, s.db, f.Token)
	if err != nil {
		return SignedIn{}, err
	}
	p, err := s.whoAccepts(ctx, actor, l, f)
	if err != nil {
		return SignedIn{}, err
	}
	var in signIn
	err = s.db.InTx(ctx, func(tx *postgres.Tx) error {
		l, err := useLink(ctx, tx, f.Token, PurposeInvite)
		if err != nil {
			return err
		}
		id := p.ID
		if !p.exists() {
			if id, err = insertPerson(ctx, tx, p); err != nil {
				return err
			}
		}
		if err := proveEmail(ctx, tx, id); err != nil {
			return err
		}
		if err := insertMembership(ctx, tx, id, l.Role, l.Org); err != nil {
			return err
		}
		in = newSignIn(id, c)
		return in.insert(ctx, tx)
	})
	if postgres.Constraint(err) == "person_email" { // signed up while the form was open
		return SignedIn{}, errAcceptSignIn.Wrap(err)
	}
	if err != nil {
		return SignedIn{}, err
	}
	s.log.InfoContext(ctx, "invitation accepted", "person", in.person, "role", l.Role, "org", l.Org)
	return in.signedIn(""), nil
}

// whoAccepts is the person who is signed in, or a new one that the form describes, not yet stored.
func (s *Service) whoAccepts(ctx context.Context, actor access.Actor, l link, f AcceptForm) (person, error) {
	if l.Purpose != PurposeInvite {
		return person{}, errLinkUnknown
	}
	p, err := findPerson(ctx, s.db, l.Email)
	switch {
	case err != nil:
		return person{}, err
	case actor.SignedIn() && actor.PersonID != p.ID:
		return person{}, errLinkOfOther.With("Email", l.Email)
	case actor.SignedIn():
		return p, nil
	case p.exists():
		return person{}, errAcceptSignIn
	}
	f.Name = typed.Line(f.Name)
	wrong := append(s.forms.faults(f), passwordFault("password", f.Password, f.Name, l.Email)...)
	if err := fault.Check(wrong); err != nil {
		return person{}, err
	}
	hash, err := s.hasher.hash(ctx, f.Password)
	now := time.Now() // only its being there matters; proveEmail keeps it
	return person{Email: l.Email, Name: f.Name, Lang: knownLang(f.Lang), PasswordHash: hash, ProvedAt: &now}, err
}
