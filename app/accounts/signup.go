package accounts

import (
	"context"
	"errors"

	"github.com/hubittaako/hubittaako/app/base/access"
	"github.com/hubittaako/hubittaako/app/base/fault"
	"github.com/hubittaako/hubittaako/app/base/postgres"
	"github.com/hubittaako/hubittaako/app/base/typed"
)

// SignUpForm signs a company up. Who is signed in already leaves the person's part empty.
type SignUpForm struct {
	CompanyForm
	PersonForm
}

// PersonForm is the person's part of a sign-up.
type PersonForm struct {
	Name     string `form:"name" validate:"required,max=200"`
	Email    string `form:"email" validate:"required,email,max=254"`
	Password string `form:"password"`
	Lang     string // the page's language
}

func (f *SignUpForm) clean() {
	f.CompanyForm.clean()
	f.Name = typed.Line(f.Name)
	f.Email = cleanEmail(f.Email)
	f.Lang = knownLang(f.Lang)
}

// SignedUp is a company's beginning: the company, and the fresh sign-in of its admin.
type SignedUp struct {
	CompanyID int64
	SignedIn
}

// SignUpCompany makes a company and its admin: the actor if somebody is signed in, else a new person, or the one whose
// address and password the form has. Errors: Invalid with fields: "field.business_id_taken" (its admin can invite),
// "field.email_taken" (sign in first); TooMany "fault.too_many_attempts". A repeated sign-up of the same company by the
// same person gives the same company, so a lost answer can be asked for again.
//
// "field.email_taken" does tell that an address has an account. It comes only after all the rest of the form is in order,
// so that a question about a free address costs an account with it, and it counts as a failed sign-in.
func (s *Service) SignUpCompany(ctx context.Context, actor access.Actor, f SignUpForm, c Client) (SignedUp, error) {
	f.clean()
	wrong := s.forms.faults(f.CompanyForm)
	if !actor.SignedIn() {
		wrong = append(wrong, s.forms.faults(f.PersonForm)...)
		wrong = append(wrong, passwordFault("password", f.Password, f.Name, f.Email, f.CompanyName)...)
	}
	if err := fault.Check(wrong); err != nil {
		return SignedUp{}, err
	}
	if _, err := s.count(ctx, signUpLimit(c.IP)); err != nil {
		return SignedUp{}, err
	}
	p, err := s.whoSignsUp(ctx, actor, f, c)
	if err != nil {
		return SignedUp{}, err
	}
	if f.BillingEmail == "" {
		f.BillingEmail = p.Email
	}
	return s.signUp(ctx, p, f, c)
}

// whoSignsUp is somebody with an account, or a new person, not yet stored.
func (s *Service) whoSignsUp(ctx context.Context, actor access.Actor, f SignUpForm, c Client) (person, error) {
	if actor.SignedIn() {
		return personByID(ctx, s.db, actor.PersonID)
	}
	p, err := findPerson(ctx, s.db, f.Email)
	if err != nil {
		return person{}, err
	}
	if p.exists() {
		p, _, err := s.checkPassword(ctx, f.Email, f.Password, c)
		if errors.Is(err, errSignIn) {
			return person{}, fault.OnField("email", "field.email_taken")
		}
		return p, err
	}
	hash, err := s.hasher.hash(ctx, f.Password)
	return person{Email: f.Email, Name: f.Name, Lang: f.Lang, PasswordHash: hash}, err
}

func (s *Service) signUp(ctx context.Context, p person, f SignUpForm, c Client) (SignedUp, error) {
	var done SignedUp
	err := s.db.InTx(ctx, func(tx *postgres.Tx) error {
		admin, err := s.storeSignUp(ctx, tx, p, f)
		if err != nil {
			return err
		}
		done, err = s.enter(ctx, tx, admin, f.BusinessID, c)
		return err
	})
	switch postgres.Constraint(err) {
	case "person_email":
		return SignedUp{}, fault.OnField("email", "field.email_taken")
	case "company_business_id":
		return s.signUpAgain(ctx, p, f, c)
	}
	if err == nil {
		s.log.InfoContext(ctx, "company signed up", "company", done.CompanyID, "person", done.PersonID)
	}
	return done, err
}

// storeSignUp adds what is new and returns the person as stored. The company comes first: it is what two sign-ups at once
// most likely share.
func (s *Service) storeSignUp(ctx context.Context, tx *postgres.Tx, p person, f SignUpForm) (person, error) {
	company, err := insertCompany(ctx, tx, f.CompanyForm, false)
	if err != nil {
		return p, err
	}
	if p.exists() {
		return p, insertMembership(ctx, tx, p.ID, access.CompanyAdmin, company)
	}
	if p.ID, err = insertPerson(ctx, tx, p); err != nil {
		return p, err
	}
	if err := insertMembership(ctx, tx, p.ID, access.CompanyAdmin, company); err != nil {
		return p, err
	}
	l := link{Purpose: PurposeConfirm, Email: p.Email, Lang: p.Lang, PersonID: p.ID}
	address, err := l.insert(ctx, tx, s.baseURL)
	if err != nil {
		return p, err
	}
	return p, s.mail(ctx, tx, letter{kind: "confirm", to: p.Email, toName: p.Name, lang: p.Lang, link: address, org: f.CompanyName})
}

// enter signs the admin of the company with the business ID in; no row means that the person is not its admin.
func (s *Service) enter(ctx context.Context, tx *postgres.Tx, p person, businessID string, c Client) (SignedUp, error) {
	if err := p.unchanged(ctx, tx); err != nil {
		return SignedUp{}, err
	}
	var company int64
	err := tx.Get(ctx, &company, `/* accounts.enter */
		SELECT c.id FROM company c JOIN membership m ON m.company_id = c.id
		WHERE c.business_id = $1 AND m.person_id = $2 AND m.role = 'company_admin'`, businessID, p.ID)
	if err != nil {
		return SignedUp{}, err
	}
	in := newSignIn(p.ID, c)
	return SignedUp{CompanyID: company, SignedIn: in.signedIn("")}, in.insert(ctx, tx)
}

// signUpAgain is for a business ID that exists: fine when the same person made it, a field error otherwise.
func (s *Service) signUpAgain(ctx context.Context, p person, f SignUpForm, c Client) (SignedUp, error) {
	var done SignedUp
	err := s.db.InTx(ctx, func(tx *postgres.Tx) error {
		var err error
		done, err = s.enter(ctx, tx, p, f.BusinessID, c)
		return err
	})
	if fault.CodeOf(notFound(err)) == fault.NotFound {
		return SignedUp{}, fault.OnField("business_id", "field.business_id_taken")
	}
	return done, err
}
